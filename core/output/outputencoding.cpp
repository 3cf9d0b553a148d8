// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputencoding.h"

#include "core/output/charset.h"

#include <QStringEncoder>
#include <QStringList>

#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Entry {
    OutputEncoding encoding;
    QLatin1StringView name;
    QLatin1StringView charset; // of the system's tables
    bool oneByte = false;
    QLatin1StringView otherNames = {}; // normalised (see below), between blanks
};

using enum OutputEncoding;

constexpr std::array entries{
    Entry{Automatic, "automatic"_L1, {}, false, " auto "_L1},
    Entry{Utf8, "UTF-8"_L1, {}, false, " utf8sig cp65001 "_L1},
    Entry{System, "system"_L1, {}, false, " local locale "_L1},
    Entry{Latin1, "ISO-8859-1"_L1, {}, true, " latin1 88591 "_L1},
    Entry{Utf16, "UTF-16"_L1, {}, false, " ucs2 unicode "_L1},
    Entry{Utf16Le, "UTF-16LE"_L1, {}, false, " ucs2le cp1200 "_L1},
    Entry{Utf16Be, "UTF-16BE"_L1, {}, false, " ucs2be cp1201 "_L1},
    Entry{Latin9, "ISO-8859-15"_L1, "ISO-8859-15"_L1, true, " latin9 cp28605 "_L1},
    Entry{Windows1252, "windows-1252"_L1, "CP1252"_L1, true, " cp1252 "_L1},
    Entry{Latin2, "ISO-8859-2"_L1, "ISO-8859-2"_L1, true, " latin2 "_L1},
    Entry{Windows1250, "windows-1250"_L1, "CP1250"_L1, true, " cp1250 "_L1},
    Entry{IsoCyrillic, "ISO-8859-5"_L1, "ISO-8859-5"_L1, true, " cyrillic "_L1},
    Entry{Windows1251, "windows-1251"_L1, "CP1251"_L1, true, " cp1251 "_L1},
    Entry{Koi8R, "KOI8-R"_L1, "KOI8-R"_L1, true, {}},
    Entry{Koi8U, "KOI8-U"_L1, "KOI8-U"_L1, true, {}},
    Entry{IsoGreek, "ISO-8859-7"_L1, "ISO-8859-7"_L1, true, " greek "_L1},
    Entry{Latin5, "ISO-8859-9"_L1, "ISO-8859-9"_L1, true, " latin5 turkish "_L1},
    Entry{Ibm437, "IBM437"_L1, "CP437"_L1, true, " cp437 437 "_L1},
    Entry{Ibm850, "IBM850"_L1, "CP850"_L1, true, " cp850 850 "_L1},
    Entry{Ibm866, "IBM866"_L1, "CP866"_L1, true, " cp866 866 "_L1},
    Entry{ShiftJis, "Shift_JIS"_L1, "CP932"_L1, false, " sjis cp932 windows31j mskanji "_L1},
    Entry{EucJp, "EUC-JP"_L1, "EUC-JP"_L1, false, " ujis "_L1},
    Entry{Gb18030, "GB18030"_L1, "GB18030"_L1, false, " gbk gb2312 euccn cp936 cp54936 "_L1},
    Entry{Big5, "Big5"_L1, "BIG5"_L1, false, " cp950 "_L1},
    Entry{EucKr, "EUC-KR"_L1, "CP949"_L1, false, " cp949 uhc ksc5601 "_L1},
};

const Entry &entryOf(OutputEncoding encoding)
{
    for (const Entry &entry : entries) {
        if (entry.encoding == encoding)
            return entry;
    }
    return entries.front();
}

QString normalised(QStringView name)
{
    QString result;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            result += c.toLower();
    }
    return result;
}

const Entry *entryNamed(const QString &name)
{
    const QString wanted = normalised(name);
    for (const Entry &entry : entries) {
        if (normalised(QString(entry.name)) == wanted
            || QString(entry.otherNames).contains(u' ' + wanted + u' '))
            return &entry;
    }
    return nullptr;
}

bool isAvailable(const Entry &entry)
{
    return entry.charset.isEmpty() || CharsetConverter(charsetOf(entry.encoding)).isValid();
}

} // namespace

QString encodingName(OutputEncoding encoding)
{
    return entryOf(encoding).name;
}

QList<OutputEncoding> availableEncodings()
{
    QList<OutputEncoding> result;
    for (const Entry &entry : entries) {
        if (isAvailable(entry))
            result.append(entry.encoding);
    }
    return result;
}

QString encodingNames()
{
    QStringList names;
    for (const OutputEncoding encoding : availableEncodings())
        names.append(encodingName(encoding));
    return names.join(u", "_s);
}

Result<OutputEncoding> encodingFromName(const QString &name)
{
    const Entry *const entry = name.isEmpty() ? nullptr : entryNamed(name);
    if (!entry)
        return fail(ErrorCode::NotFound, name, encodingNames());
    if (!isAvailable(*entry))
        return fail(ErrorCode::NotSupported, name, encodingNames());
    return entry->encoding;
}

OutputEncoding encodingOfCharset(const QByteArray &charset)
{
    // ASCII is a part of UTF-8, and who says so (the locale "C") often writes that.
    static const QStringList ascii{u"ansix341968"_s, u"usascii"_s, u"ascii"_s, u"646"_s};
    const QString name = QString::fromLatin1(charset);
    if (charset.isEmpty() || ascii.contains(normalised(name)))
        return OutputEncoding::Utf8;
    if (const Entry *const entry = entryNamed(name))
        return entry->encoding;
    return CharsetConverter(charset).isValid() ? OutputEncoding::System : OutputEncoding::Utf8;
}

OutputEncoding systemEncoding()
{
    return encodingOfCharset(systemCharset());
}

bool isUtf8(OutputEncoding encoding)
{
    return encoding == Automatic || encoding == Utf8
        || (encoding == System && systemEncoding() == Utf8);
}

QByteArray charsetOf(OutputEncoding encoding)
{
    if (encoding == System)
        return systemCharset();
    const QLatin1StringView charset = entryOf(encoding).charset;
    return {charset.data(), charset.size()};
}

bool hasOneByteCharacters(OutputEncoding encoding)
{
    return entryOf(encoding).oneByte;
}

ByteOrderMark byteOrderMark(QByteArrayView first, OutputEncoding wanted, bool complete)
{
    struct Mark {
        OutputEncoding encoding;
        QByteArrayView bytes;
    };
    static constexpr std::array marks{Mark{Utf8, QByteArrayView("\xef\xbb\xbf", 3)},
                                      Mark{Utf16Le, QByteArrayView("\xff\xfe", 2)},
                                      Mark{Utf16Be, QByteArrayView("\xfe\xff", 2)}};
    bool certain = true;
    for (const Mark &mark : marks) {
        const bool counts = wanted == Automatic || wanted == mark.encoding
            || (wanted == Utf16 && mark.encoding != Utf8);
        if (!counts)
            continue;
        if (first.startsWith(mark.bytes))
            return {mark.encoding, mark.bytes.size(), true};
        certain = certain && (complete || !mark.bytes.startsWith(first));
    }
    return {std::nullopt, 0, certain};
}

Result<QByteArray> encodeText(const QString &text, OutputEncoding encoding)
{
    std::optional<QByteArray> bytes;
    switch (encoding == System ? systemEncoding() : encoding) {
    case Automatic:
    case Utf8:
        return text.toUtf8();
    case Utf16:
    case Utf16Le:
        return QByteArray(QStringEncoder(QStringEncoder::Utf16LE).encode(text));
    case Utf16Be:
        return QByteArray(QStringEncoder(QStringEncoder::Utf16BE).encode(text));
    case Latin1:
        if (QString::fromLatin1(text.toLatin1()) == text)
            bytes = text.toLatin1();
        break;
    default:
        bytes = CharsetConverter(charsetOf(encoding)).encode(text);
        break;
    }
    if (!bytes)
        return fail(ErrorCode::InvalidFormat, text, encodingName(encoding));
    return *bytes;
}

} // namespace CommandRunner
