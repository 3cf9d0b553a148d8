// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace CommandRunner {

struct Error;

// A message where it belongs, not in a box in front of the window: words, a fold with the raw text,
// buttons. Hidden until shown.
class MessageBanner final : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Information, Success, Warning, Error };

    explicit MessageBanner(QWidget *parent = nullptr);

    void showMessage(Kind kind, const QString &text, const QString &detail = {});
    void showError(const Error &error); // its sentence, its detail in the fold
    void dismiss();
    void setClosable(bool closable);             // default: yes
    QPushButton *addButton(const QString &text); // stays through messages; owned by the banner
    QString text() const;
    QString detail() const;

Q_SIGNALS:
    void dismissed(); // by its close button

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColors();

    Kind m_kind = Kind::Information;
    QLabel *m_symbol;
    QLabel *m_text;
    QToolButton *m_fold;
    QToolButton *m_close;
    QPlainTextEdit *m_detail;
    QHBoxLayout *m_row;
    bool m_coloring = false;
};

} // namespace CommandRunner
