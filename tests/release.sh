#!/bin/sh
# What must pass before a release and takes too long for tests/run.sh: everything that it samples as a whole, in
# Release and under sanitizers, and what it leaves out. Some hours on two cores; each part can be named alone.
# Usage: release.sh [PART...]
#   lint         clang-tidy's whole profile
#   whole        all tests with whole matrices and proofs, optimized
#   sanitize     the same under AddressSanitizer and UndefinedBehaviorSanitizer, the program included
#   threads      what runs in several threads, under ThreadSanitizer
#   mutations    the gate without each of its safeguards, the registry without each of its checks
#   cmakes       cpack runs, consumers and the command line with each other CMake: OTHER_CMAKES (/opt/cmake-*)
#   third-party  projects of others behind the gate
#   fuzz         each fuzz target for FUZZ_MINUTES (1)
#   bench        figures of docs/performance.md, with their limits
#   bare         Debian 12 and 13 in a bare debootstrap: README.md, both run scripts, the pipelines; needs root
set -eu
cd "$(dirname "$0")/.."
. tests/dependencies.sh
. tests/parts.sh
jobs=$(nproc)

lint() {
  sh tests/lint.sh
}

whole() {
  cmake --preset release-tests >/dev/null
  cmake --build build/release-tests --parallel "$jobs"
  run_tests build/release-tests
}

sanitize() {
  cmake --preset sanitize -B build/sanitize-whole -DPACKAGEAUDIT_WHOLE_TESTS=ON >/dev/null
  cmake --build build/sanitize-whole --parallel "$jobs"
  run_tests build/sanitize-whole
}

threads() {
  cmake --preset threads >/dev/null
  cmake --build build/threads --parallel "$jobs" --target unit_tests
  build/threads/tests/unit/unit_tests \
    --gtest_filter='ThreadPool*:ForEachIndex*:*Queue*:Fill*:Producer*:AsyncSink*:*HashingSource*:*ReadOnWorker*:OnThreads*:XzBlocks*'
}

mutations() {
  cmake --preset release >/dev/null
  cmake --build build/release --parallel "$jobs"
  cmake -D "inspector=$PWD/build/release/src/package-audit" -D "scratch=$PWD/build/mutations" -P tests/cmake/mutate.cmake
  sh tests/meta/drop_checks.sh
}

cmakes() {
  cmake --preset release >/dev/null
  cmake --build build/release --parallel "$jobs"
  for folder in ${OTHER_CMAKES:-/opt/cmake-*}; do
    if [ ! -x "$folder/bin/cmake" ]; then
      echo "no CMake in $folder"
      continue
    fi
    "$folder/bin/cmake" --version | head -n 1
    build=build/cmakes/${folder##*/}
    # No preset: they need 3.21. Nothing is compiled but a helper of the corpus, which stays out.
    "$folder/bin/cmake" -S . -B "$build" -G Ninja -DPACKAGEAUDIT_WHOLE_TESTS=ON \
      -DPACKAGEAUDIT_TESTED_BUILD="$PWD/build/release" >/dev/null
    (cd "$build" && "$folder/bin/ctest" --parallel "$jobs" --output-on-failure -L '^(cmake|consumer|cli)$')
  done
}

third_party() {
  sh tests/third_party/run.sh
}

fuzz() {
  sh tests/fuzz/run.sh "${FUZZ_MINUTES:-1}"
}

bench() {
  sh tests/bench/memory.sh
  sh tests/bench/two_readings.sh
  sh tests/bench/flat.sh
  sh tests/bench/micro.sh
  sh tests/bench/compare.sh
}

bare() {
  for suite in bookworm trixie; do
    sh tests/bare.sh "$suite"
  done
}

case ${1:-} in -*)
  sed -n 's/^# Usage: /usage: /p; s/^#   /  /p' "$0" >&2
  exit 2
  ;;
esac
[ $# -gt 0 ] || set -- lint whole sanitize threads mutations cmakes third-party fuzz bench bare

need build test release
failed=
for name in "$@"; do
  part "$name"
  # A shell of its own, so that a part ends at its first failure and the others still run.
  set +e
  (
    set -e
    "$(echo "$name" | tr - _)"
  )
  [ $? = 0 ] || failed="$failed $name"
  set -e
done
end_part
if [ -n "$failed" ]; then
  echo "FAILED:$failed" >&2
  exit 1
fi
echo "all parts passed: $*"
