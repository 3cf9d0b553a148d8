// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace CommandRunner {

struct ListedFolder {
    QString path; // absolute
    bool trusted = false;

    bool operator==(const ListedFolder &) const = default;
};

// The folders that are scanned, whether they are trusted, and what can be done with them. It
// changes nothing itself: wishes go out as signals, and setFolders() shows what came of them. Shown
// with open() or show(); deletes itself.
class FoldersDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit FoldersDialog(QWidget *parent);

    void setFolders(const QList<ListedFolder> &folders); // keeps the selection

Q_SIGNALS:
    void addRequested();
    void removeRequested(const QString &path); // after a confirmation that names it
    void trustRequested(const QString &path, bool trusted);
    void openRequested(const QString &path);

private:
    const ListedFolder *current() const;
    void updateButtons();
    void confirmRemoval();

    QList<ListedFolder> m_folders; // in the order of the rows
    QTreeWidget *m_list;
    QLabel *m_explanation;
    QPushButton *m_trust;
    QPushButton *m_remove;
    QPushButton *m_open;
};

} // namespace CommandRunner
