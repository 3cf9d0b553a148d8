# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What retention removes, what it never touches, and that nothing is lost or left over wherever it is ended."""

import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import time
import unittest

from support import CHILD, CommandLineTest, wait_for

DAY = 24 * 3600 * 1000


class Cleanup(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.database = self.data / "commandrunner.db"
        self.runs = self.data / "runs"

    def connect(self):
        return contextlib.closing(sqlite3.connect(self.database, timeout=60))

    def run_something(self, *words):
        return self.json("exec", "--", CHILD, *(words or ("print-lines", "3")))["run"]

    def make(self, days_ago, size=1000):
        """One that ran so many days ago, made from one that ran just now."""
        run = self.run_something()
        (self.runs / run / "output.log").write_bytes(b"x" * (size - 1) + b"\n")
        with self.connect() as database:
            database.execute("UPDATE runs SET number = number - ?, created = created - ?, started = started - ?, "
                             "ended = ended - ?, output_bytes = ? WHERE id = ?",
                             (days_ago * DAY * 1024, *(days_ago * DAY,) * 3, size, run))
            database.commit()
        return run

    def make_many(self, count):
        """Rows and folders of many runs, made from one."""
        first = self.make(10)
        ids = [f"20200101-000000-{i:06}" for i in range(count)]
        request = json.loads((self.runs / first / "request.json").read_text())
        for run in ids:
            shutil.copytree(self.runs / first, self.runs / run)
            (self.runs / run / "request.json").write_text(json.dumps(dict(request, runId=run)))
        with self.connect() as database:
            names = [row[1] for row in database.execute("PRAGMA table_info(runs)")]
            others = ", ".join(name for name in names if name not in ("number", "id", "request"))
            database.executemany(f"INSERT INTO runs (number, id, request, {others}) SELECT number - ?, ?, "
                                 f"json_set(request, '$.runId', ?), {others} FROM runs WHERE id = ?",
                                 [(i + 1, run, run, first) for i, run in enumerate(ids)])
            database.commit()
        return [first, *ids]

    def listed(self):
        return [record["run"] for record in self.json("runs", "--limit", "100000")]

    def names(self):
        return {path.name for path in self.runs.iterdir()}

    def pin(self, run):
        with self.connect() as database:
            database.execute("UPDATE runs SET pinned = 1 WHERE id = ?", (run,))
            database.commit()

    def test_by_age(self):
        old, pinned, young = self.make(40), self.make(50), self.make(5)
        self.pin(pinned)
        plan = self.json("cleanup", "--dry-run", "--older-than", "30")
        self.assertEqual((plan["runs"]["runs"], plan["runs"]["bytes"], plan["pinned"]), (1, 1000, 1))
        self.assertIn(b"Would remove runs: 1", self.cli("cleanup", "--dry-run", "--older-than", "30").stdout)
        self.assertEqual(set(self.listed()), {old, pinned, young})
        done = self.json("cleanup", "--older-than", "30")
        self.assertEqual((done["runs"], done["outputs"], done["bytes"]), (1, 0, 1000))
        self.assertEqual(self.listed(), [young, pinned])
        self.assertEqual(self.names(), {young, pinned})
        self.assertTrue(self.json("verify")["ok"])

    def test_by_count(self):
        runs = [self.make(days) for days in (1, 2, 3, 4, 5)]
        self.pin(runs[4])
        self.assertEqual(self.json("cleanup", "--keep", "2")["runs"], 2)
        self.assertEqual(self.listed(), [runs[0], runs[1], runs[4]])
        self.assertEqual(self.json("cleanup", "--keep", "2")["runs"], 0)

    def test_by_size(self):
        """The oldest outputs go; the runs stay, and say so."""
        runs = [self.make(days, size=100_000) for days in (1, 2, 3, 4)]
        self.pin(runs[3])
        done = self.json("cleanup", "--max-size", "150K")
        self.assertEqual((done["runs"], done["outputs"], done["bytes"]), (0, 2, 200_000))
        self.assertEqual(self.listed(), runs)
        for run, kept in zip(runs, (True, False, False, True)):
            self.assertEqual((self.runs / run / "output.log").exists(), kept)
            self.assertTrue((self.runs / run / "outcome.json").exists())
        self.cli("output", runs[1])
        self.assertEqual(self.json("cleanup", "--max-size", "150K")["outputs"], 0)

    def test_old_outputs(self):
        old, young = self.make(40), self.make(5)
        self.assertEqual(self.json("cleanup", "--outputs-older-than", "30")["outputs"], 1)
        self.assertEqual(self.listed(), [young, old])
        self.assertFalse((self.runs / old / "output.log").exists())
        self.assertTrue((self.runs / young / "output.log").exists())

    def test_what_runs_is_not_touched(self):
        run = self.detach("tick", "10000", "20")
        wait_for(lambda: self.host(run)["child"]["pid"], "the child")
        with self.connect() as database:
            database.execute("UPDATE runs SET number = 1, created = 1, started = 1 WHERE id = ?", (run,))
            database.commit()
        self.make(0)
        self.assertEqual(self.json("cleanup", "--older-than", "1", "--keep", "1", "--max-size", "1")["runs"], 0)
        self.assertIn(run, self.listed())
        self.assertTrue((self.runs / run / "output.log").exists())
        self.cli("stop", run)

    def test_wrong_usage_removes_nothing(self):
        run = self.make(400)
        for words in (("--older-than", "0"), ("--older-than", "-3"), ("--keep", "many"), ("--max-size", "-1"),
                      ("--max-size", "12X"), ("--older-than", "99999999999"), ("extra",)):
            self.cli("cleanup", *words, code=2)
        self.assertIn(b"everything is kept", self.cli("cleanup").stdout)
        self.assertEqual(self.listed(), [run])

    def test_links_are_not_followed(self):
        precious = self.root / "precious"
        precious.mkdir()
        (precious / "output.log").write_text("mine")
        inside, instead = self.make(40), self.make(41)
        (self.runs / inside / "folder").symlink_to(precious)
        shutil.rmtree(self.runs / instead)
        (self.runs / instead).symlink_to(precious)
        self.cli("cleanup", "--outputs-older-than", "30")
        self.assertEqual((precious / "output.log").read_text(), "mine")
        self.assertEqual(self.json("cleanup", "--older-than", "30")["runs"], 2)
        self.assertEqual((precious / "output.log").read_text(), "mine")
        self.assertEqual(self.names(), set())

    def test_a_locked_database(self):
        run = self.make(40)
        with contextlib.closing(sqlite3.connect(self.database, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            done = self.cli("cleanup", "--older-than", "30", code=1)
            self.assertIn(b"in use by another program", done.stderr)
            writer.execute("ROLLBACK")
        self.assertEqual((self.listed(), self.names()), ([run], {run}))
        self.assertEqual(self.json("cleanup", "--older-than", "30")["runs"], 1)

    def test_a_runs_folder_that_cannot_be_written(self):
        run = self.make(40)
        nobody = {}
        if os.geteuid() == 0:  # who may write anywhere
            for path in [self.root, *self.root.rglob("*")]:
                os.chown(path, 65534, 65534)
            nobody = {"user": 65534, "group": 65534, "extra_groups": []}
        self.runs.chmod(0o500)
        done = self.cli("cleanup", "--older-than", "30", code=1, **nobody)
        self.runs.chmod(0o700)
        self.assertIn(b"No permission", done.stderr)
        self.assertEqual((self.listed(), self.names()), ([run], {run}))

    def check_nothing_between(self, all_runs):
        """Every run is there as a whole or gone as a whole; the next one who cleans up sees to it."""
        self.cli("cleanup")
        listed = set(self.listed())
        self.assertEqual(self.names(), listed)
        self.assertLessEqual(listed, set(all_runs))
        for run in listed:
            self.assertEqual((self.runs / run / "output.log").stat().st_size, 1000)
        return listed

    def test_killed(self):
        runs = self.make_many(1500)
        keep, moments, first = 1500, 0, None
        for _ in range(25):
            keep -= 50
            with subprocess.Popen(self.command("cleanup", "--keep", str(keep)), env=self.environment,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
                before = self.names()
                # Killed while it sets apart, changes rows, or deletes.
                wait_for(lambda: process.poll() is not None or self.names() != before, "its work")
                time.sleep(random.uniform(0, 0.03))
                process.kill()
                process.wait()
            moments += any(name.startswith(".") for name in self.names())
            listed = self.check_nothing_between(runs)
            self.assertGreaterEqual(len(listed), keep)
            first = first or listed
        self.assertGreater(moments, 0, "it was never in the middle of something")
        self.assertTrue(self.json("verify")["ok"])
        self.assertLess(len(listed), len(first))

    def test_killed_while_removing_outputs(self):
        runs = self.make_many(800)
        for _ in range(5):
            with subprocess.Popen(self.command("cleanup", "--outputs-older-than", "5"), env=self.environment,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
                before = self.names()
                wait_for(lambda: process.poll() is not None or self.names() != before, "its work")
                time.sleep(random.uniform(0, 0.02))
                process.kill()
                process.wait()
            self.cli("cleanup")
            self.assertEqual(self.names(), set(runs))
            with self.connect() as database:
                for run, kept in database.execute("SELECT id, output_kept FROM runs"):
                    self.assertEqual((self.runs / run / "output.log").exists(), kept == "plain", run)

    def test_a_new_database_takes_in_what_was_set_apart(self):
        """The row's absence says nothing while runs have yet to be found by their folders."""
        run = self.make(40)
        (self.runs / run).rename(self.runs / f".trash-{run}")
        for path in self.data.glob("commandrunner.db*"):
            path.unlink()
        self.cli("cleanup")
        self.assertEqual((self.listed(), self.names()), ([run], {run}))


if __name__ == "__main__":
    unittest.main(verbosity=2)
