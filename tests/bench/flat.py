"""Measures how the cost of an audit grows; started by flat.sh, which says with what."""

import json
import os
import pathlib
import statistics
import subprocess
import sys

WORK = pathlib.Path("build/bench")
OURS = pathlib.Path("build/release/src/package-audit").resolve()
LIMITS = {"unpacked_size": "64 GiB", "entry_size": "64 GiB", "entries": 2_000_000, "cpu_seconds": 600, "memory": "4 GiB",
          "ratio": 100_000}


def package(name, files, size):
    path = WORK / f"{name}.tar.gz"
    if not path.exists():
        print(f"making {path.name}", file=sys.stderr)
        subprocess.run(f"{WORK}/tar_stream {files} {size} | gzip -1 -n > {path}.tmp && mv {path}.tmp {path}", shell=True,
                       check=True)
    return path


def policy(name, allow=(), signatures=()):
    path = WORK / f"flat-{name}.json"
    path.write_text(json.dumps({"version": 1, "extends": ["builtin:release"], "allow": [*allow, "**"],
                                "limits": LIMITS, "signatures": list(signatures)}))
    return path


def names(count):
    """Allow entries with and without wildcards that match nothing."""
    return [f"share/other-{i}/**/file-{i % 7}*.txt" if i % 2 else f"share/other-{i}/file" for i in range(count)]


def tokens(count):
    return [{"id": f"acme-token-{i}", "check": "access-token", "what": "token of a service",
             "anchors": [f"tk{i:04d}_"], "pattern": f"(?:^|[^A-Za-z0-9_])(tk{i:04d}_[A-Za-z0-9]{{32}})(?:$|[^A-Za-z0-9_])",
             "validators": ["not-placeholder", "random"]} for i in range(count)]


def cost(job):
    """Processor time in seconds."""
    package_file, policy_file = job
    child = subprocess.Popen([OURS, "check", "--policy", policy_file, package_file], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{package_file} is not accepted with {policy_file}")
    return usage.ru_utime + usage.ru_stime


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    plain = policy("plain")
    base = package("flat-100000-files", 100_000, 1200)
    # What differs, the smaller job, the larger one, and how much longer that may take at most.
    comparisons = [
        ("bytes: 500 MB and 5 GB in 1,000 files", (package("flat-500-mb", 1000, 500_000), plain),
         (package("flat-5-gb", 1000, 5_000_000), plain), 11.5),
        ("entries: 100,000 and 1,000,000 files", (base, plain), (package("flat-1000000-files", 1_000_000, 1200), plain), 11.5),
        ("allow entries: 50 and 500", (base, policy("allow-50", names(50))), (base, policy("allow-500", names(500))), 1.1),
        # Reading 2,000 rules and compiling them takes as long for a small package as for a large one.
        ("signatures: the bundled ones, and ten times as many, for 500 MB", (package("flat-500-mb", 1000, 500_000), plain),
         (package("flat-500-mb", 1000, 500_000), policy("signatures", (), tokens(9 * 229))), 1.1),
        ("the same, for 5 GB", (package("flat-5-gb", 1000, 5_000_000), plain),
         (package("flat-5-gb", 1000, 5_000_000), policy("signatures", (), tokens(9 * 229))), 1.1),
    ]
    print("| what grows | s | s | ratio | limit |\n|---|---|---|---|---|")
    over = 0
    for what, small, large, limit in comparisons:
        runs = [(cost(small), cost(large)) for _ in range(rounds)]
        ratio = statistics.median(b / a for a, b in runs)
        over += ratio > limit
        print(f"| {what} | {statistics.median(a for a, _ in runs):.2f} | {statistics.median(b for _, b in runs):.2f} "
              f"| {ratio:.2f} | {limit} |", flush=True)
    sys.exit(over > 0)


if __name__ == "__main__":
    main()
