// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace CommandRunner {

// How a program's bytes are read as text. Everything behind the log is UTF-8 (see transcript.h).
enum class OutputEncoding : std::uint8_t {
    Automatic, // UTF-8, unless a stream begins with the byte order mark of another
    Utf8,
    System, // of the locale, of Windows' code page
    Latin1,
    Utf16, // by the byte order mark, else little endian
    Utf16Le,
    Utf16Be,
    Latin2,
    Latin5,
    Latin9,
    IsoCyrillic,
    IsoGreek,
    Windows1250,
    Windows1251,
    Windows1252,
    Koi8R,
    Koi8U,
    Ibm437,
    Ibm850,
    Ibm866,
    ShiftJis,
    EucJp,
    Gb18030,
    Big5,
    EucKr,
};

// The name for files, the command line and people: "automatic", "system", else as IANA writes it.
QString encodingName(OutputEncoding encoding);
// In any case, with and without "-" and "_", by other common names too. NotFound: the detail lists
// the names; NotSupported: this system has no table of it.
Result<OutputEncoding> encodingFromName(const QString &name);
QList<OutputEncoding> availableEncodings(); // on this system, the usual ones first
QString encodingNames();                    // of those, for a message: "automatic, UTF-8, …"
// The one behind System; System itself when it is one that is not listed, but the system knows it.
OutputEncoding systemEncoding();
OutputEncoding encodingOfCharset(const QByteArray &charset); // as systemEncoding() takes it
bool isUtf8(OutputEncoding encoding); // the log is read as it is, unless a mark says otherwise

// What the system's tables call it; empty for the Unicode ones and Latin-1.
QByteArray charsetOf(OutputEncoding encoding);
bool hasOneByteCharacters(OutputEncoding encoding);

// What a stream's first bytes tell.
struct ByteOrderMark {
    std::optional<OutputEncoding> encoding; // empty: there is no mark
    qsizetype size = 0;                     // bytes of the mark
    bool certain = true;                    // false: more bytes may make it one
};
// `wanted`: what the stream is to be read as; only marks that agree with it count. `complete`:
// nothing follows.
ByteOrderMark byteOrderMark(QByteArrayView first, OutputEncoding wanted, bool complete);

// For a program's input. InvalidFormat: the encoding does not have all of the characters.
Result<QByteArray> encodeText(const QString &text, OutputEncoding encoding);

} // namespace CommandRunner
