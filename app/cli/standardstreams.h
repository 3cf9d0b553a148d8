// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QObject>

#include <memory>

namespace CommandRunner {

// Writes all bytes to standard output (false: standard error). False when the reader has gone.
bool writeToStandardStream(bool output, QByteArrayView bytes);
bool isTerminal(bool output);
bool standardInputIsTerminal();

// Our own standard input, read as it comes without blocking the event loop.
class StandardInputReader final : public QObject
{
    Q_OBJECT
public:
    explicit StandardInputReader(QObject *parent = nullptr);
    ~StandardInputReader() override;

    // Paused, nothing is read: who writes to us has to wait.
    void setPaused(bool paused);

Q_SIGNALS:
    void read(const QByteArray &bytes);
    void ended();

private:
    class Private;
    std::shared_ptr<Private> d;
};

// Ctrl+C at our terminal.
class InterruptNotifier final : public QObject
{
    Q_OBJECT
public:
    // orStop: the polite signal that ends a run counts as well.
    explicit InterruptNotifier(bool orStop = false, QObject *parent = nullptr);
    ~InterruptNotifier() override;

Q_SIGNALS:
    void interrupted();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace CommandRunner
