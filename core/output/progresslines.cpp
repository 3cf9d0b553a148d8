// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/progresslines.h"

#include "core/output/patterns.h"

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
      m_activity(builtInPattern("^[\\])] *[A-Z][a-z]+ing\\b"))
{}

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
    if (m_tools.matches(shown)) {
        if (const auto sample = progressSampleOf(shown); sample && !shown.contains("Total"))
            progress = sample->fraction();
        return Verdict::Progress;
    }
    if (rewritten && m_curl.matches(shown)) {
        progress = shown.trimmed().first(shown.trimmed().indexOf(' ')).toByteArray().toDouble()
            / 100;
        return Verdict::Progress;
    }
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
