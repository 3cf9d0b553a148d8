// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTime>
#include <QWidget>

#include <variant>

class QLabel;
class QLineEdit;

namespace CommandRunner {

class OutputDocument;
class OutputView;

// What a person typed to go somewhere.
struct GoToLine {
    qint64 line = 0; // 0-based; out of range means the nearest end
    bool operator==(const GoToLine &) const = default;
};
struct GoToTime {
    QTime time; // local; the first line written at or after it
    bool operator==(const GoToTime &) const = default;
};
using GoTo = std::variant<std::monostate, GoToLine, GoToTime>; // monostate: makes no sense

// "120", "+30", "-30", "50%", "14:03", "14:03:05", "14:03:05.120".
GoTo parseGoTo(const QString &text, qint64 currentLine, qint64 lineCount);

// The line written first at or after this local time, on the day on which that is nearest below the
// document's end; -1: the document knows no times. A binary search: two dozen small reads.
qint64 lineAtTime(const OutputDocument &document, QTime time);

// The line below the toolbar that goes to a line.
class GoToBar final : public QWidget
{
    Q_OBJECT
public:
    explicit GoToBar(OutputView *view, QWidget *parent = nullptr); // the view outlives us

    void setView(OutputView *view);
    void open();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void go();
    void close();

    OutputView *m_view;
    QLineEdit *m_field;
    QLabel *m_message;
};

} // namespace CommandRunner
