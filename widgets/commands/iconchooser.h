// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace CommandRunner {

// One of our icons, by its name (see glyphicon.h), or none. An icon that we do not have is kept.
class IconChooser final : public QComboBox
{
    Q_OBJECT
public:
    explicit IconChooser(QWidget *parent = nullptr);

    QString icon() const { return currentData().toString(); } // empty: none
    void setIcon(const QString &name);
};

} // namespace CommandRunner
