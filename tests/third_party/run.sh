#!/bin/sh
# Gates projects of other people that use CPack, unchanged from their Debian source packages: refused while there
# is no policy, published with the policy that was proposed, refused again when a file slips in. Works in
# build/third-party and leaves the system's apt configuration alone. Needs dpkg-dev and what PackageAudit is built
# with. Usage: run.sh [PROJECT...]
set -eu
cd "$(dirname "$0")/../.."
. tests/dependencies.sh
need build
need_packages dpkg-dev

work=$PWD/build/third-party
prefix=$work/prefix
heading() { printf '\n== %s\n' "$*"; }
fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# The system's own package sources, as sources of source packages.
prepare_apt() {
  mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/sources"
  apt-get indextargets --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    sort -u >"$work/apt/sources.list"
  source_apt update -qq
}

source_apt() {
  apt-get -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$work/apt/lists" -o Dir::Cache="$work/apt/cache" -o APT::Sandbox::User=root "$@"
}

# fetch PROJECT: unpacks it once; its folder in $source.
fetch() {
  mkdir -p "$work/sources/$1"
  find_source "$1"
  if [ -z "$source" ]; then
    (cd "$work/sources/$1" && source_apt source -qq "$1" >/dev/null) || fail "$1 cannot be downloaded"
    find_source "$1"
  fi
}

find_source() {
  source=$(find "$work/sources/$1" -mindepth 1 -maxdepth 1 -type d)
}

digest_of_tree() {
  (cd "$1" && find . -type f -exec sha256sum {} + | sort | sha256sum)
}

# configure PROJECT [OPTION...]
configure() {
  project=$1
  shift
  cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_PROJECT_INCLUDE="$PWD/tests/third_party/inject.cmake" -DPOLICY="$policy" \
    $(options_of "$project") "$@" >"$build.log" 2>&1 || {
    cat "$build.log"
    fail "$project does not configure"
  }
}

# What keeps a project from needing more than this machine has.
options_of() {
  case $1 in
  cmocka) echo -DUNIT_TESTING=OFF -DWITH_EXAMPLES=OFF ;;
  json-c) echo -DBUILD_TESTING=OFF ;;
  esac
}

# package PROJECT: its packages in $packages; true when the build says so.
package() {
  result=0
  cmake --build "$build" --target package >"$build.log" 2>&1 || result=$?
  packages=$(find "$build" -maxdepth 1 -type f \( -name '*.tar.*' -o -name '*.zip' -o -name '*.sh' \) \
    ! -name '*.audit.json' | sort)
  return "$result"
}

expect_refused() {
  ! package "$1" || fail "$1 was published $2"
  [ -z "$packages" ] || fail "$1 was refused $2, but packages are there: $packages"
  grep -q "$3" "$build.log" || {
    cat "$build.log"
    fail "$1: the refusal does not say \"$3\""
  }
}

gate() {
  heading "$1: unchanged from its Debian source package"
  fetch "$1"
  build=$work/build/$1
  policy=$work/policies/$1.json
  rm -rf "$build" "$policy"
  mkdir -p "$build" "$work/policies"
  before=$(digest_of_tree "$source")

  configure "$1"
  expect_refused "$1" "without a policy" "there is no policy"
  echo "refused without a policy; proposed:"
  cmake -E copy "$build/PackageAudit/reports/$1.json" "$policy"
  cat "$policy"

  package "$1" || {
    cat "$build.log"
    fail "$1 is refused with the policy that was proposed"
  }
  [ -n "$packages" ] || fail "$1: nothing was published"
  echo "published with it:"
  for file in $packages; do
    printf '  %s\n' "${file##*/}"
    "$prefix/bin/package-audit" check --policy "$policy" "$file" >/dev/null ||
      fail "$file is refused when checked on its own"
  done

  echo 'int internal_algorithm(void);' >"$work/internal.h"
  configure "$1" -DEXTRA_FILE="$work/internal.h"
  expect_refused "$1" "with an unlisted file" "installed by .*"
  grep -q "^    include/internal.h" "$build.log" || fail "$1: the refusal does not name the file"
  echo "refused with an unlisted file:"
  sed -n '/^error: /,/^REFUSED/p' "$build.log"

  [ "$before" = "$(digest_of_tree "$source")" ] || fail "$1: its sources were changed"
}

heading "build and install PackageAudit"
cmake -S . -B "$work/package-audit" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \
  -DCMAKE_INSTALL_PREFIX="$prefix" >/dev/null
cmake --build "$work/package-audit"
cmake --install "$work/package-audit" >/dev/null

prepare_apt
[ $# -gt 0 ] || set -- cmocka json-c
for project in "$@"; do
  gate "$project"
done
heading "$# projects were gated without a change to them"
