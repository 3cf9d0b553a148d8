// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputdocument.h"
#include "core/output/rawlines.h"
#include "tests/support/logfiles.h"

#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(CommandRunner::OutputEncoding)

namespace {

constexpr auto out = OutputStream::Standard;
constexpr auto err = OutputStream::Error;

} // namespace

// Lines that were seen in a transcript, found in the log's own bytes.
class TestRawLines final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesInTheLogsOwnBytes_data();
    void linesInTheLogsOwnBytes();
};

void TestRawLines::linesInTheLogsOwnBytes_data()
{
    QTest::addColumn<OutputEncoding>("encoding");
    for (const OutputEncoding encoding :
         {OutputEncoding::Latin1, OutputEncoding::Utf16Le, OutputEncoding::ShiftJis})
        QTest::newRow(qPrintable(encodingName(encoding))) << encoding;
}

// What is saved of the log's own bytes is what stands in the lines that one saw.
void TestRawLines::linesInTheLogsOwnBytes()
{
    QFETCH(OutputEncoding, encoding);
    LogFiles files;
    QRandomGenerator random(815);
    QByteArray all;
    for (int piece = 0; piece < 300; ++piece) {
        QString text = u"%1"_s.arg(piece);
        if (random.bounded(3) > 0)
            text += u'\n';
        if (random.bounded(20) == 0)
            text += QString(5000, u'x');
        QByteArray bytes = *encodeText(text, encoding);
        if (random.bounded(10) == 0)
            bytes.chop(1); // leaves half a character in UTF-16 …
        all += bytes;
        files.write(bytes, random.bounded(4) == 0 ? err : out);
    }
    OutputDocument document(LogSource{.logPath = files.logPath(), .indexPath = files.indexPath()},
                            {encoding, {}});
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    const qint64 count = document.lineCount();
    const auto yes = [] {
        return true;
    };
    qint64 before = 0;
    for (qint64 line = 0; line < count; line += 7) {
        const auto range = rawRangeOfLines(files.logPath(), files.indexPath(), encoding, line,
                                           std::min(count, line + 7), yes);
        QVERIFY(range);
        QCOMPARE(range->first, before); // no byte is left out, none taken twice
        QVERIFY(range->end > range->first);
        before = range->end;
        if (encoding != OutputEncoding::Utf16Le) {
            QByteArray text;
            for (const OutputLine &each : document.lines(line, 7))
                text += each.bytes + (each.newline ? "\n" : "");
            QCOMPARE(all.mid(range->first, range->end - range->first), text);
        }
    }
    QVERIFY(all.size() - before < 4);
    QVERIFY(!rawRangeOfLines(files.logPath(), files.indexPath(), encoding, 0, 1,
                             [] { return false; }));
}

QTEST_GUILESS_MAIN(TestRawLines)
#include "tst_rawlines.moc"
