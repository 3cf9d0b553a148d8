// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/export/exportsink.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

class FolderSink final : public ExportSink
{
public:
    FolderSink(QString folder, QString part) : m_folder(std::move(folder)), m_part(std::move(part))
    {}
    ~FolderSink() override
    {
        if (!m_finished)
            QDir(m_part).removeRecursively();
    }

    Result<void> begin(const QString &name, qint64, const QDateTime &modified) override
    {
        if (auto ended = end(); !ended)
            return ended;
        m_file.setFileName(m_part + u'/' + name);
        m_modified = modified;
        if (auto made = makePrivateFolder(QFileInfo(m_file.fileName()).absolutePath()); !made)
            return made;
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                         QFileDevice::ReadOwner | QFileDevice::WriteOwner))
            return fail(ErrorCode::PermissionDenied, m_file.fileName(), m_file.errorString());
        return {};
    }
    Result<void> write(QByteArrayView bytes) override
    {
        if (m_file.write(bytes.data(), bytes.size()) != bytes.size())
            return fail(ErrorCode::Io, m_file.fileName(), m_file.errorString());
        return {};
    }
    Result<void> finish() override
    {
        if (auto ended = end(); !ended)
            return ended;
        QDir().rmdir(m_folder); // one that is empty gives way
        if (!QDir().rename(m_part, m_folder))
            return fail(ErrorCode::Io, m_folder, u"the folder could not be given its name"_s);
        m_finished = true;
        return {};
    }

private:
    Result<void> end()
    {
        if (!m_file.isOpen())
            return {};
        if (!m_file.flush())
            return fail(ErrorCode::Io, m_file.fileName(), m_file.errorString());
        if (m_modified.isValid())
            m_file.setFileTime(m_modified, QFileDevice::FileModificationTime);
        m_file.close();
        return {};
    }

    const QString m_folder;
    const QString m_part;
    QFile m_file;
    QDateTime m_modified;
    bool m_finished = false;
};

} // namespace

Result<std::unique_ptr<ExportSink>> openFolderSink(const QString &folder)
{
    const QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    const QFileInfo info(path);
    if (info.exists()
        && (!info.isDir()
            || !QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System
                                   | QDir::NoDotAndDotDot)))
        return fail(ErrorCode::AlreadyExists, path, u"It is not an empty folder."_s);
    const QString part = path + u".part"_s;
    QDir(part).removeRecursively(); // of one that was ended in the middle
    if (auto made = makePrivateFolder(part); !made)
        return std::unexpected(made.error());
    return std::make_unique<FolderSink>(path, part);
}

} // namespace CommandRunner
