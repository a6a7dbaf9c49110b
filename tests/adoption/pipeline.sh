#!/bin/sh
# Runs the shell steps of a pipeline in examples/ci, in a copy of examples/clean with PackageAudit in the folder where
# the pipeline expects it; packages must be published. Works in folder WORK, installs into PREFIX, or without one where
# the pipeline does. Usage: pipeline.sh github.yml|gitlab.yml WORK [PREFIX]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
pipeline=$1
shift
prepare "$@"

cp -R "$repository/examples/clean" "$work/project"
rm -rf "$work/project/build"
ln -s "$repository" "$work/project/package-audit"
python3 "$here/steps.py" "$repository/examples/ci/$pipeline" >"$work/steps.sh"
(cd "$work/project" && bash "$work/steps.sh") >"$work/output" 2>&1 || fail "$pipeline ended with an error"
published=$(find "$work/project/build" -maxdepth 1 -name '*.tar.gz' -o -maxdepth 1 -name '*.deb')
[ -n "$published" ] || fail "$pipeline published no package"
echo "$pipeline: $(grep -c . "$work/steps.sh") lines ran, $(echo "$published" | wc -l) packages were published"
