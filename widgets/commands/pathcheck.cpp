// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/pathcheck.h"

#include "core/base/background.h"

#include <QDir>
#include <QFileInfo>

namespace CommandRunner {

namespace {

constexpr int pauseMs = 150;

}

PathCheck::PathCheck(Kind kind, QString folder, QObject *parent)
    : QObject(parent),
      m_kind(kind),
      m_folder(std::move(folder))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &PathCheck::look);
}

void PathCheck::check(const QStringList &paths)
{
    m_paths = paths;
    ++m_question;
    m_pause.start();
}

void PathCheck::look()
{
    inBackground(
        this,
        [kind = m_kind, folder = m_folder, paths = m_paths] {
            QStringList missing;
            for (const QString &path : paths) {
                const QFileInfo info(QDir(folder).absoluteFilePath(path));
                if (kind == Kind::Folder ? !info.isDir() : !info.exists() || info.isDir())
                    missing.append(path);
            }
            return missing;
        },
        [this, question = m_question](const QStringList &missing) {
            if (question == m_question)
                Q_EMIT checked(missing);
        });
}

} // namespace CommandRunner
