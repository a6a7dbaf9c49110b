#!/bin/sh
# --require-sandbox reads where every layer is there and refuses where one is missing, before it reads.
# Reports name the layers; the text only those that are missing. Usage: require_sandbox.sh PACKAGE_AUDIT FOLDER
program=$1
work=$2

fail() {
  echo "$1"
  cat out err
  exit 1
}

rm -rf "$work"
mkdir -p "$work/acme-1.0/bin" && cd "$work" || exit 1
echo content >acme-1.0/bin/acme
tar cf acme-1.0.tar --format=ustar --owner=root:0 --group=root:0 acme-1.0
echo '{ "version": 1, "allow": ["bin/acme"] }' >package-audit.json

for subject in acme-1.0.tar acme-1.0; do
  "$program" --format json --report text=text $subject >out 2>err || fail "$subject: is refused"
  missing=
  for layer in process rlimits no-new-privs landlock seccomp; do
    grep -q "\"$layer\"" out || missing="${missing:+$missing, }$layer"
  done
  for command in check list "init --output -"; do
    # shellcheck disable=SC2086
    "$program" $command --require-sandbox $subject >out 2>err
    code=$?
    if [ -z "$missing" ]; then
      [ $code -eq 0 ] || fail "$command $subject: exit code $code"
      ! grep -q '^sandbox:' out text || fail "$command $subject: layers are named although all are there"
    else
      [ $code -eq 2 ] || fail "$command $subject: exit code $code without $missing"
      grep -q "^package-audit: error: $subject: not read: .* lacks $missing\$" err ||
        fail "$command $subject: does not say what is missing: $missing"
      grep -qx "sandbox: without $missing" text || fail "$subject: the report does not say: $missing"
    fi
  done
done
