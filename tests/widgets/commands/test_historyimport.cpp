// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/historyimportdialog.h"
#include "widgets/commands/historymodel.h"

#include <QAbstractItemModelTester>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestHistoryImportDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void model();
    void choosingByKeys();
    void nothingToOffer();

private:
    HistoryFile bash(const QByteArray &content)
    {
        QFile file(m_folder.filePath(u"history"_s));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
            ? HistoryFile{ShellKind::Bash, file.fileName()}
            : HistoryFile();
    }

    QTemporaryDir m_folder;
};

void TestHistoryImportDialog::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

void TestHistoryImportDialog::model()
{
    HistoryModel model;
    const QAbstractItemModelTester tester(&model);
    HistoryCandidate plain{u"make a\nmake b"_s, 1200, QDateTime::currentDateTimeUtc(), u"/srv"_s};
    HistoryCandidate secret{u"x --token abc"_s, 2, {}, {}, true};
    model.setCandidates({plain, secret}, QDateTime::currentDateTimeUtc());
    QCOMPARE(model.index(0, HistoryModel::LineColumn).data().toString(), u"make a ⏎ make b"_s);
    QVERIFY(model.index(1, 0).data(Qt::ToolTipRole).toString().contains(u"token"_s));
    QVERIFY(model.index(1, 0).data(Qt::ToolTipRole).toString()
            != model.index(1, 0).data().toString());
    QVERIFY(model.chosen().isEmpty());
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!model.setData(model.index(1, 1), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.chosen().size(), 1);
    QCOMPARE(model.chosen().first().line, secret.line);
    model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole);
    QVERIFY(model.chosen().isEmpty());
}

void TestHistoryImportDialog::choosingByKeys()
{
    Command taken;
    taken.name = u"make deploy"_s;
    taken.argv = {u"make"_s, u"other"_s};
    const QPointer<HistoryImportDialog> dialog = new HistoryImportDialog(
        {bash("make deploy\nmake deploy\nmake deploy\nmake test\nmake test\n")}, {taken}, nullptr);
    QSignalSpy chosen(dialog, &HistoryImportDialog::chosen);
    dialog->open();
    auto *table = dialog->findChild<QTableView *>();
    auto *add = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QVERIFY(!add->isEnabled());
    QTest::keyClick(table, Qt::Key_Space); // the first is current
    QVERIFY(add->isEnabled());
    auto *search = dialog->findChild<QLineEdit *>();
    QTest::keyClicks(search, u"TEST"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QVERIFY(add->isEnabled()); // what was chosen stays chosen
    QTest::keyClick(dialog.data(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    const auto commands = chosen.first().first().value<QList<Command>>();
    QCOMPARE(commands.size(), 1);
    QCOMPARE(commands.first().name, u"make deploy (2)"_s);
    QTRY_VERIFY(!dialog);
}

void TestHistoryImportDialog::nothingToOffer()
{
    const QPointer<HistoryImportDialog> dialog = new HistoryImportDialog({bash("make once\n")}, {},
                                                                         nullptr);
    dialog->open();
    const auto says = [&dialog](const QString &text) {
        const auto labels = dialog->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    };
    QTRY_VERIFY(says(u"more than once and"_s));
    QTest::keyClick(dialog.data(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
}

QTEST_MAIN(TestHistoryImportDialog)
#include "test_historyimport.moc"
