// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QWidget>

class QLabel;
class QTextBrowser;

namespace CommandRunner {

// What discovery could not read: for each what happened, to which file, what to do.
class ProblemsView final : public QWidget
{
    Q_OBJECT
public:
    explicit ProblemsView(QWidget *parent = nullptr);

    void setProblems(const QList<DiscoveryProblem> &problems);
    QString text() const; // as shown, plain

Q_SIGNALS:
    void openRequested(const QString &path);

private:
    QLabel *m_title;
    QTextBrowser *m_text;
};

} // namespace CommandRunner
