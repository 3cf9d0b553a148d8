// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class ProcfileProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void processes();
    void otherFiles();
    void problems();
};

void ProcfileProviderTest::processes()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/Procfile"_s,
                          "# what runs in production\r\n"
                          "web: bundle exec puma -p $PORT -e ${RACK_ENV:-development}\r\n"
                          "\r\n"
                          "worker-1:   python -c 'print(\"a: b\")' | tee log && echo done\r\n"
                          "api: serve --port ${PORT}\r\n"
                          "docs: serve --port ${PORT:-3000} $PORTAL\r\n"
                          "release: ./manage.py migrate # at each deployment"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(problemsOf(result), QStringList());
    QCOMPARE(
        summaryOf(result, u"procfile"_s),
        QStringList({u"api@5: sh -c serve --port ${PORT} | serve --port ${PORT}"_s,
                     u"docs@6: sh -c serve --port ${PORT:-3000} $PORTAL | serve --port "
                     "${PORT:-3000} $PORTAL"_s,
                     u"release@7: sh -c ./manage.py migrate # at each deployment | ./manage.py "
                     "migrate # at each deployment"_s,
                     u"web@2: sh -c bundle exec puma -p $PORT -e ${RACK_ENV:-development} | "
                     "bundle exec puma -p $PORT -e ${RACK_ENV:-development}"_s,
                     u"worker-1@4: sh -c python -c 'print(\"a: b\")' | tee log && echo done | "
                     "python -c 'print(\"a: b\")' | tee log && echo done"_s}));
    const Command web = commandOf(result, u"procfile:app/Procfile:web"_s);
    QCOMPARE(web.argv.size(), 3);
    QCOMPARE(web.environment.value(u"PORT"_s), u"5000"_s);
    QCOMPARE(web.workingDirectory, scratch.filePath(u"app"_s));
    QCOMPARE(commandOf(result, u"procfile:app/Procfile:api"_s).environment.value(u"PORT"_s),
             u"5200"_s);
    QVERIFY(commandOf(result, u"procfile:app/Procfile:docs"_s).environment.isEmpty());
}

void ProcfileProviderTest::otherFiles()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Procfile.dev"_s, "css: yarn build:css --watch\n"));
    QVERIFY(scratch.write(u"Procfiles"_s, "no: x\n"));
    QCOMPARE(idsOf(scanNow(scratch.path())), QStringList{u"procfile:Procfile.dev:css"_s});
}

void ProcfileProviderTest::problems()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Procfile"_s,
                          "web: a\nno colon here\nweb: b\n-x: c\nempty:\nlast: d\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(problemsOf(result),
             QStringList({u"Procfile:2 not a \"name: command\" line"_s,
                          u"Procfile:3 the process type \"web\" is there twice"_s,
                          u"Procfile:4 the process type \"-x\" begins with a dash and "
                          "would be taken for an option"_s,
                          u"Procfile:5 not a \"name: command\" line"_s}));
    QCOMPARE(summaryOf(result, u"procfile"_s),
             QStringList({u"last@6: sh -c d | d"_s, u"web@1: sh -c a | a"_s}));
}

QTEST_GUILESS_MAIN(ProcfileProviderTest)
#include "tst_procfileprovider.moc"
