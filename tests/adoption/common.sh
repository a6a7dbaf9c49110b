# Sourced by the scripts beside it.

fail() {
  [ ! -f "$work/output" ] || cat "$work/output"
  echo "FAILED: $*" >&2
  exit 1
}

# prepare WORK [PREFIX]: an empty folder to work in. With a prefix `cmake --install` installs there and nothing is
# changed on the machine: sudo runs its command as the user, apt-get only looks whether it knows the packages.
prepare() {
  repository=$(cd "$here/../.." && pwd -P)
  rm -rf "$1"
  mkdir -p "$1"
  work=$(cd "$1" && pwd -P)
  [ $# -gt 1 ] || return 0

  mkdir "$work/bin"
  # The folder's own name, not that of a link to it: a build folder belongs to one name.
  printf '#!/bin/sh\ncd "$(pwd -P)"\ncase " $* " in\n*" --install "*) exec "%s" "$@" --prefix "%s" ;;\nesac\nexec "%s" "$@"\n' \
    "$(command -v cmake)" "$2" "$(command -v cmake)" >"$work/bin/cmake"
  printf '#!/bin/sh\nexec "$@"\n' >"$work/bin/sudo"
  cat >"$work/bin/apt-get" <<'EOF'
#!/bin/sh
[ "$1" = install ] || exit 0
shift
for name in "$@"; do
  case $name in -*) ;; *) dpkg-query -W "$name" >/dev/null || exit 1 ;; esac
done
EOF
  chmod +x "$work/bin/cmake" "$work/bin/sudo" "$work/bin/apt-get"
  PATH=$work/bin:$PATH
  CMAKE_PREFIX_PATH=$2
  export PATH CMAKE_PREFIX_PATH
}
