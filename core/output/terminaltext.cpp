// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/terminaltext.h"

#include "core/output/terminalline.h"
#include "core/output/utf8decoder.h"

#include <algorithm>
#include <array>
#include <optional>

namespace CommandRunner {

namespace {

constexpr uchar escape = 0x1b;

// The parameters of a control sequence. Sub-parameters (after ':') are marked, since 4:3 and 4;3
// differ.
struct Parameters {
    static constexpr int maximum = 64; // more are ignored
    std::array<int, maximum> values{};
    std::array<bool, maximum> sub{};
    int count = 0;

    bool isSub(int index) const { return index < count && sub[size_t(index)]; }
    int at(int index, int missing = 0) const
    {
        return index < count && values[size_t(index)] >= 0 ? values[size_t(index)] : missing;
    }
};

Parameters parseParameters(QByteArrayView text)
{
    Parameters result;
    int value = -1;
    bool sub = false;
    const auto add = [&] {
        if (result.count < Parameters::maximum) {
            result.values[size_t(result.count)] = value;
            result.sub[size_t(result.count)] = sub;
            ++result.count;
        }
        value = -1;
    };
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            value = std::min(std::max(value, 0) * 10 + (c - '0'), 1 << 20);
        } else {
            add();
            sub = c == ':';
        }
    }
    add();
    return result;
}

std::uint32_t rgb(int red, int green, int blue)
{
    const auto byte = [](int value) {
        return std::uint32_t(std::clamp(value, 0, 255));
    };
    return byte(red) << 16 | byte(green) << 8 | byte(blue);
}

// The colour behind 38, 48 or 58 at `index`, which moves to its last parameter. Forms: 38;5;n
// 38;2;r;g;b 38:5:n 38:2:r:g:b and 38:2:space:r:g:b.
std::optional<TerminalColor> extendedColor(const Parameters &parameters, int &index)
{
    int end = index + 1;
    while (parameters.isSub(end))
        ++end;
    const bool subs = end > index + 1;
    const int kind = parameters.at(index + 1);
    int first = index + 2;
    if (subs && kind == 2 && end - first >= 4)
        ++first; // the colour space
    const int needed = kind == 5 ? 1 : kind == 2 ? 3 : 0;
    const int available = (subs ? end : parameters.count) - first;
    index = subs ? end - 1 : std::min(index + 1 + needed, parameters.count - 1);
    if (needed == 0 || available < needed)
        return std::nullopt;
    if (kind == 5) {
        const int value = parameters.at(first);
        if (value > 255)
            return std::nullopt;
        return TerminalColor{TerminalColor::Kind::Indexed, std::uint32_t(value)};
    }
    return TerminalColor{TerminalColor::Kind::Rgb,
                         rgb(parameters.at(first), parameters.at(first + 1),
                             parameters.at(first + 2))};
}

void applyColor(TerminalStyle &style, int value)
{
    const auto indexed = [](int index) {
        return TerminalColor{TerminalColor::Kind::Indexed, std::uint32_t(index)};
    };
    if (value >= 30 && value <= 37)
        style.foreground = indexed(value - 30);
    else if (value >= 90 && value <= 97)
        style.foreground = indexed(value - 90 + 8);
    else if (value == 39)
        style.foreground = {};
    else if (value >= 40 && value <= 47)
        style.background = indexed(value - 40);
    else if (value >= 100 && value <= 107)
        style.background = indexed(value - 100 + 8);
    else if (value == 49)
        style.background = {};
}

void applyStyle(TerminalStyle &style, const Parameters &parameters)
{
    for (int i = 0; i < parameters.count; ++i) {
        const int value = parameters.at(i);
        const bool subs = parameters.isSub(i + 1);
        switch (value) {
        case 0:
            style = {};
            break;
        case 1:
            style.bold = true;
            break;
        case 2:
            style.faint = true;
            break;
        case 3:
            style.italic = true;
            break;
        case 4:
            style.underline = !subs || parameters.at(i + 1) != 0;
            break;
        case 7:
            style.inverse = true;
            break;
        case 9:
            style.strikeOut = true;
            break;
        case 21:
            style.underline = true;
            break; // doubly
        case 22:
            style.bold = style.faint = false;
            break;
        case 23:
            style.italic = false;
            break;
        case 24:
            style.underline = false;
            break;
        case 27:
            style.inverse = false;
            break;
        case 29:
            style.strikeOut = false;
            break;
        case 38:
            if (const auto color = extendedColor(parameters, i))
                style.foreground = *color;
            break;
        case 48:
            if (const auto color = extendedColor(parameters, i))
                style.background = *color;
            break;
        case 58:
            extendedColor(parameters, i);
            break; // of the underline
        default:
            applyColor(style, value);
        }
        while (parameters.isSub(i + 1))
            ++i;
    }
}

class Decoder final
{
public:
    explicit Decoder(QByteArrayView bytes) : m_bytes(bytes) {}

    TerminalLine decode();

private:
    uchar peek() const { return m_at < m_bytes.size() ? uchar(m_bytes[m_at]) : 0; }
    void control(uchar c);
    void escapeSequence();
    void controlSequence();
    void runControlSequence(char final, QByteArrayView text);
    QByteArrayView controlString(bool bellEnds);
    void operatingSystemCommand();

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    TerminalCells m_cells;
};

TerminalLine Decoder::decode()
{
    while (m_at < m_bytes.size()) {
        const uchar c = peek();
        if (c < 0x20 || c == 0x7f) {
            ++m_at;
            control(c);
            continue;
        }
        const char32_t character = nextUtf8(m_bytes, m_at);
        switch (character) { // the C1 forms of the escape sequences
        case 0x9b:
            controlSequence();
            break;
        case 0x9d:
            operatingSystemCommand();
            break;
        case 0x90:
        case 0x98:
        case 0x9e:
        case 0x9f:
            controlString(false);
            break;
        default:
            if (character < 0x80 || character >= 0xa0)
                m_cells.put(character);
        }
    }
    return m_cells.result();
}

void Decoder::control(uchar c)
{
    switch (c) {
    case '\r':
        m_cells.moveTo(0);
        break;
    case '\b':
        m_cells.moveBy(-1);
        break;
    case '\t':
        m_cells.tab();
        break;
    case escape:
        escapeSequence();
        break;
    default:
        break;
    }
}

void Decoder::escapeSequence()
{
    if (m_at >= m_bytes.size())
        return;
    const uchar c = peek();
    if (c < 0x20 || c >= 0x7f)
        return; // a lone escape
    ++m_at;
    switch (c) {
    case '[':
        controlSequence();
        break;
    case ']':
        operatingSystemCommand();
        break;
    case 'P':
    case 'X':
    case '^':
    case '_':
    case 'k':
        controlString(false);
        break; // DCS, SOS, PM, APC, screen's title
    case 'c':
        m_cells.style() = {};
        break;
    default: // with intermediate bytes: a character set and the like
        if (c < 0x30) {
            while (peek() >= 0x20 && peek() < 0x30)
                ++m_at;
            if (peek() >= 0x30 && peek() < 0x7f)
                ++m_at;
        }
    }
}

void Decoder::controlSequence()
{
    const qsizetype start = m_at;
    qsizetype textEnd = -1; // of the parameters; intermediate bytes follow
    while (m_at < m_bytes.size()) {
        const uchar c = peek();
        if (c >= 0x40 && c < 0x7f) {
            const QByteArrayView text = m_bytes.sliced(start,
                                                       (textEnd < 0 ? m_at : textEnd) - start);
            ++m_at;
            if (textEnd < 0)
                runControlSequence(char(c), text);
            return;
        }
        if (c < 0x20 || c >= 0x7f)
            return; // cut off by something that is dealt with on its own
        if (c < 0x30 && textEnd < 0)
            textEnd = m_at;
        ++m_at;
    }
}

void Decoder::runControlSequence(char final, QByteArrayView text)
{
    if (!text.isEmpty() && text.front() >= '<' && text.front() <= '?')
        return; // private
    const Parameters parameters = parseParameters(text);
    const int count = std::max(1, parameters.at(0, 1));
    switch (final) {
    case 'm':
        applyStyle(m_cells.style(), parameters);
        break;
    case 'C':
    case 'a':
        m_cells.moveBy(count);
        break;
    case 'D':
        m_cells.moveBy(-count);
        break;
    case 'G':
    case '`':
        m_cells.moveTo(count - 1);
        break;
    case 'K':
        if (parameters.at(0) == 0)
            m_cells.eraseToEnd();
        else if (parameters.at(0) == 1)
            m_cells.eraseToCursor();
        else if (parameters.at(0) == 2)
            m_cells.eraseAll();
        break;
    case 'P':
        m_cells.deleteForward(count);
        break;
    case 'X':
        m_cells.eraseForward(count);
        break;
    default:
        break;
    }
}

// What stands before the string terminator, or before the line's end.
QByteArrayView Decoder::controlString(bool bellEnds)
{
    const qsizetype start = m_at;
    while (m_at < m_bytes.size()) {
        const uchar c = peek();
        const qsizetype end = m_at++;
        const bool canceled = c == 0x18 || c == 0x1a;
        if (canceled || (bellEnds && c == 0x07))
            return canceled ? QByteArrayView() : m_bytes.sliced(start, end - start);
        if (c == escape) {
            if (peek() == '\\') {
                ++m_at;
                return m_bytes.sliced(start, end - start);
            }
            if (m_at < m_bytes.size()) { // another sequence begins: this one was never ended
                --m_at;
                return {};
            }
        }
        if (c == 0xc2 && peek() == 0x9c) {
            ++m_at;
            return m_bytes.sliced(start, end - start);
        }
    }
    return {};
}

void Decoder::operatingSystemCommand()
{
    const QByteArrayView text = controlString(true);
    if (!text.startsWith("8;"))
        return;
    const qsizetype separator = text.indexOf(';', 2);
    if (separator >= 0)
        m_cells.setLink(QString::fromUtf8(text.sliced(separator + 1)));
}

bool isPlainAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

} // namespace

TerminalLine decodeTerminalLine(QByteArrayView bytes)
{
    if (isPlainAscii(bytes)) {
        TerminalLine line;
        line.text = QString::fromLatin1(bytes);
        return line;
    }
    return Decoder(bytes).decode();
}

QString plainTerminalText(QByteArrayView bytes)
{
    return decodeTerminalLine(bytes).text;
}

} // namespace CommandRunner
