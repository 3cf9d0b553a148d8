// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/linkopener.h"

#include "core/base/background.h"
#include "widgets/output/readingpreferences.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QProcess>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFiles = 4096; // remembered

// What the desktop would start instead of show.
bool mayExecute(const QFileInfo &info)
{
    static const QStringList endings{u"desktop"_s, u"exe"_s, u"bat"_s,    u"cmd"_s, u"com"_s,
                                     u"msi"_s,     u"ps1"_s, u"vbs"_s,    u"lnk"_s, u"appimage"_s,
                                     u"run"_s,     u"jar"_s, u"command"_s};
    return (info.isFile() && info.isExecutable()) || endings.contains(info.suffix().toLower());
}

struct Found {
    QString file; // empty: not there
    bool folder = false;
    bool risky = false; // only to be shown in its folder, unless an editor takes it
};

Found findFile(const QString &path, const QString &folder)
{
    Found found{.file = existingFile(path, folder)};
    const QFileInfo info(found.file);
    found.folder = !found.file.isEmpty() && info.isDir();
    found.risky = !found.file.isEmpty() && mayExecute(info);
    return found;
}

} // namespace

QString existingFile(const QString &path, const QString &folder)
{
    QString wanted = path;
    if (wanted.startsWith("~/"_L1))
        wanted.replace(0, 1, QDir::homePath());
    if (QFileInfo(wanted).isRelative()) {
        if (folder.isEmpty())
            return {};
        wanted = QDir(folder).filePath(wanted);
    }
    const QFileInfo info(wanted);
    // Devices and pipes are nothing to open: reading one may wait for ever.
    return info.isFile() || info.isDir() ? QDir::cleanPath(info.absoluteFilePath()) : QString();
}

LinkOpener::LinkOpener(const ReadingPreferences &preferences, QObject *parent)
    : QObject(parent),
      m_preferences(preferences),
      m_doors{[](const QUrl &url) { return QDesktopServices::openUrl(url); },
              [](const QStringList &argv) {
                  return QProcess::startDetached(argv.first(), argv.mid(1));
              }}
{}

LinkOpener::~LinkOpener() = default;

void LinkOpener::setWorkingDirectory(const QString &folder)
{
    m_folder = folder;
    m_files.clear();
    ++m_generation;
}

std::optional<QString> LinkOpener::file(const QString &path)
{
    const auto known = m_files.constFind(path);
    if (known != m_files.constEnd())
        return *known;
    if (m_files.size() >= mostFiles)
        m_files.clear();
    m_files.insert(path, std::nullopt);
    look(path);
    return std::nullopt;
}

void LinkOpener::look(const QString &path)
{
    inBackground(
        this, [path, folder = m_folder] { return existingFile(path, folder); },
        [this, path, generation = m_generation](const QString &found) {
            if (generation != m_generation)
                return;
            m_files.insert(path, found);
            Q_EMIT looked();
        });
}

bool LinkOpener::isCommonScheme(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    return scheme == "http"_L1 || scheme == "https"_L1 || scheme == "mailto"_L1;
}

void LinkOpener::open(const TextLink &link)
{
    if (link.isFile()) {
        openPlace({link.path, link.line, link.column});
        return;
    }
    const QUrl url(link.url);
    if (url.isLocalFile())
        openPlace({url.toLocalFile(), 0, 0});
    else if (!url.isValid() || url.scheme().isEmpty())
        Q_EMIT failed({ErrorCode::InvalidFormat, link.url, u"not a valid address"_s});
    else if (isCommonScheme(url))
        openUrl(url);
    else
        Q_EMIT schemeQuestion(url);
}

void LinkOpener::openUrl(const QUrl &url)
{
    if (m_doors.openUrl(url))
        Q_EMIT opened(url.toDisplayString());
    else
        Q_EMIT failed({ErrorCode::NotSupported, url.toDisplayString(),
                       u"no program opens this kind of address"_s});
}

void LinkOpener::openPlace(const FilePlace &place)
{
    inBackground(
        this, [path = place.path, folder = m_folder] { return findFile(path, folder); },
        [this, place](const Found &found) {
            if (found.file.isEmpty()) {
                Q_EMIT failed({ErrorCode::NotFound, place.path});
                return;
            }
            const auto editor = chosenEditor(m_preferences.editor(), m_preferences.ownEditor(),
                                             qEnvironmentVariable("VISUAL"));
            if (found.folder || (!editor && editor.error().code == ErrorCode::NotFound)) {
                // Programs and shortcuts would run: their folder is shown instead.
                const QString shown = found.risky && !found.folder
                    ? QFileInfo(found.file).absolutePath()
                    : found.file;
                openUrl(QUrl::fromLocalFile(shown));
                return;
            }
            if (!editor) {
                Q_EMIT failed(editor.error());
                return;
            }
            const QStringList argv = editorCommand(*editor, {found.file, place.line, place.column});
            inBackground(
                this, [argv, start = m_doors.startDetached] { return start(argv); },
                [this, argv, file = found.file](bool started) {
                    if (started)
                        Q_EMIT opened(file);
                    else
                        Q_EMIT failed({ErrorCode::Process, argv.first(),
                                       u"the editor could not be started"_s});
                });
        });
}

} // namespace CommandRunner
