#!/bin/sh
# Downloads the Debian packages that debian.txt names into folder $1, each once. Some are there for a reason:
#   perl-base, tzdata: hard and symbolic links       passwd: setuid and setgid
#   systemd: backslashes in names                    ca-certificates: names outside ASCII
#   libcommons-io-java: jars                         python3-pip-whl: wheels
set -eu
. "$(dirname "$0")/common.sh"
need apt-get dpkg-deb
names=$(grep -v '^#' "$(dirname "$0")/debian.txt")
mkdir -p "$1"
cd "$1"
missing=
for name in $names; do
  set -- "$name"_*.deb
  [ -f "$1" ] || missing="$missing $name"
done
[ -n "$missing" ] || exit 0
# shellcheck disable=SC2086
apt-get download -qq -o APT::Sandbox::User=root $missing ||
  fail "packages cannot be downloaded; apt-get update may be needed"
