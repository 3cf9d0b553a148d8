// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// nox and invoke: Python files whose decorated functions are the commands.
class PythonTasksTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noxSessions();
    void noxPythons();
    void noxCalls_data();
    void noxCalls();
    void invokeTasks();
    void invokeCollections();
    void invokePackage();
    void invokeParameters();
    void invokeArguments();
    void otherTasksFiles_data();
    void otherTasksFiles();
    void hostileFiles_data();
    void hostileFiles();
};

const QByteArray noxfile = R"T(import nox
PYTHONS = ["3.10", "3.11"]
LAST = "3.11"
nox.options.sessions = ["lint"]

@nox.session(python=PYTHONS, reuse_venv=True)
@nox.parametrize("django", ["4.2", "5.0"])
@nox.parametrize(["db", "size"], [("pg", 1), ("sqlite", 2)])
def tests(session: nox.Session, django, db, size) -> None:
    """Run the tests.

    With more words.
    """
    session.run("pytest", *session.posargs)

@nox.session
def lint(session):
    "Check."

@nox.session(name="build docs", python=False)
def docs(session): pass

@nox.session(python=["3.9", LAST], venv_backend="none")
async def plain(session): pass

if True:
    @nox.session
    def conditional(session): pass

def helper(session): pass

@nox.session(name="-x")
def dashed(session): pass
)T";

void PythonTasksTest::noxSessions()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"noxfile.py"_s, noxfile));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(summaryOf(result, u"nox"_s),
             QStringList({u"build docs@21: nox -s build docs | "_s,
                          u"lint@17: nox -s lint | Check."_s, u"plain@24: nox -s plain | "_s,
                          u"tests@9: nox -s tests | Run the tests. /  / With more words. / Python: "
                          "3.10, 3.11 / Once for each of django: 4.2, 5.0 / Once for each of db, "
                          "size: (pg, 1), (sqlite, 2)"_s}));
    QCOMPARE(problemsOf(result),
             QStringList{u"noxfile.py:33 the session \"-x\" begins with a dash and "
                         "would be taken for an option"_s});
}

void PythonTasksTest::noxPythons()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"noxfile.py"_s, noxfile));
    QVERIFY(scratch.write(u".venv/pyvenv.cfg"_s, {}));
    QVERIFY(scratch.write(u".venv/bin/nox"_s, {}, true));
    const Command tests = commandOf(scanNow(scratch.path()), u"nox:noxfile.py:tests"_s);
    QCOMPARE(tests.argv.first(), scratch.filePath(u".venv/bin/nox"_s));
    QCOMPARE(tests.freeArgumentsPrefix, QStringList{u"--"_s});
    const Parameter python = parameterOf(tests, u"python"_s);
    QCOMPARE(python.choices, QStringList({u"3.10"_s, u"3.11"_s}));
    QVERIFY(python.passing == ParameterPassing::Joined);
}

// As "nox --list" of nox 2022.11 shows them.
void PythonTasksTest::noxCalls_data()
{
    QTest::addColumn<QByteArray>("decorators");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("one") << QByteArray("@nox.parametrize('django', ['4.2', '5.0'])")
                         << QStringList{u"t(django='4.2')"_s, u"t(django='5.0')"_s};
    QTest::newRow("two") << QByteArray("@nox.parametrize('django', ['4.2', '5.0'])\n"
                                       "@nox.parametrize(['db', 'size'], [('pg', 1), ('x', 2)])")
                         << QStringList{u"t(db='pg', size=1, django='4.2')"_s,
                                        u"t(db='x', size=2, django='4.2')"_s,
                                        u"t(db='pg', size=1, django='5.0')"_s,
                                        u"t(db='x', size=2, django='5.0')"_s};
    QTest::newRow("ids") << QByteArray("@nox.parametrize('n', [1, 2], ids=['one', 'two'])")
                         << QStringList{u"t(one)"_s, u"t(two)"_s};
    QTest::newRow("an id of its own")
        << QByteArray("@nox.parametrize('n', [nox.param(1, id='uno'), 2, nox.param(3)])")
        << QStringList{u"t(uno)"_s, u"t(n=2)"_s, u"t(n=3)"_s};
    QTest::newRow("kinds") << QByteArray("@nox.parametrize('n', [True, None, 1.5, 'a b', 'it\"s'])")
                           << QStringList{u"t(n=True)"_s, u"t(n=None)"_s, u"t(n=1.5)"_s,
                                          u"t(n='a b')"_s, u"t(n='it\"s')"_s};
    QTest::newRow("what only running tells")
        << QByteArray("@nox.parametrize('n', [1, compute()])") << QStringList();
    QTest::newRow("too many") << "@nox.parametrize('a', [" + QByteArray("1,").repeated(20) + "])\n"
            + "@nox.parametrize('b', [" + QByteArray("1,").repeated(20)
            + "])" << QStringList();
    QTest::newRow("none") << QByteArray("@other") << QStringList();
}

void PythonTasksTest::noxCalls()
{
    QFETCH(QByteArray, decorators);
    QFETCH(QStringList, expected);
    const ScratchFolder scratch;
    const auto write = [&](const QByteArray &session) {
        return scratch.write(u"noxfile.py"_s,
                             "import nox\n" + session + "\n" + decorators
                                 + "\ndef t(session): pass\n");
    };
    const QString id = u"nox:noxfile.py:t"_s;
    QVERIFY(write("@nox.session(python='3.11')"));
    Command command = commandOf(scanNow(scratch.path()), id);
    QCOMPARE(parameterOf(command, u"session"_s).choices, expected);
    QVERIFY(write("@nox.session(python=['3.10', '3.11'])"));
    command = commandOf(scanNow(scratch.path()), id);
    QStringList prefixed;
    for (const QString &version : {u"t-3.10("_s, u"t-3.11("_s}) {
        for (QString call : std::as_const(expected))
            prefixed.append(call.replace(0, 2, version));
    }
    QCOMPARE(parameterOf(command, u"session"_s).choices, prefixed);
}

const QByteArray tasksFile = R"T("""Tasks of the project"""
from invoke import Collection, task
from . import docs
import other

HELP = {"a": "First"}

@task
def clean(c):
    """Remove what was built."""

@task(pre=[clean], help={"name": "Whom to greet", "my-file": "A" "B"}, aliases=["hi"],
      iterable=["tag"], incrementable=["verbose"], optional=["log"])
def say_hello(c, name, times=1, loud=False, color=True, ratio=0.5, tag=None, verbose=0,
              log=None, my_file="a.txt", x="y", *args, **kwargs):
    """
    Greet somebody.

        At length.
    """

@task(name="run-it", default=True, help=HELP)
def _private(c, a: int, b): pass

@task(positional=["b"])
def pos(c, a, b="1"): pass

@task
def _leading_under_(c): pass

@task
def not_added(c): pass
)T";
const QByteArray collection = R"T(
inner = Collection("inner_part", clean)
ns = Collection(clean, say_hello, docs, inner, again=clean)
ns.configure({"run": {"echo": True}})
ns.add_task(_private)
ns.add_task(pos, name="position")
ns.add_task(_leading_under_, "lead")
ns.add_collection(Collection.from_module(other), name="oth")
ns.add_collection(missing)
)T";

void PythonTasksTest::invokeTasks()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tasks.py"_s, tasksFile));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(
        summaryOf(result, u"invoke"_s),
        QStringList({u"_leading-under_@29: invoke _leading-under_ | "_s,
                     u"clean@9: invoke clean | Remove what was built."_s,
                     u"not-added@32: invoke not-added | "_s, u"pos@26: invoke pos | "_s,
                     u"run-it@23: invoke run-it | "_s,
                     u"say-hello@14: invoke say-hello | Greet somebody. /  /     At length."_s}));
    QCOMPARE(problemsOf(result), QStringList());
}

// The names are those that "invoke --list" shows for these files.
void PythonTasksTest::invokeCollections()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/tasks.py"_s, tasksFile + collection));
    QVERIFY(scratch.write(u"app/docs.py"_s,
                          "from invoke import task\n@task(default=True)\n"
                          "def build(c):\n    'Build docs'\n"
                          "@task\ndef view_it(c): pass\n"));
    QVERIFY(scratch.write(u"app/other.py"_s,
                          "from invoke import task, Collection\n@task\ndef x(c): pass\n"
                          "@task\ndef y(c): pass\nimport tasks\nns = Collection(x, tasks)\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList names;
    for (const Command &command : result.commands) {
        // The two modules contain each other; where that ends does not matter.
        if (!command.name.startsWith("oth.tasks."_L1))
            names.append(command.name);
    }
    QCOMPARE(names,
             QStringList({u"again"_s, u"clean"_s, u"docs.build"_s, u"docs.view-it"_s,
                          u"inner-part.clean"_s, u"lead"_s, u"oth.x"_s, u"position"_s, u"run-it"_s,
                          u"say-hello"_s}));
    const Command build = commandOf(result, u"invoke:app/tasks.py:docs.build"_s);
    QCOMPARE(build.file, u"app/docs.py"_s);
    QCOMPARE(build.line, 3);
    QCOMPARE(build.workingDirectory, scratch.filePath(u"app"_s));
    QCOMPARE(build.argv, QStringList({u"invoke"_s, u"docs.build"_s}));
}

void PythonTasksTest::invokePackage()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/tasks/__init__.py"_s,
                          "import invoke\nfrom . import db\nns = invoke.Collection(db)\n"));
    QVERIFY(scratch.write(u"app/tasks/db.py"_s,
                          "import invoke\n@invoke.task\ndef reset(c): pass\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(idsOf(result), QStringList{u"invoke:app/tasks/__init__.py:db.reset"_s});
    QCOMPARE(result.commands.first().workingDirectory, scratch.filePath(u"app"_s));
    QCOMPARE(result.commands.first().project, u"app"_s);
}

void PythonTasksTest::invokeParameters()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tasks.py"_s, tasksFile));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList found;
    for (const QString &name : {u"say-hello"_s, u"run-it"_s, u"pos"_s}) {
        const Command command = commandOf(result, u"invoke:tasks.py:"_s + name);
        for (const Parameter &parameter : command.parameters) {
            found.append(u"%1 %2 %3 %4 %5=%6 %7"_s.arg(
                parameter.name, toString(parameter.kind), toString(parameter.type),
                (parameter.flags + parameter.negativeFlags).join(u','),
                parameter.required ? u"required"_s : u"default"_s, parameter.defaultValue,
                parameter.help));
        }
    }
    QCOMPARE(
        found,
        QStringList(
            {u"name option text --name required= Whom to greet"_s,
             u"times option integer --times default=1 "_s,
             u"loud flag boolean --loud default=false "_s,
             u"color flag boolean --color,--no-color default=true "_s,
             u"ratio option number --ratio default=0.5 "_s, u"tag option text --tag default= "_s,
             u"verbose flag integer --verbose default=0 "_s, u"log option text --log default= "_s,
             u"my_file option text --my-file default=a.txt AB"_s, u"x option text -x default=y "_s,
             u"a option text -a required= First"_s, u"b option text -b required= "_s,
             u"a option text -a required= "_s, u"b option text -b default=1 "_s}));
}

// Words that invoke 2.0 takes as these values.
void PythonTasksTest::invokeArguments()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tasks.py"_s, tasksFile));
    const Command hello = commandOf(scanNow(scratch.path()), u"invoke:tasks.py:say-hello"_s);
    const ArgumentValues values{{u"name"_s, {u"-Ann"_s}},   {u"loud"_s, {u"true"_s}},
                                {u"color"_s, {u"false"_s}}, {u"tag"_s, {u"a"_s, u"-b"_s}},
                                {u"verbose"_s, {u"2"_s}},   {u"my_file"_s, {u"-"_s}},
                                {u"x"_s, {u"two words"_s}}};
    const QStringList argv = buildArgv(hello, values).mid(2);
    QCOMPARE(argv.join(u'|'),
             u"--name=-Ann|--loud|--no-color|--tag=a|--tag=-b|--verbose|--verbose|--my-file=-|"
             "-x=two words"_s);
}

void PythonTasksTest::otherTasksFiles_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("Celery") << QByteArray(
        "from celery import shared_task\n@shared_task\ndef x(): pass\n");
    QTest::newRow("another tool's task")
        << QByteArray("from robocorp.tasks import task\n@task\ndef invoke(): pass\n");
    QTest::newRow("only mentions invoke") << QByteArray("# invoke\ndef x(c): pass\n");
    QTest::newRow("empty") << QByteArray();
}

void PythonTasksTest::otherTasksFiles()
{
    QFETCH(QByteArray, source);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tasks.py"_s, source));
    QVERIFY(scanNow(scratch.path()).commands.isEmpty());
}

void PythonTasksTest::hostileFiles_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("signature without end")
        << QByteArray("from invoke import task\n@task\ndef x(c, a=(");
    QTest::newRow("decorators only") << QByteArray("from invoke import task\n@task\n@\n@task(");
    QTest::newRow("collections that contain themselves")
        << QByteArray("from invoke import task, Collection\nns = Collection(ns)\na = b\nb = a\n"
                      "ns.add_task(a)\nns.add_collection(ns)\n");
    QTest::newRow("deep nesting") << "from invoke import task, Collection\nns = "
            + QByteArray("Collection(").repeated(5000);
}

void PythonTasksTest::hostileFiles()
{
    QFETCH(QByteArray, source);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"tasks.py"_s, source));
    QVERIFY(scratch.write(u"other/tasks.py"_s, tasksFile));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(idsOf(result).contains(u"invoke:other/tasks.py:clean"_s));
    QVERIFY(result.commands.size() <= 7);
}

QTEST_GUILESS_MAIN(PythonTasksTest)
#include "tst_pythontasks.moc"
