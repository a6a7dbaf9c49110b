#!/bin/sh
# Builds the fuzz targets and runs each for MINUTES, one after the other; prints how many inputs were tried, what
# was reached and what was found. What a target finds stays in build/fuzz/findings, what it learns in
# build/fuzz/corpus. Ends non-zero on a finding. Needs clang and its libFuzzer (Debian: clang, libclang-rt-14-dev),
# and CPack's generators for the seeds.
# Usage: run.sh MINUTES [TARGET...]
set -eu
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || {
  sed -n 's/^# Usage: /usage: /p' "$0" >&2
  exit 2
}
minutes=$1
shift
[ $# -gt 0 ] || set -- zip tar deb rpm seven_zip stgz decode policy glob protocol signature \
  elf coff pe macho wasm source_map image head inline_map

cmake --preset fuzz >/dev/null
cmake --build build/fuzz --parallel "$(nproc)"
work=$PWD/build/fuzz
cmake -D "SOURCE=$PWD/tests/proof/small" -D "OUTPUT=$work/packages" -D CPACK=cpack -P tests/proof/small_packages.cmake
"$work/tests/fuzz/make_seeds" "$work/seeds" policies "$work/packages"

# From what libFuzzer prints at the end, and from its last line about coverage.
statistic() {
  sed -n "s/^stat::$1: *//p" "$work/$target.log"
}
reached() {
  grep -Eo "$1: [0-9]+" "$work/$target.log" | tail -n 1 | grep -Eo '[0-9]+$'
}

failures=0
printf '%-10s %12s %9s %8s %9s %9s  %s\n' target executions per-s edges features 'peak MiB' findings
for target in "$@"; do
  mkdir -p "$work/corpus/$target" "$work/findings/$target"
  regressions=tests/fuzz/regressions/$target
  [ -d "$regressions" ] || regressions=
  # shellcheck disable=SC2086
  "$work/tests/fuzz/${target}_fuzz" -max_total_time=$((minutes * 60)) -timeout=25 -rss_limit_mb=1024 -max_len=65536 \
    -print_final_stats=1 -artifact_prefix="$work/findings/$target/" \
    "$work/corpus/$target" "$work/seeds/$target" $regressions >"$work/$target.log" 2>&1 ||
    failures=$((failures + 1))
  printf '%-10s %12s %9s %8s %9s %9s  %s\n' "$target" "$(statistic number_of_executed_units)" \
    "$(statistic average_exec_per_sec)" "$(reached cov)" "$(reached ft)" "$(statistic peak_rss_mb)" \
    "$(find "$work/findings/$target" -type f | wc -l)"
done
[ "$failures" = 0 ] || echo "$failures targets found something: see $work/findings and the logs beside it" >&2
exit "$((failures > 0))"
