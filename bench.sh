#!/usr/bin/env bash
# Ratios against bare primitives, same threads, same run. JSON lines go to artifacts/bench/; exit 1 when a goal is
# missed.
# Usage: ./bench.sh [PART OF A NAME]
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off
dotnet build bench/Trading.Bench -c Release -v q --nologo -clp:NoSummary
exec dotnet artifacts/bin/Trading.Bench/release/trading-bench.dll "$@"
