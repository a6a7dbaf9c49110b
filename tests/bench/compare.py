"""Times package-audit beside its peers: compare.py [MIB [ROUNDS]], started by compare.sh.

Machines are shared and noisy, so ours and a peer run in turns, and what counts is the ratio of the medians. Prints a
table in Markdown; ends with 1 when a ratio is over its limit or an audit was not whole.
"""

import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

WORK = pathlib.Path("build/bench")
OURS = "build/release/src/package-audit"
FOLDERS = ["/usr/bin", "/usr/include", "/usr/lib", "/usr/share"]
ENTRIES = 200_000
DEBIAN = "libllvm14"
# Findings that say that something was not read.
NOT_READ = {"ambiguous-package", "empty-package", "limit-exceeded", "unreadable-package"}


def shell(command):
    subprocess.run(command, shell=True, check=True, cwd=WORK, stdout=subprocess.DEVNULL)


def make(name, command):
    if not (WORK / name).exists():
        print(f"making {name}", file=sys.stderr)
        shell(f"{command} && mv new.tmp {name}")


def installed_files(mib):
    """Relative to /, in a fixed order; a quarter of them programs, headers, libraries and texts each. Without the
    compressed manuals of Debian, which an audit unpacks and its peers do not."""
    for folder in FOLDERS:
        left = (mib << 20) // len(FOLDERS)
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if path.is_symlink() or not path.is_file() or path.stat().st_nlink > 1 or path.suffix == ".gz":
                continue
            left -= path.stat().st_size
            if left < 0:
                break
            yield str(path)[1:]


def make_packages(mib):
    WORK.mkdir(parents=True, exist_ok=True)
    files = WORK / f"files-{mib}"
    if not files.exists():
        files.write_text("".join(f"{name}\n" for name in installed_files(mib)))
    tar = f"tar -C / --owner=0 --group=0 --numeric-owner -cf - -T $PWD/{files.name}"
    make("mixed.tar.gz", f"{tar} | gzip -n > new.tmp")
    make("mixed.tar.xz", f"{tar} | xz -T2 -2 --block-size=8MiB > new.tmp")
    make("mixed.tar.zst", f"{tar} | zstd -q -6 --check -o new.tmp")
    make("mixed.zip", f"(d=$PWD; cd / && zip -q -X $d/new.zip -@ < $d/{files.name}) && mv new.zip new.tmp")
    make("many.tar.gz", f"./tar_stream {ENTRIES} 200 | gzip -n > new.tmp")
    make("many.zip", "rm -rf many && mkdir many && tar -xzf many.tar.gz -C many && "
         "(cd many && zip -q -X -r ../new.zip .) && rm -rf many && mv new.zip new.tmp")
    make("debian.deb", f"apt-get download -q {DEBIAN} && mv {DEBIAN}_*.deb new.tmp")
    make("gzip.deb", "rm -rf root && dpkg-deb -R debian.deb root && dpkg-deb --root-owner-group -Zgzip -b root new.tmp && rm -rf root")
    (WORK / "policy.json").write_text(json.dumps({
        "version": 1, "extends": ["builtin:release"], "allow": ["**", "/**", "DEBIAN/*"],
        "limits": {"unpacked_size": "64 GiB", "entries": ENTRIES + 10}}))


# Package, peer, and what ours may take at most of the peer's time.
COMPARISONS = [
    ("mixed.tar.gz", "tar -tzf", 0.35),
    ("mixed.tar.gz", "bsdtar -tf", 0.70),
    ("mixed.tar.gz", "igzip -dc", 1.25),
    ("mixed.zip", "unzip -tq", 0.35),
    ("mixed.tar.xz", "xz -dc -T2", 1.15),
    ("mixed.tar.zst", "zstd -dc", 1.20),
    ("gzip.deb", "dpkg-deb -c", 0.60),
    ("debian.deb", "dpkg-deb -c", 1.20),
    ("many.tar.gz", "tar -tzf", 0.50),
    ("many.zip", "unzip -tq", 0.50),
]


def run(command):
    """Wall and processor time in seconds, the most memory in MiB, and the exit code."""
    begin = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, child.returncode


def check_audit(package):
    """What an audit says is worth its time only if it was whole."""
    report = json.loads(subprocess.run([*audit(package), "--format", "json"], capture_output=True, check=False).stdout)
    checks = {finding["check"] for finding in report["packages"][0]["findings"]}
    if checks & NOT_READ:
        sys.exit(f"{package}: not read to its end: {sorted(checks & NOT_READ)}")


def audit(package):
    return [OURS, "check", "--policy", str(WORK / "policy.json"), str(WORK / package)]


def processor():
    found = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return found.group(1) if found else "unknown processor"


def main():
    mib = int(sys.argv[1]) if len(sys.argv) > 1 else 560
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    make_packages(mib)
    print(f"{processor()}, {os.cpu_count()} processors, {rounds} rounds\n")
    print("| package | MiB | peer | ours s | peer s | wall | limit | processor time | MiB resident |")
    print("|---|---|---|---|---|---|---|---|---|")
    over = 0
    for package, peer, limit in COMPARISONS:
        check_audit(package)
        runs = [(run(audit(package)), run([*peer.split(), str(WORK / package)])) for _ in range(rounds)]
        if any(ours[3] not in (0, 1) or theirs[3] != 0 for ours, theirs in runs):
            sys.exit(f"{package}: {peer} or the audit failed")
        median = lambda side, value: statistics.median(pair[side][value] for pair in runs)
        wall, processor_time = (median(0, value) / median(1, value) for value in (0, 1))
        over += wall > limit
        print(f"| {package} | {(WORK / package).stat().st_size >> 20} | `{peer}` | {median(0, 0):.2f} | {median(1, 0):.2f} "
              f"| {wall:.2f} | {limit:.2f} | {processor_time:.2f} | {max(pair[0][2] for pair in runs):.0f} |", flush=True)
    sys.exit(over > 0)


if __name__ == "__main__":
    main()
