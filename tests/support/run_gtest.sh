#!/bin/sh
# Runs a GoogleTest program. Prints the tests that failed or were skipped, the test that a crash happened in, and
# the totals. Usage: run_gtest.sh PROGRAM [ARGUMENT...]
set -u
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
"$@" >"$log" 2>&1 || status=$?
awk '
  /^\[ RUN      \]/ { held = ""; inside = 1; name = $4 }
  inside {
    held = held $0 "\n"
    if (/^\[       OK \]/) inside = 0
    if (/^\[  (FAILED  |SKIPPED )\]/) { printf "%s", held; inside = 0 }
    next
  }
  /^\[----------\]/ || /^$/ { next }
  { print }
  END { if (inside) printf "%s[  FAILED  ] %s, in which the program ended\n", held, name }' "$log"
exit "$status"
