#!/usr/bin/env bash
# A whole platform on this machine with a demo opening, the draw of its experts and their evaluation: server on SQLite,
# three trustees, a host, eight bidders; a pool of forty experts, a notice gateway with invented telephones, a gate.
# No root, nothing to install but the .NET SDK and Node. Ctrl-C ends all of it; a second run with the same DATA goes on
# where it stopped.
# Usage: ./run.sh [--port 5080] [--data DIR] [--opens-in SECONDS] [--own-host] [--own-gate] [--own-seats N]
#                 [--no-evaluation] [--no-demo] [--no-calls]
#   --port N            the platform's port; pool, gateway, telephones, gate and the experts' page take N + 10 to N + 14
#   --opens-in SECONDS  from the lock to the deadline of the demo opening; 300 unless told, 30 at least
#   --own-host          you host the demo opening, and start its evaluation: nobody answers, concludes or drafts in
#                       your place. A session that you publish yourself is yours without it
#   --own-gate          you admit the drawn experts at the gate: nobody comes by itself
#   --own-seats N       N of the five seats in the evaluation room are yours; 0 unless told: all are played
#   --no-evaluation     no draw, no evaluation, and none of the four processes for them
#   --no-calls          no cameras and microphones in rooms; else UDP and TCP of PORT + 15 carry them
#   --no-demo           an empty platform: no demo opening, no bidders, no demo draw
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off

. "$home/build/progress.sh"

usage() { sed -n '2,17s/^# //p' "${BASH_SOURCE[0]}"; }
say() { printf 'run.sh: %s\n' "$*"; }
fail() { printf 'run.sh: %s\n' "$*" >&2; exit 2; }

port=5080 data=data opens_in=300 own_host=false own_gate=false own_seats=0 demo=true evaluation=true calls=true
while [ $# -gt 0 ]; do
    case "$1" in
        --port) [ $# -ge 2 ] || fail "--port needs a number"; port=$2; shift 2 ;;
        --data) [ $# -ge 2 ] || fail "--data needs a folder"; data=$2; shift 2 ;;
        --opens-in) [ $# -ge 2 ] || fail "--opens-in needs a number of seconds"; opens_in=$2; shift 2 ;;
        --own-host) own_host=true; shift ;;
        --own-gate) own_gate=true; shift ;;
        --own-seats) [ $# -ge 2 ] || fail "--own-seats needs a number, 0 to 5"; own_seats=$2; shift 2 ;;
        --no-evaluation) evaluation=false; shift ;;
        --no-calls) calls=false; shift ;;
        --no-demo) demo=false; shift ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; fail "unknown option $1" ;;
    esac
done
case "$port" in '' | *[!0-9]* | ??????*) fail "--port needs a number, 1 to 65520" ;; esac
[ "$port" -ge 1 ] && [ "$port" -le 65520 ] || fail "--port needs a number, 1 to 65520"
case "$opens_in" in '' | *[!0-9]* | ??????*) fail "--opens-in needs a number of seconds, 30 to 86400" ;; esac
[ "$opens_in" -ge 30 ] && [ "$opens_in" -le 86400 ] || fail "--opens-in needs a number of seconds, 30 to 86400"
case "$own_seats" in [0-5]) ;; *) fail "--own-seats needs a number, 0 to 5" ;; esac
at() { printf 'http://127.0.0.1:%s' "$((port + $1))"; }
url=$(at 0) pool_url=$(at 10) gateway_url=$(at 11) telephones_url=$(at 12) gate_url=$(at 13)
page_url=$(at 14)

needs='see README.md, "What you need"'
command -v node >/dev/null && command -v npm >/dev/null || fail "Node with npm is missing: $needs"
command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: $needs"
(cd "$home" && dotnet --version) >/dev/null 2>&1 || fail "no .NET SDK here satisfies global.json: $needs"

(umask 077 && mkdir -p "$data" && mkdir -p "$data/logs")
data=$(cd "$data" && pwd)

build() {
    local project start log="$data/logs/build.log"
    : >"$log"
    start=$(mktemp) # a source saved while the build runs is newer than its start
    SECONDS=0
    if [ -f "$home/artifacts/bin/Trading.Server/release/Trading.Server.dll" ]; then
        say "building what is new …"
    else
        say "building server, command line and pages for the first time: this fetches packages and three fonts"
        say "(79 MB) and takes 2 to 6 minutes; later starts build what is new …"
    fi
    (cd "$home" && dotnet build build/run.slnf -c Release -v m --nologo -clp:NoSummary) 2>&1 |
        show_progress run.sh "$log" || {
        cat "$log" >&2
        rm -f "$start"
        fail "the build failed"
    }
    # The same stamps as `trading` leaves: it has nothing to build after this.
    for project in Trading.Cli Trading.LoadTests Trading.Pool Trading.Gateway Trading.Gate; do
        touch -r "$start" "$home/artifacts/bin/$project/release/.built"
    done
    rm -f "$start"
    say "built in $SECONDS s"
}

ports=$port
[ "$evaluation" = false ] || ports="$port $((port + 10)) $((port + 11)) $((port + 12)) $((port + 13))"
[ "$calls" = false ] || ports="$ports $((port + 15))"
for one in $ports; do
    if (exec 3<>"/dev/tcp/127.0.0.1/$one") 2>/dev/null; then
        fail "something listens on port $one already: end it, or choose another --port"
    fi
done
build
cli="$home/artifacts/bin/Trading.Cli/release/trading.dll"
built() { printf '%s/artifacts/bin/%s/release/%s.dll' "$home" "$1" "$2"; }
server=$(built Trading.Server Trading.Server)
pool=$(built Trading.Pool trading-pool) gate=$(built Trading.Gate trading-gate)
gateway=$(built Trading.Gateway trading-gateway) outsiders=$(built Trading.LoadTests trading-loadtests)
trading() { dotnet "$cli" "$@"; }
umask 077 # keys, tokens, logs and databases are their owner's alone

# Everything is made beside its place and moved there at the end, the trust file last: a first run that was interrupted
# starts over.
make_keys() {
    local draft="$data/.draft" role name
    rm -rf "$draft" && mkdir -p "$draft/demo" "$draft/trustees" "$draft/offices"
    trading keygen --ca --name demo-ca --out "$draft/demo/ca" >/dev/null
    trading keygen --platform --name platform --out "$draft/platform" >/dev/null
    while read -r role name; do
        trading keygen --trustee --name "$name" --out "$draft/trustees/$role" >/dev/null
    done <<'TRUSTEES'
t1 演示交易中心
t2 演示公证处
t3 演示招标代理
TRUSTEES
    for name in custodian gateway gate; do
        trading keygen "--$name" --name "demo-$name" --out "$draft/offices/$name" >/dev/null
    done
    while read -r role name; do
        trading keygen --name "$name" --ca-key "$draft/demo/ca.key" --out "$draft/demo/$role" >/dev/null
    done <<'PEOPLE'
host 演示主持人
agent 演示代理机构
witness 演示见证人
notary 演示公证人
supervisor 演示监督人
manager 演示管理员
bidder 演示投标人有限公司
PEOPLE
    trading trust "$draft/demo/ca.trust" "$draft/platform.trust" "$draft"/trustees/*/trustee.trust \
        "$draft"/offices/*/*.trust --out "$draft/trust.txt" >/dev/null
    chmod -R go= "$draft"
    rm -rf "$data/trustees" "$data/offices" "$data/demo"
    mv "$draft/trustees" "$draft/offices" "$draft/platform.key" "$draft/platform.trust" "$draft/demo" "$data/"
    mv "$draft/trust.txt" "$data/demo/trust.txt"
    rm -rf "$draft"
}

if [ ! -f "$data/demo/trust.txt" ]; then
    [ ! -e "$data/log.db" ] ||
        fail "$data holds a log but no $data/demo/trust.txt: name another --data, or put the file back"
    say "first run: making keys, certificates and the trust file under $data"
    make_keys
fi

if [ "$evaluation" = true ] && [ ! -d "$data/offices" ]; then
    say "$data was made before there were draws, and its trust file names no offices: no draw this time."
    say "Name another --data to see one."
    evaluation=false
fi
if [ "$evaluation" = true ] && [ ! -f "$data/demo/filled" ]; then
    say "first run: filling the pool with forty experts whom nobody is …"
    rm -rf "$data/pool" "$data/gate"
    "$home/build/demo-draw.sh" fill "$cli" "$pool" "$gate" "$data" || fail "the pool could not be filled"
    : >"$data/demo/filled"
fi

# A token signs its person in once: every start makes new ones.
make_tokens() {
    local role
    mkdir -p "$data/demo/tokens"
    for role in $demo_roles; do od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$data/demo/tokens/$role"; done
}
demo_roles="bidder host agent witness notary supervisor manager"
make_tokens

names=() pids=() lines=()
start() {
    local name=$1
    shift
    "$@" >>"$data/logs/$name.log" 2>&1 &
    names+=("$name") pids+=("$!") lines+=("$*")
}

awaited=
stop_all() {
    trap - EXIT INT TERM
    [ -z "$awaited" ] || kill -TERM "$awaited" 2>/dev/null || true
    [ ${#pids[@]} -eq 0 ] || kill -TERM "${pids[@]}" 2>/dev/null || true
    local pid waited=0
    while [ $waited -lt 100 ] && any_alive; do sleep 0.1; waited=$((waited + 1)); done
    for pid in ${pids[@]+"${pids[@]}"}; do kill -KILL "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
}
any_alive() {
    local pid
    for pid in ${pids[@]+"${pids[@]}"}; do kill -0 "$pid" 2>/dev/null && return 0; done
    return 1
}
trap 'stop_all; exit 130' INT
trap 'stop_all; exit 143' TERM
trap stop_all EXIT

# What the log of an ended child says.
report_end() {
    printf 'run.sh: %s ended; the end of %s:\n' "$1" "$data/logs/$1.log" >&2
    tail -n 15 "$data/logs/$1.log" >&2
}

# The demo's host may publish from the beginning. What a manager takes back later stays taken back: this is done once.
if [ ! -f "$data/demo/publisher" ]; then
    dotnet "$server" --make-publisher 演示交易中心 --certificate "$data/demo/host.der" --data "$data" ||
        fail "the demo's host could not be let publish"
    : >"$data/demo/publisher"
fi

media=(--media-port "$((port + 15))")
[ "$calls" = true ] || media=(--media off)
start server dotnet "$server" --data "$data" --urls "$url" --trust "$data/demo/trust.txt" \
    --platform-key "$data/platform.key" --address "$url" "${media[@]}" --demo
say "starting …"
await_needs=${pids[0]} # without the server there is nothing to wait for
await_said run.sh "the server" /dev/null /dev/null dotnet "$cli" status --server "$url" --wait 600 || {
    kill -0 "${pids[0]}" 2>/dev/null || { report_end server; exit 1; }
    fail "the server did not answer at $url within 600 s; see $data/logs/server.log"
}

for name in t1 t2 t3; do
    start "$name" dotnet "$cli" trustee --keys "$data/trustees/$name" --trust "$data/demo/trust.txt" \
        --server "$url" --data "$data/trustees/$name"
done
# An office signs in with the two keys of its folder; each has its own store, origin and accounts.
if [ "$evaluation" = true ]; then
    office() { printf '%s\n' --trust "$data/demo/trust.txt" --platform "$url/" --data "$data/$1" --urls "$2"; }
    mapfile -t of_pool < <(office pool "$pool_url")
    mapfile -t of_gateway < <(office gateway "$gateway_url")
    mapfile -t of_gate < <(office gate "$gate_url")
    start telephones dotnet "$gateway" --stand-in --urls "$telephones_url" --data "$data/telephones"
    start pool dotnet "$pool" "${of_pool[@]}" --key "$data/offices/custodian"
    start gateway dotnet "$gateway" "${of_gateway[@]}" --keys "$data/offices/gateway" --provider "$telephones_url/" \
        --page "$page_url" --page-urls "$page_url" --contact 0755-0000\ 0000（演示）
    start gate dotnet "$gate" "${of_gate[@]}" --keys "$data/offices/gate"
    for name in pool gate; do
        [ -f "$data/demo/$name.first" ] || continue
        [ "$name" = pool ] && to=$pool_url user=manager || { to=$gate_url; user=desk; }
        if await_said run.sh "the first account of the $name" /dev/null "$data/logs/$name.log" \
            "$home/build/demo-draw.sh" change "$to" "$data/demo/$name.first" "$data/demo/$name.password" "$user"; then
            rm -f "$data/demo/$name.first"
        else
            say "the account of the $name could not be made; see $data/logs/$name.log. The next start tries again."
        fi
    done
fi
session= draw= room=
# A demo that cannot be had ends nothing: what else runs here, and what ran before, goes on.
longer=$((opens_in * 2 > 600 ? opens_in * 2 : 600))
[ "$longer" -le 86400 ] || longer=86400
again="end this with Ctrl-C and start again with a longer --opens-in, for example --opens-in $longer"
: >"$data/logs/demo-prepare.log"
: >"$data/logs/demo-draw.log"
if [ "$demo" = true ]; then
    if await_said run.sh "3 trustees' locks of the demo opening" "$data/demo/session" "$data/logs/demo-prepare.log" \
        "$home/build/demo.sh" prepare "$cli" "$url" "$data" "$opens_in"; then
        session=$(<"$data/demo/session")
        start demo "$home/build/demo.sh" play "$cli" "$url" "$data" "$session"
        # The demo's host acts for these and for no other: whoever publishes with the host's key hosts it alone.
        [ "$own_host" = true ] || printf '%s\n' "$session" >>"$data/demo/hosted"
    else
        report_end demo-prepare
        say "the demo opening could not be prepared; everything else goes on. To try it again, $again."
    fi
fi
# A minute after the deadline everything is opened, and the bidders' units are known.
if [ -n "$session" ] && [ "$evaluation" = true ]; then
    if await_said run.sh "3 trustees' locks of the demo draw" "$data/demo/draw" "$data/logs/demo-draw.log" \
        "$home/build/demo-draw.sh" prepare "$cli" "$url" "$data" $((opens_in + 60)) "$session"; then
        draw=$(<"$data/demo/draw")
    else
        report_end demo-draw
        say "the demo draw could not be prepared: the demo opening goes on without draw and evaluation."
        say "To try it again, $again."
    fi
fi
if [ -n "$draw" ]; then
    # They come to the gate and go on in the room. Its id is drawn here, so that its pages can be named below; a host
    # of one's own starts it under another.
    own=(--own-seats "$own_seats")
    [ "$own_gate" = false ] || own+=(--own-gate)
    if [ "$own_host" = false ]; then
        room=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
        own+=(--room "$room")
    fi
    start demo-experts dotnet "$outsiders" demo-experts --server "$url" --draw "$draw" \
        --pool "$data/demo/pool.csv" --provider "$telephones_url" --gate "$gate_url" \
        --desk-password-file "$data/demo/gate.password" --evaluate-as "$data/demo" "${own[@]}"
fi
hosted=()
if [ -s "$data/demo/hosted" ]; then
    while read -r id; do hosted+=(--session "$id"); done <"$data/demo/hosted"
    start demo-host dotnet "$cli" demo-host --server "$url" --key "$data/demo/host.key" "${hosted[@]}"
fi

printf 'run.sh: ready at %s\n' "$url"
if [ -n "$session" ]; then
    printf '\n  A demo opening with eight bidders; its deadline is in about %s s.' "$opens_in"
    printf ' Everybody sees the hall:\n'
    printf '  %-13s %s\n' hall "$url/hall/$session" "big screen" "$url/screen/$session"
    printf '\n  One link for each person. A link signs in once, on this machine; where the page asks for files,\n'
    printf '  take key, certificate and trust file from under it:\n'
    for role in $demo_roles; do
        page=/hall/$session
        [ "$role" = bidder ] && page=/bid/$session/1
        [ "$role" = host ] && page=/host/$session
        printf '  %-13s %s/sign-in?to=%s#token=%s\n' "$role" "$url" "$page" "$(cat "$data/demo/tokens/$role")"
        printf '  %-13s   key          %s\n' "" "$data/demo/$role.key"
        printf '  %-13s   certificate  %s\n' "" "$data/demo/$role.der"
        printf '  %-13s   trust file   %s\n' "" "$data/demo/trust.txt"
    done
    if [ "$own_host" = true ]; then
        printf '\n  You host it: the host link leads from step to step; nobody acts in your place.\n'
    else
        printf '\n  A demo host answers and concludes this opening. To host one yourself: ./run.sh --own-host,\n'
        printf '  or publish a session of your own at %s/host.\n' "$url"
    fi
fi
if [ "$evaluation" = true ]; then
    printf '\n  The draw of experts. Each of these is a process of its own, with its own pages:\n'
    [ -z "$draw" ] || printf '  %-13s %s\n' draw "$url/draws/$draw   drawn in about $((opens_in + 60)) s"
    printf '  %-13s %s\n' pool "$pool_url   user manager, password in $data/demo/pool.password"
    printf '  %-13s %s\n' telephones "$telephones_url   who was called, what they press, and the links to their pages"
    printf '  %-13s %s\n' gateway "$gateway_url   counts"
    printf '  %-13s %s\n' gate "$gate_url   user desk, password in $data/demo/gate.password"
    if [ -n "$draw" ] && [ "$own_gate" = true ]; then
        printf '\n  You admit the experts: take the 12 digits from a telephone, and the identity number that stands\n'
        printf '  beside its phone in %s.\n' "$data/demo/pool.csv"
    elif [ -n "$draw" ]; then
        printf '\n  Invented experts confirm and come to the gate by themselves. To admit them: ./run.sh --own-gate.\n'
    fi
    if [ -n "$draw" ]; then
        printf '\n  The evaluation, once the draw is disclosed and the opening record is signed:\n'
        if [ -n "$room" ]; then
            printf '  %-13s %s\n' room "$url/rooms/$room   what everybody sees" \
                clerk "$url/rooms/$room/clerk   after the host link" \
                supervisor "$url/rooms/$room/supervise   after the supervisor link" \
                bidder "$url/rooms/$room/own   with $data/demo/bidders/6.key, who is asked something"
        else
            printf '  %-13s %s\n' start "$url/rooms/start   after the host link: you start it, and draft its report" \
                rooms "$url/rooms   its pages, once it is started"
        fi
        if [ "$own_seats" -gt 0 ]; then
            [ -z "$room" ] || printf '  %-13s %s\n' seat "$url/rooms/$room/seat"
            printf '\n  %s of five seats are yours, the last ones: open the seat page once for each, every one in a\n' \
                "$own_seats"
            printf '  browser profile of its own, and type the number that it shows at the gate, as user desk, for\n'
            printf '  one of those who have arrived. The other members are played, and wait for you.\n'
        else
            printf '\n  Five invented members evaluate, at the pace of people. To sit there: ./run.sh --own-seats 1.\n'
        fi
    fi
fi
rehearsed_draw=
[ "$evaluation" = false ] ||
    rehearsed_draw="  a rehearsed draw:              ./trading drill --draw --experts 7 --server $url --as $data/demo \\
                                     --provider $telephones_url --gate $gate_url
"
cat <<TEXT

  a rehearsal with 50 bidders:   ./trading drill --server $url --as $data/demo \\
                                     --bidders 50 --size 2MiB --archive drill.archive
  verify what it left:           ./trading verify drill.archive --trust $data/demo/trust.txt
$rehearsed_draw  what is going on:              ./trading status --server $url
  API description:               $url/openapi/v1.json
  keys, tokens, trust file:      $data/demo   (read by their owner only)
  logs:                          $data/logs

Three trustees on one machine protect against nobody who is root here:
custody "single" stands in every lock and verdict.
Ctrl-C ends everything.
TEXT

# Nobody comes to a room that will never be.
end_experts() {
    local i
    for i in "${!pids[@]}"; do
        [ "${names[$i]}" = demo-experts ] || continue
        kill -TERM "${pids[$i]}" 2>/dev/null || true
        wait "${pids[$i]}" 2>/dev/null || true
        unset "pids[$i]"
    done
}

# Without the server nothing goes on. A trustee or the host that ends is only missing: an opening needs two of three
# trustees.
while kill -0 "${pids[0]}" 2>/dev/null; do
    wait -n "${pids[@]}" || true
    for i in "${!pids[@]}"; do
        [ -n "${pids[$i]:-}" ] || continue
        kill -0 "${pids[$i]}" 2>/dev/null && continue
        [ "$i" -eq 0 ] && break 2
        # The demo's bidders are done when everybody has bid, signed in and confirmed.
        # The drawn experts are done when their room is over.
        code=0
        wait "${pids[$i]}" || code=$?
        case "${names[$i]} $code" in
            'demo 0') unset "pids[$i]"; continue ;;
            'demo-experts 0')
                say "the evaluation is over: $url/rooms/$room"
                unset "pids[$i]"
                continue
                ;;
            'demo 4')
                say "the demo opening came too late on this machine: its deadline passed before the lock and three"
                say "bids were there, so that nothing is opened and there will be no demo evaluation."
                [ -z "$draw" ] || say "The links above to its draw and its room lead nowhere."
                say "What its bidders said: $data/logs/demo.log. Everything else goes on. To try it again,"
                say "$again."
                unset "pids[$i]"
                end_experts
                continue
                ;;
        esac
        report_end "${names[$i]}"
        printf 'run.sh: the rest goes on. To bring it back:\n  %s\n' "${lines[$i]}" >&2
        unset "pids[$i]"
    done
done
report_end server
exit 1
