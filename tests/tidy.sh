#!/bin/sh
# clang-tidy over every source in src/. `fast` takes the checks that cost little for what they find, `whole` all of
# .clang-tidy; without precompiled headers, so that a missing #include is an error here.
# Usage: tidy.sh fast|whole [SOURCE...]
set -eu
cd "$(dirname "$0")/.."

# Not in `fast`: what clang-tidy's own profile (--enable-check-profile) shows to cost most, three quarters of the time of
# all checks.
slow='bugprone-assert-side-effect bugprone-dangling-handle bugprone-implicit-widening-of-multiplication-result
bugprone-infinite-loop bugprone-misplaced-widening-cast bugprone-multiple-statement-macro
bugprone-not-null-terminated-result bugprone-reserved-identifier bugprone-sizeof-expression
bugprone-stringview-nullptr bugprone-suspicious-semicolon bugprone-suspicious-string-compare
bugprone-undelegated-constructor bugprone-unused-raii bugprone-unused-return-value bugprone-use-after-move
misc-definitions-in-headers misc-misleading-identifier misc-non-copyable-objects misc-redundant-expression
misc-static-assert misc-unused-using-decls modernize-use-nullptr performance-type-promotion-in-math-fn
readability-container-size-empty readability-redundant-control-flow readability-redundant-declaration'

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
