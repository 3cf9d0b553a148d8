# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of our own: virtual display, window manager, session bus, accessibility bus; and the window as a screen reader meets it."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from support import BIN, PATIENCE, wait_for

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


class Desktop:
    """Started once; everything ends with close(). Atspi may be imported only after that, since it reads the environment."""

    def __init__(self):
        self.processes = []
        self.runtime = tempfile.mkdtemp(prefix="commandrunner-runtime-")
        os.chmod(self.runtime, 0o700)
        os.environ["XDG_RUNTIME_DIR"] = self.runtime
        os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        os.environ.pop("WAYLAND_DISPLAY", None)
        os.environ["DISPLAY"] = ":" + self.start_and_read(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self.start_and_read(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"])
        # Shortcuts and focus belong to the active window, and it takes a window manager to have one.
        self.processes.append(subprocess.Popen(["openbox", "--sm-disable"], stdout=subprocess.DEVNULL,
                                               stderr=subprocess.DEVNULL))
        launcher = next(path for path in LAUNCHERS if os.path.exists(path))
        self.processes.append(subprocess.Popen([launcher, "--launch-immediately"], stdout=subprocess.DEVNULL,
                                               stderr=subprocess.DEVNULL))
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        self.atspi = Atspi
        Atspi.init()

    def start_and_read(self, command):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        line = process.stdout.readline().decode().strip()
        if not line:
            raise RuntimeError(f"{command[0]} did not start")
        return line

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(PATIENCE)
            if process.stdout:
                process.stdout.close()
        shutil.rmtree(self.runtime, ignore_errors=True)


class Window:
    """The real program, found and driven through its accessibility interface and the keyboard."""

    def __init__(self, desktop, data, *words, environment=None):
        self.desktop = desktop
        self.atspi = desktop.atspi
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen([str(BIN / "commandrunner"), "--data-dir", str(data), *words],
                                        stdout=subprocess.DEVNULL, stderr=self.errors, stdin=subprocess.DEVNULL,
                                        start_new_session=True,  # may be told to go without us
                                        env=dict(os.environ, **(environment or {})))
        try:
            self.application = wait_for(self._find_application, "the window's application on the bus")
            self.frame = wait_for(lambda: self.find(role="frame", root=self.application), "the main window")
        except AssertionError:
            self.kill()
            raise

    def _find_application(self):
        if self.process.poll() is not None:
            self.errors.seek(0)
            raise AssertionError(f"the window ended: {self.process.returncode} {self.errors.read()[-2000:]}")
        root = self.atspi.get_desktop(0)
        for index in range(root.get_child_count()):
            child = root.get_child_at_index(index)
            try:
                if child is not None and child.get_process_id() == self.process.pid:
                    return child
            except Exception:  # it went away while we looked
                continue
        return None

    # -- finding

    def walk(self, root=None, depth=0):
        node = root if root is not None else self.application
        yield node
        if depth > 40:
            return
        try:
            count = min(node.get_child_count(), 400)
        except Exception:
            return
        for index in range(count):
            try:
                child = node.get_child_at_index(index)
            except Exception:
                continue
            if child is not None:
                yield from self.walk(child, depth + 1)

    def find_all(self, name=None, role=None, root=None, showing=False):
        found = []
        for node in self.walk(root):
            try:
                if name is not None and node.get_name() != name:
                    continue
                if role is not None and node.get_role_name() != role:
                    continue
                if showing and not node.get_state_set().contains(self.atspi.StateType.SHOWING):
                    continue
            except Exception:
                continue
            found.append(node)
        return found

    def find(self, name=None, role=None, root=None, showing=False):
        found = self.find_all(name, role, root, showing)
        return found[0] if found else None

    def get(self, name=None, role=None, showing=True):
        return wait_for(lambda: self.find(name, role, showing=showing), f"{role or 'anything'} named {name!r}")

    def names(self, root):
        return [node.get_name() for node in self.walk(root)]

    def text(self, node):
        return self.atspi.Text.get_text(node, 0, -1)

    def outputs(self):
        """The text of the output pane in front."""
        pane = self.find("Output", showing=True)
        return self.text(pane) if pane else ""

    def focused_names(self):
        """What has the focus, with the parts around it that say so, too."""
        names = set()
        for node in self.walk(self.frame):
            try:
                if node.get_state_set().contains(self.atspi.StateType.FOCUSED):
                    names.add(node.get_name())
            except Exception:
                continue
        return names

    # -- acting

    def press(self, node):
        """What Space or a click on it would do."""
        assert self.atspi.Action.get_n_actions(node) > 0, f"{node.get_name()} has no action"
        self.atspi.Action.do_action(node, 0)

    def focus(self, node):
        self.atspi.Component.grab_focus(node)

    def key(self, combination):
        """One key with its modifiers, "ctrl+Return", delivered by the display as from a keyboard."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", combination], check=True, timeout=PATIENCE)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "5", text], check=True, timeout=PATIENCE)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self.errors.close()

    def close(self):
        """As the user closes it."""
        self.key("ctrl+q")
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        code = self.process.poll()
        self.kill()
        return code
