#!/bin/sh
# One tree packed as .tgz, .zip, .deb and .rpm has the same policy paths, types, link targets and contents.
set -eu
. "$(dirname "$0")/common.sh"
. "$(dirname "$0")/trees.sh"
need tar zip dpkg-deb rpmbuild

make_tree "$scratch/acme-1.0"
mkdir "$scratch/packages"
packages=$scratch/packages
tar -czf "$packages/acme-1.0.tgz" -C "$scratch" acme-1.0
(cd "$scratch" && zip -qry "$packages/acme-1.0.zip" acme-1.0)
make_deb "$scratch/acme-1.0" "$packages/acme_1.0_all.deb"
make_rpm "$scratch/acme-1.0" "$packages/acme-1.0-1.noarch.rpm" w9.gzdio

(cd "$scratch/acme-1.0" && find . -mindepth 1 -printf '%P\n') | sort >"$scratch/names"
first=
for package in "$packages"/* "$scratch/acme-1.0"; do
  list "$package"
  fields paths | sort >"$scratch/paths"
  [ "$(wc -l <"$scratch/paths")" = "$(wc -l <"$scratch/names")" ] ||
    fail "$package: $(wc -l <"$scratch/paths") paths where the tree has $(wc -l <"$scratch/names")"
  if [ -z "$first" ]; then
    first=$package
    cp "$scratch/paths" "$scratch/first"
  fi
  same "$package against $first" "$scratch/first" "$scratch/paths"
  echo "$(basename "$package"): $(wc -l <"$scratch/paths") paths"
done
