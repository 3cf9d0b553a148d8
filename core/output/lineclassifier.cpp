// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/lineclassifier.h"

#include "core/output/levellines.h"
#include "core/output/linefeatures.h"
#include "core/output/progresslines.h"
#include "core/output/sqllines.h"
#include "core/output/terminaltext.h"

#include <algorithm>
#include <array>

namespace CommandRunner {

namespace {

// Tables of some 200 KiB that never change: one for all threads.
const LineFeatures &sharedFeatures()
{
    static const LineFeatures features;
    return features;
}

} // namespace

class LineClassifier::Patterns
{
public:
    const LineFeatures &features = sharedFeatures();
    SqlLines sql;
    ProgressLines progress;
    LevelLines levels;
};

struct LineClassifier::State {
    // Of each stream, since lines of the two come between each other.
    struct Stream {
        SqlLines::State sql;
        ProgressLines::State progress;
    };
    std::array<Stream, 3> streams;
    std::optional<double> progress;
    int linesSinceProgress = 0;
    bool terminalProgress = false; // OSC 9;4 was seen: it alone counts from then on

    Stream &of(OutputStream stream) { return streams[size_t(stream) - 1]; }
};

namespace {

void append(std::vector<LineClassChange> &changes, std::vector<LineClassChange> &held)
{
    for (const LineClassChange &change : held) {
        if (change.before != change.after)
            changes.push_back(change);
    }
    held.clear();
}

// What a terminal shows at the end of a line that was written over itself: its last piece, when the
// line is long.
QByteArray shownText(const LineSample &line)
{
    QByteArrayView bytes = line.tail;
    if (line.head.size() < LineSample::headBytes) {
        bytes = line.head;
    } else if (const qsizetype back = bytes.indexOf('\r'); back >= 0) {
        bytes = bytes.sliced(back + 1); // what comes before it may begin in the middle of something
    }
    // A piece that is at least as long as all before it, and plain, is all that remains to be seen.
    const qsizetype last = bytes.lastIndexOf('\r') + 1;
    qsizetype longest = 0;
    for (qsizetype start = 0; start < last;) {
        const qsizetype stop = bytes.indexOf('\r', start);
        longest = std::max(longest, stop - start);
        start = stop + 1;
    }
    const QByteArrayView piece = bytes.sliced(last);
    const auto isControl = [](char c) {
        return uchar(c) < 0x20 || c == 0x7f;
    };
    if (piece.size() >= longest && std::none_of(piece.begin(), piece.end(), isControl))
        return piece.toByteArray();
    return plainTerminalText(bytes).toUtf8();
}

} // namespace

LineClassifier::LineClassifier()
    : m_patterns(std::make_shared<Patterns>()),
      m_state(std::make_unique<State>())
{}
LineClassifier::~LineClassifier() = default;
LineClassifier::LineClassifier(const LineClassifier &other)
    : m_patterns(other.m_patterns),
      m_state(std::make_unique<State>(*other.m_state))
{}
LineClassifier &LineClassifier::operator=(const LineClassifier &other)
{
    m_patterns = other.m_patterns;
    m_state = std::make_unique<State>(*other.m_state);
    return *this;
}
LineClassifier::LineClassifier(LineClassifier &&other) noexcept = default;
LineClassifier &LineClassifier::operator=(LineClassifier &&other) noexcept = default;

LineClass LineClassifier::classify(qint64 number, const LineSample &line, OutputStream stream,
                                   std::vector<LineClassChange> &changes)
{
    return look(*m_state, number, line, stream, changes);
}

LineClassifier::Preview LineClassifier::preview(const LineSample &line, OutputStream stream) const
{
    State copy = *m_state;
    std::vector<LineClassChange> changes; // may yet turn out otherwise
    const LineClass c = look(copy, 0, line, stream, changes);
    return {c, copy.progress};
}

bool LineClassifier::isAtRest(OutputStream stream) const
{
    const State::Stream &own = m_state->of(stream);
    return own.sql.isIdle() && own.progress.isIdle();
}

const char *LineClassifier::firstSuspect(const char *lines, const char *end) const
{
    return m_patterns->features.first(lines, end);
}

void LineClassifier::passPlain()
{
    if (m_state->progress)
        passOrdinary(*m_state);
}

std::optional<double> LineClassifier::progress() const
{
    return m_state->progress;
}

void LineClassifier::passOrdinary(State &state)
{
    const bool complete = *state.progress >= 1;
    if (!state.terminalProgress && (complete || ++state.linesSinceProgress >= patience))
        state.progress.reset();
}

void LineClassifier::tell(State &state, std::optional<double> progress)
{
    if (!progress || state.terminalProgress)
        return;
    state.progress = progress;
    state.linesSinceProgress = -1; // this line does not count
}

LineClass LineClassifier::look(State &state, qint64 number, const LineSample &line,
                               OutputStream stream, std::vector<LineClassChange> &changes) const
{
    std::uint8_t features = m_patterns->features.of(line.head);
    if (line.head.size() == LineSample::headBytes)
        features |= m_patterns->features.of(line.tail);
    State::Stream &own = state.of(stream);
    const bool status = ProgressLines::isStatusLine(line.head);
    if (features == 0 && own.sql.isIdle() && own.progress.isIdle() && !status) {
        if (state.progress)
            passOrdinary(state);
        return LineClass::Plain;
    }
    if (status)
        features |= ProgressFeature;
    const LineClass result = lookCloser(state, number, line, stream, features, changes);
    if (state.progress && ++state.linesSinceProgress > 0) {
        --state.linesSinceProgress;
        passOrdinary(state);
    }
    return result;
}

LineClass LineClassifier::lookCloser(State &state, qint64 number, const LineSample &line,
                                     OutputStream stream, std::uint8_t features,
                                     std::vector<LineClassChange> &changes) const
{
    State::Stream &own = state.of(stream);

    QByteArray strippedHead;
    QByteArray strippedTail;
    QByteArrayView head = line.head;
    QByteArrayView tail = line.tail;
    if (features & EscapeFeature) {
        if (line.head.contains("\x1b]9;4;") || line.tail.contains("\x1b]9;4;"))
            takeTerminalProgress(state, line);
        if (line.head.contains("\x1b"
                               "7"))
            tell(state, m_patterns->progress.statusBarOf(line.head));
        strippedHead = withoutEscapes(head);
        strippedTail = withoutEscapes(tail);
        head = strippedHead;
        tail = strippedTail;
        features |= m_patterns->features.of(head);
    }

    const auto verdict = m_patterns->sql.look(own.sql, head, tail, features & SqlFeature);
    if (verdict == SqlLines::Verdict::Sql)
        return LineClass::Sql;
    if (verdict == SqlLines::Verdict::End) {
        append(changes, own.sql.held);
        SqlLines::release(own.sql);
        return LineClass::Sql;
    }
    LineClass result = LineClass::Plain;
    if (verdict != SqlLines::Verdict::Held)
        result = lookForProgress(state, own.progress, number, line, head, features, changes);
    if (result == LineClass::Plain)
        result = m_patterns->levels.levelOf(head, features);
    if (verdict == SqlLines::Verdict::Held)
        SqlLines::hold(own.sql, number, result);
    return result;
}

void LineClassifier::takeTerminalProgress(State &state, const LineSample &line)
{
    auto told = terminalProgressOf(line.tail);
    if (!told)
        told = terminalProgressOf(line.head);
    if (!told)
        return;
    state.terminalProgress = true;
    state.progress.reset();
    if (told->state != TerminalProgress::State::None
        && told->state != TerminalProgress::State::Indeterminate)
        state.progress = told->fraction;
}

LineClass LineClassifier::lookForProgress(State &state, ProgressLines::State &series, qint64 number,
                                          const LineSample &line, QByteArrayView head,
                                          std::uint8_t features,
                                          std::vector<LineClassChange> &changes) const
{
    if (!(features & ProgressFeature)) {
        ProgressLines::breakSeries(series);
        return LineClass::Plain;
    }
    const bool rewritten = line.head.contains('\r') || line.tail.contains('\r');
    const QByteArray shown = rewritten ? shownText(line) : QByteArray();
    const QByteArrayView text = rewritten ? QByteArrayView(shown) : head;
    std::optional<double> progress;
    const auto verdict = m_patterns->progress.look(series, text, rewritten, progress);
    tell(state, progress);
    if (verdict == ProgressLines::Verdict::No || verdict == ProgressLines::Verdict::Told)
        ProgressLines::breakSeries(series);
    if (verdict == ProgressLines::Verdict::No || verdict == ProgressLines::Verdict::Told
        || m_patterns->levels.tellsFailure(text))
        return LineClass::Plain; // what went wrong stays in sight
    if (verdict == ProgressLines::Verdict::Sample) {
        ProgressLines::hold(series, number, LineClass::Plain);
        return LineClass::Plain;
    }
    append(changes, series.held);
    return LineClass::Progress;
}

} // namespace CommandRunner
