// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchruns.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QTimer>

#include <algorithm>

namespace CommandRunner::Bench {

using namespace Qt::StringLiterals;

namespace {

// The whole of it, as it stands in many a program.
class NaivePane final
{
public:
    explicit NaivePane(PlainPane kind) : m_kind(kind)
    {
        m_edit.setReadOnly(true);
        m_edit.setUndoRedoEnabled(false);
        m_edit.setLineWrapMode(QPlainTextEdit::NoWrap);
        m_edit.resize(1000, 640);
        m_edit.show();
        QCoreApplication::processEvents();
        for (const QString &rule : twentyRules())
            m_rules.emplace_back(rule);
        for (QRegularExpression &rule : m_rules)
            rule.optimize();
        m_batch.setInterval(16);
        QObject::connect(&m_batch, &QTimer::timeout, &m_edit, [this] { append(); });
    }

    double run(const QStringList &verbs)
    {
        QElapsedTimer timer;
        timer.start();
        QEventLoop loop;
        QProcess process;
        QObject::connect(&process, &QProcess::readyReadStandardOutput, &m_edit,
                         [&] { take(process.readAllStandardOutput()); });
        QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        process.start(testchild(), verbs);
        loop.exec();
        take(process.readAllStandardOutput());
        append();
        m_edit.viewport()->repaint();
        return double(timer.nsecsElapsed()) / 1e9;
    }

private:
    void take(const QByteArray &bytes)
    {
        if (m_kind == PlainPane::Filtered) {
            m_rest += QString::fromUtf8(bytes);
            const qsizetype end = m_rest.lastIndexOf(u'\n') + 1;
            const QStringList lines = m_rest.left(end).split(u'\n', Qt::SkipEmptyParts);
            m_rest.remove(0, end);
            for (const QString &line : lines) {
                const bool hidden = std::any_of(m_rules.begin(), m_rules.end(),
                                                [&line](const QRegularExpression &rule) {
                                                    return rule.match(line).hasMatch();
                                                });
                if (!hidden)
                    m_waiting += line + u'\n';
            }
        } else {
            m_waiting += QString::fromUtf8(bytes);
        }
        if (m_kind == PlainPane::PerChunk)
            append();
        else if (!m_batch.isActive())
            m_batch.start();
    }

    void append()
    {
        if (m_waiting.isEmpty())
            return;
        m_edit.appendPlainText(m_waiting);
        m_waiting.clear();
    }

    const PlainPane m_kind;
    QPlainTextEdit m_edit;
    QTimer m_batch;
    QString m_rest;
    QString m_waiting;
    std::vector<QRegularExpression> m_rules;
};

} // namespace

double toPlainTextEdit(const QStringList &verbs, PlainPane kind)
{
    NaivePane pane(kind);
    return pane.run(verbs);
}

} // namespace CommandRunner::Bench
