#!/usr/bin/env bash
# The demo draw: five experts for the demo opening, from a pool of forty whom nobody is. run.sh calls it.
#   demo-draw.sh fill    CLI POOL GATE DATA             fills the pool and makes an account in pool and gate
#   demo-draw.sh change  URL FIRST PASSWORD USER        exchanges a one-time password; both are files
#   demo-draw.sh prepare CLI URL DATA SECONDS SESSION   publishes a draw in SECONDS, prints its id
set -euo pipefail
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/published.sh"
verb=$1
shift
umask 077

fill() {
    local cli=$1 pool=$2 gate=$3 data=$4 name
    dotnet "$cli" draw-demo --pool-template --lang zh >"$data/demo/pool.csv"
    dotnet "$pool" --data "$data/pool" --import "$data/demo/pool.csv" >/dev/null
    dotnet "$pool" --data "$data/pool" --make-manager manager >"$data/demo/pool.first"
    dotnet "$gate" --data "$data/gate" --make-desk desk >"$data/demo/gate.first"
    for name in pool gate; do
        printf 'Demo-%s' "$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')" >"$data/demo/$name.password"
    done
}

# Words of a password stand in files and in a body, never among arguments.
change() {
    FROM=$2 TO=$3 node --input-type=module - "$1" "$4" <<'JS'
import { readFileSync } from 'node:fs';
const [url, user] = process.argv.slice(2);
const read = path => readFileSync(path, 'utf8').trim();
const body = JSON.stringify({ user, password: read(process.env.FROM), newPassword: read(process.env.TO) });
const headers = { 'content-type': 'application/json' };
for (let tries = 0; ; tries++) {
  try {
    const answer = await fetch(new URL('/api/sign-in/password/change', url), { method: 'POST', headers, body });
    process.exit(answer.ok ? 0 : 1);
  } catch (cause) {
    if (tries === 300) throw cause; // it does not listen yet
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
JS
}

prepare() {
    local cli=$1 url=$2 data=$3 seconds=$4 session=$5 draft="$3/demo/draw.json"
    cat >"$draft" <<DRAW
{ "session": "$session", "rules": "construction-national", "budget": "98,000,000.00",
  "groups": [ { "specialities": ["A08"], "least": "Intermediate", "seats": 3 },
              { "specialities": ["A09", "B01"], "least": "Intermediate", "seats": 2 } ],
  "buyerUnit": "91459900900000001A", "reserve": 2, "place": "三楼评标区 2 号门",
  "supervisor": "$data/demo/supervisor.der", "custody": "Single", "drill": true }
DRAW
    published draw dotnet "$cli" prepare-draw --file "$draft" --draws-in "$seconds" --yes \
        --trust "$data/demo/trust.txt" --key "$data/demo/host.key" --server "$url" --json --wait 40
}

"$verb" "$@"
