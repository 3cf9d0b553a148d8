// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/escapesequence.h"

#include <algorithm>
#include <optional>

namespace CommandRunner {

namespace {

constexpr uchar escape = 0x1b;

uchar byteAt(QByteArrayView bytes, qsizetype at)
{
    return at < bytes.size() ? uchar(bytes[at]) : 0;
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
std::optional<TerminalColor> extendedColor(const EscapeParameters &parameters, int &index)
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

} // namespace

void applyGraphicRendition(TerminalStyle &style, const EscapeParameters &parameters)
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
        case 8:
            style.conceal = true;
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
        case 28:
            style.conceal = false;
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

void applyLasting(TerminalState &state, const EscapeSequence &sequence)
{
    using Kind = EscapeSequence::Kind;
    if (sequence.kind == Kind::Simple && sequence.final == 'c') {
        state = {};
    } else if (sequence.kind == Kind::Control && sequence.final == 'm' && !sequence.isPrivate) {
        applyGraphicRendition(state.style, EscapeParameters(sequence.text));
    } else if (sequence.kind == Kind::Control && sequence.text.startsWith('?')
               && (sequence.final == 'h' || sequence.final == 'l')) {
        const EscapeParameters modes(sequence.text.sliced(1));
        for (int i = 0; i < modes.count; ++i) {
            if (modes.at(i) == 47 || modes.at(i) == 1047 || modes.at(i) == 1049)
                state.alternateScreen = sequence.final == 'h';
        }
    }
}

void applyModes(TerminalModes &modes, const EscapeSequence &sequence)
{
    using Kind = EscapeSequence::Kind;
    if (sequence.kind == Kind::Simple && sequence.final == 'c')
        modes = {};
    if (sequence.kind == Kind::Control && sequence.final == 'H' && !sequence.isPrivate
        && modes.cursorHidden && modes.timesHomed < 255) {
        const EscapeParameters place(sequence.text);
        modes.timesHomed += place.countAt(0) == 1 && place.countAt(1) == 1 ? 1 : 0;
    }
    if (sequence.kind != Kind::Control || !sequence.text.startsWith('?')
        || (sequence.final != 'h' && sequence.final != 'l'))
        return;
    const bool on = sequence.final == 'h';
    const EscapeParameters numbers(sequence.text.sliced(1));
    for (int i = 0; i < numbers.count; ++i) {
        switch (numbers.at(i)) {
        case 1:
            modes.applicationCursorKeys = on;
            break;
        case 25:
            modes.cursorHidden = !on;
            modes.timesHomed = 0;
            break;
        case 47:
        case 1047:
        case 1049:
            modes.alternateScreen = on;
            break;
        case 2004:
            modes.bracketedPaste = on;
            break;
        default:
            break;
        }
    }
}

EscapeParameters::EscapeParameters(QByteArrayView text)
{
    int value = -1;
    bool isSubParameter = false;
    const auto add = [&] {
        if (count < maximum) {
            values[size_t(count)] = value;
            sub[size_t(count)] = isSubParameter;
            ++count;
        }
        value = -1;
    };
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            value = std::min(std::max(value, 0) * 10 + (c - '0'), 1 << 20);
        } else {
            add();
            isSubParameter = c == ':';
        }
    }
    add();
}

EscapeSequence readEscapeSequence(QByteArrayView bytes, qsizetype &at)
{
    EscapeSequence result;
    if (at >= bytes.size()) {
        result.ended = false;
        return result;
    }
    const uchar c = byteAt(bytes, at);
    if (c < 0x20 || c >= 0x7f)
        return result; // a lone escape
    ++at;
    switch (c) {
    case '[':
        return readControlSequence(bytes, at);
    case ']':
        return readControlString(bytes, at, EscapeSequence::Kind::Command);
    case 'P':
    case 'X':
    case '^':
    case '_':
    case 'k':
        return readControlString(bytes, at, EscapeSequence::Kind::String);
    default:
        break;
    }
    if (c >= 0x30) {
        result.kind = EscapeSequence::Kind::Simple;
        result.final = char(c);
        return result;
    }
    result.kind = EscapeSequence::Kind::String; // with intermediate bytes: a character set
    while (byteAt(bytes, at) >= 0x20 && byteAt(bytes, at) < 0x30)
        ++at;
    result.ended = at < bytes.size();
    if (byteAt(bytes, at) >= 0x30 && byteAt(bytes, at) < 0x7f)
        ++at;
    return result;
}

EscapeSequence readControlSequence(QByteArrayView bytes, qsizetype &at)
{
    EscapeSequence result;
    const qsizetype start = at;
    qsizetype textEnd = -1; // of the parameters; intermediate bytes follow
    for (; at < bytes.size(); ++at) {
        const uchar c = byteAt(bytes, at);
        if (c < 0x20 || c >= 0x7f)
            return result; // cut off by something that is dealt with on its own
        if (c >= 0x40) {
            result.kind = EscapeSequence::Kind::Control;
            result.final = char(c);
            result.text = bytes.sliced(start, (textEnd < 0 ? at : textEnd) - start);
            result.isPrivate = textEnd >= 0
                || (!result.text.isEmpty() && result.text.front() >= '<'
                    && result.text.front() <= '?');
            ++at;
            return result;
        }
        if (c < 0x30 && textEnd < 0)
            textEnd = at;
    }
    result.ended = false;
    return result;
}

EscapeSequence readControlString(QByteArrayView bytes, qsizetype &at, EscapeSequence::Kind kind)
{
    EscapeSequence result;
    const qsizetype start = at;
    const auto finish = [&](qsizetype end) {
        result.kind = kind;
        result.text = bytes.sliced(start, end - start);
        return result;
    };
    while (at < bytes.size()) {
        const uchar c = byteAt(bytes, at);
        const qsizetype end = at++;
        if (c == 0x18 || c == 0x1a) // canceled
            return result;
        if (c == 0x07 && kind == EscapeSequence::Kind::Command)
            return finish(end);
        if (c == escape) {
            if (byteAt(bytes, at) == '\\') {
                ++at;
                return finish(end);
            }
            --at; // another sequence begins: this one was never ended
            result.ended = at + 1 < bytes.size();
            return result;
        }
        if (c == 0xc2 && byteAt(bytes, at) == 0x9c) {
            ++at;
            return finish(end);
        }
    }
    result.ended = false;
    return result;
}

} // namespace CommandRunner
