// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/terminalsettings.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace CommandRunner {

// A line typed at our terminal, whatever standard input is; nullopt: there is none.
std::optional<QString> askShown(const QString &question);
std::optional<QString> askHidden(const QString &question); // without an echo

// The terminal that we were started in, lent to a run: every key goes through as it is (nothing is
// echoed, Ctrl+C is a character), until this object is destroyed or a signal ends us. One at a
// time.
class LocalTerminal final : public QObject
{
    Q_OBJECT
public:
    static bool isThere(); // our standard input and output are one
    static TerminalSize size();

    explicit LocalTerminal(QObject *parent = nullptr);
    ~LocalTerminal() override;

Q_SIGNALS:
    void resized();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace CommandRunner
