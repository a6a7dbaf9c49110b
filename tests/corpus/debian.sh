#!/bin/sh
# What package-audit lists of each Debian package in folder $1 is what dpkg-deb and tar list.
set -eu
. "$(dirname "$0")/common.sh"
need dpkg-deb tar

count=0
for package in "$1"/*.deb; do
  list "$package"
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
[ "$count" -ge 10 ] || fail "only $count packages"
echo "$count Debian packages agree"
