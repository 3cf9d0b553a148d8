// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/runcomparison.h"
#include "core/storage/runstore.h"

#include <QWidget>

#include <array>
#include <memory>

class QAction;
class QHBoxLayout;
class QLabel;
class QProgressBar;
class QStackedWidget;
class QTableWidget;
class QToolBar;
class QToolButton;

namespace CommandRunner {

class CompareView;
class ElidedLabel;
class RunService;

// Two runs beside each other: what they are, what differs in how they were run, their outputs line
// by line without what differs in every run.
class ComparePage final : public QWidget
{
    Q_OBJECT
public:
    // The service outlives us.
    ComparePage(RunService &service, const RunRecord &before, const RunRecord &after,
                QWidget *parent = nullptr);
    ~ComparePage() override;

    // Previous and next difference, swap, copy: for menus and the palette.
    QList<QAction *> pageActions() const { return actions(); }
    bool isOf(const QString &before, const QString &after) const;
    CompareView *view() const { return m_view; }
    NoiseKinds ignored() const { return m_ignored; }
    void setIgnored(NoiseKinds kinds);
    bool isComparing() const;
    QString summary() const; // "3 of 12 differences", or why there are none

Q_SIGNALS:
    void compared();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Side {
        RunRecord record;
        OutputEncoding encoding = OutputEncoding::Automatic;
        QLabel *caption = nullptr;
        QLabel *state = nullptr;
        ElidedLabel *facts = nullptr;
    };

    QWidget *createHeader();
    QWidget *createFacts();
    QToolBar *createToolBar();
    QWidget *createWaiting();
    QWidget *createSame();
    QAction *addPageAction(const QString &id, const QString &text, const QString &toolTip,
                           const QKeySequence &key);
    void createNoiseActions(QToolBar *bar);
    void askEncodings();
    void start();
    void compare();
    void showResult();
    void showHeader();
    void showFacts();
    void alignFacts();
    void showSummary();
    void step(bool forward);
    void swap();
    void runChanged(const RunRecord &record);

    RunService &m_service;
    std::array<Side, 2> m_sides;
    std::unique_ptr<RunComparison> m_comparison;
    NoiseKinds m_ignored = defaultNoise;
    int m_asked = 0; // encodings that are not known yet

    CompareView *m_view;
    QStackedWidget *m_stack;
    QProgressBar *m_progress = nullptr;
    QLabel *m_same = nullptr;
    QLabel *m_summary = nullptr;
    QTableWidget *m_facts = nullptr;
    QToolButton *m_factsButton = nullptr;
    QAction *m_previous = nullptr;
    QAction *m_next = nullptr;
    QAction *m_copy = nullptr;
    QList<QAction *> m_noise; // in the order of their bits
};

} // namespace CommandRunner
