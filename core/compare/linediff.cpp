// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/linediff.h"

#include "core/compare/shortestedit.h"

#include <algorithm>
#include <bit>

namespace CommandRunner {

namespace {

// The elements of one side that the other side has, too, and where they stand.
struct Shared {
    std::vector<quint64> values;
    std::vector<qint32> places; // in the part that is compared
};

// Which values a sequence holds. They are hashes: their own bits tell where to look.
class ValueSet final
{
public:
    explicit ValueSet(std::span<const quint64> values)
        : m_slots(std::bit_ceil(2 * values.size() + 1)),
          m_mask(m_slots.size() - 1)
    {
        for (const quint64 value : values) {
            m_slots[placeOf(value)] = value;
            m_zero = m_zero || value == 0;
        }
    }

    bool contains(quint64 value) const
    {
        return value == 0 ? m_zero : m_slots[placeOf(value)] == value;
    }

private:
    size_t placeOf(quint64 value) const
    {
        size_t at = size_t(value) & m_mask;
        while (m_slots[at] != 0 && m_slots[at] != value)
            at = (at + 1) & m_mask;
        return at;
    }

    std::vector<quint64> m_slots; // 0: free
    size_t m_mask;
    bool m_zero = false;
};

Shared sharedWith(std::span<const quint64> values, const ValueSet &others,
                  std::vector<bool> &changed)
{
    Shared shared;
    for (size_t i = 0; i < values.size(); ++i) {
        if (others.contains(values[i])) {
            shared.values.push_back(values[i]);
            shared.places.push_back(qint32(i));
        } else {
            changed[i] = true;
        }
    }
    return shared;
}

void append(DiffScript &script, DiffHunk::Kind kind, qint64 a, qint64 b, qint64 aSize, qint64 bSize)
{
    if (aSize + bSize > 0)
        script.hunks.push_back({kind, a, b, aSize, bSize});
}

// Both sides have as many elements that are not changed, in the same order.
void appendHunks(DiffScript &script, const std::vector<bool> &aChanged,
                 const std::vector<bool> &bChanged, qint64 offset)
{
    size_t a = 0;
    size_t b = 0;
    const auto endOf = [](const std::vector<bool> &changed, size_t from, bool value) {
        return size_t(std::find(changed.begin() + qsizetype(from), changed.end(), !value)
                      - changed.begin());
    };
    while (a < aChanged.size() || b < bChanged.size()) {
        const size_t aEnd = endOf(aChanged, a, true);
        const size_t bEnd = endOf(bChanged, b, true);
        const qint64 removed = qint64(aEnd - a);
        const qint64 added = qint64(bEnd - b);
        append(script, DiffHunk::Kind::Removed, offset + qint64(a), offset + qint64(b), removed, 0);
        append(script, DiffHunk::Kind::Added, offset + qint64(aEnd), offset + qint64(b), 0, added);
        const size_t equal = std::min(endOf(aChanged, aEnd, false) - aEnd,
                                      endOf(bChanged, bEnd, false) - bEnd);
        append(script, DiffHunk::Kind::Equal, offset + qint64(aEnd), offset + qint64(bEnd),
               qint64(equal), qint64(equal));
        a = aEnd + equal;
        b = bEnd + equal;
    }
}

} // namespace

std::optional<DiffScript> diffSequences(std::span<const quint64> a, std::span<const quint64> b,
                                        const StillWanted &wanted)
{
    size_t prefix = 0;
    while (prefix < a.size() && prefix < b.size() && a[prefix] == b[prefix])
        ++prefix;
    size_t suffix = 0;
    while (suffix < a.size() - prefix && suffix < b.size() - prefix
           && a[a.size() - 1 - suffix] == b[b.size() - 1 - suffix])
        ++suffix;
    const auto aMiddle = a.subspan(prefix, a.size() - prefix - suffix);
    const auto bMiddle = b.subspan(prefix, b.size() - prefix - suffix);

    std::vector<bool> aChanged(aMiddle.size());
    std::vector<bool> bChanged(bMiddle.size());
    const Shared aShared = sharedWith(aMiddle, ValueSet(bMiddle), aChanged);
    const Shared bShared = sharedWith(bMiddle, ValueSet(aMiddle), bChanged);
    ShortestEdit edit(aShared.values, bShared.values, wanted);
    if (!edit.run([&](qint32 place) { aChanged[size_t(aShared.places[size_t(place)])] = true; },
                  [&](qint32 place) { bChanged[size_t(bShared.places[size_t(place)])] = true; }))
        return std::nullopt;

    DiffScript script;
    script.approximate = edit.isApproximate();
    append(script, DiffHunk::Kind::Equal, 0, 0, qint64(prefix), qint64(prefix));
    appendHunks(script, aChanged, bChanged, qint64(prefix));
    append(script, DiffHunk::Kind::Equal, qint64(a.size() - suffix), qint64(b.size() - suffix),
           qint64(suffix), qint64(suffix));
    // Where the middle ends with what is equal.
    auto &hunks = script.hunks;
    for (size_t i = 1; i < hunks.size(); ++i) {
        if (hunks[i].isEqual() && hunks[i - 1].isEqual()) {
            hunks[i - 1].aSize += hunks[i].aSize;
            hunks[i - 1].bSize += hunks[i].bSize;
            hunks.erase(hunks.begin() + qsizetype(i--));
        }
    }
    return script;
}

} // namespace CommandRunner
