// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/export/exportsink.h"

#include <QFile>
#include <QFileInfo>

#include <archive.h>
#include <archive_entry.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct ArchiveCloser {
    void operator()(archive *a) const { archive_write_free(a); }
};
struct EntryCloser {
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};

class ZipSink final : public ExportSink
{
public:
    explicit ZipSink(const QString &path)
        : m_path(path),
          m_file(path + u".part"_s),
          m_archive(archive_write_new())
    {}
    ~ZipSink() override
    {
        m_archive.reset();
        if (!m_finished && m_file.isOpen())
            m_file.remove();
    }

    Result<void> open()
    {
        QFile::remove(m_file.fileName()); // of one that was ended in the middle
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                         QFileDevice::ReadOwner | QFileDevice::WriteOwner))
            return fail(ErrorCode::PermissionDenied, m_path, m_file.errorString());
        archive *a = m_archive.get();
        if (archive_write_set_format_zip(a) != ARCHIVE_OK
            || archive_write_set_options(a, "hdrcharset=UTF-8") < ARCHIVE_WARN
            || archive_write_set_bytes_in_last_block(a, 1) != ARCHIVE_OK
            || archive_write_open(a, this, nullptr, &ZipSink::store, nullptr) != ARCHIVE_OK)
            return archiveError();
        return {};
    }
    Result<void> begin(const QString &name, qint64 size, const QDateTime &modified) override
    {
        constexpr int mode = 0600;
        const std::unique_ptr<archive_entry, EntryCloser> entry(archive_entry_new());
        archive_entry_set_pathname_utf8(entry.get(), name.toUtf8().constData());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), mode);
        archive_entry_set_size(entry.get(), size);
        if (modified.isValid())
            archive_entry_set_mtime(entry.get(), modified.toSecsSinceEpoch(), 0);
        return archive_write_header(m_archive.get(), entry.get()) >= ARCHIVE_WARN ? Result<void>()
                                                                                  : archiveError();
    }
    Result<void> write(QByteArrayView bytes) override
    {
        return archive_write_data(m_archive.get(), bytes.data(), size_t(bytes.size()))
                == bytes.size()
            ? Result<void>()
            : archiveError();
    }
    Result<void> finish() override
    {
        if (archive_write_close(m_archive.get()) != ARCHIVE_OK || !m_file.flush())
            return archiveError();
        m_file.close();
        auto renamed = renameDurably(m_file.fileName(), m_path);
        if (!renamed)
            m_file.remove();
        m_finished = true;
        return renamed;
    }

private:
    static la_ssize_t store(archive *, void *self, const void *data, size_t size)
    {
        return static_cast<ZipSink *>(self)->m_file.write(static_cast<const char *>(data),
                                                          qint64(size));
    }
    std::unexpected<Error> archiveError() const
    {
        if (m_file.error() != QFileDevice::NoError)
            return fail(ErrorCode::Io, m_path, m_file.errorString());
        const char *text = archive_error_string(m_archive.get());
        return fail(ErrorCode::Io, m_path,
                    text ? QString::fromLocal8Bit(text) : u"the zip file cannot be written"_s);
    }

    const QString m_path;
    QFile m_file;
    std::unique_ptr<archive, ArchiveCloser> m_archive;
    bool m_finished = false;
};

} // namespace

Result<std::unique_ptr<ExportSink>> openZipSink(const QString &file)
{
    auto sink = std::make_unique<ZipSink>(QFileInfo(file).absoluteFilePath());
    if (auto opened = sink->open(); !opened)
        return std::unexpected(opened.error());
    return sink;
}

} // namespace CommandRunner
