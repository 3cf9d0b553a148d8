// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/pathediting.h"

#include "widgets/commands/parameterfield.h"
#include "widgets/commands/parametertext.h"

#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QStringList droppedPaths(const QMimeData *data)
{
    QStringList paths;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

void setUp(QFileDialog &dialog, const Parameter &parameter)
{
    if (parameter.type == ParameterType::Folder) {
        dialog.setFileMode(QFileDialog::Directory);
        dialog.setOption(QFileDialog::ShowDirsOnly);
        return;
    }
    // Without mustExist it may be a file that the command is to write.
    dialog.setFileMode(parameter.multiple        ? QFileDialog::ExistingFiles
                           : parameter.mustExist ? QFileDialog::ExistingFile
                                                 : QFileDialog::AnyFile);
    if (!parameter.pattern.isEmpty())
        dialog.setNameFilters({ParameterField::tr("Fitting files (%1)").arg(parameter.pattern),
                               ParameterField::tr("All files (*)")});
}

} // namespace

bool isPath(const Parameter &parameter)
{
    return parameter.type == ParameterType::File || parameter.type == ParameterType::Folder;
}

QString pathInStyle(const QString &path, const QString &present, const QString &folder)
{
    if (present.isEmpty() || folder.isEmpty() || !QDir::isRelativePath(present)
        || present.startsWith(u'~'))
        return QDir::toNativeSeparators(path);
    return QDir::toNativeSeparators(QDir(folder).relativeFilePath(path));
}

bool takeFileDrop(QEvent *event, const std::function<void(const QStringList &)> &take)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove
        && event->type() != QEvent::Drop)
        return false;
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList paths = droppedPaths(drop->mimeData());
    if (paths.isEmpty())
        return false;
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        take(paths);
    return true;
}

QToolButton *browseButton(const Parameter &parameter, const QString &folder, QWidget *field,
                          const std::function<void(const QStringList &)> &take)
{
    auto *button = new QToolButton(field);
    button->setText(ParameterField::tr("Browse…"));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(ParameterField::tr("Browse for %1").arg(parameterTitle(parameter)));
    button->setToolTip(parameter.type == ParameterType::Folder
                           ? ParameterField::tr("Choose a folder")
                           : ParameterField::tr("Choose a file"));
    QObject::connect(button, &QToolButton::clicked, field, [=] {
        auto *dialog = new QFileDialog(field, button->accessibleName(), folder);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        setUp(*dialog, parameter);
        QObject::connect(dialog, &QFileDialog::filesSelected, field, take);
        dialog->open();
    });
    return button;
}

} // namespace CommandRunner
