// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/commandline.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace CommandRunner {

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
    void copy() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitHeight();

    QPlainTextEdit *m_text;
    QToolButton *m_copy;
    QLabel *m_place;
    QString m_line;
};

} // namespace CommandRunner
