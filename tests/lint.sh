#!/bin/sh
# clang-tidy's whole profile over every source: must be clean before a release. Half an hour on two cores.
set -eu
cd "$(dirname "$0")/.."
exec sh tests/tidy.sh whole
