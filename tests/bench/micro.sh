#!/bin/sh
# Microbenchmarks (Google Benchmark) of globs, the allowlist, signatures, structure readers and walkers. Not a part of ctest.
# Usage: micro.sh [OPTIONS OF GOOGLE BENCHMARK]
set -eu
cd "$(dirname "$0")/../.."
. tests/dependencies.sh
# shellcheck disable=SC2086
need_packages $packages_to_build libgtest-dev libgmock-dev libbenchmark-dev

cmake --preset release >/dev/null
cmake --build build/release --target micro
exec build/release/tests/bench/micro "$@"
