# bash completions.bash <completion script> <package-audit>: completes command lines as bash does.
set -u
script=$1 program=$2 failed=0
source "$script"

# complete_words <words of the command line, the last one to be completed>: prints the completions.
complete_words() {
  COMP_WORDS=(package-audit "$@")
  COMP_CWORD=$#
  COMPREPLY=()
  _package_audit
  printf '%s ' "${COMPREPLY[@]}"
}

# expect <completions> <words>
expect() {
  local expected=$1
  shift
  local got
  got=$(complete_words "$@")
  if [[ "${got% }" != "$expected" ]]; then
    echo "package-audit $*: expected: $expected, not: ${got% }" >&2
    failed=1
  fi
}

# Commands, and the operands that are no files.
expect "check checks" ch
expect "explain" ex
expect "check list init checks explain generate" ""
expect "core-dump" explain core-d
expect "man" generate m
expect "" check package
expect "" pack
# The options of each command; those of check where none is named.
expect "--report --record-dir --require-sandbox" check --re
expect "--report --record-dir --require-sandbox" --re
expect "--require-sandbox" init --re
expect "--output" init --o
expect "" check --o
# Values.
expect "text" check --format te
expect "json" list --format js
expect "json" check --format = js
expect "text=" check --report te
[[ " $(complete_words check --format =)" == " text "*json* ]] || { echo "--format=: the default is not the first" >&2; failed=1; }
expect "always" list --color al
expect "" check --policy pack
expect "" check -D na
expect "" check --report json = fi
expect "--policy" check --format json --pol

# Every format, command, check and option that the program knows is completed.
formats=$("$program" generate formats | sed -n 's/^set(report_formats \(.*\))$/\1/p')
for format in $formats; do
  expect "$format=" check --report "$format"
done
while read -r check rest; do
  [[ " $(complete_words explain "$check")" == *" $check "* ]] || { echo "no check $check" >&2; failed=1; }
done < <("$program" checks)
for command in check list init checks explain generate; do
  while read -r option; do
    [[ " $(complete_words $command "$option")" == *" $option "* ]] || { echo "$command: no $option" >&2; failed=1; }
  done < <("$program" $command --help | sed -n 's/^  \(-.,\)\{0,1\} *\(--[a-z-]*\).*/\2/p')
done
exit $failed
