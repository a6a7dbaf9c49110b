"""Audits the packages of labels.txt and says how well what was found agrees with what they hold.

usage: labelled.py FOLDER   with the packages that fetch.sh put there; PACKAGE_AUDIT names the program
Fails if less than 98 % of the labels were found, or if an error was found by a check for which nothing of the package is labelled.
"""

import collections
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKS = {
    "content": [
        "access-token", "build-path", "bulk-data", "confidential-marker", "core-dump", "credential", "debug-info",
        "embedded-source", "inline-source-map", "link-time-code", "private-key", "repository-data", "run-path",
        "source-map", "trailing-data",
    ],
    "name": [
        "build-state", "debug-file", "editor-litter", "os-litter", "secret-file", "source-map-file", "version-control",
    ],
}
MEASURED = {check for checks in CHECKS.values() for check in checks}
# Checks that are warnings at their most severe.
WARNINGS = {"bulk-data"}
# The package is refused, and what was not read was not judged.
UNREAD = {"ambiguous-package", "limit-exceeded", "unreadable-package"}


class Package:
    def __init__(self, origin, name, version):
        self.origin = origin
        self.name = name
        self.version = version
        self.labels = []

    def file(self, folder):
        if self.origin == "npm":
            return os.path.join(folder, f"{self.name}-{self.version}.tgz")
        files = [file for file in os.listdir(folder) if file.startswith(self.name + "_") and file.endswith(".deb")]
        if len(files) != 1:
            sys.exit(f"{folder}: {len(files)} packages of {self.name}")
        if files[0].split("_")[1].replace("%3a", ":") != self.version:
            print(f"{files[0]}: labelled as version {self.version}")
        return os.path.join(folder, files[0])


def read_labels():
    packages = []
    with open(os.path.join(HERE, "labels.txt"), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            words = line.split()
            if words[0] == "npm":
                packages.append(Package("npm", *words[1].rsplit("@", 1)))
            elif words[0] == "deb":
                packages.append(Package(*words))
            else:
                check, path = line.strip().split(maxsplit=1)
                if check not in MEASURED:
                    sys.exit(f"labels.txt: no such check: {check}")
                packages[-1].labels.append((check, path))
    return packages


def fits(pattern, path):
    return re.fullmatch(".*".join(re.escape(part) for part in pattern.split("*")), path, re.DOTALL) is not None


def audit(files, options=()):
    """The findings of each file, in order."""
    command = [os.environ["PACKAGE_AUDIT"], "check", "--policy", os.path.join(HERE, "policy.json"), *options]
    done = subprocess.run([*command, "--format", "json", *files], stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"package-audit: exit code {done.returncode}")
    return [package["findings"] for package in json.loads(done.stdout)["packages"]]


def was_read(file, path):
    """Whether the listing has what the label is about."""
    done = subprocess.run([os.environ["PACKAGE_AUDIT"], "list", "--format", "json", file], stdout=subprocess.PIPE, check=False)
    entries = [entry["path"] for entry in json.loads(done.stdout)["entries"]]
    return any(fits(path, entry) or entry.startswith(path + "/") for entry in entries)


class Tally:
    """Of one check: labels, those of them that were found, those in what was refused unread; findings, those that are true."""

    def __init__(self):
        self.labels = self.found = self.unread = self.findings = self.true = 0

    def add(self, other):
        for field, value in vars(other).items():
            setattr(self, field, getattr(self, field) + value)


def counts(finding):
    return finding["severity"] == "error" or finding["check"] in WARNINGS


def compare(package, file, findings, tallies):
    """Counts; prints what was missed and what is false. Returns how many errors are about what the package is clean of."""
    judged = [finding for finding in findings if finding["check"] in MEASURED and counts(finding)]
    unread = any(finding["check"] in UNREAD for finding in findings)
    for check, path in package.labels:
        tally = tallies[check]
        tally.labels += 1
        if any(finding["check"] == check and fits(path, finding["path"]) for finding in judged):
            tally.found += 1
        elif unread and not was_read(file, path):
            tally.unread += 1
        else:
            print(f"{package.name}: missed: {path} [{check}]")
    bad = 0
    for finding in judged:
        tally = tallies[finding["check"]]
        tally.findings += 1
        if any(check == finding["check"] and fits(path, finding["path"]) for check, path in package.labels):
            tally.true += 1
            continue
        bad += finding["check"] not in {check for check, _ in package.labels}
        print(f"{package.name}: false: {finding['path']}: {finding['message']} [{finding['check']}]")
    return bad


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


def print_row(name, tally):
    print(f"| {name} | {tally.labels} | {tally.unread} | {tally.found} | {percent(tally.found, tally.labels - tally.unread)} | "
          f"{tally.findings} | {tally.true} | {percent(tally.true, tally.findings)} |")


def print_table(tallies):
    print("| check | labels | refused unread | found | recall | findings | true | precision |")
    print("| --- | --: | --: | --: | --: | --: | --: | --: |")
    for kind, checks in CHECKS.items():
        total = Tally()
        for check in checks:
            total.add(tallies[check])
            if tallies[check].labels or tallies[check].findings:
                print_row(f"`{check}`", tallies[check])
        print_row(f"by {kind}", total)


def main():
    packages = read_labels()
    files = [package.file(sys.argv[1]) for package in packages]
    results = audit(files)
    tallies = collections.defaultdict(Tally)
    bad = warnings = 0
    for package, file, findings in zip(packages, files, results):
        bad += compare(package, file, findings, tallies)
        for finding in findings:
            warnings += finding["check"] in MEASURED and finding["severity"] == "warning" and not counts(finding)
            if finding["check"] in UNREAD:
                print(f"{package.name}: not read: {finding['path']}: {finding['message']} [{finding['check']}]")
    print(f"{len(packages)} packages, {sum(not package.labels for package in packages)} of them with nothing to find; "
          f"{warnings} warnings of these checks are not counted")
    print_table(tallies)
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    if total.found < 0.98 * (total.labels - total.unread):
        sys.exit(f"FAILED: {total.found} of {total.labels - total.unread} labels were found")
    if bad:
        sys.exit(f"FAILED: {bad} errors of checks for which the package is clean")


if __name__ == "__main__":
    main()
