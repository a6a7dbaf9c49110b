#!/bin/sh
# Drops every check from the registry in turn, in a copy of the sources, and shows how many of the
# cases fail. A person starts it; it ends with 1 if a check can go missing unseen. Takes some minutes.
set -eu
cd "$(dirname "$0")/../.."
work=$PWD/build/drop-checks
rm -rf "$work/source"
mkdir -p "$work/source"
git ls-files | tar -cf - -T - | tar -xf - -C "$work/source"
cmake -S "$work/source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Debug >/dev/null
registry=$work/source/src/checks/registry.cpp
cp "$registry" "$work/registry.cpp"

unseen=0
printf '%-22s %s\n' 'without the check' 'these cases fail'
for id in $(sed -n 's/.*\.id = "\([a-z-]*\)",$/\1/p' "$work"/source/src/checks/*.cpp | sort); do
  sed "s/^  std::sort(checks/  std::erase_if(checks, [](const Check* check) { return check->id == \"$id\"; });\n&/" \
    "$work/registry.cpp" >"$registry"
  if cmp -s "$registry" "$work/registry.cpp"; then
    echo "registry.cpp does not sort the checks where they are dropped" >&2
    exit 1
  fi
  cmake --build "$work/build" --target case_tests >"$work/build.log" || { cat "$work/build.log"; exit 1; }
  failed=$("$work/build/tests/cases/case_tests" --gtest_brief=1 2>/dev/null |
    sed -n 's/^\[  FAILED  \] \([^, ]*\).*(.*ms)$/\1/p' | sort -u)
  count=$(echo "$failed" | grep -c . || true)
  [ "$count" -gt 0 ] || unseen=$((unseen + 1))
  printf '%-22s %s: %s\n' "$id" "$count" "$(echo "$failed" | head -n 1)"
done
[ "$unseen" -eq 0 ]
