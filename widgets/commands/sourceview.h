// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/sourceexcerpt.h"

#include <QPlainTextEdit>
#include <QTimer>

#include <memory>

namespace KSyntaxHighlighting {
class Repository;
class SyntaxHighlighter;
} // namespace KSyntaxHighlighting

namespace CommandRunner {

// Source code to read: line numbers, syntax colours of the palette's brightness, one line marked.
// The text comes in portions, so that colouring a large excerpt does not hold up the window.
class SourceView final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit SourceView(QWidget *parent = nullptr);
    ~SourceView() override;

    // `line` (of the file; 0: none) is marked and brought into view.
    void setSource(const QString &path, const SourceExcerpt &excerpt, int line);
    void clearSource();
    QString definitionName() const; // of the highlighting, "Python"; empty: none

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Gutter;

    void chooseDefinition(const QString &path, const QString &firstLine);
    void applyTheme();
    void appendPortion();
    void markLine();
    int gutterWidth() const;
    void placeGutter();
    void paintGutter(QPaintEvent *event);

    Gutter *m_gutter;
    std::unique_ptr<KSyntaxHighlighting::Repository> m_repository; // made when first needed: it
                                                                   // reads an index
    KSyntaxHighlighting::SyntaxHighlighter *m_highlighter = nullptr;
    QStringList m_pending; // lines to come
    qsizetype m_appended = 0;
    QTimer m_portions;
    int m_firstLine = 1;
    int m_lastLine = 1;
    int m_line = 0;
};

} // namespace CommandRunner
