// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linefeatures.h"

#include <string_view>

namespace CommandRunner {

LineFeatures::LineFeatures() : m_table(1 << 16)
{
    for (char digit = '0'; digit <= '9'; ++digit) {
        const char closed[] = {digit, ')'};
        add(closed, SqlFeature); // "(0.001) SELECT"
        const char percent[] = {digit, '%'};
        add(percent, ProgressFeature);
        const char slash[] = {digit, '/'};
        add(slash, ProgressFeature);
        const char unit[] = {'B', '/'}; // "1.2MB/3.4MB"
        add(unit, ProgressFeature);
    }
    for (int byte = 0; byte < 256; ++byte) {
        const char after[] = {'\r', char(byte)};
        add(after, ProgressFeature);
        const char before[] = {char(byte), '\r'};
        add(before, ProgressFeature);
        const char escape[] = {'\x1b', char(byte)};
        add(escape, EscapeFeature);
    }
    for (const char *pair : {"s)", "lc", "Hi", "QL", "jd", "Db", "yF", "a:", "Ex", "(p"})
        add(pair, SqlFeature); // of "(0.5ms)" sqlalchemy Hibernate org.hibernate.SQL jdbc DbCommand
                               // EntityFramework "prisma:" "Executing" "(params"
    for (const char *pair : {" %", "Dl", "/ ", " /", "Du"})
        add(pair, ProgressFeature); // "12 %", curl's "Dload", "3 / 10", ffmpeg's "Duration"
    add("of", OfFeature);
    for (const char *pair :
         {"RR", "rr", "RI", "FA", "VE", "l:", "eb", "xc", "c:", "E ", "=f", "pa"})
        add(pair, ErrorFeature); // ERROR error CRITICAL FATAL FAILED SEVERE fatal: Traceback
                                 // Exception panic:
    for (const char *pair : {"WA", "rn", "WR"})
        add(pair, WarningFeature);
    for (const char *pair : {"UG", "CE", "BG", "eb"})
        add(pair, DebugFeature);
}

void LineFeatures::add(const char *pair, std::uint8_t feature)
{
    std::uint16_t key;
    std::memcpy(&key, pair, sizeof key);
    m_table[key] |= feature;
}

// "3 of 10"
bool LineFeatures::countsOf(QByteArrayView bytes)
{
    const auto isDigit = [](char c) {
        return c >= '0' && c <= '9';
    };
    const std::string_view text(bytes.data(), size_t(bytes.size()));
    for (size_t at = text.find('f'); at != text.npos; at = text.find('f', at + 1)) {
        if (at >= 3 && at + 2 < text.size() && text[at - 1] == 'o' && text[at - 2] == ' '
            && isDigit(text[at - 3]) && text[at + 1] == ' ' && isDigit(text[at + 2]))
            return true;
    }
    return false;
}

QByteArray withoutEscapes(QByteArrayView bytes)
{
    QByteArray result;
    result.reserve(bytes.size());
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype escape = bytes.indexOf('\x1b', at);
        const qsizetype stop = escape < 0 ? bytes.size() : escape;
        result.append(bytes.sliced(at, stop - at));
        if (escape < 0)
            break;
        at = escape + 1;
        if (at >= bytes.size())
            break;
        const char kind = bytes[at];
        if (kind == '[') {
            ++at;
            while (at < bytes.size() && uchar(bytes[at]) >= 0x20 && uchar(bytes[at]) < 0x40)
                ++at;
            if (at < bytes.size() && uchar(bytes[at]) >= 0x40 && uchar(bytes[at]) < 0x7f)
                ++at;
        } else if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X') {
            while (at < bytes.size() && bytes[at] != '\x07' && bytes[at] != '\x1b')
                ++at;
            if (at < bytes.size() && bytes[at] == '\x07')
                ++at;
            else if (at + 1 < bytes.size() && bytes[at + 1] == '\\')
                at += 2;
        } else if (uchar(kind) >= 0x20 && uchar(kind) < 0x30) {
            at += 2; // a character set
        } else if (uchar(kind) >= 0x30 && uchar(kind) < 0x7f) {
            ++at;
        }
    }
    return result;
}

} // namespace CommandRunner
