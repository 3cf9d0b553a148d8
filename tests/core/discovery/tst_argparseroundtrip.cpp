// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr int parsers = 200;

struct Answer {
    int exitCode = -1;
    QByteArray output;
};

Answer runHelper(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    const QString script = QStringLiteral(COMMANDRUNNER_SOURCE_DIR)
        + u"/tests/core/discovery/argparse_roundtrip.py"_s;
    python.start(u"python3"_s, QStringList{script} + arguments);
    python.write(input);
    python.closeWriteChannel();
    if (!python.waitForFinished(120'000))
        return {-1, python.errorString().toUtf8()};
    return {python.exitCode(), python.readAll()};
}

QString nameOf(const Command &command, const QJsonObject &given)
{
    const QString flag = given.value("flag"_L1).toString();
    for (const Parameter &parameter : command.parameters) {
        if (flag.isEmpty()
                ? parameter.flags.isEmpty() && parameter.name == given.value("dest"_L1).toString()
                : parameter.flags.contains(flag))
            return parameter.name;
    }
    return {};
}

QString describe(const QList<ArgumentProblem> &problems)
{
    QStringList texts;
    for (const ArgumentProblem &problem : problems)
        texts.append(u"%1: kind %2, \"%3\""_s.arg(problem.parameter)
                         .arg(int(problem.kind))
                         .arg(problem.value));
    return texts.join(u"; "_s);
}

} // namespace

// What the form would pass for parsers that were only read means to the parsers themselves what a
// person meant.
class ArgparseRoundTripTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesComeBack_data()
    {
        QTest::addColumn<int>("seed");
        QTest::newRow("first") << 1;
        QTest::newRow("second") << 20'260'131;
    }

    void valuesComeBack()
    {
        if (QStandardPaths::findExecutable(u"python3"_s).isEmpty())
            QSKIP("no python3");
        QFETCH(int, seed);
        const ScratchFolder scratch;
        const Answer generated = runHelper({u"generate"_s, scratch.path(), QString::number(parsers),
                                            QString::number(seed)});
        const QJsonArray cases = QJsonDocument::fromJson(generated.output).array();
        QVERIFY2(cases.size() == parsers, generated.output.right(2000));
        const DiscoveryResult result = scanNow(scratch.path());
        QVERIFY(result.problems.isEmpty());

        QJsonArray vectors;
        for (const QJsonValue &entry : cases) {
            const QString script = entry["script"_L1].toString();
            const QString name = entry["command"_L1].toString();
            const Command command = commandOf(result, Command::makeId(u"script"_s, script, name));
            QVERIFY2(!command.argv.isEmpty(), qPrintable(name));
            ArgumentValues values;
            const QJsonArray given = entry["values"_L1].toArray();
            for (const QJsonValue &value : given) {
                const QString parameter = nameOf(command, value.toObject());
                QVERIFY2(!parameter.isEmpty(),
                         qPrintable(name + u' ' + value["dest"_L1].toString()));
                values.insert(parameter, value["values"_L1].toVariant().toStringList());
            }
            const auto problems = checkArguments(command, values);
            QVERIFY2(problems.isEmpty(), qPrintable(name + u": "_s + describe(problems)));
            const QStringList argv = buildArgv(command, values);
            const QStringList words = argv.mid(argv.indexOf(scratch.filePath(script)) + 1);
            vectors.append(QJsonArray{script, QJsonArray::fromStringList(words),
                                      entry["expected"_L1]});
        }
        const Answer checked = runHelper({u"check"_s, scratch.path()},
                                         QJsonDocument(vectors).toJson());
        QVERIFY2(checked.exitCode == 0, checked.output.left(8000));
    }
};

QTEST_GUILESS_MAIN(ArgparseRoundTripTest)
#include "tst_argparseroundtrip.moc"
