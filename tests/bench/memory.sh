#!/bin/sh
# How much memory `package-audit check` has resident at most, on a 2 GiB tarball of many files and on one of a
# single file; fails above 64 MiB. Prints what an entry costs, too. Not a part of ctest: it takes a minute or two
# and 1 GiB of disk. Usage: memory.sh [PACKAGE_AUDIT]; without it the release preset is built.
set -eu
cd "$(dirname "$0")/../.."
limit=65536 # KiB

if [ $# -gt 0 ]; then
  package_audit=$(realpath "$1")
else
  cmake --preset release >/dev/null
  cmake --build build/release --target package-audit
  package_audit=$PWD/build/release/src/package-audit
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for program in tar_stream peak_memory; do
  ${CXX:-c++} -O2 -o "$scratch/$program" tests/bench/$program.cpp
done
echo '{ "version": 1, "allow": ["**"] }' >"$scratch/policy.json"
failures=0

# measure COUNT SIZE LABEL: peak in $peak.
measure() {
  "$scratch/tar_stream" "$1" "$2" | gzip -1 >"$scratch/acme-1.0.tar.gz"
  "$scratch/peak_memory" "$package_audit" check --policy "$scratch/policy.json" \
    "$scratch/acme-1.0.tar.gz" >"$scratch/out" 2>"$scratch/err" || {
    cat "$scratch/out" "$scratch/err"
    exit 1
  }
  peak=$(sed -n 's/^peak_memory \([0-9]*\) KiB.*/\1/p' "$scratch/err")
  verdict="within $limit KiB"
  if [ "$peak" -gt "$limit" ]; then
    verdict="over $limit KiB"
    failures=$((failures + 1))
  fi
  printf '%-36s %7s KiB %s\n' "$3" "$peak" "($(sed -n 's/^peak_memory.*, //p' "$scratch/err")) $verdict"
}

measure 1 1000 'one small file'
floor=$peak
measure 1 2147483648 '2 GiB in one file'
measure 100000 21475 '2 GiB in 100,000 files'
exceeded=$failures
# Memory grows with the entries and with nothing else: what a package at the default limit of them needs.
measure 200000 100 '200,000 small files'
echo "an entry costs $(((peak - floor) * 1024 / 200000)) bytes"
exit "$exceeded"
