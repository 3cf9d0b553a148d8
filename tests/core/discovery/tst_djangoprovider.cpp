// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/discoverytesting.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr auto managePy =
    "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config')\nimport django\n";

// The folder of an interpreter that has Django; empty when there is none.
QString pathWithDjango()
{
    QStringList candidates{QStandardPaths::findExecutable(u"python3"_s), u"/usr/bin/python3"_s,
                           u"/usr/local/bin/python3"_s};
    candidates.removeAll(QString());
    for (const QString &candidate : std::as_const(candidates)) {
        QProcess process;
        process.start(candidate, {u"-c"_s, u"import django"_s});
        if (process.waitForFinished() && process.exitStatus() == QProcess::NormalExit
            && process.exitCode() == 0)
            return QFileInfo(candidate).path();
    }
    return {};
}

QStringList problemsOf(const DiscoveryResult &result)
{
    QStringList problems;
    for (const DiscoveryProblem &problem : result.problems)
        problems.append(problem.file + u": "_s + problem.message);
    return problems;
}

QStringList namesOf(const DiscoveryResult &result)
{
    QStringList names;
    for (const Command &command : result.commands)
        names.append(command.name);
    return names;
}

} // namespace

class DjangoProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void notDjango();
    void nearestManage();
    void classIsFound_data();
    void classIsFound();
    void interpreter();
    void bothTiersAgree();
    void shopInTier2();
    void folderIsALink();
    void tier1ComesFirst();
    void settingsThatDoNotImport_data();
    void settingsThatDoNotImport();
    void builtins();
    void noPython();
    void secondPythonHasDjango();
    void notTrusted();
    void cache();
    void exitWhileLoading();

private:
    DiscoveryOptions tier2() const
    {
        DiscoveryOptions options;
        options.trusted = true;
        options.loginPath = m_path;
        return options;
    }
    // A project with one command "hello" in the app "app".
    void writeProject(const ScratchFolder &scratch, const QByteArray &settings) const
    {
        QVERIFY(scratch.write(u"manage.py"_s, managePy));
        QVERIFY(scratch.write(u"config.py"_s, settings));
        for (const QString &name : {u"app/__init__.py"_s, u"app/management/__init__.py"_s,
                                    u"app/management/commands/__init__.py"_s})
            QVERIFY(scratch.write(name, {}));
        QVERIFY(scratch.write(u"app/management/commands/hello.py"_s,
                              "from django.core.management.base import BaseCommand\n\n\nclass "
                              "Command(BaseCommand):\n    help = 'Say it'\n"));
    }

    QString m_path;
};

#define NEED_DJANGO()     \
    if (m_path.isEmpty()) \
    QSKIP("no Python here has Django")

void DjangoProviderTest::initTestCase()
{
    m_path = pathWithDjango();
    qunsetenv("DJANGO_SETTINGS_MODULE");
}

void DjangoProviderTest::notDjango()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"manage.py"_s, "print('of something else')\n"));
    QVERIFY(scratch.write(u"app/management/commands/hello.py"_s, "class Command: pass\n"));
    QVERIFY(scanNow(scratch.path()).commands.isEmpty());
}

void DjangoProviderTest::nearestManage()
{
    const ScratchFolder scratch;
    for (const QString &project : {QString(), u"inner/"_s}) {
        QVERIFY(scratch.write(project + u"manage.py"_s, managePy));
        QVERIFY(scratch.write(project + u"app/management/commands/hello.py"_s,
                              "class Command: pass\n"));
    }
    QVERIFY(scratch.write(u"innermost/app/management/commands/deep.py"_s, "class Command: pass\n"));
    QVERIFY(scratch.write(u"orphans.py"_s, {}));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(idsOf(result),
             QStringList({u"django:manage.py:deep"_s, u"django:manage.py:hello"_s,
                          u"django:inner/manage.py:hello"_s}));
    const Command inner = commandOf(result, u"django:inner/manage.py:hello"_s);
    QCOMPARE(inner.file, u"inner/app/management/commands/hello.py"_s);
    QCOMPARE(inner.project, u"inner"_s);
    QCOMPARE(inner.workingDirectory, scratch.filePath(u"inner"_s));
    QCOMPARE(inner.argv, QStringList({u"python3"_s, u"manage.py"_s, u"hello"_s}));
    QVERIFY(inner.endOfOptions);
    QVERIFY(parameterOf(inner, u"verbosity"_s).advanced);
}

void DjangoProviderTest::classIsFound_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("description");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("parameters");
    const auto row = [](const char *name, const char *source, const char *description, int line,
                        const char *parameters) {
        QTest::newRow(name) << QByteArray(source) << QString::fromUtf8(description) << line
                            << QString::fromUtf8(parameters);
    };
    row("help", "class Command(BaseCommand):\n    help = 'A'\n", "A", 1, "");
    row("joined help", "class Command(BaseCommand):\n    help = ('A '\n            'b')\n", "A b",
        1, "");
    row("translated", "class Command(BaseCommand):\n    help = _('A')\n", "A", 1, "");
    row("constant", "TEXT = 'A'\nclass Command(BaseCommand):\n    help = TEXT\n", "A", 2, "");
    row("module docstring as help", "'''A'''\nclass Command(BaseCommand):\n    help = __doc__\n",
        "A", 2, "");
    row("class docstring", "class Command(BaseCommand):\n    '''A'''\n", "A", 1, "");
    row("help wins", "'''B'''\nclass Command(BaseCommand):\n    '''C'''\n    help = 'A'\n", "A", 2,
        "");
    row("help of another class",
        "class Other:\n    help = 'B'\nclass Command(BaseCommand):\n    pass\n", "", 3, "");
    row("help in a method", "class Command(BaseCommand):\n    def f(self):\n        help = 'B'\n",
        "", 1, "");
    row("imported", "from .a import Command\n", "", 0, "");
    row("arguments",
        "class Command(BaseCommand):\n    def add_arguments(self, p):\n        "
        "p.add_argument('a')\n"
        "        p.add_argument('--b')\n    def handle(self):\n        p.add_argument('--no')\n",
        "", 1, "a b");
    row("arguments, annotated",
        "class Command(BaseCommand):\n    def add_arguments(self, parser: CommandParser) -> None:\n"
        "        if X:\n            parser.add_argument('a')\n",
        "", 1, "a");
    row("broken syntax",
        "class Command(BaseCommand):\n    help = 'A'\n    def add_arguments(self, p):\n        "
        "p.add_argument('a'\n",
        "A", 1, "a");
}

void DjangoProviderTest::classIsFound()
{
    QFETCH(QByteArray, source);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"manage.py"_s, managePy));
    QVERIFY(scratch.write(u"app/management/commands/x.py"_s, source));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 1);
    QTEST(result.commands.first().description, "description");
    QTEST(result.commands.first().line, "line");
    QStringList names;
    for (const Parameter &parameter : result.commands.first().parameters) {
        if (!parameter.advanced)
            names.append(parameter.name);
    }
    QTEST(names.join(u' '), "parameters");
}

void DjangoProviderTest::interpreter()
{
    const ScratchFolder scratch;
    writeProject(scratch, {});
    QVERIFY(scratch.write(u"env/pyvenv.cfg"_s, {}));
    QVERIFY(scratch.write(u"env/bin/python"_s, "#!/bin/sh\n", true));
    QCOMPARE(scanNow(scratch.path()).commands.first().argv.first(),
             scratch.filePath(u"env/bin/python"_s));
    QVERIFY(scratch.write(u".venv/pyvenv.cfg"_s, {}));
    QVERIFY(scratch.write(u".venv/bin/python"_s, "#!/bin/sh\n", true));
    QCOMPARE(scanNow(scratch.path()).commands.first().argv.first(),
             scratch.filePath(u".venv/bin/python"_s));
}

// The demo says everything in literals: reading and running must give the same.
void DjangoProviderTest::bothTiersAgree()
{
    NEED_DJANGO();
    const QString shop = QStringLiteral(COMMANDRUNNER_SOURCE_DIR "/resources/demo/shop");
    const DiscoveryResult read = scanNow(shop);
    const DiscoveryResult run = scanNow(shop, tier2());
    QCOMPARE(problemsOf(run), QStringList());
    QCOMPARE(read.tier, 1);
    QCOMPARE(run.tier, 2);
    QCOMPARE(idsOf(run), idsOf(read));
    for (const Command &command : read.commands) {
        if (command.source != "django"_L1)
            continue;
        const Command other = commandOf(run, command.id);
        QCOMPARE(other.description, command.description);
        QCOMPARE(other.file, command.file);
        QCOMPARE(other.line, command.line);
        for (const Parameter &parameter : command.parameters) {
            if (!parameter.advanced)
                QCOMPARE(parameterOf(other, parameter.name).toJson(), parameter.toJson());
        }
    }
}

void DjangoProviderTest::shopInTier2()
{
    NEED_DJANGO();
    const QString shop = QStringLiteral(COMMANDRUNNER_TEST_DATA "/discovery/projects/django-shop");
    const DiscoveryResult result = scanNow(shop, tier2());
    QStringList ids = idsOf(result).filter(u"django:"_s);
    QCOMPARE(ids,
             QStringList({u"django:manage.py:broken"_s, u"django:manage.py:ledger"_s,
                          u"django:manage.py:rebuild_index"_s,
                          u"django:manage.py:send_invoices"_s}));
    QCOMPARE(
        problemsOf(result),
        QStringList(
            {u"billing/management/commands/broken.py: the command \"broken\" cannot be loaded: "
             "ModuleNotFoundError: No module named 'no_such_module_anywhere'"_s,
             u"unused/management/commands/forgotten.py: \"manage.py forgotten\" does not exist: its app is not in INSTALLED_APPS"_s}));
    const Command send = commandOf(result, u"django:manage.py:send_invoices"_s);
    QCOMPARE(parameterOf(send, u"limit"_s).help, u"At most (default: 50)"_s);
    QVERIFY(parameterOf(send, u"channel"_s).repeatsFlag);
    QCOMPARE(parameterOf(send, u"attach"_s).help, u"100% of them are sent"_s);
    QVERIFY(parameterOf(send, u"attach"_s).type == ParameterType::File);
    QVERIFY(parameterOf(send, u"smtp_password"_s).type == ParameterType::Secret);
    QCOMPARE(parameterOf(send, u"trace"_s).name, QString()); // suppressed
    QCOMPARE(parameterOf(send, u"since"_s).defaultValue, QString());
    QVERIFY(parameterOf(send, u"dry_run"_s).kind == ParameterKind::Flag);
    QVERIFY(parameterOf(send, u"quiet"_s).passing == ParameterPassing::Counted);
    QVERIFY(parameterOf(send, u"settings"_s).advanced);
    const Parameter action = parameterOf(commandOf(result, u"django:manage.py:ledger"_s),
                                         u"action"_s);
    QCOMPARE(action.choices, QStringList({u"check"_s, u"export"_s}));
    QVERIFY(action.required);
    QVERIFY(!QFile::exists(shop + u"/config/__pycache__"_s));
}

// Python names the real files; the list has them as the folder was named.
void DjangoProviderTest::folderIsALink()
{
    NEED_DJANGO();
    const ScratchFolder scratch;
    const ScratchFolder elsewhere;
    writeProject(scratch, "INSTALLED_APPS = ['app']\n");
    const QString link = elsewhere.filePath(u"link"_s);
    if (!QFile::link(scratch.path(), link))
        QSKIP("no symbolic links here");
    const DiscoveryResult result = scanNow(link, tier2());
    QCOMPARE(result.commands.size(), 1);
    QCOMPARE(result.commands.first().file, u"app/management/commands/hello.py"_s);
    QCOMPARE(result.commands.first().line, 4);
}

void DjangoProviderTest::tier1ComesFirst()
{
    NEED_DJANGO();
    const ScratchFolder scratch;
    writeProject(scratch, "INSTALLED_APPS = ['app']\n");
    const std::atomic_bool cancelled = false;
    QList<DiscoveryResult> early;
    const DiscoveryResult result = discover(scratch.path(), tier2(), cancelled, {},
                                            [&](const DiscoveryResult &r) { early.append(r); });
    QCOMPARE(early.size(), 1);
    QCOMPARE(early.first().tier, 1);
    QCOMPARE(namesOf(early.first()), namesOf(result));
}

void DjangoProviderTest::settingsThatDoNotImport_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QString>("message");
    QTest::newRow("missing package") << QByteArray("import no_such_package\n")
                                     << u"ModuleNotFoundError: No module named 'no_such_package'"_s;
    QTest::newRow("syntax error") << QByteArray("INSTALLED_APPS = [\n") << u"SyntaxError"_s;
    QTest::newRow("own exception")
        << QByteArray("raise KeyError('SECRET')\n") << u"KeyError: 'SECRET'"_s;
    QTest::newRow("exit") << QByteArray("import sys\nsys.exit('go away')\n")
                          << u"SystemExit: go away"_s;
    QTest::newRow("app that is not there")
        << QByteArray("INSTALLED_APPS = ['app', 'missing']\n") << u"No module named 'missing'"_s;
}

void DjangoProviderTest::settingsThatDoNotImport()
{
    NEED_DJANGO();
    QFETCH(QByteArray, settings);
    QFETCH(QString, message);
    const ScratchFolder scratch;
    writeProject(scratch, settings);
    const DiscoveryResult result = scanNow(scratch.path(), tier2());
    QCOMPARE(namesOf(result), QStringList{u"hello"_s});
    QCOMPARE(result.commands.first().description, u"Say it"_s);
    QCOMPARE(result.problems.size(), 1);
    QCOMPARE(result.problems.first().file, u"manage.py"_s);
    QVERIFY2(result.problems.first().message.contains(message),
             qPrintable(result.problems.first().message));
    QVERIFY(!result.problems.first().hint.isEmpty());
}

void DjangoProviderTest::builtins()
{
    NEED_DJANGO();
    const ScratchFolder scratch;
    writeProject(scratch, "INSTALLED_APPS = ['app']\n");
    DiscoveryOptions options = tier2();
    options.djangoBuiltins = true;
    const QStringList names = namesOf(scanNow(scratch.path(), options));
    QVERIFY(names.contains(u"migrate"_s));
    QVERIFY(names.contains(u"hello"_s));
}

void DjangoProviderTest::noPython()
{
    const ScratchFolder scratch;
    writeProject(scratch, {});
    DiscoveryOptions options = tier2();
    options.loginPath = scratch.path();
    const DiscoveryResult result = scanNow(scratch.path(), options);
    QCOMPARE(namesOf(result), QStringList{u"hello"_s});
    QCOMPARE(problemsOf(result), QStringList{u"manage.py: python3 was not found in PATH"_s});
}

void DjangoProviderTest::secondPythonHasDjango()
{
    NEED_DJANGO();
    const ScratchFolder scratch;
    writeProject(scratch, "INSTALLED_APPS = ['app']\n");
    // A Python without its site packages stands first.
    const QString real = pathWithDjango() + u"/python3"_s;
    QVERIFY(scratch.write(u"bare/python3"_s,
                          "#!/bin/sh\nexec '" + QFile::encodeName(real) + "' -S \"$@\"\n", true));
    DiscoveryOptions options = tier2();
    options.loginPath = scratch.filePath(u"bare"_s) + u':' + pathWithDjango();
    const DiscoveryResult result = scanNow(scratch.path(), options);
    QCOMPARE(problemsOf(result), QStringList());
    QCOMPARE(result.commands.first().name, u"hello"_s);
    QCOMPARE(result.commands.first().argv.first(), real);
}

void DjangoProviderTest::notTrusted()
{
    NEED_DJANGO();
    const ScratchFolder scratch;
    writeProject(scratch, "open('pwned', 'w')\nINSTALLED_APPS = ['app']\n");
    QVERIFY(scratch.write(u"Makefile"_s, "X := $(shell touch pwned)\nall: ; true\n"));
    QVERIFY(scratch.write(u"justfile"_s, "x := `touch pwned`\nall:\n"));
    DiscoveryOptions options = tier2();
    options.trusted = false;
    QCOMPARE(scanNow(scratch.path(), options).tier, 1);
    options.trusted = true;
    options.tier = 1;
    QCOMPARE(scanNow(scratch.path(), options).tier, 1);
    QVERIFY(!QFile::exists(scratch.filePath(u"pwned"_s)));
    scanNow(scratch.path(), tier2());
    QVERIFY(QFile::exists(scratch.filePath(u"pwned"_s))); // the check itself works
    QVERIFY(!QFile::exists(scratch.filePath(u"__pycache__"_s)));
}

void DjangoProviderTest::cache()
{
    NEED_DJANGO();
    const ScratchFolder scratch;
    const ScratchFolder caches;
    writeProject(scratch, "INSTALLED_APPS = ['app']\nopen('loaded', 'a').write('x')\n");
    const auto timesLoaded = [&scratch] {
        return QFileInfo(scratch.filePath(u"loaded"_s)).size();
    };
    DiscoveryOptions options = tier2();
    options.cacheFolder = caches.filePath(u"cache"_s);
    const DiscoveryResult first = scanNow(scratch.path(), options);
    QCOMPARE(timesLoaded(), 1);
    const DiscoveryResult second = scanNow(scratch.path(), options);
    QCOMPARE(timesLoaded(), 1);
    QCOMPARE(second.commands, first.commands);
    QCOMPARE(second.tier, 2);
    QVERIFY(scratch.write(u"app/models.py"_s, "X = 1\n"));
    scanNow(scratch.path(), options);
    QCOMPARE(timesLoaded(), 2);
    options.djangoBuiltins = true;
    QVERIFY(scanNow(scratch.path(), options).commands.size() > 1);
    QCOMPARE(QDir(options.cacheFolder).entryList(QDir::Files).size(), 1);
    // An error is asked for again: its cause may lie outside the project's files.
    QVERIFY(scratch.write(u"app/management/commands/bad.py"_s,
                          "import nothing_of_this_name\nclass Command: pass\n"));
    scanNow(scratch.path(), options);
    const qint64 before = timesLoaded();
    scanNow(scratch.path(), options);
    QCOMPARE(timesLoaded(), before + 1);
}

void DjangoProviderTest::exitWhileLoading()
{
    NEED_DJANGO();
    const ScratchFolder scratch;
    writeProject(
        scratch,
        "import os, sys\nsys.stderr.write('goodbye\\n')\nsys.stderr.flush()\nos._exit(7)\n");
    const DiscoveryResult result = scanNow(scratch.path(), tier2());
    QCOMPARE(namesOf(result), QStringList{u"hello"_s});
    QCOMPARE(
        problemsOf(result),
        QStringList{
            u"manage.py: the project ended the interpreter while it was loaded (exit code 7): goodbye"_s});
}

QTEST_GUILESS_MAIN(DjangoProviderTest)
#include "tst_djangoprovider.moc"
