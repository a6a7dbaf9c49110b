#!/bin/sh
# Builds PackageAudit, installs it below build/, and runs the example projects: the clean ones must be
# published, the leaking one refused. Safe to run again; touches nothing outside build/.
set -eu
cd "$(dirname "$0")/.."
. tests/dependencies.sh
need build

work=$PWD/build/examples
prefix=$work/prefix

heading() { printf '\n== %s\n' "$*"; }

# -O1: the small packages of the examples do not repay the third of the compile time that -O3 takes.
heading "build and install PackageAudit"
cmake -S . -B "$work/package-audit" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O1 -DNDEBUG" \
  -DBUILD_TESTING=OFF -DCMAKE_INSTALL_PREFIX="$prefix" >/dev/null
cmake --build "$work/package-audit"
cmake --install "$work/package-audit" >/dev/null
"$prefix/bin/package-audit" --version

# package EXAMPLE TARGET: configures the example anew and builds its packages.
package() {
  rm -rf "${work:?}/$1"
  cmake -S "examples/$1" -B "$work/$1" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_PREFIX_PATH="$prefix" >/dev/null
  cmake --build "$work/$1" --target "$2"
}

published() {
  count=$(find "$work/$1" -maxdepth 1 -name '*.tar.gz' -o -maxdepth 1 -name '*.deb' | wc -l)
  [ "$count" -eq "$2" ] || { echo "examples/$1: $count packages published, not $2" >&2; exit 1; }
}

heading "clean: published"
package clean package
published clean 2

heading "sdk: three components, published"
package sdk package
published sdk 3

heading "source-package: published"
package source-package package_source
published source-package 1

heading "leaking: refused"
if package leaking package; then
  echo "examples/leaking: was published although it leaks" >&2
  exit 1
fi
published leaking 0

heading "done: the clean packages were published, the leaking one was refused"
