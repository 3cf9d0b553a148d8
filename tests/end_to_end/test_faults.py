# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is promised when things break at the worst moment, and that it holds.

Programs are killed, or told that the disk is full, at each step of what they do to files (tests/support/
faultshim_linux.cpp). COMMANDRUNNER_FAULTS=all takes every step, else every few; the table is printed in the end.
"""

import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import time
import unittest
from pathlib import Path

from support import BIN, CHILD, CommandLineTest, alive, wait_for

SHIM = Path(os.environ["COMMANDRUNNER_TEST_BIN_DIR"]) / "faultshim.so"
EVERY = 1 if os.environ.get("COMMANDRUNNER_FAULTS") == "all" else 4
LINES = 50
OUTPUT = b"".join(b"line %d\n" % n for n in range(1, LINES + 1))
FINAL = {"succeeded", "failed", "stopped", "timed-out", "failed-to-start", "interrupted"}
table = []


def note(fault, promise, repetitions, seen):
    table.append((fault, promise, repetitions, seen))


def tearDownModule():
    print("\nfault | promise | repetitions | seen")
    for row in table:
        print(" | ".join(map(str, row)))


class Faults(CommandLineTest):
    def setUp(self):
        super().setUp()
        # A data folder that knows one run already.
        self.first = self.json("exec", "--", CHILD, "print-lines", LINES)["run"]
        self.assertEqual(self.log(self.first), OUTPUT)

    def copies(self, name):
        """Fresh copies of the data folder, by number."""
        with sqlite3.connect(self.data / "commandrunner.db") as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()

        def copy(number):
            folder = self.root / f"{name}-{number}"
            shutil.copytree(self.data, folder)
            return folder
        return copy

    def shim(self, folder, program, **settings):
        return dict(self.environment, LD_PRELOAD=str(SHIM), COMMANDRUNNER_DATA_DIR=str(folder), FAULT_PROGRAM=program,
                    FAULT_FOLDER=str(folder), **{"FAULT_" + key: str(value) for key, value in settings.items()})

    def execute(self, environment, *child):
        return subprocess.run(self.command("exec", "--raw", "--", CHILD, *child), env=environment, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=120)

    def steps(self, folder, program):
        """How many steps the program takes in a run that goes well."""
        report = self.root / "steps"
        done = self.execute(self.shim(folder, program, AT=0, REPORT=report), "print-lines", str(LINES))
        self.assertEqual(done.stdout, OUTPUT)
        return int(wait_for(lambda: report.exists() and report.read_text(), "the number of steps"))

    def in_folder(self, folder, *words, code=0):
        done = subprocess.run(self.command(*words), env=dict(self.environment, COMMANDRUNNER_DATA_DIR=str(folder)),
                              capture_output=True, stdin=subprocess.DEVNULL, timeout=120)
        self.assertEqual(done.returncode, code, f"{words} in {folder}: {done.stderr[-2000:]}")
        return done.stdout

    def runs(self, folder):
        return json.loads(self.in_folder(folder, "runs", "--json", "--limit", "20000"))

    def hosts_have_ended(self, folder):
        for file in (folder / "runs").glob("*/host.json"):
            if alive(json.loads(file.read_text())["host"]["pid"]):
                return False
        return True

    def all_ended(self, folder):
        records = self.runs(folder)
        return records if all(record["state"] in FINAL for record in records) else None

    def check(self, folder, label):
        """What holds after any fault: the earlier run is whole, every run has one end, told twice alike."""
        wait_for(lambda: self.hosts_have_ended(folder), f"{label}: the hosts' end")
        # A run without a host counts as starting for 15 s.
        records = wait_for(lambda: self.all_ended(folder), f"{label}: the end of every run")
        self.assertEqual(records, self.runs(folder), label)
        states = {record["run"]: record["state"] for record in records}
        self.assertEqual(states.get(self.first), "succeeded", label)
        self.assertEqual((folder / "runs" / self.first / "output.log").read_bytes(), OUTPUT, label)
        for record in records:
            log = folder / "runs" / record["run"] / "output.log"
            kept = log.read_bytes() if log.exists() else b""
            self.assertTrue(OUTPUT.startswith(kept), f"{label}: {kept[-200:]}")
            self.assertEqual(record["outputBytes"], len(kept), f"{label}: {record}")
            if record["state"] == "succeeded" and record["outputLostFrom"] is None:
                self.assertEqual(kept, OUTPUT, label)
        with sqlite3.connect(folder / "commandrunner.db") as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)], label)
        database.close()
        return [record for record in records if record["run"] != self.first]

    def sweep(self, program, check, **settings):
        """The fault at one step after the other; `check` gets the finished command line and the new runs' records."""
        copy = self.copies(program + settings.get("KIND", ""))
        total = self.steps(copy(0), program)
        places = range(1, total + 2, EVERY)
        done = {at: self.execute(self.shim(copy(at), program, AT=at, **settings), "print-lines", str(LINES))
                for at in places}
        seen = {}
        for at in places:
            label = f"{program} {settings} at step {at} of {total}"
            new = self.check(self.root / f"{program}{settings.get('KIND', '')}-{at}", label)
            self.assertLessEqual(len(new), 1, label)
            check(done[at], new, label)
            word = new[0]["state"] if new else "no run"
            seen[word] = seen.get(word, 0) + 1
        return len(places), ", ".join(f"{count} × {word}" for word, count in sorted(seen.items()))

    def test_the_starter_is_killed_at_each_step(self):
        def check(done, new, label):
            if new and new[0]["state"] != "succeeded":
                # The host had not been started.
                self.assertEqual(new[0]["state"], "interrupted", label)
                self.assertEqual(new[0]["outputBytes"], 0, label)
            if done.stdout:
                self.assertEqual(new[0]["state"], "succeeded", label)
        count, seen = self.sweep("commandrunner-cli", check)
        note("starter killed -9 at each step (before row … after outcome)",
             "no run, or one that ends whole; never one that runs for ever", count, seen)

    def test_the_host_is_killed_at_each_step(self):
        def check(done, new, label):
            self.assertEqual(len(new), 1, label)
            self.assertIn(new[0]["state"], ("interrupted", "succeeded"), label)
            if new[0]["state"] == "interrupted":
                self.assertEqual(done.returncode, 125, label)
            else:
                self.assertEqual((done.returncode, done.stdout), (0, OUTPUT), label)
        count, seen = self.sweep("commandrunner-host", check)
        note("host killed -9 at each step", "interrupted, output so far kept and readable", count, seen)

    def test_the_disk_is_full_for_the_host(self):
        def check(done, new, label):
            self.assertEqual(len(new), 1, label)
            self.assertNotEqual(done.returncode, None, label)
        count, seen = self.sweep("commandrunner-host", check, KIND="ENOSPC")
        note("disk full from each step on, host", "the child goes on, what was written stays, the end is told", count,
             seen)

    def test_the_disk_is_full_for_a_moment(self):
        def check(done, new, label):
            self.assertEqual(len(new), 1, label)
            self.assertIn(new[0]["state"], ("succeeded", "failed-to-start"), label)
        count, seen = self.sweep("commandrunner-host", check, KIND="ENOSPC", COUNT=1)
        note("disk full at each single step, host", "the end is recorded; what output is missing is said", count, seen)

    def test_the_disk_is_full_for_the_starter(self):
        def check(done, new, label):
            if done.returncode != 0:
                self.assertEqual(done.returncode, 125, f"{label}: {done.stderr}")
                self.assertTrue(done.stderr.strip(), label)
        count, seen = self.sweep("commandrunner-cli", check, KIND="ENOSPC")
        note("disk full from each step on, starter", "125 and a message, or a whole run", count, seen)

    def test_the_folder_is_read_only(self):
        before = self.digest(self.data)
        done = self.execute(self.shim(self.data, "commandrunner-cli", KIND="EROFS", AT=1), "print-lines", str(LINES))
        self.assertEqual(done.returncode, 125)
        self.assertIn(str(self.data).encode(), done.stderr)
        self.assertEqual(self.digest(self.data), before)
        note("read-only data folder", "125, the message names the folder, nothing is touched", 1, "as promised")

    def digest(self, folder):
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*"))
                if path.is_file() and not path.name.endswith(("-shm", "-wal"))}

    def test_the_database_is_locked_for_ten_seconds(self):
        self.copies("lock")
        with sqlite3.connect(self.data / "commandrunner.db") as database:
            database.execute("BEGIN IMMEDIATE")
            with subprocess.Popen(self.command("exec", "--raw", "--", CHILD, "print-lines", str(LINES)),
                                  env=self.environment, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as waiting:
                time.sleep(10)  # the fault itself
                database.rollback()
                output, _ = waiting.communicate(timeout=120)
        database.close()
        self.assertEqual((waiting.returncode, output), (0, OUTPUT))
        self.check(self.data, "locked")
        note("database locked for 10 s", "what was asked waits and is done", 1, "succeeded")

    def test_the_database_is_damaged(self):
        count = 20 if EVERY == 1 else 5
        seen = {"read on": 0, "set aside": 0}
        copy = self.copies("damaged")
        dice = random.Random(4)
        for number in range(2 * count):
            folder = copy(number)
            file = folder / "commandrunner.db"
            content = bytearray(file.read_bytes())
            if number % 2:
                del content[dice.randrange(1, len(content)):]
            else:
                for _ in range(dice.choice((1, 10, 1000))):
                    content[dice.randrange(len(content))] = dice.randrange(256)
            file.write_bytes(content)
            done = subprocess.run(self.command("exec", "--raw", "--", CHILD, "print-lines", str(LINES)),
                                  env=dict(self.environment, COMMANDRUNNER_DATA_DIR=str(folder)), capture_output=True,
                                  stdin=subprocess.DEVNULL, timeout=120)
            # Works as before, works with a new database, or says which file is damaged: it never crashes.
            self.assertIn(done.returncode, (0, 125), done.stderr)
            aside = list(folder.glob("commandrunner.db.corrupt-*"))
            if done.returncode == 0:
                self.assertEqual(done.stdout, OUTPUT)
            else:
                self.assertIn(b"commandrunner.db", done.stderr)
            if aside:
                self.assertIn(self.first.encode(), self.in_folder(folder, "runs", "--json"))
            seen["set aside" if aside else "read on"] += 1
            # Whatever became of the database: outputs are plain files.
            self.assertEqual((folder / "runs" / self.first / "output.log").read_bytes(), OUTPUT)
        note("database cut or bytes flipped", "runs from a new one, the damaged kept aside; outputs untouched",
             2 * count, ", ".join(f"{n} × {word}" for word, n in seen.items()))

    def test_the_clock_jumps(self):
        clock = self.root / "clock"
        jumps = (-86400, 86400, -30, 30, 0, 10**7, -10**7)
        for at, jump in enumerate(jumps):
            clock.write_text("0")
            environment = dict(self.environment, LD_PRELOAD=str(SHIM), FAULT_CLOCK=str(clock))
            with subprocess.Popen(self.command("exec", "--raw", "--", CHILD, "tick", "20", "20"), env=environment,
                                  stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as following:
                following.stdout.readline()
                clock.write_text(str(jump))
                # Whoever looks meanwhile must not declare it dead, either.
                looked = subprocess.run(self.command("runs", "--json", "--limit", "1"), env=environment,
                                        capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
                self.assertEqual(len(json.loads(looked.stdout)), 1)
                following.communicate(timeout=120)
            self.assertEqual(following.returncode, 0, jump)
            # Rows lie in the order of the clock as it was.
            ended = [r for r in self.json("runs", "--limit", 1000) if r["run"] != self.first]
            self.assertEqual(len(ended), at + 1)
            for record in ended:
                self.assertEqual((record["state"], record["lines"]), ("succeeded", 20), jump)
        note("clock jumps by up to 115 days while a run goes", "it goes on and succeeds", len(jumps), "succeeded")

    def test_the_window_is_killed_again_and_again(self):
        """Runs are started without end by what the window is made of, which is killed at random moments."""
        kills, starts, size = (50, 40, 300000) if EVERY == 1 else (8, 10, 100000)
        dice = random.Random(7)
        asked = {}
        starter = Path(os.environ["COMMANDRUNNER_TEST_BIN_DIR"]) / "runstarter"
        environment = dict(self.environment, COMMANDRUNNER_HOST=str(BIN / "commandrunner-host"))
        for kill in range(kills):
            with subprocess.Popen([starter, self.data, CHILD, str(kill * starts), str(starts), str(size)],
                                  env=environment, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as window:
                time.sleep(dice.uniform(0.01, 1.2 if EVERY == 1 else 0.6))  # the moment is what is random here
                window.kill()
                for line in window.stdout.read().decode().splitlines():
                    if line.startswith("asked "):
                        _, run, seed = line.split()
                        asked[run] = seed
        # The last one lives long enough.
        done = subprocess.run([starter, self.data, CHILD, "0", "0", "0"], env=environment, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=300)
        self.assertIn(b"idle", done.stdout)
        # A run without a host counts as starting for 15 s.
        everything = wait_for(lambda: self.all_ended(self.data), "the end of every run")
        records = {r["run"]: r for r in everything if r["run"] != self.first}
        self.assertLessEqual(set(records), set(asked))
        seen = {}
        for run, record in records.items():
            seen[record["state"]] = seen.get(record["state"], 0) + 1
            if record["state"] == "succeeded":
                expected = subprocess.run([CHILD, "random", str(size), asked[run]], capture_output=True, timeout=60)
                self.assertEqual(hashlib.sha256(self.log(run)).digest(), hashlib.sha256(expected.stdout).digest(), run)
            else:
                # Killed between its row and its host: it never began.
                self.assertEqual((record["state"], record["outputBytes"]), ("interrupted", 0), run)
                self.assertFalse((self.data / "runs" / run / "host.json").exists(), run)
        folders = {path.name for path in (self.data / "runs").iterdir()} - {self.first}
        self.assertLessEqual(folders, set(records))
        note(f"window's run service killed -9 {kills} times while it starts runs",
             "every run that began ends, is listed, and its log is the child's, byte for byte (SHA-256)", len(records),
             ", ".join(f"{n} × {state}" for state, n in sorted(seen.items())))

    def test_ten_thousand_folders_are_found_again(self):
        count = 10000 if EVERY == 1 else 1000
        template = self.data / "runs" / self.first
        request = json.loads((template / "request.json").read_text())
        files = {name: (template / name).read_bytes() for name in ("host.json", "outcome.json", "output.idx")}
        for number in range(count):
            run = f"20250101-000000-{number:06d}"
            folder = self.data / "runs" / run
            folder.mkdir(mode=0o700)
            (folder / "request.json").write_text(json.dumps(dict(request, runId=run)))
            (folder / "output.log").write_bytes(OUTPUT)
            for name, content in files.items():
                (folder / name).write_bytes(content)
        for file in self.data.glob("commandrunner.db*"):
            file.unlink()
        records = self.runs(self.data)
        self.assertEqual(len(records), count + 1)
        self.assertEqual({record["state"] for record in records}, {"succeeded"})
        note(f"database lost, {count + 1} run folders", "every run is listed again", 1, f"{len(records)} of {count + 1}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
