// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/shellwords.h"

#include <QWidget>

class QLineEdit;

namespace CommandRunner {

class MessageLabel;

// A line of shell words. Where it is wrong, the text from there on is underlined and a sentence
// below says why.
class ShellWordsField final : public QWidget
{
    Q_OBJECT
public:
    explicit ShellWordsField(QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text); // does not emit edited()
    std::expected<QStringList, ShellWordsError> words() const;
    QString problem() const; // as shown; empty: the line can be split
    QLineEdit *editor() const { return m_line; }

Q_SIGNALS:
    void edited();

private:
    void check();
    void underline(qsizetype from);

    QLineEdit *m_line;
    MessageLabel *m_problem;
};

} // namespace CommandRunner
