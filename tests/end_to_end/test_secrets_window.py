# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A secret in the real window: typed, remembered, fetched again, forgotten; and nowhere to be found."""

import os
import unittest

import keychain
import test_secrets
import test_window
from support import wait_for

MARK = "‹secret deploy/token›"


def setUpModule():
    test_window.setUpModule()


def tearDownModule():
    test_window.tearDownModule()


@unittest.skipIf(keychain.MISSING, keychain.MISSING)
class SecretsInWindow(test_window.WindowTest, test_secrets.SecretsTest):
    def test_remember_use_forget(self):
        service = keychain.Keychain(os.environ["DBUS_SESSION_BUS_ADDRESS"])
        self.addCleanup(service.close)
        self.environment.update(service.environment)
        test_secrets.SecretsTest.project(self)
        window = self.open()
        wait_for(lambda: "deploy" in window.names(window.get("Commands", role="tree")), "the command")
        self.choose(window, "deploy")
        window.type(test_secrets.VALUE)
        window.key("Tab")
        window.key("space")
        self.assertTrue(window.get("Remember Token in the keychain").get_state_set().contains(
            window.atspi.StateType.CHECKED))
        window.key("ctrl+Return")
        wait_for(lambda: f"token {len(test_secrets.VALUE)}: ‹secret token›" in window.outputs(), "the mark in the output")
        self.assertNotIn(test_secrets.VALUE, window.outputs())
        wait_for(lambda: [s["name"] for s in self.json("secret", "list")] == ["deploy/token"], "the name of what is stored")

        # From now on it is fetched.
        self.choose(window, "deploy")
        wait_for(lambda: window.find("Forget the stored Token", showing=True), "the field saying that it is stored")
        window.key("ctrl+Return")
        wait_for(lambda: f"token {len(test_secrets.VALUE)}: {MARK}" in window.outputs(), "its mark in the output")
        self.assertEqual(self.tellers(), [])
        window.press(window.get("Forget the stored Token"))
        wait_for(lambda: self.json("secret", "list") == [], "the secret forgotten")
        self.assertEqual(window.close(), 0)
        self.assertEqual(self.holders(), [])

    def test_a_run_that_waits_fetches_it(self):
        service = keychain.Keychain(os.environ["DBUS_SESSION_BUS_ADDRESS"])
        self.addCleanup(service.close)
        self.environment.update(service.environment)
        test_secrets.SecretsTest.project(self)
        self.cli("secret", "set", "GitHub", "--for", "deploy", input=test_secrets.VALUE.encode())
        self.cli("queue", "limit", "1")
        first = self.detach("sleep-forever")
        window = self.open()
        wait_for(lambda: "deploy" in window.names(window.get("Commands", role="tree")), "the command")
        self.choose(window, "deploy")
        wait_for(lambda: window.find("Forget the stored Token", showing=True), "the field saying that it is stored")
        window.key("ctrl+Return")
        wait_for(lambda: [r for r in self.json("runs", "--state", "queued") if r["name"] == "deploy"], "the run that waits")
        self.assertEqual(self.holders(), [])
        self.cli("stop", first)
        ended = wait_for(lambda: [r for r in self.json("runs", "--state", "succeeded") if r["name"] == "deploy"], "its end")
        output = self.cli("output", ended[0]["run"]).stdout.decode()
        self.assertIn(f"token {len(test_secrets.VALUE)}: ‹secret GitHub›", output)
        self.assertEqual(self.holders(), [])

    def test_run_again_asks(self):
        test_secrets.SecretsTest.project(self)
        window = self.open()
        wait_for(lambda: "deploy" in window.names(window.get("Commands", role="tree")), "the command")
        self.choose(window, "deploy")
        window.type(test_secrets.VALUE)
        window.key("ctrl+Return")
        wait_for(lambda: "‹secret token›" in window.outputs(), "the mark in the output")
        window.press(window.get("Run Again", role="push button"))
        wait_for(lambda: window.find("token (a secret, not kept from the last run):"), "the question")
        window.type("another-secret")
        window.key("Return")
        wait_for(lambda: "token 14: ‹secret token›" in window.outputs(), "the second run's output")
        self.assertNotIn("another-secret", window.outputs())
        self.assertEqual(self.holders(), [])


if __name__ == "__main__":
    unittest.main()
