// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/output/linerule.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeView;

namespace CommandRunner {

class LensController;
class MessageBanner;
class RuleForm;
class RuleSetModel;

// Makes and changes rule sets, with the lines of the present run that a rule matches; reads and
// writes files of rule sets. What is changed counts when it is accepted.
class RuleEditor final : public QDialog
{
    Q_OBJECT
public:
    explicit RuleEditor(LensController &controller, QWidget *parent = nullptr); // outlives us

    RuleSetModel *model() const { return m_model; }
    QTreeView *tree() const { return m_tree; }
    RuleForm *form() const { return m_form; }
    QString previewText() const;
    void importFrom(const QString &path); // imported() follows, or a banner tells what is wrong
    void exportTo(const QString &path);   // what is selected; exported() follows, or a banner

    void accept() override;

Q_SIGNALS:
    void imported(int sets);
    void exported(const QString &path);

private:
    QWidget *createList();
    QWidget *createDetails();
    QPushButton *createButton(const QString &text, const QString &toolTip,
                              void (RuleEditor::*slot)());
    void select(const QModelIndex &index);
    void showSelected();
    void takeForm();
    void showPreview();
    void addSet();
    void addRule();
    void duplicate();
    void removeSelected();
    void askForImport();
    void askForExport();
    void take(const Result<QList<LineRuleSet>> &read);

    LensController &m_controller;
    RuleSetModel *m_model;
    QTreeView *m_tree;
    MessageBanner *m_banner;
    RuleForm *m_form;
    QLabel *m_hint;
    QLabel *m_count;
    QPlainTextEdit *m_preview;
    QPushButton *m_addRule = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace CommandRunner
