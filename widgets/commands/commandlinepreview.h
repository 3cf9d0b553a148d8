// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/commandline.h"
#include "core/command/shelllines.h"

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace CommandRunner {

class CommandLineText;

// What exactly will run: the words as a shell would take them, the working directory, the
// environment changes. Selectable. Secrets show as dots.
class CommandLinePreview final : public QWidget
{
    Q_OBJECT
public:
    explicit CommandLinePreview(QWidget *parent = nullptr);

    void setContent(const Command &command, const ArgumentValues &values,
                    const QStringList &freeArguments);
    // Without the "$ "; dots for secrets, also when it is copied: clipboards are kept and synced.
    QString shownLine() const { return m_line; }
    void copy(ShellSyntax shell = ShellSyntax::Posix) const;
    void setCopyActions(const QList<QAction *> &actions); // of the button's menu; not ours

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitHeight();

    CommandLineText *m_text;
    QToolButton *m_copy;
    QLabel *m_place;
    QStringList m_words; // with the secrets
    QString m_line;
};

} // namespace CommandRunner
