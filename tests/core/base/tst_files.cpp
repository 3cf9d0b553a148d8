// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestFiles final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void durableWriteReplacesTheWhole()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"outcome.json"_s);
        QVERIFY(writeFileDurably(path, QByteArray(100000, 'x')).has_value());
        QVERIFY(writeFileDurably(path, "short").has_value());
        QCOMPARE(readFile(path).value(), QByteArray("short"));
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 1);
    }

    void durableWriteIsPrivate()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"request.json"_s);
        QVERIFY(writeFileDurably(path, "{}").has_value());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther
            | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(path) & others));
    }

    void durableWriteBelowAFileFails()
    {
        QTemporaryDir dir;
        QVERIFY(writeFileDurably(dir.filePath(u"file"_s), "x").has_value());
        const auto written = writeFileDurably(dir.filePath(u"file/below"_s), "x");
        QVERIFY(!written.has_value());
        QVERIFY(!written.error().detail.isEmpty());
    }

    void privateFolderHasNoOthers()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"a/b"_s);
        QVERIFY(makePrivateFolder(path).has_value());
        QVERIFY(makePrivateFolder(path).has_value());
        const auto others = QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(path) & others));
    }

    void privateFolderInPlaceOfAFileFails()
    {
        QTemporaryDir dir;
        QVERIFY(writeFileDurably(dir.filePath(u"file"_s), "x").has_value());
        QVERIFY(!makePrivateFolder(dir.filePath(u"file"_s)).has_value());
        QVERIFY(!makePrivateFolder(dir.filePath(u"file/below"_s)).has_value());
    }

    void readTellsWhatIsWrong()
    {
        QTemporaryDir dir;
        QCOMPARE(readFile(dir.filePath(u"missing"_s)).error().code, ErrorCode::NotFound);
        const QString large = dir.filePath(u"large"_s);
        QVERIFY(writeFileDurably(large, "12345").has_value());
        QCOMPARE(readFile(large, 4).error().code, ErrorCode::InvalidFormat);
        QCOMPARE(readFile(large, 5).value(), QByteArray("12345"));
    }

    // Who waits for a file looks for it while it is being renamed into its place.
    void fileThatComesMeanwhileIsReadOrNotThere()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"host.json"_s);
        const std::filesystem::path place(path.toStdU16String());
        const std::filesystem::path beside(dir.filePath(u"new"_s).toStdU16String());
        std::atomic_bool stop = false;
        std::thread writer([&] {
            while (!stop) {
                std::ofstream(beside) << "whole";
                std::filesystem::rename(beside, place);
                std::filesystem::remove(place);
            }
        });
        QHash<ErrorCode, int> errors;
        for (int i = 0; i < 50'000; ++i) {
            if (const auto content = readFile(path); !content)
                ++errors[content.error().code];
        }
        stop = true;
        writer.join();
        errors.remove(ErrorCode::NotFound);
        QVERIFY(errors.isEmpty());
    }

    void jsonObjects_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("valid");
        QTest::newRow("object") << QByteArray("{\"a\": 1}") << true;
        QTest::newRow("array") << QByteArray("[1]") << false;
        QTest::newRow("torn") << QByteArray("{\"a\": ") << false;
        QTest::newRow("empty") << QByteArray() << false;
    }

    void jsonObjects()
    {
        QFETCH(QByteArray, content);
        QFETCH(bool, valid);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"file.json"_s);
        QVERIFY(writeFileDurably(path, content).has_value());
        const auto object = readJsonObject(path);
        QCOMPARE(object.has_value(), valid);
        if (!valid)
            QCOMPARE(object.error().code, ErrorCode::InvalidFormat);
    }
};

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
