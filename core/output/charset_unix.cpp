// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/charset.h"

#include <cerrno>
#include <clocale>

#include <iconv.h>
#include <langinfo.h>
#ifdef __APPLE__
# include <xlocale.h>
#endif

namespace CommandRunner {

namespace {

static_assert(sizeof(iconv_t) == sizeof(qintptr));

iconv_t handleOf(qintptr value)
{
    return reinterpret_cast<iconv_t>(value);
}

} // namespace

CharsetConverter::CharsetConverter(const QByteArray &charset)
    : m_decoder(reinterpret_cast<qintptr>(::iconv_open("UTF-8", charset.constData()))),
      m_charset(charset)
{}

CharsetConverter::~CharsetConverter()
{
    if (isValid())
        ::iconv_close(handleOf(m_decoder));
}

qsizetype CharsetConverter::decode(QByteArrayView bytes, QByteArray &utf8)
{
    // Read only, whatever iconv's old signature says.
    char *in = const_cast<char *>(bytes.data());
    size_t left = size_t(bytes.size());
    while (left > 0) {
        const qsizetype before = utf8.size();
        utf8.resize(before + qsizetype(left) * 3 + 16);
        char *out = utf8.data() + before;
        size_t room = size_t(utf8.size() - before);
        const size_t result = ::iconv(handleOf(m_decoder), &in, &left, &out, &room);
        const int error = result == size_t(-1) ? errno : 0;
        utf8.resize(out - utf8.constData());
        if (error == EILSEQ) {
            utf8.append("\xef\xbf\xbd");
            ++in;
            --left;
            ::iconv(handleOf(m_decoder), nullptr, nullptr, nullptr, nullptr);
        } else if (error != E2BIG && error != 0) {
            break; // EINVAL: the rest is the beginning of a character
        }
    }
    return in - bytes.data();
}

std::optional<QByteArray> CharsetConverter::encode(const QString &text) const
{
    const iconv_t encoder = ::iconv_open(m_charset.constData(), "UTF-8");
    if (reinterpret_cast<qintptr>(encoder) == invalid)
        return std::nullopt;
    QByteArray utf8 = text.toUtf8();
    QByteArray bytes(utf8.size() * 4 + 16, Qt::Uninitialized);
    char *in = utf8.data();
    size_t left = size_t(utf8.size());
    char *out = bytes.data();
    size_t room = size_t(bytes.size());
    const size_t result = ::iconv(encoder, &in, &left, &out, &room);
    ::iconv_close(encoder);
    if (result != 0) // what has no counterpart fails, or is counted when something like it was put
        return std::nullopt;
    bytes.resize(out - bytes.constData());
    return bytes;
}

QByteArray systemCharset()
{
    // Qt sets the process's own locale to UTF-8; what other programs see is the environment's.
    const locale_t locale = ::newlocale(LC_CTYPE_MASK, "", nullptr);
    if (locale == nullptr)
        return {};
    const QByteArray charset = ::nl_langinfo_l(CODESET, locale);
    ::freelocale(locale);
    return charset;
}

} // namespace CommandRunner
