#!/bin/sh
# Downloads npm packages into folder $1, each once.
set -eu
packages='@types/node@20.11.0 axios@1.6.8 chalk@5.3.0 debug@4.3.4 express@4.19.2 is-odd@3.0.1
left-pad@1.3.0 lodash@4.17.21 ms@2.1.3 react@18.2.0 semver@7.6.0 uuid@9.0.1'

. "$(dirname "$0")/common.sh"
need npm
mkdir -p "$1"
cd "$1"
[ -f complete ] && exit 0
# shellcheck disable=SC2086
npm pack --silent --cache "$scratch/npm" --pack-destination . $packages >/dev/null ||
  fail "npm packages cannot be downloaded"
touch complete
