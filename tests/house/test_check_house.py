#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that check_house.py finds each violation, and only violations."""
import tempfile
import unittest
from pathlib import Path

from check_house import Checker


class HouseRules(unittest.TestCase):
    def problems(self, files, qt_headers=None):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            headers = Path(folder, qt_headers) if qt_headers else None
            return Checker(folder, headers).check()

    def assert_found(self, files, *expected, qt_headers=None):
        problems = self.problems(files, qt_headers)
        self.assertEqual(len(problems), len(expected), problems)
        for problem, words in zip(problems, expected):
            self.assertIn(words, problem)

    def test_the_right_direction_is_fine(self):
        self.assert_found({
            "core/base/result.h": "#pragma once\n#include <QString>\n#include <expected>\n",
            "core/run/runrequest.h": '#include "core/base/result.h"\n#include <QLocalSocket>\n',
            "core/storage/runstore.h": '#include "core/run/runrequest.h"\n#include <QSqlQuery>\n',
            "core/run/processgroup_linux.cpp": "#include <sys/prctl.h>\n#include <unistd.h>\n",
            "widgets/commands/page.cpp": '#include "core/run/runrequest.h"\n#include <QWidget>\n#include "page.moc"\n',
            "app/desktop/main.cpp": '#include "widgets/commands/page.h"\n#include "core/storage/runstore.h"\n',
            "widgets/commands/page.h": "",
            "tests/core/run/runrequesttest.cpp": '#include "core/run/runrequest.h"\n#include <QTest>\n',
            "core/run/CMakeLists.txt": "commandrunner_library(core/run PUBLIC Qt6::Core Qt6::Network commandrunner_base)\n",
        })

    def test_wrong_directions(self):
        header = {"core/run/runrequest.h": "", "core/storage/runstore.h": "", "widgets/common/states.h": "",
                  "app/cli/printer.h": "", "tests/support/fakeclock.h": ""}
        for path, include in (
                ("core/base/a.cpp", "core/run/runrequest.h"),
                ("core/run/a.cpp", "core/storage/runstore.h"),
                ("core/discovery/a.h", "core/run/runrequest.h"),
                ("core/workspace/a.h", "widgets/common/states.h"),
                ("widgets/common/a.cpp", "app/cli/printer.h"),
                ("app/cli/a.cpp", "widgets/common/states.h"),
                ("app/host/main.cpp", "core/storage/runstore.h"),
                ("core/run/b.cpp", "tests/support/fakeclock.h"),
                ("tests/core/run/a.cpp", "widgets/common/states.h")):
            with self.subTest(path=path, include=include):
                self.assert_found(header | {path: f'// first\n#include "{include}"\n'}, f"{path}:2:")

    def test_gui_and_sql_in_core(self):
        self.assert_found({"core/run/a.cpp": "#include <QWidget>\n"}, "core/run/a.cpp:1: core/run must not include")
        self.assert_found({"core/storage/a.h": "#  include <QtGui/QColor>\n"}, "QtGui")
        self.assert_found({"core/base/a.h": "#include <QtWidgets>\n"}, "QtWidgets")
        for folder in ("base", "command", "output", "run"):
            self.assert_found({f"core/{folder}/a.cpp": "#include <QSqlQuery>\n"}, "core/storage's")
        self.assert_found({"app/host/main.cpp": "#include <QSqlDatabase>\n"}, "app/host must not")
        self.assert_found({"app/cli/main.cpp": "#include <QGuiApplication>\n"}, "app/cli must not")
        self.assert_found({"widgets/common/a.cpp": "#include <QSignalSpy>\n"}, "for tests")

    def test_the_module_of_a_header_comes_from_qt(self):
        files = {"core/run/a.cpp": "#include <QRasterWindow>\n"}
        self.assert_found(files)
        self.assert_found(files | {"qt/QtGui/QRasterWindow": ""}, "of QtGui", qt_headers="qt")

    def test_links(self):
        self.assert_found({"core/run/CMakeLists.txt": "# Qt6::Gui\ncommandrunner_library(core/run\n    PUBLIC Qt6::Gui)\n"},
                          "core/run/CMakeLists.txt:3: core/run must not link Qt6::Gui")
        self.assert_found({"core/run/CMakeLists.txt": "target_link_libraries(x Qt6::Sql)\n"}, "link Qt6::Sql")
        self.assert_found({"app/host/CMakeLists.txt": "target_link_libraries(x PRIVATE commandrunner_storage)\n"},
                          "link commandrunner_storage")
        self.assert_found({"widgets/common/CMakeLists.txt": "",
                           "core/base/CMakeLists.txt": "target_link_libraries(x PRIVATE commandrunner_widgets_common)\n"},
                          "link commandrunner_widgets_common")

    def test_circles(self):
        self.assert_found({
            "widgets/output/pane.h": '#include "widgets/history/page.h"\n',
            "widgets/history/page.h": '#include "widgets/output/pane.h"\n',
        }, "a circle of folders: widgets/history -> widgets/output -> widgets/history")

    def test_includes_are_written_from_the_top_and_exist(self):
        self.assert_found({"core/run/a.cpp": '#include "runrequest.h"\n'}, "from the top")
        self.assert_found({"core/run/a.cpp": '#include "core/run/gone.h"\n'}, "does not exist")
        self.assert_found({"core/brandnew/a.cpp": '#include "core/base/b.h"\n', "core/base/b.h": ""}, "is a new folder")

    def test_one_system_only(self):
        self.assert_found({"core/run/a.cpp": "#include <sys/wait.h>\n"}, "belongs to one system")
        self.assert_found({"app/cli/a.cpp": "#include <windows.h>\n"}, "belongs to one system")

    def test_forbidden_calls(self):
        self.assert_found({"widgets/output/a.cpp": "    process.waitForFinished(100);\n"}, "a.cpp:1: 'waitForFinished'")
        self.assert_found({"app/desktop/a.cpp": "socket->waitForConnected(); // house:\n"}, "'waitForConnected'")
        self.assert_found({"widgets/output/a.cpp": "QEventLoop loop;\n"}, "nested event loop")
        self.assert_found({"tests/core/run/a.cpp": "QTest::qSleep(100);\n"}, "sleeps for a fixed time")
        self.assert_found({"tests/widgets/a/a.cpp": "QTest::qWait( 2000);\n"}, "sleeps for a fixed time")
        self.assert_found({"core/run/a.cpp": "Q_GLOBAL_STATIC(Settings, settings)\n"}, "is a global")

    def test_contexts_of_translations(self):
        self.assert_found({"translations/a.ts": "<name>MainWindow</name>\n"}, "a.ts:1: the context 'MainWindow'")
        self.assert_found({"translations/a.ts": "<name>Cli</name>\n<name>CommandRunner::MainWindow</name>\n"})

    def test_the_same_words_elsewhere_are_fine(self):
        self.assert_found({
            "core/discovery/a.cpp": "process.waitForFinished(100);\n",
            "widgets/output/a.cpp": '// never waitForFinished() here\nconst auto s = u"waitForFinished(1)"_s;\n',
            "tests/core/run/a.cpp": "QTest::qWait(20);\nQVERIFY(QTest::qWaitFor(done, 5000));\n",
            "app/desktop/a.cpp": "socket.waitForConnected(500); // house: before there is a window\n",
            "tests/data/a.cpp": '#include "no/such.h"\n',
        })


if __name__ == "__main__":
    unittest.main()
