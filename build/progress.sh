# Sourced by run.sh and trading: what a build or a start says while it goes on, for it may take minutes.

# show_progress WHO LOG: of a build's lines one for each part that is done, and one every 20 s while nothing is.
show_progress() {
    local line ended told=$SECONDS every=${TRADING_PROGRESS_SECONDS:-20}
    while true; do
        if IFS= read -r -t "$every" line; then
            printf '%s\n' "$line" >>"$2"
            case "$line" in
                *' -> '*)
                    line=${line%% -> *}
                    printf '%s:   %s built, %s s\n' "$1" "${line#"${line%%[! ]*}"}" "$SECONDS"
                    told=$SECONDS
                    ;;
            esac
            [ $((SECONDS - told)) -ge "$every" ] || continue # lines that are no part that is done
        else
            ended=$?
            [ "$ended" -gt 128 ] || return 0 # the end of the build, not of the 20 s
        fi
        printf '%s:   still building, %s s; what it says: %s\n' "$1" "$SECONDS" "$2"
        told=$SECONDS
    done
}

# await_said WHO WHAT OUT ERRORS COMMAND...: runs the command with its output in the two files, and says every 20 s
# what is waited for. Its exit code is the command's; its process stands in `awaited` meanwhile. The end of the process
# `await_needs`, where one is named, ends the waiting.
await_said() {
    local who=$1 what=$2 began=$SECONDS told=0 code=0 every=${TRADING_PROGRESS_SECONDS:-20}
    "${@:5}" >"$3" 2>>"$4" &
    awaited=$!
    while kill -0 "$awaited" 2>/dev/null; do
        if [ $((SECONDS - began - told)) -ge "$every" ]; then
            told=$((SECONDS - began))
            printf '%s:   waiting for %s, %s s\n' "$who" "$what" "$told"
        fi
        [ -z "${await_needs:-}" ] || kill -0 "$await_needs" 2>/dev/null || kill "$awaited" 2>/dev/null || true
        sleep 0.1
    done
    wait "$awaited" || code=$?
    awaited=
    return "$code"
}
