// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/chaintext.h"

#include <QCoreApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString stepValuesText(const ArgumentValues &values)
{
    QStringList parts;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        parts.append(it.key() + u" = "_s + it.value().join(u", "_s));
    return parts.join(u" · "_s);
}

QString chainText(const Command &chain)
{
    QStringList lines{chain.stepsInParallel
                          ? QCoreApplication::translate("ChainText", "Runs these all at once:")
                          : QCoreApplication::translate("ChainText", "Runs one after the other:")};
    for (const ChainStep &step : chain.steps) {
        QString line = u"%1. "_s.arg(lines.size()) + step.command;
        if (!step.values.isEmpty())
            line += u"  —  "_s + stepValuesText(step.values);
        lines.append(line);
    }
    lines.append(chain.goesOnAfterFailure
                     ? QCoreApplication::translate("ChainText",
                                                   "When one fails, the others run all "
                                                   "the same.")
                     : QCoreApplication::translate("ChainText", "When one fails, it ends there."));
    return lines.join(u'\n');
}

} // namespace CommandRunner
