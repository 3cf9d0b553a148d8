// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linelens.h"
#include "core/output/logscanner.h"
#include "core/output/terminaltext.h"
#include "tests/fuzz/fuzztargets.h"
#include "tests/support/logfiles.h"

namespace CommandRunner {

namespace {

// What a reader knows of a log after it took all batches.
struct Reader {
    LineIndex index;
    LineLooks looks;
    LineLens lens;

    void take(LogScanner &scanner, bool finished)
    {
        while (scanner.step()) {}
        const IndexBatch batch = scanner.takeBatch(finished);
        index.apply(batch);
        looks.truncate(batch.firstLine);
        for (const TerminalMark &mark : batch.marks)
            looks.add(mark);
        for (const RedrawnLine &redrawn : batch.redrawn)
            looks.add(redrawn);
        lens.truncate(batch.firstLine);
        for (const LineClassChange &change : batch.changes)
            lens.change(change.line, change.after);
        lens.append(batch.classes);
        lens.update();
        fuzzRequire(lens.lineCount() == index.lineCount(), "a class for each line");
        fuzzRequire(!batch.progress || (*batch.progress >= 0 && *batch.progress <= 1),
                    "progress is from 0 to 1");
    }
};

// A log written in pieces: each has a byte for its stream and for how its record comes, then a byte
// for its length.
struct Pieces {
    struct Piece {
        QByteArrayView bytes;
        OutputStream stream;
        bool recordLate;
        bool look;
    };
    std::vector<Piece> pieces;

    explicit Pieces(QByteArrayView input)
    {
        while (input.size() > 2) {
            const auto kind = uchar(input[0]);
            const qsizetype size = std::min<qsizetype>(uchar(input[1]), input.size() - 2);
            pieces.push_back({input.sliced(2, size), OutputStream(1 + kind % 3), (kind & 0x40) != 0,
                              (kind & 0x80) != 0});
            input = input.sliced(2 + size);
        }
    }
};

void checkLines(const Reader &reader, const QByteArray &log)
{
    const LineIndex &index = reader.index;
    fuzzRequire(index.byteCount() == log.size(), "all bytes are indexed");
    qint64 start = 0;
    qint64 line = 0;
    for (; start < log.size(); ++line) {
        const LineAnchor anchor = index.anchorBefore(line);
        fuzzRequire(anchor.line <= line && anchor.offset <= start,
                    "an anchor stands before its line");
        if (anchor.line == line)
            fuzzRequire(anchor.offset == start, "an anchor stands where its line begins");
        const qint64 newline = log.indexOf('\n', start);
        const qint64 limit = index.breakAfter(start);
        start = newline >= 0 && newline < limit ? newline + 1 : std::min<qint64>(limit, log.size());
    }
    fuzzRequire(line == index.lineCount(), "each line is counted");
    for (qint64 i = 0; i < line; ++i) {
        if (const auto shown = reader.looks.shown(i))
            fuzzRequire(!shown->contains('\n') && !shown->contains('\r'), "a row is one line");
    }
}

} // namespace

void fuzzLogScanner(QByteArrayView bytes)
{
    const Pieces pieces(bytes);
    LogFiles whole;
    LogFiles torn;
    LogScanner scanner(torn.logPath(), torn.indexPath());
    Reader reader;
    QByteArray log;
    qint64 late = -1; // where a record is missing
    OutputStream lateStream = OutputStream::Standard;
    const auto record = [&] {
        if (late >= 0)
            torn.writeRecord(late, torn.size() - late, lateStream);
        late = -1;
    };
    for (const Pieces::Piece &piece : pieces.pieces) {
        if (piece.bytes.isEmpty())
            continue;
        whole.write(piece.bytes, piece.stream);
        log += piece.bytes.toByteArray();
        record();
        if (piece.recordLate) {
            late = torn.size();
            lateStream = piece.stream;
            torn.writeLog(piece.bytes);
        } else {
            torn.write(piece.bytes, piece.stream);
        }
        if (piece.look)
            reader.take(scanner, false);
    }
    record();
    reader.take(scanner, true);
    checkLines(reader, log);

    LogScanner other(whole.logPath(), whole.indexPath());
    Reader all;
    all.take(other, true);
    checkLines(all, log);
    fuzzRequire(all.index.lineCount() == reader.index.lineCount(),
                "the same lines, however they come");
    for (qint64 line = 0; line < all.index.lineCount(); ++line) {
        fuzzRequire(all.lens.classOf(line) == reader.lens.classOf(line), "the same classes");
        fuzzRequire(all.looks.shown(line) == reader.looks.shown(line), "the same rows");
        for (const OutputStream stream :
             {OutputStream::Standard, OutputStream::Error, OutputStream::Terminal})
            fuzzRequire(all.looks.stateAt(line, stream) == reader.looks.stateAt(line, stream),
                        "the same styles");
    }
}

} // namespace CommandRunner
