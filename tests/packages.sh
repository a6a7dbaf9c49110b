#!/bin/sh
# Prints the names of the Debian packages of the groups that are named: build, test, release.
# Usage: packages.sh GROUP...
set -eu
[ $# -gt 0 ] || {
  sed -n 's/^# Usage: /usage: /p' "$0" >&2
  exit 2
}
architecture=$(dpkg --print-architecture)
for group in "$@"; do
  awk -v group="$group" -v architecture="$architecture" '
    /^#/ || NF == 0 { next }
    $2 == group { known = 1 }
    $2 == group && (NF == 2 || $3 == architecture) { print $1 }
    END { exit !known }' "$(dirname "$0")/packages.txt" || {
    echo "packages.sh: no package is listed for \"$group\"" >&2
    exit 2
  }
done
