// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/worddiff.h"

#include "core/compare/linediff.h"

#include <QHash>

#include <algorithm>

namespace CommandRunner {

namespace {

// More is hardly read; what follows counts as one word.
constexpr size_t mostWords = 4000;

struct Words {
    std::vector<quint64> hashes;
    std::vector<TextRange> places;
};

qsizetype utf16Length(QByteArrayView utf8)
{
    qsizetype length = 0;
    for (const char c : utf8) {
        const auto byte = uchar(c);
        length += (byte & 0xc0) != 0x80 ? 1 : 0;
        length += byte >= 0xf0 ? 1 : 0; // two units for one character
    }
    return length;
}

std::vector<NoiseSpan> noiseOf(const QString &text, NoiseKinds ignored)
{
    std::vector<NoiseSpan> spans;
    const QByteArray utf8 = text.toUtf8();
    LineNormalizer(ignored).find(utf8, spans);
    qsizetype at = 0;
    qsizetype units = 0;
    const auto convert = [&](qsizetype &place) {
        units += utf16Length(QByteArrayView(utf8).sliced(at, place - at));
        at = place;
        place = units;
    };
    for (NoiseSpan &span : spans) {
        convert(span.start);
        convert(span.end);
    }
    return spans;
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c.isSurrogate() || c.isMark();
}

Words wordsOf(const QString &text, NoiseKinds ignored)
{
    Words words;
    const auto noise = noiseOf(text, ignored);
    auto span = noise.begin();
    const QStringView view(text);
    const auto add = [&words](qsizetype start, qsizetype end, quint64 hash) {
        words.hashes.push_back(hash);
        words.places.push_back({start, end});
    };
    for (qsizetype at = 0; at < view.size();) {
        const qsizetype start = at;
        if (span != noise.end() && at >= span->start) {
            at = std::max(at + 1, span->end);
            add(start, at, quint64(span->kind));
            ++span;
            continue;
        }
        const qsizetype limit = span != noise.end() ? span->start : view.size();
        if (words.hashes.size() >= mostWords) {
            at = limit;
        } else if (view[at].isSpace()) {
            while (at < limit && view[at].isSpace())
                ++at;
            add(start, at, ' '); // whatever their number: columns are padded
            continue;
        } else if (isWord(view[at])) {
            while (at < limit && isWord(view[at]))
                ++at;
        } else {
            ++at;
        }
        add(start, at, qHash(view.sliced(start, at - start), 0x51ed27));
    }
    return words;
}

void addRange(std::vector<TextRange> &ranges, const Words &words, qint64 first, qint64 count,
              const QString &text)
{
    const TextRange range{words.places[size_t(first)].start,
                          words.places[size_t(first + count - 1)].end};
    // What only a blank parts is one difference to the eye.
    const bool joins = !ranges.empty()
        && QStringView(text)
               .sliced(ranges.back().end, range.start - ranges.back().end)
               .trimmed()
               .isEmpty();
    if (joins)
        ranges.back().end = range.end;
    else
        ranges.push_back(range);
}

} // namespace

LineDifference compareLines(const QString &before, const QString &after, NoiseKinds ignored)
{
    const Words a = wordsOf(before, ignored);
    const Words b = wordsOf(after, ignored);
    LineDifference result;
    qsizetype same = 0;
    const auto script = diffSequences(a.hashes, b.hashes);
    for (const DiffHunk &hunk : script->hunks) {
        if (hunk.isEqual()) {
            for (qint64 i = hunk.a; i < hunk.a + hunk.aSize; ++i) {
                const TextRange &word = a.places[size_t(i)];
                if (!before[word.start].isSpace())
                    same += word.end - word.start;
            }
            continue;
        }
        if (hunk.aSize > 0)
            addRange(result.before, a, hunk.a, hunk.aSize, before);
        if (hunk.bSize > 0)
            addRange(result.after, b, hunk.b, hunk.bSize, after);
    }
    const auto ink = [](const QString &text) {
        return std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); });
    };
    const auto longer = std::max<qsizetype>(1, std::max(ink(before), ink(after)));
    result.shared = std::min(1.0, double(same) / double(longer));
    return result;
}

} // namespace CommandRunner
