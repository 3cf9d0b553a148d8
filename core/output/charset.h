// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace CommandRunner {

// The system's own tables of a character set that is no Unicode one: iconv(3), or Windows' code
// pages. One thread each.
class CharsetConverter final
{
public:
    // By the name that IANA, or iconv, knows it by.
    explicit CharsetConverter(const QByteArray &charset);
    ~CharsetConverter();
    CharsetConverter(const CharsetConverter &) = delete;
    CharsetConverter &operator=(const CharsetConverter &) = delete;

    bool isValid() const { return m_decoder != invalid; }
    // Appends the text as UTF-8, U+FFFD for each byte that makes no sense. Returns how many bytes
    // it took: a character that is not there yet as a whole is left for the next time.
    qsizetype decode(QByteArrayView bytes, QByteArray &utf8);
    std::optional<QByteArray> encode(const QString &text) const; // empty: it has not all characters

private:
    static constexpr qintptr invalid = -1;
    qintptr m_decoder = invalid;
    QByteArray m_charset;
};

// What programs that know nothing better write: the charset of the environment's locale, or
// Windows' code page. Empty: the system does not tell.
QByteArray systemCharset();

} // namespace CommandRunner
