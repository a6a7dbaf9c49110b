# Sourced by examples/run.sh and tests/run.sh: makes sure that Debian packages are installed.

packages_to_build='g++ cmake ninja-build make pkg-config libarchive-dev libfmt-dev nlohmann-json3-dev
libssl-dev zlib1g-dev libbz2-dev liblzma-dev libzstd-dev libisal-dev libre2-dev libseccomp-dev'

# Accelerators that Debian has for some processors only; without them the portable paths do the same.
[ "$(dpkg --print-architecture)" != amd64 ] || packages_to_build="$packages_to_build libhyperscan-dev"

packages_to_test='libgtest-dev libgmock-dev clang clang-format clang-tidy libclang-rt-14-dev dpkg-dev
file cpio openssl python3 rpm rpm2cpio p7zip-full ncompress zip unzip xz-utils zstd bzip2 nsis git lld'

# need_packages NAME...: installs what is missing, as root or through sudo; without either it says what
# to install and ends the script.
need_packages() {
  missing=
  for package in "$@"; do
    if ! dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed; then
      missing="$missing $package"
    fi
  done
  [ -z "$missing" ] && return 0
  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
  else
    echo "These Debian packages are needed; install them and start again:$missing" >&2
    exit 2
  fi
  echo "installing:$missing"
  $as_root apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -qq -y --no-install-recommends $missing \
    >/dev/null
}
