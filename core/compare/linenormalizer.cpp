// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/linenormalizer.h"

#include "core/compare/noiseids.h"
#include "core/compare/noisetimes.h"

#include <QStringList>

#include <array>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<Noise, QLatin1StringView>, 4> words{
    {{Noise::Times, "times"_L1},
     {Noise::Ids, "ids"_L1},
     {Noise::Addresses, "addresses"_L1},
     {Noise::Numbers, "numbers"_L1}}};

bool isWordByte(char c)
{
    return isDigit(c) || isLetter(c);
}

// Goes through a line from word to word; a word is letters and digits only.
class NoiseScan final
{
public:
    NoiseScan(QByteArrayView text, NoiseKinds kinds, std::vector<NoiseSpan> &spans)
        : m_text(text),
          m_kinds(kinds),
          m_spans(spans)
    {}

    void run()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (isDigit(c) || isLetter(c))
                takeWord();
            else if (c == '/' || c == '\\' || c == '[' || c == '(')
                takeMark();
            else
                ++m_at;
        }
    }

private:
    bool wants(Noise noise) const { return (m_kinds & noiseBit(noise)) != 0; }

    // Notes [start, end) when there is something in it.
    bool note(Noise kind, qsizetype start, qsizetype end)
    {
        if (end <= start)
            return false;
        m_spans.push_back({start, end, kind});
        m_at = end;
        return true;
    }

    void takeMark()
    {
        if (wants(Noise::Times) && note(Noise::Times, m_at + 1, endOfBracketedTime(m_text, m_at)))
            return;
        if (wants(Noise::Ids)) {
            if (const TextRange id = bracketedId(m_text, m_at); note(Noise::Ids, id.start, id.end))
                return;
        }
        ++m_at;
    }

    void takeWord()
    {
        const qsizetype start = m_at;
        qsizetype end = start;
        bool digits = false;
        bool letters = false;
        while (end < m_text.size() && isWordByte(m_text[end])) {
            (isDigit(m_text[end]) ? digits : letters) = true;
            ++end;
        }
        if (wants(Noise::Times) && note(Noise::Times, start, endOfTime(m_text, start)))
            return;
        if (digits && wants(Noise::Addresses)
            && note(Noise::Addresses, start, endOfAddress(m_text, start, end)))
            return;
        if (digits && wants(Noise::Ids) && note(Noise::Ids, start, endOfId(m_text, start, end)))
            return;
        if (!digits) {
            m_at = end;
            return;
        }
        if (wants(Noise::Numbers))
            takeNumbers(start, end);
        else if (letters)
            m_at = end;
        else // "1.2.3": what follows a point is no number of its own
            m_at = endOfNumberList(m_text, start);
    }

    // Every run of digits, those within words too, with its decimals.
    void takeNumbers(qsizetype start, qsizetype end)
    {
        qsizetype at = start;
        while (at < end) {
            if (!isDigit(m_text[at])) {
                ++at;
                continue;
            }
            const qsizetype from = at;
            at = endOfNumberList(m_text, at);
            m_spans.push_back({from, at, Noise::Numbers});
        }
        m_at = at;
    }

    const QByteArrayView m_text;
    const NoiseKinds m_kinds;
    std::vector<NoiseSpan> &m_spans;
    qsizetype m_at = 0;
};

} // namespace

std::optional<NoiseKinds> noiseKindsFromString(const QString &text)
{
    if (text == "none"_L1)
        return NoiseKinds(0);
    NoiseKinds kinds = 0;
    for (const QString &word : text.split(u',')) {
        NoiseKinds kind = 0;
        for (const auto &[noise, name] : words) {
            if (word == name || word == "all"_L1)
                kind |= noiseBit(noise);
        }
        if (kind == 0)
            return std::nullopt;
        kinds |= kind;
    }
    return kinds;
}

QString toString(NoiseKinds kinds)
{
    QStringList names;
    for (const auto &[noise, name] : words) {
        if ((kinds & noiseBit(noise)) != 0)
            names.append(name);
    }
    return names.isEmpty() ? u"none"_s : names.join(u',');
}

void LineNormalizer::find(QByteArrayView text, std::vector<NoiseSpan> &spans) const
{
    spans.clear();
    if (m_kinds != 0)
        NoiseScan(text, m_kinds, spans).run();
}

QByteArrayView LineNormalizer::normalized(QByteArrayView text)
{
    find(text, m_spans);
    if (m_spans.empty())
        return text;
    m_result.resize(0);
    qsizetype at = 0;
    for (const NoiseSpan &span : m_spans) {
        const bool padded = at > 0 && at < span.start && text[at] == ' ';
        while (padded && at + 1 < span.start && text[at + 1] == ' ')
            ++at;
        m_result.append(text.data() + at, span.start - at);
        while (m_result.endsWith("  "))
            m_result.chop(1);
        m_result.append('\x01'); // no text of a terminal holds it
        m_result.append(char('0' + char(span.kind)));
        at = span.end;
    }
    while (at + 1 < text.size() && text[at] == ' ' && text[at + 1] == ' ')
        ++at;
    m_result.append(text.data() + at, text.size() - at);
    return m_result;
}

} // namespace CommandRunner
