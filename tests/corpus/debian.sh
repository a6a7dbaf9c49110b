#!/bin/sh
# What package-audit lists of each Debian package in folder $1 is what dpkg-deb and tar list.
set -eu
. "$(dirname "$0")/common.sh"
need dpkg-deb tar

count=0
odd=0
for package in "$1"/*.deb; do
  if ! read_list "$package"; then
    odd=$((odd + 1))
    continue
  fi
  dpkg-deb --fsys-tarfile "$package" >"$scratch/data.tar"
  compare_with_tar "$package" "$scratch/data.tar"

  dpkg-deb --ctrl-tarfile "$package" | tar -t --quoting-style=literal | sed 's/\(.\)\/$/\1/' \
    >"$scratch/expected"
  fields control >"$scratch/actual"
  same "$package: control members" "$scratch/expected" "$scratch/actual"
  count=$((count + 1))
  dpkg-deb --show --showformat '${Package} ${Version}: ' "$package"
  echo "$(fields tar | wc -l) members"
done
[ "$odd" = 0 ] || fail "$odd sound packages were not read without an anomaly"
[ "$count" -ge 50 ] || fail "only $count packages"
echo "$count Debian packages agree"
