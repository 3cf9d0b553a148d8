// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace CommandRunner {

// A sentence below a field or beside a button. A problem has colour, symbol and words; a hint is
// muted. Hidden while it is empty.
class MessageLabel final : public QLabel
{
    Q_OBJECT
public:
    enum class Kind { Problem, Caution, Hint };

    explicit MessageLabel(Kind kind, QWidget *parent = nullptr);

    // Plain text; wraps.
    void setMessage(const QString &message);
    QString message() const { return m_message; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColor();

    Kind m_kind;
    QString m_message;
    bool m_updating = false;
};

} // namespace CommandRunner
