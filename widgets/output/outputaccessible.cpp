// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/outputaccessible.h"

#include "widgets/output/outputview.h"
#include "widgets/output/rowreader.h"

#include <QAccessibleWidget>

#include <algorithm>
#include <vector>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 windowRows = 10'000;
constexpr qsizetype windowCharacters = 1'000'000;

// The rows [first, end) as plain text, a newline after each.
void appendRows(const OutputDocument &document, qint64 first, qint64 end, QString &text,
                std::vector<int> &starts)
{
    RowReader reader(document, first);
    while (reader.index() + 1 < end && reader.next()) {
        starts.push_back(int(text.size()));
        text += reader.text() + u'\n';
    }
}

// All of the shown lines while they are at most windowRows and windowCharacters; of more, the part
// around what is seen.
class OutputViewAccessible final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit OutputViewAccessible(OutputView *view) : QAccessibleWidget(view, QAccessible::Terminal)
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
        state.selectableText = true;
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return windowText();
        if (kind == QAccessible::Description) // colour and marks in words
            return view()->caretDescription();
        return QAccessibleWidget::text(kind);
    }

    void selection(int index, int *start, int *end) const override
    {
        const bool there = index == 0 && view()->hasSelection();
        const auto [from, to] = std::minmax({view()->anchor(), view()->caret()});
        *start = there ? offsetOf(from) : 0;
        *end = there ? offsetOf(to) : 0;
    }
    int selectionCount() const override { return view()->hasSelection() ? 1 : 0; }
    void addSelection(int start, int end) override { setSelection(0, start, end); }
    void removeSelection(int) override { view()->clearSelection(); }
    void setSelection(int, int start, int end) override
    {
        view()->setSelection(positionOf(start), positionOf(end));
    }
    int cursorPosition() const override { return offsetOf(view()->caret()); }
    void setCursorPosition(int position) override
    {
        view()->setSelection(positionOf(position), positionOf(position));
        scrollToSubstring(position, position);
    }
    int characterCount() const override { return int(windowText().size()); }

    QString text(int start, int end) const override
    {
        const QString &all = windowText();
        const int last = end < 0 ? int(all.size()) : std::min(end, int(all.size()));
        return all.mid(start, std::max(0, last - start));
    }

    QRect characterRect(int offset) const override
    {
        const QRect rect = view()->rectOf(positionOf(offset));
        return rect.isNull() ? rect : rect.translated(view()->viewport()->mapToGlobal(QPoint()));
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        const QPoint local = view()->viewport()->mapFromGlobal(point);
        return view()->viewport()->rect().contains(local) ? offsetOf(view()->positionAt(local))
                                                          : -1;
    }
    void scrollToSubstring(int start, int) override { view()->reveal(positionOf(start)); }
    QString attributes(int offset, int *start, int *end) const override
    {
        Q_UNUSED(offset)
        *start = 0;
        *end = characterCount();
        return {};
    }

private:
    OutputView *view() const { return static_cast<OutputView *>(widget()); }

    const QString &windowText() const
    {
        const OutputDocument *document = view()->document();
        const qint64 revision = view()->revision();
        const qint64 rows = document ? document->rowCount() : 0;
        // What is far from the window's rows does not matter while they still hold what is seen.
        const bool inside = view()->topRow() >= m_first
            && view()->topRow() <= m_first + qint64(m_starts.size());
        if (m_revision == revision && inside)
            return m_text;
        m_revision = revision;
        m_text.clear();
        m_starts.clear();
        m_first = rows <= windowRows ? 0
            : view()->isAtBottom()
            ? rows - windowRows
            : std::clamp<qint64>(view()->topRow() - windowRows / 2, 0, rows - windowRows);
        if (!document)
            return m_text;
        appendRows(*document, m_first, std::min(rows, m_first + windowRows), m_text, m_starts);
        if (m_text.size() > windowCharacters)
            shorten();
        return m_text;
    }

    // Keeps the end when it is what is seen, else the part that begins some screens above it.
    void shorten() const
    {
        const qint64 top = std::clamp<qint64>(view()->topRow() - m_first, 0,
                                              qint64(m_starts.size()) - 1);
        const int wanted = view()->isAtBottom()
            ? int(m_text.size() - windowCharacters)
            : std::max(0, m_starts[size_t(top)] - int(windowCharacters / 2));
        const auto from = std::lower_bound(m_starts.begin(), m_starts.end(), wanted);
        const int cut = from == m_starts.end() ? wanted : *from;
        m_first += from - m_starts.begin();
        m_starts.erase(m_starts.begin(), from);
        m_text = m_text.mid(cut, windowCharacters);
        for (int &start : m_starts)
            start -= cut;
        while (!m_starts.empty() && m_starts.back() > m_text.size())
            m_starts.pop_back();
    }

    int offsetOf(TextPosition position) const
    {
        const QString &all = windowText();
        const OutputDocument *document = view()->document();
        if (!document || m_starts.empty())
            return 0;
        const qint64 row = document->rowOfLine(position.line) - m_first;
        if (row < 0)
            return 0;
        if (row >= qint64(m_starts.size()))
            return int(all.size());
        const int start = m_starts[size_t(row)];
        const int end = row + 1 < qint64(m_starts.size()) ? m_starts[size_t(row + 1)] - 1
                                                          : int(all.size());
        return int(std::min<qsizetype>(start + position.column, end));
    }

    TextPosition positionOf(int offset) const
    {
        windowText();
        const OutputDocument *document = view()->document();
        if (!document || m_starts.empty())
            return {};
        const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), std::max(0, offset));
        const auto index = std::max<qint64>(0, after - m_starts.begin() - 1);
        const OutputRow info = document->row(m_first + index);
        return {info.line, info.marker ? 0 : std::max(0, offset - m_starts[size_t(index)])};
    }

    mutable qint64 m_revision = -1;
    mutable qint64 m_first = 0; // row of the view
    mutable QString m_text;
    mutable std::vector<int> m_starts; // of each row in m_text
};

QAccessibleInterface *createInterface(const QString &className, QObject *object)
{
    if (className != QLatin1StringView(OutputView::staticMetaObject.className()))
        return nullptr;
    auto *view = qobject_cast<OutputView *>(object);
    return view ? new OutputViewAccessible(view) : nullptr;
}

} // namespace

void installOutputAccessibility()
{
    QAccessible::installFactory(createInterface); // ignores a factory that it has
}

QString OutputAnnouncer::take(const OutputDocument &document)
{
    const qint64 rows = document.rowCount();
    const qint64 before = std::exchange(m_spoken, rows);
    QString text;
    std::vector<int> starts;
    if (rows > before)
        appendRows(document, std::max(before, rows - maximumRows), rows, text, starts);
    return text;
}

void OutputAnnouncer::announce(OutputView &view)
{
    if (!view.document() || !QAccessible::isActive())
        return;
    const QString text = take(*view.document());
    if (text.isEmpty())
        return;
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&view);
    const int count = interface && interface->textInterface()
        ? interface->textInterface()->characterCount()
        : 0;
    QAccessibleTextInsertEvent inserted(&view, std::max(0, count - int(text.size())), text);
    QAccessible::updateAccessibility(&inserted);
}

} // namespace CommandRunner
