// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class PyprojectProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commands_data();
    void commands();
    void starters_data();
    void starters();
    void poeArguments();
    void poeIncludes();
    void hatchFile();
    void problems_data();
    void problems();
    void thousandsOfTasks();
};

void PyprojectProviderTest::commands_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("project scripts")
        << QByteArray(R"T([build-system]
requires = ["hatchling"]

[project]
name = "shop"
dynamic = ["version"]

[project.scripts]
shop = "shop.cli:main"
"shop-admin" = "shop.admin:run [admin]"

[project.gui-scripts]
shop-window = "shop.gui:main"

[tool.uv]
dev-dependencies = []
)T")
        << QStringList{
               u"shop@9: uv run shop | Program of this project: shop.cli:main"_s,
               u"shop-admin@10: uv run shop-admin | Program of this project: shop.admin:run "
               "[admin]"_s,
               u"shop-window@13: uv run shop-window | Program of this project: shop.gui:main"_s};
    QTest::newRow("poetry")
        << QByteArray(R"T([tool.poetry]
name = "mailer"
[tool.poetry.scripts]
mailer = "mailer:main"
report = { reference = "bin/report.sh", type = "file" }
legacy = { callable = "mailer.old:main", extras = ["old"] }
)T")
        << QStringList{u"legacy@6: poetry run legacy | Program of this project: mailer.old:main"_s,
                       u"mailer@4: poetry run mailer | Program of this project: mailer:main"_s,
                       u"report@5: poetry run report | Program of this project: bin/report.sh"_s};
    QTest::newRow("poe")
        << QByteArray(R"T([tool.poe]
envfile = ".env"
[tool.poe.tasks]
test = "pytest -x"
_build = "python -m build"
check = ["lint", { cmd = "mypy ." }, ["a", "b"]]
"db:reset" = { shell = "dropdb shop; createdb shop", help = "Make the database anew" }

[tool.poe.tasks.release]
help = "Build and upload"
sequence = [{ ref = "_build" }, { script = "shop.release:upload(dry_run=True)" }]
ignore_fail = "return_zero"

[tool.poe.tasks.lint]
cmd = """
  ruff check
    --fix    # comment
"""
)T")
        << QStringList{
               u"(_build@5: poe _build | Runs: python -m build)"_s,
               u"check@6: poe check | Runs: lint; mypy .; a; b"_s,
               u"db:reset@7: poe db:reset | Make the database anew / Runs: dropdb shop; createdb "
               "shop"_s,
               u"lint@14: poe lint | Runs: ruff check /     --fix    # comment"_s,
               u"release@9: poe release | Build and upload / Runs: _build; "
               "shop.release:upload(dry_run=True)"_s,
               u"test@4: poe test | Runs: pytest -x"_s};
    QTest::newRow("pdm")
        << QByteArray(R"T([tool.pdm.scripts]
_.env_file = ".env"
start = "flask run -p 54321"
pre_start = "echo before"
migrate = { cmd = ["flask", "db upgrade"], help = "Update the database" }
filter_error = { shell = "cat error.log | grep CRITICAL > critical.log" }
foobar = { call = "foo_package.bar_module:main('dev')" }
all = { composite = ["lint {args}", "test"] }
_inner = "true"
)T")
        << QStringList{
               u"(_inner@9: pdm run _inner | Runs: true)"_s,
               u"all@8: pdm run all | Runs: lint {args}; test"_s,
               u"filter_error@6: pdm run filter_error | Runs: cat error.log | grep CRITICAL > "
               "critical.log"_s,
               u"foobar@7: pdm run foobar | Runs: foo_package.bar_module:main('dev')"_s,
               u"migrate@5: pdm run migrate | Update the database / Runs: flask db upgrade"_s,
               u"(pre_start@4: pdm run pre_start | Runs: echo before)"_s,
               u"start@3: pdm run start | Runs: flask run -p 54321"_s};
    QTest::newRow("hatch")
        << QByteArray(R"T([tool.hatch.envs.default.scripts]
test = "pytest {args:tests}"
cov = ["coverage run", "coverage report"]
[tool.hatch.envs.docs]
description = "Documentation"
dependencies = ["mkdocs"]
[tool.hatch.envs.docs.scripts]
build = "mkdocs build"
[[tool.hatch.envs.test.matrix]]
python = ["3.11", "3.12"]
[tool.hatch.envs.test.extra-scripts]
fast = "pytest -m fast"
)T")
        << QStringList{
               u"cov@3: hatch run cov | Runs: coverage run; coverage report"_s,
               u"docs:build@8: hatch run docs:build | Runs: mkdocs build / Environment: docs / "
               "Documentation"_s,
               u"test@2: hatch run test | Runs: pytest {args:tests}"_s,
               u"test:fast@12: hatch run test:fast | Runs: pytest -m fast / Environment: test"_s};
    QTest::newRow("taskipy") << QByteArray(R"T([tool.taskipy.tasks]
pre_test = "ruff check"
test = { cmd = "pytest", help = "Run the tests" }
)T")
                             << QStringList{u"(pre_test@2: task pre_test | Runs: ruff check)"_s,
                                            u"test@3: task test | Run the tests / Runs: pytest"_s};
    QTest::newRow("names with spaces and emoji")
        << QByteArray("[tool.pdm.scripts]\n\"run it\" = \"x\"\n\"\xF0\x9F\x9A\x80\" = \"y\"\n")
        << QStringList{u"run it@2: pdm run run it | Runs: x"_s, u"🚀@3: pdm run 🚀 | Runs: y"_s};
    QTest::newRow("nothing to run")
        << QByteArray("[project]\nname = \"x\"\n[tool.ruff]\n") << QStringList{};
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF[tool.pdm.scripts]\na = \"x\"\n")
                                     << QStringList{u"a@2: pdm run a | Runs: x"_s};
}

void PyprojectProviderTest::commands()
{
    QFETCH(QByteArray, toml);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"pyproject.toml"_s, toml));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(problemsOf(result), QStringList());
    QTEST(summaryOf(result, u"pyproject"_s), "expected");
}

void PyprojectProviderTest::starters_data()
{
    QTest::addColumn<QStringList>("files"); // beside the project's folder "app"
    QTest::addColumn<QByteArray>("more");   // of pyproject.toml
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("poe");
    QTest::newRow("nothing known") << QStringList{} << QByteArray() << u"(tool)"_s << u"poe"_s;
    QTest::newRow("uv of a workspace")
        << QStringList{u"uv.lock"_s} << QByteArray() << u"uv run tool"_s << u"poe"_s;
    QTest::newRow("uv with poe") << QStringList{u"app/uv.lock"_s}
                                 << QByteArray("[dependency-groups]\ndev = [\"poethepoet\"]\n")
                                 << u"uv run tool"_s << u"uv run poe"_s;
    QTest::newRow("poetry") << QStringList{u"app/poetry.lock"_s}
                            << QByteArray("[tool.x]\ny = \"poethepoet\"\n") << u"poetry run tool"_s
                            << u"poetry run poe"_s;
    QTest::newRow("pdm") << QStringList{u"app/pdm.lock"_s} << QByteArray() << u"pdm run tool"_s
                         << u"poe"_s;
    QTest::newRow("hatch") << QStringList{} << QByteArray("[tool.hatch.envs.x]\n")
                           << u"hatch run tool"_s << u"poe"_s;
    const QStringList environment{u"app/.venv/pyvenv.cfg"_s, u"app/.venv/bin/tool"_s,
                                  u"app/.venv/bin/poe"_s};
    QTest::newRow("virtual environment")
        << environment << QByteArray() << u"./app/.venv/bin/tool"_s << u"./app/.venv/bin/poe"_s;
    QTest::newRow("virtual environment before uv")
        << (environment + QStringList{u"uv.lock"_s}) << QByteArray() << u"./app/.venv/bin/tool"_s
        << u"./app/.venv/bin/poe"_s;
    QTest::newRow("a virtual environment without the program")
        << QStringList{u"app/venv/pyvenv.cfg"_s, u"uv.lock"_s} << QByteArray() << u"uv run tool"_s
        << u"poe"_s;
}

void PyprojectProviderTest::starters()
{
    QFETCH(QStringList, files);
    QFETCH(QByteArray, more);
    const ScratchFolder scratch;
    for (const QString &file : std::as_const(files))
        QVERIFY(scratch.write(file, {}, true));
    QVERIFY(
        scratch.write(u"app/pyproject.toml"_s,
                      "[project.scripts]\ntool = \"a:b\"\n[tool.poe.tasks]\nx = \"y\"\n" + more));
    const DiscoveryResult result = scanNow(scratch.path());
    const Command script = commandOf(result, u"pyproject:app/pyproject.toml:tool"_s);
    QString argv = script.argv.join(u' ').replace(scratch.path(), "."_L1);
    if (script.hidden)
        argv = u"(%1)"_s.arg(argv);
    QTEST(argv, "script");
    QCOMPARE(script.workingDirectory, scratch.filePath(u"app"_s));
    QStringList poe = commandOf(result, u"pyproject:app/pyproject.toml:x"_s).argv;
    QCOMPARE(poe.takeLast(), u"x"_s);
    QTEST(poe.join(u' ').replace(scratch.path(), "."_L1), "poe");
}

void PyprojectProviderTest::poeArguments()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"pyproject.toml"_s, R"T([tool.poe.tasks.serve]
cmd = "uvicorn app --port ${port}"
args = [
  "host",
  { name = "port", options = ["-p", "--port"], type = "integer", default = 8000, help = "Where" },
  { name = "quiet", type = "boolean" },
  { name = "reload", type = "boolean", default = true, help = "Reload on change" },
  { name = "level", choices = ["debug", "info"], required = true },
  { name = "target", positional = true, required = true },
  { name = "rest", positional = "FILE", multiple = true },
  { name = "port" },
]
[tool.poe.tasks.table]
script = "a:b"
args.first = { default = "1 2" }
args.second = { positional = true }
)T"));
    const DiscoveryResult result = scanNow(scratch.path());
    const Command serve = commandOf(result, u"pyproject:pyproject.toml:serve"_s);
    QCOMPARE(serve.parameters.size(), 7);
    QCOMPARE(serve.freeArgumentsPrefix, QStringList{u"--"_s});
    QCOMPARE(parameterOf(serve, u"host"_s).flags, QStringList{u"--host"_s});
    const Parameter port = parameterOf(serve, u"port"_s);
    QCOMPARE(port.flags, QStringList({u"-p"_s, u"--port"_s}));
    QVERIFY(port.type == ParameterType::Integer);
    QCOMPARE(port.defaultValue, u"8000"_s);
    QCOMPARE(port.help, u"Where"_s);
    QVERIFY(parameterOf(serve, u"quiet"_s).kind == ParameterKind::Flag);
    QCOMPARE(parameterOf(serve, u"reload"_s).help, u"Reload on change\nOn unless this is given."_s);
    const Parameter level = parameterOf(serve, u"level"_s);
    QVERIFY(level.type == ParameterType::Choice);
    QCOMPARE(level.choices, QStringList({u"debug"_s, u"info"_s}));
    QVERIFY(level.required);
    const Parameter target = parameterOf(serve, u"target"_s);
    QVERIFY(target.kind == ParameterKind::Positional);
    QVERIFY(target.required);
    const Parameter rest = parameterOf(serve, u"rest"_s);
    QVERIFY(rest.multiple);
    QVERIFY(rest.kind == ParameterKind::Positional);
    QCOMPARE(rest.placeholder, u"FILE"_s);
    const Command table = commandOf(result, u"pyproject:pyproject.toml:table"_s);
    QCOMPARE(parameterOf(table, u"first"_s).defaultValue, u"1 2"_s);
    QVERIFY(parameterOf(table, u"second"_s).kind == ParameterKind::Positional);
}

void PyprojectProviderTest::poeIncludes()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/pyproject.toml"_s, R"T([tool.poe]
include = ["tasks/more.toml", { path = "more.yaml" }, "../../outside.toml", "missing.toml",
           "pyproject.toml"]
[tool.poe.tasks]
a = "main"
)T"));
    QVERIFY(scratch.write(u"app/tasks/more.toml"_s, "[tool.poe.tasks]\na = \"x\"\nb = \"y\"\n"));
    QVERIFY(scratch.write(u"app/more.yaml"_s, "tasks:\n  c: pytest\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(summaryOf(result, u"pyproject"_s),
             QStringList({u"a@5: poe a | Runs: main"_s, u"b@3: poe b | Runs: y"_s,
                          u"c@2: poe c | Runs: pytest"_s}));
    const Command included = commandOf(result, u"pyproject:app/pyproject.toml:b"_s);
    QCOMPARE(included.file, u"app/tasks/more.toml"_s);
    QCOMPARE(included.workingDirectory, scratch.filePath(u"app"_s));
    QCOMPARE(
        problemsOf(result),
        QStringList({u"app/pyproject.toml:2 the included file \"../../outside.toml\" is not in "
                     "this folder"_s,
                     u"app/pyproject.toml:2 the included file \"missing.toml\" is not in this "
                     "folder"_s}));
}

void PyprojectProviderTest::hatchFile()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"hatch.toml"_s, "[envs.lint.scripts]\nall = \"ruff check\"\n"));
    QCOMPARE(
        summaryOf(scanNow(scratch.path()), u"pyproject"_s),
        QStringList{u"lint:all@2: hatch run lint:all | Runs: ruff check / Environment: lint"_s});
}

void PyprojectProviderTest::problems_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<int>("commands");
    QTest::newRow("a leading dash")
        << QByteArray("[tool.poe.tasks]\n\"-x\" = \"a\"\nb = \"c\"\n")
        << QStringList{u"pyproject.toml:2 the task \"-x\" begins with a dash and "
                       "would be taken for an option"_s}
        << 1;
    QTest::newRow("a line break")
        << QByteArray("[tool.pdm.scripts]\n\"a\\nb\" = \"a\"\n")
        << QStringList{u"pyproject.toml:2 the name of the script \"a b\" holds a line break or "
                       "another control character"_s}
        << 0;
    QTest::newRow("an empty name") << QByteArray("[tool.taskipy.tasks]\n\"\" = \"a\"\n")
                                   << QStringList{u"pyproject.toml:2 a task has no name"_s} << 0;
    QTest::newRow("a path as name")
        << QByteArray("[project.scripts]\n\"../x\" = \"a:b\"\n")
        << QStringList{u"pyproject.toml:2 the script \"../x\" has a slash in its name"_s} << 0;
    QTest::newRow("no function")
        << QByteArray("[project.scripts]\nx = 3\ny = []\n")
        << QStringList{u"pyproject.toml:3 the script \"y\" names no function"_s} << 1;
    QTest::newRow("no table")
        << QByteArray("[tool.poe]\ntasks = [\"a\"]\n[tool.pdm]\nscripts = 1\n")
        << QStringList{u"pyproject.toml:2 [tool.poe.tasks] is not a table"_s,
                       u"pyproject.toml:4 [tool.pdm.scripts] is not a table"_s}
        << 0;
}

void PyprojectProviderTest::problems()
{
    QFETCH(QByteArray, toml);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"pyproject.toml"_s, toml));
    QVERIFY(scratch.write(u"broken/pyproject.toml"_s, "[tool.poe.tasks]\na = \"x\"\nb = \n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList found = problemsOf(result);
    QVERIFY(!found.isEmpty());
    const QString broken = found.takeLast();
    QVERIFY2(broken.startsWith("broken/pyproject.toml:3 not valid TOML: "_L1), qPrintable(broken));
    QTEST(found, "expected");
    for (const DiscoveryProblem &problem : result.problems)
        QVERIFY(!problem.hint.isEmpty());
    QTEST(int(result.commands.size()), "commands");
}

void PyprojectProviderTest::thousandsOfTasks()
{
    QByteArray toml = "[tool.poe.tasks]\n";
    for (int i = 0; i < 10'000; ++i)
        toml += "task" + QByteArray::number(i) + " = \"true\"\n";
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"pyproject.toml"_s, toml));
    QCOMPARE(scanNow(scratch.path()).commands.size(), 10'000);
}

QTEST_GUILESS_MAIN(PyprojectProviderTest)
#include "tst_pyprojectprovider.moc"
