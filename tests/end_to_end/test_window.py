# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the real window: find a command, run it, watch it, close the window, find it again."""

import os
import signal
import subprocess
import unittest

from desktop import Desktop, Window
from support import CommandLineTest, alive, wait_for

DESKTOP = None
LONG_SECONDS = int(os.environ.get("COMMANDRUNNER_LONG_SECONDS", "10"))  # how long the long run takes


def setUpModule():
    global DESKTOP
    DESKTOP = Desktop()


def tearDownModule():
    DESKTOP.close()


class WindowTest(CommandLineTest):
    def open(self, *words, **environment):
        window = Window(DESKTOP, self.data, *words, environment=environment)
        self.addCleanup(window.kill)
        return window

    def project(self):
        """A trusted project of our own, in place of the demo workspace."""
        self.write("shop/Makefile", "\n".join([
            "hello: ## Says hello",
            "\t@echo hello from make",
            "long: ## Counts for a while",
            f"\t@for i in $$(seq 1 100); do echo line $$i; sleep {LONG_SECONDS / 100}; done",
            "sql: ## Prints queries between two lines",
            "\t@echo before; for i in 1 2 3 4; do echo \"(0.00$$i) SELECT * FROM t; args=()\"; done; echo after",
            "ask: ## Asks for a name",
            "\t@printf 'Name? '; read name; echo \"hello $$name\"", ""]))
        self.write("shop/tools/greet.py", "\n".join([
            "#!/usr/bin/env python3", '"""Greets somebody."""', "import argparse", "parser = argparse.ArgumentParser()",
            'parser.add_argument("name", help="Who is greeted")',
            'parser.add_argument("--times", type=int, default=1)',
            "options = parser.parse_args()", 'print("\\n".join([f"Hello, {options.name}!"] * options.times))', ""]),
            executable=True)
        self.cli("folders", "add", self.root / "shop")
        self.cli("trust", self.root / "shop")
        return self.root / "shop"

    def choose(self, window, words):
        """Types into the search field and goes to the form of the best match."""
        window.focus(window.get("Search commands"))
        window.key("ctrl+a")
        window.type(words)
        window.key("Return")

    def run_chosen(self, window, words):
        wait_for(lambda: words in window.names(window.get("Commands", role="tree")), f"{words} in the list")
        self.choose(window, words)
        window.key("ctrl+Return")
        return wait_for(lambda: [r for r in self.json("runs") if r["name"] == words], f"a run of {words}")[0]["run"]


class MainJob(WindowTest):
    def test_the_first_start_shows_the_demo_workspace(self):
        window = self.open()
        tree = window.get("Commands", role="tree")
        wait_for(lambda: "greet" in window.names(tree), "the demo's commands")
        self.assertTrue(self.json("folders")[0]["path"].endswith("demo"))
        self.assertEqual(window.close(), 0)

    def test_find_fill_run_watch(self):
        self.project()
        window = self.open()
        wait_for(lambda: "greet.py" in window.names(window.get("Commands", role="tree")), "the script")
        self.choose(window, "greet")
        window.type("Ann Lee")
        window.key("ctrl+Return")
        wait_for(lambda: "Hello, Ann Lee!" in window.outputs(), "the greeting")
        record = wait_for(lambda: [r for r in self.json("runs") if r["state"] == "succeeded"], "the end")[0]
        self.assertEqual(record["argv"][-1], "Ann Lee")

    def test_missing_arguments_keep_run_disabled(self):
        self.project()
        window = self.open()
        wait_for(lambda: "greet.py" in window.names(window.get("Commands", role="tree")), "the script")
        self.choose(window, "greet")
        button = window.get("Run", role="push button")
        sensitive = window.atspi.StateType.SENSITIVE
        wait_for(lambda: not button.get_state_set().contains(sensitive), "the button disabled")
        window.key("ctrl+Return")
        window.type("Ann")
        wait_for(lambda: button.get_state_set().contains(sensitive), "the button enabled")
        self.assertEqual(self.json("runs"), [])

    def test_sql_is_folded_and_opens(self):
        self.project()
        window = self.open()
        self.run_chosen(window, "sql")
        wait_for(lambda: "after" in window.outputs(), "the last line")
        text = wait_for(lambda: "4 lines hidden" in window.outputs() and window.outputs(), "the marker")
        self.assertNotIn("SELECT", text)
        self.assertIn("before", text)

    def test_a_question_is_answered(self):
        self.project()
        window = self.open()
        run = self.run_chosen(window, "ask")
        wait_for(lambda: "Name?" in window.outputs(), "the prompt, which has no newline")
        window.focus(window.get("Input for the program"))
        window.type("Ann")
        window.key("Return")
        self.json("wait", run)
        wait_for(lambda: "hello Ann" in window.outputs(), "the answer's effect")

    def test_stop_and_run_again(self):
        self.project()
        window = self.open()
        run = self.run_chosen(window, "long")
        wait_for(lambda: "line 2" in window.outputs(), "some output")
        window.press(window.get("Stop"))
        self.assertEqual(self.json("wait", run)["state"], "stopped")
        window.press(window.get("Run Again"))
        wait_for(lambda: len(self.json("runs")) == 2, "a second run")


class InATerminal(WindowTest):
    def shell(self):
        self.write("tools/shell.sh", "\n".join([
            "#!/bin/sh", "# A shell that waits for what is typed.",
            "stty size", "stty -echo; printf 'Password: '; read secret; stty echo; echo; echo \"${#secret} characters\"",
            "PS1='$ ' exec sh", ""]), executable=True)
        self.cli("folders", "add", self.root / "tools")
        self.cli("trust", self.root / "tools")

    def wait_for_the_box(self, window):
        box = window.get("In a terminal", role="check box")
        wait_for(lambda: box.get_state_set().contains(window.atspi.StateType.CHECKED), "the box checked")

    def test_by_keyboard_alone(self):
        self.shell()
        window = self.open()
        wait_for(lambda: "shell.sh" in window.names(window.get("Commands", role="tree")), "the script")
        self.choose(window, "shell")
        window.key("alt+m")
        self.wait_for_the_box(window)
        window.key("ctrl+Return")
        wait_for(lambda: "Password:" in window.outputs(), "the question")
        wait_for(lambda: window.find("The program reads a password: what you type is not shown.", showing=True),
                 "what is said of it")
        window.type("s3cret")
        window.key("Return")
        wait_for(lambda: "6 characters" in window.outputs(), "the answer's effect")
        window.type("cat")
        window.key("Return")
        window.type("hello")
        window.key("Return")
        wait_for(lambda: window.outputs().count("hello") == 2, "the echo of the terminal and of cat")
        window.key("ctrl+c")
        window.type("stty size; exit 5")
        window.key("Return")
        run = self.json("runs")[0]["run"]
        record = self.json("wait", run)
        self.assertEqual((record["state"], record["exitCode"]), ("failed", 5))
        self.assertNotIn(b"s3cret", self.log(run))
        # The box is remembered.
        window.key("F6")
        window.close()
        window = self.open()
        wait_for(lambda: "shell.sh" in window.names(window.get("Commands", role="tree")), "the script")
        self.choose(window, "shell")
        self.wait_for_the_box(window)


    def test_a_line_longer_than_the_pane_is_edited_in_its_row(self):
        self.write("tools/shell.sh", "#!/bin/sh\n# A shell.\nPS1='$ ' exec bash --norc --noprofile -i\n", executable=True)
        self.cli("folders", "add", self.root / "tools")
        self.cli("trust", self.root / "tools")
        window = self.open()
        wait_for(lambda: "shell.sh" in window.names(window.get("Commands", role="tree")), "the script")
        self.choose(window, "shell")
        window.key("alt+m")
        self.wait_for_the_box(window)
        window.key("ctrl+Return")
        wait_for(lambda: "$ " in window.outputs(), "the prompt")
        window.type("echo first")
        window.key("Return")
        wait_for(lambda: "\nfirst" in window.outputs(), "what it prints")
        window.type("echo " + " ".join(f"w{i}" for i in range(70)))  # of 275 characters
        window.key("Home")
        window.key("ctrl+d")
        window.type("E=5; e")
        window.key("Return")
        wait_for(lambda: "w0 w1 " in window.outputs() and "w69" in window.outputs(), "the whole line printed")
        rows = window.outputs().splitlines()
        self.assertTrue(rows[0].startswith("$ echo first"), rows)  # nothing above was written over
        self.assertEqual(rows[1], "first")


class Surviving(WindowTest):
    def test_closed_in_the_middle_and_opened_again(self):
        self.project()
        window = self.open()
        run = self.run_chosen(window, "long")
        wait_for(lambda: "line 2" in window.outputs(), "some output")
        self.assertEqual(window.close(), 0)
        self.assertEqual(self.record(run)["state"], "running")
        window = self.open()
        wait_for(lambda: "line 2" in window.outputs(), "the tab with its output")
        record = self.json("wait", run)
        self.assertEqual((record["state"], record["lines"]), ("succeeded", 100))
        wait_for(lambda: "line 100" in window.outputs(), "the last line")
        window.key("alt+2")
        runs = window.get("Runs", role="table")
        wait_for(lambda: any("long" in name for name in window.names(runs)), "the run in the list")

    def test_killed_in_the_middle(self):
        self.project()
        window = self.open()
        run = self.run_chosen(window, "long")
        host = self.host(run)["host"]["pid"]
        wait_for(lambda: "line 2" in window.outputs(), "some output")
        window.kill()
        self.assertTrue(alive(host))
        record = self.json("wait", run)
        self.assertEqual((record["state"], record["exitCode"], record["lines"]), ("succeeded", 0, 100))
        self.assertEqual(self.log(run).decode().splitlines(), [f"line {i}" for i in range(1, 101)])
        window = self.open()
        wait_for(lambda: "line 100" in window.outputs(), "the restored tab")


    def test_told_to_go_with_everything_of_its_session(self):
        """As at a logout: SIGHUP, then SIGTERM, to the window's whole process group."""
        self.project()
        window = self.open()
        run = self.run_chosen(window, "long")
        wait_for(lambda: "line 2" in window.outputs(), "some output")
        for number in (signal.SIGHUP, signal.SIGTERM):
            try:
                os.killpg(window.process.pid, number)
            except ProcessLookupError:
                pass
        window.process.wait(60)
        self.assertEqual(self.record(run)["state"], "running")
        window = self.open()
        wait_for(lambda: "line 2" in window.outputs(), "the tab with its output")
        record = self.json("wait", run)
        self.assertEqual((record["state"], record["exitCode"], record["lines"]), ("succeeded", 0, 100))
        wait_for(lambda: "line 100" in window.outputs(), "the last line")

    def test_the_display_is_lost(self):
        run = self.detach("tick", 100, LONG_SECONDS * 10)
        with subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1024x640x24", "-nolisten", "tcp"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
            display = ":" + server.stdout.readline().decode().strip()
            window = self.open(DISPLAY=display)
            wait_for(lambda: "tick 2" in window.outputs(), "the run that goes on")
            server.kill()
        self.assertNotEqual(window.process.wait(60), 0)
        self.assertEqual(self.record(run)["state"], "running")
        window = self.open()
        wait_for(lambda: "tick 2" in window.outputs(), "the tab with its output")
        record = self.json("wait", run)
        self.assertEqual((record["state"], record["exitCode"], record["lines"]), ("succeeded", 0, 100))
        wait_for(lambda: "tick 100" in window.outputs(), "the last line")

    def test_a_suspended_host_is_said_and_goes_on(self):
        run = self.detach("print", "out", "ready", "tick", 50, 20)
        host = self.host(run)["host"]["pid"]
        os.kill(host, signal.SIGSTOP)
        try:
            window = self.open()
            wait_for(lambda: any("suspended" in (name or "") for name in window.names(window.frame)), "the notice")
            window.key("ctrl+shift+p")  # the window is not held up
            window.get("Type a command")
        finally:
            os.kill(host, signal.SIGCONT)
        self.assertEqual(self.json("wait", run)["lines"], 51)
        wait_for(lambda: "tick 50" in window.outputs(), "the last line")

    def test_window_and_command_line_watch_one_run(self):
        run = self.detach("tick", 100, LONG_SECONDS * 10)
        with subprocess.Popen(self.command("output", run, "--follow"), stdout=subprocess.PIPE,
                              env=self.environment) as follower:
            window = self.open()
            wait_for(lambda: "tick 2" in window.outputs(), "the output")
            self.assertEqual(len(follower.communicate(timeout=60)[0].splitlines()), 100)
        wait_for(lambda: "tick 100" in window.outputs(), "the last line")


class Trust(WindowTest):
    def test_an_untrusted_folder_is_asked_about(self):
        shop = self.project()
        self.cli("untrust", shop)
        window = self.open()
        wait_for(lambda: "hello" in window.names(window.get("Commands", role="tree")), "the target")
        self.choose(window, "hello")
        window.key("ctrl+Return")
        button = window.get("Trust Folder and Run", role="push button")
        self.assertEqual(self.json("runs"), [])
        window.press(button)
        wait_for(lambda: "hello from make" in window.outputs(), "the output")
        self.assertTrue(self.json("folders")[0]["trusted"])


class Accessibility(WindowTest):
    CONTROLS = {"push button", "check box", "combo box", "text", "tree", "tree table", "table", "page tab list",
                "toggle button", "spin button"}

    def test_every_control_has_a_name(self):
        self.project()
        window = self.open()
        self.run_chosen(window, "hello")
        wait_for(lambda: "hello from make" in window.outputs(), "the output")
        nameless = [(node.get_role_name(), node.get_description()) for node in window.walk(window.frame)
                    if node.get_role_name() in self.CONTROLS and not node.get_name()
                    and node.get_state_set().contains(window.atspi.StateType.SHOWING)]
        self.assertEqual(nameless, [])

    def test_keys_reach_every_pane(self):
        self.project()
        window = self.open()
        self.run_chosen(window, "hello")
        wait_for(lambda: "hello from make" in window.outputs(), "the output")
        visited = set()
        for _ in range(8):
            window.key("F6")
            visited |= window.focused_names()
        self.assertIn("Output", visited)
        self.assertTrue({"Commands", "Search commands"} & visited, visited)

    def test_the_palette_finds_actions_and_commands(self):
        self.project()
        window = self.open()
        wait_for(lambda: "hello" in window.names(window.get("Commands", role="tree")), "the target")
        window.key("ctrl+shift+p")
        window.get("Type a command")
        window.type("hello")
        window.key("Return")
        window.key("ctrl+Return")
        wait_for(lambda: "hello from make" in window.outputs(), "the output")


if __name__ == "__main__":
    unittest.main(verbosity=2)
