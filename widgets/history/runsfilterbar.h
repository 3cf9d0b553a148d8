// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/workspace/runservice.h"
#include "widgets/history/timerange.h"

#include <QTimer>
#include <QVariantMap>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace CommandRunner {

// Which runs are listed: the search field and a row of compact choices. What is typed counts a
// moment after the last letter.
class RunsFilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit RunsFilterBar(const Clock &clock, QWidget *parent = nullptr); // outlives us

    ~RunsFilterBar() override;

    RunQuery query() const; // as of now: "Today" moves on
    QString text() const;
    bool isAnySet() const;
    bool inOutputs() const; // what is typed is looked for in outputs, too
    void setChoices(const RunChoices &choices);
    void addChoice(const RunSeries &series); // a run of it began
    void setCommand(const RunSeries &series);
    void setCountText(const QString &text);
    QString countText() const;
    void clear();
    void focusSearch();
    QLineEdit *searchField() const { return m_search; }
    QBoxLayout *firstRow() const { return m_firstRow; } // for what the page puts at its end

    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

Q_SIGNALS:
    void changed();
    void inOutputsChanged();
    void listRequested(); // Return or Down in the search field

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *createChoices();
    QComboBox *addCombo(QBoxLayout *row, const QString &name, const QString &toolTip);
    void fillFixed();
    void chooseTime();
    void showTime();
    void settleCommand();
    void noteChange();
    QVariant command() const; // QStringList of three, or nothing

    const Clock &m_clock;
    QLineEdit *m_search;
    QToolButton *m_inOutputs;
    QBoxLayout *m_firstRow;
    QComboBox *m_state = nullptr;
    QComboBox *m_command = nullptr;
    QComboBox *m_project = nullptr;
    QComboBox *m_origin = nullptr;
    QComboBox *m_time = nullptr;
    QToolButton *m_pinned = nullptr;
    QToolButton *m_clear = nullptr;
    QLabel *m_count = nullptr;
    TimeRange m_range;
    QTimer m_typing; // so that not each letter asks the database
};

} // namespace CommandRunner
