# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changed in a command's files since it was run, from the command line."""

import unittest

from support import CommandLineTest

BUILD = "script:build.sh:build.sh"


class Review(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.project = self.root / "project"
        self.project.mkdir()
        self.write("echo one")
        self.cli("folders", "add", self.project)
        self.cli("trust", self.project)

    def write(self, line):
        (self.project / "build.sh").write_text(f"#!/bin/sh\n{line}\n")

    def test_review(self):
        before = self.cli("review", BUILD, code=0).stdout.decode()
        self.assertEqual(before, "It was not run yet: there is nothing to compare with.\n")
        self.cli("run", BUILD)
        self.assertEqual(self.cli("review", BUILD, code=0).stdout, b"")
        self.write("echo two")
        diff = "--- build.sh\n+++ build.sh\n@@ -1,2 +1,2 @@\n #!/bin/sh\n-echo one\n+echo two\n"
        self.assertEqual(self.cli("review", BUILD, code=1).stdout.decode(), diff)
        answer = self.json("review", BUILD, code=1)
        self.assertEqual((answer["command"], answer["files"], answer["diff"]), (BUILD, 1, diff))
        self.cli("review", BUILD, "--accept", code=1)
        self.cli("review", BUILD, code=0)
        self.write("echo three")
        self.cli("review", BUILD, code=1)
        self.cli("run", BUILD)  # who runs it has seen it
        self.cli("review", BUILD, code=0)

    def test_trouble(self):
        self.assertIn(b"There is no command", self.cli("review", "script:gone.sh:gone.sh", code=2).stderr)
        self.assertIn(b"review", self.cli("review", code=2).stderr)


if __name__ == "__main__":
    unittest.main()
