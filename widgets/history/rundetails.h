// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/storage/runstore.h"

#include <QWidget>

class QAction;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTextBrowser;
class QToolButton;
class QUrl;

namespace CommandRunner {

class ElidedLabel;

// Everything that is known of one run, beside the list of runs: what ran, where, how it ended, what
// is usual for its command; its pin and its note.
class RunDetails final : public QWidget
{
    Q_OBJECT
public:
    // The clock outlives us. The actions stand as buttons below the title; they are not owned.
    RunDetails(const Clock &clock, const QList<QAction *> &actions, QWidget *parent = nullptr);
    ~RunDetails() override;

    // Another run, or the same as it is by now. A note that is being typed stays.
    void showRun(const RunRecord &record, const std::optional<RunStatistics> &statistics);
    void clear(const QString &words); // instead of a run
    QString runId() const { return m_record ? m_record->id() : QString(); }
    QString text() const; // what can be read
    void saveNote();      // when it was changed

Q_SIGNALS:
    void runRequested(const QString &runId); // a link to another run
    void noteChanged(const QString &runId, const QString &note);
    void pinToggled(const QString &runId, bool pinned);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *createHeader(const QList<QAction *> &actions);
    QWidget *createNote();
    void render();
    void followLink(const QUrl &link);

    const Clock &m_clock;
    std::optional<RunRecord> m_record;
    std::optional<RunStatistics> m_statistics;
    QStackedWidget *m_stack;
    QLabel *m_nothing;
    QLabel *m_state = nullptr;
    ElidedLabel *m_name = nullptr;
    QToolButton *m_pin = nullptr;
    QToolButton *m_reveal = nullptr;
    QTextBrowser *m_facts = nullptr;
    QPlainTextEdit *m_note = nullptr;
    QString m_savedNote; // what the record holds, or what was given to be kept
};

} // namespace CommandRunner
