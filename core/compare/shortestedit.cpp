// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/shortestedit.h"

#include <algorithm>
#include <limits>

namespace CommandRunner {

namespace {

// So many edits are looked for in each direction of a box; less once the steps are used up.
constexpr qint32 patientEdits = 2048;
constexpr qint32 hastyEdits = 64;
constexpr qint64 patientSteps = 100'000'000;

constexpr qint32 never = std::numeric_limits<qint32>::max() - 1;

struct Occurrence {
    quint64 value = 0;
    qint32 place = 0;
};

// Those that occur once, by value.
std::vector<Occurrence> singles(std::span<const quint64> values, qint32 low, qint32 high)
{
    std::vector<Occurrence> all;
    all.reserve(size_t(high - low));
    for (qint32 i = low; i < high; ++i)
        all.push_back({values[size_t(i)], i});
    std::sort(all.begin(), all.end(), [](const Occurrence &one, const Occurrence &other) {
        return one.value < other.value;
    });
    size_t kept = 0;
    for (size_t i = 0; i < all.size();) {
        size_t end = i + 1;
        while (end < all.size() && all[end].value == all[i].value)
            ++end;
        if (end == i + 1)
            all[kept++] = all[i];
        i = end;
    }
    all.resize(kept);
    return all;
}

using Pair = std::pair<qint32, qint32>;

// The longest chain of pairs, sorted by their first, in which the second grows, too (patience
// sorting).
std::vector<Pair> longestChain(const std::vector<Pair> &pairs)
{
    std::vector<size_t> tops; // of the piles: the pair with the least second
    std::vector<size_t> below(pairs.size());
    for (size_t i = 0; i < pairs.size(); ++i) {
        const auto pile = std::lower_bound(tops.begin(), tops.end(), pairs[i].second,
                                           [&pairs](size_t top, qint32 second) {
                                               return pairs[top].second < second;
                                           });
        below[i] = pile == tops.begin() ? i : *std::prev(pile);
        if (pile == tops.end())
            tops.push_back(i);
        else
            *pile = i;
    }
    std::vector<Pair> chain(tops.size());
    size_t at = tops.empty() ? 0 : tops.back();
    for (size_t i = chain.size(); i-- > 0; at = below[at])
        chain[i] = pairs[at];
    return chain;
}

} // namespace

// The x that was reached on each diagonal, x - y, that was entered; within the box. Those of the
// backward direction are counted from its own first diagonal.
struct ShortestEdit::Front {
    qint32 *reached; // of the first diagonal; as many before and behind it as there are edits
    qint32 first;
    qint32 low; // diagonals, every other one
    qint32 high;

    qint32 &at(qint32 diagonal) { return reached[diagonal - first]; }
    qint32 at(qint32 diagonal) const { return reached[diagonal - first]; }
    bool has(qint32 diagonal) const { return diagonal >= low && diagonal <= high; }
    // One edit more: one diagonal farther on both sides, while there are any in the box.
    void widen(qint32 lowest, qint32 highest, qint32 unreached)
    {
        if (low > lowest)
            at(--low - 1) = unreached;
        else
            ++low;
        if (high < highest)
            at(++high + 1) = unreached;
        else
            --high;
    }
};

ShortestEdit::ShortestEdit(std::span<const quint64> a, std::span<const quint64> b,
                           StillWanted wanted)
    : m_a(a),
      m_b(b),
      m_wanted(std::move(wanted))
{}

bool ShortestEdit::isWanted()
{
    m_canceled = m_canceled || (m_wanted && !m_wanted());
    return !m_canceled;
}

bool ShortestEdit::run(const Mark &removed, const Mark &added)
{
    m_boxes.push_back({0, qint32(m_a.size()), 0, qint32(m_b.size()), false});
    qint64 askedAt = 0;
    while (!m_boxes.empty()) {
        Box box = m_boxes.back();
        m_boxes.pop_back();
        const qint64 before = box.size();
        strip(box);
        m_steps += before - box.size() + 1;
        if (m_steps - askedAt > 1'000'000) {
            askedAt = m_steps;
            if (!isWanted())
                return false;
        }
        if (box.aBegin == box.aEnd) {
            for (qint32 place = box.bBegin; place < box.bEnd; ++place)
                added(place);
        } else if (box.bBegin == box.bEnd) {
            for (qint32 place = box.aBegin; place < box.aEnd; ++place)
                removed(place);
        } else {
            divide(box);
        }
        if (m_canceled)
            return false;
    }
    return true;
}

void ShortestEdit::strip(Box &box) const
{
    while (box.aBegin < box.aEnd && box.bBegin < box.bEnd
           && m_a[size_t(box.aBegin)] == m_b[size_t(box.bBegin)]) {
        ++box.aBegin;
        ++box.bBegin;
    }
    while (box.aBegin < box.aEnd && box.bBegin < box.bEnd
           && m_a[size_t(box.aEnd) - 1] == m_b[size_t(box.bEnd) - 1]) {
        --box.aEnd;
        --box.bEnd;
    }
}

void ShortestEdit::divide(const Box &box)
{
    const Point point = split(box);
    if (!point.exact && !box.hasNoAnchors && divideAtAnchors(box))
        return;
    const bool none = box.hasNoAnchors || !point.exact;
    m_boxes.push_back({point.a, box.aEnd, point.b, box.bEnd, none});
    m_boxes.push_back({box.aBegin, point.a, box.bBegin, point.b, none});
}

// A point in the middle of a shortest way through a box whose ends differ: at least one edit lies
// on either side of it.
ShortestEdit::Point ShortestEdit::split(const Box &box)
{
    const qint32 allowed = m_steps < patientSteps ? patientEdits : hastyEdits;
    const auto edits = qint32(std::min<qint64>(allowed, box.size() / 2 + 1));
    const size_t room = 2 * size_t(edits) + 5;
    if (m_forward.size() < room) {
        m_forward.resize(room);
        m_backward.resize(room);
    }
    const qint32 delta = (box.aEnd - box.aBegin) - (box.bEnd - box.bBegin);
    Front forward{m_forward.data() + edits + 2, 0, 0, 0};
    Front backward{m_backward.data() + edits + 2, delta, delta, delta};
    forward.at(0) = 0;
    backward.at(delta) = box.aEnd - box.aBegin;
    Point met;
    for (qint32 edit = 1; edit <= edits; ++edit) {
        if (advance(box, forward, backward, met) || retreat(box, backward, forward, met))
            return met;
        if (edit % 256 == 0 && !isWanted())
            break;
    }
    m_approximate = true;
    return farthest(box, forward, backward);
}

bool ShortestEdit::advance(const Box &box, Front &forward, const Front &backward, Point &met)
{
    const qint32 width = box.aEnd - box.aBegin;
    const qint32 height = box.bEnd - box.bBegin;
    const bool odd = (backward.first & 1) != 0;
    forward.widen(-height, width, -1);
    for (qint32 d = forward.high; d >= forward.low; d -= 2) {
        const qint32 below = forward.at(d - 1);
        const qint32 above = forward.at(d + 1);
        qint32 x = below < above ? above : below + 1;
        const qint32 start = x;
        while (x < width && x - d < height
               && m_a[size_t(qint64(box.aBegin) + x)] == m_b[size_t(qint64(box.bBegin) + x - d)])
            ++x;
        m_steps += x - start + 1;
        forward.at(d) = x;
        if (odd && backward.has(d) && backward.at(d) <= x) {
            met = {box.aBegin + x, box.bBegin + x - d, true};
            return true;
        }
    }
    return false;
}

bool ShortestEdit::retreat(const Box &box, Front &backward, const Front &forward, Point &met)
{
    const qint32 width = box.aEnd - box.aBegin;
    const qint32 height = box.bEnd - box.bBegin;
    const bool odd = (backward.first & 1) != 0;
    backward.widen(-height, width, never);
    for (qint32 d = backward.high; d >= backward.low; d -= 2) {
        const qint32 below = backward.at(d - 1);
        const qint32 above = backward.at(d + 1);
        qint32 x = below < above ? below : above - 1;
        const qint32 start = x;
        while (x > 0 && x - d > 0
               && m_a[size_t(qint64(box.aBegin) + x) - 1]
                   == m_b[size_t(qint64(box.bBegin) + x - d) - 1])
            --x;
        m_steps += start - x + 1;
        backward.at(d) = x;
        if (!odd && forward.has(d) && x <= forward.at(d)) {
            met = {box.aBegin + x, box.bBegin + x - d, true};
            return true;
        }
    }
    return false;
}

// Of the ways in both directions the one that has the most behind it.
ShortestEdit::Point ShortestEdit::farthest(const Box &box, const Front &forward,
                                           const Front &backward) const
{
    const qint32 width = box.aEnd - box.aBegin;
    const qint32 height = box.bEnd - box.bBegin;
    qint64 most = -1;
    Point best;
    for (qint32 d = forward.low; d <= forward.high; d += 2) {
        const qint32 x = std::min({forward.at(d), width, height + d});
        if (x >= 0 && x - d >= 0 && qint64(x) + x - d > most) {
            most = qint64(x) + x - d;
            best = {box.aBegin + x, box.bBegin + x - d, false};
        }
    }
    for (qint32 d = backward.low; d <= backward.high; d += 2) {
        const qint32 x = std::max({backward.at(d), 0, d});
        const qint64 left = qint64(width) + height - x - (x - d);
        if (x <= width && x - d <= height && left > most) {
            most = left;
            best = {box.aBegin + x, box.bBegin + x - d, false};
        }
    }
    return best;
}

// Elements that are in the box exactly once on both sides hardly belong to anything else.
bool ShortestEdit::divideAtAnchors(const Box &box)
{
    const auto ours = singles(m_a, box.aBegin, box.aEnd);
    const auto theirs = singles(m_b, box.bBegin, box.bEnd);
    std::vector<Pair> pairs;
    for (size_t i = 0, k = 0; i < ours.size() && k < theirs.size();) {
        if (ours[i].value == theirs[k].value)
            pairs.emplace_back(ours[i++].place, theirs[k++].place);
        else
            ++(ours[i].value < theirs[k].value ? i : k);
    }
    m_steps += box.size();
    if (pairs.empty())
        return false;
    std::sort(pairs.begin(), pairs.end());
    Box rest = box;
    for (const auto &[a, b] : longestChain(pairs)) {
        m_boxes.push_back({rest.aBegin, a, rest.bBegin, b, false});
        rest.aBegin = a + 1;
        rest.bBegin = b + 1;
    }
    m_boxes.push_back(rest);
    return true;
}

} // namespace CommandRunner
