# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs outlive what started them, and what the list says is true."""

import os
import signal
import sqlite3
import subprocess
import unittest

from support import BIN, CHILD, CommandLineTest, alive, wait_for


class Survival(CommandLineTest):
    def test_the_starter_is_killed(self):
        with subprocess.Popen(self.command("exec", "--", CHILD, "tick", "40", "50"), stdout=subprocess.DEVNULL,
                              stdin=subprocess.DEVNULL, env=self.environment) as cli:
            run = wait_for(lambda: self.json("runs"), "the run")[0]["run"]
            wait_for(lambda: self.log(run), "output")
            cli.kill()
        record = self.json("wait", run)
        self.assertEqual((record["state"], record["exitCode"], record["lines"]), ("succeeded", 0, 40))

    def test_the_host_is_killed(self):
        run = self.detach("tick", "10000", "20")
        wait_for(lambda: self.log(run).count(b"\n") >= 3, "some lines")
        host = self.host(run)
        os.kill(host["host"]["pid"], signal.SIGKILL)
        wait_for(lambda: not alive(host["host"]["pid"]), "the host's end")
        record = self.record(run)
        self.assertEqual(record["state"], "interrupted")
        self.assertIsNone(record["exitCode"])
        self.assertGreaterEqual(len(self.cli("output", run).stdout.splitlines()), 3)
        self.assertEqual(record["outputBytes"], len(self.log(run)))

    def test_a_hang_up_does_not_end_it(self):
        run = self.detach("tick", "20", "50")
        os.kill(self.host(run)["host"]["pid"], signal.SIGHUP)
        self.assertEqual(self.json("wait", run)["state"], "succeeded")

    def test_it_ended_while_nobody_looked(self):
        run = self.detach("print-lines", "5")
        wait_for(lambda: (self.data / "runs" / run / "outcome.json").exists(), "the outcome")
        self.assertEqual(self.record(run)["state"], "succeeded")

    def test_a_damaged_database_is_set_aside_and_runs_are_found_again(self):
        run = self.json("exec", "--", CHILD, "print-lines", "5")["run"]
        for suffix in ("-wal", "-shm"):
            (self.data / ("commandrunner.db" + suffix)).unlink(missing_ok=True)
        (self.data / "commandrunner.db").write_bytes(b"this is no database" * 100)
        done = self.cli("runs", "--json")
        self.assertIn(run.encode(), done.stdout)
        self.assertIn(b"damaged", done.stderr)
        self.assertEqual(len(list(self.data.glob("commandrunner.db.corrupt-*"))), 1)

    def test_a_newer_database_is_left_alone(self):
        self.cli("runs")
        with sqlite3.connect(self.data / "commandrunner.db") as database:
            database.execute("PRAGMA user_version = 1000")
        database.close()
        before = (self.data / "commandrunner.db").read_bytes()
        self.assertIn(b"newer", self.cli("runs", code=1).stderr)
        self.cli("exec", "--", CHILD, "exit", 0, code=125)
        self.assertEqual((self.data / "commandrunner.db").read_bytes(), before)

    def test_a_data_folder_without_permission(self):
        if os.geteuid() == 0:
            self.cli("runs", "--data-dir", "/proc/none", code=1)
            return
        self.data.mkdir(mode=0o500)
        self.assertIn(str(self.data).encode(), self.cli("runs", code=1).stderr)

    def test_what_a_run_writes_is_private(self):
        run = self.json("exec", "--", CHILD, "print-lines", "1")["run"]
        for path in [self.data, self.data / "runs" / run, *(self.data / "runs" / run).iterdir()]:
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)

    def test_the_host_alone_refuses_nonsense(self):
        done = subprocess.run([BIN / "commandrunner-host", self.root / "missing"], capture_output=True, timeout=60)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"missing", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
