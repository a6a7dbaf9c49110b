#!/bin/sh
# Downloads Debian packages into folder $1, each once. By name: versions in a distribution move.
#   perl-base, tzdata: hard and symbolic links       passwd: setuid and setgid
#   systemd: backslashes in names                    ca-certificates: names outside ASCII
set -eu
names='base-files ca-certificates cowsay dash hello libssl3 man-db passwd perl-base systemd tzdata zlib1g'

. "$(dirname "$0")/common.sh"
need apt-get dpkg-deb
mkdir -p "$1"
cd "$1"
for name in $names; do
  set -- "$name"_*.deb
  [ -f "$1" ] || apt-get download -qq -o APT::Sandbox::User=root "$name" ||
    fail "$name cannot be downloaded; apt-get update may be needed"
done
