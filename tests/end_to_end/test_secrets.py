# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs with a secret: the child gets it, and nothing of ours holds it afterwards or meanwhile."""

import base64
import json
import os
import unittest
import zipfile
from pathlib import Path

import keychain
from support import CHILD, CommandLineTest, Terminal, alive, wait_for

VALUE = "tr0ub4dor&3-battery"
MARK = "‹secret GitHub›"
SPELLINGS = [VALUE.encode(), VALUE.encode("utf-16-le"), base64.b64encode(VALUE.encode())[:-4], VALUE.encode().hex().encode()]


class SecretsTest(CommandLineTest):
    keychain = None

    def setUp(self):
        super().setUp()
        self.environment["XDG_CACHE_HOME"] = str(self.root / "cache")

    def project(self, passing="environment"):
        self.write("shop/.commandrunner.toml", "\n".join([
            "[[command]]", 'name = "deploy"',
            'argv = ["/bin/sh", "-c", "echo token ${#TOKEN}: $TOKEN $1; echo \\"$TOKEN\\" | base64", "deploy"]',
            "[[command.parameter]]", 'name = "token"', 'type = "secret"', f'passing = "{passing}"',
            'environment-variable = "TOKEN"', ""]))
        self.cli("folders", "add", self.root / "shop")
        self.cli("trust", self.root / "shop")

    def holders(self):
        """Files below our data folder with the value in some spelling."""
        files = [path for path in self.data.rglob("*") if path.is_file()]
        self.assertTrue(files)
        return [str(path) for path in files if any(s in path.read_bytes() for s in SPELLINGS)]

    def tellers(self):
        """Processes whose command line shows the value, and ours whose environment does."""
        found = []
        for name in filter(str.isdigit, os.listdir("/proc")):
            for file in ("cmdline", "environ"):
                try:
                    program = os.readlink(f"/proc/{name}/exe")
                    content = Path(f"/proc/{name}/{file}").read_bytes()
                except OSError:
                    continue
                if VALUE.encode() in content and (file == "cmdline" or "/commandrunner" in program):
                    found.append((program, file))
        return found


class TypedSecrets(SecretsTest):
    def test_from_the_environment_of_the_caller(self):
        self.project()
        self.environment["CI_TOKEN"] = VALUE
        done = self.cli("run", "deploy", "--set", "token=@env:CI_TOKEN", "--", VALUE[:3])
        del self.environment["CI_TOKEN"]
        self.assertIn(f"token {len(VALUE)}: ‹secret token› {VALUE[:3]}\n‹secret token›".encode(), done.stdout)
        run = self.json("runs")[0]
        self.assertNotIn(VALUE, json.dumps(run))
        self.assertEqual(run["redactions"], 2)
        raw = self.cli("output", run["run"], "--raw").stdout
        self.assertNotIn(VALUE.encode(), raw)
        outcome = json.loads((self.data / "runs" / run["run"] / "outcome.json").read_text())
        self.assertEqual(outcome["redactions"], 2)
        self.assertEqual(self.holders(), [])

    def test_as_an_argument(self):
        self.project("separate")
        self.environment["CI_TOKEN"] = VALUE
        self.cli("run", "deploy", "--set", "token=@env:CI_TOKEN")
        del self.environment["CI_TOKEN"]
        record = self.json("runs")[0]
        self.assertEqual(record["argv"][-1], "‹secret token›")
        self.assertIn("token 0: ‹secret token›".encode(), self.log(record["run"]))
        target = self.root / "export.zip"
        self.cli("export", record["run"], "--to", target, "--no-redact")
        with zipfile.ZipFile(target) as archive:
            for name in archive.namelist():
                self.assertNotIn(VALUE.encode(), archive.read(name), name)
        self.assertEqual(self.holders(), [])

    def test_as_input(self):
        self.write("shop/.commandrunner.toml", "\n".join([
            "[[command]]", 'name = "login"', 'argv = ["/bin/sh", "-c", "read line; echo ${#line} $line"]',
            "[[command.parameter]]", 'name = "token"', 'type = "secret"', 'passing = "stdin"', ""]))
        self.cli("folders", "add", self.root / "shop")
        self.cli("trust", self.root / "shop")
        self.environment["CI_TOKEN"] = VALUE
        done = self.cli("run", "login", "--set", "token=@env:CI_TOKEN")
        self.assertEqual(done.stdout.decode(), f"{len(VALUE)} ‹secret token›\n")
        self.assertEqual(self.holders(), [])

    def test_typed_at_the_terminal(self):
        self.project()
        with Terminal(self, "run", "deploy", "--set", "token=@ask") as terminal:
            terminal.wait_for(b"token: ")
            wait_for(lambda: not terminal.echoes(), "the echo switched off")
            terminal.type(VALUE.encode() + b"\n")
            terminal.wait_for(f"token {len(VALUE)}: ".encode())
            self.assertEqual(terminal.end(), 0)
            self.assertNotIn(VALUE.encode(), terminal.seen)
            self.assertTrue(terminal.echoes())
        self.assertEqual(self.holders(), [])

    def test_what_would_wait_is_refused(self):
        self.project()
        self.cli("queue", "limit", "1")
        self.detach("sleep-forever")
        self.environment["CI_TOKEN"] = VALUE
        done = self.cli("run", "deploy", "--detach", "--set", "token=@env:CI_TOKEN", code=125)
        self.assertIn(b"store it in the keychain", done.stderr)
        record = [r for r in self.json("runs") if r["name"] == "deploy"][0]
        self.assertEqual(record["state"], "stopped")
        del self.environment["CI_TOKEN"]
        self.assertEqual(self.holders(), [])

    def test_without_a_keychain(self):
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
        done = self.cli("secret", "set", "GitHub", input=VALUE.encode(), code=1)
        self.assertIn(b"keychain", done.stderr)
        self.assertEqual(self.json("secret", "list"), [])
        self.assertFalse((self.data / "secrets.box").exists())


@unittest.skipIf(keychain.MISSING, keychain.MISSING)
class StoredSecrets(SecretsTest):
    @classmethod
    def setUpClass(cls):
        cls.keychain = keychain.Keychain()
        cls.addClassCleanup(cls.keychain.close)

    def setUp(self):
        super().setUp()
        self.environment.update(self.keychain.environment)

    def test_set_use_remove(self):
        self.project()
        self.cli("secret", "set", "GitHub", "--for", "deploy", input=VALUE.encode() + b"\n")
        listed = self.json("secret", "list")
        self.assertEqual([(s["name"], s["place"], len(s["uses"])) for s in listed], [("GitHub", "keychain", 1)])
        # By itself, for the parameter that it was stored for.
        self.assertIn(f"token {len(VALUE)}: {MARK}".encode(), self.cli("run", "deploy").stdout)
        # By name, for any program.
        done = self.cli("exec", "--env", "TOKEN=@keychain:GitHub", "--", "/bin/sh", "-c", "echo ${#TOKEN} $TOKEN")
        self.assertEqual(done.stdout.decode(), f"{len(VALUE)} {MARK}\n")
        self.assertEqual(self.holders(), [])
        self.cli("secret", "remove", "GitHub")
        self.assertEqual(self.json("secret", "list"), [])
        done = self.cli("run", "deploy", "--set", "token=@keychain:GitHub", code=125)
        self.assertIn(b"GitHub", done.stderr)

    def test_nobody_of_ours_tells_it_while_it_runs(self):
        self.cli("secret", "set", "GitHub", input=VALUE.encode())
        pid_file = self.root / "pid"
        run = self.cli("exec", "--detach", "--env", "TOKEN=@keychain:GitHub", "--", CHILD, "env", "TOKEN", "pid-file",
                       pid_file, "sleep-forever").stdout.decode().strip()
        child = int(wait_for(lambda: pid_file.exists() and pid_file.read_text(), "the child"))
        self.assertIn(f"TOKEN={VALUE}".encode(), Path(f"/proc/{child}/environ").read_bytes())
        self.assertEqual(self.tellers(), [])
        wait_for(lambda: f"TOKEN={MARK}\n".encode() == self.log(run), "its output")
        self.assertEqual(self.holders(), [])
        self.assertTrue(alive(self.host(run)["host"]["pid"]))

    def test_a_run_that_waits_fetches_it(self):
        self.cli("secret", "set", "GitHub", input=VALUE.encode())
        self.cli("queue", "limit", "1")
        first = self.detach("sleep-forever")
        run = self.cli("exec", "--detach", "--env", "TOKEN=@keychain:GitHub", "--", CHILD, "env",
                       "TOKEN").stdout.decode().strip()
        self.assertEqual(self.record(run)["state"], "queued")
        self.assertEqual(self.holders(), [])
        self.cli("stop", first)
        wait_for(lambda: self.record(run)["state"] == "succeeded", "the run that waited")
        self.assertEqual(self.log(run).decode(), f"TOKEN={MARK}\n")
        self.assertEqual(self.holders(), [])


class InAFile(SecretsTest):
    PASSPHRASE = b"a long passphrase"

    def with_passphrase(self, *words, passphrase=PASSPHRASE):
        with Terminal(self, *words) as terminal:
            terminal.wait_for(b"Passphrase")
            wait_for(lambda: not terminal.echoes(), "the echo switched off")
            terminal.type(passphrase + b"\n")
            if words[:2] == ("secret", "set"):
                for question in (b"Value of", b"Again"):
                    terminal.wait_for(question)
                    wait_for(lambda: not terminal.echoes(), "the echo switched off")
                    terminal.type(VALUE.encode() + b"\n")
            return terminal.end(), terminal.seen

    def test_set_use_and_wrong_passphrase(self):
        self.cli("secret", "use", "file")
        locked = self.cli("secret", "set", "GitHub", input=VALUE.encode(), code=1, start_new_session=True)
        self.assertIn(b"locked", locked.stderr)
        code, seen = self.with_passphrase("secret", "set", "GitHub")
        self.assertEqual(code, 0, seen)
        box = self.data / "secrets.box"
        self.assertEqual(box.stat().st_mode & 0o777, 0o600)
        run = ("exec", "--env", "TOKEN=@keychain:GitHub", "--", CHILD, "env", "TOKEN")
        code, seen = self.with_passphrase(*run)
        self.assertEqual(code, 0, seen)
        self.assertIn(f"TOKEN={MARK}".encode(), seen)
        code, seen = self.with_passphrase(*run, passphrase=b"another")
        self.assertEqual(code, 125)
        self.assertIn(b"passphrase is wrong", seen)
        box.write_bytes(box.read_bytes()[:-20])
        code, seen = self.with_passphrase(*run)
        self.assertEqual(code, 125)
        self.assertIn(b"damaged", seen)
        self.assertEqual(self.holders(), [])


if __name__ == "__main__":
    unittest.main()
