// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/comparepage.h"
#include "widgets/mainwindow/mainwindow.h"
#include "widgets/mainwindow/runtabs.h"
#include "widgets/mainwindow/windowactions.h"
#include "widgets/mainwindow/windowsettings.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/runtab.h"
#include "widgets/output/terminalstrip.h"
#include "widgets/palette/actionregistry.h"
#include "widgets/palette/keysheet.h"
#include "widgets/palette/shortcutsdialog.h"

#include <QAction>
#include <QJsonDocument>
#include <QJsonObject>

namespace CommandRunner {

static constexpr auto keysKey = QLatin1StringView("keys");

// A tab's actions but for Stop and Run Again, which the window has for all tabs.
static QList<QAction *> paneActions(const RunTab &tab)
{
    return tab.actions().mid(2);
}

// After all pages have given their actions to the registry.
void MainWindow::connectKeys()
{
    const auto tellTabs = [this] {
        m_tabs->setWindowKeys(m_actions->stop->shortcuts(), m_actions->runAgain->shortcuts());
    };
    m_registry->setOwnKeys(QJsonDocument::fromJson(m_services.settings.value(keysKey).toByteArray())
                               .toVariant()
                               .toMap());
    tellTabs();
    connect(m_registry, &ActionRegistry::keysChanged, this, [this, tellTabs] {
        tellTabs();
        const QJsonObject keys = QJsonObject::fromVariantMap(m_registry->ownKeys());
        m_services.settings.set(keysKey, QJsonDocument(keys).toJson(QJsonDocument::Compact));
    });
    connect(m_tabs, &RunTabs::opened, this,
            [this](RunTab *tab) { m_registry->adoptPane(tr("Output"), paneActions(*tab)); });
}

// Panes of which none was open so far say what they can do: one is made and thrown away.
void MainWindow::learnPanes()
{
    // A tab of a run without a terminal has no strip, so we always ask one of each.
    if (!m_registry->find(QStringLiteral("output.typing"))) {
        OutputPane pane(nullptr, m_reading);
        const TerminalStrip strip(pane);
        m_registry->adoptPane(tr("Output"), strip.actions() + pane.paneActions());
    }
    if (!m_registry->knowsPane(tr("Comparison"))) {
        const ComparePage page(m_services.runs, {}, {});
        m_registry->adoptPane(tr("Comparison"), page.pageActions());
    }
}

void MainWindow::openShortcuts(const QString &id)
{
    if (!m_shortcuts) {
        learnPanes();
        m_shortcuts = new ShortcutsDialog(*m_registry, this);
        m_shortcuts->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_shortcuts->show();
    m_shortcuts->activateWindow();
    if (!id.isEmpty())
        m_shortcuts->choose(id);
}

void MainWindow::openKeySheet()
{
    if (!m_keySheet) {
        learnPanes();
        m_keySheet = new KeySheet(*m_registry, this);
        m_keySheet->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_keySheet, &KeySheet::changeRequested, this, [this](const QString &id) {
            m_keySheet->close();
            openShortcuts(id);
        });
    }
    m_keySheet->show();
    m_keySheet->activateWindow();
}

} // namespace CommandRunner
