// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/commands/samplecommands.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/parameterfield.h"
#include "widgets/commands/parameterform.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace CommandRunner;

namespace {

Parameter option(const QString &name, const QList<ParameterCondition> &when = {},
                 const QString &group = {})
{
    return {.name = name,
            .flags = {u"--"_s + name},
            .kind = ParameterKind::Option,
            .group = group,
            .visibleWhen = when};
}

bool isShown(const CommandPage &page, const QString &name)
{
    return page.findChild<ParameterForm *>()->field(name)->isVisibleTo(&page);
}

bool isHeadingShown(const CommandPage &page, const QString &text)
{
    const QList<QLabel *> labels = page.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->text() == text)
            return label->isVisibleTo(&page);
    }
    return false;
}

} // namespace

// Fields that others' values show and hide.
class TestVisibleFields final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asOneTypes();
    void whileAdvancedOnesAreFolded();

private:
    static Command command()
    {
        Command result = sampleCommands().first();
        Parameter level = option(u"level"_s, {{u"mode"_s, {u"full"_s}}}, u"Details"_s);
        level.type = ParameterType::Integer;
        result.parameters = {option(u"mode"_s), level, option(u"why"_s, {{u"level"_s, {}}})};
        return result;
    }
};

void TestVisibleFields::asOneTypes()
{
    CommandPage page;
    page.setCommand(command());
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    auto *form = page.findChild<ParameterForm *>();
    auto *mode = qobject_cast<QLineEdit *>(form->field(u"mode"_s)->editor());
    QVERIFY(!isShown(page, u"level"_s));
    QVERIFY(!isShown(page, u"why"_s));
    QVERIFY(!isHeadingShown(page, u"Details"_s));

    QTest::keyClicks(mode, u"full"_s);
    QVERIFY(isShown(page, u"level"_s));
    QVERIFY(isHeadingShown(page, u"Details"_s));
    form->setValues({{u"mode"_s, {u"full"_s}}, {u"level"_s, {u"x"_s}}});
    QVERIFY(isShown(page, u"why"_s));
    QTest::keyClicks(mode, u"!"_s); // the field is gone, and its wrong value prevents nothing
    QVERIFY(!isShown(page, u"level"_s));
    QVERIFY(!isShown(page, u"why"_s));
    QVERIFY(page.canRun());

    QTest::keyClick(mode, Qt::Key_Backspace);
    QVERIFY(isShown(page, u"level"_s));
    QCOMPARE(page.values().value(u"level"_s), QStringList{u"x"_s}); // it kept its value
    QVERIFY(!page.canRun());
}

void TestVisibleFields::whileAdvancedOnesAreFolded()
{
    Command shown = command();
    shown.parameters[1].advanced = true;
    CommandPage page;
    page.setCommand(shown);
    page.setValues({{u"mode"_s, {u"full"_s}}}, {});
    QVERIFY(!isShown(page, u"level"_s));
    page.setAdvancedShown(true);
    QVERIFY(isShown(page, u"level"_s));
    page.setValues({{u"mode"_s, {u"other"_s}}}, {});
    QVERIFY(!isShown(page, u"level"_s));
    page.setAdvancedShown(false);
    page.setAdvancedShown(true);
    QVERIFY(!isShown(page, u"level"_s));
}

QTEST_MAIN(TestVisibleFields)
#include "test_visiblefields.moc"
