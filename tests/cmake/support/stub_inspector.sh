#!/bin/sh
# Stands in for package-audit where a test needs an inspector that misbehaves: STUB says how. Knows the
# options that the gate passes, and nothing of packages.
command=$1
shift
packages=
records=
reports=
required=no
while [ $# -gt 0 ]; do
  case $1 in
    --record-dir) records=$2; shift 2 ;;
    --output) printf '{"version": 1, "allow": ["**"]}\n' >"$2"; shift 2 ;;
    --report) reports="$reports ${2#*=}"; shift 2 ;;
    --require-sandbox) required=yes; shift ;;
    --*) shift 2 ;;
    *) packages="$packages$1
"; shift ;;
  esac
done
[ "$command" = init ] && exit 0

# record FILE NAME VERDICT SHA256
record() {
  printf '{"verdict":"%s","packages":[{"name":"%s","sha256":"%s","verdict":"%s"}]}\n' "$3" "$2" "$4" "$3" >"$1"
}

write_records() {
  printf '%s' "$packages" | while IFS= read -r package; do
    name=${package##*/}
    digest=
    [ -d "$package" ] || digest=$(sha256sum <"$package" | cut -d' ' -f1)
    case $STUB in
      no-record) ;;
      empty-record) : >"$records/$name.audit.json" ;;
      broken-record) echo '{"verdict":"accepted","packages":[{' >"$records/$name.audit.json" ;;
      other-name) record "$records/$name.audit.json" "other-$name" accepted "$digest" ;;
      other-digest) record "$records/$name.audit.json" "$name" accepted "$(printf 0%.0s $(seq 64))" ;;
      other-verdict) record "$records/$name.audit.json" "$name" refused "$digest" ;;
      *) record "$records/$name.audit.json" "$name" accepted "$digest" ;;
    esac
  done
}

case $STUB in
  crash) kill -SEGV $$ ;;
  hang) exec timeout 20 tail -f /dev/null ;;
  destdir) [ -z "${DESTDIR:-}" ] || { echo "stub: DESTDIR is set"; exit 1; } ;;
  unconfined) [ "$required" = no ] || { echo "stub: the sandbox has no landlock" >&2; exit 2; } ;;
  killed) kill -TERM "$(cat "$STUB_VICTIM")" ;;
  refuse) write_records; echo "stub: refused"; exit 1 ;;
  cannot) echo "stub: wrong usage" >&2; exit 2 ;;
esac
echo "stub: accepted"
write_records
for report in $reports; do echo '{"verdict":"accepted","packages":[]}' >"$report"; done
