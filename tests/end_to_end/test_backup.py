# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups of the database and the way back, with whatever goes wrong meanwhile."""

import contextlib
import os
import random
import resource
import signal
import sqlite3
import stat
import subprocess
import threading
import time
import unittest

from support import CHILD, CommandLineTest, wait_for


class Backup(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.database = self.data / "commandrunner.db"

    def run_something(self, *words):
        return self.json("exec", "--", CHILD, *(words or ("print-lines", "3")))["run"]

    def listed(self):
        return {record["run"] for record in self.json("runs", "--limit", "100000")}

    def count(self):
        return len(self.json("runs", "--limit", "100000"))

    def fill(self, rows):
        """Many runs at once, made from one that ran."""
        run = self.run_something()
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            columns = [row[1] for row in database.execute("PRAGMA table_info(runs)")]
            others = [name for name in columns if name not in ("number", "id", "note")]
            names = ", ".join(others)
            database.execute(f"INSERT INTO runs (number, id, note, {names}) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                             f"SELECT i + 1 FROM n WHERE i < ?) SELECT runs.number - i, 'made-' || i, hex(randomblob(400)), "
                             f"{names} FROM runs, n WHERE runs.id = ?", (rows, run))
            database.commit()
        return run

    def lock(self):
        database = sqlite3.connect(self.database, isolation_level=None)
        self.addCleanup(database.close)
        database.execute("BEGIN IMMEDIATE")
        return database

    def test_there_and_back(self):
        first = self.run_something()
        backup = self.cli("backup").stdout.decode().strip()
        self.assertEqual(stat.S_IMODE(os.stat(backup).st_mode), 0o600)
        self.assertTrue(backup.startswith(str(self.data / "backups" / "commandrunner-")), backup)
        later = self.run_something()
        done = self.json("restore", backup)
        self.assertEqual((done["runs"], done["adopted"]), (2, 1))
        self.assertEqual(self.listed(), {first, later})
        kept = sqlite3.connect(done["kept"])
        self.assertEqual(kept.execute("SELECT count(*) FROM runs").fetchone(), (2,))
        kept.close()
        self.assertTrue(self.json("verify")["ok"])
        self.assertTrue(self.json("verify", done["kept"])["ok"])
        self.assertEqual(self.json("runs", "--search", "print-lines")[0]["run"], later)

    def test_a_lost_database(self):
        run = self.run_something()
        target = self.root / "copy.db"
        self.cli("backup", target)
        for name in self.data.glob("commandrunner.db*"):
            name.unlink()
        self.assertEqual(self.json("restore", target)["kept"], "")
        self.assertEqual(self.listed(), {run})

    def test_a_damaged_database(self):
        run = self.run_something()
        target = self.root / "copy.db"
        self.cli("backup", target)
        self.database.write_bytes(b"this is no database" * 1000)
        self.cli("verify", code=1)
        self.cli("backup", self.root / "other.db", code=1)
        self.assertFalse((self.root / "other.db").exists())
        kept = self.json("restore", target)["kept"]
        with open(kept, "rb") as file:
            self.assertTrue(file.read().startswith(b"this is no database"))
        self.assertEqual(self.listed(), {run})

    def test_not_while_others_have_it(self):
        self.run_something()
        target = self.root / "copy.db"
        self.cli("backup", target)
        with contextlib.closing(sqlite3.connect(self.database)) as window:
            window.execute("SELECT count(*) FROM runs").fetchall()
            before = self.database.stat().st_ino
            done = self.cli("restore", target, code=1)
            self.assertIn(b"in use by another program", done.stderr)
            self.assertEqual(self.database.stat().st_ino, before)
        self.assertEqual(list(self.data.glob("*before-restore*")) + list(self.data.glob("*restoring*")), [])
        self.cli("restore", target)

    def test_what_is_no_backup(self):
        run = self.run_something()
        strange = self.root / "strange.db"
        strange.write_bytes(b"no database at all" * 100)
        foreign = self.root / "foreign.db"
        with contextlib.closing(sqlite3.connect(foreign)) as database:
            database.execute("CREATE TABLE t (a)")
        newer = self.root / "newer.db"
        self.cli("backup", newer)
        with contextlib.closing(sqlite3.connect(newer)) as database:
            database.execute("PRAGMA user_version = 1000")
        damaged = self.root / "damaged.db"
        self.cli("backup", damaged)
        content = bytearray(damaged.read_bytes())
        content[-8192:-4096] = os.urandom(4096)
        damaged.write_bytes(content)
        for file in (strange, foreign, newer, damaged, self.root / "missing.db", self.database):
            self.cli("restore", file, code=1)
            self.assertEqual(self.listed(), {run}, file)
        for file in (strange, foreign, newer, damaged, self.root / "missing.db"):
            self.cli("verify", file, code=1)
        self.assertIn(b"newer version", self.cli("verify", newer, code=1).stderr)
        for file in (strange, foreign):  # not overwritten, either
            before = file.read_bytes()
            self.cli("backup", file, code=1)
            self.assertEqual(file.read_bytes(), before)
        self.cli("backup", self.database, code=1)
        self.assertEqual(self.listed(), {run})

    def test_an_index_that_does_not_fit(self):
        self.run_something()
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            database.execute("DROP TRIGGER texts_added")
            database.execute("INSERT INTO texts (text) VALUES ('nobody finds this')")
            database.commit()
        done = self.json("verify", code=1)
        self.assertIn("index of the search", " ".join(done["findings"]))
        self.assertEqual(list(self.data.glob("verify-*")), [])

    def test_folders_and_rows_are_counted(self):
        run = self.run_something()
        (self.data / "runs" / run).rename(self.data / "runs" / "nobody-knows")
        done = self.json("verify")
        self.assertEqual((done["foldersWithoutRow"], done["rowsWithoutFolder"]), (1, 1))

    def test_the_disk_is_full(self):
        self.fill(3000)
        target = self.root / "copy.db"
        self.cli("backup", target)
        before = target.read_bytes()

        def little():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
        self.assertGreater(len(before), 2 << 20)
        done = self.cli("backup", target, code=1, preexec_fn=little)
        self.assertIn(b"full", done.stderr)
        self.assertEqual(target.read_bytes(), before)
        rows = self.count()
        self.cli("restore", target, code=1, preexec_fn=little)
        self.assertEqual(self.count(), rows)
        self.assertEqual(list(self.root.glob("*.part*")) + list(self.data.glob("*restoring*")), [])

    def test_a_locked_database(self):
        """Somebody writes for ten seconds: a copy does not wait for it, the way back is refused."""
        self.run_something()
        target = self.root / "copy.db"
        writer = self.lock()
        started = time.monotonic()
        self.cli("backup", target)
        self.assertLess(time.monotonic() - started, 10)
        self.assertTrue(self.json("verify", target)["ok"])
        self.assertTrue(self.json("verify")["ok"])
        self.assertIn(b"in use", self.cli("restore", target, code=1).stderr)
        writer.execute("ROLLBACK")

    def test_a_folder_that_cannot_be_written(self):
        self.run_something()
        place = self.root / "place"
        place.mkdir()
        target = place / "copy.db"
        nobody = {}
        if os.geteuid() == 0:  # who may write anywhere
            for path in [self.root, *self.root.rglob("*")]:
                os.chown(path, 65534, 65534)
            nobody = {"user": 65534, "group": 65534, "extra_groups": []}
        self.data.chmod(0o500)
        self.addCleanup(self.data.chmod, 0o700)
        self.cli("backup", target, **nobody)
        self.assertTrue(self.json("verify", **nobody)["ok"])
        for words in (("restore", target), ("backup",), ("cleanup", "--keep", "1")):
            self.assertIn(b"No permission", self.cli(*words, code=1, **nobody).stderr)

    def test_restored_while_others_start(self):
        """Whoever opens the database just then has the old one or the new one, never something of both."""
        self.fill(200)
        target = self.root / "copy.db"
        self.cli("backup", target)
        stop = threading.Event()
        failures = []

        def others():
            while not stop.is_set():
                done = self.cli("runs", "--limit", "1", code=None)
                if done.returncode != 0:
                    failures.append(done.stderr)
                stop.wait(random.uniform(0, 0.2))
        threads = [threading.Thread(target=others) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            restored = 0
            end = time.monotonic() + 60
            while restored < 10 and time.monotonic() < end:
                done = self.cli("restore", target, code=None)
                restored += done.returncode == 0
                if done.returncode != 0:
                    self.assertIn(b"in use", done.stderr)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        self.assertGreater(restored, 0)
        self.assertEqual(failures, [])
        self.assertTrue(self.json("verify")["ok"])
        self.assertEqual(self.count(), 201)

    def killed(self, *words):
        """The command line, killed at a random moment; whether it got to its end."""
        with subprocess.Popen(self.command(*words), env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(random.uniform(0.01, self.usual))
            process.kill()
            return process.wait() == 0

    def measure(self, *words):
        started = time.monotonic()
        self.cli(*words)
        self.usual = 1.1 * (time.monotonic() - started)

    def test_killed_while_copying(self):
        self.fill(20000)
        target = self.root / "copy.db"
        self.measure("backup", target)
        ended = 0
        for _ in range(20):
            ended += self.killed("backup", target)
            self.assertTrue(self.json("verify", target)["ok"])
        self.assertLess(ended, 20)
        self.cli("backup", target)
        self.assertEqual(sorted(path.name for path in self.root.glob("copy*")), ["copy.db"])
        self.assertEqual(self.count(), 20001)

    def test_killed_while_restoring(self):
        self.fill(5000)
        target = self.root / "copy.db"
        self.cli("backup", target)
        later = self.run_something()
        self.measure("restore", target)
        ended = 0
        for _ in range(20):
            ended += self.killed("restore", target)
            # What it was before, or what was restored: sound, and nothing is missing from it.
            self.assertIn(later, self.listed())
            self.assertEqual(self.count(), 5002)
            self.assertTrue(self.json("verify")["ok"])
        self.assertLess(ended, 20)
        wait_for(lambda: self.cli("restore", target, code=None).returncode == 0, "a restoration")
        self.assertEqual(list(self.data.glob("*restoring*")), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
