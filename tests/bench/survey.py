#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for commands in everything on this machine that holds a project's file, and counts what is found.

survey.py PATH/TO/commandrunner-cli [--seconds N] [--examples N] [FOLDER...]

The folders (by default where packages are installed) are walked for folders with a Makefile, package.json and the like;
each of these is listed by itself, reading files only, in a data folder that is thrown away. Prints commands and folders
by source, problems by their message, and what crashed or took too long. Exits with 1 when something did.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLACES = ["/usr/lib", "/usr/share", "/usr/src", "/usr/local", "/opt", "~/.cargo", "~/.npm", "~/.pyenv", "~/go"]
MARKERS = {"Makefile", "makefile", "GNUmakefile", "package.json", "pyproject.toml", "Cargo.toml", "manage.py",
           "CMakePresets.json", "composer.json", "Rakefile", "rakefile", "tox.ini", "noxfile.py", "tasks.py", "Taskfile.yml",
           "justfile", "build.gradle", "build.gradle.kts", "pom.xml", "docker-compose.yml", "compose.yaml", "Procfile",
           "deno.json", ".vscode", ".run"}
MADE = {"node_modules", "vendor", "site-packages", "dist", "build", "target", ".venv"}
PLAIN = re.compile(r'"[^"]*"|\'[^\']*\'|\d+')
PLACE = re.compile(r"^commandrunner-cli: .*?: (?=\S)")
CALL_SECONDS = 20


def projects(places, deadline):
    """The uppermost folders with a marker, since a listing looks below them; but not into what package managers made, so
    that is gone through, too."""
    for place in places:
        listed = None
        for folder, below, files in os.walk(Path(place).expanduser()):
            if time.monotonic() > deadline:
                return
            below[:] = sorted(name for name in below if not Path(folder, name).is_symlink())
            inside = listed and folder.startswith(listed + "/")
            if inside and not MADE.intersection(folder[len(listed):].split("/")):
                continue
            if MARKERS.intersection(files) or MARKERS.intersection(below):
                listed = folder
                yield folder


class Survey:
    def __init__(self, program, data):
        self.program = program
        self.data = data
        self.folders = collections.Counter()
        self.commands = collections.Counter()
        self.problems = collections.defaultdict(list)
        self.failures = []
        self.looked_at = 0
        self.slowest = (0.0, "")

    def look(self, folder):
        self.looked_at += 1
        began = time.monotonic()
        try:
            done = subprocess.run([self.program, "list", "--data-dir", self.data, "--json", "--all", "--tier", "1",
                                   "--folder", folder], capture_output=True, timeout=CALL_SECONDS, check=False,
                                  stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            self.failures.append(f"{folder}: took more than {CALL_SECONDS} s")
            return
        self.slowest = max(self.slowest, (time.monotonic() - began, folder))
        if done.returncode != 0:
            self.failures.append(f"{folder}: exit code {done.returncode}: {done.stderr[-300:].decode(errors='replace')}")
            return
        sources = collections.Counter(command["source"] for command in json.loads(done.stdout))
        self.commands += sources
        self.folders.update(sources.keys())
        for line in done.stderr.decode(errors="replace").splitlines():
            if line.startswith((" ", "\t")) or not line.strip():
                continue # the hint below a problem
            message = PLACE.sub("", line)
            self.problems[PLAIN.sub("…", message)].append(line)

    def report(self, examples, seconds):
        print(f"{self.looked_at} folders in {seconds:.0f} s; the slowest took {self.slowest[0]:.1f} s: {self.slowest[1]}")
        print(f"\n{'source':12}{'folders':>9}{'commands':>10}")
        for source, count in sorted(self.commands.items()):
            print(f"{source:12}{self.folders[source]:>9}{count:>10}")
        print(f"{'all':12}{'':>9}{sum(self.commands.values()):>10}")
        print("\nproblems")
        for message, places in sorted(self.problems.items(), key=lambda item: -len(item[1])):
            print(f"{len(places):>6}  {message[:140]}")
            for place in places[:examples]:
                print(f"          {place[:240]}")
        print(f"\ncrashes and timeouts: {len(self.failures)}")
        for failure in self.failures:
            print(f"  {failure}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folders", nargs="*", default=PLACES)
    parser.add_argument("--seconds", type=float, default=300, help="no further folder is begun after this time")
    parser.add_argument("--examples", type=int, default=2, help="of each problem")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as data:
        survey = Survey(options.program, data)
        for folder in projects(options.folders, began + options.seconds):
            survey.look(folder)
            if time.monotonic() > began + options.seconds:
                break
    survey.report(options.examples, time.monotonic() - began)
    return 1 if survey.failures else 0


if __name__ == "__main__":
    sys.exit(main())
