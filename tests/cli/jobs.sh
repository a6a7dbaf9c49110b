#!/bin/sh
# However many threads work, they report the same, of sound packages and of others.
# Usage: jobs.sh PACKAGE_AUDIT FOLDER
program=$1
work=$2

fail() {
  echo "$1"
  exit 1
}

rm -rf "$work"
mkdir -p "$work/acme-1.0/share" && cd "$work" || exit 1
seq 300000 >acme-1.0/share/numbers
for i in $(seq 300); do echo "$i" >"acme-1.0/share/$i"; done
mkdir acme-1.0/share/.git
printf -- '-----BEGIN RSA PRIVATE KEY-----\n' >acme-1.0/share/.git/key
tar cf acme-1.0/share/inner.tar --owner=root:0 --group=root:0 -C acme-1.0 share/numbers share/.git
gzip -nk acme-1.0/share/inner.tar
tar czf acme-1.0.tar.gz --owner=root:0 --group=root:0 acme-1.0
zip -qr acme-1.0.zip acme-1.0
tar cf - --owner=root:0 --group=root:0 acme-1.0 | xz -T2 --block-size=500KiB >acme-1.0.tar.xz
mkdir -p deb/DEBIAN && cp -r acme-1.0 deb/usr
printf 'Package: acme\nVersion: 1.0\nArchitecture: all\nMaintainer: release@acme.example\nDescription: x\n' \
  >deb/DEBIAN/control
dpkg-deb --root-owner-group -Zxz -b deb acme.deb >/dev/null
for package in acme-1.0.tar.gz acme-1.0.tar.xz acme-1.0.zip acme.deb; do
  size=$(wc -c <$package)
  head -c $((size * 2 / 3)) $package >"cut-$package"
done
echo '{ "version": 1, "allow": ["share/**"] }' >open.json
echo '{ "version": 1, "allow": ["share/**"], "limits": { "entries": 100 } }' >entries.json
echo '{ "version": 1, "allow": ["share/**"], "limits": { "unpacked_size": "3 MiB" } }' >bytes.json

for policy in open entries bytes; do
  for jobs in 1 2 3 4 5 6 7 8; do
    "$program" --policy $policy.json --jobs $jobs --format json acme-1.0 ./*.tar.?z ./*.zip ./*.deb \
      >"$policy.$jobs" 2>&1
    code=$?
    [ $code -eq 1 ] || fail "$policy, $jobs threads: exit code $code: $(head -3 "$policy.$jobs")"
    cmp "$policy.1" "$policy.$jobs" || fail "$policy: $jobs threads report something else"
  done
done
grep -q '"version-control"' open.1 || fail "the packages are not looked into"

for jobs in 0 -1 257 2x ''; do
  "$program" --policy open.json --jobs "$jobs" acme.deb >out 2>&1
  [ $? -eq 2 ] || fail "--jobs $jobs is taken"
  grep -qx "package-audit: error: --jobs: \"$jobs\" is not a number from 1 to 256" out ||
    fail "--jobs $jobs: $(cat out)"
done
