#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the house rules that a compiler does not: who may include and link whom, and calls that have no place here.

check_house.py ROOT [--qt-headers FOLDER]

Linking alone would not forbid <QWidget> or "core/storage/..." in the wrong place, since all folders share one include
path. With Qt's header folder the module of each Qt header is looked up, without it a few well-known names are used.
Prints FILE:LINE: what is wrong, and exits with 1 when something is. A forbidden call that is right where it stands says
why in a comment on its line: // house: before there is a window
"""
import argparse
import re
import sys
from pathlib import Path

# Which of our folders a folder may include. For widgets and tests see may_include().
CORE = {
    "core/base": set(),
    "core/command": {"core/base"},
    "core/output": {"core/base"},
    "core/run": {"core/base", "core/command", "core/output"},
    "core/secrets": {"core/base", "core/run"},
    "core/compare": {"core/base", "core/command", "core/output", "core/run"},
    "core/discovery/formats": {"core/base", "core/command"},
    "core/discovery/helptext": {"core/base", "core/command"},
    "core/discovery/scan": {"core/base", "core/command", "core/discovery/formats"},
    "core/discovery/python": {"core/base", "core/command", "core/discovery/formats", "core/discovery/scan"},
    "core/discovery/providers": {"core/base", "core/command", "core/discovery/formats", "core/discovery/scan",
                                 "core/discovery/python"},
    "core/discovery": {"core/base", "core/command", "core/discovery/scan", "core/discovery/providers"},
    "core/computer": {"core/base", "core/command", "core/run", "core/discovery/scan"},
    "core/storage": {"core/base", "core/command", "core/run"},
    "core/export": {"core/base", "core/command", "core/output", "core/run", "core/storage"},
}
CORE["core/workspace"] = set(CORE)
ALL_CORE = set(CORE)
PROGRAMS = {
    "app/host": {"core/base", "core/command", "core/output", "core/run"},
    "app/common": ALL_CORE,
    "app/cli": ALL_CORE | {"app/common"},
    "app/service": ALL_CORE | {"app/common"},
    "app/desktop": ALL_CORE | {"app/common"},
}

GUI_MODULES = re.compile(r"Qt(Gui|Widgets|OpenGL\w*|Svg\w*|PrintSupport|Qml\w*|Quick\w*|UiTools|Designer\w*)$")
GUI_FREE = {"app/host", "app/common", "app/cli", "app/service"} | ALL_CORE
SQL_FOLDERS = {"core/storage", "core/workspace"}
# When Qt's headers are not at hand.
KNOWN_MODULES = {
    "QtGui": "QAction QBrush QClipboard QColor QCursor QFont QFontMetrics QGuiApplication QIcon QImage QKeyEvent "
             "QKeySequence QPainter QPalette QPen QPixmap QScreen QStandardItemModel QTextCursor QTextDocument QWindow",
    "QtWidgets": "QApplication QDialog QLabel QLineEdit QListView QMainWindow QMenu QMessageBox QPlainTextEdit "
                 "QPushButton QStyle QSystemTrayIcon QTabWidget QTreeView QVBoxLayout QWidget",
    "QtSql": "QSqlDatabase QSqlDriver QSqlError QSqlQuery QSqlRecord QSqlTableModel",
    "QtTest": "QTest QSignalSpy QAbstractItemModelTester",
}
SYSTEM_HEADER = re.compile(
    r"(unistd|fcntl|poll|pty|termios|dlfcn|dirent|pwd|grp|spawn|signal|windows|winsock2|tlhelp32|io|process)\.h$"
    r"|sys/(?!types\.h$)\w+\.h$|linux/")
SYSTEM_FILE = re.compile(r"_(unix|linux|macos|windows)\.(cpp|h)$")

INCLUDE = re.compile(r'^\s*#\s*include\s*(?P<open>[<"])(?P<name>[^>"]+)[>"]')
EXCUSED = re.compile(r"// house: \w")
LINE_COMMENT = re.compile(r"//.*$")
LITERAL = re.compile(r'"(\\.|[^"\\])*"')


class Rule:
    """A call that has no place in some folders."""

    def __init__(self, pattern, folders, message, excluded=()):
        self.pattern = re.compile(pattern)
        self.folders = folders
        self.message = message
        self.excluded = excluded

    def applies(self, path):
        return path.startswith(self.folders) and not path.startswith(tuple(self.excluded))


RULES = [
    Rule(r"\bwaitFor[A-Z]\w*\s*\(", ("widgets/", "app/desktop/"),
         "waits in the GUI thread; connect to the signal instead"),
    Rule(r"\bQEventLoop\s+\w+|\bprocessEvents\s*\(", ("widgets/", "app/desktop/"),
         "runs a nested event loop; connect to a signal instead"),
    Rule(r"\b(qSleep|qWait)\s*\(\s*[0-9]{3,}", ("tests/",),
         "sleeps for a fixed time; wait for the condition with QTRY_* or qWaitFor"),
    Rule(r"\bQ_GLOBAL_STATIC\b", ("core/", "widgets/", "app/"),
         "is a global; pass the object through constructors"),
]


def folder_of(path):
    """core/run/x.cpp -> core/run; tests and divided folders keep three parts, as tests/core/run."""
    parts = path.split("/")
    divided = parts[0] == "tests" or "/".join(parts[:3]) in CORE
    depth = 3 if divided and len(parts) > 3 else 2
    return "/".join(parts[:depth]) if len(parts) > 2 else parts[0]


def is_known(folder):
    return folder in CORE or folder in PROGRAMS or folder.startswith(("widgets/", "tests"))


def may_include(folder, target):
    """Whether a file of `folder` may include one of `target`, another known folder of ours."""
    if target.startswith("tests"):
        return folder.startswith("tests") and target == "tests/support"
    if target.startswith("widgets/"): # among each other: no circles, see check_cycles()
        return folder.startswith(("widgets/", "app/desktop", "tests")) and not folder.startswith("tests/core/")
    if folder.startswith("widgets/"):
        return target in CORE
    if folder.startswith("tests"):
        return target in CORE or not folder.startswith("tests/core/")
    return target in (CORE.get(folder) or PROGRAMS.get(folder) or ())


class Checker:
    def __init__(self, root, qt_headers=None):
        self.root = Path(root)
        self.problems = []
        self.edges = {}  # folder -> {folder: "file:line" where it is first included}
        self.modules = {}
        for module, names in KNOWN_MODULES.items():
            self.modules.update(dict.fromkeys(names.split(), module))
        if qt_headers:
            for folder in sorted(Path(qt_headers).glob("Qt*")):
                for header in folder.iterdir():
                    if header.is_file():
                        self.modules[header.name] = folder.name

    def report(self, path, line, message):
        self.problems.append(f"{path}:{line}: {message}")

    def check(self):
        for top in ("core", "widgets", "app", "tests"):
            for file in sorted((self.root / top).rglob("*")):
                path = file.relative_to(self.root).as_posix()
                if path.startswith("tests/data/"):
                    continue
                if file.suffix in (".cpp", ".h"):
                    self.check_source(path, file.read_text(encoding="utf-8", errors="replace"))
                elif file.name == "CMakeLists.txt":
                    self.check_links(path, file.read_text(encoding="utf-8"))
        for file in sorted((self.root / "translations").glob("*.ts")):
            self.check_contexts(file.relative_to(self.root).as_posix(), file.read_text(encoding="utf-8"))
        self.check_cycles()
        return self.problems

    def check_contexts(self, path, text):
        """tr() looks by the class's full name; a context without its namespace is never found."""
        for number, line in enumerate(text.splitlines(), 1):
            for name in re.findall(r"<name>(.*?)</name>", line):
                if name != "Cli" and not name.startswith("CommandRunner::"):
                    self.report(path, number, f"the context '{name}' lacks its namespace: CommandRunner::{name}")

    def check_source(self, path, text):
        for number, line in enumerate(text.splitlines(), 1):
            include = INCLUDE.match(line)
            if include and include["open"] == '"':
                self.check_own_include(path, number, include["name"])
            elif include:
                self.check_other_include(path, number, include["name"])
            elif not EXCUSED.search(line):
                code = LITERAL.sub('""', LINE_COMMENT.sub("", line))
                for rule in RULES:
                    found = rule.pattern.search(code)
                    if found and rule.applies(path):
                        self.report(path, number, f"'{found[0].rstrip('( ')}' {rule.message}")

    def check_own_include(self, path, number, name):
        if name.endswith(".moc") or name.startswith("moc_"):
            return
        if not name.startswith(("core/", "widgets/", "app/", "tests/")):
            self.report(path, number, f'"{name}" is not written from the top ("core/run/runrequest.h")')
            return
        if not (self.root / name).exists() and not (self.root / f"{name}.in").exists():
            self.report(path, number, f'"{name}" does not exist')
            return
        self.check_direction(path, number, folder_of(path), folder_of(name), f'include "{name}"')

    def check_direction(self, path, number, folder, target, what):
        if folder == target:
            return
        unknown = [name for name in (folder, target) if not is_known(name)]
        if unknown:
            self.report(path, number, f"{unknown[0]} is a new folder: add it to the table in tests/house/check_house.py")
        elif not may_include(folder, target):
            self.report(path, number, f"{folder} must not {what}: wrong direction (DESIGN: app, widgets, core)")
        elif not folder.startswith("tests"):
            self.edges.setdefault(folder, {}).setdefault(target, f"{path}:{number}")

    def check_other_include(self, path, number, name):
        if SYSTEM_HEADER.match(name) and not path.startswith("tests/") and not SYSTEM_FILE.search(path):
            self.report(path, number, f"<{name}> belongs to one system: move it to a file named *_unix.cpp, *_windows.cpp …")
        module = name.split("/")[0] if name.startswith("Qt") and "/" in name else self.modules.get(name)
        if module is None and name in ("QtGui", "QtWidgets", "QtSql", "QtTest"):
            module = name
        if module:
            self.check_module(path, number, folder_of(path), module, f"include <{name}> of {module}")

    def check_module(self, path, number, folder, module, what):
        if folder in GUI_FREE and GUI_MODULES.match(module):
            self.report(path, number, f"{folder} must not {what}: no Gui and no Widgets outside the window")
        if module == "QtSql" and folder not in SQL_FOLDERS and not folder.startswith("tests"):
            self.report(path, number, f"{folder} must not {what}: the database is core/storage's")
        if module == "QtTest" and not folder.startswith("tests"):
            self.report(path, number, f"{folder} must not {what}: that is for tests")

    def check_links(self, path, text):
        folder = path.rsplit("/", 1)[0]
        if "/" not in folder or folder.startswith("tests"):
            return
        folders = [*CORE, *(f"widgets/{file.parent.name}" for file in self.root.glob("widgets/*/CMakeLists.txt"))]
        libraries = {name.removeprefix("core/").replace("/", "_"): name for name in folders}
        for number, line in enumerate(text.splitlines(), 1):
            code = line.split("#")[0]
            for module in re.findall(r"\bQt6::(\w+)", code):
                self.check_module(path, number, folder, f"Qt{module}", f"link Qt6::{module}")
            for library in re.findall(r"\bcommandrunner_(\w+)", code):
                if library in libraries:
                    self.check_direction(path, number, folder, libraries[library], f"link commandrunner_{library}")

    def check_cycles(self):
        done, path = set(), []

        def visit(folder):
            if folder in path:
                circle = path[path.index(folder):] + [folder]
                where = self.edges[circle[-2]][circle[-1]]
                self.problems.append(f"{where}: a circle of folders: {' -> '.join(circle)}")
            elif folder not in done:
                path.append(folder)
                for target in sorted(self.edges.get(folder, {})):
                    visit(target)
                path.pop()
                done.add(folder)

        for folder in sorted(self.edges):
            visit(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root")
    parser.add_argument("--qt-headers", help="the folder that holds QtCore, QtGui …")
    arguments = parser.parse_args()
    problems = Checker(arguments.root, arguments.qt_headers).check()
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
