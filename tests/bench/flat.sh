#!/bin/sh
# Whether the cost of an entry and of a byte stays what it is: processor time of audits of packages that grow tenfold in bytes
# or entries, and of a policy that grows tenfold in allow entries or signatures, each the median of ROUNDS in turns.
# Fails where ten times as much takes over 11.5 times as long, or ten times the rules 1.1 times. Not a part of ctest: it takes a
# quarter of an hour and 2 GiB of disk. Usage: flat.sh [ROUNDS]
set -eu
cd "$(dirname "$0")/../.."
cmake --preset release >/dev/null
cmake --build build/release --target package-audit
mkdir -p build/bench
${CXX:-c++} -O2 -o build/bench/tar_stream tests/bench/tar_stream.cpp
exec python3 tests/bench/flat.py "$@"
