#!/bin/sh
# How long a full audit takes beside the tools that list or unpack the same package, and beside what people do instead:
# `compare.py` has the packages, the peers and the limits. Not a part of ctest: it takes an hour, 6 GiB of disk and 1 GiB of
# memory for a folder in it. Usage: compare.sh [MIB [ROUNDS]]
set -eu
cd "$(dirname "$0")/../.."
. tests/dependencies.sh
need build
need_packages libarchive-tools isal zip unzip xz-utils zstd python3 npm ripgrep ugrep clamav valgrind

cmake --preset release >/dev/null
cmake --build build/release --target package-audit
mkdir -p build/bench
${CXX:-c++} -O2 -o build/bench/tar_stream tests/bench/tar_stream.cpp
exec python3 tests/bench/compare.py "$@"
