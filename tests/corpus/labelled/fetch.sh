#!/bin/sh
# Downloads the packages that labels.txt names into folder $1, each once.
set -eu
. "$(dirname "$0")/../common.sh"
need npm apt-get dpkg-deb
labels=$(dirname "$0")/labels.txt
complete=complete-$(grep -E '^(npm|deb) ' "$labels" | cksum | tr ' ' -)
npm=$(sed -n 's/^npm //p' "$labels")
debian=$(sed -n 's/^deb \([^ ]*\).*/\1/p' "$labels")
mkdir -p "$1"
cd "$1"
[ -f "$complete" ] && exit 0
rm -f ./*.tgz ./*.deb complete-*
# shellcheck disable=SC2086
npm pack --silent --cache "$scratch/npm" --pack-destination . $npm >/dev/null || fail "npm packages cannot be downloaded"
# shellcheck disable=SC2086
apt-get download -qq -o APT::Sandbox::User=root $debian ||
  fail "Debian packages cannot be downloaded; apt-get update may be needed"
touch "$complete"
