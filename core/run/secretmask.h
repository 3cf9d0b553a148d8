// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runsecrets.h"

#include <QByteArrayView>

#include <array>
#include <cstdint>
#include <vector>

namespace CommandRunner {

// What is looked for in output: all spellings of a run's secrets, as one automaton (Aho and
// Corasick 1975), so that a byte is looked at once however many there are.
class SecretPatterns final
{
public:
    explicit SecretPatterns(const QList<RunSecret> &secrets);
    bool isEmpty() const { return m_nodes.size() == 1; }

private:
    friend class SecretMask;
    struct Node {
        std::vector<std::pair<unsigned char, int>> next;
        int fail = 0;
        int depth = 0;
        int length = 0; // of the longest pattern that ends here; 0: none does
        int secret = -1;
    };

    void add(const QByteArray &pattern, int secret);
    void link();
    int child(int node, unsigned char byte) const; // -1: none
    int step(int node, unsigned char byte) const;

    std::vector<Node> m_nodes;
    std::array<int, 256> m_first = {}; // children of the root, 0: none
    QList<QByteArray> m_marks;
};

// Puts marks in the place of secrets in one stream of output, while it is read, before anything is
// written. A secret is found wherever reads cut it, and when line breaks or escape sequences stand
// within it (a terminal's width, base64 in lines): these stay.
//
// What may be the beginning of a secret is held back until the next bytes say whether it is.
class SecretMask final
{
public:
    explicit SecretMask(const SecretPatterns &patterns) : m_patterns(patterns) {} // outlives us

    QByteArray feed(QByteArrayView bytes);
    // When nothing comes for a while: at most two bytes that are held back, so that a prompt which
    // ends as a secret begins can be read, or the mark of what is a secret already. The search goes
    // on behind them.
    QByteArray releaseFew();
    QByteArray finish(); // at the stream's end
    bool holdsFew() const;
    qint64 count() const { return m_count; } // marks

private:
    struct Held {
        char byte;
        bool between; // a line break or of an escape sequence, not of the secret itself
        bool out = false;
        std::int32_t secret = -1;
        std::int64_t match = 0; // one number for what one mark stands for
    };
    enum class Escape : std::uint8_t { None, Begun, Sequence };

    bool takeBetween(char byte);
    void cover(int length, int secret);
    void releaseTo(int depth, QByteArray &out);
    void emitHeld(const Held &held, QByteArray &out);

    const SecretPatterns &m_patterns;
    std::vector<Held> m_held; // those of the secret itself: as many as the node's depth, from the
                              // first on
    int m_node = 0;
    int m_between = 0; // in a row
    Escape m_escape = Escape::None;
    std::int64_t m_matches = 0;
    std::int64_t m_shown = 0; // match whose mark was the last to be written
    qint64 m_count = 0;
};

} // namespace CommandRunner
