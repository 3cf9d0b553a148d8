# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs outlive what started them, and what the list says is true."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import threading
import unittest
from datetime import datetime
from pathlib import Path

from support import BIN, CHILD, CommandLineTest, alive, wait_for


def identity(pid):
    """A process as host.json names it: boot and start, as the pid alone comes back."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return {"pid": pid, "startTime": boot + ":" + Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]}


def state(pid):
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


class NewerHost:
    """A host of a version that nobody knows yet: a socket, a folder, and what it was asked."""

    def __init__(self, test, run):
        self.folder = test.data / "runs" / run
        self.folder.mkdir(parents=True, mode=0o700)
        self.heard = []
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(test.root / "host.sock"))
        self.socket.listen()
        self.write("request.json", {"version": 1, "runId": run, "name": "later", "argv": [CHILD]})
        (self.folder / "output.log").write_bytes(b"one\ntwo\n")
        (self.folder / "output.idx").write_bytes(struct_record(0, 8))
        self.write("host.json", {"protocol": 99, "host": identity(os.getpid()), "child": {"pid": 4711, "startTime": "x"},
                                 "socket": str(test.root / "host.sock"), "mood": "good"})
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def write(self, name, value):
        (self.folder / (name + ".new")).write_text(json.dumps(value))
        os.replace(self.folder / (name + ".new"), self.folder / name)

    def serve(self):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(client,), daemon=True).start()

    def talk(self, client):
        try:
            self.converse(client)
        except OSError:
            pass  # a reader may go at any time

    def converse(self, client):
        with client, client.makefile("rwb") as stream:
            stream.write(b'{"type":"hello","protocol":99,"language":"new"}\n{"type":"weather","sun":true}\n'
                         b'{"type":"started","pid":4711}\n{"type":"size","bytes":8}\n')
            stream.flush()
            for line in stream:
                self.heard.append(json.loads(line)["type"])
                if self.heard[-1] == "terminate":
                    outcome = {"version": 99, "state": "stopped", "signal": 15, "exitCode": -1, "outputBytes": 8, "lines": 2,
                               "mood": "bad", "started": "2026-11-20T13:00:00.000Z", "ended": "2026-11-20T13:04:10.000Z"}
                    self.write("outcome.json", outcome)
                    stream.write(json.dumps({"type": "finished", "outcome": outcome}).encode() + b"\n")
                    stream.flush()
                    return

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join()


def struct_record(offset, length):
    return offset.to_bytes(8, "little") + length.to_bytes(4, "little") + bytes(4) + (1_700_000_000_000).to_bytes(8, "little")


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

    def test_the_whole_session_is_told_to_go(self):
        """As at a logout: SIGHUP, then SIGTERM, to everything of the starter's session and group."""
        starter = subprocess.Popen(["/bin/sh", "-c", '"$@" & wait', "sh",
                                    *self.command("exec", "--", CHILD, "tick", "60", "30")],
                                   stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=self.environment,
                                   start_new_session=True)
        run = wait_for(lambda: self.json("runs"), "the run")[0]["run"]
        wait_for(lambda: self.log(run), "output")
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(starter.pid, number)
            except ProcessLookupError:
                pass
        starter.wait(60)
        record = self.json("wait", run)
        self.assertEqual((record["state"], record["exitCode"], record["lines"]), ("succeeded", 0, 60))

    def test_the_host_is_asked_to_end(self):
        """As at a shutdown: the program is stopped in order, and that is told."""
        run = self.detach("exit-on-term", "7", "print", "out", "ready", "sleep-forever")
        wait_for(lambda: self.log(run), "output")
        os.kill(self.host(run)["host"]["pid"], signal.SIGTERM)
        record = self.json("wait", run)
        self.assertEqual((record["state"], record["exitCode"]), ("stopped", 7))
        self.assertIn("SIGTERM", record["error"])

    def test_the_host_is_suspended(self):
        run = self.detach("print", "out", "ready", "tick", "40", "10", "exit", "3")
        wait_for(lambda: self.log(run), "output")
        host = self.host(run)["host"]["pid"]
        os.kill(host, signal.SIGSTOP)
        try:
            wait_for(lambda: state(host) == "T", "the host's stop")
            self.assertEqual(self.record(run)["state"], "running")
            with subprocess.Popen(self.command("wait", run, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  stdin=subprocess.DEVNULL, env=self.environment) as waiting:
                self.assertIn(b"kill -CONT", waiting.stderr.readline())
                os.kill(host, signal.SIGCONT)
                record = json.loads(waiting.communicate(timeout=60)[0])
        finally:
            if alive(host):
                os.kill(host, signal.SIGCONT)
        self.assertEqual((record["state"], record["exitCode"], record["lines"]), ("failed", 3, 41))
        self.assertEqual(self.log(run).count(b"\n"), 41)

    def test_stop_does_not_wait_for_a_suspended_host(self):
        run = self.detach("sleep-forever")
        host = wait_for(lambda: self.host(run)["child"]["pid"] and self.host(run), "the child")["host"]["pid"]
        os.kill(host, signal.SIGSTOP)
        try:
            wait_for(lambda: state(host) == "T", "the host's stop")
            self.assertIn(b"suspended", self.cli("stop", run, code=1).stderr)
            self.assertEqual(self.record(run)["state"], "running")
        finally:
            os.kill(host, signal.SIGCONT)
        self.assertEqual(self.json("wait", run)["state"], "stopped")  # what was asked is not lost

    def test_the_program_is_suspended(self):
        run = self.detach("tick", "40", "10")
        wait_for(lambda: self.log(run), "output")
        child = self.host(run)["child"]["pid"]
        os.kill(child, signal.SIGSTOP)
        wait_for(lambda: state(child) == "T", "the program's stop")
        self.assertEqual(self.record(run)["state"], "running")
        os.kill(child, signal.SIGCONT)
        record = self.json("wait", run)
        self.assertEqual((record["state"], record["lines"]), ("succeeded", 40))

    def test_an_interrupted_run_says_since_when(self):
        run = self.detach("print-lines", "3", "sleep-forever")
        wait_for(lambda: self.log(run).count(b"\n") == 3, "output")
        index = self.data / "runs" / run / "output.idx"
        wait_for(lambda: index.stat().st_size >= 24, "records")
        last = int.from_bytes(index.read_bytes()[-8:], "little") / 1000
        host = self.host(run)
        os.kill(host["host"]["pid"], signal.SIGKILL)
        wait_for(lambda: not alive(host["host"]["pid"]), "the host's end")
        record = self.record(run)
        os.kill(host["child"]["pid"], signal.SIGKILL)
        self.assertEqual(record["state"], "interrupted")
        self.assertAlmostEqual(datetime.fromisoformat(record["ended"]).timestamp(), last, delta=0.01)
        self.assertIn(b"last sign of life", self.cli("wait", run).stdout)

    def test_a_pid_that_came_back_is_not_the_host(self):
        """host.json names a process that lives, and is another."""
        run = self.detach("print-lines", "2", "sleep-forever")
        wait_for(lambda: self.log(run).count(b"\n") == 2, "output")
        host = self.host(run)
        os.kill(host["host"]["pid"], signal.SIGKILL)
        wait_for(lambda: not alive(host["host"]["pid"]), "the host's end")
        os.kill(host["child"]["pid"], signal.SIGKILL)
        with subprocess.Popen([CHILD, "sleep-forever"]) as foreign:
            forged = dict(host, host={"pid": foreign.pid, "startTime": host["host"]["startTime"]})
            (self.data / "runs" / run / "host.json").write_text(json.dumps(forged))
            self.assertEqual(self.record(run)["state"], "interrupted")
            self.assertIsNone(foreign.poll())
            foreign.kill()
        # The same with its real start time would be the host: the test can tell.
        other = self.detach("sleep-forever")
        self.assertEqual(self.record(other)["state"], "running")
        self.assertEqual(self.host(other)["host"], identity(self.host(other)["host"]["pid"]))

    def test_a_newer_host_is_shown_and_stopped(self):
        run = "20261120-130000-aaaaaa"
        newer = NewerHost(self, run)
        self.addCleanup(newer.close)
        self.assertEqual(self.record(run)["state"], "running")
        self.assertEqual(self.cli("output", run).stdout, b"one\ntwo\n")
        refused = self.cli("input", run, input=b"x\n", code=1)
        self.assertIn(b"newer version", refused.stderr)
        record = json.loads(self.cli("stop", run, "--json").stdout)
        self.assertEqual((record["state"], record["signal"], record["lines"]), ("stopped", 15, 2))
        self.assertEqual(newer.heard, ["terminate"])

    def test_limits(self):
        done = self.cli("exec", "--json", "--cpu-time", "1", "--nice", "7", "--", CHILD, "niceness", "burn", code=128 + 24)
        record = json.loads(done.stdout)
        self.assertIn("SIGXCPU", record["error"])
        self.assertGreaterEqual(record["cpuMs"], 900)
        self.assertEqual(self.log(record["run"]), b"7\n")
        record = json.loads(self.cli("exec", "--json", "--processes", "10", "--", CHILD, "crowd", "20", "sleep-forever",
                                     code=None).stdout)
        self.assertEqual(record["state"], "failed")
        self.assertIn("21 processes", record["error"])
        self.assertEqual(self.cli("exec", "--memory", "100MB", "--", CHILD, "allocate", "300000000", code=7).stdout, b"refused\n")
        for words in (("--memory", "much"), ("--nice", "20"), ("--nice", "-1"), ("--cpu-time", "soon"), ("--processes", "x")):
            self.assertIn(words[0].encode(), self.cli("exec", *words, "--", CHILD, code=125).stderr)

    def test_limits_of_a_command_are_remembered(self):
        script = self.write("project/gently.sh", f"#!/bin/sh\nexec {CHILD} niceness\n", executable=True)
        command = next(c for c in self.json("list", "--folder", script.parent) if "gently" in c["name"])
        with sqlite3.connect(self.data / "commandrunner.db") as database:
            database.execute("INSERT INTO command_settings (absolute_id, json) VALUES (?, ?)",
                             (f"{command['folder']}/{command['id']}", json.dumps({"limits": {"niceness": 9}})))
        database.close()
        words = ("run", command["id"], "--folder", script.parent, "--trust")
        self.assertEqual(self.cli(*words).stdout, b"9\n")
        self.assertEqual(self.cli(*words, "--nice", "11").stdout, b"11\n")
        self.assertEqual(self.cli(*words, "--nice", "0").stdout, b"0\n")

    def test_what_is_left_running_and_what_it_took(self):
        record = json.loads(self.cli("exec", "--json", "--", CHILD, "daemon", "print", "out", "x", "--", "sleep-forever").stdout)
        self.assertEqual(record["state"], "succeeded")
        self.assertEqual(len(record["leftRunning"]), 1)
        name, pid = record["leftRunning"][0].rstrip(")").split(" (")
        self.assertEqual(name, "testchild")
        self.assertTrue(alive(int(pid)))
        os.kill(int(pid), signal.SIGKILL)
        self.assertEqual(record["survivors"], [])
        for key in ("cpuMs", "writtenBytes"):
            self.assertGreaterEqual(record[key], 0, key)
        self.assertIn("peakMemoryBytes", record)

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
