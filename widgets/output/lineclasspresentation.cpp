// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/lineclasspresentation.h"

#include "widgets/common/format.h"

#include <QCoreApplication>

#include <limits>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
struct LineClassText {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::LineClass)
};
} // namespace

QString lineClassName(LineClass lineClass)
{
    switch (lineClass) {
    case LineClass::Sql:
        return LineClassText::tr("SQL");
    case LineClass::Progress:
        return LineClassText::tr("Progress");
    case LineClass::Warning:
        return LineClassText::tr("Warnings");
    case LineClass::Error:
        return LineClassText::tr("Errors");
    case LineClass::Debug:
        return LineClassText::tr("Debug");
    case LineClass::Plain:
        break;
    }
    return LineClassText::tr("Other lines");
}

QList<LineClass> hideableClasses()
{
    return {LineClass::Sql,   LineClass::Progress, LineClass::Debug,
            LineClass::Error, LineClass::Warning,  LineClass::Plain};
}

QString lineClassNames(LineClasses classes)
{
    QStringList names;
    for (const LineClass lineClass : hideableClasses()) {
        if (classes & lineClassBit(lineClass))
            names.append(lineClassName(lineClass));
    }
    return names.join(u", "_s);
}

QString markerText(const OutputRow &marker, const QStringList &rules)
{
    QStringList words = rules;
    if (marker.hiddenClasses != 0)
        words.prepend(lineClassNames(marker.hiddenClasses));
    const QString names = words.join(u", "_s);
    if (marker.hiddenLines == 1)
        return LineClassText::tr("1 line hidden: %1").arg(names);
    const auto count = int(std::min<qint64>(marker.hiddenLines, std::numeric_limits<int>::max()));
    return LineClassText::tr("%Ln lines hidden: %1", nullptr, count).arg(names);
}

QString markerRowText(const OutputRow &marker, const QStringList &rules)
{
    return u"▸ "_s + markerText(marker, rules);
}

QString takenOutText(qint64 bytes)
{
    return u"⋯ "_s
        + LineClassText::tr("%1 not kept here: the run wrote more than its output limit")
              .arg(sizeText(bytes));
}

} // namespace CommandRunner
