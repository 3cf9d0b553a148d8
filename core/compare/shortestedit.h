// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/linediff.h"

#include <QtGlobal>

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace CommandRunner {

// The search behind diffSequences(), see there. Divides the box of both sequences at the middle of
// a shortest way, box by box from a list: nothing calls itself, however many boxes there are.
class ShortestEdit final
{
public:
    // What is seen through the spans outlives us.
    ShortestEdit(std::span<const quint64> a, std::span<const quint64> b, StillWanted wanted);

    using Mark = std::function<void(qint32)>; // an element that is not in the other sequence
    bool run(const Mark &removed, const Mark &added); // false: not wanted any more
    bool isApproximate() const { return m_approximate; }

private:
    struct Box {
        qint32 aBegin = 0;
        qint32 aEnd = 0;
        qint32 bBegin = 0;
        qint32 bEnd = 0;
        bool hasNoAnchors = false; // was looked at for them already

        qint64 size() const { return qint64(aEnd - aBegin) + (bEnd - bBegin); }
    };
    struct Point {
        qint32 a = 0;
        qint32 b = 0;
        bool exact = true;
    };
    struct Front; // how far the ways of one direction came

    void strip(Box &box) const;
    void divide(const Box &box);
    Point split(const Box &box);
    bool advance(const Box &box, Front &forward, const Front &backward, Point &met);
    bool retreat(const Box &box, Front &backward, const Front &forward, Point &met);
    Point farthest(const Box &box, const Front &forward, const Front &backward) const;
    bool divideAtAnchors(const Box &box);
    bool isWanted();

    const std::span<const quint64> m_a;
    const std::span<const quint64> m_b;
    const StillWanted m_wanted;
    std::vector<Box> m_boxes;
    std::vector<qint32> m_forward;
    std::vector<qint32> m_backward;
    qint64 m_steps = 0;
    bool m_canceled = false;
    bool m_approximate = false;
};

} // namespace CommandRunner
