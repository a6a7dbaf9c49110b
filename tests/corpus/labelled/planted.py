"""Hides leaks in clean packages and requires that the audit names each by the right check.

usage: planted.py FOLDER   with the packages that fetch.sh put there; PACKAGE_AUDIT names the program
Each leak of leaks.py goes twice into a package that holds nothing else, at a place drawn with a fixed seed: as a file of its own or
at the end of one of the package's, on the outside or up to two archives deep, packed as .tar.gz, .zip or .deb.
"""

import collections
import gzip
import io
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import leaks
import labelled

ROUNDS = 2
CARRIERS = ["colors-0.6.2.tgz", "d3-array-2.0.0.tgz", "knox-0.8.0.tgz", "mysql-2.0.0.tgz", "redux-4.0.0.tgz", "hello", "rake"]
OPTIONS = ["--build", "source=" + leaks.SOURCE, "--build", "binary=" + leaks.WINDOWS_SOURCE]


def unpack(carrier, folder, into):
    """The package's files, below usr/ if it is Debian's."""
    if carrier.endswith(".tgz"):
        with tarfile.open(os.path.join(folder, carrier)) as package:
            for member in package.getmembers():
                if member.isfile():
                    path = os.path.join(into, member.name.split("/", 1)[1])
                    os.makedirs(os.path.dirname(path), exist_ok=True)
                    with open(path, "wb") as file:
                        file.write(package.extractfile(member).read())
        return
    names = [name for name in os.listdir(folder) if name.startswith(carrier + "_")]
    scratch = into + ".deb"
    subprocess.run(["dpkg-deb", "-x", os.path.join(folder, names[0]), scratch], check=True)
    shutil.move(os.path.join(scratch, "usr"), into)
    shutil.rmtree(scratch)


def zipped(name, content, method):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        archive.writestr(zipfile.ZipInfo("read.me"), "")
        archive.writestr(zipfile.ZipInfo(name), content, method)
    return data.getvalue()


def tarred(name, content, compression):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:" + compression, format=tarfile.GNU_FORMAT) as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return data.getvalue()


def gzipped(content):
    return gzip.compress(content, mtime=0)


WRAPPINGS = [
    (".zip", lambda name, content: zipped(name, content, zipfile.ZIP_DEFLATED)),
    (".jar", lambda name, content: zipped(name, content, zipfile.ZIP_STORED)),
    (".tar.gz", lambda name, content: gzipped(tarred(name, content, ""))),
    (".tar.xz", lambda name, content: tarred(name, content, "xz")),
    (".tbz2", lambda name, content: tarred(name, content, "bz2")),
    (".tar", lambda name, content: tarred(name, content, "")),
]


def nest(rng, depth, name, content, found_at):
    """The file inside of `depth` archives; its name, content and the path to look for."""
    for level in range(depth):
        suffix, wrap = rng.choice(WRAPPINGS)
        outer = f"bundle{level}{suffix}"
        name, content, found_at = outer, wrap(name, content), f"{outer}!/{found_at}"
    if depth == 0 and "/" not in name and rng.random() < 0.1:
        name, content, found_at = name + ".gz", gzipped(content), f"{name}.gz!/{found_at}"
    return name, content, found_at


def same_kind(tree, suffix):
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk(tree) for name in names
                  if suffix and name.endswith(suffix) and not os.path.islink(os.path.join(folder, name)))


def plant(rng, leak, tree):
    """Writes the leak somewhere; returns where a report has to see it."""
    hosts = same_kind(tree, leak.suffix)
    if hosts and rng.random() < 0.5:
        host = rng.choice(hosts)
        with open(host, "ab") as file:
            file.write(b"\n" + leak.content)
        return os.path.relpath(host, tree)
    folder = rng.choice(sorted(path for path, _, _ in os.walk(tree)))
    name, content, found_at = nest(rng, rng.choice([0, 0, 1, 2]), leak.name, leak.content, leak.found_at)
    path = os.path.join(folder, name)
    if os.path.exists(path):
        sys.exit(f"{path}: is there already")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return os.path.normpath(os.path.join(os.path.relpath(folder, tree), found_at))


def pack(tree, form, output):
    """`output` without its ending; the top folder has its name."""
    parent, name = os.path.split(output)
    top = os.path.join(parent, name)
    if form == "deb":
        os.mkdir(top)
        shutil.move(tree, os.path.join(top, "usr"))
        os.mkdir(os.path.join(top, "DEBIAN"))
        with open(os.path.join(top, "DEBIAN", "control"), "w", encoding="utf-8") as control:
            control.write("Package: acme\nVersion: 1.0\nArchitecture: all\nMaintainer: release@acme.example\nDescription: x\n")
        subprocess.run(["dpkg-deb", "-Zgzip", "--root-owner-group", "--build", top, output + ".deb"], check=True,
                       stdout=subprocess.DEVNULL)
    elif form == "zip":
        shutil.move(tree, top)
        subprocess.run(["zip", "-qry", output + ".zip", name], cwd=parent, check=True)
    else:
        shutil.move(tree, top)
        subprocess.run(["tar", "-czf", output + ".tar.gz", "-C", parent, name], check=True)
    shutil.rmtree(top)
    return f"{output}.{form}"


def make_packages(rng, folder, scratch):
    """[(package, leak, path that a report has to name)]"""
    made = []
    for carrier in CARRIERS:
        unpack(carrier, folder, os.path.join(scratch, "clean", carrier))
    for number in range(ROUNDS):
        for leak in leaks.leaks(rng):
            tree = os.path.join(scratch, "tree")
            shutil.copytree(os.path.join(scratch, "clean", rng.choice(CARRIERS)), tree, symlinks=True)
            path = plant(rng, leak, tree)
            form = rng.choice(["tar.gz", "zip", "deb"])
            made.append((pack(tree, form, os.path.join(scratch, f"acme{number}-{len(made)}")), leak, path))
    return made


def evaluate(made, results):
    """Counts by check; prints what was missed and what is false. Returns both numbers."""
    tallies = collections.defaultdict(labelled.Tally)
    for (package, leak, path), findings in zip(made, results):
        about = f"{os.path.basename(package)}: {leak.name} at {path}"
        relevant = [finding for finding in findings if finding["check"] in labelled.MEASURED and labelled.counts(finding)]
        for check in leak.checks:
            tallies[check].labels += 1
            if any(finding["check"] == check and labelled.fits(path, finding["path"]) for finding in relevant):
                tallies[check].found += 1
            else:
                print(f"{about}: missed [{check}]: {[(finding['check'], finding['path']) for finding in findings]}")
        for finding in relevant:
            tallies[finding["check"]].findings += 1
            # The archive that the leak was packed into may have its name.
            if finding["check"] in leak.checks and any(labelled.fits(place, finding["path"]) for place in (path, path.split("!/")[0])):
                tallies[finding["check"]].true += 1
            else:
                print(f"{about}: also {finding['path']}: {finding['message']} [{finding['check']}]")
    return tallies


def main():
    rng = random.Random(20)
    with tempfile.TemporaryDirectory() as scratch:
        made = make_packages(rng, sys.argv[1], scratch)
        tallies = evaluate(made, labelled.audit([package for package, _, _ in made], OPTIONS))
    print(f"{len(made)} leaks of {len(made) // ROUNDS} shapes")
    labelled.print_table(tallies)
    total = labelled.Tally()
    for tally in tallies.values():
        total.add(tally)
    if total.found < 0.98 * total.labels:
        sys.exit(f"FAILED: {total.found} of {total.labels} were found")


if __name__ == "__main__":
    main()
