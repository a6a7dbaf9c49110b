#!/bin/sh
# A report that nobody got is no verdict: where something cannot be written the exit code is 2, never 0.
# Usage: output_fails.sh PACKAGE_AUDIT FOLDER
program=$1
work=$2
failed=0

# expect LABEL CODE
expect() {
  [ "$2" -eq 2 ] || { echo "$1: exit code $2 instead of 2"; failed=1; }
}

# expect_line LABEL: what is in the file `err` is one line of ours.
expect_line() {
  [ "$(grep -c '^package-audit: error: ' err)" -eq 1 ] && [ "$(wc -l <err)" -eq 1 ] ||
    { echo "$1: standard error is not one line:"; cat err; failed=1; }
}

rm -rf "$work"
mkdir -p "$work/acme-1.0/bin" "$work/records" && cd "$work" || exit 1
echo content >acme-1.0/bin/acme
tar cf acme-1.0.tar --format=ustar --owner=root:0 --group=root:0 acme-1.0
echo '{ "version": 1, "allow": ["bin/acme"] }' >package-audit.json
"$program" acme-1.0.tar >/dev/null || { echo "the package itself is refused"; exit 1; }

if [ -e /dev/full ]; then
  "$program" --version >/dev/full 2>err
  expect "full device" $?
  expect_line "full device"
  "$program" checks >/dev/full 2>err
  expect "full device, much output" $?
  "$program" --record-dir records acme-1.0.tar >/dev/full 2>err
  expect "full device, accepted package" $?
  expect_line "full device, accepted package"
  "$program" --format json acme-1.0.tar >/dev/full 2>/dev/full
  expect "both streams full" $?
fi

"$program" --version >&- 2>err
expect "closed standard output" $?
expect_line "closed standard output"
"$program" --record-dir records acme-1.0.tar >&- 2>err
expect "closed standard output, accepted package" $?
"$program" acme-1.0.tar >&- 2>&- <&-
expect "closed standard streams" $?
"$program" explain no-such-check >&- 2>&-
expect "closed standard streams, wrong usage" $?

# A pipe that nobody reads.
mkfifo pipe
exec 3<>pipe 4>pipe 3<&-
"$program" --record-dir records acme-1.0.tar >&4 2>err
expect "broken pipe" $?
expect_line "broken pipe"
exec 4>&-
ls records | grep -q . && { echo "a record without a report:"; ls records; failed=1; }

# Standard input and error matter to nobody while all goes well.
"$program" acme-1.0.tar <&- 2>&- >/dev/null || { echo "standard input and error closed: $?"; failed=1; }

# Files that cannot be written: no folder, and no room (no file may have a single byte).
"$program" --report json=missing/report.json acme-1.0.tar >/dev/null 2>err
expect "report in a folder that is not there" $?
expect_line "report in a folder that is not there"
for option in "--report json=report.json" "--record-dir records"; do
  # shellcheck disable=SC2086
  code=$(ulimit -f 0; "$program" $option acme-1.0.tar >/dev/null 2>&1; echo $?)
  expect "no room: $option" "$code"
done
for leftover in report.json* records/*; do
  [ -e "$leftover" ] && { echo "$leftover is left"; failed=1; }
done

# What the caller ignores or limits does not change the verdict.
(trap '' CHLD PIPE; "$program" acme-1.0.tar >/dev/null) || { echo "signals ignored: $?"; failed=1; }
exit $failed
