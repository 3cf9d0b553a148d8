// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/iconchooser.h"

#include "widgets/icons/glyphicon.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

IconChooser::IconChooser(QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(tr("Icon"));
    addItem(tr("None"), QString());
    for (const auto &[name, text] :
         {std::pair(u"run"_s, tr("Run")), std::pair(u"stop"_s, tr("Stop")),
          std::pair(u"refresh"_s, tr("Refresh")), std::pair(u"save"_s, tr("Save")),
          std::pair(u"folder"_s, tr("Folder")), std::pair(u"search"_s, tr("Search")),
          std::pair(u"terminal"_s, tr("Terminal")), std::pair(u"settings"_s, tr("Settings")),
          std::pair(u"link"_s, tr("Link")), std::pair(u"bookmark"_s, tr("Bookmark")),
          std::pair(u"pin"_s, tr("Pin")), std::pair(u"edit"_s, tr("Pencil")),
          std::pair(u"details"_s, tr("List")), std::pair(u"warning"_s, tr("Warning"))})
        addItem(glyphIcon(name), text, name);
}

void IconChooser::setIcon(const QString &name)
{
    if (findData(name) < 0)
        addItem(glyphIcon(name), name, name);
    setCurrentIndex(findData(name));
}

} // namespace CommandRunner
