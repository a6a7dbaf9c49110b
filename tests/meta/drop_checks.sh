#!/bin/sh
# Takes every check out of the registry in turn, in a copy of the sources, and shows which test notices.
# A person starts it; it ends with 1 if a check can go missing unseen. Needs a few minutes.
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
printf '%-24s %s\n' check 'tests that fail without it'
for file in "$work"/source/src/checks/*.cpp; do
  id=$(sed -n 's/^ *\.id = "\([a-z-]*\)",$/\1/p' "$file")
  [ -n "$id" ] || continue
  constant=k_$(echo "$id" | tr - _)
  sed "s/&$constant, *//; s/, *&$constant}/}/; s/&$constant\$//" "$work/registry.cpp" >"$registry"
  if cmp -s "$registry" "$work/registry.cpp"; then
    echo "$id: is not in the registry under the name $constant" >&2
    exit 1
  fi
  cmake --build "$work/build" >/dev/null
  # The registry's own test would fail for every check: it is not what we ask for here.
  failed=$(ctest --test-dir "$work/build" --parallel "$(nproc)" -R "Cases.*/${id}_|Cases.*/${id}/" \
    2>/dev/null | sed -n 's/^.*(Failed)$/&/p' | wc -l)
  [ "$failed" -gt 0 ] || unseen=$((unseen + 1))
  printf '%-24s %s\n' "$id" "$failed"
done
[ "$unseen" -eq 0 ]
