# Sourced by the scripts beside it. PACKAGE_AUDIT and LISTING_FIELDS name the two programs.

LC_ALL=C.UTF-8
export LC_ALL
scratch=$(mktemp -d)
trap 'chmod -R u+rwX "$scratch"; rm -rf "$scratch"' EXIT

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

need() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null 2>&1 || fail "$tool is not installed"
  done
}

# read_list PACKAGE: leaves the listing in $scratch/listing.json; prints what is odd about the package, and is then
# false.
read_list() {
  "$PACKAGE_AUDIT" list --format json "$1" >"$scratch/listing.json" && return
  echo "$(basename "$1") was not read without an anomaly:" >&2
  "$LISTING_FIELDS" anomalies <"$scratch/listing.json" >&2
  return 1
}

# list PACKAGE: as read_list; anything odd fails.
list() {
  read_list "$1" || fail "$1"
}

fields() {
  "$LISTING_FIELDS" "$1" <"$scratch/listing.json"
}

# same WHAT EXPECTED ACTUAL: two files with equal lines, at least one.
same() {
  [ -s "$2" ] || fail "$1: nothing to compare with"
  diff "$2" "$3" >"$scratch/difference" || {
    head -n 40 "$scratch/difference" >&2
    fail "$1 differs (<: the other tool, >: package-audit)"
  }
}

# What `tar -tv --numeric-owner` prints of the tar on standard input, without dates and without the
# slash behind a folder's name.
tar_listing() {
  tar -tv --numeric-owner --quoting-style=literal -f - |
    sed -E 's/^(.[^ ]+ [0-9]+\/[0-9]+) +([0-9]+) [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} /\1 \2 /
            /^d/ { /[^ ] *\/$/ { /\.\/$|[^.]\/$/ s/\/$// } }'
}

# compare_with_tar NAME TAR: names, types, modes, owners, sizes, links and contents of the current listing
# against GNU tar's.
compare_with_tar() {
  tar_listing <"$2" >"$scratch/expected"
  fields tar >"$scratch/actual"
  same "$1: members" "$scratch/expected" "$scratch/actual"

  mkdir "$scratch/tree"
  tar -x --no-same-owner -C "$scratch/tree" -f "$2"
  chmod -R u+rwX "$scratch/tree"
  (cd "$scratch/tree" && find . -type f -exec sha256sum --zero {} + | tr '\0' '\n') |
    sed 's/  \.\//  /' | sort >"$scratch/expected"
  fields digests | sed 's/  \.\//  /' | sort >"$scratch/actual"
  same "$1: contents" "$scratch/expected" "$scratch/actual"
  rm -rf "$scratch/tree"
}
