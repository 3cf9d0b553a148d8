// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariantMap>

namespace CommandRunner {

class SyntaxLibrary;

// What stands left of each line about when it was written.
enum class TimeColumn { Off, Absolute, SinceStart, SincePrevious };

// How a person likes to read output: one for all panes of a window, so that what is chosen in one
// holds in all of them. Kept by the window as a map of plain values.
class ReadingPreferences final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    bool isWrapping() const { return m_wrapping; }
    void setWrapping(bool wrapping);
    TimeColumn timeColumn() const { return m_timeColumn; }
    void setTimeColumn(TimeColumn column);
    int zoomSteps() const { return m_zoomSteps; } // points more than the platform's font
    void setZoomSteps(int steps);
    // Whether an output is highlighted as what its first lines look like.
    bool isSyntaxGuessed() const { return m_syntaxGuessed; }
    void setSyntaxGuessed(bool guessed);
    SyntaxLibrary &syntaxes(); // what all panes highlight with
    // The id of an editor of widgets/common/editors.h; empty: the first that fits.
    QString editor() const { return m_editor; }
    // Its own command, words as in a shell, with {file} {line} {column}; for the id "own".
    QString ownEditor() const { return m_ownEditor; }
    void setEditor(const QString &id, const QString &ownCommand);
    // Of a terminal application, words as in a shell; empty: what the system prefers.
    QString terminal() const { return m_terminal; }
    void setTerminal(const QString &command);

    QVariantMap toMap() const;
    void load(const QVariantMap &map); // what is missing or makes no sense keeps its value

Q_SIGNALS:
    void changed();

private:
    bool m_wrapping = false;
    TimeColumn m_timeColumn = TimeColumn::Off;
    int m_zoomSteps = 0;
    bool m_syntaxGuessed = true;
    SyntaxLibrary *m_syntaxes = nullptr;
    QString m_editor;
    QString m_ownEditor;
    QString m_terminal;
};

} // namespace CommandRunner
