// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/lenscontroller.h"

#include "core/output/builtinrules.h"
#include "core/output/outputdocument.h"
#include "widgets/common/format.h"
#include "widgets/output/rulepresentation.h"

#include <QAction>
#include <QMenu>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr int rememberAfterMs = 400;
} // namespace

LensController::LensController(QObject *parent) : QObject(parent), m_builtIn(builtInRuleSets())
{
    m_choice.hiddenClasses = OutputDocument::defaultHidden;
    m_remember.setSingleShot(true);
    m_remember.setInterval(rememberAfterMs);
    connect(&m_remember, &QTimer::timeout, this, &LensController::rememberNow);
}

LensController::~LensController()
{
    if (m_remember.isActive())
        rememberNow();
}

void LensController::setDocument(OutputDocument *document)
{
    if (m_document)
        m_document->lens().disconnect(this);
    m_document = document;
    if (!document)
        return;
    connect(&document->lens(), &OutputLens::changed, this, [this] {
        updateSetActions();
        Q_EMIT countsChanged();
    });
    connect(
        &document->lens(), &OutputLens::rulesMatched, this,
        [this](const QList<RuleMatch> &matches) {
            for (const RuleMatch &match : matches)
                Q_EMIT ruleMatched(
                    match.count == 1
                        ? tr("%1: line %2").arg(match.rule.name, numberText(match.firstLine + 1))
                        : tr("%1: %2 lines, the first is %3")
                              .arg(match.rule.name, numberText(match.count),
                                   numberText(match.firstLine + 1)));
        });
    apply();
}

void LensController::setLibrary(LensLibrary *library, const QString &folder,
                                const QString &commandId)
{
    m_library = library;
    m_folder = folder;
    m_commandId = commandId;
    if (!library)
        return;
    connect(library, &LensLibrary::setsChanged, this, [this] {
        apply();
        Q_EMIT changed();
    });
    library->load();
    library->choice(folder, commandId, this, [this](const std::optional<LensChoice> &choice) {
        if (!choice || m_touched)
            return;
        m_choice = *choice;
        apply();
        Q_EMIT changed();
        Q_EMIT hiddenClassesRemembered(m_choice.hiddenClasses);
        Q_EMIT encodingRemembered(m_choice.encoding);
    });
}

QList<LineRuleSet> LensController::sets() const
{
    return m_library ? m_library->sets() : m_builtIn + m_own;
}

void LensController::setOwnSets(const QList<LineRuleSet> &sets)
{
    if (m_library) {
        m_library->setOwnSets(sets);
        return;
    }
    m_own = sets;
    apply();
    Q_EMIT changed();
}

void LensController::touched()
{
    m_touched = true;
    if (m_library)
        m_remember.start();
}

void LensController::rememberNow()
{
    m_remember.stop();
    if (m_library)
        m_library->remember(m_folder, m_commandId, m_choice);
}

void LensController::setOn(const QString &setId, bool on)
{
    if (isOn(setId) == on)
        return;
    if (on)
        m_choice.ruleSets.insert(setId);
    else
        m_choice.ruleSets.remove(setId);
    touched();
    apply();
    Q_EMIT changed();
}

void LensController::setFilters(const LineFilters &filters)
{
    if (filters == m_choice.filters)
        return;
    m_choice.filters = filters;
    touched();
    apply();
    Q_EMIT changed();
}

void LensController::setHiddenClasses(LineClasses classes)
{
    m_choice.hiddenClasses = classes;
    touched();
}

void LensController::setEncoding(OutputEncoding encoding)
{
    m_choice.encoding = encoding;
    touched();
}

void LensController::setPreview(const std::optional<LineRuleSet> &set)
{
    m_preview = set;
    apply();
}

void LensController::apply()
{
    if (!m_document)
        return;
    QList<LineRule> rules;
    const auto take = [&rules](const LineRuleSet &set) {
        const QString name = ruleSetName(set);
        for (LineRule rule : set.rules) {
            if (rule.group.isEmpty() || set.builtIn)
                rule.group = name;
            rules.append(rule);
        }
    };
    const QList<LineRuleSet> all = sets();
    for (const LineRuleSet &set : all) {
        const bool previewed = m_preview && m_preview->id == set.id;
        if (isOn(set.id))
            take(previewed ? *m_preview : set);
    }
    if (m_seen)
        m_document->lens().setSeenLine(m_seen());
    m_document->lens().setRules(rules);
    m_document->lens().setFilters(m_choice.filters);
}

OutputLens::PatternState LensController::stateOf(const LineRuleSet &set) const
{
    OutputLens::PatternState sum;
    sum.complete = true;
    for (const LineRule &rule : set.rules) {
        if (!m_document || !rule.enabled)
            continue;
        const OutputLens::PatternState state = m_document->lens().stateOf(rule.pattern);
        sum.count += state.count;
        sum.complete = sum.complete && state.complete;
        sum.gaveUpLines += state.gaveUpLines;
        sum.stopped = sum.stopped || state.stopped;
    }
    return sum;
}

QStringList LensController::activeTexts() const
{
    QStringList result;
    const QList<LineRuleSet> all = sets();
    for (const LineRuleSet &set : all) {
        const qint64 count = isOn(set.id) ? stateOf(set).count : 0;
        if (count > 0)
            result.append(tr("%1 %2", "class of lines, their number")
                              .arg(ruleSetName(set), numberText(count)));
    }
    int filters = 0;
    for (const LineFilter &filter : m_choice.filters.filters)
        filters += filter.isActive() ? 1 : 0;
    if (filters > 0)
        result.append(filters == 1 ? tr("1 filter") : tr("%Ln filters", nullptr, filters));
    return result;
}

void LensController::addSetActions(QMenu *menu)
{
    QAction *before = menu->addSeparator();
    QAction *edit = menu->addAction(tr("Edit Rules…"));
    connect(edit, &QAction::triggered, this, &LensController::editRequested);
    fillSets(menu, before);
    connect(this, &LensController::changed, menu, [this, menu, before] { fillSets(menu, before); });
    connect(menu, &QMenu::aboutToShow, this, [this] { setCounting(true); });
    connect(menu, &QMenu::aboutToHide, this, [this] { setCounting(false); });
}

void LensController::fillSets(QMenu *menu, QAction *before)
{
    const QList<LineRuleSet> all = sets();
    QStringList ids;
    for (const LineRuleSet &set : all)
        ids.append(set.id);
    QStringList present;
    for (const QAction *action : std::as_const(m_setActions))
        present.append(action->objectName());
    if (ids != present) {
        qDeleteAll(std::exchange(m_setActions, {}));
        for (const LineRuleSet &set : all) {
            auto *action = new QAction(menu);
            action->setCheckable(true);
            action->setObjectName(set.id);
            const QString id = set.id;
            connect(action, &QAction::triggered, this, [this, id](bool on) { setOn(id, on); });
            menu->insertAction(before, action);
            m_setActions.append(action);
        }
    }
    updateSetActions();
}

void LensController::updateSetActions()
{
    const QList<LineRuleSet> all = sets();
    for (QAction *action : std::as_const(m_setActions)) {
        for (const LineRuleSet &set : all) {
            if (set.id != action->objectName())
                continue;
            const OutputLens::PatternState state = stateOf(set);
            action->setChecked(isOn(set.id));
            const bool counted = m_document
                && std::any_of(set.rules.begin(), set.rules.end(), [this](const LineRule &rule) {
                                     return m_document->lens().plane(rule.pattern) != nullptr;
                                 });
            action->setText(counted ? tr("%1 %2", "class of lines, their number")
                                          .arg(ruleSetName(set), numberText(state.count))
                                    : ruleSetName(set));
            action->setToolTip(gaveUpText(state));
        }
    }
}

// What is off is counted only while somebody wants to know.
void LensController::setCounting(bool counting)
{
    if (!m_document)
        return;
    QList<LinePattern> patterns;
    const QList<LineRuleSet> all = counting ? sets() : QList<LineRuleSet>();
    for (const LineRuleSet &set : all) {
        for (const LineRule &rule : set.rules)
            patterns.append(rule.pattern);
    }
    m_document->lens().setCounted(patterns);
    updateSetActions();
}

} // namespace CommandRunner
