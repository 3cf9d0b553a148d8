// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/output/textlinks.h"
#include "widgets/common/editors.h"

#include <QHash>
#include <QObject>
#include <QUrl>

#include <functional>
#include <optional>

namespace CommandRunner {

class ReadingPreferences;

// Follows links of a run's output: addresses to the desktop's browser, files to an editor. What a
// link names is never executed. Files are looked for by a worker.
class LinkOpener final : public QObject
{
    Q_OBJECT
public:
    // How the world is touched; tests put their own in place.
    struct Doors {
        std::function<bool(const QUrl &)> openUrl;                  // GUI thread
        std::function<bool(const QStringList &argv)> startDetached; // any thread
    };

    explicit LinkOpener(const ReadingPreferences &preferences, QObject *parent = nullptr);
    ~LinkOpener() override;

    void setDoors(Doors doors) { m_doors = std::move(doors); }
    void setWorkingDirectory(const QString &folder); // relative paths begin there

    // Where a link's file is: absolute, or empty when there is none. Nothing: being looked for,
    // looked() follows.
    std::optional<QString> file(const QString &path);
    // http, https, mailto, file: opened without asking.
    static bool isCommonScheme(const QUrl &url);

    // `fileAbove` links must have got their path. opened(), failed() or schemeQuestion() follows.
    void open(const TextLink &link);
    void openPlace(const FilePlace &place);
    void openUrl(const QUrl &url); // asked already

Q_SIGNALS:
    void looked();
    void opened(const QString &what);
    void failed(const CommandRunner::Error &error);
    void schemeQuestion(const QUrl &url); // neither common nor a file: a person must say yes

private:
    void look(const QString &path);

    const ReadingPreferences &m_preferences;
    Doors m_doors;
    QString m_folder;
    QHash<QString, std::optional<QString>> m_files; // by the path as written
    int m_generation = 0;                           // of the working directory
};

// The file that a path names, seen from this folder; empty when there is none. For a worker.
QString existingFile(const QString &path, const QString &folder);

} // namespace CommandRunner
