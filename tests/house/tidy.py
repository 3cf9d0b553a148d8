#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over the project's sources, several at once, skipping what was clean before.

tidy.py ROOT BUILD [FILE…]

BUILD holds compile_commands.json and must have been built once, for its generated files. A file that was clean is
remembered by everything its result depends on: its text, its compile command, our headers that it includes, Qt, the
configuration and clang-tidy itself.

TIDY_SECONDS limits how long it begins new files; the product's come before the tests', and how many were left out is said.
"""
import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

OWN_INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
KEEP_SECONDS = 60 * 24 * 3600


def find_tidy():
    for name in ("clang-tidy-19", "clang-tidy"):
        path = shutil.which(name)
        if path and "version 19." in subprocess.run([path, "--version"], capture_output=True, text=True).stdout:
            return path
    sys.exit("tidy: clang-tidy 19 is missing: ./dev setup lint")


class Sources:
    """Digests of our files, each read once."""

    def __init__(self, root):
        self.root = root
        self.known = {}

    def parts(self, path):
        if path not in self.known:
            try:
                text = path.read_bytes()
            except OSError:
                text = b""
            includes = [self.root / name.decode() for name in OWN_INCLUDE.findall(text)]
            self.known[path] = hashlib.sha256(text).digest(), includes
        return self.known[path]

    def digest(self, path):
        """Of the file and of all headers of ours that it reaches."""
        seen, todo = {}, [path]
        while todo:
            current = todo.pop()
            if current not in seen:
                seen[current], includes = self.parts(current)
                todo.extend(includes)
        result = hashlib.sha256()
        for current in sorted(seen):
            result.update(str(current.relative_to(self.root)).encode() + b"\0" + seen[current])
        return result.digest()


def qt_version():
    answer = subprocess.run(["pkg-config", "--modversion", "Qt6Core"], capture_output=True, text=True)
    return answer.stdout.strip()


def main():
    root, build = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    only = {Path(name).resolve() for name in sys.argv[3:]}
    tidy = find_tidy()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "commandrunner" / "tidy"
    cache.mkdir(parents=True, exist_ok=True)
    common = hashlib.sha256()
    for config in sorted(root.rglob(".clang-tidy")):
        if build.parent not in config.parents:
            common.update(str(config.relative_to(root)).encode() + config.read_bytes())
    common.update(subprocess.run([tidy, "--version"], capture_output=True).stdout + qt_version().encode())

    sources, work = Sources(root), {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        file = Path(entry["directory"], entry["file"]).resolve()
        if root not in file.parents or build.parent in file.parents or (only and file not in only):
            continue
        # The place of the checkout does not matter.
        command = entry.get("command") or shlex.join(entry["arguments"])
        key = hashlib.sha256(common.digest() + sources.digest(file) + command.replace(str(root), "").encode())
        work[file] = cache / key.hexdigest()

    limit = float(os.environ.get("TIDY_SECONDS") or "inf")
    begun = time.monotonic()

    def check(file):
        started = time.monotonic()
        if started - begun > limit:
            return file, None, 0
        # gcc's warning flags are not all clang's; what clang itself warns about counts as well.
        answer = subprocess.run([tidy, "--quiet", "-p", build, "--extra-arg=-Wno-unknown-warning-option",
                                 # libstdc++ 12 trips over itself here, and gcc warns of real ones.
                                 "--extra-arg=-Wno-deprecated-declarations", file],
                                capture_output=True, text=True)
        seconds = time.monotonic() - started
        if answer.returncode == 0:
            work[file].touch()
        return file, answer, seconds

    todo = sorted((file for file, stamp in work.items() if not stamp.exists()),
                  key=lambda file: root / "tests" in file.parents)
    for file in set(work) - set(todo):
        work[file].touch()
    failed = skipped = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for file, answer, seconds in pool.map(check, todo):
            if not answer:
                skipped += 1
                continue
            if os.environ.get("TIDY_TIMES"):
                print(f"{seconds:6.1f} s {file.relative_to(root)}", flush=True)
            if answer.returncode != 0:
                failed += 1
                print(answer.stdout.replace(f"{root}/", "").strip() or answer.stderr.strip(), flush=True)
    for stamp in cache.iterdir():
        if time.time() - stamp.stat().st_mtime > KEEP_SECONDS:
            stamp.unlink(missing_ok=True)
    print(f"clang-tidy: {len(work)} files, {len(work) - len(todo)} of them unchanged, {failed} with problems"
          + (f", {skipped} not looked at in {limit:.0f} s" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
