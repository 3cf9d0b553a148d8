// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/charset.h"

#include <QHash>

#include <iterator>
#include <string>

#include <windows.h>

namespace CommandRunner {

namespace {

UINT codePageOf(const QByteArray &charset)
{
    static const QHash<QByteArray, UINT> known{{"ISO-8859-2", 28592},  {"ISO-8859-5", 28595},
                                               {"ISO-8859-7", 28597},  {"ISO-8859-9", 28599},
                                               {"ISO-8859-15", 28605}, {"KOI8-R", 20866},
                                               {"KOI8-U", 21866},      {"BIG5", 950},
                                               {"EUC-JP", 20932}};
    if (charset.startsWith("CP"))
        return charset.sliced(2).toUInt();
    return known.value(charset, 0); // GB18030 has characters of four bytes: not by these calls
}

QString decoded(UINT page, QByteArrayView bytes)
{
    wchar_t text[8];
    const int size = ::MultiByteToWideChar(page, MB_ERR_INVALID_CHARS, bytes.data(),
                                           int(bytes.size()), text, int(std::size(text)));
    return size > 0 ? QString::fromWCharArray(text, size) : QString();
}

} // namespace

CharsetConverter::CharsetConverter(const QByteArray &charset) : m_charset(charset)
{
    const UINT page = codePageOf(charset);
    if (page != 0 && ::IsValidCodePage(page))
        m_decoder = qintptr(page);
}

CharsetConverter::~CharsetConverter() = default;

qsizetype CharsetConverter::decode(QByteArrayView bytes, QByteArray &utf8)
{
    const auto page = UINT(m_decoder);
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype size = ::IsDBCSLeadByteEx(page, BYTE(bytes[at])) ? 2 : 1;
        if (at + size > bytes.size())
            break;
        const QString text = decoded(page, bytes.sliced(at, size));
        utf8.append(text.isEmpty() ? QByteArray("\xef\xbf\xbd") : text.toUtf8());
        at += text.isEmpty() ? 1 : size;
    }
    return at;
}

std::optional<QByteArray> CharsetConverter::encode(const QString &text) const
{
    if (text.isEmpty())
        return QByteArray();
    const std::wstring wide = text.toStdWString();
    QByteArray bytes(text.size() * 4, Qt::Uninitialized);
    BOOL lost = FALSE;
    const int size = ::WideCharToMultiByte(UINT(m_decoder), WC_NO_BEST_FIT_CHARS, wide.data(),
                                           int(wide.size()), bytes.data(), int(bytes.size()),
                                           nullptr, &lost);
    if (size <= 0 || lost)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

QByteArray systemCharset()
{
    const UINT page = ::GetACP();
    return page == CP_UTF8 ? QByteArray("UTF-8") : "CP" + QByteArray::number(page);
}

} // namespace CommandRunner
