// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/formats/datanode.h"
#include "core/discovery/formats/inireader.h"

namespace CommandRunner {

struct ToxEnvironment {
    QString name;
    int line = 0; // of its own section, else of the list that names it
    QString description;
    bool listed = false; // in env_list: runs when tox is called without a name
};

struct ToxConfiguration {
    QList<ToxEnvironment> environments; // in tox' order: those of the list first
    bool tooMany = false;               // the combinations go beyond what is listed
};

// "py{310,311}-{a,b}" and "py3{10-12}" are all their combinations; commas outside of braces
// separate names. At most `limit` names.
QStringList expandToxNames(const QString &text, qsizetype limit);

// `mainSection` is "tox", in setup.cfg "tox:tox".
ToxConfiguration toxFromIni(const IniFile &ini, const QString &mainSection);
// [tool.tox] of pyproject.toml, or the whole of tox.toml.
ToxConfiguration toxFromToml(const DataNode &tox);

} // namespace CommandRunner
