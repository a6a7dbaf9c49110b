#!/bin/sh
# clang-tidy over every source in src/. `fast` takes the checks that cost little for what they find, `whole` all of
# .clang-tidy; without precompiled headers, so that a missing #include is an error here.
# Usage: tidy.sh fast|whole [SOURCE...]
set -eu
cd "$(dirname "$0")/.."

# Not in `fast`: what clang-tidy's own profile (--enable-check-profile) shows to cost most, half of the time in all.
slow='bugprone-reserved-identifier bugprone-stringview-nullptr bugprone-infinite-loop bugprone-assert-side-effect
bugprone-suspicious-string-compare bugprone-unused-return-value bugprone-undelegated-constructor
bugprone-implicit-widening-of-multiplication-result bugprone-sizeof-expression bugprone-multiple-statement-macro
bugprone-suspicious-semicolon bugprone-unused-raii readability-container-size-empty
readability-redundant-control-flow readability-redundant-declaration misc-misleading-identifier
misc-definitions-in-headers misc-static-assert misc-non-copyable-objects'

case ${1:-} in
fast) checks=$(echo "$slow" | tr ' ' '\n' | sed 's/^/-/' | paste -sd ,) ;;
whole) checks= ;;
*)
  sed -n 's/^# Usage: /usage: /p' "$0" >&2
  exit 2
  ;;
esac
shift

cmake --preset tidy >/dev/null
if [ $# -gt 0 ]; then printf '%s\n' "$@"; else git ls-files 'src/*.cpp'; fi |
  xargs -P "$(nproc)" -n 4 clang-tidy --quiet --checks="$checks" -p build/tidy 2>/dev/null
