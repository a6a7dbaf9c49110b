#!/bin/sh
# Packages as rpmbuild writes them hold what rpm lists of them, whatever is in them: scripts and triggers,
# ghosts, configuration files, links of both kinds, odd owners and modes, odd names, nothing at all.
set -eu
. "$(dirname "$0")/common.sh"
need rpmbuild rpm

cat >"$scratch/acme.spec" <<'EOF'
Name: acme
Epoch: 2
Version: 1.0
Release: 3
Summary: x
License: MIT
BuildArch: noarch
%global __os_install_post %{nil}
%description
x
%package empty
Summary: x
%description empty
x
%package folders
Summary: x
%description folders
x
%package with-a-name-that-is-longer-than-the-lead-of-an-rpm-package-has-room-for
Summary: x
%description with-a-name-that-is-longer-than-the-lead-of-an-rpm-package-has-room-for
x
%install
mkdir -p %{buildroot}/usr/share/acme/empty %{buildroot}/usr/share/other %{buildroot}/etc %{buildroot}/usr/bin
mkdir -p %{buildroot}/var/log %{buildroot}/var/cache/acme
cd %{buildroot}/usr/share/acme
echo hello >a.txt
ln a.txt ../../bin/hard
ln a.txt hard
ln -s a.txt link
ln -s ../nowhere dangling
: >empty.txt
head -c 300000 /dev/zero >zeros
echo conf >%{buildroot}/etc/acme.conf
echo bin >%{buildroot}/usr/bin/acme
echo x >'ü and blanks'
echo x >"$(printf 'x%.0s' $(seq 1 200))"
touch %{buildroot}/var/log/acme.log
%pre
echo pre
%post
echo post
%preun -p /sbin/ldconfig
%postun -p /bin/sh
%pretrans -p <lua>
print("x")
%posttrans
echo trans
%verifyscript
true
%triggerin -- bash >= 3, zsh
echo in
%triggerun -- bash
echo un
%transfiletriggerin -- /usr/lib /usr/share
cat
%filetriggerin -P 100 -- /usr/lib
cat
%files
%dir /usr/share/acme/empty
/usr/share/acme/*
/usr/bin/hard
%config(noreplace) %attr(0640,root,acme) /etc/acme.conf
%attr(4755,root,root) /usr/bin/acme
%attr(1777,root,root) /var/cache/acme
%ghost /var/log/acme.log
%files empty
%files folders
%dir /usr/share/other
%files with-a-name-that-is-longer-than-the-lead-of-an-rpm-package-has-room-for
/usr/share/acme/empty.txt
EOF

# compare_with_rpm PACKAGE: names, modes, link targets and digests. Ghosts are not in the package; a
# source package has no folders.
compare_with_rpm() {
  rpm -qp --queryformat '[%{FILEFLAGS}\t%{FILEMODES:perms}\t%{FILENAMES}\t%{FILELINKTOS}\t%{FILEDIGESTS}\n]' "$1" |
    sed 's/^(none).*//; /^$/d' |
    awk -F '\t' 'int($1 / 64) % 2 == 0 { sub("^/", "./", $3); print $2 " " $3 ($4 == "" ? "" : " -> " $4) }' |
    sort >"$scratch/expected"
  fields tar | sed -E 's/^h/-/; s/ link to .*//; s/^([^ ]+) [0-9]+\/[0-9]+ [0-9]+ /\1 /' | sort >"$scratch/actual"
  diff "$scratch/expected" "$scratch/actual" >&2 || fail "$1: other members than rpm lists (<)"
  [ ! -s "$scratch/expected" ] || compare_digests "$1"
}

compare_digests() {
  rpm -qp --queryformat '[%{FILEFLAGS}\t%{FILEMODES:perms}\t%{FILENAMES}\t%{FILEDIGESTS}\n]' "$1" |
    awk -F '\t' 'int($1 / 64) % 2 == 0 && /\t-/ { sub("^/", "./", $3); print $4 "  " $3 }' |
    sort >"$scratch/expected"
  fields digests | sort >"$scratch/actual"
  diff "$scratch/expected" "$scratch/actual" >&2 || fail "$1: other contents than rpm lists (<)"
}

printf '%s\n' header prein postin preun postun pretrans posttrans verify trigger-1 trigger-2 filetrigger-1 \
  transfiletrigger-1 >"$scratch/scripts"

cd "$scratch"
count=0
for payload in w9.gzdio w9.bzdio w6.xzdio w3.zstdio w.ufdio; do
  rm -rf rpm
  rpmbuild --quiet -ba --define "_topdir $scratch/rpm" --define "_binary_payload $payload" \
    --define "_source_payload $payload" acme.spec >log 2>&1 || {
    cat log >&2
    fail "rpmbuild failed"
  }
  for package in rpm/RPMS/noarch/*.rpm rpm/SRPMS/*.rpm; do
    list "$package"
    compare_with_rpm "$package"
    count=$((count + 1))
  done
  list rpm/RPMS/noarch/acme-1.0-3.noarch.rpm
  fields control >"$scratch/actual"
  same "scripts" "$scratch/scripts" "$scratch/actual"
  echo "ok $payload"
done
[ "$count" = 25 ] || fail "$count packages where 25 were built"

# The one compression of rpm's that is not read is named.
rpmbuild --quiet -bb --define "_topdir $scratch/rpm" --define "_binary_payload w2.lzdio" acme.spec >log 2>&1
"$PACKAGE_AUDIT" list --format json rpm/RPMS/noarch/acme-1.0-3.noarch.rpm >listing.json || :
"$LISTING_FIELDS" anomalies <listing.json | grep -q 'compressed with \\"lzma\\"\|compressed with "lzma"' ||
  fail "lzma is not refused by name"
