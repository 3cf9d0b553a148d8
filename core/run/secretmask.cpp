// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/secretmask.h"

#include "core/run/secretspellings.h"

#include <queue>

#include <algorithm>

namespace CommandRunner {

namespace {

constexpr int root = 0;
constexpr int mostBetween = 256; // more than that in a row is no secret that was broken
constexpr int few = 2;

} // namespace

SecretPatterns::SecretPatterns(const QList<RunSecret> &secrets) : m_nodes(1)
{
    for (const RunSecret &secret : secrets) {
        const int number = int(m_marks.size());
        m_marks.append(secretMark(secret.name).toUtf8());
        const QStringList spellings = secretSpellings(secret.value);
        for (const QString &spelling : spellings) {
            QByteArray pattern = spelling.toUtf8();
            pattern.removeIf([](char byte) { return byte == '\n' || byte == '\r'; });
            if (secret.value.size() >= RunSecret::leastMasked
                && pattern.size() >= RunSecret::leastMasked)
                add(pattern, number);
        }
    }
    link();
}

void SecretPatterns::add(const QByteArray &pattern, int secret)
{
    int node = root;
    for (const char c : pattern) {
        const auto byte = static_cast<unsigned char>(c);
        int next = child(node, byte);
        if (next < 0) {
            next = int(m_nodes.size());
            m_nodes.at(size_t(node)).next.emplace_back(byte, next);
            const int depth = m_nodes.at(size_t(node)).depth + 1;
            m_nodes.push_back({{}, root, depth, 0, -1});
            if (node == root)
                m_first.at(byte) = next;
        }
        node = next;
    }
    Node &end = m_nodes.at(size_t(node));
    end.length = end.depth;
    end.secret = secret;
}

// Breadth first: a node's failure is shallower than itself.
void SecretPatterns::link()
{
    std::queue<int> waiting;
    waiting.push(root);
    while (!waiting.empty()) {
        const int parent = waiting.front();
        waiting.pop();
        const auto children = m_nodes.at(size_t(parent)).next;
        for (const auto &[byte, number] : children) {
            const int fail = parent == root ? root : step(m_nodes.at(size_t(parent)).fail, byte);
            Node &node = m_nodes.at(size_t(number));
            node.fail = fail;
            if (const Node &shorter = m_nodes.at(size_t(fail)); node.length == 0) {
                node.length = shorter.length;
                node.secret = shorter.secret;
            }
            waiting.push(number);
        }
    }
}

int SecretPatterns::child(int node, unsigned char byte) const
{
    if (node == root && !m_nodes.front().next.empty())
        return m_first.at(byte) != 0 ? m_first.at(byte) : -1;
    for (const auto &[candidate, next] : m_nodes.at(size_t(node)).next) {
        if (candidate == byte)
            return next;
    }
    return -1;
}

int SecretPatterns::step(int node, unsigned char byte) const
{
    while (true) {
        if (const int next = child(node, byte); next >= 0)
            return next;
        if (node == root)
            return root;
        node = m_nodes.at(size_t(node)).fail;
    }
}

QByteArray SecretMask::feed(QByteArrayView bytes)
{
    QByteArray out;
    out.reserve(bytes.size());
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (m_node == root) { // nothing is held: on to what a secret begins with
            const qsizetype from = at;
            while (at < bytes.size()
                   && m_patterns.m_first[static_cast<unsigned char>(bytes[at])] == 0)
                ++at;
            if (at > from) {
                out.append(bytes.sliced(from, at - from));
                m_shown = 0;
            }
            if (at == bytes.size())
                break;
        }
        const char byte = bytes[at];
        if (m_node != root && takeBetween(byte)) {
            if (m_between > mostBetween) {
                m_node = root;
                releaseTo(0, out);
            }
            continue;
        }
        m_node = m_patterns.step(m_node, static_cast<unsigned char>(byte));
        m_held.push_back({byte, false});
        const auto *node = &m_patterns.m_nodes[size_t(m_node)];
        if (node->length > 0)
            cover(node->length, node->secret);
        while (m_node != root && node->next.empty()) { // nothing longer can come
            m_node = node->fail;
            node = &m_patterns.m_nodes[size_t(m_node)];
        }
        releaseTo(node->depth, out);
    }
    return out;
}

// Within what may be a secret: whether the byte only breaks it.
bool SecretMask::takeBetween(char byte)
{
    constexpr char escape = '\x1b';
    bool between = byte == '\n' || byte == '\r';
    switch (m_escape) {
    case Escape::None:
        if (byte == escape) {
            between = true;
            m_escape = Escape::Begun;
        }
        break;
    case Escape::Begun:
        between = true;
        m_escape = byte == '[' ? Escape::Sequence : Escape::None;
        break;
    case Escape::Sequence:
        between = true;
        if (byte >= '@' && byte <= '~')
            m_escape = Escape::None;
        break;
    }
    m_between = between ? m_between + 1 : 0;
    if (between)
        m_held.push_back({byte, true});
    return between;
}

// The last `length` bytes are a secret. What overlaps is one mark: neither's rest may be read.
void SecretMask::cover(int length, int secret)
{
    std::int64_t match = 0;
    auto first = m_held.end();
    for (int left = length; left > 0 && first != m_held.begin();) {
        --first;
        if (first->match != 0)
            match = first->match;
        left -= first->between ? 0 : 1;
    }
    if (match == 0)
        match = ++m_matches;
    for (auto held = first; held != m_held.end(); ++held) {
        if (held->between)
            continue;
        held->secret = secret;
        held->match = match;
    }
}

// All but the last `depth` bytes, not counting those between.
void SecretMask::releaseTo(int depth, QByteArray &out)
{
    auto keep = m_held.end();
    for (int left = depth; left > 0 && keep != m_held.begin();) {
        --keep;
        left -= keep->between ? 0 : 1;
    }
    for (auto held = m_held.begin(); held != keep; ++held)
        emitHeld(*held, out);
    m_held.erase(m_held.begin(), keep);
    if (depth == 0) {
        m_between = 0;
        m_escape = Escape::None;
    }
}

void SecretMask::emitHeld(const Held &held, QByteArray &out)
{
    if (held.out)
        return;
    if (held.between) {
        out.append(held.byte);
    } else if (held.match == 0) {
        out.append(held.byte);
        m_shown = 0;
    } else if (held.match != m_shown) {
        out.append(m_patterns.m_marks.at(held.secret));
        m_shown = held.match;
        ++m_count;
    }
}

bool SecretMask::holdsFew() const
{
    const int depth = m_patterns.m_nodes[size_t(m_node)].depth;
    const bool masked = std::ranges::all_of(m_held, [](const Held &held) {
        return held.between || held.match != 0;
    });
    return (depth <= few || masked)
        && std::ranges::any_of(m_held, [](const Held &held) { return !held.out; });
}

QByteArray SecretMask::releaseFew()
{
    QByteArray out;
    if (!holdsFew())
        return out;
    for (Held &held : m_held) {
        emitHeld(held, out);
        held.out = true;
    }
    return out;
}

QByteArray SecretMask::finish()
{
    QByteArray out;
    m_node = root;
    releaseTo(0, out);
    return out;
}

} // namespace CommandRunner
