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

// What a thread matches with. The code is const, and shared by all threads.
struct BytePattern::Matcher {
    std::shared_ptr<const Code> code;
    pcre2_match_data *data = nullptr;
    pcre2_match_context *context = nullptr;
    pcre2_jit_stack *stack = nullptr;
    bool gaveUp = false;

    explicit Matcher(std::shared_ptr<const Code> sharedCode);
    Matcher(const Matcher &) = delete;
    Matcher &operator=(const Matcher &) = delete;
    ~Matcher()
    {
        pcre2_match_context_free(context);
        pcre2_jit_stack_free(stack);
        pcre2_match_data_free(data);
    }
};

struct BytePattern::Code {
    pcre2_code *code = nullptr;
    bool hasMachineCode = false;
    quint32 matchLimit = defaultMatchLimit; // of a new matcher

    Code() = default;
    Code(const Code &) = delete;
    Code &operator=(const Code &) = delete;
    ~Code() { pcre2_code_free(code); }
};

BytePattern::Matcher::Matcher(std::shared_ptr<const Code> sharedCode)
    : code(std::move(sharedCode)),
      data(pcre2_match_data_create_from_pattern(code->code, nullptr)),
      context(pcre2_match_context_create(nullptr))
{
    pcre2_set_match_limit(context, code->matchLimit);
}

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
    made->matchLimit = matchLimit;
    BytePattern result;
    result.m_matcher = std::make_shared<Matcher>(std::move(made));
    return result;
}

BytePattern BytePattern::forAnotherThread() const
{
    BytePattern result;
    result.m_matcher = std::make_shared<Matcher>(m_matcher->code);
    return result;
}

void BytePattern::setMatchLimit(quint32 limit)
{
    pcre2_set_match_limit(m_matcher->context, limit);
}

std::optional<BytePattern::Match> BytePattern::find(QByteArrayView subject, qsizetype from) const
{
    const char *const data = subject.data() ? subject.data() : "";
    const auto match = [&] {
        // Called without the checks of pcre2_match(): the arguments are right, and invalid UTF-8
        // was allowed for when the pattern was compiled.
        if (m_matcher->code->hasMachineCode && from <= subject.size())
            return pcre2_jit_match(m_matcher->code->code, asPcre(data), size_t(subject.size()),
                                   size_t(from), 0, m_matcher->data, m_matcher->context);
        return pcre2_match(m_matcher->code->code, asPcre(data), size_t(subject.size()),
                           size_t(from), 0, m_matcher->data, m_matcher->context);
    };
    int count = match();
    if (count == PCRE2_ERROR_JIT_STACKLIMIT && !m_matcher->stack) {
        m_matcher->stack = pcre2_jit_stack_create(smallestStack, largestStack, nullptr);
        pcre2_jit_stack_assign(m_matcher->context, nullptr, m_matcher->stack);
        count = match();
    }
    m_matcher->gaveUp = count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_DEPTHLIMIT
        || count == PCRE2_ERROR_HEAPLIMIT || count == PCRE2_ERROR_JIT_STACKLIMIT;
    if (count < 0)
        return std::nullopt;
    const PCRE2_SIZE *const places = pcre2_get_ovector_pointer(m_matcher->data);
    return Match{qsizetype(places[0]), qsizetype(places[1])};
}

bool BytePattern::gaveUp() const
{
    return m_matcher->gaveUp;
}

int BytePattern::groupNamed(const char *name) const
{
    return std::max(-1, pcre2_substring_number_from_name(m_matcher->code->code, asPcre(name)));
}

int BytePattern::groupCount() const
{
    quint32 count = 0;
    pcre2_pattern_info(m_matcher->code->code, PCRE2_INFO_CAPTURECOUNT, &count);
    return int(count);
}

std::optional<std::bitset<256>> BytePattern::anchoredFirstBytes() const
{
    quint32 options = 0;
    pcre2_pattern_info(m_matcher->code->code, PCRE2_INFO_ALLOPTIONS, &options);
    if (!(options & PCRE2_ANCHORED))
        return std::nullopt;
    std::bitset<256> result;
    quint32 kind = 0;
    quint32 byte = 0;
    pcre2_pattern_info(m_matcher->code->code, PCRE2_INFO_FIRSTCODETYPE, &kind);
    pcre2_pattern_info(m_matcher->code->code, PCRE2_INFO_FIRSTCODEUNIT, &byte);
    if (kind == 1 && !(options & PCRE2_CASELESS)) {
        result.set(byte);
        return result;
    }
    const uint8_t *table = nullptr;
    pcre2_pattern_info(m_matcher->code->code, PCRE2_INFO_FIRSTBITMAP, static_cast<void *>(&table));
    if (!table)
        return std::nullopt;
    for (size_t i = 0; i < result.size(); ++i)
        result.set(i, table[i / 8] >> (i % 8) & 1);
    return result;
}

QByteArrayView BytePattern::captured(QByteArrayView subject, int group) const
{
    if (quint32(group) >= pcre2_get_ovector_count(m_matcher->data))
        return {};
    const PCRE2_SIZE *const places = pcre2_get_ovector_pointer(m_matcher->data);
    if (places[2 * group] == PCRE2_UNSET)
        return {};
    return subject.sliced(qsizetype(places[2 * group]),
                          qsizetype(places[2 * group + 1] - places[2 * group]));
}

} // namespace CommandRunner
