#!/usr/bin/env bash
# The demo opening: eight bidders, each with papers, a sealed file and `trading` processes of its own. run.sh calls it.
#   demo.sh prepare CLI URL DATA OPENS_IN   publishes a session, prints its id
#   demo.sh play    CLI URL DATA SESSION    waits for the lock; eight bids before the deadline; then attendance, an
#                                           objection, confirmations. Exit code 4: it came too late for this machine,
#                                           nothing is opened. Played again it goes on with the bids that are missing
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
verb=$1 cli=$2 url=$3 data=$4
umask 077
. "$home/build/published.sh"
trading() { dotnet "$cli" "$@"; }
trust="$data/demo/trust.txt"

prepare() {
    local opens_in=$1 draft="$data/demo/session.json" role name comma=
    {
        printf '{ "tenderCode": "DEMO-%s", "title": "漓江东路改造工程施工（演示）",\n' "$(date +%Y%m%d-%H%M%S)"
        printf '  "rulePack": "construction-national", "custody": "Single", "drill": true, "periodSeconds": 60,\n'
        printf '  "lots": [ { "lot": "1", "title": "道路与排水施工", "priceKind": "Amount",'
        printf ' "ceiling": "98,000,000.00", "scoring": "%s" } ],\n  "roles": [' "$home/docs/examples/terms/works.json"
        while read -r role name; do
            printf '%s\n    { "role": "%s", "name": "%s",' "$comma" "$role" "$name"
            printf ' "certificate": "%s/demo/%s.der" }' "$data" "${role,,}"
            comma=,
        done <<'PEOPLE'
Agent 演示代理机构
Witness 演示见证人
Notary 演示公证人
Supervisor 演示监督人
PEOPLE
        printf ' ] }\n'
    } >"$draft"
    published session trading prepare --file "$draft" --opens-in "$opens_in" --yes --trust "$trust" \
        --key "$data/demo/host.key" --server "$url" --json --wait 30
}

# name | price | days | credit code, invented and valid
bidders() {
    cat <<'BIDDERS'
广西漓江建设集团有限公司|86,420,000.00|360|91459900700000001K
桂林市政工程有限责任公司|88,765,432.10|350|91459900700000002N
华南路桥股份有限公司|84,999,999.99|365|91459900700000003R
甲天下建筑工程有限公司|91,300,000.00|340|91459900700000004W
北部湾交通建设有限公司|99,100,000.00|330|914599007000000050
象山城建集团有限公司|87,654,321.00|360|914599007000000063
𠮷田中国建设（桂林）有限公司|89,000,000.00|355|914599007000000076
南岭基础工程有限公司|85,550,500.00|358|914599007000000089
BIDDERS
}

# The fifth is over the ceiling; the sixth wrote other words than figures. Both are read out and marked.
words_of() { [ "$1" -eq 6 ] && printf '捌仟柒佰陆拾伍万肆仟叁佰贰拾元整' || printf auto; }

bid() {
    local number=$1 name=$2 price=$3 days=$4 unit=$5 own="$folder/$1"
    [ -f "$keys/$number.key" ] ||
        trading keygen --name "$name" --ca-key "$data/demo/ca.key" --out "$keys/$number" >/dev/null || return
    if [ ! -f "$own.kit" ]; then
        rm -f "$own.pdf" "$own.bid"
        trading demo-papers --session "$session" --server "$url" --name "$name" --price "$price" --out "$own.pdf" ||
            return
        trading seal --trust "$trust" --server "$url" --session "$session" --lot 1 --key "$keys/$number.key" \
            --bidder-name "$name" --credit-code "$unit" --price "$price" --words "$(words_of "$number")" \
            --item "工期=$days 日历天" --item "质量=合格" --item "项目经理=见投标文件" \
            --document "$own.pdf" --out "$own.bid" || return
    fi
    # Exit code 3: logged, the receipt comes with a later tick.
    trading submit "$own.bid" --kit "$own.kit" --key "$keys/$number.key" --trust "$trust" --server "$url" --wait 60 ||
        [ $? -eq 3 ] || return
    : >"$own.in"
}

is_in() { [ -f "$folder/$1.in" ]; }

# Nothing is opened where fewer than three bids came, or the lock did not.
has_failed() { trading status --server "$url" --session "$session" | grep 'failed (流标)' >/dev/null; }

end_too_late() {
    printf 'demo.sh: nothing is opened in session %s: lock and three bids were not there at its deadline.\n' \
        "$session" >&2
    exit 4
}

act() {
    local verb=$1 number=$2
    shift 2
    trading "$verb" --kit "$folder/$number.kit" --key "$keys/$number.key" --server "$url" "$@"
}

# The host concludes when the period is over, whoever was too slow to speak: that is no failure of the demo.
in_time() {
    local told
    if ! told=$(act "$@" 2>&1); then
        printf '%s\n' "$told" >&2
        grep -q 'The session is concluded' <<<"$told" || return 1
    elif [ -n "$told" ]; then
        printf '%s\n' "$told"
    fi
}

play() {
    session=$1 keys="$data/demo/bidders" folder="$data/demo/bids/$1"
    local number=0 name price days unit pids=() pid
    mkdir -p "$keys" "$folder"
    # At the deadline the platform ends a ceremony that is not over: this waits no longer than that.
    trading lock --server "$url" --session "$session" --lot 1 --trust "$trust" --wait 86400 >/dev/null || {
        ! has_failed || end_too_late
        return 1
    }
    while IFS='|' read -r name price days unit <&3; do
        number=$((number + 1))
        bid "$number" "$name" "$price" "$days" "$unit" &
        pids+=("$!")
        # Four at a time: the machine also runs the platform. A bid that is missing keeps nobody else out.
        [ $((number % 4)) -ne 0 ] || { for pid in "${pids[@]}"; do wait "$pid" || true; done; pids=(); }
    done 3< <(bidders)
    trading watch --server "$url" --session "$session" --until opened >/dev/null
    ! has_failed || end_too_late
    for number in 1 2 3 4 5 6 7; do ! is_in "$number" || in_time attend "$number"; done
    ! is_in 4 || in_time object 4 --text "请核对我方投标报价的大写金额与小写金额是否一致。"
    for number in 1 2 3 5 6 7; do ! is_in "$number" || in_time confirm "$number"; done
}

shift 4
"$verb" "$@"
