// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlens.h"

#include <algorithm>

namespace CommandRunner {

namespace {

constexpr qsizetype mostParked = 32;
// Lines that came in are held back until rules and filters had a look at them, so that none shows
// for a moment only; but never more than these, so that a slow pattern delays nothing for long.
constexpr qint64 mostPendingLines = 20'000;
constexpr qsizetype mostDecoratedUnits = 8 * 1024;

bool anyOf(const LineWords &words, qint64 block, qint64 first, qint64 end)
{
    const LineWords below = wordsBelow(block, first);
    const LineWords upTo = wordsBelow(block, end);
    for (size_t word = 0; word < wordsPerBlock; ++word) {
        if (words[word] & upTo[word] & ~below[word])
            return true;
    }
    return false;
}

} // namespace

OutputLens::OutputLens(LineLens &lens, const LineIndex &index, OutputSearch &search,
                       QObject *parent)
    : QObject(parent),
      m_lens(lens),
      m_index(index),
      m_search(search)
{}

void OutputLens::setRules(const QList<LineRule> &rules)
{
    QList<LineRule> active;
    for (const LineRule &rule : rules) {
        if (rule.enabled && !rule.pattern.text.isEmpty())
            active.append(rule);
    }
    if (active == m_rules)
        return;
    m_rules = active;
    m_progress.reset();
    m_progressLine = -1;
    search();
    layPlanes();
    Q_EMIT rowsReset();
    Q_EMIT changed();
}

void OutputLens::setFilters(const LineFilters &filters)
{
    if (filters == m_filters)
        return;
    m_filters = filters;
    search();
    layPlanes();
    Q_EMIT rowsReset();
    Q_EMIT changed();
}

void OutputLens::setCounted(const QList<LinePattern> &patterns)
{
    if (patterns == m_counted)
        return;
    m_counted = patterns;
    search();
    Q_EMIT changed();
}

void OutputLens::setSought(const LinePattern &pattern)
{
    m_sought = pattern;
    search();
}

// Tells the search what is wanted by now. Patterns that rules and filters wanted before are kept.
void OutputLens::search()
{
    QList<LinePattern> wanted;
    const auto want = [&wanted](const LinePattern &pattern) {
        if (!pattern.text.isEmpty() && !wanted.contains(pattern))
            wanted.append(pattern);
    };
    for (const LineRule &rule : std::as_const(m_rules))
        want(rule.pattern);
    for (const LineFilter &filter : std::as_const(m_filters.filters)) {
        if (filter.enabled)
            want(filter.pattern);
    }
    QList<LinePattern> kept = wanted;
    for (const LinePattern &pattern : std::as_const(m_parked)) {
        if (!kept.contains(pattern) && kept.size() < wanted.size() + mostParked)
            kept.append(pattern);
    }
    m_parked = kept;
    wanted = kept;
    for (const LinePattern &pattern : std::as_const(m_counted))
        want(pattern);
    want(m_sought);
    m_search.setPatterns(wanted, m_index, m_index.anchorBefore(m_seenLine));
}

void OutputLens::layPlanes()
{
    std::vector<LensPlane> planes;
    m_foldingRules.clear();
    for (int i = 0; i < m_rules.size(); ++i) {
        const LineRule &rule = m_rules.at(i);
        const LinePlane *plane = m_search.plane(rule.pattern);
        if (!plane || !(rule.actions & (RuleAction::Fold | RuleAction::Hide)))
            continue;
        const bool hide = rule.actions & RuleAction::Hide;
        planes.push_back({plane, hide ? LensPlane::Role::Exclude : LensPlane::Role::Fold, 0, 0});
        if (!hide)
            m_foldingRules.append(i);
    }
    for (const LineFilter &filter : std::as_const(m_filters.filters)) {
        const LinePlane *plane = filter.isActive() ? m_search.plane(filter.pattern) : nullptr;
        // An invalid pattern is still being typed: the lines stay.
        if (!plane || (filter.kind == LineFilter::Kind::Include && !compiled(filter.pattern)))
            continue;
        if (filter.kind == LineFilter::Kind::Exclude)
            planes.push_back({plane, LensPlane::Role::Exclude, 0, 0});
        else
            planes.push_back({plane, LensPlane::Role::Include, filter.before, filter.after});
    }
    m_lens.setPlanes(std::move(planes), m_filters.anyInclude);
    updatePending();
    m_lens.update();
}

void OutputLens::updatePending()
{
    qint64 from = std::numeric_limits<qint64>::max();
    const auto look = [this, &from](const LinePattern &pattern) {
        const OutputSearch::State state = m_search.state(pattern);
        if (state.caughtUp && !state.complete)
            from = std::min(from, state.searchedLine);
    };
    for (const LineRule &rule : std::as_const(m_rules)) {
        if (rule.actions & (RuleAction::Fold | RuleAction::Hide))
            look(rule.pattern);
    }
    for (const LineFilter &filter : std::as_const(m_filters.filters)) {
        if (filter.isActive())
            look(filter.pattern);
    }
    const bool few = m_lens.lineCount() - from <= mostPendingLines;
    m_lens.setPendingFrom(few ? from : std::numeric_limits<qint64>::max());
}

void OutputLens::extend(const IndexBatch &batch)
{
    m_search.extend(batch, m_index);
    if (!m_lens.planes().empty()) {
        updatePending();
        m_lens.planesChanged(batch.firstLine);
    }
    m_lens.update();
}

bool OutputLens::takeResults()
{
    const auto changes = m_search.takeResults();
    if (!changes)
        return false;
    qint64 first = std::numeric_limits<qint64>::max();
    for (const LensPlane &plane : m_lens.planes()) {
        if (const auto found = changes->planes.find(plane.plane); found != changes->planes.end())
            first = std::min(first, std::max<qint64>(0, found->second - plane.before));
    }
    if (changes->progress && changes->progressLine >= m_progressLine) {
        m_progress = changes->progress;
        m_progressLine = changes->progressLine;
    }
    const qint64 rows = m_lens.rowCount();
    const qint64 shown = std::min(m_lens.pendingFrom(), m_lens.lineCount());
    if (first < m_lens.lineCount())
        m_lens.planesChanged(first);
    updatePending();
    m_lens.update();
    if (first < shown)
        Q_EMIT rowsReset();
    if (rows != m_lens.rowCount() || changes->progress)
        Q_EMIT rowsGrown();
    Q_EMIT changed();
    const QList<RuleMatch> matches = m_live ? freshMatches(changes->fresh) : QList<RuleMatch>();
    if (!matches.isEmpty())
        Q_EMIT rulesMatched(matches);
    return m_search.plane(m_sought) != nullptr;
}

QList<RuleMatch> OutputLens::freshMatches(const QList<OutputSearch::Changes::Fresh> &fresh) const
{
    QList<RuleMatch> result;
    for (const LineRule &rule : m_rules) {
        if (!(rule.actions & RuleAction::Notify))
            continue;
        for (const auto &each : fresh) {
            if (each.pattern != rule.pattern)
                continue;
            if (!result.isEmpty() && result.constLast().rule == rule)
                result.last().count += each.count;
            else
                result.append({rule, each.line, each.count});
        }
    }
    return result;
}

OutputLens::PatternState OutputLens::stateOf(const LinePattern &pattern) const
{
    const LinePlane *const plane = m_search.plane(pattern);
    if (!plane)
        return {};
    const OutputSearch::State state = m_search.state(pattern);
    return {plane->count(), state.complete, state.gaveUpLines, state.stopped};
}

QStringList OutputLens::foldedBy(const OutputRow &marker) const
{
    QStringList result;
    for (int n = 0; n < m_foldingRules.size() && n < 64; ++n) {
        if (!(marker.hiddenRules >> n & 1))
            continue;
        const LineRule &rule = m_rules.at(m_foldingRules.at(n));
        const QString word = rule.group.isEmpty() ? rule.name : rule.group;
        if (!result.contains(word))
            result.append(word);
    }
    return result;
}

bool OutputLens::isSettled() const
{
    const auto isDone = [this](const LinePattern &pattern) {
        return m_search.state(pattern).complete;
    };
    return std::all_of(m_rules.begin(), m_rules.end(),
                       [&isDone](const LineRule &rule) { return isDone(rule.pattern); })
        && std::all_of(m_filters.filters.begin(), m_filters.filters.end(),
                       [&isDone](const LineFilter &filter) {
                           return !filter.isActive() || isDone(filter.pattern);
                       });
}

// Compiled anew, since the search thread's is not for this one; null when it does not compile.
const BytePattern *OutputLens::compiled(const LinePattern &pattern) const
{
    auto found = m_compiled.find(pattern);
    if (found == m_compiled.end()) {
        if (m_compiled.size() > 200) // of all that was typed
            m_compiled.clear();
        auto code = pattern.compile();
        found = m_compiled.insert(pattern, code ? std::optional(*std::move(code)) : std::nullopt);
        if (*found)
            (*found)->setMatchLimit(BytePattern::defaultMatchLimit / 10); // a line is painted
    }
    return *found ? &**found : nullptr;
}

QList<LineDecoration> OutputLens::decorations(qint64 line, const QString &text) const
{
    QList<LineDecoration> result;
    QByteArray bytes;
    for (const LineRule &rule : m_rules) {
        if (!(rule.actions & RuleAction::Colour))
            continue;
        const LinePlane *const plane = m_search.plane(rule.pattern);
        if (!plane || !plane->test(line))
            continue;
        if (!rule.matchOnly) {
            result.append({0, text.size(), rule.foreground, rule.background});
            continue;
        }
        const BytePattern *const code = compiled(rule.pattern);
        if (!code)
            continue;
        if (bytes.isEmpty())
            bytes = QStringView(text).first(std::min(text.size(), mostDecoratedUnits)).toUtf8();
        qsizetype counted = 0; // bytes that were turned into UTF-16 units
        qsizetype units = 0;
        for (qsizetype at = 0; at <= bytes.size();) {
            const auto match = code->find(bytes, at);
            if (!match)
                break;
            units += QString::fromUtf8(bytes.sliced(counted, match->start - counted)).size();
            counted = match->start;
            const qsizetype length =
                QString::fromUtf8(bytes.sliced(match->start, match->end - match->start)).size();
            if (length > 0)
                result.append({units, length, rule.foreground, rule.background});
            at = std::max(match->end, at + 1);
        }
    }
    return result;
}

bool OutputLens::hasLineIn(const LinePattern &pattern, qint64 first, qint64 end) const
{
    const LinePlane *const plane = m_search.plane(pattern);
    if (!plane || !plane->any(first, end))
        return false;
    if (!m_lens.leavesOut())
        return true;
    end = std::min(end, plane->blockCount() * blockLines);
    for (qint64 block = first / blockLines; block * blockLines < end; ++block) {
        if (plane->isEmptyBlock(block))
            continue;
        LineWords words = plane->words(block);
        const LineWords leftOut = m_lens.leftOutWords(block);
        for (size_t word = 0; word < wordsPerBlock; ++word)
            words[word] &= ~leftOut[word];
        if (anyOf(words, block, first, end))
            return true;
    }
    return false;
}

int OutputLens::markedBy(qint64 first, qint64 end) const
{
    for (int i = 0; i < m_rules.size(); ++i) {
        if ((m_rules.at(i).actions & RuleAction::Mark)
            && hasLineIn(m_rules.at(i).pattern, first, end))
            return i;
    }
    return -1;
}

bool OutputLens::hasMarks() const
{
    return std::any_of(m_rules.begin(), m_rules.end(), [this](const LineRule &rule) {
        return (rule.actions & RuleAction::Mark) && stateOf(rule.pattern).count > 0;
    });
}

qint64 OutputLens::nextMarked(qint64 line, bool backwards) const
{
    if (!hasMarks())
        return -1;
    std::vector<const LinePlane *> planes;
    for (const LineRule &rule : m_rules) {
        if (rule.actions & RuleAction::Mark)
            planes.push_back(m_search.plane(rule.pattern));
    }
    return nextLineOf(m_lens.lineCount(), line, backwards, [this, &planes](qint64 block) {
        LineWords words{};
        for (const LinePlane *plane : planes) {
            const LineWords &more = plane->words(block);
            for (size_t word = 0; word < wordsPerBlock; ++word)
                words[word] |= more[word];
        }
        if (m_lens.leavesOut()) {
            const LineWords leftOut = m_lens.leftOutWords(block);
            for (size_t word = 0; word < wordsPerBlock; ++word)
                words[word] &= ~leftOut[word];
        }
        return words;
    });
}

} // namespace CommandRunner
