// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/streamdecoder.h"

#include "core/output/charset.h"

#include <array>
#include <cstring>
#include <utility>

namespace CommandRunner {

namespace {

constexpr char replacement[] = "\xef\xbf\xbd"; // U+FFFD

char *putUtf8(char *out, char32_t c)
{
    if (c < 0x80) {
        *out++ = char(c);
    } else if (c < 0x800) {
        *out++ = char(0xc0 | c >> 6);
        *out++ = char(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        *out++ = char(0xe0 | c >> 12);
        *out++ = char(0x80 | (c >> 6 & 0x3f));
        *out++ = char(0x80 | (c & 0x3f));
    } else {
        *out++ = char(0xf0 | c >> 18);
        *out++ = char(0x80 | (c >> 12 & 0x3f));
        *out++ = char(0x80 | (c >> 6 & 0x3f));
        *out++ = char(0x80 | (c & 0x3f));
    }
    return out;
}

class Utf8Decoder final : public StreamDecoder
{
public:
    void decode(QByteArrayView bytes, QByteArray &utf8) override { utf8.append(bytes); }
    void skip(qint64) override {}
    void finish(QByteArray &) override {}
    OutputEncoding encoding() const override { return OutputEncoding::Utf8; }
};

// A byte is a character: a table of their UTF-8.
class OneByteDecoder final : public StreamDecoder
{
public:
    explicit OneByteDecoder(OutputEncoding encoding) : m_encoding(encoding)
    {
        CharsetConverter converter(charsetOf(encoding));
        for (size_t byte = 0; byte < m_table.size(); ++byte) {
            const char c = char(byte);
            QByteArray text;
            if (encoding == OutputEncoding::Latin1)
                text = QString(QChar(ushort(byte))).toUtf8();
            else if (!converter.isValid() || converter.decode({&c, 1}, text) != 1)
                text = replacement;
            m_table[byte].size = text.size();
            std::memcpy(m_table[byte].utf8, text.constData(), size_t(text.size()));
        }
    }

    void decode(QByteArrayView bytes, QByteArray &utf8) override
    {
        const qsizetype before = utf8.size();
        utf8.resize(before + longest * bytes.size());
        char *out = utf8.data() + before;
        for (const char byte : bytes) {
            const Character &character = m_table[uchar(byte)];
            std::memcpy(out, character.utf8, longest);
            out += character.size;
        }
        utf8.resize(out - utf8.constData());
    }
    void skip(qint64) override {}
    void finish(QByteArray &) override {}
    OutputEncoding encoding() const override { return m_encoding; }

private:
    static constexpr qsizetype longest = 4;
    struct Character {
        char utf8[longest];
        qsizetype size = 0;
    };
    const OutputEncoding m_encoding;
    std::array<Character, 256> m_table{};
};

class Utf16Decoder final : public StreamDecoder
{
public:
    explicit Utf16Decoder(OutputEncoding encoding)
        : m_encoding(encoding),
          m_bigEndian(encoding == OutputEncoding::Utf16Be)
    {}

    void decode(QByteArrayView bytes, QByteArray &utf8) override
    {
        if (bytes.isEmpty())
            return;
        const qsizetype before = utf8.size();
        utf8.resize(before + 2 * bytes.size() + 8); // three bytes a unit, and what waited
        char *out = utf8.data() + before;
        qsizetype at = 0;
        if (m_skipped) { // the other half of a unit that is not there
            m_skipped = false;
            out = putUtf8(out, 0xfffd);
            ++at;
        } else if (m_half >= 0) {
            out = take(out, unit(uchar(m_half), uchar(bytes[at++])));
            m_half = -1;
        }
        for (; at + 1 < bytes.size(); at += 2)
            out = take(out, unit(uchar(bytes[at]), uchar(bytes[at + 1])));
        if (at < bytes.size())
            m_half = uchar(bytes[at]);
        utf8.resize(out - utf8.constData());
    }

    void skip(qint64 bytes) override
    {
        const bool odd = (m_half >= 0 || m_skipped) != (bytes % 2 != 0);
        m_half = -1;
        m_high = 0;
        m_skipped = odd;
    }

    void finish(QByteArray &utf8) override
    {
        if (m_high != 0)
            utf8.append(replacement);
        if (m_half >= 0)
            utf8.append(replacement);
        m_half = -1;
        m_high = 0;
    }
    OutputEncoding encoding() const override { return m_encoding; }

private:
    char32_t unit(uchar first, uchar second) const
    {
        return m_bigEndian ? char32_t(first) << 8 | second : char32_t(second) << 8 | first;
    }

    char *take(char *out, char32_t unit)
    {
        if (unit < 0x80 && m_high == 0) {
            *out = char(unit);
            return out + 1;
        }
        const bool low = unit >= 0xdc00 && unit <= 0xdfff;
        if (m_high != 0) {
            const char32_t high = std::exchange(m_high, 0);
            if (low)
                return putUtf8(out, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
            out = putUtf8(out, 0xfffd);
        }
        if (unit >= 0xd800 && unit <= 0xdbff) {
            m_high = unit;
            return out;
        }
        return putUtf8(out, low ? 0xfffd : unit);
    }

    const OutputEncoding m_encoding;
    const bool m_bigEndian;
    int m_half = -1;        // the first byte of a unit
    char32_t m_high = 0;    // a surrogate that waits for its second one
    bool m_skipped = false; // the next byte is the second one of a unit
};

// Characters of several bytes, by the system's tables.
class CharsetDecoder final : public StreamDecoder
{
public:
    explicit CharsetDecoder(OutputEncoding encoding)
        : m_encoding(encoding),
          m_converter(charsetOf(encoding))
    {}

    void decode(QByteArrayView bytes, QByteArray &utf8) override
    {
        if (!m_converter.isValid()) { // as good as unreadable, but no reason to show nothing
            utf8.append(bytes);
            return;
        }
        if (m_rest.isEmpty()) {
            m_rest = bytes.sliced(m_converter.decode(bytes, utf8)).toByteArray();
        } else {
            m_rest.append(bytes);
            m_rest.remove(0, m_converter.decode(m_rest, utf8));
        }
    }
    void skip(qint64) override { m_rest.clear(); }
    void finish(QByteArray &utf8) override
    {
        for (qsizetype i = 0; i < m_rest.size(); ++i)
            utf8.append(replacement);
        m_rest.clear();
    }
    OutputEncoding encoding() const override { return m_encoding; }

private:
    const OutputEncoding m_encoding;
    CharsetConverter m_converter;
    QByteArray m_rest; // the beginning of a character
};

std::unique_ptr<StreamDecoder> decoderWithoutMark(OutputEncoding encoding)
{
    switch (encoding) {
    case OutputEncoding::Automatic:
    case OutputEncoding::Utf8:
        return std::make_unique<Utf8Decoder>();
    case OutputEncoding::Utf16:
        return std::make_unique<Utf16Decoder>(OutputEncoding::Utf16Le);
    case OutputEncoding::Utf16Le:
    case OutputEncoding::Utf16Be:
        return std::make_unique<Utf16Decoder>(encoding);
    default:
        break;
    }
    if (hasOneByteCharacters(encoding))
        return std::make_unique<OneByteDecoder>(encoding);
    return std::make_unique<CharsetDecoder>(encoding);
}

// Looks for the mark first.
class MarkedDecoder final : public StreamDecoder
{
public:
    explicit MarkedDecoder(OutputEncoding wanted) : m_wanted(wanted) {}

    void decode(QByteArrayView bytes, QByteArray &utf8) override
    {
        if (m_decoder) {
            m_decoder->decode(bytes, utf8);
            return;
        }
        m_first.append(bytes);
        decide(utf8, false);
    }
    void skip(qint64 bytes) override
    {
        if (bytes <= 0)
            return;
        QByteArray lost;
        decide(lost, true);
        m_decoder->skip(bytes);
    }
    void finish(QByteArray &utf8) override
    {
        if (!m_decoder)
            decide(utf8, true);
        m_decoder->finish(utf8);
    }
    OutputEncoding encoding() const override
    {
        return m_decoder ? m_decoder->encoding() : m_wanted;
    }

private:
    void decide(QByteArray &utf8, bool complete)
    {
        if (m_decoder)
            return;
        const ByteOrderMark mark = byteOrderMark(m_first, m_wanted, complete);
        if (!mark.certain)
            return;
        m_decoder = decoderWithoutMark(mark.encoding.value_or(m_wanted));
        m_decoder->decode(QByteArrayView(m_first).sliced(mark.size), utf8);
        m_first.clear();
    }

    const OutputEncoding m_wanted;
    QByteArray m_first;
    std::unique_ptr<StreamDecoder> m_decoder;
};

} // namespace

std::unique_ptr<StreamDecoder> makeStreamDecoder(OutputEncoding encoding)
{
    const OutputEncoding meant = encoding == OutputEncoding::System ? systemEncoding() : encoding;
    switch (meant) {
    case OutputEncoding::Automatic:
    case OutputEncoding::Utf8:
    case OutputEncoding::Utf16:
    case OutputEncoding::Utf16Le:
    case OutputEncoding::Utf16Be:
        return std::make_unique<MarkedDecoder>(meant);
    default:
        return decoderWithoutMark(meant);
    }
}

} // namespace CommandRunner
