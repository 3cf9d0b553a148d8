// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/progressparser.h"

#include "core/output/terminaltext.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace CommandRunner {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char at(QByteArrayView text, qsizetype index)
{
    return index >= 0 && index < text.size() ? text[index] : '\0';
}

struct Number {
    double value = 0;
    qsizetype end = 0;
};

// A decimal number that begins here, grouped by commas at most.
std::optional<Number> numberAt(QByteArrayView text, qsizetype start)
{
    qsizetype end = start;
    while (isDigit(at(text, end))
           || (at(text, end) == ',' && end > start && isDigit(at(text, end + 1))))
        ++end;
    if (end == start || end - start > 18)
        return std::nullopt;
    if (at(text, end) == '.' && isDigit(at(text, end + 1))) {
        ++end;
        while (isDigit(at(text, end)))
            ++end;
    }
    double value = 0;
    double unit = 1;
    bool fraction = false;
    for (const char c : text.sliced(start, end - start)) {
        if (c == '.')
            fraction = true;
        else if (c != ',')
            value = fraction ? value + (c - '0') * (unit /= 10) : value * 10 + (c - '0');
    }
    return Number{value, end};
}

qsizetype skipSpace(QByteArrayView text, qsizetype index)
{
    return at(text, index) == ' ' ? index + 1 : index;
}

// "kB", "MiB", "G": how many bytes, else 1 with the end unmoved.
double unitAt(QByteArrayView text, qsizetype &index)
{
    constexpr QByteArrayView prefixes = "kKMGT";
    const qsizetype power = prefixes.indexOf(at(text, index));
    if (power < 0) {
        if (at(text, index) == 'B' && !isLetter(at(text, index + 1)))
            ++index;
        return 1;
    }
    qsizetype end = index + 1;
    const bool binary = at(text, end) == 'i';
    end += binary ? 1 : 0;
    end += at(text, end) == 'B' || at(text, end) == 'b' ? 1 : 0;
    if (isLetter(at(text, end)))
        return 1;
    index = end;
    return std::pow(binary ? 1024.0 : 1000.0, double(power == 0 ? 1 : power));
}

// "12% growth" tells something; "12% done" or "12% [####" tells progress.
bool isSentence(QByteArrayView rest)
{
    qsizetype start = 0;
    while (at(rest, start) == ' ')
        ++start;
    qsizetype end = start;
    while (isLetter(at(rest, end)))
        ++end;
    if (end - start < 3)
        return false;
    const QByteArray word = rest.sliced(start, end - start).toByteArray().toLower();
    constexpr std::array<QByteArrayView, 16> known = {
        "done",      "complete",  "completed",  "eta",      "finished", "left",
        "remaining", "ready",     "downloaded", "uploaded", "copied",   "loaded",
        "processed", "installed", "extracted",  "received"};
    return std::find(known.begin(), known.end(), QByteArrayView(word)) == known.end();
}

std::optional<ProgressSample> percentOf(QByteArrayView text)
{
    for (qsizetype sign = text.indexOf('%'); sign >= 0; sign = text.indexOf('%', sign + 1)) {
        qsizetype end = sign;
        if (at(text, end - 1) == ' ')
            --end;
        qsizetype start = end;
        while (isDigit(at(text, start - 1))
               || (at(text, start - 1) == '.' && isDigit(at(text, start - 2))))
            --start;
        const char before = at(text, start - 1);
        if (start == end || isLetter(before) || before == '-' || before == '+' || before == '_')
            continue;
        const auto number = numberAt(text, start);
        if (!number || number->end != end || number->value > 100 || isLetter(at(text, sign + 1))
            || isSentence(text.sliced(sign + 1)))
            continue;
        return ProgressSample{ProgressSample::Kind::Percent, number->value, 100, start, sign + 1};
    }
    return std::nullopt;
}

// Behind the first number: "/" or " of ", then the second one.
std::optional<Number> totalAfter(QByteArrayView text, qsizetype index)
{
    qsizetype next = skipSpace(text, index);
    if (at(text, next) == '/')
        next = skipSpace(text, next + 1);
    else if (text.sliced(std::min(index, text.size())).startsWith(" of "))
        next = index + 4;
    else
        return std::nullopt;
    return numberAt(text, next);
}

std::optional<ProgressSample> countOf(QByteArrayView text)
{
    for (qsizetype start = 0; start < text.size(); ++start) {
        if (!isDigit(text[start]))
            continue;
        const auto first = numberAt(text, start);
        if (!first) {
            while (isDigit(at(text, start + 1)))
                ++start;
            continue;
        }
        const char before = at(text, start - 1);
        qsizetype end = first->end;
        const qsizetype place = start;
        start = end - 1;
        if (isLetter(before) || (before != '\0' && QByteArrayView("/.-_:+").contains(before)))
            continue;
        const double firstUnit = unitAt(text, end = skipSpace(text, end));
        auto total = totalAfter(text, end);
        if (!total) {
            total = totalAfter(text, end = first->end);
            if (!total)
                continue;
        }
        qsizetype after = total->end;
        qsizetype unitEnd = skipSpace(text, after);
        const double totalUnit = unitAt(text, unitEnd);
        if (unitEnd > skipSpace(text, after))
            after = unitEnd;
        const char next = at(text, after);
        const double value = first->value * (firstUnit > 1 ? firstUnit : totalUnit);
        const double sum = total->value * totalUnit;
        if (sum <= 0 || value > sum || next == '/' || next == '-' || next == '_' || isLetter(next)
            || (next == '.' && isLetter(at(text, after + 1))))
            continue;
        return ProgressSample{ProgressSample::Kind::Count, value, sum, place, after};
    }
    return std::nullopt;
}

} // namespace

std::optional<TerminalProgress> terminalProgressOf(QByteArrayView bytes)
{
    constexpr QByteArrayView introducer = "\x1b]9;4;";
    std::optional<TerminalProgress> result;
    for (qsizetype start = bytes.indexOf(introducer); start >= 0;
         start = bytes.indexOf(introducer, start + 1)) {
        qsizetype index = start + introducer.size();
        const char state = at(bytes, index++);
        if (state < '0' || state > '4')
            continue;
        double percent = 0;
        if (at(bytes, index) == ';') {
            if (const auto number = numberAt(bytes, ++index)) {
                percent = number->value;
                index = number->end;
            }
        }
        const bool ended = at(bytes, index) == '\x07'
            || (at(bytes, index) == '\x1b' && at(bytes, index + 1) == '\\')
            || (at(bytes, index) == '\xc2' && at(bytes, index + 1) == '\x9c');
        if (ended)
            result = TerminalProgress{TerminalProgress::State(state - '0'),
                                      std::clamp(percent / 100, 0.0, 1.0)};
    }
    return result;
}

std::optional<ProgressSample> progressSampleOf(QByteArrayView text)
{
    const auto percent = percentOf(text);
    return percent ? percent : countOf(text);
}

std::optional<double> progressOf(QByteArrayView line)
{
    if (const auto told = terminalProgressOf(line)) {
        if (told->state == TerminalProgress::State::None
            || told->state == TerminalProgress::State::Indeterminate)
            return std::nullopt;
        return told->fraction;
    }
    const auto sample = progressSampleOf(plainTerminalText(line).toUtf8());
    if (!sample)
        return std::nullopt;
    return sample->fraction();
}

} // namespace CommandRunner
