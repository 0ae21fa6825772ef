#!/usr/bin/env bash
# Ends the job as the grading ended: 1 points lost, 2 a wrong request, 3 the grader or the machine failed.
set -euo pipefail
if [ "$SOCKGRADE_EXIT_CODE" = 1 ] && [ "$SOCKGRADE_FAIL" != true ]; then exit 0; fi
exit "$SOCKGRADE_EXIT_CODE"
