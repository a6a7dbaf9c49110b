#!/bin/sh
# What README.md promises, on a machine that has nothing: a bare debootstrap of SUITE (bookworm, trixie) with git and a
# root shell. Does what "Adopt it" says, runs the pipelines of examples/ci, examples/run.sh and tests/run.sh, each in
# a system and a clone of its own, so that none finds what another one installed. Needs root, debootstrap and overlay mounts.
# Usage: bare.sh SUITE [adopt|github|gitlab|examples|tests]...
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || {
  sed -n 's/^# Usage: /usage: /p' "$0" >&2
  exit 2
}
. tests/parts.sh
suite=$1
shift
[ $# -gt 0 ] || set -- adopt github gitlab examples tests

work=${BARE_WORK:-$PWD/build/bare}/$suite
base=$work/base
mkdir -p "$work"

if [ ! -f "$work/made" ]; then
  rm -rf "$base"
  # shellcheck disable=SC2086
  debootstrap --variant=minbase --include=git,ca-certificates "$suite" "$base" ${BARE_MIRROR:-} >/dev/null
  touch "$work/made"
fi

# A folder that is the base until something is written to it.
enter() {
  leave
  rm -rf "$work/written"
  mkdir -p "$work/written/upper" "$work/written/work" "$work/root"
  mount -t overlay overlay -o "lowerdir=$base,upperdir=$work/written/upper,workdir=$work/written/work" "$work/root"
  mount -t proc proc "$work/root/proc"
  mount --rbind /dev "$work/root/dev"
  mount --make-rslave "$work/root/dev"
  cp /etc/resolv.conf "$work/root/etc/resolv.conf" 2>/dev/null || true
  cp /etc/hosts "$work/root/etc/hosts"
  git clone --quiet --no-hardlinks . "$work/root/root/package-audit"
}

leave() {
  for mounted in root/dev root/proc root; do
    if mountpoint -q "$work/$mounted"; then umount --recursive --lazy "$work/$mounted"; fi
  done
}
trap leave EXIT
trap 'exit 130' INT TERM

inside() {
  chroot "$work/root" /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin sh -euc "cd /root/package-audit; $1"
}

# As README.md and the pipelines have the packages installed.
install='apt-get update -qq; apt-get install -qq -y --no-install-recommends $(sh tests/packages.sh build) >/dev/null'

status=0
for name in "$@"; do
  part "$suite: $name"
  enter
  case $name in
  adopt) command="$install; sh tests/adoption/readme.sh /root/work" ;;
  # The steps install the packages themselves; the tool that reads the pipeline's file comes on top.
  github | gitlab) command="apt-get update -qq; apt-get install -qq -y --no-install-recommends python3-yaml sudo >/dev/null
    sh tests/adoption/pipeline.sh $name.yml /root/work" ;;
  examples) command='sh examples/run.sh' ;;
  tests) command='sh tests/run.sh' ;;
  *)
    echo "bare.sh: no part \"$name\"" >&2
    exit 2
    ;;
  esac
  if inside "$command"; then echo "PASSED $suite: $name"; else
    echo "FAILED $suite: $name"
    status=1
  fi
done
end_part
exit "$status"
