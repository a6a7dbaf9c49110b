# Sourced by the run scripts, in the project's folder: makes sure that Debian packages are installed.

# need GROUP...: installs what is missing of the groups in tests/packages.txt.
need() {
  # shellcheck disable=SC2046
  need_packages $(sh tests/packages.sh "$@")
}

# need_packages NAME...: installs what is missing, as root or through sudo; without either it names the packages
# and ends the script. A package is there when it is installed or another one provides its program.
need_packages() {
  missing=
  for package in "$@"; do
    if [ "$package" = npm ] && command -v npm >/dev/null 2>&1; then continue; fi
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
