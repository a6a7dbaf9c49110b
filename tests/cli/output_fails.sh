#!/bin/sh
# A report that nobody got is no verdict: the exit code must be 2 when standard output cannot be written.
program=$1
failed=0

expect() {
  [ "$2" -eq 2 ] || { echo "$1: exit code $2 instead of 2"; failed=1; }
}

if [ -e /dev/full ]; then
  "$program" --version >/dev/full
  expect "full device" $?
  "$program" checks >/dev/full
  expect "full device, much output" $?
fi
"$program" --version >&-
expect "closed standard output" $?
"$program" explain no-such-check >&- 2>&-
expect "closed standard streams" $?
exit $failed
