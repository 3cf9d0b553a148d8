// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/lineclassifier.h"

#include "core/output/bytepattern.h"

namespace CommandRunner {

class LineClassifier::Patterns
{
public:
    BytePattern django = *BytePattern::compile("^\\(\\d+\\.\\d{3}\\) ");
    BytePattern percent = *BytePattern::compile("\\d%");
};

struct LineClassifier::State {
    std::optional<double> progress;
};

LineClassifier::LineClassifier() : m_patterns(std::make_shared<Patterns>()), m_state(std::make_unique<State>()) {}
LineClassifier::~LineClassifier() = default;
LineClassifier::LineClassifier(const LineClassifier &other)
    : m_patterns(other.m_patterns), m_state(std::make_unique<State>(*other.m_state))
{
}
LineClassifier &LineClassifier::operator=(const LineClassifier &other)
{
    *m_state = *other.m_state;
    return *this;
}
LineClassifier::LineClassifier(LineClassifier &&other) noexcept = default;
LineClassifier &LineClassifier::operator=(LineClassifier &&other) noexcept = default;

LineClass LineClassifier::classify(qint64, const LineSample &line, OutputStream stream, std::vector<LineClassChange> &)
{
    return preview(line, stream);
}

LineClass LineClassifier::preview(const LineSample &line, OutputStream) const
{
    if (m_patterns->django.matches(line.head))
        return LineClass::Sql;
    if (line.tail.contains('\r') && m_patterns->percent.matches(line.tail))
        return LineClass::Progress;
    return LineClass::Plain;
}

std::optional<double> LineClassifier::progress() const
{
    return m_state->progress;
}

} // namespace CommandRunner
