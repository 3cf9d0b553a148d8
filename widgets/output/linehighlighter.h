// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputdocument.h"
#include "core/output/terminaltext.h"
#include "widgets/output/syntaxlibrary.h"

#include <KSyntaxHighlighting/State>
#include <QBasicTimer>
#include <QHash>
#include <QObject>
#include <QPointer>

#include <vector>

namespace CommandRunner {

// Colours the lines of an output as a language: all of them, a part, or the SQL statements among
// them. Only lines that are asked for are highlighted. What a line means depends on those above it:
// the states behind lines are kept; where none is known, the line is highlighted as if it were the
// first, and the lines above it, at most lookBack, are gone through between events; improved()
// tells that it may now look different. So a log of ten million lines costs what its screen costs.
class LineHighlighter final : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 lookBack = 2000;
    static constexpr qsizetype longestLine = 2000; // characters of a line that are highlighted
    static constexpr int guessLines = 40;

    explicit LineHighlighter(SyntaxLibrary &library, QObject *parent = nullptr); // outlives us

    void setDocument(OutputDocument *document); // borrowed; forgets the parts
    // Names of SyntaxLibrary; empty: none.
    void setWhole(const QString &name);
    QString whole() const;
    void addPart(qint64 first, qint64 end, const QString &name); // lines [first, end); over others
    void setSqlHighlighted(bool on) { m_sql = on; }              // lines of the class SQL

    // Adds colours to the text that has none of the program's own.
    void apply(TerminalLine &decoded, const OutputLine &line, bool dark);

Q_SIGNALS:
    void improved();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    class Engine;
    struct Region {
        qint64 first = 0;
        qint64 end = -1; // -1: all that follow
        QString name;
        QHash<qint64, KSyntaxHighlighting::State> after; // state behind a line
        QList<qint64> wanted; // lines whose state before them is to be found out
    };

    Region *regionOf(qint64 line);
    void forgetFrom(qint64 line);
    bool goOn(Region &region); // false: nothing left to do
    void paint(TerminalLine &decoded, const SyntaxLibrary::Syntax &syntax, bool dark) const;

    SyntaxLibrary &m_library;
    QPointer<OutputDocument> m_document;
    std::vector<Region> m_regions; // later ones win; the first is the whole, when its name is set
    bool m_sql = true;
    qint64 m_knownLines = 0;
    QBasicTimer m_idle;
    std::unique_ptr<Engine> m_engine;

public:
    ~LineHighlighter() override;
};

} // namespace CommandRunner
