// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandlist.h"

#include "widgets/commands/commanddelegate.h"
#include "widgets/commands/emptystate.h"
#include "widgets/common/clearbutton.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/icons/glyphicon.h"

#include <QAction>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int scanShownAfterMs = 300;  // shorter scans need no words
constexpr auto favouritesKey = "\x01"; // no path

QString groupKey(const QModelIndex &group)
{
    return group.data().toString() + u'\n' + group.data(CommandTreeModel::ProjectRole).toString();
}

} // namespace

CommandList::CommandList(QWidget *parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_projects(new QComboBox(this)),
      m_tree(new QTreeView(this)),
      m_stack(new QStackedWidget(this)),
      m_noMatch(new EmptyState(this)),
      m_noCommands(new EmptyState(this))
{
    m_model.setFavouriteIcon(glyphIcon(u"favourite", [] {
        return semanticColor(SemanticColor::Caution, QGuiApplication::palette());
    }));
    m_proxy.setSourceModel(&m_model);
    m_search->setPlaceholderText(tr("Search commands"));
    m_search->setAccessibleName(tr("Search commands"));
    m_search->setToolTip(tr("Type some letters or words of a command, then Return. Also “#tag”, "
                            "“source:make”, “color:red”, “is:favourite”, “is:hidden”."));
    addClearButton(m_search);
    m_search->installEventFilter(this);
    m_projects->setAccessibleName(tr("Project"));
    m_projects->setToolTip(tr("Show the commands of one project only"));
    m_projects->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_projects->setMinimumContentsLength(10);
    setUpTree();

    m_clearSearch = new QAction(tr("Clear the Search"), this);
    m_clearSearch->setToolTip(tr("Show all commands again"));
    m_noMatch->addButton(m_clearSearch);
    m_noCommands->setText(tr("No commands yet"),
                          tr("Command Runner looks for manage.py commands, package.json scripts, "
                             "Makefiles, justfiles and scripts "
                             "in your folders. None was found so far."));
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_noMatch);
    m_stack->addWidget(m_noCommands);

    m_top = new QHBoxLayout;
    m_top->addWidget(m_search, 1);
    m_top->addWidget(m_projects);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(m_top);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeBottom());

    connectParts();
    updateProjects({});
    updateStack();
}

void CommandList::setUpTree()
{
    m_tree->setModel(&m_proxy);
    m_tree->setItemDelegate(new CommandDelegate(m_tree));
    m_tree->setAccessibleName(tr("Commands"));
    m_tree->setUniformRowHeights(true); // ten thousand rows are laid out without measuring each
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection); // to mark several at once
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(true);
    m_tree->setIndentation(fontMetrics().height());
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(0, fontMetrics().averageCharWidth() * 26);
    m_tree->installEventFilter(this);
}

void CommandList::connectParts()
{
    connect(m_search, &QLineEdit::textChanged, this, &CommandList::search);
    connect(m_clearSearch, &QAction::triggered, this, [this] {
        m_projects->setCurrentIndex(0);
        m_search->clear();
        m_search->setFocus();
    });
    connect(m_projects, &QComboBox::currentIndexChanged, this, [this] {
        const QString key = m_projects->currentData().toString();
        m_proxy.setFavouritesOnly(key == QLatin1StringView(favouritesKey));
        m_proxy.setProject(key == QLatin1StringView(favouritesKey) ? QString() : key);
        expandNewGroups();
        updateStack();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                Q_EMIT currentChanged(m_proxy.mapToSource(current.siblingAtColumn(0)));
            });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &CommandList::selectionChanged);
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &group) {
        if (m_expanding)
            return;
        m_collapsed.insert(groupKey(group));
        Q_EMIT stateChanged();
    });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &group) {
        if (m_expanding)
            return;
        m_collapsed.remove(groupKey(group));
        Q_EMIT stateChanged();
    });
    connect(m_tree->header(), &QHeaderView::sectionResized, this, &CommandList::stateChanged);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, [this](const QPoint &position) {
        Q_EMIT contextMenuRequested(m_tree->viewport()->mapToGlobal(position));
    });
}

// The models go before the tree, which tells of it.
CommandList::~CommandList()
{
    m_tree->selectionModel()->disconnect(this);
    m_tree->header()->disconnect(this);
    m_tree->disconnect(this);
}

QWidget *CommandList::makeBottom()
{
    auto *bottom = new QWidget(this);
    m_scanLabel = new QLabel(bottom);
    m_scanLabel->setTextFormat(Qt::PlainText);
    m_scanLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress = new QProgressBar(bottom);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Looking for commands"));
    m_progress->setFixedHeight(fontMetrics().height() / 3);
    m_problems = new QPushButton(bottom);
    m_problems->setFlat(true);
    m_problems->setToolTip(tr("Show what could not be read, and why"));
    auto *layout = new QVBoxLayout(bottom);
    layout->setContentsMargins({});
    layout->setSpacing(fontMetrics().height() / 4);
    layout->addWidget(m_scanLabel);
    layout->addWidget(m_progress);
    layout->addWidget(m_problems, 0, Qt::AlignLeading);
    m_scanDelay.setSingleShot(true);
    m_scanDelay.setInterval(scanShownAfterMs);
    connect(&m_scanDelay, &QTimer::timeout, this, &CommandList::updateBottom);
    connect(m_problems, &QPushButton::clicked, this, &CommandList::selectProblems);
    m_problems->hide();
    m_scanLabel->hide();
    m_progress->hide();
    return bottom;
}

void CommandList::setContent(const QList<Command> &commands,
                             const QList<DiscoveryProblem> &problems,
                             const QSet<QString> &favourites)
{
    m_model.setContent(commands, problems, favourites);
    updateProjects(favourites);
    expandNewGroups();
    updateStack();
    updateBottom();
    if (!m_wanted.isEmpty() && selectCommand(m_wanted))
        m_wanted.clear();
}

void CommandList::updateProjects(const QSet<QString> &favourites)
{
    const QString chosen = m_projects->currentData().toString();
    const auto favouritesEntry = QString(QLatin1StringView(favouritesKey));
    QList<CommandTreeModel::Project> entries{{QString(), tr("All projects"), QString()}};
    if (!favourites.isEmpty() || chosen == favouritesEntry)
        entries.append({favouritesEntry, tr("★ Favourites"), QString()});
    entries += m_model.projects();
    bool same = m_projects->count() == entries.size();
    for (int at = 0; same && at < m_projects->count(); ++at)
        same = m_projects->itemData(at).toString() == entries.at(at).key;
    if (same) // it may be open just now
        return;
    const QSignalBlocker blocker(m_projects);
    m_projects->clear();
    for (const CommandTreeModel::Project &entry : std::as_const(entries)) {
        m_projects->addItem(entry.title, entry.key);
        m_projects->setItemData(m_projects->count() - 1, shortPath(entry.path), Qt::ToolTipRole);
    }
    const int index = m_projects->findData(chosen);
    m_projects->setCurrentIndex(std::max(index, 0));
    if (index < 0) // the chosen project is gone
        m_proxy.setProject({});
}

void CommandList::expandNewGroups()
{
    const QScopedValueRollback expanding(m_expanding, true);
    const bool narrowed = m_proxy.isNarrowed();
    for (int row = 0; row < m_proxy.rowCount(); ++row) {
        const QModelIndex group = m_proxy.index(row, 0);
        const QString key = groupKey(group);
        if (group.data(CommandTreeModel::FoldedRole).toBool() && !m_knownGroups.contains(key))
            m_collapsed.insert(key); // a banner tells of problems; commands of projects come first
        m_knownGroups.insert(key);
        m_tree->setExpanded(group, narrowed || !m_collapsed.contains(key));
    }
}

void CommandList::search(const QString &text)
{
    if (const Command *command = currentCommand(); command && m_proxy.text().isEmpty())
        m_beforeSearch = command->absoluteId();
    m_proxy.setText(text);
    expandNewGroups();
    updateStack();
    if (text.trimmed().isEmpty()) {
        if (m_tree->currentIndex().isValid())
            m_tree->scrollTo(m_tree->currentIndex());
        else
            selectCommand(m_beforeSearch);
        return;
    }
    if (const QModelIndex best = m_proxy.bestMatch(); best.isValid())
        setCurrent(best);
}

void CommandList::setCurrent(const QModelIndex &proxyIndex)
{
    m_tree->selectionModel()->setCurrentIndex(
        proxyIndex, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_tree->scrollTo(proxyIndex);
}

void CommandList::updateStack()
{
    const bool empty = m_proxy.rowCount() == 0;
    // The selection model keeps silent when the current row goes together with all others.
    if (empty)
        Q_EMIT currentChanged({});
    if (!empty) {
        m_stack->setCurrentWidget(m_tree);
    } else if (m_proxy.isNarrowed()) {
        const QString text = m_search->text().trimmed();
        m_noMatch->setText(text.isEmpty() ? tr("Nothing here")
                                          : tr("No command matches “%1”").arg(text),
                           m_projects->currentIndex() > 0
                               ? tr("Only “%1” is searched.").arg(m_projects->currentText())
                               : QString());
        m_stack->setCurrentWidget(m_noMatch);
    } else {
        m_stack->setCurrentWidget(m_noCommands);
    }
}

void CommandList::setScanning(bool scanning)
{
    if (m_scanning == scanning)
        return;
    m_scanning = scanning;
    if (scanning)
        m_scanDelay.start();
    else
        m_scanDelay.stop();
    updateBottom();
}

void CommandList::setScanText(const QString &text)
{
    m_scanLabel->setText(text);
}

void CommandList::updateBottom()
{
    const bool shown = m_scanning && !m_scanDelay.isActive();
    if (shown && m_scanLabel->text().isEmpty())
        m_scanLabel->setText(tr("Looking for commands…"));
    m_scanLabel->setVisible(shown);
    m_progress->setVisible(shown);
    const int problems = m_model.problemCount();
    const QString words = problems == 1 ? tr("1 problem") : tr("%n problems", nullptr, problems);
    m_problems->setText(u"⚠ "_s + words);
    m_problems->setAccessibleName(words);
    m_problems->setVisible(problems > 0);
}

void CommandList::setShowHidden(bool show)
{
    m_showHidden = show;
    m_proxy.setShowHidden(show);
    expandNewGroups();
    updateStack();
}

void CommandList::addToolButton(QWidget *button)
{
    m_top->addWidget(button);
}

QModelIndex CommandList::currentSource() const
{
    return m_proxy.mapToSource(m_tree->currentIndex().siblingAtColumn(0));
}

QList<Command> CommandList::selectedCommands() const
{
    QList<Command> commands;
    QSet<QString> seen;
    const auto add = [&](const QModelIndex &source) {
        const Command *command = m_model.command(source);
        if (command && !seen.contains(command->absoluteId())) {
            seen.insert(command->absoluteId());
            commands.append(*command);
        }
    };
    for (const QModelIndex &row : m_tree->selectionModel()->selectedRows()) {
        const QModelIndex source = m_proxy.mapToSource(row);
        add(source);
        for (int i = 0; i < m_proxy.rowCount(row); ++i) // only what is shown of a group
            add(m_proxy.mapToSource(m_proxy.index(i, 0, row)));
    }
    return commands;
}

const Command *CommandList::currentCommand() const
{
    return m_model.command(currentSource());
}

bool CommandList::selectCommand(const QString &absoluteId)
{
    const QModelIndex source = m_model.indexOf(absoluteId);
    if (!source.isValid())
        return false;
    if (!m_proxy.mapFromSource(source).isValid()) {
        m_projects->setCurrentIndex(0);
        m_search->clear();
        if (!m_proxy.mapFromSource(source).isValid())
            setShowHidden(true);
    }
    setCurrent(m_proxy.mapFromSource(source));
    return true;
}

void CommandList::selectLater(const QString &absoluteId)
{
    m_wanted = absoluteId;
}

void CommandList::selectProblems()
{
    m_search->clear();
    m_projects->setCurrentIndex(0);
    for (int row = 0; row < m_proxy.rowCount(); ++row) {
        const QModelIndex group = m_proxy.index(row, 0);
        if (group.data(CommandTreeModel::KindRole).toInt()
            == int(CommandTreeModel::NodeKind::ProblemGroup)) {
            m_tree->expand(group);
            setCurrent(group);
            m_tree->setFocus();
            return;
        }
    }
}

void CommandList::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool CommandList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool plain = !(key->modifiers() & ~Qt::KeypadModifier);
    const bool enter = plain && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter);
    if (watched == m_search && plain
        && (key->key() == Qt::Key_Down || key->key() == Qt::Key_PageDown)) {
        if (!m_tree->currentIndex().isValid() && m_proxy.rowCount() > 0)
            setCurrent(m_tree->indexBelow(m_proxy.index(0, 0)));
        m_tree->setFocus(Qt::TabFocusReason);
        return true;
    }
    if (watched == m_search && plain && key->key() == Qt::Key_Escape
        && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    if (enter && currentCommand()) {
        Q_EMIT activated();
        return true;
    }
    if (enter && watched == m_tree && m_tree->currentIndex().isValid()) {
        const QModelIndex group = m_tree->currentIndex().siblingAtColumn(0);
        m_tree->setExpanded(group, !m_tree->isExpanded(group));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

QVariantMap CommandList::state() const
{
    const Command *command = currentCommand();
    return {{u"columns"_s, m_tree->header()->saveState()},
            {u"current"_s, command ? command->absoluteId() : m_wanted},
            {u"collapsed"_s, QStringList(m_collapsed.cbegin(), m_collapsed.cend())},
            {u"known"_s, QStringList(m_knownGroups.cbegin(), m_knownGroups.cend())},
            {u"showHidden"_s, m_showHidden}};
}

void CommandList::restoreState(const QVariantMap &state)
{
    m_tree->header()->restoreState(state.value(u"columns"_s).toByteArray());
    const QStringList collapsed = state.value(u"collapsed"_s).toStringList();
    m_collapsed = QSet<QString>(collapsed.cbegin(), collapsed.cend());
    const QStringList known = state.value(u"known"_s).toStringList();
    m_knownGroups = QSet<QString>(known.cbegin(), known.cend());
    setShowHidden(state.value(u"showHidden"_s).toBool());
    const QString wanted = state.value(u"current"_s).toString();
    if (!selectCommand(wanted))
        m_wanted = wanted;
}

} // namespace CommandRunner
