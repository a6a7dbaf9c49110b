#!/bin/sh
# Does what the section "Adopt it" of README.md says, with the commands and the lines of CMake that stand there: builds
# and installs PackageAudit, adds it to a project, is refused without a policy, adopts the one that is proposed, and
# gets a package. Works in folder WORK. Installs into PREFIX, or without one where the command in README.md does.
# Usage: readme.sh WORK [PREFIX]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
prepare "$@"

# block LANGUAGE N: the N-th block of that language in the section.
block() {
  awk -v fence="\`\`\`$1" -v wanted="$2" '
    /^## / { inside = ($0 == "## Adopt it") }
    inside && $0 == fence { copying = (++count == wanted); next }
    /^```$/ { copying = 0 }
    copying' "$repository/README.md" >"$work/block"
  [ -s "$work/block" ] || fail "README.md has no block $2 of $1 in \"Adopt it\""
  cat "$work/block"
}

# package: the command that packs, in the project; its output in $work/output.
package() {
  (cd "$project" && sh -eu -c "$(block sh 2)") >"$work/output" 2>&1
}

packages() {
  find "$project/build" -maxdepth 1 -name '*.tar.gz'
}

echo "-- build and install: $(block sh 1)"
(cd "$repository" && sh -eu -c "$(block sh 1)") >"$work/output" 2>&1 || fail "PackageAudit was not installed"

project=$work/project
cp -R "$repository/tests/cmake/support/sample" "$project"
sed -i 's/^include(after.cmake OPTIONAL)$//' "$project/CMakeLists.txt"
echo 'set(CPACK_GENERATOR TGZ)' >"$project/before.cmake"
block cmake 1 >>"$project/CMakeLists.txt"

echo "-- first run: $(block sh 2)"
if package; then fail "the first run was published"; fi
grep -q "there is no policy" "$work/output" || fail "the first run does not say that there is no policy"
[ -z "$(packages)" ] || fail "the first run left a package"

adopt=$(tr '\n' ' ' <"$work/output" | sed 's/  */ /g' | grep -o 'cmake -E copy [^ ]* [^ ]*package-audit\.json' | head -n 1)
[ -n "$adopt" ] || fail "the first run names no command that adopts the policy"
echo "-- adopt: $adopt"
(cd "$project" && sh -eu -c "$adopt") || fail "the policy cannot be adopted"

echo "-- second run: $(block sh 2)"
package || fail "the second run was refused"
for file in $(packages); do
  [ -f "$file.audit.json" ] || fail "$file has no record"
  echo "-- published: ${file##*/}"
done
[ -n "$(packages)" ] || fail "the second run left no package"
