#!/bin/sh
# Downloads the npm packages that npm.txt names into folder $1, each once.
set -eu
. "$(dirname "$0")/common.sh"
need npm
list=$(dirname "$0")/npm.txt
packages=$(grep -v '^#' "$list")
complete=complete-$(cksum <"$list" | tr ' ' -)
mkdir -p "$1"
cd "$1"
[ -f "$complete" ] && exit 0
# shellcheck disable=SC2086
npm pack --silent --cache "$scratch/npm" --pack-destination . $packages >/dev/null ||
  fail "npm packages cannot be downloaded"
touch "$complete"
