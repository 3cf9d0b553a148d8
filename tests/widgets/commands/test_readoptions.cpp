// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/commands/samplecommands.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/trustdialog.h"

#include <QAction>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace CommandRunner;

namespace {

Command script()
{
    Command command = sampleCommand(u"/srv/demo"_s, {}, u"script"_s, u"deploy.sh"_s);
    command.argv = {u"./deploy.sh"_s};
    return command;
}

QStringList messages(const CommandsPage &page)
{
    QStringList texts;
    const QList<MessageLabel *> labels = page.findChildren<MessageLabel *>();
    for (const MessageLabel *label : labels)
        texts.append(label->message());
    return texts;
}

} // namespace

class TestReadOptionsAction final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void showsWhatWillRun();
    void asksForTrustFirst();
    void isOffWhereNobodyCanAnswer();
    void forgets();

private:
    std::unique_ptr<CommandsPage> m_page;
    bool m_trusted = true;
};

void TestReadOptionsAction::init()
{
    m_trusted = true;
    m_page = std::make_unique<CommandsPage>();
    m_page->setTrustCheck([this](const QString &) { return m_trusted; });
    Command make = sampleCommand(u"/srv/demo"_s, {}, u"make"_s, u"clean"_s);
    m_page->setContent({script(), make}, {}, {});
}

void TestReadOptionsAction::showsWhatWillRun()
{
    QVERIFY(m_page->selectCommand(script().absoluteId()));
    QSignalSpy wished(m_page.get(), &CommandsPage::optionsReadRequested);
    m_page->readOptionsAction()->trigger();
    const QPointer question = m_page->findChild<QMessageBox *>();
    QVERIFY(question);
    QVERIFY(question->informativeText().contains("./deploy.sh --help"_L1));
    question->reject();
    QCOMPARE(wished.size(), 0);

    QTRY_VERIFY(!question);
    m_page->readOptionsAction()->trigger();
    auto *again = m_page->findChild<QMessageBox *>();
    for (QAbstractButton *button : again->buttons()) {
        if (again->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    }
    QCOMPARE(wished.size(), 1);
    QCOMPARE(wished.first().first().value<Command>(), script());
    QVERIFY(!m_page->readOptionsAction()->isEnabled()); // one at a time
    m_page->showOptionsRead(script().absoluteId(), u"Three options."_s);
    QVERIFY(m_page->readOptionsAction()->isEnabled());
    QVERIFY(messages(*m_page).contains(u"Three options."_s));
    // It is about this command only.
    QVERIFY(m_page->selectCommand(
        sampleCommand(u"/srv/demo"_s, {}, u"make"_s, u"clean"_s).absoluteId()));
    QVERIFY(!messages(*m_page).contains(u"Three options."_s));
}

void TestReadOptionsAction::asksForTrustFirst()
{
    m_trusted = false;
    QVERIFY(m_page->selectCommand(script().absoluteId()));
    QSignalSpy wished(m_page.get(), &CommandsPage::optionsReadRequested);
    QSignalSpy trusted(m_page.get(), &CommandsPage::trustChangeRequested);
    m_page->readOptionsAction()->trigger();
    auto *dialog = m_page->findChild<TrustDialog *>();
    QVERIFY(dialog);
    QCOMPARE(wished.size(), 0);
    Q_EMIT dialog->trusted();
    QCOMPARE(trusted.size(), 1);
    QCOMPARE(wished.size(), 1);
}

void TestReadOptionsAction::isOffWhereNobodyCanAnswer()
{
    QVERIFY(!m_page->readOptionsAction()->isEnabled());
    QVERIFY(m_page->selectCommand(
        sampleCommand(u"/srv/demo"_s, {}, u"make"_s, u"clean"_s).absoluteId()));
    QVERIFY(!m_page->readOptionsAction()->isEnabled());
}

void TestReadOptionsAction::forgets()
{
    QVERIFY(m_page->selectCommand(script().absoluteId()));
    QVERIFY(!m_page->forgetOptionsAction()->isEnabled());
    m_page->setReadOptionsSource([](const QString &) { return QList<Parameter>{Parameter()}; });
    QVERIFY(m_page->forgetOptionsAction()->isEnabled());
    QSignalSpy forgotten(m_page.get(), &CommandsPage::optionsForgetRequested);
    m_page->forgetOptionsAction()->trigger();
    QCOMPARE(forgotten.size(), 1);
    QCOMPARE(forgotten.first().first().toString(), script().absoluteId());
}

QTEST_MAIN(TestReadOptionsAction)
#include "test_readoptions.moc"
