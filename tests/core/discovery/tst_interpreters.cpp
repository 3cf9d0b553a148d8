// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/interpreters.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestInterpreters final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void environmentsComeFirst();
    void outsideTheFolder();
    void programsOfPath();
    void nothingToChoose();

private:
    QString program(const QString &path) const
    {
        const QString whole = m_root + u'/' + path;
        if (!QDir().mkpath(QFileInfo(whole).path()))
            return {};
        QFile file(whole);
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n") < 0
            || !file.setPermissions(QFile::ReadOwner | QFile::ExeOwner))
            return {};
        return whole;
    }
    Command command(const QStringList &argv, const QString &workingDirectory) const
    {
        Command result;
        result.folder = m_root + u"/top"_s;
        result.workingDirectory = m_root + u'/' + workingDirectory;
        result.argv = argv;
        return result;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root;
};

void TestInterpreters::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = QFileInfo(m_folder->path()).canonicalFilePath();
}

void TestInterpreters::environmentsComeFirst()
{
    const QString far = program(u"top/venv/bin/python3"_s);
    const QString near = program(u"top/shop/api/.venv/bin/python"_s);
    program(u"top/shop/api/env/bin/python"_s); // no pyvenv.cfg: a folder like any other
    program(u"venv/bin/python"_s);             // outside what was added
    for (const QString &path : {u"top/venv"_s, u"top/shop/api/.venv"_s, u"venv"_s})
        program(path + u"/pyvenv.cfg"_s);
    const QString python = program(u"bin/python3"_s);
    QCOMPARE(interpretersFor(command({u"python3"_s, u"a.py"_s}, u"top/shop/api"_s),
                             m_root + u"/bin"_s),
             (QStringList{near, far, python}));
}

void TestInterpreters::outsideTheFolder()
{
    const QString own = program(u"elsewhere/.venv/bin/python"_s);
    program(u"elsewhere/.venv/pyvenv.cfg"_s);
    QCOMPARE(interpretersFor(command({u"python3"_s}, u"elsewhere"_s), m_root + u"/none"_s),
             QStringList{own});
}

void TestInterpreters::programsOfPath()
{
    const QString dash = program(u"bin/dash"_s);
    const QString bash = program(u"bin/bash"_s);
    const QString node = program(u"bin/node"_s);
    const QString path = m_root + u"/bin"_s;
    QCOMPARE(interpretersFor(command({u"sh"_s, u"a.sh"_s}, u"top"_s), path),
             (QStringList{bash, dash}));
    QCOMPARE(interpretersFor(command({u"node"_s, u"a.js"_s}, u"top"_s), path), QStringList{node});
}

void TestInterpreters::nothingToChoose()
{
    program(u"bin/make"_s);
    QVERIFY(interpretersFor(command({u"make"_s}, u"top"_s), m_root + u"/bin"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestInterpreters)
#include "tst_interpreters.moc"
