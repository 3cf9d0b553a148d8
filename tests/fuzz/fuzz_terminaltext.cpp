// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/progressparser.h"
#include "core/output/terminaltext.h"
#include "core/output/terminalwriter.h"
#include "tests/fuzz/fuzztargets.h"

namespace CommandRunner {

namespace {

qsizetype columnsOf(const QString &text)
{
    qsizetype columns = 0;
    for (qsizetype at = 0; at < text.size();) {
        const TerminalCluster cluster = clusterAt(text, at);
        fuzzRequire(cluster.end > at && cluster.end <= text.size(), "a cluster has an end");
        columns += cluster.columns;
        at = cluster.end;
    }
    return columns;
}

void checkLine(const TerminalLine &line)
{
    for (const QChar c : line.text) {
        const char16_t value = c.unicode();
        fuzzRequire(c.category() != QChar::Other_Control, "no control characters");
        fuzzRequire((value < 0x2028 || value > 0x202e) && (value < 0x2066 || value > 0x2069),
                    "nothing that turns text around");
    }
    fuzzRequire(line.text.isValidUtf16(), "valid UTF-16");
    qsizetype end = 0;
    for (const TerminalSpan &span : line.spans) {
        fuzzRequire(span.start >= end && span.length > 0, "spans are sorted");
        end = span.start + span.length;
    }
    fuzzRequire(end <= line.text.size(), "spans are within the text");
    qsizetype last = -1;
    for (const InvalidBytes &invalid : line.invalid) {
        fuzzRequire(invalid.position > last && invalid.position < line.text.size()
                        && line.text[invalid.position] == QChar::ReplacementCharacter,
                    "invalid bytes have their place");
        fuzzRequire(!invalid.bytes.isEmpty() && invalid.bytes.size() <= 3, "one to three bytes");
        last = invalid.position;
    }
}

} // namespace

// The first byte says how the line begins and how it is torn.
void fuzzTerminalText(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const auto how = uchar(bytes.front());
    bytes = bytes.sliced(1);
    TerminalState start;
    start.style.bold = (how & 1) != 0;
    start.alternateScreen = (how & 6) == 6;
    const qsizetype piece = 1 + (how >> 4);

    const TerminalLine line = decodeTerminalLine(bytes, start);
    checkLine(line);

    TerminalWriter torn(start);
    torn.write({}, true);
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        const qsizetype size = std::min(piece, bytes.size() - at);
        torn.write(bytes.sliced(at, size), at + size < bytes.size());
    }
    const TerminalLine same = torn.cells().result();
    fuzzRequire(same.text == line.text && same.spans.size() == line.spans.size(),
                "the same line, however it comes");
    fuzzRequire(columnsOf(line.text) == torn.cells().columns(), "clusters are cells");

    const TerminalLine again = decodeTerminalLine(encodeTerminalLine(line));
    fuzzRequire(again.text == line.text && again.spans.size() == line.spans.size(),
                "encoding and decoding change nothing");

    const auto progress = progressOf(bytes);
    fuzzRequire(!progress || (*progress >= 0 && *progress <= 1), "progress is from 0 to 1");
}

} // namespace CommandRunner
