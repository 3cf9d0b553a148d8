# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Chains: commands that run other commands, one after the other or all at once."""

import json
import os
import re
import signal
import subprocess
import unittest

from support import CHILD, CommandLineTest, Terminal, alive, wait_for


class Chain(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.project = self.root / "project"
        self.project.mkdir()
        self.commands = []

    def add(self, name, *words, **more):
        words = words or ("exit", "0")
        self.commands.append({"name": name, "argv": [CHILD, *map(str, words)], **more})

    def chain(self, name, *steps, **more):
        self.commands.append({"name": name, "steps": list(steps), **more})

    def describe(self, trust=True):
        def value(thing):
            if isinstance(thing, dict):
                return "{ " + ", ".join(f"{key} = {value(entry)}" for key, entry in thing.items()) + " }"
            if isinstance(thing, list):
                return "[" + ", ".join(map(value, thing)) + "]"
            return json.dumps(thing)

        text = ""
        for command in self.commands:
            text += "[[command]]\n"
            parameters = command.pop("parameters", [])
            for key, entry in command.items():
                text += f"{key} = {value(entry)}\n"
            for parameter in parameters:
                text += "[[command.parameter]]\n" + "".join(f"{key} = {value(entry)}\n" for key, entry in parameter.items())
        self.write("project/.commandrunner.toml", text)
        self.cli("folders", "add", self.project)
        if trust:
            self.cli("trust", self.project)

    def run_chain(self, name, code=0, options=()):
        done = self.cli("run", name, *options, code=code)
        return done.stdout.decode(), done.stderr.decode()

    def runs(self):
        """By name; the newest of each."""
        return {record["name"]: record for record in reversed(self.json("runs", "--limit", 100))}

    def detach_chain(self, name, *wait_for_runs):
        run = self.cli("run", name, "--detach").stdout.decode().strip()
        def started():
            runs = self.runs()
            return all(runs.get(other, {}).get("started") for other in wait_for_runs)
        wait_for(started, f"the steps {wait_for_runs}")
        return run

    def child_of(self, run):
        return wait_for(lambda: self.host(run).get("child", {}).get("pid"), "the child's pid")

    def test_sequence_with_values(self):
        self.add("first", "print", "out", "one")
        self.add("second", "args", parameters=[{"name": "text", "flags": "--text"}, {"name": "more", "default": "x"}])
        self.chain("all", "first", {"command": "second", "values": {"text": "a 'b' $c"}},
                   {"command": "project:.commandrunner.toml:second", "values": {"text": "again"}},
                   description="Both.", environment={"FROM_CHAIN": "yes"})
        self.describe()
        output, _ = self.run_chain("all")
        lines = output.splitlines()
        self.assertRegex(lines[0], r"^Step 1 of 3: first starts, run \d{8}-\d{6}-\w+$")
        self.assertRegex(lines[1], r"^Step 1 of 3: first: succeeded, exit code 0, \d+\.\d s$")
        self.assertRegex(lines[3], r"^Step 2 of 3: second: succeeded")
        self.assertEqual(lines[-1], "All steps succeeded.")
        self.assertEqual(len(lines), 7)
        # Each step is a run like any other.
        steps = re.findall(r"run (\d{8}-\d{6}-\w+)", output)
        self.assertEqual(self.log(steps[0]), b"one\n")
        self.assertEqual(self.record(steps[1])["argv"][1:], ["args", "--text", "a 'b' $c"])
        self.assertEqual(self.record(steps[2])["argv"][1:], ["args", "--text", "again"])
        runs = self.json("runs")
        self.assertEqual([run["name"] for run in runs], ["second", "second", "first", "all"])
        self.assertEqual(runs[-1]["state"], "succeeded")
        self.assertNotIn("leftRunning", {key for key, entry in runs[-1].items() if entry})

    def test_it_is_listed_and_shown(self):
        self.add("first")
        self.chain("all", "first", {"command": "first", "values": {"x": ["1", "2"]}}, parallel=True)
        self.describe(trust=False)
        shown = self.json("show", "all")
        self.assertEqual(shown["steps"], [{"command": "first", "values": {}},
                                          {"command": "first", "values": {"x": ["1", "2"]}}])
        self.assertTrue(shown["stepsInParallel"])
        text = self.cli("show", "all").stdout.decode()
        self.assertIn("All at once", text)
        self.assertIn("2. first  x=1 x=2", text)

    def test_a_failure_in_the_middle(self):
        self.add("first")
        self.add("bad", "print", "out", "\n".join(f"line {i}" for i in range(9)), "print", "out", "it broke",
                 "exit", "7")
        self.add("last")
        self.chain("stops", "first", "bad", "last")
        self.chain("goes-on", "bad", "first", "last", **{"go-on-after-failure": True})
        self.describe()
        output, _ = self.run_chain("stops", code=7)
        self.assertIn("    it broke\nStep 2 of 3: bad: failed, exit code 7", output)
        self.assertTrue(output.endswith("Failed: bad\nNot started: last\n"), output)
        self.assertNotIn("line 4\n", output)  # the end of it is enough
        self.assertNotIn("last", self.runs())
        output, _ = self.run_chain("goes-on", code=7)
        self.assertIn("last: succeeded", output)
        self.assertTrue(output.endswith("Failed: bad\n"), output)

    def test_parallel(self):
        # Each waits for the other's sign: one after the other they would wait for ever.
        marks = [self.root / "a", self.root / "b"]
        for mine, other in (marks, reversed(marks)):
            self.commands.append({"name": mine.name, "shell": f"touch {mine}; while [ ! -e {self.root}/"
                                  f"{'b' if mine.name == 'a' else 'a'} ]; do sleep 0.05; done"})
        self.chain("both", "a", "b", parallel=True)
        self.add("forever", "sleep-forever")
        self.add("bad", "exit", "3")
        self.chain("one-fails", "forever", "bad", parallel=True)
        self.describe()
        output, _ = self.run_chain("both")
        self.assertIn("All steps succeeded.", output)
        output, _ = self.run_chain("one-fails", code=3)
        self.assertIn("forever: stopped", output)
        self.assertTrue(output.endswith("Failed: bad\n"), output)

    def test_the_limit_of_the_queue_does_not_hold_up_its_steps(self):
        self.add("first")
        self.add("alone", "print", "out", "x")
        self.chain("all", "first", "alone")
        self.describe()
        self.cli("queue", "limit", "1")
        self.run_chain("all")

    def test_stop_ends_the_steps(self):
        pid_file = self.root / "pid"
        self.add("tree", "own-session-child", "pid-file", pid_file, "sleep-forever", "--", "sleep-forever")
        self.chain("inner", "tree")
        self.chain("outer", "inner", "tree")
        self.describe()
        run = self.detach_chain("outer", "tree")
        grandchild = int(wait_for(lambda: pid_file.exists() and pid_file.read_text(), "the grandchild"))
        self.cli("stop", run)
        self.cli("wait", run, code=None)
        self.assertFalse(alive(grandchild))
        runs = self.runs()
        self.assertEqual({name: runs[name]["state"] for name in ("outer", "inner", "tree")},
                         {"outer": "stopped", "inner": "stopped", "tree": "stopped"})
        self.assertIn(f"stopped with the run that started it, {run}", runs["inner"]["error"])
        self.assertIn(b"The chain was stopped.\nNot started: tree\n", self.log(run))

    def test_killing_it_kills_the_steps(self):
        self.add("slow", "ignore-term", "sleep-forever")
        self.chain("all", "slow")
        self.describe()
        run = self.detach_chain("all", "slow")
        pid = self.child_of(self.runs()["slow"]["run"])
        self.cli("stop", run, "--kill")
        self.cli("wait", run, code=None)
        wait_for(lambda: not alive(pid), "the end of the step's child")
        self.assertEqual(self.runs()["all"]["state"], "stopped")
        self.assertIn(self.runs()["slow"]["state"], ("stopped", "interrupted"))

    def test_a_chain_that_dies_leaves_no_false_word(self):
        go_on = self.root / "go-on"
        self.commands.append({"name": "step", "shell": f"while [ ! -e {go_on} ]; do sleep 0.05; done; echo whole"})
        self.add("never")
        self.chain("all", "step", "never")
        self.describe()
        run = self.detach_chain("all", "step")
        os.kill(self.child_of(run), signal.SIGKILL)
        self.cli("wait", run, code=None)
        self.assertEqual((self.record(run)["state"], self.record(run)["signal"]), ("failed", 9))
        # The step has its own host: it goes on and its end is recorded; the next one never began.
        step = self.runs()["step"]
        self.assertEqual(step["state"], "running")
        go_on.touch()
        self.cli("wait", step["run"])
        self.assertEqual(self.record(step["run"])["state"], "succeeded")
        self.assertEqual(self.log(step["run"]), b"whole\n")
        self.assertNotIn("never", self.runs())

    def test_nested(self):
        self.add("leaf", "print", "out", "x")
        self.add("bad", "exit", "9")
        self.chain("inner", "leaf", "bad")
        self.chain("outer", "inner", "leaf")
        self.describe()
        output, _ = self.run_chain("outer", code=9)
        self.assertIn("Step 1 of 2: inner: failed, exit code 9", output)
        self.assertEqual([run["name"] for run in self.json("runs")], ["bad", "leaf", "inner", "outer"])

    def test_what_is_refused(self):
        self.add("good", parameters=[{"name": "number", "type": "integer", "required": True}])
        self.chain("a", "b")
        self.chain("b", "a")
        self.chain("gone", "goood")
        self.chain("wrong", {"command": "good", "values": {"number": "many"}})
        self.chain("with-words", {"command": "good", "values": {"number": 3}})
        self.describe(trust=False)
        _, error = self.run_chain("with-words", code=126)
        self.assertIn("is not trusted", error)
        self.cli("trust", self.project)
        _, error = self.run_chain("a", code=126)
        self.assertIn("a → b → a", error)
        _, error = self.run_chain("gone", code=127)
        self.assertIn("“goood”, step 1 of the chain “gone”", error)
        self.assertIn("project:.commandrunner.toml:good", error)
        _, error = self.run_chain("wrong", code=125)
        self.assertIn("Step 1, good: “number” takes a whole number, not “many”", error)
        self.cli("run", "with-words", "--", "more", code=125)
        self.assertEqual(self.json("runs"), [])

    def test_a_step_in_a_folder_that_is_not_trusted(self):
        other = self.write("other/.commandrunner.toml", f'[[command]]\nname = "there"\nargv = ["{CHILD}", "exit", "0"]\n').parent
        self.cli("folders", "add", other)
        self.chain("all", f"{other}/project:.commandrunner.toml:there")
        self.describe()
        _, error = self.run_chain("all", code=126)
        self.assertIn(f"{other} is not trusted", error)
        self.cli("trust", other)
        self.run_chain("all")

    def test_the_name_is_asked_for(self):
        self.add("drop", "print", "out", "dropped", **{"confirm-by-name": True, "confirmation": "Everything is lost."})
        self.chain("all", "drop")
        self.describe()
        # In a session of its own there is no terminal to ask at.
        for name in ("drop", "all"):
            done = self.cli("run", name, code=126, start_new_session=True)
            self.assertIn(b"--yes", done.stderr)
        self.assertEqual(self.json("runs"), [])
        self.assertEqual(self.cli("run", "drop", "--yes", start_new_session=True).stdout, b"dropped\n")
        self.cli("run", "all", "--yes", start_new_session=True)
        for typed, code, text in ((b"drip\n", 126, b"not its name"), (b"drop\n", 0, b"dropped")):
            with Terminal(self, "run", "drop") as terminal:
                terminal.wait_for(b"type its name (drop): ")
                self.assertIn(b"Everything is lost.", terminal.seen)
                terminal.type(typed)
                self.assertEqual(terminal.end(), code)
                self.assertIn(text, terminal.seen)

    def test_it_outlives_who_started_it(self):
        go_on = self.root / "go-on"
        self.commands.append({"name": "step", "shell": f"while [ ! -e {go_on} ]; do sleep 0.05; done"})
        self.add("last")
        self.chain("all", "step", "last")
        self.describe()
        caller = subprocess.Popen(self.command("run", "all"), env=self.environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: self.runs().get("step", {}).get("started"), "the first step")
        caller.kill()
        caller.wait()
        go_on.touch()
        wait_for(lambda: self.runs()["all"]["state"] == "succeeded", "the chain's end")
        self.assertEqual(self.runs()["last"]["state"], "succeeded")


if __name__ == "__main__":
    unittest.main()
