#!/usr/bin/env bash
# Runs every test there is and installs what they need. A skipped test fails it.
# Usage: ./test.sh [FILTER]   FILTER goes to `dotnet test --filter`.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off

command -v dotnet >/dev/null || { echo "test.sh: the .NET SDK 10 is missing: see README.md, \"What you need\"" >&2; exit 2; }

command -v node >/dev/null || { echo "test.sh: Node.js 20.19 or newer is missing: see README.md, \"What you need\"" >&2; exit 2; }

# What the tests need beyond the SDK and Node: the PDF tests ask qpdf and poppler what they see; people meet in Chromium, which needs a Chinese font for its pictures.
missing=()
command -v qpdf >/dev/null || missing+=(qpdf)
command -v pdfsig >/dev/null || missing+=(poppler-utils)
command -v chromium >/dev/null || missing+=(chromium)
[ -d /usr/share/fonts/opentype/noto ] || missing+=(fonts-noto-cjk)
if [ ${#missing[@]} -gt 0 ]; then
    echo "== installing ${missing[*]}"
    as_root=(env); [ "$(id -u)" -eq 0 ] || as_root=(sudo env)
    as_root+=(DEBIAN_FRONTEND=noninteractive)
    "${as_root[@]}" apt-get update -qq -o DPkg::Lock::Timeout=300
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" >/dev/null
fi
results=artifacts/test-results
rm -rf "$results" && mkdir -p "$results"

echo "== build"
dotnet build Trading.slnx -c Release -v q --nologo -clp:NoSummary

passed=0 failed=0 skipped=0 broken=0
count() { { grep -oE "$1=\"[0-9]+\"" "$2" || true; } | head -1 | grep -oE '[0-9]+' || echo 0; }
for project in tests/*/*.Tests.csproj; do
    name=$(basename "$project" .csproj)
    echo "== $name"
    dotnet test "$project" -c Release --no-build -v q --nologo --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
        --logger "console;verbosity=minimal" ${1:+--filter "$1"} || broken=$((broken + 1))
    file="$results/$name.trx"
    [ -f "$file" ] || { [ -n "${1:-}" ] || { echo "test.sh: $name left no result" >&2; broken=$((broken + 1)); }; continue; }
    counters=$(mktemp); grep -o '<Counters [^>]*>' "$file" >"$counters" || true
    passed=$((passed + $(count ' passed' "$counters")))
    failed=$((failed + $(count ' failed' "$counters") + $(count ' error' "$counters") + $(count ' timeout' "$counters")))
    skipped=$((skipped + $(count ' notExecuted' "$counters")))
    # xunit reports a skipped test as total - executed.
    total=$(count ' total' "$counters") executed=$(count ' executed' "$counters")
    [ "$total" -gt "$executed" ] && skipped=$((skipped + total - executed - $(count ' notExecuted' "$counters")))
    rm -f "$counters"
done

# The pages' tests, in Node. FILTER is dotnet's; with one they stay out.
if [ -z "${1:-}" ]; then
    echo "== Trading.Web"
    file="$PWD/$results/Trading.Web.json"
    (cd Trading.Web && npm run --silent check && npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$file") || broken=$((broken + 1))
    sum() { node -p "const r = JSON.parse(require('fs').readFileSync('$file')); [$1].reduce((a, b) => a + b)"; }
    if [ -f "$file" ]; then
        passed=$((passed + $(sum r.numPassedTests)))
        failed=$((failed + $(sum r.numFailedTests)))
        skipped=$((skipped + $(sum r.numPendingTests,r.numTodoTests)))
    else
        echo "test.sh: Trading.Web left no result" >&2
    fi
fi

[ "$skipped" -eq 0 ] || echo "test.sh: a skipped test counts as a failure" >&2
# A runner that broke without a failed test to show for it is a failure of its own.
[ "$broken" -eq 0 ] || [ "$failed" -gt 0 ] || failed=$broken
echo "tests: $passed passed, $failed failed, $skipped skipped"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ]
