#!/usr/bin/env bash
# Makes a runner ready to grade: the grader's own packages, then what the machine lacks. That is tools, and on
# ubuntu-24.04 the setting that keeps ordinary users from namespaces (AppArmor). Nothing is done twice.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -d node_modules ] || npm ci --no-audit --no-fund
[ -f dist/grader/cli/main.js ] || npm run build
# Where it can not all be had, grading steps down and says so: no reason to stop here.
node dist/grader/cli/main.js doctor --install --yes --lang en || true
