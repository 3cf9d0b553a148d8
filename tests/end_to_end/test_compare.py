# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two runs beside each other, from the command line."""

import random
import re
import unittest

from support import CHILD, CommandLineTest


def patched(lines, diff):
    """The lines after a diff as `patch` would apply it."""
    result = []
    at = 0
    for line in diff:
        hunk = re.match(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@$", line)
        if hunk:
            start = int(hunk[1]) - (1 if int(hunk[2]) else 0)
            result += lines[at:start]
            at = start
            assert len(result) == int(hunk[3]) - (1 if int(hunk[4]) else 0), line
        elif line.startswith(("#", "---", "+++")):
            continue
        elif line[0] == "+":
            result.append(line[1:])
        else:
            assert lines[at] == line[1:], (lines[at], line)
            at += 1
            if line[0] == " ":
                result.append(line[1:])
    return result + lines[at:]


class Compare(CommandLineTest):
    def run_lines(self, lines, *more, code=0, name=None):
        """Runs something that prints the lines; its id."""
        words = [word for line in lines for word in ("print", "out", line)]
        options = ["--env", f"NAME={name}"] if name else []
        self.cli("exec", *options, "--", CHILD, *words, *more, code=code)
        return self.json("runs", "--limit", "1")[0]["run"]

    def compare(self, *words, code):
        return self.cli("compare", *words, code=code).stdout.decode().splitlines()

    def test_noise(self):
        one = self.run_lines(["16:11:27 start", "rows 4", "done in 3.2 s"])
        same = self.run_lines(["16:12:01 start", "rows 4", "done in 12.75 s"])
        other = self.run_lines(["16:12:01 start", "rows 5", "done in 12.75 s"], "exit", "3", code=3)
        self.assertFalse([line for line in self.compare(one, same, code=0) if not line.startswith("#")])
        self.assertEqual(len([line for line in self.compare("--all", one, same, code=0) if line.startswith(" ")]), 3)
        self.compare(one, same, "--ignore", "none", code=1)
        self.compare(one, other, "--ignore", "all", code=0)
        self.compare(one, other, "--ignore", "times,numbers", code=0)
        lines = self.compare(one, other, code=1)
        self.assertIn("# exit-code: 0 -> 3", lines)
        self.assertEqual(lines[-5:], ["@@ -1,3 +1,3 @@", " 16:12:01 start", "-rows 4", "+rows 5", " done in 12.75 s"])

    def test_last_success(self):
        first = self.run_lines(["rows 4"])
        failed = self.run_lines(["rows 5"], "exit", "3", code=3)
        report = self.json("compare", "--last-success", failed, code=1)
        self.assertEqual((report["before"]["run"], report["after"]["run"]), (first, failed))
        self.assertEqual((report["same"], report["differences"], report["ignored"]), (False, 1, "times,ids,addresses"))
        self.assertEqual(report["hunks"], [{"kind": "changed", "beforeLine": 1, "before": ["rows 4"], "afterLine": 1,
                                            "after": ["rows 5"]}])
        facts = {fact["key"]: (fact["before"], fact["after"]) for fact in report["facts"]}
        self.assertEqual(facts["state"], ("succeeded", "failed"))
        self.assertEqual(facts["exit-code"], ("0", "3"))
        self.assertIn("arguments", facts)

    def test_secrets_are_not_told(self):
        one = self.run_lines(["x"], name="a")
        self.cli("exec", "--env", "API_TOKEN=s3cret", "--", CHILD, "print", "out", "x")
        other = self.json("runs", "--limit", "1")[0]["run"]
        text = "\n".join(self.compare(one, other, code=0))
        self.assertIn("API_TOKEN", text)
        self.assertNotIn("s3cret", text)

    def test_streams_may_mix_otherwise(self):
        one, other = (self.cli("exec", "--detach", "--", CHILD, *words).stdout.decode().strip() for words in (
            ["print", "out", "a", "sleep", "50", "print", "err", "sql", "sleep", "50", "print", "out", "b"],
            ["print", "out", "a", "print", "out", "b", "sleep", "50", "print", "err", "sql"]))
        self.cli("wait", one)
        self.cli("wait", other)
        self.compare(one, other, code=0)

    def test_the_diff_can_be_applied(self):
        chance = random.Random(20261121)
        before = [f"line {chance.randrange(30)}" for _ in range(150)]
        after = list(before)
        for _ in range(25):
            if chance.random() < 0.5:
                del after[chance.randrange(len(after))]
            else:
                after.insert(chance.randrange(len(after)), f"new {chance.randrange(30)}")
        one, other = self.run_lines(before), self.run_lines(after)
        self.assertEqual(patched(before, self.compare(one, other, code=1)), after)
        self.assertEqual(patched(before, self.compare(one, other, "--all", code=1)), after)

    def test_trouble(self):
        run = self.run_lines(["x"], "exit", "3", code=3)
        for words in ([], [run], [run, run, run], ["--last-success", run, run], [run, run, "--ignore", "colours"],
                      ["nonsense", run], ["--last-success", run]):
            done = self.cli("compare", *words, code=2)
            self.assertTrue(done.stderr.startswith(b"commandrunner-cli: "), words)
            self.assertFalse(done.stdout, words)


if __name__ == "__main__":
    unittest.main(verbosity=2)
