// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace CommandRunner {

// A message in the place it belongs to: what happened, the raw text folded below, one next step as a button. Never a box over the work.
class MessageBanner final : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Information, Warning, Error };

    explicit MessageBanner(QWidget *parent = nullptr); // hidden until show…()

    // `detail` may be empty. The former message is replaced.
    void showMessage(Kind kind, const QString &text, const QString &detail = {});
    void showError(const Error &error);
    // A button for the message that stands; removed with it.
    void offer(const QString &buttonText, std::function<void()> action);
    void dismiss();

    QString text() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind = Kind::Information;
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_detail;
    QToolButton *m_more;
    QPushButton *m_button;
    QToolButton *m_close;
    std::function<void()> m_action;
};

} // namespace CommandRunner
