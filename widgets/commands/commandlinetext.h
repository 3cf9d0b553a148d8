// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/invisibles.h"

#include <QPlainTextEdit>

namespace CommandRunner {

// A command line to read. What is invisible in it has marks, explained where the pointer is; what
// is selected is copied without them.
class CommandLineText final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit CommandLineText(QWidget *parent = nullptr);

    void setWords(const QStringList &words);
    QString summary() const; // "1 tab, 2 empty words"; empty: all is there to see

protected:
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void mark();
    const InvisiblePart *partAt(const QPoint &position) const; // null: none

    QString m_line; // as it is meant
    VisibleLine m_visible;
};

} // namespace CommandRunner
