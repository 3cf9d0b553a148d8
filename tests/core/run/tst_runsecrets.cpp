// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"
#include "core/run/runsecrets.h"
#include "tests/core/run/runfixture.h"

#include <QDirIterator>
#include <QJsonDocument>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const QString value = u"tr0ub4dor & \"3\""_s;

Parameter secretParameter(const QString &name, ParameterPassing passing)
{
    Parameter parameter;
    parameter.name = name;
    parameter.flags = {u"--"_s + name};
    parameter.kind = ParameterKind::Option;
    parameter.type = ParameterType::Secret;
    parameter.passing = passing;
    return parameter;
}

Command commandWith(const QList<Parameter> &parameters)
{
    Command command;
    command.name = u"deploy"_s;
    command.argv = {u"deploy"_s};
    command.parameters = parameters;
    return command;
}

// Files below the folder that hold the bytes.
QStringList filesWith(const QString &folder, const QByteArray &bytes)
{
    QStringList found;
    for (QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         files.hasNext();) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            found.append(file.fileName());
    }
    return found;
}

} // namespace

class TestRunSecrets final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void marksStandForValues_data();
    void marksStandForValues();
    void storedOnesAreNamed();
    void valuesAreNotInJson();
    void theChildGetsThem_data();
    void theChildGetsThem();
    void outputIsMasked_data();
    void outputIsMasked();
    void interleavedStreams();
    void inATerminal();
    void withoutOutputIsTheSame();
    void tooLarge();
};

void TestRunSecrets::marksStandForValues_data()
{
    QTest::addColumn<ParameterPassing>("passing");
    QTest::addColumn<QString>("given");
    QTest::newRow("argument") << ParameterPassing::Separate << value;
    QTest::newRow("joined") << ParameterPassing::Joined << value;
    QTest::newRow("begins with a dash") << ParameterPassing::Separate << u"-x"_s;
    QTest::newRow("looks like a mark") << ParameterPassing::Separate << u"a‹secret token›b"_s;
    QTest::newRow("environment") << ParameterPassing::Environment << value;
    QTest::newRow("input") << ParameterPassing::StandardInput << value;
}

// What the host makes of the request is what would have been built from the values.
void TestRunSecrets::marksStandForValues()
{
    QFETCH(ParameterPassing, passing);
    QFETCH(QString, given);
    const Command command = commandWith({secretParameter(u"token"_s, passing)});
    const ArgumentValues values{{u"token"_s, {given}}};
    RunRequest request;
    fillRequest(request, command, values, {u"free"_s});
    const QByteArray json = QJsonDocument(request.toJson()).toJson();
    QVERIFY(!json.contains(given.toUtf8()));
    QCOMPARE(request.values.value(u"token"_s), QStringList{u"‹secret token›"_s});

    // A host that knows nothing of secrets refuses it instead of passing on the marks.
    QCOMPARE(request.toJson().value("version"_L1).toInt(), 2);
    QCOMPARE(RunRequest().toJson().value("version"_L1).toInt(), 1);
    auto read = RunRequest::fromJson(request.toJson());
    QVERIFY(read);
    QVERIFY(takeSecretValues(read->secrets, secretValuesToJson(request.secrets)));
    revealSecrets(*read);
    QCOMPARE(read->argv, buildArgv(command, values, {u"free"_s}));
    const QMap<QString, QString> environment = buildEnvironment(command, values);
    QCOMPARE(read->environment.size(), environment.size());
    for (auto it = environment.cbegin(); it != environment.cend(); ++it)
        QCOMPARE(read->environment.value(it.key()), it.value());
    QCOMPARE(read->initialInput, buildStandardInput(command, values).value_or(QByteArray()));
}

void TestRunSecrets::storedOnesAreNamed()
{
    Parameter several = secretParameter(u"token"_s, ParameterPassing::Separate);
    several.multiple = true;
    const SealedValues sealed = sealSecrets(
        commandWith({several}),
        {{u"token"_s, {secretMark(u"GitHub"_s), u"typed one"_s, u"typed two"_s}}});
    QCOMPARE(sealed.secrets,
             (QList<RunSecret>{{u"GitHub"_s, true, {}},
                               {u"token"_s, false, u"typed one"_s},
                               {u"token 2"_s, false, u"typed two"_s}}));
    QCOMPARE(nameInSecretMark(secretMark(u"a b"_s)), u"a b"_s);
    QCOMPARE(nameInSecretMark(u"x"_s + secretMark(u"a b"_s)), QString());
}

void TestRunSecrets::valuesAreNotInJson()
{
    RunRequest request;
    request.runId = u"x"_s;
    request.argv = {u"true"_s};
    request.secrets = {{u"token"_s, true, value}};
    const auto read = RunRequest::fromJson(request.toJson());
    QVERIFY(read);
    QCOMPARE(read->secrets, (QList<RunSecret>{{u"token"_s, true, {}}}));
}

void TestRunSecrets::theChildGetsThem_data()
{
    QTest::addColumn<QString>("how");
    for (const QString &how : {u"argument"_s, u"environment"_s, u"input"_s})
        QTest::newRow(qPrintable(how)) << how;
}

void TestRunSecrets::theChildGetsThem()
{
    QFETCH(QString, how);
    RunFixture fixture;
    RunRequest request = fixture.request({});
    // Its length says that it is there: it cannot be printed.
    const QString script = how == "argument"_L1 ? u"printf '%s %s' ${#1} done"_s
        : how == "environment"_L1               ? u"printf '%s %s' ${#TOKEN} done"_s
                                                : u"read -r line; printf '%s %s' ${#line} done"_s;
    request.argv = {u"/bin/sh"_s, u"-c"_s, script, u"sh"_s};
    request.secrets = {{u"token"_s, false, value}};
    if (how == "argument"_L1)
        request.argv.append(secretMark(u"token"_s));
    else if (how == "environment"_L1)
        request.environment[u"TOKEN"_s] = secretMark(u"token"_s);
    else
        request.initialInput = secretMark(u"token"_s).toUtf8() + '\n';
    const RunOutcome outcome = fixture.run(request);
    QVERIFY2(outcome.state == RunState::Succeeded, qPrintable(outcome.error));
    QCOMPARE(RunFixture::log(fixture.lastFolder), QByteArray::number(value.size()) + " done");
    QCOMPARE(outcome.redactions, 0);
    QCOMPARE(filesWith(fixture.lastFolder, value.toUtf8()), QStringList());
    QCOMPARE(filesWith(fixture.lastFolder, "tr0ub4dor"), QStringList());
}

void TestRunSecrets::outputIsMasked_data()
{
    QTest::addColumn<int>("cut");
    for (int cut = 0; cut <= 11; ++cut)
        QTest::addRow("cut behind %d bytes", cut) << cut;
}

void TestRunSecrets::outputIsMasked()
{
    QFETCH(int, cut);
    const QString secret = u"opensesame!"_s;
    RunFixture fixture;
    RunRequest request = fixture.request({});
    request.argv = {RunFixture::testchild(),
                    u"partial-line"_s,
                    u"out"_s,
                    u"a "_s + secretMark(u"1"_s),
                    u"sleep"_s,
                    u"20"_s,
                    u"print"_s,
                    u"out"_s,
                    secretMark(u"2"_s) + u" b"_s};
    request.secrets = {{u"1"_s, false, secret.first(cut)},
                       {u"2"_s, false, secret.sliced(cut)},
                       {u"whole"_s, false, secret}};
    const RunOutcome outcome = fixture.run(request);
    const QByteArray log = RunFixture::log(fixture.lastFolder);
    QVERIFY2(!log.contains(secret.toUtf8()), log);
    QVERIFY2(log.startsWith("a ‹secret ") && log.endsWith("› b\n"), log);
    QVERIFY(outcome.redactions >= 1);
    QCOMPARE(outcome.outputBytes, log.size());
    QCOMPARE(RunFixture::recordProblem(fixture.lastFolder), QString());
}

void TestRunSecrets::interleavedStreams()
{
    RunFixture fixture;
    RunRequest request = fixture.request({});
    const QString first = u"‹secret a›"_s;
    request.argv = {RunFixture::testchild(),
                    u"partial-line"_s,
                    u"out"_s,
                    u"half "_s + first,
                    u"partial-line"_s,
                    u"err"_s,
                    first,
                    u"sleep"_s,
                    u"30"_s,
                    u"print"_s,
                    u"out"_s,
                    u"‹secret b›"_s,
                    u"print"_s,
                    u"err"_s,
                    u"‹secret b›"_s};
    request.secrets = {
        {u"a"_s, false, u"swor"_s}, {u"b"_s, false, u"dfish"_s}, {u"all"_s, false, u"swordfish"_s}};
    fixture.run(request);
    const QByteArray all = "‹secret all›\n";
    QCOMPARE(RunFixture::stream(fixture.lastFolder, OutputStream::Standard), "half " + all);
    QCOMPARE(RunFixture::stream(fixture.lastFolder, OutputStream::Error), all);
    QCOMPARE(RunFixture::recordProblem(fixture.lastFolder), QString());
}

void TestRunSecrets::inATerminal()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"print"_s, u"out"_s, secretMark(u"token"_s),
                                          u"read-line"_s});
    request.terminal = true;
    request.initialInput = secretMark(u"token"_s).toUtf8() + '\n'; // the terminal echoes it
    request.secrets = {{u"token"_s, false, u"opensesame"_s}};
    const RunOutcome outcome = fixture.run(request);
    QVERIFY2(outcome.state == RunState::Succeeded, qPrintable(outcome.error));
    QCOMPARE(outcome.redactions, 3);
    QVERIFY(!RunFixture::log(fixture.lastFolder).contains("opensesame"));
}

void TestRunSecrets::withoutOutputIsTheSame()
{
    RunFixture fixture;
    const QStringList verbs{u"flood-log"_s, QString::number(100 << 20)};
    RunRequest plain = fixture.request(verbs);
    QCOMPARE(fixture.run(plain).redactions, 0);
    const QByteArray expected = RunFixture::log(fixture.lastFolder);
    QVERIFY(expected.size() >= 100 << 20);
    RunRequest secret = fixture.request(verbs);
    secret.secrets = {{u"token"_s, false, u"never printed"_s}};
    QCOMPARE(fixture.run(secret).redactions, 0);
    QVERIFY(RunFixture::log(fixture.lastFolder) == expected);
}

void TestRunSecrets::tooLarge()
{
    RunFixture fixture;
    RunRequest request = fixture.request({});
    request.secrets = {{u"token"_s, false, QString(100'000, u'x')}};
    qputenv("COMMANDRUNNER_HOST", COMMANDRUNNER_BIN_DIR "/commandrunner-host");
    const auto launched = RunLauncher(fixture.path(u"other"_s), RunLauncher::hostProgramBesideUs())
                              .launch(request);
    QVERIFY(!launched);
    QVERIFY(launched.error().code == ErrorCode::NotSupported);
}

QTEST_GUILESS_MAIN(TestRunSecrets)
#include "tst_runsecrets.moc"
