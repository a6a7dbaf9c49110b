# Sourced: makes trees and packages of them with the tools that people use.

# make_tree FOLDER: what a package may hold on any of the formats.
make_tree() {
  mkdir -p "$1/bin" "$1/lib/acme" "$1/share/acme/Übersicht/empty folder"
  printf '#!/bin/sh\necho acme\n' >"$1/bin/acme"
  chmod 755 "$1/bin/acme"
  printf 'library' >"$1/lib/libacme.so.1.2.3"
  ln -s libacme.so.1.2.3 "$1/lib/libacme.so.1"
  : >"$1/lib/acme/empty"
  printf 'ü\n' >"$1/share/acme/Übersicht/日本語 (1).txt"
  head -c 300000 /dev/zero >"$1/share/acme/zeros.bin"
  long=share/acme/$(printf 'l%.0s' $(seq 1 120))
  mkdir -p "$1/$long"
  printf 'x' >"$1/$long/$(printf 'n%.0s' $(seq 1 180)).txt"
  find "$1" -exec touch -h -d 2024-02-29T12:00:00Z {} +
}

# make_deb TREE OUTPUT [OPTION...]: the tree under /usr.
make_deb() {
  tree=$1 output=$2
  shift 2
  rm -rf "$scratch/deb"
  mkdir -p "$scratch/deb/DEBIAN"
  cp -a "$tree" "$scratch/deb/usr"
  printf 'Package: acme\nVersion: 1.0\nArchitecture: all\nMaintainer: release@acme.example\nDescription: x\n' \
    >"$scratch/deb/DEBIAN/control"
  dpkg-deb --root-owner-group "$@" --build "$scratch/deb" "$output" >/dev/null
}

# make_rpm TREE OUTPUT PAYLOAD: the tree under /usr, compressed as `PAYLOAD` says.
make_rpm() {
  rm -rf "$scratch/rpm"
  mkdir -p "$scratch/rpm"
  cat >"$scratch/rpm/acme.spec" <<EOF
Name: acme
Version: 1.0
Release: 1
Summary: x
License: MIT
BuildArch: noarch
%global _binary_payload $3
%global __os_install_post %{nil}
%description
x
%install
mkdir -p %{buildroot}
cp -a "$1" %{buildroot}/usr
%files
%defattr(-,root,root)
/usr/*
EOF
  rpmbuild --quiet -bb --nodeps --define "_topdir $scratch/rpm" "$scratch/rpm/acme.spec" \
    >"$scratch/rpm/log" 2>&1 || {
    cat "$scratch/rpm/log" >&2
    fail "rpmbuild failed"
  }
  mv "$scratch"/rpm/RPMS/noarch/*.rpm "$2"
}
