// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/bytepattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <algorithm>

#include <pcre2.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

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

namespace {

quint32 flagsOf(QByteArrayView pattern, int options)
{
    quint32 flags = PCRE2_NEVER_BACKSLASH_C;
    const bool ascii = std::all_of(pattern.begin(), pattern.end(),
                                   [](char c) { return uchar(c) < 0x80; });
    if (options & BytePattern::Literal)
        flags = PCRE2_LITERAL;
    if (options & BytePattern::CaseInsensitive) {
        flags |= PCRE2_CASELESS;
        if (!ascii) // only then do characters matter; plain bytes are faster
            flags |= PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
    }
    if (options & BytePattern::Unicode)
        flags |= PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_UCP;
    return flags;
}

pcre2_code *compiled(QByteArrayView pattern, int options, BytePattern::Problem &problem)
{
    int error = 0;
    PCRE2_SIZE place = 0;
    pcre2_code *code = pcre2_compile(asPcre(pattern.data() ? pattern.data() : ""),
                                     size_t(pattern.size()), flagsOf(pattern, options), &error,
                                     &place, nullptr);
    if (!code) {
        PCRE2_UCHAR text[256] = {};
        pcre2_get_error_message(error, text, sizeof text);
        problem = {qsizetype(place), QString::fromUtf8(reinterpret_cast<const char *>(text))};
    }
    return code;
}

} // namespace

Result<BytePattern> BytePattern::compile(QByteArrayView pattern, int options, quint32 matchLimit)
{
    auto made = std::make_shared<Code>();
    Problem problem;
    made->code = compiled(pattern, options, problem);
    if (!made->code)
        return fail(ErrorCode::InvalidFormat, QString::fromUtf8(pattern),
                    u"at %1: %2"_s.arg(problem.offset).arg(problem.message));
    pcre2_jit_compile(made->code, PCRE2_JIT_COMPLETE); // without it matching is slower, not wrong
    made->data = pcre2_match_data_create_from_pattern(made->code, nullptr);
    made->context = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(made->context, matchLimit);
    BytePattern result;
    result.m_code = std::move(made);
    return result;
}

std::optional<BytePattern::Problem> BytePattern::problemOf(QByteArrayView pattern, int options)
{
    Problem problem;
    pcre2_code *const code = compiled(pattern, options, problem);
    if (!code)
        return problem;
    pcre2_code_free(code);
    return std::nullopt;
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
