# Sourced by run.sh and trading: what a build says while it runs, for a first one takes minutes.

# show_progress WHO LOG: of a build's lines one for each part that is done, and one every 20 s while nothing is.
show_progress() {
    local line ended
    while true; do
        if IFS= read -r -t "${TRADING_PROGRESS_SECONDS:-20}" line; then
            printf '%s\n' "$line" >>"$2"
            case "$line" in
                *' -> '*)
                    line=${line%% -> *}
                    printf '%s:   %s built, %s s\n' "$1" "${line#"${line%%[! ]*}"}" "$SECONDS"
                    ;;
            esac
        else
            ended=$?
            [ "$ended" -gt 128 ] || return 0 # the end of the build, not of the 20 s
            printf '%s:   still building, %s s; what it says: %s\n' "$1" "$SECONDS" "$2"
        fi
    done
}
