# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line's contract, as scripts rely on it."""

import hashlib
import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import unittest

from support import CHILD, PATIENCE, SOURCE, CommandLineTest, Terminal, alive, wait_for


class Folders(CommandLineTest):
    def project(self):
        self.write("shop/Makefile", "all: ## Builds everything\n\t@echo built\nfail:\n\t@exit 3\n")
        self.write("shop/tools/hello.sh", "#!/bin/sh\n# Says hello.\necho \"hello $1\"\n", executable=True)
        return self.root / "shop"

    def test_folders_are_added_listed_and_removed(self):
        shop = self.project()
        self.assertEqual(self.json("folders"), [])
        self.cli("folders", "add", shop)
        self.assertEqual(self.json("folders"), [{"path": str(shop.resolve()), "trusted": False}])
        self.cli("folders", "add", str(shop) + "/", code=1)
        self.cli("trust", shop)
        self.assertTrue(self.json("folders")[0]["trusted"])
        self.cli("untrust", shop)
        self.assertFalse(self.json("folders")[0]["trusted"])
        self.cli("folders", "remove", shop)
        self.assertEqual(self.json("folders"), [])
        self.cli("folders", "remove", shop, code=1)
        self.cli("folders", "add", self.root / "missing", code=1)

    def test_list_and_show_say_what_the_contract_promises(self):
        shop = self.project()
        commands = {c["id"]: c for c in self.json("list", "--folder", shop)}
        self.assertEqual(set(commands), {"make:Makefile:all", "make:Makefile:fail", "script:tools/hello.sh:hello.sh"})
        make = commands["make:Makefile:all"]
        for key in "id name source folder file line description trusted parameters".split():
            self.assertIn(key, make)
        self.assertEqual(make["description"], "Builds everything")
        self.assertEqual((make["file"], make["line"], make["trusted"]), ("Makefile", 1, False))
        self.assertEqual(self.json("folders"), [], "--folder scans without adding")
        self.assertEqual([c["id"] for c in self.json("list", "--folder", shop, "--source", "script")],
                         ["script:tools/hello.sh:hello.sh"])
        shown = self.json("show", "make:Makefile:all", "--folder", shop)
        self.assertEqual(shown["name"], "all")
        self.cli("show", "make:Makefile:al", "--folder", shop, code=1)

    def test_presets_and_how_a_command_runs(self):
        shop = self.project()
        self.cli("folders", "add", shop)
        self.cli("trust", shop)
        command = "script:tools/hello.sh:hello.sh"
        self.write("shop/.env", "export WHO='a friend' # of ours\n")
        self.write("shop/tools/hello.sh", "#!/bin/sh\n# Says hello.\necho \"$WHO $SHOP $PWD:$1\"\n", executable=True)
        self.assertEqual(self.json("show", command)["presets"], [])
        self.assertIn(b"no presets", self.cli("run", command, "--preset", "loud", code=127).stderr)
        key = f"{shop.resolve()}/{command}"
        settings = {"workingDirectory": "..", "environmentFiles": [".env"], "environment": {"SHOP": "ours"}}
        with sqlite3.connect(self.data / "commandrunner.db") as database:
            database.execute("INSERT INTO command_presets VALUES (?, ?, ?)",
                             (key, "loud", json.dumps({"values": {}, "freeArguments": "'AN N'"})))
            database.execute("INSERT INTO command_settings VALUES (?, ?)", (key, json.dumps(settings)))
        self.assertEqual(self.json("show", command)["presets"],
                         [{"name": "loud", "values": {}, "freeArguments": "'AN N'"}])
        self.assertIn(b"loud", self.cli("show", command).stdout)
        said = f"a friend ours {shop.resolve()}:"
        self.assertEqual(self.cli("run", command, "--preset", "loud").stdout.decode(), said + "AN N\n")
        self.assertEqual(self.cli("run", command, "--preset", "loud", "--", "x").stdout.decode(), said + "x\n")
        self.assertIn(b"loud", self.cli("run", command, "--preset", "quiet", code=127).stderr)
        (shop / ".env").unlink()
        self.assertIn(b".env", self.cli("run", command, code=125).stderr)

    def test_untrusted_is_refused_and_trust_is_given_once(self):
        shop = self.project()
        refused = self.cli("run", "make:Makefile:all", "--folder", shop, code=126)
        self.assertIn(b"not trusted", refused.stderr)
        self.assertEqual(self.json("runs"), [])
        done = self.cli("run", "--trust", "make:Makefile:all", "--folder", shop)
        self.assertEqual(done.stdout, b"built\n")
        self.cli("run", "make:Makefile:all", "--folder", shop)

    def test_free_arguments_are_words(self):
        shop = self.project()
        self.cli("folders", "add", shop)
        self.cli("trust", shop)
        done = self.cli("run", "script:tools/hello.sh:hello.sh", "--", "$HOME; 'x'")
        self.assertEqual(done.stdout, b"hello $HOME; 'x'\n")

    def test_unknown_id_names_the_nearest(self):
        shop = self.project()
        done = self.cli("run", "make:Makefile:fial", "--folder", shop, code=127)
        self.assertIn(b"make:Makefile:fail", done.stderr)

    def test_a_failing_target_is_a_failing_run(self):
        shop = self.project()
        self.cli("trust", shop)
        self.cli("run", "make:Makefile:fail", "--folder", shop, code=2)  # make's own code for a failed recipe
        record = self.json("runs")[0]
        self.assertEqual((record["state"], record["exitCode"], record["command"]), ("failed", 2, "make:Makefile:fail"))

    def test_the_demo_workspace_lists_without_problems(self):
        done = self.cli("list", "--folder", SOURCE / "resources" / "demo")
        self.assertEqual(done.stderr, b"")
        sources = {line.split(b":")[0] for line in done.stdout.splitlines()}
        self.assertLessEqual({b"django", b"npm", b"make", b"just", b"script"}, sources)

    def test_a_makefile_does_no_harm_when_listed(self):
        self.write("evil/Makefile", "X := $(shell touch pwned)\n$(shell touch pwned2)\nall:\n\t@echo $(X)\n")
        self.cli("list", "--folder", self.root / "evil")
        self.cli("trust", self.root / "evil")
        self.cli("list", "--folder", self.root / "evil")
        self.assertEqual(sorted(os.listdir(self.root / "evil")), ["Makefile"])


class Running(CommandLineTest):
    def test_exit_codes(self):
        self.cli("exec", "--", CHILD, "exit", 0)
        self.cli("exec", "--", CHILD, "exit", 3, code=3)
        self.cli("exec", "--", CHILD, "signal", 9, code=128 + 9)
        self.cli("exec", "--", CHILD, "signal", 15, code=128 + 15)
        states = [(r["state"], r["exitCode"], r["signal"]) for r in self.json("runs")]
        self.assertEqual(states, [("failed", None, 15), ("failed", None, 9), ("failed", 3, None), ("succeeded", 0, None)])

    def test_programs_that_do_not_start(self):
        done = self.cli("exec", "--", "no-such-program-anywhere", code=127)
        self.assertIn(b"no-such-program-anywhere", done.stderr)
        self.assertIn(os.environ["PATH"].split(":")[0].encode(), done.stderr, "the message names the PATH")
        plain = self.write("plain.txt", "not a program")
        self.cli("exec", "--", plain, code=126)
        self.cli("exec", "--folder", self.root / "missing", "--", CHILD, "exit", 0, code=125)
        self.assertEqual({r["state"] for r in self.json("runs")}, {"failed-to-start"})

    def test_own_failures(self):
        self.cli("exec", code=125)
        self.cli("exec", "--no-such-option", "--", CHILD, code=125)
        self.cli("exec", "--timeout", "soon", "--", CHILD, code=125)
        self.cli("exec", "--data-dir", "/dev/null/x", "--", CHILD, "exit", 0, code=125)
        self.cli("runs", "--state", "nonsense", code=2)
        self.cli("no-such-subcommand", code=2)
        self.cli(code=2)

    def test_raw_bytes_are_the_childs(self):
        size = 200 * 1000 * 1000
        own = hashlib.sha256()
        with subprocess.Popen([CHILD, "random", str(size), "7"], stdout=subprocess.PIPE) as child:
            while block := child.stdout.read(1 << 20):
                own.update(block)
        ours = hashlib.sha256()
        with subprocess.Popen(self.command("exec", "--raw", "--", CHILD, "random", size, 7), stdout=subprocess.PIPE,
                              env=self.environment, stdin=subprocess.DEVNULL) as cli:
            while block := cli.stdout.read(1 << 20):
                ours.update(block)
        self.assertEqual(cli.returncode, 0)
        self.assertEqual(ours.hexdigest(), own.hexdigest())
        record = self.json("runs")[0]
        self.assertEqual(record["outputBytes"], size)
        self.assertEqual(hashlib.sha256(self.log(record["run"])).hexdigest(), own.hexdigest())

    def test_streams_stay_apart(self):
        done = self.cli("exec", "--raw", "--", "sh", "-c", "echo out; echo err >&2; printf last")
        self.assertEqual((done.stdout, done.stderr), (b"out\nlast", b"err\n"))
        done = self.cli("exec", "--", "sh", "-c", "echo out; echo err >&2; printf last")
        self.assertEqual((done.stdout, done.stderr), (b"out\nlast", b"err\n"))

    def test_the_lens_hides_sql_and_progress_only(self):
        text = ("Connecting\n(0.001) SELECT \"a\".\"id\" FROM \"a\"; args=()\nUpdate complete\nFrom cache: 4\nDelete old\n"
                "| 12% growth\nTraceback (most recent call last):\n    File \"x.py\"\nlast")
        self.write("out.txt", text)
        done = self.cli("exec", "--", "cat", self.root / "out.txt")
        hidden = [line for line in text.split("\n") if line not in done.stdout.decode().split("\n")]
        self.assertEqual(hidden, ["(0.001) SELECT \"a\".\"id\" FROM \"a\"; args=()"])
        self.assertEqual(self.cli("output", self.json("runs")[0]["run"], "--raw").stdout.decode(), text)

    def test_json_prints_the_finished_run_alone(self):
        record = self.json("exec", "--", CHILD, "print-lines", 3)
        self.assertEqual((record["state"], record["exitCode"], record["lines"]), ("succeeded", 0, 3))
        for key in ("run command name argv cwd state exitCode signal origin started ended durationMs outputBytes "
                    "lines").split():
            self.assertIn(key, record)
        self.assertRegex(record["started"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$")
        self.assertEqual(record["origin"], "person")

    def test_environment_and_parameters(self):
        self.assertEqual(self.cli("exec", "--env", "A=b c", "--", CHILD, "env", "A").stdout.strip(), b"A=b c")
        done = self.cli("exec", "--env=-HOME", "--", "sh", "-c", "echo \"[$HOME]\"")
        self.assertEqual(done.stdout, b"[]\n")

    def test_standard_input_is_passed_on(self):
        self.assertEqual(self.cli("exec", "--raw", "--", "cat", input=b"a\0b\n\xff").stdout, b"a\0b\n\xff")
        self.assertEqual(self.cli("exec", "--raw", "--", "cat", input=b"").stdout, b"")

    def test_large_input_arrives_whole(self):
        size = 150 * 1000 * 1000
        digest = hashlib.sha256()
        with subprocess.Popen([CHILD, "random", str(size), "3"], stdout=subprocess.PIPE) as child, \
                subprocess.Popen(self.command("exec", "--raw", "--", "sha256sum"), stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, env=self.environment) as cli:
            while block := child.stdout.read(1 << 20):
                digest.update(block)
                cli.stdin.write(block)
            cli.stdin.close()
            self.assertEqual(cli.stdout.read().split()[0].decode(), digest.hexdigest())
        self.assertEqual(cli.returncode, 0)

    def test_a_long_line_is_printed_whole(self):
        done = self.cli("exec", "--", "sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x; echo; echo end")
        self.assertEqual(done.stdout, b"x" * 1000000 + b"\nend\n")

    def test_timeout_ends_the_run(self):
        self.cli("exec", "--timeout", "0.3", "--", CHILD, "sleep-forever", code=128 + 15)
        self.assertEqual(self.json("runs")[0]["state"], "timed-out")

    def test_a_terminal_is_a_terminal(self):
        done = self.cli("exec", "--terminal", "--", "sh", "-c", "test -t 0 && test -t 1 && echo yes")
        self.assertEqual(done.stdout.strip(), b"yes")

    def test_a_person_at_a_terminal_has_the_run_at_hand(self):
        with Terminal(self, "exec", "--terminal", "--", CHILD, "window-size", "raw-keys", size=(77, 19)) as terminal:
            terminal.wait_for(b"77x19\r\nkeys\r\n")
            terminal.type(b"a\x03\x1b[A")  # Ctrl+C is a key like others, and nothing is echoed twice
            terminal.wait_for(b"<61><03><1b><5b><41>")
            terminal.type(b"q")
            self.assertEqual(terminal.end(), 0)
        self.assertEqual(self.json("runs")[0]["state"], "succeeded")

    def test_the_size_of_the_terminal_goes_along(self):
        with Terminal(self, "exec", "--terminal", "--", CHILD, "on-resize", size=(80, 24)) as terminal:
            terminal.wait_for(b"ready")
            terminal.resize(101, 33)
            terminal.wait_for(b"101x33")
            self.assertEqual(terminal.end(), 0)

    def test_leaving_and_coming_back(self):
        with Terminal(self, "exec", "--terminal", "--", CHILD, "raw-keys") as terminal:
            terminal.wait_for(b"keys")
            terminal.type(b"1")
            terminal.wait_for(b"<31>")
            terminal.type(b"\x1d")  # Ctrl+]
            terminal.wait_for(b"It goes on")
            self.assertEqual(terminal.end(), 0)
        run = self.json("runs", "--state", "running")[0]["run"]
        with Terminal(self, "attach", run) as terminal:
            terminal.wait_for(b"<31>")     # what was printed before is seen
            terminal.wait_for(b"\x1b[5n")  # asked: what our terminal says before its answer is not for the program
            terminal.type(b"\x1b]11;rgb:0/0/0\x07\x1b[0n2")
            terminal.wait_for(b"<32>")
            terminal.type(b"q")
            self.assertEqual(terminal.end(), 0)
        self.assertEqual(self.log(run), b"keys\r\n<31><32><71>\r\n")
        self.cli("attach", run, code=1)

    def test_keys_are_heard_while_printing_lags_behind(self):
        with Terminal(self, "exec", "--terminal", "--", CHILD, "flood", "2000000000") as terminal:
            wait_for(lambda: self.json("runs"), "the run")
            run = self.json("runs")[0]["run"]
            wait_for(lambda: len(self.log(run)) > 1 << 20, "more output than anybody took")
            terminal.type(b"\x1d")
            self.assertEqual(terminal.end(), 0)
        self.assertEqual(self.record(run)["state"], "running")

    def test_a_signal_puts_the_terminal_back(self):
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            with self.subTest(name), Terminal(self, "exec", "--terminal", "--", CHILD, "raw-keys") as terminal:
                terminal.wait_for(b"keys")
                self.assertFalse(terminal.echoes())
                terminal.process.send_signal(signal.Signals[name])
                terminal.end()
                self.assertTrue(terminal.echoes())

    def test_leaving_a_program_that_reads_nothing(self):
        with Terminal(self, "exec", "--terminal", "--", "sh", "-c", "stty raw -echo; echo go; sleep 1000") as terminal:
            terminal.wait_for(b"go")
            terminal.type_all(b"x" * 3_000_000 + b"\x1d")
            self.assertEqual(terminal.end(), 0)

    def test_keys_typed_while_catching_up_arrive(self):
        with Terminal(self, "exec", "--terminal", "--", CHILD, "raw-keys") as terminal:
            terminal.wait_for(b"keys")
            terminal.type(b"\x1d")
            terminal.end()
        run = self.json("runs")[0]["run"]
        with Terminal(self, "attach", run) as terminal:
            terminal.wait_for(b"\x1b[5n")
            terminal.type(b"a\x1b[24;80Rb\x1b[?62;22cq")  # answers to older questions between keys, and none to ours
            self.assertEqual(terminal.end(), 0)
        self.assertEqual(self.log(run), b"keys\r\n<61><62><71>\r\n")

    def test_a_password_is_not_shown(self):
        with Terminal(self, "exec", "--terminal", "--", CHILD, "read-password") as terminal:
            terminal.wait_for(b"Password: ")
            terminal.type(b"s3cret\r")
            terminal.wait_for(b"6 characters")
            self.assertEqual(terminal.end(), 0)
            self.assertNotIn(b"s3cret", terminal.seen)

    def test_attach_without_a_terminal_follows(self):
        run = self.detach("print", "out", "before", "read-line")
        wait_for(lambda: b"before" in self.log(run), "the first line")
        done = self.cli("attach", run, input=b"Ann\n")
        self.assertEqual(done.stdout, b"before\ngot: Ann\n")

    def test_control_c_is_heard_while_printing_lags_behind(self):
        with subprocess.Popen(self.command("exec", "--", CHILD, "flood", "2000000000"), stdout=subprocess.PIPE,
                              stdin=subprocess.DEVNULL, env=self.environment) as cli:
            run = wait_for(lambda: self.json("runs"), "the run")[0]["run"]
            wait_for(lambda: len(self.log(run)) > 4 << 20, "more output than the pipe holds")
            self.assertEqual(len(cli.stdout.read(1 << 16)), 1 << 16)
            cli.send_signal(signal.SIGINT)

            def stopped():  # while we take a little, slowly
                cli.stdout.read(1 << 12)
                return self.record(run)["state"] == "stopped"
            wait_for(stopped, "the stop")
            cli.send_signal(signal.SIGINT)
            cli.stdout.close()
            self.assertIn(cli.wait(PATIENCE), (128 + 15, 125))

    def test_control_c_stops_the_run(self):
        master, slave = pty.openpty()
        with subprocess.Popen(self.command("exec", "--", CHILD, "sleep-forever"), stdin=slave, stdout=slave, stderr=slave,
                              env=self.environment, start_new_session=True) as cli:
            run = wait_for(lambda: self.json("runs"), "the run")[0]["run"]
            wait_for(lambda: self.host(run).get("child", {}).get("pid"), "the child")
            cli.send_signal(signal.SIGINT)
            self.assertEqual(cli.wait(PATIENCE), 128 + 15)
        os.close(master)
        os.close(slave)
        self.assertEqual(self.record(run)["state"], "stopped")


class Controlling(CommandLineTest):
    def test_detach_input_wait(self):
        run = self.detach("echo-stdin")
        self.assertEqual(self.record(run)["state"], "running")
        self.cli("input", run, input=b"hello\n")
        wait_for(lambda: b"hello" in self.log(run), "the echo")
        self.cli("input", run, "--eof", input=b"bye\n")
        record = self.json("wait", run)
        self.assertEqual(record["state"], "succeeded")
        self.assertIn(b"bye", self.cli("output", run).stdout)
        self.cli("input", run, input=b"late", code=1)

    def test_stop_ends_the_tree(self):
        forever = ["print", "out", "ready", "sleep-forever"]
        for verbs in (forever, ["ignore-term", *forever], ["child", "sleep-forever", "--", *forever],
                      ["double-fork", "sleep-forever", "--", "ignore-term", *forever],
                      ["own-session-child", "sleep-forever", "--", *forever]):
            with self.subTest(verbs):
                run = self.detach(*verbs)
                wait_for(lambda: b"ready" in self.log(run), "the last of them")
                pids = descendants(self.host(run)["host"]["pid"])
                self.cli("stop", run, *(["--kill"] if "ignore-term" in verbs else []))
                self.assertEqual(self.record(run)["state"], "stopped")
                for pid in pids:
                    wait_for(lambda: not alive(pid), f"the end of {pid}")
        self.cli("stop", run, code=1)

    def test_grace_is_as_asked(self):
        run = self.detach("ignore-term", "print", "out", "ready", "sleep-forever", options=["--grace", "0.2"])
        wait_for(lambda: b"ready" in self.log(run), "the child")
        self.cli("stop", run)  # without --kill
        record = self.record(run)
        self.assertEqual((record["state"], record["signal"]), ("stopped", signal.SIGKILL))
        self.assertIn(b"--grace", self.cli("exec", "--grace", "-1", "--", CHILD, code=125).stderr)

    def test_unknown_runs(self):
        for words in (["output", "x"], ["stop", "x"], ["wait", "x"], ["input", "x"]):
            self.assertIn(b"x", self.cli(*words, code=1).stderr)

    def test_encodings(self):
        text = "Größe 上 1\nzwei\n"
        wide = self.root / "wide.txt"
        wide.write_bytes(text.encode("utf-16"))  # as PowerShell writes it: with a byte order mark
        latin = self.root / "latin.txt"
        latin.write_bytes("Grüße\nzwei\n".encode("latin-1"))
        cat = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
        shown = self.cli("exec", "--", "python3", "-c", cat, wide)
        self.assertEqual(shown.stdout.decode(), text, "a mark is believed")
        shown = self.cli("exec", "--encoding", "Latin1", "--", "python3", "-c", cat, latin)
        self.assertEqual(shown.stdout.decode(), "Grüße\nzwei\n")
        raw = self.cli("exec", "--raw", "--encoding", "latin1", "--", "python3", "-c", cat, latin)
        self.assertEqual(raw.stdout, latin.read_bytes(), "--raw is the child's very bytes")
        runs = [record["run"] for record in self.json("runs")]  # newest first
        lines = self.cli("output", "--json", "--encoding", "iso-8859-1", runs[0]).stdout.decode().splitlines()
        self.assertEqual([json.loads(line)["text"] for line in lines], ["Grüße", "zwei"])
        self.assertIn(b"Gr\xfc", self.cli("output", runs[0]).stdout, "nothing was chosen")
        self.assertEqual(self.cli("output", "--lines", "2", runs[2]).stdout, b"zwei\n")
        self.assertEqual(list((self.data / "cache").glob("transcript-*")), [], "transcripts are removed")

    def test_unknown_encodings(self):
        refused = self.cli("exec", "--encoding", "utf-9", "--", CHILD, "arguments", code=125)
        self.assertIn("“utf-9”".encode(), refused.stderr)
        self.assertIn(b"UTF-16LE", refused.stderr)
        self.assertEqual(self.json("runs"), [])
        self.cli("output", "--encoding", "utf-9", "anything", code=2)

    def test_the_encoding_chosen_for_a_command_is_remembered(self):
        run = self.cli("exec", "--detach", "--", "python3", "-c",
                       "import sys; sys.stdout.buffer.write(b'\\xe4\\n')").stdout.decode().strip()
        self.cli("wait", run)
        self.assertEqual(self.cli("output", run).stdout, b"\xe4\n")
        with sqlite3.connect(self.data / "commandrunner.db") as database:  # as the window does it
            database.execute("INSERT INTO lens_choices (folder, command_id, json) VALUES ('', 'exec:python3', ?)",
                             [json.dumps({"encoding": "ISO-8859-1"})])
        database.close()
        self.assertEqual(self.cli("output", run).stdout.decode(), "ä\n")
        self.assertEqual(self.cli("output", "--encoding", "utf-8", run).stdout, b"\xe4\n")
        again = self.cli("exec", "--", "python3", "-c", "import sys; sys.stdout.buffer.write(b'\\xf6\\n')")
        self.assertEqual(again.stdout.decode(), "ö\n")

    @unittest.skipUnless(shutil.which("localedef"), "no localedef")
    def test_the_systems_encoding_is_the_locales(self):
        locale = self.root / "locales" / "de_DE.ISO-8859-15"
        locale.parent.mkdir()
        made = subprocess.run(["localedef", "-i", "de_DE", "-f", "ISO-8859-15", locale], capture_output=True)
        if not (locale / "LC_CTYPE").exists():
            self.skipTest(made.stderr.decode())
        self.environment |= {"LOCPATH": str(locale.parent), "LC_ALL": locale.name}
        word = "import sys; sys.stdout.buffer.write(b'5 \\xa4\\n')"
        shown = self.cli("exec", "--encoding", "system", "--", "python3", "-c", word)
        self.assertEqual(shown.stdout.decode(), "5 €\n")

    def test_output_by_lines_and_as_json(self):
        run = self.json("exec", "--", CHILD, "print-lines", 10)["run"]
        whole = self.cli("output", run).stdout.splitlines()
        self.assertEqual(len(whole), 10)
        self.assertEqual(self.cli("output", run, "--lines", "2-3").stdout.splitlines(), whole[1:3])
        lines = self.cli("output", run, "--json").stdout.splitlines()
        self.assertEqual(len(lines), 10)
        self.assertIn(b'"line":1', lines[0])
        self.assertIn(b'"stream":"stdout"', lines[0])
        self.cli("output", run, "--lines", "3-2", code=2)

    def test_follow_ends_with_the_run(self):
        run = self.detach("tick", "5", "50")
        done = self.cli("output", run, "--follow")
        self.assertEqual(len(done.stdout.splitlines()), 5)

    def test_runs_filter(self):
        self.cli("exec", "--", CHILD, "exit", 3, code=3)
        self.cli("exec", "--", CHILD, "print-lines", 1)
        self.assertEqual(len(self.json("runs", "--state", "failed")), 1)
        self.assertEqual(len(self.json("runs", "--search", "PRINT-lines")), 1)
        self.assertEqual(len(self.json("runs", "--limit", "1")), 1)

    def test_doctor(self):
        report = self.json("doctor")
        self.assertTrue(report["ok"])
        self.assertFalse(self.json("doctor", "--data-dir", "/dev/null/x", code=1)["ok"])


def descendants(pid):
    """Every process below pid, by the parents that the system tells."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as stat:
                    parents[int(entry)] = int(stat.read().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    below = set()
    grown = True
    while grown:
        grown = False
        for child, parent in parents.items():
            if child not in below and (parent == pid or parent in below):
                below.add(child)
                grown = True
    return below


if __name__ == "__main__":
    unittest.main(verbosity=2)
