// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace CommandRunner {

// Every process that a run has brought about: the child, its group and what descends from it.
//
// Linux: the host is a sub-reaper, so whoever loses its parent becomes the host's own child and a
// walk over /proc finds everyone, whatever group or session they moved to. Other Unix: the child's
// process group only. Windows: a job object.
class ProcessTree final
{
public:
    ProcessTree();
    ~ProcessTree();

    // Before the child starts: from here on orphans of its tree become ours.
    void prepare();
    // The child: leader of its process group; 0: there is none after all. It is there until
    // childReaped().
    void setChild(qint64 pid);
    void childReaped();

    // Asks everyone to end; hangUp: as a terminal does that goes away, for shells that do not end
    // otherwise.
    void askToEnd(bool hangUp);
    // Kills everyone that is there now. Who is being started in this moment is met by the next
    // call: repeat until isEmpty().
    void kill();

    bool isEmpty() const;    // nobody lives; the child counts until childReaped()
    qsizetype count() const; // of those who live
    // Processes and threads of our user, ours or not; -1: this system does not tell.
    static qint64 tasksOfUser();
    QStringList names() const; // "name (pid)" of those who live
    // Takes the exit status of orphans, not of the child. Nothing before setChild().
    void reapOrphans();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace CommandRunner
