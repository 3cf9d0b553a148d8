// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/rulepresentation.h"

#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/theme.h"

#include <QCoreApplication>
#include <QHash>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QTextCharFormat>

#include <limits>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
struct RuleText {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::LineRule)
};
} // namespace

QString ruleSetName(const LineRuleSet &set)
{
    if (!set.builtIn)
        return set.name;
    const QHash<QString, QString> names{
        {u"builtin:timestamps"_s, RuleText::tr("Timestamps")},
        {u"builtin:blank"_s, RuleText::tr("Blank lines")},
        {u"builtin:debug"_s, RuleText::tr("More debug logs")},
        {u"builtin:python-warnings"_s, RuleText::tr("Python warnings")},
        {u"builtin:frames"_s, RuleText::tr("Stack frames of libraries")},
        {u"builtin:passed-tests"_s, RuleText::tr("Passed tests")},
        {u"builtin:http"_s, RuleText::tr("Successful HTTP requests")},
        {u"builtin:npm"_s, RuleText::tr("npm noise")},
        {u"builtin:pip"_s, RuleText::tr("pip noise")},
        {u"builtin:apt"_s, RuleText::tr("apt and dpkg chatter")},
        {u"builtin:docker"_s, RuleText::tr("Docker layers")},
        {u"builtin:build"_s, RuleText::tr("Build chatter")},
    };
    return names.value(set.id, set.name);
}

QString actionNames(RuleActions actions)
{
    QStringList names;
    if (actions & RuleAction::Fold)
        names.append(RuleText::tr("Fold"));
    if (actions & RuleAction::Hide)
        names.append(RuleText::tr("Hide"));
    if (actions & RuleAction::Colour)
        names.append(RuleText::tr("Colour"));
    if (actions & RuleAction::Mark)
        names.append(RuleText::tr("Mark"));
    if (actions & RuleAction::Notify)
        names.append(RuleText::tr("Notify"));
    if (actions & RuleAction::Progress)
        names.append(RuleText::tr("Progress"));
    return names.join(u", "_s);
}

QString colourRoleName(LineColour::Role role)
{
    switch (role) {
    case LineColour::Role::None:
        return RuleText::tr("As it is");
    case LineColour::Role::Neutral:
        return RuleText::tr("Dimmed");
    case LineColour::Role::Good:
        return RuleText::tr("Good");
    case LineColour::Role::Caution:
        return RuleText::tr("Caution");
    case LineColour::Role::Bad:
        return RuleText::tr("Bad");
    case LineColour::Role::Accent:
        return RuleText::tr("Accent");
    case LineColour::Role::Fixed:
        return RuleText::tr("Own colour…");
    }
    return {};
}

static QColor plainColour(const LineColour &colour, const QPalette &palette)
{
    switch (colour.role) {
    case LineColour::Role::None:
        return {};
    case LineColour::Role::Neutral:
        return semanticColor(SemanticColor::Neutral, palette);
    case LineColour::Role::Good:
        return semanticColor(SemanticColor::Good, palette);
    case LineColour::Role::Caution:
        return semanticColor(SemanticColor::Caution, palette);
    case LineColour::Role::Bad:
        return semanticColor(SemanticColor::Bad, palette);
    case LineColour::Role::Accent:
        return semanticColor(SemanticColor::Active, palette);
    case LineColour::Role::Fixed:
        break;
    }
    return QColor::fromRgb(colour.rgb);
}

QColor lineColour(const LineColour &colour, const QPalette &palette)
{
    const QColor plain = plainColour(colour, palette);
    return plain.isValid() ? readableOn(palette.color(QPalette::Base), plain) : plain;
}

QColor lineBackground(const LineColour &colour, const QPalette &palette)
{
    const QColor plain = plainColour(colour, palette);
    if (!plain.isValid())
        return plain;
    return mixed(palette.color(QPalette::Base), plain, 0.25); // text keeps its contrast
}

QString problemText(const std::optional<PatternProblem> &problem)
{
    if (!problem)
        return {};
    return problem->inFollowing
        ? RuleText::tr("Following lines, at character %1: %2")
              .arg(problem->position + 1)
              .arg(problem->message)
        : RuleText::tr("At character %1: %2").arg(problem->position + 1).arg(problem->message);
}

void markProblem(QLineEdit *field, const std::optional<PatternProblem> &problem)
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (problem && !field->text().isEmpty()) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(semanticColor(SemanticColor::Bad, field->palette()));
        format.setForeground(semanticColor(SemanticColor::Bad, field->palette()));
        const int place = int(std::min(problem->position, field->text().size() - 1));
        attributes.append(QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat,
                                                       place - field->cursorPosition(), 1, format));
    }
    // The only way to format a part of a line edit's text.
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(field, &event);
}

QString countText(const OutputLens::PatternState &state)
{
    const QString number = numberText(state.count);
    return state.complete ? number : RuleText::tr("%1 …", "still counting").arg(number);
}

QString gaveUpText(const OutputLens::PatternState &state)
{
    if (state.gaveUpLines == 0)
        return {};
    const auto lines = int(std::min<qint64>(state.gaveUpLines, std::numeric_limits<int>::max()));
    const QString text = RuleText::tr("This pattern needed too many steps on %Ln lines; they count "
                                      "as not matching.",
                                      nullptr, lines);
    if (!state.stopped)
        return text;
    return RuleText::tr("%1 The lines after them were not looked at. Make the pattern simpler: "
                        "avoid repetitions inside repetitions.")
        .arg(text);
}

} // namespace CommandRunner
