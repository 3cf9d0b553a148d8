# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: a fresh data folder, the command line, waiting for conditions."""

import fcntl
import json
import os
import pty
import select
import shutil
import struct
import subprocess
import tempfile
import termios
import time
import unittest
from pathlib import Path

BIN = Path(os.environ["COMMANDRUNNER_BIN_DIR"])
CHILD = str(Path(os.environ["COMMANDRUNNER_TEST_BIN_DIR"]) / "testchild")
SOURCE = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds; how long a condition may take on a slow machine before the test fails


def wait_for(condition, what, patience=PATIENCE):
    """The first true value that condition() returns."""
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for: {what}")
        time.sleep(0.02)


def alive(pid):
    """A process that runs; one that has ended and waits for its parent does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


class CommandLineTest(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="commandrunner-test-"))
        self.data = self.root / "data"
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.addCleanup(self.stop_everything)
        self.environment = dict(os.environ, COMMANDRUNNER_DATA_DIR=str(self.data))

    def command(self, *words):
        return [str(BIN / "commandrunner-cli"), *map(str, words)]

    def cli(self, *words, input=b"", code=0, timeout=120, **more):
        """Runs the command line to its end and checks the exit code; returns the finished process (bytes)."""
        done = subprocess.run(self.command(*words), input=input, capture_output=True, timeout=timeout,
                              env=self.environment, **more)
        if code is not None:
            self.assertEqual(done.returncode, code, f"{words}: {done.stdout[-2000:]} {done.stderr[-2000:]}")
        return done

    def json(self, *words, **more):
        return json.loads(self.cli(words[0], "--json", *words[1:], **more).stdout)

    def detach(self, *words, options=()):
        return self.cli("exec", "--detach", *options, "--", CHILD, *words).stdout.decode().strip()

    def record(self, run):
        for record in self.json("runs", "--limit", 1000):
            if record["run"] == run:
                return record
        raise AssertionError(f"{run} is not in the list of runs")

    def host(self, run):
        """What the run's host says of itself; waits for it."""
        def read():
            try:
                return json.loads((self.data / "runs" / run / "host.json").read_text())
            except (OSError, ValueError):
                return None
        return wait_for(read, "the host's description")

    def log(self, run):
        path = self.data / "runs" / run / "output.log"
        return path.read_bytes() if path.exists() else b""

    def stop_everything(self):
        if not (self.data / "commandrunner.db").exists():
            return
        done = subprocess.run(self.command("runs", "--state", "running", "--json"), capture_output=True,
                              env=self.environment, timeout=60, stdin=subprocess.DEVNULL)
        for record in json.loads(done.stdout or b"[]"):
            subprocess.run(self.command("stop", record["run"], "--kill"), capture_output=True, env=self.environment,
                           timeout=60, stdin=subprocess.DEVNULL)

    def write(self, path, text, executable=False):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if executable:
            path.chmod(0o755)
        return path


class Terminal:
    """The command line in a terminal of its own, as a person has it."""

    def __init__(self, test, *words, size=(80, 24)):
        self.master, slave = pty.openpty()
        self.seen = b""
        self.resize(*size)

        def take_terminal():
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(test.command(*words), stdin=slave, stdout=slave, stderr=slave,
                                        env=test.environment, start_new_session=True, preexec_fn=take_terminal)
        os.close(slave)

    def __enter__(self):
        return self

    def __exit__(self, *what):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys):
        os.write(self.master, keys)

    def type_all(self, keys):
        """More than the terminal takes at once."""
        end = time.monotonic() + PATIENCE
        while keys and time.monotonic() < end:
            self.read()
            if select.select([], [self.master], [], 0.05)[1]:
                keys = keys[os.write(self.master, keys[:4096]):]

    def echoes(self):
        return bool(termios.tcgetattr(self.master)[3] & termios.ECHO)

    def read(self):
        """What has come by now; False when nothing will any more."""
        while select.select([self.master], [], [], 0)[0]:
            try:
                got = os.read(self.master, 65536)
            except OSError:
                return False
            if not got:
                return False
            self.seen += got
        return True

    def wait_for(self, text):
        """Until the text is shown."""
        end = time.monotonic() + PATIENCE
        while text not in self.seen:
            if not self.read() and text not in self.seen or time.monotonic() > end:
                raise AssertionError(f"waited in vain for {text} in {self.seen[-2000:]}")
            time.sleep(0.01)

    def end(self):
        """Its exit code; what it still prints is taken."""
        def ended():
            self.read()
            return self.process.poll() is not None
        wait_for(ended, "the end of the command line")
        return self.process.returncode
