// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/amountfield.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>

namespace CommandRunner {

AmountField::AmountField(const QString &accessibleName, const QString &none,
                         const QList<Unit> &units, int usual, QWidget *parent)
    : QWidget(parent),
      m_units(units),
      m_usual(usual),
      m_number(new QSpinBox(this)),
      m_unit(new QComboBox(this))
{
    m_number->setRange(0, 999'999);
    m_number->setSpecialValueText(none);
    m_number->setAccessibleName(accessibleName);
    m_number->setGroupSeparatorShown(true);
    for (const Unit &unit : m_units)
        m_unit->addItem(unit.name);
    m_unit->setAccessibleName(tr("Unit of %1").arg(accessibleName));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_number, 1);
    layout->addWidget(m_unit);
    setFocusProxy(m_number);
    setAmount(0);
}

void AmountField::setAmount(qint64 amount)
{
    int best = m_usual;
    if (amount > 0) {
        best = 0;
        for (int i = 1; i < int(m_units.size()); ++i) {
            const bool tooMany = amount / m_units.at(best).size > m_number->maximum();
            if (tooMany || amount % m_units.at(i).size == 0)
                best = i;
        }
    }
    const qint64 size = m_units.at(best).size;
    m_unit->setCurrentIndex(best);
    m_number->setValue(int(qMin<qint64>((amount + size - 1) / size, m_number->maximum())));
}

qint64 AmountField::amount() const
{
    return m_number->value() * m_units.at(m_unit->currentIndex()).size;
}

} // namespace CommandRunner
