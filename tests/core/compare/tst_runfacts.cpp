// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/runfacts.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestRunFacts final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void equalRuns();
    void whatWasAsked();
    void environment();
    void howItEnded();
    void memory();
    void facts();

private:
    QList<RunFact> differing() const { return differingFacts(m_before, m_after); }

    RunFacts m_before;
    RunFacts m_after;
};

void TestRunFacts::init()
{
    m_before = {};
    m_before.request.name = u"greet"_s;
    m_before.request.argv = {u"python"_s, u"manage.py"_s, u"greet"_s};
    m_before.request.workingDirectory = u"/srv/shop"_s;
    m_before.outcome.state = RunState::Succeeded;
    m_before.outcome.exitCode = 0;
    m_after = m_before;
}

void TestRunFacts::equalRuns()
{
    QCOMPARE(differing(), QList<RunFact>());
}

void TestRunFacts::whatWasAsked()
{
    m_after.request.argv.append(u"Ann Lee"_s);
    m_after.request.workingDirectory = u"/srv/other"_s;
    m_after.request.terminal = true;
    QCOMPARE(differing(),
             (QList<RunFact>{{RunFactKey::arguments,
                              {},
                              u"python manage.py greet"_s,
                              u"python manage.py greet 'Ann Lee'"_s},
                             {RunFactKey::folder, {}, u"/srv/shop"_s, u"/srv/other"_s},
                             {RunFactKey::terminal, {}, u"no"_s, u"yes"_s}}));
    // Other words, the same line to the eye.
    m_after = m_before;
    m_before.request.argv = {u"a"_s, u"b c"_s};
    m_after.request.argv = {u"a"_s, u"b"_s, u"c"_s};
    QCOMPARE(differing().size(), 1);
    QVERIFY(differing().first().before != differing().first().after);
}

void TestRunFacts::environment()
{
    m_before.request.environment = {{u"SAME"_s, u"1"_s},
                                    {u"MODE"_s, u"test"_s},
                                    {u"API_TOKEN"_s, u"abc"_s},
                                    {u"GONE"_s, u"x"_s},
                                    {u"DROPPED"_s, std::nullopt}};
    m_after.request.environment = {
        {u"SAME"_s, u"1"_s}, {u"MODE"_s, u"live"_s}, {u"API_TOKEN"_s, u"def"_s}};
    const QList<RunFact> expected{{RunFactKey::environment, u"API_TOKEN"_s, u"••••"_s, u"••••"_s},
                                  {RunFactKey::environment, u"DROPPED"_s, std::nullopt,
                                   std::nullopt},
                                  {RunFactKey::environment, u"GONE"_s, u"x"_s, std::nullopt},
                                  {RunFactKey::environment, u"MODE"_s, u"test"_s, u"live"_s}};
    QCOMPARE(differing(), expected);
}

void TestRunFacts::howItEnded()
{
    m_after.outcome.state = RunState::Failed;
    m_after.outcome.exitCode = 3;
    m_before.outcome.started = QDateTime::fromMSecsSinceEpoch(1000);
    m_before.outcome.ended = QDateTime::fromMSecsSinceEpoch(4200);
    const QList<RunFact> expected{{RunFactKey::state, {}, u"succeeded"_s, u"failed"_s},
                                  {RunFactKey::exitCode, {}, u"0"_s, u"3"_s},
                                  {RunFactKey::duration, {}, u"3200"_s, std::nullopt}};
    QCOMPARE(differing(), expected);
}

// It is never the same twice: only what is worth a look is told.
void TestRunFacts::memory()
{
    m_before.outcome.usage.peakMemoryBytes = 100'000'000;
    m_after.outcome.usage.peakMemoryBytes = 110'000'000;
    QCOMPARE(differing(), QList<RunFact>());
    m_after.outcome.usage.peakMemoryBytes = 150'000'000;
    QCOMPARE(differing(),
             (QList<RunFact>{{RunFactKey::memory, {}, u"100000000"_s, u"150000000"_s}}));
}

void TestRunFacts::facts()
{
    m_before.context.gitRevision = u"abc"_s;
    m_before.context.gitDirty = false;
    m_before.context.interpreterVersion = u"Python 3.12"_s;
    m_before.context.machine = u"desk"_s;
    m_after.context = m_before.context;
    m_after.context.gitRevision = u"def"_s;
    m_after.context.gitDirty = true;
    m_after.context.machine.clear(); // not known: no difference
    m_after.context.user = u"ann"_s;
    const QList<RunFact> expected{{RunFactKey::revision, {}, u"abc"_s, u"def"_s},
                                  {RunFactKey::changes, {}, u"no"_s, u"yes"_s}};
    QCOMPARE(differing(), expected);
}

QTEST_APPLESS_MAIN(TestRunFacts)
#include "tst_runfacts.moc"
