#!/bin/sh
# All tests, in build/: unit tests, cases and samples of the proofs under AddressSanitizer and
# UndefinedBehaviorSanitizer; cpack runs, consumers, packages of others and the command line with the release
# build; formatting and clang-tidy's fast profile. Options: --quick leaves out the last two.
# What takes longer is tests/release.sh.
set -eu
cd "$(dirname "$0")/.."
. tests/dependencies.sh
. tests/parts.sh
need build test

quick=no
[ "${1:-}" = --quick ] && quick=yes
jobs=$(nproc)

if [ "$quick" = no ]; then
  part "clang-format"
  sh tests/format.sh
fi

part "compile: release"
cmake --preset release -DPACKAGEAUDIT_WERROR=ON >/dev/null
cmake --build build/release --parallel "$jobs"

part "compile: tests, with sanitizers"
cmake --preset sanitize -DPACKAGEAUDIT_TESTED_BUILD="$PWD/build/release" -DPACKAGEAUDIT_WHOLE_TESTS=OFF >/dev/null
cmake --build build/sanitize --parallel "$jobs"

if [ "$quick" = no ]; then
  part "clang-tidy"
  sh tests/tidy.sh fast
fi

part "tests"
run_tests build/sanitize
