#!/bin/sh
# What the second reading costs: instructions (callgrind) of libarchive reading a package alone, of us reading it
# with our parser beside libarchive, and their ratio; fails above 1.3. A tar.gz of MIB of this machine's installed
# files (20 unless told, 200 takes ten minutes), and a zip of 100,000 entries. Not a part of ctest. Needs valgrind.
# Usage: two_readings.sh [MIB]
set -eu
cd "$(dirname "$0")/../.."
mib=${1:-20}

cmake --preset release-tests >/dev/null
cmake --build build/release-tests --target two_readings
program=build/release-tests/tests/bench/two_readings

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
find /usr/lib /usr/share /usr/include -xdev -type f -links 1 -printf '%s %p\n' | sort -k 2 |
  awk -v left=$((mib * 1024 * 1024)) '{ left -= $1; if (left < 0) exit; sub(/^[0-9]* /, ""); print }' >"$scratch/files"
tar --owner=0 --group=0 --numeric-owner --files-from="$scratch/files" -cf - 2>/dev/null | gzip -n >"$scratch/acme.tar.gz"
"$program" make-zip 100000 "$scratch/acme.zip" >/dev/null
failures=0

# instructions READER PACKAGE
instructions() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 2>"$scratch/log" >/dev/null ||
    { cat "$scratch/log" >&2; return 1; }
  sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$scratch/log"
}

for package in acme.tar.gz acme.zip; do
  alone=$(instructions libarchive "$scratch/$package")
  both=$(instructions ours "$scratch/$package")
  hundredths=$((both * 100 / alone))
  printf '%-12s libarchive alone %15s   two readings %15s   ratio %d.%02d\n' \
    "$package" "$alone" "$both" $((hundredths / 100)) $((hundredths % 100))
  [ "$hundredths" -le 130 ] || failures=$((failures + 1))
done
exit "$failures"
