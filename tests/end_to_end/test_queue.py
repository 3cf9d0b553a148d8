# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that wait for their turn: policies, the limit, the pause, and who goes on with the queue."""

import os
import signal
import sqlite3
import subprocess
import unittest
from pathlib import Path

from support import CHILD, CommandLineTest, alive, wait_for


class Queue(CommandLineTest):
    def tearDown(self):
        # Nobody shall start what still waits while the rest is ended.
        for record in self.json("runs", "--state", "queued", "--limit", 1000):
            self.cli("stop", record["run"], code=None)

    def popen(self, *words, **more):
        process = subprocess.Popen(self.command(*words), env=self.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        self.addCleanup(process.__exit__, None, None, None)
        self.addCleanup(process.kill)
        return process

    def state(self, run):
        return self.record(run)["state"]

    def states(self):
        self.cli("runs", "--limit", 1)  # records ends that nobody has seen
        with sqlite3.connect(self.data / "commandrunner.db") as database:
            return dict(database.execute("SELECT state, count(*) FROM runs GROUP BY state"))

    def worker(self):
        """The pid of the process that goes on with the queue; None when there is none."""
        for name in os.listdir("/proc"):
            try:
                words = Path(f"/proc/{name}/cmdline").read_bytes().split(b"\0") if name.isdigit() else []
            except OSError:
                continue
            if words[1:3] == [b"queue", b"work"] and str(self.data).encode() in words and alive(int(name)):
                return int(name)
        return None

    def test_policies(self):
        first = self.detach("sleep-forever")
        parallel = self.detach("sleep-forever", options=("--if-running", "parallel"))
        self.assertEqual(self.state(parallel), "running")
        refused = self.cli("exec", "--if-running", "refuse", "--", CHILD, "print", "out", "x", code=126)
        self.assertIn(first.encode(), refused.stderr)
        waiting = self.detach("print", "out", "x", options=("--if-running", "queue"))
        self.assertEqual(self.state(waiting), "queued")
        self.assertEqual([r["run"] for r in self.json("runs", "--state", "queued")], [waiting])
        self.cli("stop", first)
        self.cli("stop", parallel)
        # Nobody but the worker is there to start it.
        wait_for(lambda: self.state(waiting) == "succeeded", "the queued run's end")
        wait_for(lambda: self.worker() is None, "the worker's end")
        self.cli("exec", "--if-running", "never", "--", CHILD, code=125)
        self.cli("exec", "--priority", "1000", "--", CHILD, code=125)

    def test_replace_stops_the_other(self):
        old = self.detach("ignore-term", "print", "out", "ready", "sleep-forever", options=("--grace", "1"))
        wait_for(lambda: self.log(old) == b"ready\n", "the old run")
        done = self.cli("exec", "--if-running", "replace", "--", CHILD, "print", "out", "new")
        self.assertEqual(done.stdout, b"new\n")
        self.assertIn(b"queued: waits for run " + old.encode(), done.stderr)
        self.assertEqual(self.state(old), "stopped")

    def test_a_call_waits_for_its_turn_and_ctrl_c_cancels_it(self):
        self.cli("queue", "limit", 1)
        first = self.detach("sleep-forever")
        second = self.popen("exec", "--", CHILD, "print", "out", "second")
        self.assertIn(b"queued: waits for", second.stderr.readline())
        third = self.popen("exec", "--", CHILD, "print", "out", "third")
        self.assertIn(b"queued: waits for", third.stderr.readline())
        listed = self.json("queue")
        self.assertEqual((listed["running"], listed["queued"], listed["limit"], listed["paused"]), (1, 2, 1, False))
        self.assertEqual([r["waitsFor"] for r in listed["waiting"]], ["limit", "limit"])
        third.send_signal(signal.SIGINT)
        self.assertNotEqual(third.wait(60), 0)
        cancelled = self.json("runs", "--state", "stopped")
        self.assertEqual([(r["argv"][-1], r["started"]) for r in cancelled], [("third", None)])
        self.assertEqual(cancelled[0]["error"], "cancelled before it started")
        waiter = self.popen("wait", listed["waiting"][0]["run"])
        follower = self.popen("output", "--follow", "--raw", listed["waiting"][0]["run"])
        self.cli("stop", first)
        self.assertEqual(second.communicate(timeout=60)[0], b"second\n")
        self.assertEqual(second.returncode, 0)
        self.assertEqual(waiter.wait(60), 0)
        self.assertEqual(follower.communicate(timeout=60)[0], b"second\n")

    def test_pause_priority_start_and_stop(self):
        self.cli("queue", "pause")
        order = self.root / "order"
        runs = {}
        for name in ("a", "b", "c", "d"):
            runs[name] = self.cli("exec", "--detach", "--priority", "high" if name == "c" else "0", "--",
                                  "/bin/sh", "-c", f"echo {name} >> {order}").stdout.decode().strip()
        self.cli("queue", "priority", runs["d"], 50)
        self.cli("stop", runs["b"])
        self.assertEqual([r["run"] for r in self.json("queue", "list")["waiting"]], [runs[n] for n in "dca"])
        self.assertFalse(order.exists())
        self.cli("queue", "start", runs["a"])
        wait_for(lambda: self.state(runs["a"]) == "succeeded", "the run that was started regardless")
        self.cli("queue", "limit", 1)
        self.cli("queue", "resume")
        wait_for(lambda: self.states().get("succeeded") == 3, "the others")
        self.assertEqual(order.read_text().split(), ["a", "d", "c"])
        self.assertEqual(self.state(runs["b"]), "stopped")
        self.cli("queue", "start", runs["a"], code=1)
        for wrong in (("limit", "-1"), ("limit",), ("priority", runs["a"], "urgent"), ("fly",)):
            self.cli("queue", *wrong, code=2)

    def test_eight_at_once(self):
        self.cli("queue", "limit", 2)
        notes = self.root / "notes"
        calls = [self.popen("exec", "--", "/bin/sh", "-c", f"echo {i} >> {notes}") for i in range(8)]
        for call in calls:
            self.assertEqual(call.wait(120), 0, call.stderr.read())
        self.assertEqual(sorted(notes.read_text().split()), [str(i) for i in range(8)])
        # Refused ones: one wins, the others name it.
        calls = [self.popen("exec", "--detach", "--if-running", "refuse", "--", CHILD, "sleep-forever")
                 for _ in range(8)]
        self.assertEqual(sorted(call.wait(120) for call in calls), [0] + 7 * [126])

    def test_killed_workers_lose_nothing_and_run_nothing_twice(self):
        self.cli("queue", "limit", 3)
        self.cli("queue", "pause")
        notes = self.root / "notes"
        count = 40
        for i in range(count):
            self.cli("exec", "--detach", "--", "/bin/sh", "-c", f"echo {i} >> {notes}")
        self.cli("queue", "resume")
        kills = 0

        def finished():
            nonlocal kills
            done = self.states()
            if done.get("succeeded") == count:
                return True
            if pid := self.worker():
                os.kill(pid, signal.SIGKILL)
                kills += 1
            self.cli("queue", "resume")  # starts the next one
            return False

        wait_for(finished, "all runs")
        self.assertEqual(sorted(map(int, notes.read_text().split())), list(range(count)))
        self.assertGreater(kills, 0)

    def test_a_killed_host_frees_its_place(self):
        self.cli("queue", "limit", 1)
        first = self.detach("sleep-forever")
        host = self.host(first)
        waiting = self.detach("print", "out", "x")
        os.kill(host["host"]["pid"], signal.SIGKILL)
        wait_for(lambda: self.state(waiting) == "succeeded", "the queued run's end")
        self.assertEqual(self.state(first), "interrupted")
        child = wait_for(lambda: host["child"]["pid"] or self.host(first)["child"]["pid"], "the child's pid")
        if alive(child):
            os.kill(child, signal.SIGKILL)

    def test_the_environment_is_that_of_who_asked(self):
        self.cli("queue", "pause")
        self.environment["COMMANDRUNNER_TEST_WHO"] = "who asked"
        run = self.detach("env", "COMMANDRUNNER_TEST_WHO")
        self.environment["COMMANDRUNNER_TEST_WHO"] = "who resumed"
        self.cli("queue", "resume")
        wait_for(lambda: self.state(run) == "succeeded", "its end")
        self.assertEqual(self.log(run), b"COMMANDRUNNER_TEST_WHO=who asked\n")


if __name__ == "__main__":
    unittest.main()
