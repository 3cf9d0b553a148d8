// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compareaccessible.h"

#include "widgets/compare/compareview.h"

#include <QAccessibleWidget>

#include <algorithm>
#include <vector>

namespace CommandRunner {

namespace {

constexpr qint64 windowRows = 400; // around the current one: each has to be read

class CompareViewAccessible final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit CompareViewAccessible(CompareView *view)
        : QAccessibleWidget(view, QAccessible::Terminal)
    {}

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        const bool any = view()->rows().count() > 0;
        if (kind == QAccessible::Value)
            return windowText();
        if (kind == QAccessible::Description && any)
            return view()->spokenText(view()->currentRow());
        return QAccessibleWidget::text(kind);
    }

    void selection(int, int *start, int *end) const override { *start = *end = 0; }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override {}
    void removeSelection(int) override {}
    void setSelection(int, int, int) override {}
    int cursorPosition() const override
    {
        windowText();
        const qint64 at = view()->currentRow() - m_first;
        return at >= 0 && at < qint64(m_starts.size()) ? m_starts[size_t(at)] : 0;
    }
    void setCursorPosition(int position) override { view()->setCurrentRow(rowOf(position)); }
    int characterCount() const override { return int(windowText().size()); }
    QString text(int start, int end) const override
    {
        const QString &all = windowText();
        const int last = end < 0 ? int(all.size()) : std::min(end, int(all.size()));
        return all.mid(start, std::max(0, last - start));
    }
    QRect characterRect(int offset) const override
    {
        const QRect rect = view()->rowRect(rowOf(offset));
        return rect.isNull() ? rect : rect.translated(view()->viewport()->mapToGlobal(QPoint()));
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        const qint64 row = view()->rowAt(view()->viewport()->mapFromGlobal(point).y());
        windowText();
        const qint64 at = row - m_first;
        return row >= 0 && at >= 0 && at < qint64(m_starts.size()) ? m_starts[size_t(at)] : -1;
    }
    void scrollToSubstring(int start, int) override { view()->setCurrentRow(rowOf(start)); }
    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }

private:
    CompareView *view() const { return static_cast<CompareView *>(widget()); }

    const QString &windowText() const
    {
        const qint64 rows = view()->rows().count();
        const qint64 current = view()->currentRow();
        const bool inside = view()->revision() == m_revision && current >= m_first
            && current < m_first + qint64(m_starts.size());
        if (inside)
            return m_text;
        m_revision = view()->revision();
        m_first = std::clamp<qint64>(current - windowRows / 2, 0,
                                     std::max<qint64>(0, rows - windowRows));
        m_text.clear();
        m_starts.clear();
        for (qint64 row = m_first; row < std::min(rows, m_first + windowRows); ++row) {
            m_starts.push_back(int(m_text.size()));
            m_text += view()->spokenText(row) + u'\n';
        }
        return m_text;
    }

    qint64 rowOf(int offset) const
    {
        windowText();
        const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), std::max(0, offset));
        return m_first + std::max<qint64>(0, after - m_starts.begin() - 1);
    }

    mutable qint64 m_revision = -1;
    mutable qint64 m_first = 0;
    mutable QString m_text;
    mutable std::vector<int> m_starts; // of each row in m_text
};

QAccessibleInterface *createInterface(const QString &className, QObject *object)
{
    if (className != QLatin1StringView(CompareView::staticMetaObject.className()))
        return nullptr;
    auto *view = qobject_cast<CompareView *>(object);
    return view ? new CompareViewAccessible(view) : nullptr;
}

} // namespace

void installCompareAccessibility()
{
    QAccessible::installFactory(createInterface); // ignores a factory that it has
}

void tellCurrentRow(CompareView &view)
{
    if (!QAccessible::isActive() || !view.hasFocus())
        return;
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&view);
    if (!interface || !interface->textInterface())
        return;
    QAccessibleTextCursorEvent moved(&view, interface->textInterface()->cursorPosition());
    QAccessible::updateAccessibility(&moved);
}

} // namespace CommandRunner
