"""Times package-audit beside its peers: compare.py [MIB [ROUNDS]], started by compare.sh.

Machines are shared and noisy, so ours and a peer run in turns, and what counts is the median of the ratios. Before a
package is timed, the verdict on it has to be right. Prints tables in Markdown; ends with 1 when a ratio is over its
limit.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

WORK = pathlib.Path("build/bench")
OURS = pathlib.Path("build/release/src/package-audit").resolve()
FOLDERS = ["/usr/bin", "/usr/include", "/usr/lib", "/usr/share"]
FILES = 200_000
DEBIAN = {"libllvm14.deb": "libllvm14", "emacs.deb": "emacs-common"}
NPM = {"next.tgz": "next@14.2.3", "typescript.tgz": "typescript@5.4.5"}
# What takes longer than that is said to.
MOST_SECONDS = 300
# Findings that say that something was not read.
NOT_READ = {"ambiguous-package", "empty-package", "limit-exceeded", "unreadable-package"}
PLANTED = "planted/notes.txt"


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
    # Put together here: no scanner shall take this file for a leak.
    planted = WORK / PLANTED
    planted.parent.mkdir(exist_ok=True)
    planted.write_text("aws_access_key_id = AK" + "IAFAKE0NOTREAL0TES\n")
    tar = f"tar --owner=0 --group=0 --numeric-owner -cf - {PLANTED} -C / -T $PWD/{files.name}"
    make("mixed.tar.gz", f"{tar} | gzip -n > new.tmp")
    make("mixed.tar.xz", f"{tar} | xz -T2 -2 --block-size=8MiB > new.tmp")
    make("mixed.tar.zst", f"{tar} | zstd -q -6 --check -o new.tmp")
    make("mixed.zip", f"(zip -q -X new.zip {PLANTED}; d=$PWD; cd / && zip -q -X $d/new.zip -@ < $d/{files.name})"
         " && mv new.zip new.tmp")
    make("many.tar.gz", f"./tar_stream {FILES} 1200 | gzip -n > new.tmp")
    make("many.zip", "rm -rf many && mkdir many && tar -xzf many.tar.gz -C many && "
         "(cd many && zip -q -X -r ../new.zip .) && rm -rf many && mv new.zip new.tmp")
    make("small.tar.gz", "./tar_stream 1 9000 | gzip -n > new.tmp")
    for name, package in DEBIAN.items():
        make(name, f"apt-get download -q {package} && mv {package}_*.deb new.tmp")
    make("gzip.deb", "rm -rf root && dpkg-deb -R libllvm14.deb root && "
         "dpkg-deb --root-owner-group -Zgzip -b root new.tmp && rm -rf root")
    for name, package in NPM.items():
        make(name, f"mv $(npm pack --silent {package}) new.tmp")
    (WORK / "policy.json").write_text(json.dumps({
        "version": 1, "extends": ["builtin:release"], "allow": ["**", "/**", "DEBIAN/*"],
        "limits": {"unpacked_size": "64 GiB", "entries": 2 * FILES}}))


# Package, peer, and what ours may take at most of the peer's time; none where it is only told.
COMPARISONS = [
    ("mixed.tar.gz", "tar -tzf", 0.35),
    ("mixed.tar.gz", "bsdtar -tf", 0.70),
    ("mixed.tar.gz", "igzip -dc", 1.25),
    ("mixed.zip", "unzip -tq", 0.35),
    ("mixed.tar.xz", "xz -dc -T2", 1.15),
    ("mixed.tar.zst", "zstd -dc", 1.20),
    ("gzip.deb", "dpkg-deb -c", 0.60),
    ("libllvm14.deb", "dpkg-deb -c", 1.20),
    ("emacs.deb", "dpkg-deb -c", 1.20),
    ("many.tar.gz", "tar -tzf", 0.50),
    ("many.zip", "unzip -tq", 0.50),
    ("next.tgz", "tar -tzf", None),
    ("typescript.tgz", "tar -tzf", None),
    ("small.tar.gz", "bsdtar -tf", None),
]

# How many members a peer sees.
COUNTS = {".tar.gz": "tar -tzf {} | wc -l", ".tgz": "tar -tzf {} | wc -l", ".tar.xz": "tar -tJf {} | wc -l",
          ".tar.zst": "tar --zstd -tf {} | wc -l", ".zip": "unzip -Z1 {} | wc -l", ".deb": "dpkg-deb -c {} | wc -l"}


def audit(package, *options):
    return [str(OURS), "check", "--policy", str(WORK / "policy.json"), *options, str(WORK / package)]


def check_verdict(package):
    """An audit is worth its time only if it was whole, saw what a peer sees, and found what there is."""
    report = json.loads(subprocess.run(audit(package, "--format", "json"), capture_output=True, check=False).stdout)
    findings = {(finding["check"], finding.get("path", "")) for finding in report["packages"][0]["findings"]}
    listing = json.loads(subprocess.run([str(OURS), "list", "--policy", str(WORK / "policy.json"), "--format", "json",
                                         str(WORK / package)], capture_output=True, check=False).stdout)
    seen = sum("!/" not in entry["path"] and entry["path"].split("/")[0] != "DEBIAN" for entry in listing["entries"])
    ending = next(ending for ending in COUNTS if package.endswith(ending))
    expected = int(subprocess.run(COUNTS[ending].format(WORK / package), shell=True, capture_output=True,
                                  check=True).stdout)
    wrong = [check for check, _ in findings if check in NOT_READ]
    if seen != expected:
        wrong.append(f"{seen} members where a peer sees {expected}")
    if package.startswith("mixed") and ("access-token", PLANTED) not in findings:
        wrong.append("the planted token is not found")
    if package.startswith(("many", "small")) and report["verdict"] != "accepted":
        wrong.append("a clean package is refused")
    if wrong:
        sys.exit(f"{package}: {'; '.join(wrong)}")


def check_apart(package):
    """In a process of its own: what it holds in memory would count for whatever is started afterwards."""
    child = os.fork()
    if child == 0:
        check_verdict(package)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit(1)


def run(command, shell=False):
    """Wall and processor time in seconds, the most memory in MiB, and whether it ended by itself."""
    begin = time.monotonic()
    child = subprocess.Popen(command, shell=shell, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             start_new_session=True)
    while time.monotonic() - begin < MOST_SECONDS:
        ended, _, usage = os.wait4(child.pid, os.WNOHANG)
        if ended:
            return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, True
        time.sleep(0.0002)
    os.killpg(child.pid, signal.SIGKILL)
    _, _, usage = os.wait4(child.pid, 0)
    return MOST_SECONDS, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, False


def compare_all(rounds):
    print("| package | MiB | peer | ours s | peer s | wall | limit | processor time | MiB resident |")
    print("|---|---|---|---|---|---|---|---|---|")
    over = 0
    for package, peer, limit in COMPARISONS:
        check_apart(package)
        runs = [(run(audit(package)), run([*peer.split(), str(WORK / package)])) for _ in range(rounds)]
        median = lambda side, value: statistics.median(pair[side][value] for pair in runs)
        wall, processor_time = (statistics.median(ours[i] / theirs[i] for ours, theirs in runs) for i in (0, 1))
        over += limit is not None and wall > limit
        told = f"{limit:.2f}" if limit is not None else ""
        print(f"| {package} | {(WORK / package).stat().st_size / 2 ** 20:.1f} | `{peer}` | {median(0, 0):.3f} "
              f"| {median(1, 0):.3f} | {wall:.2f} | {told} | {processor_time:.2f} "
              f"| {max(pair[0][2] for pair in runs):.0f} |", flush=True)
    return over


def rules():
    text = pathlib.Path("policies/signatures.json").read_text()
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))["signatures"]


def write_patterns():
    """Our rules in the forms that other scanners read: as patterns as many as rg takes, and their anchors as literals."""
    patterns = [f"(?{'i' if rule.get('any_case') else ''}:{rule['pattern']})" for rule in rules()]
    patterns = [re.sub(r"\\(['\"])", r"\1", pattern) for pattern in patterns]
    taken = [pattern for pattern in patterns
             if subprocess.run(["rg", "-a", "--no-unicode", "-q", "-e", pattern, os.devnull], capture_output=True,
                               check=False).returncode < 2]
    (WORK / "patterns").write_text("".join(f"{pattern}\n" for pattern in taken))
    print(f"rg takes {len(taken)} of {len(patterns)} rules", file=sys.stderr)
    anchors = {anchor for rule in rules() for anchor in rule["anchors"] if anchor.isprintable() and "\\" not in anchor}
    (WORK / "anchors").write_text("".join(f"{anchor}\n" for anchor in sorted(anchors)))
    lines = []
    for rule in rules():
        for anchor in rule["anchors"]:
            literal = re.sub(r"\\x([0-9a-f]{2})|\\\\", lambda m: chr(int(m[1], 16)) if m[1] else "\\", anchor)
            if len(literal) > 3:
                lines.append(f"{rule['id']}.{len(lines)}:0:*:{literal.encode('latin-1').hex()}\n")
    (WORK / "anchors.ndb").write_text("".join(lines))


def alternatives(package):
    """What somebody would do without us, and what it does."""
    file = WORK / package
    scratch = f"$(mktemp -d -p {'/dev/shm' if os.path.isdir('/dev/shm') else tempfile.gettempdir()})"
    yield ("`tar -xzf` into memory, `rg -f`, `sha256sum`, `rm`", "list, scan, digests",
           f"d={scratch}; tar -xzf {file} -C $d; rg -a -uuu --no-unicode -c -f {WORK}/patterns $d; "
           "find $d -type f -print0 | xargs -0 -P2 sha256sum; rm -rf $d")
    yield "`ugrep -z -F` with our anchors", "scan", f"ugrep -z -a -c -F -f {WORK}/anchors {file}"
    yield ("`clamscan` with our anchors", "scan",
           f"clamscan --quiet --no-summary -d {WORK / 'anchors.ndb'} --allmatch --max-filesize=2000M "
           f"--max-scansize=4000M {file}")
    if shutil.which("npm"):
        yield ("`tar -xzf` into memory, `secretlint`, `rm`", "scan",
               f"d={scratch}; tar -xzf {file} -C $d; cp {WORK}/secretlint/.secretlintrc.json $d; "
               f"(cd $d && {WORK.resolve()}/secretlint/node_modules/.bin/secretlint '**/*'); rm -rf $d")


def install_secretlint():
    folder = WORK / "secretlint"
    if not (folder / "node_modules").exists() and shutil.which("npm"):
        folder.mkdir(exist_ok=True)
        shell("cd secretlint && npm install --silent --no-audit --no-fund secretlint@8.2.4 "
              "@secretlint/secretlint-rule-preset-recommend@8.2.4")
    (folder / ".secretlintrc.json").write_text(
        '{"rules": [{"id": "@secretlint/secretlint-rule-preset-recommend"}]}')


def compare_alternatives(rounds):
    write_patterns()
    install_secretlint()
    print("\n| package | instead of an audit | that does | s | audit s | times as long |")
    print("|---|---|---|---|---|---|")
    for package in ("mixed.tar.gz", "next.tgz"):
        for name, does, command in alternatives(package):
            runs = []
            while len(runs) < rounds and (not runs or runs[-1][1][3] and runs[-1][1][0] < 60):
                runs.append((run(audit(package)), run(command, shell=True)))
            bound = "" if runs[-1][1][3] else "> "
            print(f"| {package} | {name} | {does} | {bound}{statistics.median(r[1][0] for r in runs):.1f} "
                  f"| {statistics.median(r[0][0] for r in runs):.2f} "
                  f"| {bound}{statistics.median(r[1][0] / r[0][0] for r in runs):.1f} |", flush=True)


def instructions(command):
    log = subprocess.run(["valgrind", "--tool=callgrind", "--trace-children=no", "--callgrind-out-file=/dev/null",
                          *command], capture_output=True, text=True, check=False).stderr
    return sum(int(number) for number in re.findall(r"Collected : (\d+)", log))


def compare_start_up():
    if not shutil.which("valgrind"):
        return
    ours = instructions(audit("small.tar.gz"))
    peer = instructions(["bsdtar", "-tf", str(WORK / "small.tar.gz")])
    print(f"\nInstructions for small.tar.gz: {ours / 1e6:.1f} million, `bsdtar -tf` {peer / 1e6:.1f} million.")


def main():
    mib = int(sys.argv[1]) if len(sys.argv) > 1 else 560
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    make_packages(mib)
    found = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    print(f"{found.group(1) if found else 'unknown processor'}, {os.cpu_count()} processors, {rounds} rounds\n")
    over = compare_all(rounds)
    compare_start_up()
    compare_alternatives(rounds)
    sys.exit(over > 0)


if __name__ == "__main__":
    main()
