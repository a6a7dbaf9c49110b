#!/bin/sh
# sh tests/generate.sh [BUILD]: writes the files that are made from the program: documentation, man page, CMake's list of formats,
# the help that is expected by tests, golden files of reports. BUILD (default: build/dev) has to be built.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/dev}
program=$PWD/$build/src/package-audit
PACKAGEAUDIT_UPDATE_CASES=1
export PACKAGEAUDIT_UPDATE_CASES
cmake -D "PROGRAM=$program" -D "SOURCE_DIR=$PWD" -P tests/cli/docs.cmake
cmake -D "CASE=$PWD/tests/cli/cases/help" -D "WORK=$PWD/$build/generate" -D "PROGRAM=$program" -P tests/cli/run_case.cmake
"$build/tests/unit/unit_tests" --gtest_brief=1 --gtest_filter=Reporters.WriteTheirGoldenFile
git status --short
