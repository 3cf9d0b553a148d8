# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that are passed on: whole, readable, and without the secrets that were planted in them."""

import base64
import html.parser
import json
import os
import resource
import struct
import urllib.parse
import unittest
import zipfile

from support import CHILD, CommandLineTest

PASSWORD = 'Tr0ub4dor&"3<x>\\y'
SECRETS = {
    "variable": PASSWORD,
    "option": "opt-value-5512",
    "assigned": "assigned-value-777",
    "url": "url-pass-9081",
    "github": "ghp_" + "a1B2" * 9,
    "aws": "AKIA" + "ABCDEFGH12345678",
    "jwt": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
    "output": "only-in-output-4242",
    "split": "second-line-of-a-secret",
}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


class Export(CommandLineTest):
    def run_with(self, *words, options=()):
        return self.json("exec", *options, "--", *words, code=None)["run"]

    def replace_output(self, run, output):
        """As if it had written this; in records of uneven length."""
        folder = self.data / "runs" / run
        (folder / "output.log").write_bytes(output)
        records, offset = [], 0
        while offset < len(output):
            length = min(997, len(output) - offset)
            records.append(struct.pack("<QIIq", offset, length, 1, 1700000000000 + offset))
            offset += length
        (folder / "output.idx").write_bytes(b"".join(records))

    def exported(self, target):
        return {path.relative_to(target).as_posix(): path.read_bytes()
                for path in target.rglob("*") if path.is_file()}

    def plant(self):
        run = self.run_with(
            CHILD, "print", "out", "x", "--password", SECRETS["option"], f"API_TOKEN={SECRETS['assigned']}",
            f"https://joe:{SECRETS['url']}@example.org/x", SECRETS["github"],
            options=("--env", f"DB_PASSWORD={PASSWORD}", "--env", f"MULTI_SECRET=first-line-here\n{SECRETS['split']}",
                     "--env", "HARMLESS=stays-there"))
        lines = [f"plain {value} end" for value in SECRETS.values()]
        lines[7] = f'config: "password": "{SECRETS["output"]}"'
        lines += [json.dumps({"p": PASSWORD}), urllib.parse.quote(PASSWORD, safe=""),
                  base64.b64encode(PASSWORD.encode()).decode(), "first-line-here", SECRETS["split"],
                  "\x1b[31mred\x1b[0m <script>alert(1)</script>", "-----BEGIN RSA PRIVATE KEY-----", "MIIEowIBAAKCAQEA7",
                  "-----END RSA PRIVATE KEY-----", "last line"]
        self.replace_output(run, ("\n".join(lines) + "\n").encode())
        return run, lines

    def check_no_secret(self, files):
        spellings = {name: [value] for name, value in SECRETS.items()}
        spellings["variable"] += [json.dumps(PASSWORD)[1:-1], urllib.parse.quote(PASSWORD, safe=""),
                                  base64.b64encode(PASSWORD.encode()).decode()[:-4], PASSWORD.replace("&", "&amp;")]
        spellings["key"] = ["MIIEowIBAAKCAQEA7"]
        for name, content in files.items():
            for secret, values in spellings.items():
                for value in values:
                    self.assertNotIn(value.encode(), content, f"{secret} is in {name}")

    def test_secrets_do_not_leave(self):
        run, lines = self.plant()
        done = self.json("export", run, "--to", self.root / "out")
        files = self.exported(self.root / "out")
        self.assertEqual(set(files), {f"{run}/{name}" for name in (
            "output.log", "output.idx", "request.json", "outcome.json", "context.json", "report.html")})
        self.check_no_secret(files)
        everything = b"".join(files.values())
        self.assertIn(b"stays-there", everything)
        log = files[f"{run}/output.log"]
        original = (self.data / "runs" / run / "output.log").read_bytes()
        self.assertEqual(len(log), len(original))
        self.assertEqual([i for i, c in enumerate(log) if c == 10], [i for i, c in enumerate(original) if c == 10])
        self.assertIn(b"last line\n", log)
        self.assertEqual(files[f"{run}/output.idx"], (self.data / "runs" / run / "output.idx").read_bytes())
        self.assertIn("environment variable DB_PASSWORD", done["redacted"])
        report = files[f"{run}/report.html"].decode()
        page = Page()
        page.feed(report)
        self.assertNotIn("script", page.tags)
        self.assertIn("<script>alert(1)</script>", page.text)
        self.assertIn("environment variable DB_PASSWORD", page.text)
        self.assertIn("[redacted]", page.text)
        self.assertIn("last line", page.text)
        self.assertIn('<span class="f1">red</span>', report)

    def test_unless_it_is_asked_for(self):
        run, lines = self.plant()
        done = self.cli("export", run, "--to", self.root / "out", "--no-redact")
        self.assertIn(b"may hold secrets", done.stderr)
        files = self.exported(self.root / "out")
        self.assertEqual(files[f"{run}/output.log"], (self.data / "runs" / run / "output.log").read_bytes())
        self.assertEqual(json.loads(files[f"{run}/request.json"])["environment"]["DB_PASSWORD"], PASSWORD)

    def test_several_into_a_zip(self):
        first, _ = self.plant()
        second = self.run_with(CHILD, "print", "out", "ünï <b>")
        target = self.root / "runs.zip"
        self.cli("export", first, second, "--to", target)
        self.assertEqual(target.stat().st_mode & 0o777, 0o600)
        with zipfile.ZipFile(target) as archive:
            self.assertIsNone(archive.testzip())
            files = {name: archive.read(name) for name in archive.namelist()}
        self.assertEqual(len(files), 13)
        self.check_no_secret(files)
        page = Page()
        page.feed(files["index.html"].decode())
        self.assertEqual(page.tags.count("a"), 2)
        self.assertIn("ünï <b>", page.text)
        self.cli("export", second, "--to", target)  # replaces it
        with zipfile.ZipFile(target) as archive:
            self.assertEqual(len(archive.namelist()), 6)

    def test_across_the_parts_that_are_read(self):
        """Wherever the secret lies, also where one read ends, and in a line without an end."""
        run = self.run_with(CHILD, "print", "out", "x", options=("--env", f"A_SECRET={SECRETS['split']}"))
        secret = SECRETS["split"].encode()
        mebi = 1 << 20
        output = bytearray(b"x" * (5 * mebi))
        for at in range(mebi // 2, 5 * mebi - 100, 65_537):
            output[at:at + len(secret)] = secret
        for at in (mebi - 3, 2 * mebi - 10, 3 * mebi - 1, 5 * mebi - len(secret)):
            output[at:at + len(secret)] = secret
        self.replace_output(run, bytes(output))
        self.cli("export", run, "--to", self.root / "out")
        log = self.exported(self.root / "out")[f"{run}/output.log"]
        self.assertEqual(len(log), len(output))
        self.assertNotIn(secret, log)
        self.assertEqual(log.count(b"x"), output.count(b"x"))

    def test_what_the_limit_took_out(self):
        run = self.run_with(CHILD, "print", "out", "x")
        folder = self.data / "runs" / run
        (folder / "output.log").write_bytes(b"head\n" * 10)
        (folder / f"output.{1000:016}-{200:016}.log").write_bytes(b"tail\n" * 10)
        (folder / "output.idx").write_bytes(b"".join(struct.pack("<QIIq", *record) for record in (
            (0, 50, 1, 1), (50, 950, 1, 2), (1000, 50, 2, 3))))
        self.cli("export", run, "--to", self.root / "out")
        files = self.exported(self.root / "out")
        self.assertEqual(files[f"{run}/output.log"], b"head\n" * 10 + b"tail\n" * 10)
        self.assertEqual(files[f"{run}/output.idx"],
                         struct.pack("<QIIq", 0, 50, 1, 1) + struct.pack("<QIIq", 50, 50, 2, 3))

    def test_much_output_and_little_memory(self):
        run = self.run_with(CHILD, "print", "out", "x", options=("--env", f"A_SECRET={SECRETS['split']}"))
        log = self.data / "runs" / run / "output.log"
        block = b"a line as many others are, with a number 12345678\n" * 20_972
        with log.open("wb") as file:
            for _ in range(256):
                file.write(block)
            file.write(SECRETS["split"].encode() + b"\n")
        target = self.root / "out.zip"

        def little():
            resource.setrlimit(resource.RLIMIT_AS, (768 << 20, 768 << 20))
        self.cli("export", run, "--to", target, preexec_fn=little, timeout=600)
        with zipfile.ZipFile(target) as archive:
            self.assertEqual(archive.getinfo(f"{run}/output.log").file_size, log.stat().st_size)
            with archive.open(f"{run}/output.log") as file:
                file.seek(256 * len(block))
                self.assertEqual(file.read(), b"*" * len(SECRETS["split"]) + b"\n")
            report = archive.read(f"{run}/report.html")
        self.assertLess(len(report), 4 << 20)
        self.assertIn(b"are left out here", report)

    def test_wrong_usage_and_places(self):
        run = self.run_with(CHILD, "print", "out", "x")
        self.cli("export", run, code=2)
        self.cli("export", "--to", self.root / "out", code=2)
        self.cli("export", "no-such-run", "--to", self.root / "out", code=1)
        full = self.root / "full"
        full.mkdir()
        (full / "mine").write_text("mine")
        self.assertIn(b"there already", self.cli("export", run, "--to", full, code=1).stderr)
        self.assertEqual(self.exported(full), {"mine": b"mine"})

        def no_room():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
            import signal
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.replace_output(run, os.urandom(100_000))
        for target in ("out", "out.zip"):
            self.cli("export", run, "--to", self.root / target, code=1, preexec_fn=no_room)
        self.assertEqual(list(self.root.glob("out*")), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
