// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/compressedlog.h"
#include "core/run/runcompression.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// What commandrunner-cli prints of outputs: the same whether they are compressed or not, and what a
// search finds in them.
class TestOutputsFromTheCommandLine final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void compressedOutputIsTheSame_data();
    void compressedOutputIsTheSame();
    void damagedOutputIsSaid();
    void search();
    void searchInUtf16();
    void searchCodes_data();
    void searchCodes();
    void nobodyReadsAnyMore();

private:
    struct Ended {
        int code = -1;
        QByteArray output;
        QByteArray errors;
    };
    Ended cli(const QStringList &words) const
    {
        QProcess process;
        process.start(QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-cli"),
                      QStringList{words.first(), u"--data-dir"_s, m_dir->path()} + words.mid(1));
        if (!process.waitForFinished(120'000))
            qFatal("commandrunner-cli does not end");
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    // A run of it; its id.
    QString run(const QStringList &program) const
    {
        cli(QStringList{u"exec"_s, u"--raw"_s, u"--"_s} + program);
        const auto runs = QJsonDocument::fromJson(
            cli({u"runs"_s, u"--json"_s, u"--limit"_s, u"1"_s}).output);
        return runs.array().first().toObject().value("run"_L1).toString();
    }
    QString runFile(const QByteArray &content) const
    {
        const QString path = m_dir->filePath(u"content"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        file.close();
        return run({QCoreApplication::applicationFilePath(), u"--print-file"_s, path});
    }
    static QString testchild() { return QStringLiteral(COMMANDRUNNER_TEST_BIN_DIR "/testchild"); }
    RunFolder folder(const QString &id) const
    {
        return RunFolder(m_dir->filePath(u"runs/"_s + id));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray utf16(const QString &text)
{
    return "\xff\xfe" + QByteArray(reinterpret_cast<const char *>(text.utf16()), 2 * text.size());
}

} // namespace

void TestOutputsFromTheCommandLine::compressedOutputIsTheSame_data()
{
    QTest::addColumn<QStringList>("program");
    QTest::newRow("noise") << QStringList{testchild(), u"random"_s, u"3000000"_s, u"7"_s};
    QTest::newRow("both streams") << QStringList{testchild(), u"interleave"_s, u"20000"_s};
    QTest::newRow("a log") << QStringList{testchild(), u"flood-log"_s, u"5000000"_s};
    QTest::newRow("UTF-16") << QStringList{u"utf-16"_s};
}

void TestOutputsFromTheCommandLine::compressedOutputIsTheSame()
{
    QFETCH(const QStringList, program);
    QString text;
    for (int i = 0; i < 30'000; ++i)
        text += u"Zeile %1 für 上\n"_s.arg(i);
    const QString id = program.size() > 1 ? run(program) : runFile(utf16(text));
    const QList<QStringList> calls{{u"output"_s, id, u"--raw"_s},
                                   {u"output"_s, id, u"--lines"_s, u"1500-1510"_s},
                                   {u"output"_s, id, u"--json"_s, u"--lines"_s, u"-100"_s},
                                   {u"output"_s, id}};
    QList<QByteArray> before;
    for (const QStringList &call : calls) {
        const Ended ended = cli(call);
        QCOMPARE(ended.code, 0);
        QVERIFY(!(ended.output + ended.errors).isEmpty()); // a few lines may be of one stream
        before.append(sha256(ended.output + "and " + ended.errors));
    }
    QFile log(folder(id).log());
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArray content = log.readAll();
    log.close();
    const auto use = compressOutput(folder(id));
    QVERIFY(use);
    QCOMPARE(use->compressedFiles, 1);
    QVERIFY(!QFile::exists(folder(id).log()));
    for (qsizetype i = 0; i < calls.size(); ++i) {
        const Ended ended = cli(calls.at(i));
        QCOMPARE(ended.code, 0);
        QCOMPARE(sha256(ended.output + "and " + ended.errors), before.at(i));
    }
    if (program.first() != testchild() || program.at(1) != u"interleave"_s)
        QCOMPARE(sha256(cli(calls.first()).output), sha256(content));
}

void TestOutputsFromTheCommandLine::damagedOutputIsSaid()
{
    const QString id = run({testchild(), u"print-lines"_s, u"300000"_s});
    QVERIFY(compressOutput(folder(id)));
    const QByteArray whole = cli({u"output"_s, id, u"--raw"_s}).output;
    QFile stored(compressedLogPath(folder(id).log()));
    QVERIFY(stored.open(QIODevice::ReadWrite));
    QVERIFY(stored.resize(stored.size() / 2));
    stored.close();
    for (const QStringList &call :
         {QStringList{u"output"_s, id, u"--raw"_s}, QStringList{u"output"_s, id}}) {
        const Ended ended = cli(call);
        QCOMPARE(ended.code, 1);
        QVERIFY(whole.startsWith(ended.output) && ended.output.startsWith("line 1\n"));
        QVERIFY2(ended.errors.contains("damaged"), ended.errors);
    }
    const Ended found = cli({u"search"_s, u"line 1"_s});
    QCOMPARE(found.code, 0);
    QVERIFY2(found.errors.contains(id.toUtf8()), found.errors);
}

void TestOutputsFromTheCommandLine::search()
{
    const QString first = run({testchild(), u"print"_s, u"out"_s, u"one needle"_s});
    const QString second = run({testchild(), u"print-lines"_s, u"5000"_s, u"print"_s, u"err"_s,
                                u"\\e[1mNeedle\\e[0m"_s, u"exit"_s, u"3"_s});
    QVERIFY(compressOutput(folder(second)));
    Ended ended = cli({u"search"_s, u"needle"_s});
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.output,
             (second + u":5001: Needle\n"_s + first + u":1: one needle\n"_s).toUtf8());
    ended = cli({u"search"_s, u"needle"_s, u"--json"_s});
    const QJsonObject object = QJsonDocument::fromJson(ended.output.split('\n').at(1)).object();
    QCOMPARE(object,
             (QJsonObject{{u"run"_s, first},
                          {u"line"_s, 1},
                          {u"text"_s, u"one needle"_s},
                          {u"start"_s, 4},
                          {u"length"_s, 6}}));
    const auto runs = [&](const QStringList &options) {
        QStringList ids;
        for (const QByteArray &line : cli(QStringList{u"search"_s} + options).output.split('\n')) {
            if (!line.isEmpty())
                ids.append(QString::fromUtf8(line.first(line.indexOf(':'))));
        }
        return ids;
    };
    QCOMPARE(runs({u"needle"_s, u"--case"_s}), QStringList(first));
    QCOMPARE(runs({u"needle"_s, u"--limit"_s, u"1"_s}), QStringList(second));
    QCOMPARE(runs({u"needle"_s, u"--state"_s, u"failed"_s}), QStringList(second));
    QCOMPARE(runs({u"needle"_s, u"--command"_s, u"none"_s}), QStringList());
    QCOMPARE(runs({u"^one\\s"_s, u"--regex"_s}), QStringList(first));
}

void TestOutputsFromTheCommandLine::searchInUtf16()
{
    const QString id = runFile(utf16(u"eins\nzwölf\n"_s));
    QCOMPARE(cli({u"search"_s, u"zwölf"_s}).output, (id + u":2: zwölf\n"_s).toUtf8());
}

void TestOutputsFromTheCommandLine::searchCodes_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::newRow("found") << QStringList{u"line"_s} << 0;
    QTest::newRow("not found") << QStringList{u"needle"_s} << 1;
    QTest::newRow("help") << QStringList{u"--help"_s} << 0;
    QTest::newRow("nothing to look for") << QStringList{} << 2;
    QTest::newRow("empty") << QStringList{QString()} << 2;
    QTest::newRow("two texts") << QStringList{u"a"_s, u"b"_s} << 2;
    QTest::newRow("no expression") << QStringList{u"("_s, u"--regex"_s} << 2;
    QTest::newRow("no state") << QStringList{u"a"_s, u"--state"_s, u"b"_s} << 2;
    QTest::newRow("no number") << QStringList{u"a"_s, u"--limit"_s, u"0"_s} << 2;
    QTest::newRow("no folder") << QStringList{u"a"_s, u"--data-dir"_s, u"/dev/null/x"_s} << 2;
}

void TestOutputsFromTheCommandLine::searchCodes()
{
    QFETCH(const QStringList, words);
    QFETCH(const int, code);
    run({testchild(), u"print-lines"_s, u"3"_s});
    const Ended ended = cli(QStringList{u"search"_s} + words);
    QCOMPARE(ended.code, code);
    QCOMPARE(ended.errors.isEmpty(), code < 2);
}

void TestOutputsFromTheCommandLine::nobodyReadsAnyMore()
{
    run({testchild(), u"print-lines"_s, u"3000000"_s});
    QProcess process;
    process.start(QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-cli"),
                  {u"search"_s, u"--data-dir"_s, m_dir->path(), u"line"_s});
    QVERIFY(process.waitForReadyRead());
    process.closeReadChannel(QProcess::StandardOutput);
    QVERIFY(process.waitForFinished(300'000));
}

// With "--print-file PATH" it is the child that is run.
int main(int argc, char *argv[])
{
    if (argc == 3 && qstrcmp(argv[1], "--print-file") == 0) {
        QFile from(QFile::decodeName(argv[2]));
        QFile to;
        const bool fine = from.open(QIODevice::ReadOnly) && to.open(stdout, QIODevice::WriteOnly)
            && to.write(from.readAll()) == from.size();
        return fine ? 0 : 1;
    }
    QCoreApplication application(argc, argv);
    TestOutputsFromTheCommandLine test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_outputsfromthecommandline.moc"
