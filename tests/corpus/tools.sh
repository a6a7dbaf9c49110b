#!/bin/sh
# Packages as the usual tools write them are read to the last byte without an anomaly, and hold the tree
# that went in.
set -eu
. "$(dirname "$0")/common.sh"
. "$(dirname "$0")/trees.sh"
need tar gzip xz bzip2 zstd compress zip 7z dpkg-deb rpmbuild npm cmake

make_tree "$scratch/acme-1.0"
list "$scratch/acme-1.0"
fields paths | sort >"$scratch/tree-paths"
packages=$scratch/packages
mkdir "$packages"

# holds_tree PACKAGE: exactly the tree.
holds_tree() {
  list "$1"
  fields paths | sort >"$scratch/paths"
  same "$1" "$scratch/tree-paths" "$scratch/paths"
  echo "ok $(basename "$1")"
  rm "$1"
}

cd "$scratch"
for form in gnu oldgnu pax posix; do
  tar --format=$form -cf "$packages/acme-1.0.tar" acme-1.0
  holds_tree "$packages/acme-1.0.tar"
done
tar -cf acme.tar acme-1.0
for tool in 'gzip -c:gz' 'gzip -9nc:gz' 'xz -c:xz' 'xz -T2 -c:xz' 'xz --check=none -c:xz' 'bzip2 -c:bz2' \
  'zstd -qc:zst' 'zstd -qc --no-check:zst' 'zstd -q19c:zst' 'compress -c:Z'; do
  ${tool%:*} <acme.tar >"$packages/acme-1.0.tar.${tool##*:}"
  holds_tree "$packages/acme-1.0.tar.${tool##*:}"
done
for form in gnutar paxr pax; do
  cmake -E tar czf "$packages/acme-1.0.tar.gz" --format=$form acme-1.0
  holds_tree "$packages/acme-1.0.tar.gz"
done

for options in -qry '-qry -0' '-qry -9' '-qryX'; do
  # shellcheck disable=SC2086
  zip $options "$packages/acme-1.0.zip" acme-1.0
  holds_tree "$packages/acme-1.0.zip"
done
# Written to a pipe, sizes come behind the content. Some builds of zip cannot store links there.
links=$(find acme-1.0 -type l)
# shellcheck disable=SC2086
zip -qr - acme-1.0 -x $links | cat >"$packages/acme-1.0.zip"
sed -i.all '/^symlink /d' "$scratch/tree-paths"
holds_tree "$packages/acme-1.0.zip"
mv "$scratch/tree-paths.all" "$scratch/tree-paths"
for options in -mx=5 -mx=0 '-mx=9 -ms=on' -m0=lzma -m0=ppmd -m0=bzip2 -m0=deflate -mhc=off; do
  # shellcheck disable=SC2086
  7z a -snl -t7z $options "$packages/acme-1.0.7z" acme-1.0 >/dev/null
  holds_tree "$packages/acme-1.0.7z"
done

for compression in none gzip xz zstd; do
  make_deb acme-1.0 "$packages/acme_1.0_all.deb" -Z$compression
  holds_tree "$packages/acme_1.0_all.deb"
done
for payload in w9.gzdio w9.bzdio w7.xzdio w19.zstdio; do
  make_rpm "$scratch/acme-1.0" "$packages/acme-1.0-1.noarch.rpm" $payload
  holds_tree "$packages/acme-1.0-1.noarch.rpm"
done

# npm keeps files only, and no links.
mkdir node
cd node
printf '{"name":"acme","version":"1.0.0","files":["lib"]}\n' >package.json
mkdir lib
printf 'x' >lib/a.js
npm pack --silent --offline --cache "$scratch/npm" >/dev/null
list acme-1.0.0.tgz
printf '%s\n' lib/a.js package.json >"$scratch/expected"
fields paths | cut -d ' ' -f 2 | sort >"$scratch/actual"
same "npm pack" "$scratch/expected" "$scratch/actual"
echo "ok npm pack"
