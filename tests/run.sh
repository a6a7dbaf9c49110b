#!/bin/sh
# All tests, in build/: everything under AddressSanitizer and UndefinedBehaviorSanitizer, then formatting
# and clang-tidy. Options: --quick leaves out the last two.
set -eu
cd "$(dirname "$0")/.."
. tests/dependencies.sh
# shellcheck disable=SC2086
need_packages $packages_to_build $packages_to_test
command -v npm >/dev/null 2>&1 || need_packages npm

quick=no
[ "${1:-}" = --quick ] && quick=yes
jobs=$(nproc)
build=build/sanitize

if [ "$quick" = no ]; then
  echo "-- clang-format"
  git ls-files '*.cpp' '*.hpp' | xargs clang-format --dry-run --Werror
fi

cmake --preset sanitize >/dev/null
cmake --build "$build" --parallel "$jobs"

if [ "$quick" = no ]; then
  echo "-- clang-tidy"
  sh tests/tidy.sh "$build"
fi

ctest --test-dir "$build" --parallel "$jobs" --output-on-failure --schedule-random
