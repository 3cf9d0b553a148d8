// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/ruleform.h"

#include "core/output/outputlog.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/output/rulepresentation.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSpinBox>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr LineColour::Role colourRoles[]{LineColour::Role::None, LineColour::Role::Neutral,
                                         LineColour::Role::Good, LineColour::Role::Caution,
                                         LineColour::Role::Bad,  LineColour::Role::Accent,
                                         LineColour::Role::Fixed};
constexpr int rgbRole = Qt::UserRole + 1;

LineStreams streamBit(OutputStream stream)
{
    return LineStreams(1U << unsigned(stream));
}

} // namespace

RuleForm::RuleForm(QWidget *parent)
    : QWidget(parent),
      m_name(createField(tr("Name"))),
      m_group(createField(tr("Word in markers"))),
      m_pattern(createField(tr("Pattern"))),
      m_problem(new QLabel(this)),
      m_regex(createCheck(tr("Regular expression"), tr("PCRE2; otherwise the text as it is"))),
      m_caseSensitive(createCheck(tr("Match case"))),
      m_wholeLine(createCheck(tr("Whole line"), tr("The line holds nothing else"))),
      m_streams(new QComboBox(this)),
      m_following(createField(tr("Following lines that match"))),
      m_followingLines(new QSpinBox(this)),
      m_foreground(createColours(tr("Text colour"))),
      m_background(createColours(tr("Background colour"))),
      m_matchOnly(createCheck(tr("Only the matching part"),
                              tr("Colour what matches instead of the whole line")))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Name"), m_name);
    addPatternRows(form);
    addActionRows(form);
    m_group->setPlaceholderText(tr("The name of the set"));
    form->addRow(tr("Word in &markers"), m_group);
}

QLineEdit *RuleForm::createField(const QString &name)
{
    auto *field = new QLineEdit(this);
    field->setAccessibleName(name);
    connect(field, &QLineEdit::textChanged, this, &RuleForm::update);
    return field;
}

QCheckBox *RuleForm::createCheck(const QString &text, const QString &toolTip)
{
    auto *box = new QCheckBox(text, this);
    box->setToolTip(toolTip);
    connect(box, &QCheckBox::toggled, this, &RuleForm::update);
    return box;
}

QComboBox *RuleForm::createColours(const QString &name)
{
    auto *box = new QComboBox(this);
    box->setAccessibleName(name);
    for (const LineColour::Role role : colourRoles) {
        const LineColour colour{role, 0x808080};
        QPixmap sample(16, 16);
        const QColor shown = lineColour(colour, palette());
        sample.fill(shown.isValid() && role != LineColour::Role::Fixed ? shown : Qt::transparent);
        box->addItem(QIcon(sample), colourRoleName(role), int(role));
    }
    connect(box, &QComboBox::currentIndexChanged, this, &RuleForm::update);
    connect(box, &QComboBox::activated, this, [this, box](int index) {
        if (LineColour::Role(box->itemData(index).toInt()) == LineColour::Role::Fixed)
            askForColour(box);
    });
    return box;
}

void RuleForm::addPatternRows(QFormLayout *form)
{
    form->addRow(tr("&Pattern"), m_pattern);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setAccessibleName(tr("Problem of the pattern"));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, semanticColor(SemanticColor::Bad, palette()));
    m_problem->setPalette(colours);
    m_problem->setVisible(false);
    form->addRow(QString(), m_problem);
    auto *options = new QHBoxLayout;
    for (QCheckBox *box : {m_regex, m_caseSensitive, m_wholeLine})
        options->addWidget(box);
    options->addStretch(1);
    form->addRow(QString(), options);
    m_streams->setAccessibleName(tr("Stream"));
    m_streams->addItem(tr("Any stream"), int(allLineStreams));
    m_streams->addItem(tr("Standard output"), int(streamBit(OutputStream::Standard)));
    m_streams->addItem(tr("Standard error"), int(streamBit(OutputStream::Error)));
    connect(m_streams, &QComboBox::currentIndexChanged, this, &RuleForm::update);
    form->addRow(tr("&Stream"), m_streams);
    m_following->setPlaceholderText(tr("None; or a regular expression for the lines behind"));
    m_followingLines->setRange(1, 1000);
    m_followingLines->setPrefix(tr("at most ", "before a number of lines"));
    m_followingLines->setAccessibleName(tr("Following lines at most"));
    connect(m_followingLines, &QSpinBox::valueChanged, this, &RuleForm::update);
    auto *following = new QHBoxLayout;
    following->addWidget(m_following, 1);
    following->addWidget(m_followingLines);
    form->addRow(tr("Lines that follow"), following);
}

void RuleForm::addActionRows(QFormLayout *form)
{
    auto *grid = new QGridLayout;
    const struct {
        RuleAction action;
        QString text;
        QString toolTip;
    } actions[]{
        {RuleAction::Fold, tr("Fold"), tr("Into a marker that opens")},
        {RuleAction::Hide, tr("Hide"), tr("Without a marker")},
        {RuleAction::Colour, tr("Colour"), tr("In the colours below")},
        {RuleAction::Mark, tr("Mark"), tr("In the scroll bar")},
        {RuleAction::Notify, tr("Notify"),
         tr("Tell when such a line comes while the program runs")},
        {RuleAction::Progress, tr("Progress"),
         tr("The groups “done” and “total”, or “progress” or the first group in percent, are the "
            "progress of the run")}};
    for (const auto &each : actions) {
        QCheckBox *box = createCheck(each.text, each.toolTip);
        const auto place = int(m_actions.size());
        grid->addWidget(box, place / 3, place % 3);
        m_actions.append({each.action, box});
    }
    form->addRow(tr("What to do"), grid);
    auto *colours = new QHBoxLayout;
    colours->addWidget(m_foreground);
    colours->addWidget(new QLabel(tr("on"), this));
    colours->addWidget(m_background);
    colours->addWidget(m_matchOnly);
    colours->addStretch(1);
    form->addRow(tr("Colours"), colours);
}

void RuleForm::setColour(QComboBox *box, const LineColour &colour)
{
    const int index = box->findData(int(colour.role));
    if (colour.role == LineColour::Role::Fixed) {
        QPixmap sample(16, 16);
        sample.fill(QColor::fromRgb(colour.rgb));
        box->setItemIcon(index, QIcon(sample));
        box->setItemData(index, colour.rgb, rgbRole);
    }
    box->setCurrentIndex(index);
}

LineColour RuleForm::colourOf(const QComboBox *box) const
{
    const auto role = LineColour::Role(box->currentData().toInt());
    return {role, role == LineColour::Role::Fixed ? box->currentData(rgbRole).toUInt() : 0};
}

void RuleForm::askForColour(QComboBox *box)
{
    auto *dialog = new QColorDialog(QColor::fromRgb(colourOf(box).rgb), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QColorDialog::colorSelected, this, [this, box](const QColor &colour) {
        setColour(box, {LineColour::Role::Fixed, colour.rgb() & 0xffffff});
        update();
    });
    dialog->open();
}

void RuleForm::setRule(const LineRule &rule)
{
    m_setting = true;
    m_rule = rule;
    m_name->setText(rule.name);
    m_group->setText(rule.group);
    m_pattern->setText(rule.pattern.text);
    m_regex->setChecked(rule.pattern.regex);
    m_caseSensitive->setChecked(rule.pattern.caseSensitive);
    m_wholeLine->setChecked(rule.pattern.wholeLine);
    m_streams->setCurrentIndex(std::max(0, m_streams->findData(int(rule.pattern.streams))));
    m_following->setText(rule.pattern.following);
    m_followingLines->setValue(rule.pattern.followingLines);
    for (const ActionBox &each : std::as_const(m_actions))
        each.box->setChecked(rule.actions & each.action);
    setColour(m_foreground, rule.foreground);
    setColour(m_background, rule.background);
    m_matchOnly->setChecked(rule.matchOnly);
    m_setting = false;
    update();
}

LineRule RuleForm::rule() const
{
    LineRule rule = m_rule;
    rule.name = m_name->text().trimmed();
    rule.group = m_group->text().trimmed();
    rule.pattern.text = m_pattern->text();
    rule.pattern.regex = m_regex->isChecked();
    rule.pattern.caseSensitive = m_caseSensitive->isChecked();
    rule.pattern.wholeLine = m_wholeLine->isChecked();
    rule.pattern.streams = LineStreams(m_streams->currentData().toInt());
    rule.pattern.following = m_following->text();
    rule.pattern.followingLines = rule.pattern.following.isEmpty() ? 0 : m_followingLines->value();
    rule.actions = {};
    for (const ActionBox &each : m_actions)
        rule.actions.setFlag(each.action, each.box->isChecked());
    rule.pattern.takesProgress = rule.actions & RuleAction::Progress;
    rule.foreground = colourOf(m_foreground);
    rule.background = colourOf(m_background);
    rule.matchOnly = m_matchOnly->isChecked();
    return rule;
}

QString RuleForm::problem() const
{
    return m_pattern->text().isEmpty() ? QString() : problemText(problemOf(rule().pattern));
}

void RuleForm::update()
{
    if (m_setting)
        return;
    const LineRule now = rule();
    const auto wrong = now.pattern.text.isEmpty() ? std::nullopt : problemOf(now.pattern);
    markProblem(m_pattern, wrong && !wrong->inFollowing ? wrong : std::nullopt);
    markProblem(m_following, wrong && wrong->inFollowing ? wrong : std::nullopt);
    m_problem->setText(problemText(wrong));
    m_problem->setVisible(wrong.has_value());
    const bool colour = now.actions & RuleAction::Colour;
    for (QWidget *widget : QList<QWidget *>{m_foreground, m_background, m_matchOnly})
        widget->setEnabled(colour);
    m_group->setEnabled(now.actions & RuleAction::Fold);
    if (now != m_rule) {
        m_rule = now;
        Q_EMIT changed();
    }
}

} // namespace CommandRunner
