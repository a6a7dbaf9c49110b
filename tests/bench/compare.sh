#!/bin/sh
# How long a full audit takes beside the tools that list or unpack the same package: `compare.py` has the packages, the
# peers and the limits. Not a part of ctest: it takes half an hour and 4 GiB of disk. Usage: compare.sh [MIB [ROUNDS]]
set -eu
cd "$(dirname "$0")/../.."
. tests/dependencies.sh
# shellcheck disable=SC2086
need_packages $packages_to_build libarchive-tools isal zip unzip xz-utils zstd python3

cmake --preset release >/dev/null
cmake --build build/release --target package-audit
mkdir -p build/bench
${CXX:-c++} -O2 -o build/bench/tar_stream tests/bench/tar_stream.cpp
exec python3 tests/bench/compare.py "$@"
