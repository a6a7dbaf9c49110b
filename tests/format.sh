#!/bin/sh
# Whether clang-format 14, that of Debian 12, would change a source. Other versions break a few lines differently.
set -eu
cd "$(dirname "$0")/.."
version=$(clang-format --version | sed 's/.*version \([0-9]*\).*/\1/')
if [ "$version" != 14 ]; then
  echo "clang-format $version is not the one that decides: not checked"
  exit 0
fi
git ls-files '*.cpp' '*.hpp' | xargs clang-format --dry-run --Werror
