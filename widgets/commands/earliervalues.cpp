// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/earliervalues.h"

#include "widgets/commands/parameterfield.h"

#include <QMenu>
#include <QWidget>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostValues = 20;
constexpr int mostLetters = 60;

} // namespace

QStringList earlierValues(const QList<RunRecord> &runs, const QString &parameter)
{
    QStringList values;
    for (const RunRecord &run : runs) {
        const QStringList given = run.request.values.value(parameter);
        for (const QString &value : given) {
            if (!value.isEmpty() && !values.contains(value))
                values.append(value);
        }
        if (values.size() >= mostValues)
            break;
    }
    return values.first(qMin(values.size(), mostValues));
}

void offerValues(QWidget *editor, const QStringList &values,
                 const std::function<void(const QString &)> &use)
{
    auto *menu = new QMenu(editor);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(ParameterField::tr("Earlier values"));
    for (const QString &value : values) {
        QString text = value;
        text.replace(u'\n', u'⏎');
        text = menu->fontMetrics().elidedText(text, Qt::ElideMiddle,
                                              menu->fontMetrics().averageCharWidth() * mostLetters);
        QAction *action = menu->addAction(text.replace(u'&', "&&"_L1));
        QObject::connect(action, &QAction::triggered, editor, [use, value] { use(value); });
    }
    if (values.isEmpty())
        menu->addAction(ParameterField::tr("No earlier values"))->setEnabled(false);
    else
        menu->setActiveAction(menu->actions().first());
    menu->setMinimumWidth(editor->width() / 2);
    menu->popup(editor->mapToGlobal(editor->rect().bottomLeft()));
}

} // namespace CommandRunner
