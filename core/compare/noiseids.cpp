// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/noiseids.h"

#include <algorithm>
#include <array>

namespace CommandRunner {

namespace {

constexpr bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isHexAt(QByteArrayView text, qsizetype at, qsizetype count)
{
    for (qsizetype i = 0; i < count; ++i) {
        if (!isHex(byteAt(text, at + i)))
            return false;
    }
    return true;
}

// 8-4-4-4-12, RFC 9562.
qsizetype endOfUuid(QByteArrayView text, qsizetype at)
{
    qsizetype end = at;
    for (const qsizetype part : {8, 4, 4, 4, 12}) {
        if (end > at) {
            if (byteAt(text, end) != '-')
                return at;
            ++end;
        }
        if (!isHexAt(text, end, part))
            return at;
        end += part;
    }
    return isWordAt(text, end) ? at : end;
}

// As git abbreviates hashes, or longer. Digits alone are a number, letters alone a word, unless
// there are as many as no number and no word has.
bool isHexId(QByteArrayView word)
{
    constexpr qsizetype shortest = 7;
    constexpr qsizetype longEnough = 12; // for a single digit: "facade2" is a name
    constexpr qsizetype certain = 32;
    if (word.size() < shortest || !isHexAt(word, 0, word.size()))
        return false;
    const auto isUpper = [](char c) {
        return c >= 'A' && c <= 'F';
    };
    const auto isLower = [](char c) {
        return c >= 'a' && c <= 'f';
    };
    const auto digits = std::count_if(word.begin(), word.end(), isDigit);
    const bool upper = std::any_of(word.begin(), word.end(), isUpper);
    const bool lower = std::any_of(word.begin(), word.end(), isLower);
    return word.size() >= certain
        || (digits >= (word.size() < longEnough ? 2 : 1) && upper != lower);
}

// "pid 1234", "pid=1234", "PID: 1234", before the number.
bool standsAfterPid(QByteArrayView text, qsizetype at)
{
    qsizetype before = at - 1;
    while (before >= 0 && (text[before] == ' ' || text[before] == '=' || text[before] == ':'))
        --before;
    if (before == at - 1 || before < 2 || isWordAt(text, before - 3))
        return false;
    const QByteArrayView word = text.sliced(before - 2, 3);
    return word == "pid" || word == "PID" || word == "Pid";
}

// "-k3f9q2" of "20261120-140305-k3f9q2", whose time may have been taken already.
bool isRunTail(QByteArrayView text, qsizetype at, qsizetype end)
{
    return end - at == 6 && byteAt(text, at - 1) == '-' && numberAt(text, at - 7, 6) >= 0
        && byteAt(text, at - 8) == '-' && numberAt(text, at - 16, 8) >= 0
        && !isWordAt(text, at - 17);
}

// The name behind a folder of temporary files, when it looks made up: with a digit, or as mktemp
// and Python make them.
TextRange temporaryName(QByteArrayView text, qsizetype from)
{
    constexpr QByteArrayView ends = "/\\ \t\"'`:,;()[]<>|";
    qsizetype end = from;
    bool digits = false;
    while (end < text.size() && ends.indexOf(text[end]) < 0) {
        digits = digits || isDigit(text[end]);
        ++end;
    }
    while (end > from && text[end - 1] == '.')
        --end;
    const bool madeUp = digits || (end - from >= 8 && standsAt(text, from, "tmp"));
    return madeUp ? TextRange{from, end} : TextRange{};
}

TextRange processId(QByteArrayView text, qsizetype at)
{
    const qsizetype end = endOfDigits(text, at + 1);
    if (end - at - 1 < 1 || end - at - 1 > 7 || byteAt(text, end) != ']')
        return {};
    const bool syslog = isWordAt(text, at - 1) && byteAt(text, end + 1) == ':';
    const bool column = at >= 2 && text[at - 1] == ' ' && text[at - 2] == ']'
        && standsAt(text, end + 1, " [") && end - at > 2;
    return syslog || column ? TextRange{at + 1, end} : TextRange{};
}

// "127.0.0.1:", "localhost:", "[::1]:" before the port.
bool standsAfterHost(QByteArrayView text, qsizetype at)
{
    if (byteAt(text, at - 1) != ':')
        return false;
    qsizetype before = at - 2;
    if (byteAt(text, before) == ']')
        return true;
    constexpr QByteArrayView local = "localhost";
    if (standsAt(text, at - 1 - local.size(), local))
        return true;
    int points = 0;
    while (isDigit(byteAt(text, before)) || byteAt(text, before) == '.') {
        points += text[before] == '.' ? 1 : 0;
        --before;
    }
    return points == 3;
}

} // namespace

qsizetype endOfId(QByteArrayView text, qsizetype at, qsizetype end)
{
    if (end - at == 8) {
        if (const qsizetype uuid = endOfUuid(text, at); uuid > at)
            return uuid;
    }
    const QByteArrayView word = text.sliced(at, end - at);
    if (isHexId(word) || isRunTail(text, at, end))
        return end;
    const bool number = endOfDigits(text, at) == end;
    return number && standsAfterPid(text, at) ? end : at;
}

TextRange bracketedId(QByteArrayView text, qsizetype at)
{
    if (text[at] == '[')
        return processId(text, at);
    if (text[at] == '\\' && standsAt(text, at, "\\Temp\\"))
        return temporaryName(text, at + 6);
    if (text[at] != '/' || isWordAt(text, at - 1))
        return {};
    for (const QByteArrayView folder : {"/tmp/", "/var/tmp/", "/private/tmp/"}) {
        if (standsAt(text, at, folder))
            return temporaryName(text, at + folder.size());
    }
    constexpr QByteArrayView mac = "/var/folders/"; // two parts that are made up follow
    if (!standsAt(text, at, mac))
        return {};
    const qsizetype first = text.indexOf('/', at + mac.size());
    const qsizetype second = first < 0 ? -1 : text.indexOf('/', first + 1);
    return second < 0 ? TextRange{} : TextRange{at + mac.size(), second};
}

qsizetype endOfAddress(QByteArrayView text, qsizetype at, qsizetype end)
{
    if (standsAt(text, at, "0x") && isHexAt(text, at + 2, end - at - 2)) {
        constexpr qsizetype certain = 9; // more than a 32-bit code has
        constexpr qsizetype shortest = 5;
        const bool said = standsAt(text, at - 3, "at ") || byteAt(text, at - 1) == '@';
        const qsizetype digits = end - at - 2;
        return digits >= certain || (said && digits >= shortest) ? end : at;
    }
    constexpr int firstEphemeral = 32768; // Linux; the IANA's own range begins at 49152
    const qsizetype length = end - at;
    const bool port = length == 5 && numberAt(text, at, 5) >= firstEphemeral
        && numberAt(text, at, 5) <= 65535;
    return port && standsAfterHost(text, at) ? end : at;
}

} // namespace CommandRunner
