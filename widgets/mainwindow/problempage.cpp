// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/problempage.h"

#include "widgets/common/errortext.h"
#include "widgets/icons/glyphicon.h"

#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString ProblemPage::text(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NewerVersion:
        return tr("%1 was written by a newer version of Command Runner. It was left untouched.")
            .arg(error.subject);
    case ErrorCode::PermissionDenied:
        return tr("Command Runner may not write to %1, where it keeps its commands and runs.")
            .arg(error.subject);
    case ErrorCode::Busy:
        return tr("Another program holds %1.").arg(error.subject);
    default:
        return errorText(error);
    }
}

QString ProblemPage::advice(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NewerVersion:
        return tr("Start the newer version, or give this one another folder: commandrunner "
                  "--data-dir FOLDER.");
    case ErrorCode::PermissionDenied:
        return tr("Give yourself the right to write there, or use another folder: commandrunner "
                  "--data-dir FOLDER.");
    case ErrorCode::Busy:
        return tr("End that program and start Command Runner again.");
    default:
        return tr("Check the folder and its disk, or use another folder: commandrunner --data-dir "
                  "FOLDER.");
    }
}

ProblemPage::ProblemPage(const Error &error, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"problemPage"_s);
    setAccessibleName(tr("Problem"));
    auto *icon = new QLabel(this);
    icon->setPixmap(glyphIcon(u"error"_s)
                        .pixmap(2 * style()->pixelMetric(QStyle::PM_LargeIconSize, nullptr, this)));
    icon->setAlignment(Qt::AlignCenter);
    const auto addText = [this](const QString &words) {
        auto *label = new QLabel(words, this);
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setAccessibleName(words);
        return label;
    };
    auto *title = addText(text(error));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    title->setFont(large);
    auto *quit = new QPushButton(glyphIcon(u"quit"_s), tr("Quit"), this);
    connect(quit, &QPushButton::clicked, this, &ProblemPage::quitRequested);

    auto *layout = new QVBoxLayout(this);
    layout->addStretch(1);
    layout->addWidget(icon);
    layout->addWidget(title);
    layout->addWidget(addText(advice(error)));
    if (const QString detail = errorDetail(error); !detail.isEmpty())
        layout->addWidget(addText(detail));
    layout->addSpacing(fontMetrics().height());
    layout->addWidget(quit, 0, Qt::AlignCenter);
    layout->addStretch(2);
}

} // namespace CommandRunner
