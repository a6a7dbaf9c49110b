#!/bin/sh
# What is given is not always a package: one clear line, and the right exit code. Usage: odd_inputs.sh
# PACKAGE_AUDIT FOLDER
program=$1
work=$2
failed=0

# expect CODE PATTERN NAME: what the program says of NAME, in one line of `out` (refused) or `err`.
expect() {
  "$program" "$3" >out 2>err
  code=$?
  where=err
  [ "$1" -eq 2 ] || where=out
  lines=$(grep -c "$2" $where)
  if [ "$code" -ne "$1" ] || [ "$lines" -ne 1 ]; then
    echo "$3: exit code $code instead of $1, or no line with: $2"
    cat out err
    failed=1
  fi
  [ "$1" -ne 2 ] || [ "$(wc -l <err)" -eq 1 ] || { echo "$3: more than one line:"; cat err; failed=1; }
}

rm -rf "$work"
mkdir -p "$work/acme-1.0/bin" && cd "$work" || exit 1
echo content >acme-1.0/bin/acme
tar cf acme-1.0.tar --format=ustar --owner=root:0 --group=root:0 acme-1.0
echo '{ "version": 1, "allow": ["bin/acme"] }' >package-audit.json

expect 2 'missing: no such file or folder$' missing
mkfifo fifo.tar
expect 2 'fifo.tar: is neither a regular file nor a folder$' fifo.tar
expect 2 '/dev/null: is neither a regular file nor a folder$' /dev/null
expect 2 '/dev/zero: is neither a regular file nor a folder$' /dev/zero

: >empty.tar
expect 1 'the file is empty' empty.tar
echo 'dear reader' >text.tar
expect 1 'the file is not a package of any known format' text.tar
printf x >byte.tar
expect 1 'the file is not a package of any known format' byte.tar
# Larger than any disk: not read at all.
truncate -s 4T sparse.tar
expect 1 'package_size is over 4.0 GiB; if that is meant, raise limits.package_size' sparse.tar

# Folders are staged trees; symlinks lead to what is meant.
expect 0 '^ACCEPTED acme-1.0: ' acme-1.0
mkdir none
expect 1 'empty-package' none
mkdir elsewhere
ln -s ../acme-1.0.tar elsewhere/acme-1.0.tar
expect 0 '^ACCEPTED acme-1.0.tar: ' elsewhere/acme-1.0.tar
ln -s acme-1.0 folder
expect 0 '^ACCEPTED folder: ' folder
ln -s missing dangling.tar
expect 2 'dangling.tar: no such file or folder$' dangling.tar
ln -s loop.tar loop.tar
expect 2 'loop.tar: ' loop.tar
ln -s fifo.tar to-fifo.tar
expect 2 'to-fifo.tar: is neither a regular file nor a folder$' to-fifo.tar

# root may read everything; whoever else runs this may not.
if [ "$(id -u)" -ne 0 ]; then
  cp acme-1.0.tar locked.tar
  chmod 000 locked.tar
  expect 2 'locked.tar: Permission denied$' locked.tar
  mkdir -p locked/sub
  chmod 000 locked/sub
  expect 2 'locked.*: Permission denied$' locked
  chmod 700 locked/sub
fi
exit $failed
