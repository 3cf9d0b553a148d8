// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/bytepattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <algorithm>

#include <pcre2.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Deep patterns need more than the 32 KiB that machine code takes of the thread's own stack.
constexpr size_t smallestStack = 32 * 1024;
constexpr size_t largestStack = 1024 * 1024;

PCRE2_SPTR asPcre(const char *data)
{
    return reinterpret_cast<PCRE2_SPTR>(data);
}

} // namespace

struct BytePattern::Code {
    pcre2_code *code = nullptr;
    pcre2_match_data *data = nullptr;
    pcre2_match_context *context = nullptr;
    pcre2_jit_stack *stack = nullptr;
    bool gaveUp = false;
    bool hasMachineCode = false;

    Code() = default;
    Code(const Code &) = delete;
    Code &operator=(const Code &) = delete;
    ~Code()
    {
        pcre2_match_context_free(context);
        pcre2_jit_stack_free(stack);
        pcre2_match_data_free(data);
        pcre2_code_free(code);
    }
};

namespace {

pcre2_code *compiled(QByteArrayView pattern, int options, BytePattern::Problem &problem)
{
    quint32 flags = PCRE2_NEVER_BACKSLASH_C;
    const bool ascii = std::all_of(pattern.begin(), pattern.end(),
                                   [](char c) { return uchar(c) < 0x80; });
    if (options & BytePattern::Literal)
        flags = PCRE2_LITERAL;
    if (options & BytePattern::CaseInsensitive)
        flags |= PCRE2_CASELESS;
    // Where characters do not matter plain bytes are faster.
    if ((options & BytePattern::Text) || (!ascii && (options & BytePattern::CaseInsensitive)))
        flags |= PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
    if ((options & BytePattern::Unicode) == BytePattern::Unicode)
        flags |= PCRE2_UCP;
    if (options & BytePattern::Whole)
        flags |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    int error = 0;
    PCRE2_SIZE place = 0;
    pcre2_code *const code = pcre2_compile(asPcre(pattern.data() ? pattern.data() : ""),
                                           size_t(pattern.size()), flags, &error, &place, nullptr);
    if (!code) {
        PCRE2_UCHAR text[256] = {};
        pcre2_get_error_message(error, text, sizeof text);
        problem.offset = std::min(qsizetype(place), pattern.size());
        problem.message = QString::fromUtf8(reinterpret_cast<const char *>(text));
    }
    return code;
}

} // namespace

std::optional<BytePattern::Problem> BytePattern::problemOf(QByteArrayView pattern, int options)
{
    Problem problem;
    pcre2_code *const code = compiled(pattern, options, problem);
    if (!code)
        return problem;
    pcre2_code_free(code);
    return std::nullopt;
}

Result<BytePattern> BytePattern::compile(QByteArrayView pattern, int options, quint32 matchLimit)
{
    Problem problem;
    auto made = std::make_shared<Code>();
    made->code = compiled(pattern, options, problem);
    if (!made->code)
        return fail(ErrorCode::InvalidFormat, QString::fromUtf8(pattern),
                    u"at %1: %2"_s.arg(problem.offset).arg(problem.message));
    // Without it matching is slower, not wrong.
    made->hasMachineCode = pcre2_jit_compile(made->code, PCRE2_JIT_COMPLETE) == 0;
    made->data = pcre2_match_data_create_from_pattern(made->code, nullptr);
    made->context = pcre2_match_context_create(nullptr);
    BytePattern result;
    result.m_code = std::move(made);
    result.setMatchLimit(matchLimit);
    return result;
}

void BytePattern::setMatchLimit(quint32 limit)
{
    pcre2_set_match_limit(m_code->context, limit);
}

std::optional<BytePattern::Match> BytePattern::find(QByteArrayView subject, qsizetype from) const
{
    const char *const data = subject.data() ? subject.data() : "";
    const auto match = [&] {
        // Called without the checks of pcre2_match(): the arguments are right, and invalid UTF-8
        // was allowed for when the pattern was compiled.
        if (m_code->hasMachineCode && from <= subject.size())
            return pcre2_jit_match(m_code->code, asPcre(data), size_t(subject.size()), size_t(from),
                                   0, m_code->data, m_code->context);
        return pcre2_match(m_code->code, asPcre(data), size_t(subject.size()), size_t(from), 0,
                           m_code->data, m_code->context);
    };
    int count = match();
    if (count == PCRE2_ERROR_JIT_STACKLIMIT && !m_code->stack) {
        m_code->stack = pcre2_jit_stack_create(smallestStack, largestStack, nullptr);
        pcre2_jit_stack_assign(m_code->context, nullptr, m_code->stack);
        count = match();
    }
    m_code->gaveUp = count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_DEPTHLIMIT
        || count == PCRE2_ERROR_HEAPLIMIT || count == PCRE2_ERROR_JIT_STACKLIMIT;
    if (count < 0)
        return std::nullopt;
    const PCRE2_SIZE *const places = pcre2_get_ovector_pointer(m_code->data);
    return Match{qsizetype(places[0]), qsizetype(places[1])};
}

bool BytePattern::gaveUp() const
{
    return m_code->gaveUp;
}

int BytePattern::groupNamed(const char *name) const
{
    return std::max(-1, pcre2_substring_number_from_name(m_code->code, asPcre(name)));
}

int BytePattern::groupCount() const
{
    quint32 count = 0;
    pcre2_pattern_info(m_code->code, PCRE2_INFO_CAPTURECOUNT, &count);
    return int(count);
}

std::optional<std::bitset<256>> BytePattern::anchoredFirstBytes() const
{
    quint32 options = 0;
    pcre2_pattern_info(m_code->code, PCRE2_INFO_ALLOPTIONS, &options);
    if (!(options & PCRE2_ANCHORED))
        return std::nullopt;
    std::bitset<256> result;
    quint32 kind = 0;
    quint32 byte = 0;
    pcre2_pattern_info(m_code->code, PCRE2_INFO_FIRSTCODETYPE, &kind);
    pcre2_pattern_info(m_code->code, PCRE2_INFO_FIRSTCODEUNIT, &byte);
    if (kind == 1 && !(options & PCRE2_CASELESS)) {
        result.set(byte);
        return result;
    }
    const uint8_t *table = nullptr;
    pcre2_pattern_info(m_code->code, PCRE2_INFO_FIRSTBITMAP, static_cast<void *>(&table));
    if (!table)
        return std::nullopt;
    for (size_t i = 0; i < result.size(); ++i)
        result.set(i, table[i / 8] >> (i % 8) & 1);
    return result;
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
