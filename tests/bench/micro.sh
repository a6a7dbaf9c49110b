#!/bin/sh
# Microbenchmarks (Google Benchmark) of globs, the allowlist, signatures, structure readers and parsers. Not a part of ctest.
# Usage: micro.sh [OPTIONS OF GOOGLE BENCHMARK]
set -eu
cd "$(dirname "$0")/../.."
. tests/dependencies.sh
need build
need_packages libgtest-dev libgmock-dev libbenchmark-dev

cmake --preset release-tests >/dev/null
cmake --build build/release-tests --target micro
exec build/release-tests/tests/bench/micro "$@"
