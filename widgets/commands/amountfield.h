// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QComboBox;
class QSpinBox;

namespace CommandRunner {

// A number with a unit to choose: "10 [minutes]". Zero is none, shown as a word.
class AmountField final : public QWidget
{
    Q_OBJECT
public:
    struct Unit {
        QString name;
        qint64 size = 1; // in the unit of amount()
    };

    // Units from small to large; the first one is chosen for an amount of zero, unless `usual` is
    // another.
    AmountField(const QString &accessibleName, const QString &none, const QList<Unit> &units,
                int usual, QWidget *parent = nullptr);

    // In the largest unit that tells it exactly; what is too much for the number in the next unit,
    // rounded up.
    void setAmount(qint64 amount);
    qint64 amount() const;

private:
    const QList<Unit> m_units;
    const int m_usual;
    QSpinBox *m_number;
    QComboBox *m_unit;
};

} // namespace CommandRunner
