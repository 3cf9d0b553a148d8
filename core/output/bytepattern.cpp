// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/bytepattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <algorithm>

#include <pcre2.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Enough for any sensible pattern on a line of 64 KiB, and over in some ten milliseconds for one
// that is not.
constexpr quint32 matchLimit = 1'000'000;

PCRE2_SPTR asPcre(const char *data)
{
    return reinterpret_cast<PCRE2_SPTR>(data);
}

} // namespace

struct BytePattern::Code {
    pcre2_code *code = nullptr;
    pcre2_match_data *data = nullptr;
    pcre2_match_context *context = nullptr;

    Code() = default;
    Code(const Code &) = delete;
    Code &operator=(const Code &) = delete;
    ~Code()
    {
        pcre2_match_context_free(context);
        pcre2_match_data_free(data);
        pcre2_code_free(code);
    }
};

Result<BytePattern> BytePattern::compile(QByteArrayView pattern, int options)
{
    quint32 flags = PCRE2_NEVER_BACKSLASH_C;
    const bool ascii = std::all_of(pattern.begin(), pattern.end(),
                                   [](char c) { return uchar(c) < 0x80; });
    if (options & Literal)
        flags = PCRE2_LITERAL;
    if (options & CaseInsensitive) {
        flags |= PCRE2_CASELESS;
        if (!ascii) // only then do characters matter; plain bytes are faster
            flags |= PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
    }
    auto made = std::make_shared<Code>();
    int error = 0;
    PCRE2_SIZE place = 0;
    made->code = pcre2_compile(asPcre(pattern.data()), size_t(pattern.size()), flags, &error,
                               &place, nullptr);
    if (!made->code) {
        PCRE2_UCHAR text[256] = {};
        pcre2_get_error_message(error, text, sizeof text);
        return fail(
            ErrorCode::InvalidFormat, QString::fromUtf8(pattern),
            u"at %1: %2"_s.arg(place).arg(QString::fromUtf8(reinterpret_cast<const char *>(text))));
    }
    pcre2_jit_compile(made->code, PCRE2_JIT_COMPLETE); // without it matching is slower, not wrong
    made->data = pcre2_match_data_create_from_pattern(made->code, nullptr);
    made->context = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(made->context, matchLimit);
    BytePattern result;
    result.m_code = std::move(made);
    return result;
}

std::optional<BytePattern::Match> BytePattern::find(QByteArrayView subject, qsizetype from) const
{
    const char *const data = subject.data() ? subject.data() : "";
    const int count = pcre2_match(m_code->code, asPcre(data), size_t(subject.size()), size_t(from),
                                  0, m_code->data, m_code->context);
    if (count < 0)
        return std::nullopt;
    const PCRE2_SIZE *const places = pcre2_get_ovector_pointer(m_code->data);
    return Match{qsizetype(places[0]), qsizetype(places[1])};
}

QByteArrayView BytePattern::captured(QByteArrayView subject, int group) const
{
    if (quint32(group) >= pcre2_get_ovector_count(m_code->data))
        return {};
    const PCRE2_SIZE *const places = pcre2_get_ovector_pointer(m_code->data);
    if (places[2 * group] == PCRE2_UNSET)
        return {};
    return subject.sliced(qsizetype(places[2 * group]),
                          qsizetype(places[2 * group + 1] - places[2 * group]));
}

} // namespace CommandRunner
