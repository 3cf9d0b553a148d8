// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/outputcomparison.h"

#include "core/compare/linesweep.h"
#include "core/compare/streammerge.h"
#include "core/compare/textscan.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace CommandRunner {

namespace {

using Hashes = std::vector<quint64>;
using Streams = std::vector<quint8>; // OutputStream - 1, of each line
using HashOf = std::function<quint64(LineSweep &)>;
constexpr qint64 linesBetween = 2048; // looks at whether it is still wanted

quint64 hashOf(QByteArrayView bytes)
{
    // Two seeds, since a size_t may have 32 bits only.
    const quint64 low = qHashBits(bytes.data(), size_t(bytes.size()), 0x9e3779b9);
    if constexpr (sizeof(size_t) >= sizeof(quint64))
        return low;
    return low | quint64(qHashBits(bytes.data(), size_t(bytes.size()), 0x85ebca6b)) << 32;
}

// What a line looks like, whatever its numbers and ids are: its letters and marks.
quint64 shapeOf(QByteArrayView text)
{
    quint64 hash = 0xcbf29ce484222325; // FNV-1a
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype start = at;
        bool digits = false;
        while (isWordAt(text, at))
            digits = isDigit(text[at++]) || digits;
        const bool word = at > start;
        if (!word)
            ++at;
        if (digits || (!word && text[start] == ' '))
            continue;
        for (qsizetype i = start; i < at; ++i)
            hash = (hash ^ quint64(uchar(text[i]))) * 0x100000001b3;
    }
    return hash;
}

// Both logs at once, each in a thread: they are as far as the slower one.
class Sweeps final
{
public:
    Sweeps(const LogSnapshot &before, const LogSnapshot &after, const ComparisonProgress &progress)
        : m_logs{&before, &after},
          m_progress(progress)
    {}

    // Hashes of the lines [0, lines) of each that are wanted; the progress goes from..to.
    bool run(const std::array<HashOf, 2> &hashOf, std::array<Hashes, 2> &hashes, double from,
             double to)
    {
        m_bytes = 0;
        m_running = 2;
        std::array<std::thread, 2> threads;
        for (size_t side = 0; side < 2; ++side) {
            threads[side] = std::thread([this, side, &hashOf, &hashes] {
                sweep(*m_logs[side], hashOf[side], hashes[side]);
                const std::lock_guard lock(m_mutex);
                --m_running;
                m_ended.notify_all();
            });
        }
        watch(from, to);
        for (std::thread &thread : threads)
            thread.join();
        return !m_canceled;
    }

private:
    void sweep(const LogSnapshot &log, const HashOf &hashOf, Hashes &hashes)
    {
        LineSweep lines(log);
        qint64 told = 0;
        while (lines.next()) {
            if (lines.line() % linesBetween == 0) {
                m_bytes += lines.offset() - std::exchange(told, lines.offset());
                if (m_canceled)
                    return;
            }
            hashes.push_back(hashOf(lines));
        }
    }

    void watch(double from, double to)
    {
        constexpr auto interval = std::chrono::milliseconds(50);
        const double all = double(
            std::max<qint64>(1, m_logs[0]->index.byteCount() + m_logs[1]->index.byteCount()));
        std::unique_lock lock(m_mutex);
        while (!m_ended.wait_for(lock, interval, [this] { return m_running == 0; })) {
            const double share = std::min(1.0, double(m_bytes) / all);
            if (m_progress && !m_progress(from + (to - from) * share))
                m_canceled = true;
        }
    }

    const std::array<const LogSnapshot *, 2> m_logs;
    const ComparisonProgress &m_progress;
    std::atomic<qint64> m_bytes = 0;
    std::atomic_bool m_canceled = false;
    std::mutex m_mutex; // guards m_running
    std::condition_variable m_ended;
    int m_running = 0;
};

// Whether a hunk takes part in a difference that has lines on both sides, and so may hold lines
// that changed.
bool hasBothSides(const std::vector<DiffHunk> &hunks, size_t removed)
{
    return hunks[removed].kind == DiffHunk::Kind::Removed && removed + 1 < hunks.size()
        && hunks[removed + 1].kind == DiffHunk::Kind::Added;
}

// Puts the lines beside each other that look alike, and the rest of them as they come.
class Pairing final
{
public:
    Pairing(std::span<const quint64> a, std::span<const quint64> b, std::vector<DiffHunk> &to)
        : m_a(a),
          m_b(b),
          m_to(to)
    {}

    void pair(const DiffHunk &removed, const DiffHunk &added, size_t aAt, size_t bAt)
    {
        m_place = {DiffHunk::Kind::Equal, removed.a, added.b, 0, 0};
        const auto script = diffSequences(m_a.subspan(aAt, size_t(removed.aSize)),
                                          m_b.subspan(bAt, size_t(added.bSize)));
        qint64 aLeft = 0;
        qint64 bLeft = 0;
        for (const DiffHunk &hunk : script->hunks) {
            if (hunk.isEqual()) {
                rest(aLeft, bLeft);
                aLeft = bLeft = 0;
                add(DiffHunk::Kind::Changed, hunk.aSize, hunk.bSize);
            } else {
                aLeft += hunk.aSize;
                bLeft += hunk.bSize;
            }
        }
        rest(aLeft, bLeft);
    }

private:
    void rest(qint64 removed, qint64 added)
    {
        const qint64 both = std::min(removed, added);
        add(DiffHunk::Kind::Changed, both, both);
        add(DiffHunk::Kind::Removed, removed - both, 0);
        add(DiffHunk::Kind::Added, 0, added - both);
    }

    void add(DiffHunk::Kind kind, qint64 aSize, qint64 bSize)
    {
        if (aSize + bSize == 0)
            return;
        const bool joins = !m_to.empty() && m_to.back().kind == kind
            && m_to.back().a + m_to.back().aSize == m_place.a
            && m_to.back().b + m_to.back().bSize == m_place.b;
        if (joins) {
            m_to.back().aSize += aSize;
            m_to.back().bSize += bSize;
        } else {
            m_to.push_back({kind, m_place.a, m_place.b, aSize, bSize});
        }
        m_place.a += aSize;
        m_place.b += bSize;
    }

    const std::span<const quint64> m_a;
    const std::span<const quint64> m_b;
    std::vector<DiffHunk> &m_to;
    DiffHunk m_place;
};

// The lines of both sides that a difference with lines on both sides has.
std::array<std::vector<bool>, 2> replacedLines(const OutputComparison &comparison)
{
    const auto &hunks = comparison.script.hunks;
    std::array<std::vector<bool>, 2> lines{std::vector<bool>(size_t(comparison.beforeLines)),
                                           std::vector<bool>(size_t(comparison.afterLines))};
    for (size_t i = 0; i < hunks.size(); ++i) {
        if (!hasBothSides(hunks, i))
            continue;
        for (qint64 k = 0; k < hunks[i].aSize; ++k)
            lines[0][size_t(comparison.beforeLine(hunks[i].a + k))] = true;
        for (qint64 k = 0; k < hunks[i + 1].bSize; ++k)
            lines[1][size_t(hunks[i + 1].b + k)] = true;
    }
    return lines;
}

HashOf shapesOf(const std::vector<bool> &wanted)
{
    return [&wanted](LineSweep &lines) {
        return wanted[size_t(lines.line())] ? shapeOf(lines.text()) : 0;
    };
}

// Nothing: not wanted any more.
std::optional<MergedScript> diffStreams(const std::array<Hashes, 2> &hashes,
                                        const std::array<Streams, 2> &streams,
                                        const StillWanted &wanted)
{
    quint8 all = 0;
    for (const Streams &side : streams) {
        for (const quint8 stream : side)
            all |= quint8(1 << stream);
    }
    if (std::has_single_bit(all) || all == 0) {
        auto script = diffSequences(hashes[0], hashes[1], wanted);
        return script ? std::optional(MergedScript{*std::move(script), {}}) : std::nullopt;
    }
    std::array<DiffScript, streamCount> scripts;
    for (size_t stream = 0; stream < streamCount; ++stream) {
        std::array<Hashes, 2> own;
        for (size_t side = 0; side < 2; ++side) {
            for (size_t line = 0; line < hashes[side].size(); ++line) {
                if (streams[side][line] == stream)
                    own[side].push_back(hashes[side][line]);
            }
        }
        auto script = diffSequences(own[0], own[1], wanted);
        if (!script)
            return std::nullopt;
        scripts.at(stream) = *std::move(script);
    }
    return mergeStreams(scripts, streams[0], streams[1]);
}

std::vector<DiffHunk> paired(const std::vector<DiffHunk> &hunks,
                             const std::array<Hashes, 2> &shapes)
{
    std::vector<DiffHunk> result;
    Pairing pairing(shapes[0], shapes[1], result);
    for (size_t i = 0; i < hunks.size(); ++i) {
        if (hasBothSides(hunks, i)) {
            pairing.pair(hunks[i], hunks[i + 1], size_t(hunks[i].a), size_t(hunks[i + 1].b));
            ++i;
        } else {
            result.push_back(hunks[i]);
        }
    }
    return result;
}

} // namespace

qint64 OutputComparison::differences() const
{
    qint64 count = 0;
    bool inside = false;
    for (const DiffHunk &hunk : script.hunks) {
        count += !hunk.isEqual() && !inside ? 1 : 0;
        inside = !hunk.isEqual();
    }
    return count;
}

std::optional<OutputComparison> compareOutputs(const LogSnapshot &before, const LogSnapshot &after,
                                               NoiseKinds ignored,
                                               const ComparisonProgress &progress)
{
    std::array<Hashes, 2> hashes;
    std::array<Streams, 2> streams;
    const auto hashLine = [ignored](Streams &of) {
        return [&of, normalizer = LineNormalizer(ignored)](LineSweep &lines) mutable {
            of.push_back(quint8(lines.stream()) - 1);
            return hashOf(normalizer.normalized(lines.text())) ^ lines.restHash();
        };
    };
    Sweeps sweeps(before, after, progress);
    if (!sweeps.run({hashLine(streams[0]), hashLine(streams[1])}, hashes, 0, 0.7))
        return std::nullopt;
    auto merged = diffStreams(hashes, streams, [&progress] { return !progress || progress(0.75); });
    if (!merged)
        return std::nullopt;
    OutputComparison result{std::move(merged->script), ignored, before.index.lineCount(),
                            after.index.lineCount(), std::move(merged->beforeOrder)};

    const auto replaced = replacedLines(result);
    const auto any = [](const std::vector<bool> &lines) {
        return std::find(lines.begin(), lines.end(), true) != lines.end();
    };
    if (!any(replaced[0]))
        return result;
    hashes = {};
    if (!sweeps.run({shapesOf(replaced[0]), shapesOf(replaced[1])}, hashes, 0.8, 1))
        return std::nullopt;
    if (!result.beforeOrder.empty()) {
        Hashes ordered;
        for (const qint32 line : result.beforeOrder)
            ordered.push_back(hashes[0][size_t(line)]);
        hashes[0] = std::move(ordered);
    }
    result.script.hunks = paired(result.script.hunks, hashes);
    return result;
}

} // namespace CommandRunner
