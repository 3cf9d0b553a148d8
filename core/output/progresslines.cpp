// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/progresslines.h"

#include "core/output/patterns.h"

#include <QList>

#include <algorithm>

namespace CommandRunner {

namespace {

constexpr int seriesLength = 3;

// Time stamps and counters before the number differ from line to line.
QByteArray comparablePrefix(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size());
    for (const char c : text) {
        if (c < '0' || c > '9')
            result.append(c);
        else if (!result.endsWith('0'))
            result.append('0');
    }
    return result;
}

double numberOf(QByteArrayView text)
{
    return text.toByteArray().toDouble();
}

// Hours, minutes and seconds in three groups.
double secondsOf(const BytePattern &pattern, QByteArrayView text, int group)
{
    return 3600 * numberOf(pattern.captured(text, group))
        + 60 * numberOf(pattern.captured(text, group + 1))
        + numberOf(pattern.captured(text, group + 2));
}

} // namespace

ProgressLines::ProgressLines()
    : m_tools(builtInPattern(
          "^ *\\d+[KM](?: [.,]{1,10}| {2,11})+ +\\d{1,3}%" // wget's dots
          "|^ *% Total +% Received % Xferd|^ +Dload +Upload +Total +Spent +Left +Speed")),
      m_curl(builtInPattern("^ *\\d{1,3} +[\\d.]+[kMGTP]? +\\d{1,3} +[\\d.]+[kMGTP]? +\\d{1,3} "
                            "+[\\d.]+[kMGTP]? +\\S+ +\\S+ +"
                            "[\\d:-]+ +[\\d:-]+ +[\\d:-]+ +[\\d.]+[kMGTP]?$")),
      m_afterSample(builtInPattern(
          "^(?:[\\s\\d.,:;|()\\[\\]{}=#*>%/+~<@'\"\\xe2\\x80-\\xbf-]"
          "|(?i:[kmgt]?i?b(?:/"
          "s|ps)?|eta|elapsed|left|remaining|done|complete[d]?|finished|in|at|of|s|m|h|ms|"
          "min(?:utes?)?|sec(?:onds?)?|it/s|files?|bytes?|items?|rows?|records?|objects?|steps?|"
          "lines?|pages?|images?|packages?|users?|batch(?:es)?|epochs?|chunks?)\\b)*$")),
      m_activity(builtInPattern("^[\\])] *[A-Z][a-z]+ing\\b")),
      m_parts(builtInPattern("^[0-9a-f]{12}: |^ *(?:=>|#\\d+) ")), // layers and steps of docker
      m_testResult(builtInPattern(
          "^(?:\\S+ )?[.FEsxXpP]+ +\\[ *(\\d{1,3})%\\]$"
          "|^\\S+::.*(?:PASSED|FAILED|SKIPPED|ERROR|XFAIL|XPASS)\\b.* \\[ *(\\d{1,3})%\\]$")),
      m_duration(builtInPattern("^ *Duration: (\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?), ")),
      m_time(builtInPattern("^(?:frame|size)=.*\\btime=(-?)(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)")),
      m_statusBar(builtInPattern("\\x1b7\\x1b\\[\\d+;\\d*[Hf](?:\\x1b\\[[\\d;]*m)*Progress: \\[ "
                                 "*(\\d{1,3})%\\]"))
{}

std::optional<double> ProgressLines::statusBarOf(QByteArrayView bytes) const
{
    std::optional<double> result;
    qsizetype from = 0;
    while (const auto match = m_statusBar.find(bytes, from)) {
        result = std::min(100.0, numberOf(m_statusBar.captured(bytes, 1))) / 100;
        from = match->end;
    }
    return result;
}

// The formats that need more than a percentage or a count.
std::optional<ProgressLines::Verdict> ProgressLines::lookForTools(
    State &state, QByteArrayView shown, bool rewritten, std::optional<double> &progress) const
{
    if (m_tools.matches(shown)) {
        if (const auto sample = progressSampleOf(shown); sample && !shown.contains("Total"))
            progress = sample->fraction();
        return Verdict::Progress;
    }
    if (rewritten && m_curl.matches(shown)) {
        progress = numberOf(shown.trimmed().first(shown.trimmed().indexOf(' '))) / 100;
        return Verdict::Progress;
    }
    if (isStatusLine(shown)) {
        const QList<QByteArray> fields =
            shown.first(std::min<qsizetype>(shown.size(), 256)).toByteArray().split(':');
        if (fields.size() < 4 || fields[2].isEmpty() || fields[2][0] < '0' || fields[2][0] > '9')
            return std::nullopt;
        progress = std::min(100.0, numberOf(fields[2])) / 100;
        return Verdict::Progress;
    }
    if (m_duration.matches(shown)) {
        state.duration = secondsOf(m_duration, shown, 1);
        return Verdict::No;
    }
    if (rewritten && m_time.matches(shown)) {
        const bool negative = !m_time.captured(shown, 1).isEmpty();
        if (state.duration > 0)
            progress = negative ? 0 : std::min(1.0, secondsOf(m_time, shown, 2) / state.duration);
        return Verdict::Progress;
    }
    if (!rewritten && m_testResult.matches(shown)) {
        const QByteArrayView first = m_testResult.captured(shown, 1);
        const QByteArrayView percent = first.isEmpty() ? m_testResult.captured(shown, 2) : first;
        progress = std::min(100.0, numberOf(percent)) / 100;
        return Verdict::Told;
    }
    if (m_parts.matches(shown))
        return Verdict::No;
    return std::nullopt;
}

void ProgressLines::breakSeries(State &state)
{
    state.samples = 0;
    state.held.clear();
}

void ProgressLines::hold(State &state, qint64 line, LineClass c)
{
    state.held.push_back({line, c, LineClass::Progress});
}

ProgressLines::Verdict ProgressLines::look(State &state, QByteArrayView shown, bool rewritten,
                                           std::optional<double> &progress) const
{
    if (const auto verdict = lookForTools(state, shown, rewritten, progress))
        return *verdict;
    const auto sample = progressSampleOf(shown);
    if (!sample)
        return Verdict::No;
    if (rewritten) {
        progress = sample->fraction();
        return Verdict::Progress;
    }
    const QByteArrayView rest = shown.sliced(sample->end);
    if (!m_afterSample.matches(rest) && !m_activity.matches(rest))
        return Verdict::No;
    const QByteArray prefix = comparablePrefix(shown.first(sample->start));
    const bool same = state.samples > 0 && prefix == state.prefix && sample->kind == state.last.kind
        && sample->total == state.last.total;
    if (!same || sample->value < state.last.value) {
        breakSeries(state);
        state.prefix = prefix;
        state.samples = 1;
    } else if (sample->value > state.last.value) {
        ++state.samples;
    }
    state.last = *sample;
    if (state.samples < seriesLength)
        return Verdict::Sample;
    progress = sample->fraction();
    return Verdict::Progress;
}

} // namespace CommandRunner
