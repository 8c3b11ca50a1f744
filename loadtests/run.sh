#!/usr/bin/env bash
# Load on a server that is started for it, and ended after it. What it found is printed; exit 1 when something failed.
# Usage: loadtests/run.sh rooms [SECONDS]
#   rooms    12 rooms of 9 members, each of whom saves its draft (60 criteria, 30 bids) every second; 60 s unless told
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off
usage() { sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}"; }
[ "${1:-}" = rooms ] && [ $# -le 2 ] || { usage >&2; exit 2; }
seconds=${2:-60}
case "$seconds" in '' | *[!0-9]* | ?????*) usage >&2; exit 2 ;; esac
for project in bench/Trading.Bench Trading.Cli; do
    dotnet build "$home/$project" -c Release -v q --nologo -clp:NoSummary
done
built() { printf '%s/artifacts/bin/%s/release/%s.dll' "$home" "$1" "$2"; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
umask 077
dotnet "$(built Trading.Cli trading)" keygen --platform --name platform --out "$folder/platform" >/dev/null
dotnet "$(built Trading.Cli trading)" trust "$folder/platform.trust" --out "$folder/trust.txt" >/dev/null
server=$(built Trading.Server Trading.Server)
dotnet "$(built Trading.Bench trading-bench)" --room-drafts "$server" "$folder" "$seconds"
