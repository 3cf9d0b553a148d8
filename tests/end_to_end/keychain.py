# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Secret Service (GNOME Keyring) on a message bus, with a keychain of its own that is unlocked."""

import os
import shutil
import subprocess
import tempfile

from support import wait_for

MISSING = None if shutil.which("gnome-keyring-daemon") and shutil.which("dbus-daemon") else \
    "gnome-keyring-daemon or dbus-daemon is not installed"


class Keychain:
    def __init__(self, bus=None):
        self.folder = tempfile.mkdtemp(prefix="commandrunner-keychain-")
        self.bus = None
        if bus is None:
            self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            bus = self.bus.stdout.readline().decode().strip()
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": bus, "XDG_DATA_HOME": f"{self.folder}/share",
                            "XDG_RUNTIME_DIR": self.folder}
        environment = dict(os.environ, **self.environment)
        self.daemon = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                                        f"--control-directory={self.folder}"], env=environment,
                                       stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.daemon.stdin.write(b"a password of the keychain")
        self.daemon.stdin.close()

        def reply(*words):
            return subprocess.run(["dbus-send", "--session", "--print-reply", *words], env=environment,
                                  capture_output=True).stdout

        # Calling it before it is there would have the bus start another one, with a locked keychain.
        wait_for(lambda: b"boolean true" in reply("--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner",
                                                  "string:org.freedesktop.secrets"), "the Secret Service")
        wait_for(lambda: b"/secrets/collection" in reply("--dest=org.freedesktop.secrets", "/org/freedesktop/secrets",
                                                         "org.freedesktop.Secret.Service.ReadAlias", "string:default"),
                 "the keychain")

    def close(self):
        for process in (self.daemon, self.bus):
            if process:
                process.terminate()
                process.wait()
                if process.stdout:
                    process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)
