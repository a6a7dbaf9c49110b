#!/bin/sh
# What package-audit lists of each npm tarball in folder $1 is what tar lists.
set -eu
. "$(dirname "$0")/common.sh"
need tar gzip

count=0
odd=0
for package in "$1"/*.tgz; do
  if ! read_list "$package"; then
    odd=$((odd + 1))
    continue
  fi
  gzip -dc "$package" >"$scratch/data.tar"
  compare_with_tar "$package" "$scratch/data.tar"
  count=$((count + 1))
  echo "$(basename "$package"): $(fields tar | wc -l) members"
done
[ "$odd" = 0 ] || fail "$odd sound packages were not read without an anomaly"
[ "$count" -ge 50 ] || fail "only $count packages"
echo "$count npm packages agree"
