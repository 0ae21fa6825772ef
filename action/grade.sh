#!/usr/bin/env bash
# Grades one submission for a workflow. Annotations and the points go to the log, the report to the job's summary,
# result, score, max-score and exit-code to the step's outputs, files to $RUNNER_TEMP/sockgrade-report.
# Ends with 0 whatever the score: verdict.sh tells, once everything has been uploaded.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
report="$RUNNER_TEMP/sockgrade-report"
own="$RUNNER_TEMP/sockgrade-own"
mkdir -p "$report" "$own"
sockgrade() { node "$root/dist/grader/cli/main.js" "$@"; }

options=(--lang "$SOCKGRADE_LANGUAGE" --for student --zero-if-refused)
[ -z "$SOCKGRADE_DUE" ] || options+=(--due "$SOCKGRADE_DUE")
# Asking for packets where none are seen would be a wrong request.
if sockgrade doctor --json | node "$root/action/sees-packets.mjs"; then
  options+=(--pcap "$report/packets")
fi

code=0
sockgrade grade "$SOCKGRADE_EXERCISE" "$SOCKGRADE_PATH" "${options[@]}" \
  --reporter github \
  --reporter classroom \
  --reporter classroom="$own/output" \
  --reporter markdown="$own/summary.md" \
  --reporter json="$own/result.json" \
  --reporter html="$report/report.html" \
  2> "$own/stderr" || code=$?

[ ! -s "$own/summary.md" ] || cat "$own/summary.md" >> "$GITHUB_STEP_SUMMARY"
[ ! -s "$own/output" ] || cat "$own/output" >> "$GITHUB_OUTPUT"
node "$root/action/outputs.mjs" "$own/result.json" "$own/stderr" "$code" >> "$GITHUB_OUTPUT"
