# Sourced by demo.sh and demo-draw.sh: what a `trading prepare` or `trading prepare-draw` published.

# published WORD COMMAND...: prints the id that the command published. A ceremony that takes longer than the command
# waits (exit code 3) goes on by itself until the deadline: its id is known all the same.
published() {
    local word=$1 code=0 said id
    shift
    said=$(mktemp -d)
    "$@" >"$said/out" 2>"$said/error" || code=$?
    cat "$said/error" >&2
    case "$code" in
        0) id=$(sed -n 's/^ *"'"$word"'": "\([0-9a-f]*\)".*/\1/p' "$said/out") ;;
        3) id=$(sed -n 's/.*still locking, '"$word"' \([0-9a-f]*\)[:,].*/\1/p' "$said/error") ;;
        *) id= ;;
    esac
    rm -rf "$said"
    [ -n "$id" ] || return $((code > 0 ? code : 1))
    printf '%s\n' "$id"
}
