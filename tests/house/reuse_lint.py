#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs reuse over the project's own files: those that git knows or would add.

reuse_lint.py ROOT

Debian 12 has reuse 1, which does not read REUSE.toml: for it the same annotations are written as .reuse/dep5, in a copy.
"""
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path


def project_files(root):
    names = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                           capture_output=True, check=True).stdout
    return [name for name in names.decode(errors="surrogateescape").split("\0") if name]


def as_dep5(text):
    paragraphs = ["Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"]
    for annotation in tomllib.loads(text)["annotations"]:
        paths = annotation["path"]
        paths = [paths] if isinstance(paths, str) else paths
        paragraphs.append("Files: {}\nCopyright: {}\nLicense: {}\n".format(
            " ".join(path.replace("**", "*") for path in paths),
            annotation["SPDX-FileCopyrightText"], annotation["SPDX-License-Identifier"]))
    return "\n".join(paragraphs)


def main():
    root = Path(sys.argv[1])
    version = subprocess.run(["reuse", "--version"], capture_output=True, text=True, check=True).stdout
    with tempfile.TemporaryDirectory(prefix="commandrunner-reuse-") as folder:
        copy = Path(folder)
        for name in project_files(root):
            if (root / name).is_file() and not (root / name).is_symlink():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / name, copy / name)
        if int(re.search(r"\d+", version)[0]) < 4:
            annotations = (copy / "REUSE.toml").read_text(encoding="utf-8")
            (copy / "REUSE.toml").unlink()
            (copy / ".reuse").mkdir()
            (copy / ".reuse/dep5").write_text(as_dep5(annotations), encoding="utf-8")
        answer = subprocess.run(["reuse", "--root", copy, "lint"], capture_output=True, text=True)
    if answer.returncode != 0:
        print((answer.stdout + answer.stderr).replace(f"{folder}/", ""))
    return answer.returncode


if __name__ == "__main__":
    sys.exit(main())
