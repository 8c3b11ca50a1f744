#!/usr/bin/env bash
# Runs every test there is and installs what they need. A skipped test fails it.
# Usage: ./test.sh [FILTER]   FILTER goes to `dotnet test --filter`; formatters and the pages' tests then stay out.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off
filter=${1:-}
needs='see README.md, "What you need"'
say() { printf 'test.sh: %s\n' "$*" >&2; }

command -v dotnet >/dev/null || { say "the .NET SDK 10 is missing: $needs"; exit 2; }
command -v node >/dev/null || { say "Node.js 20.19 or newer is missing: $needs"; exit 2; }

# What the tests need beyond the SDK and Node: the PDF tests ask qpdf and poppler what they see; people meet in
# Chromium, which needs a Chinese font for its pictures.
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
results=$PWD/artifacts/test-results
rm -rf "$results" && mkdir -p "$results"
took() { printf '%s %s\n' "$2" "${3:-}" >"$results/$1.seconds"; }

# A formatter that would change a file ends the run before anything is built.
check_format() {
    local start=$SECONDS bad=0
    echo "== format"
    dotnet tool restore -v q >/dev/null || { say "the tools of .config/dotnet-tools.json cannot be restored"; exit 2; }
    (cd Trading.Web && node scripts/build.mjs --install) || { say "the packages of Trading.Web are not there"; exit 2; }
    dotnet csharpier check . >"$results/csharpier.log" 2>&1 || bad=1
    [ "$bad" -eq 0 ] || { cat "$results/csharpier.log" >&2; say 'C# is not formatted. Run: dotnet csharpier format .'; }
    (cd Trading.Web && npx --no-install prettier --check .) >"$results/prettier.log" 2>&1 || {
        bad=1
        cat "$results/prettier.log" >&2
        say 'the pages are not formatted. Run: (cd Trading.Web && npx prettier --write .)'
    }
    [ "$bad" -eq 0 ] || exit 1
    took format $((SECONDS - start))
}
[ -n "$filter" ] || check_format

# One compiler serves all projects, and is gone before the tests begin.
echo "== build"
start=$SECONDS
dotnet build Trading.slnx -c Release -v q --nologo -clp:NoSummary -p:RestoreLockedMode=true -p:UseSharedCompilation=true
dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true
took build $((SECONDS - start))

run_dotnet() {
    dotnet test "tests/$1" -c Release --no-build -v q --nologo --results-directory "$results" \
        --logger "trx;LogFileName=$1.trx" --logger "console;verbosity=minimal" ${filter:+--filter "$filter"}
}
run_web() {
    (cd Trading.Web && npm run --silent check &&
        npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$results/Trading.Web.json")
}

# Leaves how it ended, and its seconds: on the wall, of a processor.
run() {
    local name=$1 end=0 TIMEFORMAT='%0R %0U %0S' what=(run_dotnet "$1")
    [ "$name" = Trading.Web ] && what=(run_web)
    { time "${what[@]}" >&3 2>&4; } 3>&1 4>&2 2>"$results/$name.times" || end=$?
    took "$name" $(awk '{ print $1, $2 + $3 }' "$results/$name.times")
    echo "$end" >"$results/$name.end"
}

# Each tells what it said when it has ended. First the server's tests and those of commands, which mostly wait, have a
# lane, and whatever is not named here the other. Then the scenarios, one after the other: they say how long something
# may take. `beside` read no clock and listen on no port: at the lowest priority they take what the scenarios leave of
# the machine. FILTER is dotnet's, and the pages' tests are Node's.
beside=(Trading.Opening.Tests Trading.Architecture.Tests Trading.Evaluation.Tests Trading.Crypto.Tests)
beside+=(Trading.Scoring.Tests Trading.Recount.Tests Trading.Rooms.Tests Trading.Locks.Tests)
beside+=(Trading.Documents.Tests Trading.Streams.Tests Trading.Media.Tests)
waiting=(Trading.Server.Tests Trading.Cli.Tests)
alone=(Trading.Flow.Tests Trading.Browser.Tests Trading.Relay.Tests)
others=()
[ -n "$filter" ] || others+=(Trading.Web)
for project in tests/*/*.Tests.csproj; do
    name=$(basename "$project" .csproj)
    case " ${beside[*]} ${waiting[*]} ${alone[*]} " in *" $name "*) ;; *) others+=("$name") ;; esac
done
all=("${waiting[@]}" "${others[@]}" "${beside[@]}" "${alone[@]}")

shown=" "
show_ended() {
    local name
    for name in "${all[@]}"; do
        [ -f "$results/$name.end" ] || continue
        case "$shown" in *" $name "*) continue ;; esac
        shown="$shown$name "
        echo "== $name"
        cat "$results/$name.log"
    done
}
run_quietly() {
    local name
    for name in "$@"; do run "$name" >"$results/$name.log" 2>&1; done
}
run_and_show() {
    local name
    for name in "$@"; do
        run_quietly "$name"
        show_ended
    done
}
run_quietly "${waiting[@]}" &
run_and_show "${others[@]}"
wait
(
    renice -n 19 "$BASHPID" >/dev/null
    run_quietly "${beside[@]}"
) &
run_and_show "${alone[@]}"
wait
show_ended

passed=0 failed=0 skipped=0 broken=0
count() { { grep -oE "$1=\"[0-9]+\"" "$2" || true; } | head -1 | grep -oE '[0-9]+' || echo 0; }
count_dotnet() {
    local counters total executed unrun
    counters=$(mktemp)
    grep -o '<Counters [^>]*>' "$1" >"$counters" || true
    passed=$((passed + $(count ' passed' "$counters")))
    failed=$((failed + $(count ' failed' "$counters")))
    failed=$((failed + $(count ' error' "$counters") + $(count ' timeout' "$counters")))
    unrun=$(count ' notExecuted' "$counters")
    skipped=$((skipped + unrun))
    # xunit reports a skipped test as total - executed.
    total=$(count ' total' "$counters") executed=$(count ' executed' "$counters")
    [ "$total" -le "$executed" ] || skipped=$((skipped + total - executed - unrun))
    rm -f "$counters"
}
count_web() {
    sum() { node -p "const r = JSON.parse(require('fs').readFileSync('$2')); [$1].reduce((a, b) => a + b)"; }
    passed=$((passed + $(sum r.numPassedTests "$1")))
    failed=$((failed + $(sum r.numFailedTests "$1")))
    skipped=$((skipped + $(sum r.numPendingTests,r.numTodoTests "$1")))
}
# Each failed test by its name, at the end where a reader looks first.
name_failed_dotnet() {
    grep -oE '<UnitTestResult [^>]*outcome="Failed"[^>]*>' "$1" | sed -E 's/.* testName="([^"]*)".*/failed: \1/' || true
}
name_failed_web() {
    node -p "JSON.parse(require('fs').readFileSync('$1')).testResults.flatMap(f => f.assertionResults)
        .filter(t => t.status === 'failed').map(t => 'failed: ' + t.fullName).join('\n')" | sed '/^$/d'
}
named=$results/failed.txt
: >"$named"
for name in "${all[@]}"; do
    end=$(cat "$results/$name.end" 2>/dev/null || echo 1)
    if [ "$end" -ne 0 ]; then
        broken=$((broken + 1))
        say "$name failed"
    fi
    if [ -f "$results/$name.trx" ]; then
        count_dotnet "$results/$name.trx"
        name_failed_dotnet "$results/$name.trx" >>"$named"
    elif [ -f "$results/$name.json" ]; then
        count_web "$results/$name.json"
        name_failed_web "$results/$name.json" >>"$named"
    elif [ -z "$filter" ] && [ "$end" -eq 0 ]; then
        say "$name left no result"
        broken=$((broken + 1))
    fi
done

# Where the time goes: the ten slowest tests, and every runner with what it used of a processor. A run that mostly
# waits can be shorter, one that works cannot.
echo "== slowest"
grep -ohE '<UnitTestResult [^>]*>' "$results"/*.trx |
    sed -E 's/.* testName="([^"]*)".* duration="([^"]*)".*/\2 \1/' | sort -r | head -10 | cut -c1-110 || true
echo "== seconds"
for file in "$results"/*.seconds; do
    read -r wall used <"$file"
    printf '%6d %6s  %s\n' "$wall" "${used:-}" "$(basename "$file" .seconds)"
done | sort -rn
times >"$results/times.txt" # in a pipe it would be another shell's
used=$(tail -1 "$results/times.txt" | awk -F'[ms ]+' '{ printf "%d", 60 * ($1 + $3) + $2 + $4 }')
printf '%6d %6d  in all\n' "$SECONDS" "$used"

cat "$named"
[ "$skipped" -eq 0 ] || say "a skipped test counts as a failure"
# A runner that broke without a failed test to show for it is a failure of its own.
[ "$broken" -eq 0 ] || [ "$failed" -gt 0 ] || failed=$broken
echo "tests: $passed passed, $failed failed, $skipped skipped"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ]
