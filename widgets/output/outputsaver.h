// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/output/linerule.h"
#include "core/output/outputdocument.h"

#include <QList>
#include <QObject>

#include <memory>

class QThread;

namespace CommandRunner {

enum class SaveFormat {
    Shown, // text without escape codes and without the lines that are hidden
    Raw,   // the very bytes of the log
    Html,  // as Shown, with colours
};

struct SaveRequest {
    QString logPath;
    QString indexPath;
    LogSource source; // what is shown of it: itself (or nothing), or its transcript
    OutputEncoding encoding = OutputEncoding::Automatic; // as it was read
    QString target;
    SaveFormat format = SaveFormat::Shown;
    qint64 lines = 0; // up to this line, exclusive: what the view knew when it was asked
    qint64 firstLine = 0;
    bool wholeLog = true; // Raw: all bytes, not only those of the lines
    bool times = false;   // in front of each line; not Raw
    QString title;        // Html
    LineClasses hidden = 0;
    QList<LineRule> rules; // those that are on
    LineFilters filters;
    QList<qint64> expanded; // lines whose markers were opened
};

// Writes a run's output to a file in a thread of its own; the target appears as a whole or not at
// all. One save at a time.
class OutputSaver final : public QObject
{
    Q_OBJECT
public:
    explicit OutputSaver(QObject *parent = nullptr);
    ~OutputSaver() override; // abandons a save that is under way

    void save(const SaveRequest &request); // saved() or failed() follows
    bool isSaving() const { return m_thread != nullptr; }
    void cancel();

Q_SIGNALS:
    void progressed(int percent);
    void saved(const CommandRunner::SaveRequest &request, qint64 bytes);
    void failed(const CommandRunner::SaveRequest &request, const CommandRunner::Error &error);

private:
    struct Shared; // what both threads see
    std::shared_ptr<Shared> m_shared;
    QThread *m_thread = nullptr;
};

} // namespace CommandRunner
