#!/bin/sh
# Counts what the last run of ctest in build folder $1 ran: tests of ctest, and the single tests of the GoogleTest
# programs that it ran in shares. The last line has the form that CI reads.
set -eu
awk '
  /^[0-9]+\/[0-9]+ Test: / { name = $3; label = name; sub(/\..*/, "", label); cases = -1; bad = 0; skips = 0 }
  /^\[==========\] [0-9]+ tests? from .* ran\./ { cases = $2 }
  /^\[  SKIPPED \] [0-9]+ tests?, listed below:/ { skips = $4 }
  /^\[  FAILED  \] .*[^:]$/ && !/listed below/ {
    failure = $4
    sub(/,$/, "", failure)
    if (!((name, failure) in known)) { known[name, failure] = 1; failures[++count] = name ": " failure; ++bad }
  }
  /^Test (Passed|Failed|Timeout)/ { result = $2; sub(/\.$/, "", result) }
  /^".*" end time: / {
    ok = (result == "Passed")
    if (cases >= 0) {
      shares[label]++; ran[label] += cases
      if (ok) bad = 0; else if (bad == 0) bad = 1
      passed += cases - bad - skips; failed += bad; skipped += skips
    } else if (ok) ++passed
    else ++failed
    ++tests
    result = ""
  }
  END {
    for (label in ran) printf "%s: %d tests in %d runs of a program\n", label, ran[label], shares[label]
    for (i = 1; i <= count; ++i) print "failed: " failures[i]
    printf "%d tests of ctest in all\n\n%d passed, %d failed, %d skipped\n", tests, passed, failed, skipped
  }' "$1/Testing/Temporary/LastTest.log"
