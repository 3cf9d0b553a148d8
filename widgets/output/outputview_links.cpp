// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/linkopener.h"
#include "widgets/output/outputview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <ranges>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int linesPerJump = 5000;  // looked at for the next link, so that a key answers at once
constexpr int linesPerReport = 200; // above a finding, for the line that names its file

bool isSure(const TextLink &link)
{
    return !link.url.isEmpty() || link.line > 0 || link.path.contains(".py"_L1);
}

} // namespace

void OutputView::setLinkOpener(LinkOpener *opener)
{
    m_links = opener;
    if (opener)
        connect(opener, &LinkOpener::looked, this, [this] {
            updateHover(viewport()->mapFromGlobal(QCursor::pos()),
                        QGuiApplication::queryKeyboardModifiers());
        });
}

// With those that the program declared (OSC 8), which win.
QList<TextLink> OutputView::linksOfLine(qint64 line) const
{
    if (!m_document || line < 0 || line >= m_document->lineCount())
        return {};
    const auto lines = m_document->lines(line, 1);
    if (lines.isEmpty())
        return {};
    const TerminalLine decoded = decodeLine(lines.first());
    QList<TextLink> links;
    for (const TerminalSpan &span : decoded.spans) {
        if (span.link.isEmpty())
            continue;
        TextLink *last = links.isEmpty() ? nullptr : &links.last();
        if (last && last->url == span.link && last->start + last->length == span.start)
            last->length += span.length;
        else
            links.append(
                {.start = span.start, .length = span.length, .url = span.link, .declared = true});
    }
    for (const TextLink &found : findTextLinks(decoded.text)) {
        const bool taken = std::any_of(links.begin(), links.end(), [&found](const TextLink &link) {
            return link.declared && found.start < link.start + link.length
                && link.start < found.start + found.length;
        });
        if (!taken)
            links.append(found);
    }
    std::sort(links.begin(), links.end(),
              [](const TextLink &a, const TextLink &b) { return a.start < b.start; });
    for (TextLink &link : links) {
        if (link.fileAbove)
            link.path = fileAbove(line);
    }
    links.removeIf([](const TextLink &link) { return link.isFile() && link.path.isEmpty(); });
    return links;
}

QString OutputView::fileAbove(qint64 line) const
{
    const qint64 first = std::max<qint64>(0, line - linesPerReport);
    const auto lines = m_document->lines(first, line - first);
    for (const OutputLine &above : lines | std::views::reverse) {
        const QString text = plainText(above);
        if (text.trimmed().isEmpty())
            break; // another report's
        if (const QString file = reportFileOf(text.trimmed()); !file.isEmpty())
            return file;
    }
    return {};
}

std::optional<TextLink> OutputView::linkAt(TextPosition position) const
{
    for (const TextLink &link : linksOfLine(position.line)) {
        if (position.column >= link.start && position.column < link.start + link.length)
            return link;
    }
    return std::nullopt;
}

// True when there is a file, as far as is known; asks for it otherwise.
bool OutputView::leadsSomewhere(const TextLink &link) const
{
    if (!m_links)
        return false;
    if (!link.isFile())
        return true;
    const auto file = m_links->file(link.path);
    return file && !file->isEmpty();
}

void OutputView::updateHover(const QPoint &point, Qt::KeyboardModifiers modifiers)
{
    std::optional<TextLink> link;
    TextPosition position;
    const bool inText = viewport()->rect().contains(point) && point.x() >= gutterWidth();
    const VisibleRow *row = inText && m_links && !m_dragging ? visibleRowAt(point.y()) : nullptr;
    if (row && !row->info.marker) {
        // The character under the pointer, not the gap that is nearest.
        position = positionAt(point - QPoint(int(m_font.charWidth() / 2), 0));
        const bool behindEnd = position.column >= row->layout.text().size();
        if (!behindEnd)
            link = linkAt(position);
    }
    if (link && !leadsSomewhere(*link))
        link.reset();
    if (link != m_hovered || position.line != m_hoveredLine) {
        m_hovered = link;
        m_hoveredLine = position.line;
        viewport()->update();
    }
    m_followsClick = m_hovered && (modifiers & Qt::ControlModifier);
}

QString OutputView::linkText(const TextLink &link) const
{
    if (!link.isFile())
        return link.url; // the true target, whatever the text says
    QString text = m_links ? m_links->file(link.path).value_or(link.path) : link.path;
    if (link.line > 0)
        text += u":%1"_s.arg(link.line);
    if (link.column > 0)
        text += u":%1"_s.arg(link.column);
    return text;
}

void OutputView::addLinkActions(QMenu *menu, TextPosition place)
{
    const std::optional<TextLink> link = m_links ? linkAt(place) : std::nullopt;
    if (!link)
        return;
    QAction *const before = menu->actions().value(0);
    auto *open = new QAction(link->isFile() ? tr("&Open in Editor") : tr("&Open Link"), menu);
    open->setToolTip(linkText(*link));
    connect(open, &QAction::triggered, this, [this, link = *link] {
        if (m_links)
            m_links->open(link);
    });
    auto *copyTarget = new QAction(link->isFile() ? tr("Copy &Path") : tr("Copy &Link"), menu);
    connect(copyTarget, &QAction::triggered, this,
            [text = linkText(*link)] { QGuiApplication::clipboard()->setText(text); });
    menu->insertActions(before, {open, copyTarget});
    menu->insertSeparator(before);
}

void OutputView::paintLink(QPainter &painter, const VisibleRow &row) const
{
    if (!m_hovered || row.info.marker || row.info.line != m_hoveredLine)
        return;
    painter.setPen(palette().color(QPalette::Link));
    const int height = m_font.lineHeight();
    const auto from = row.layout.placeOf(m_hovered->start);
    const auto to = row.layout.placeOf(m_hovered->start + m_hovered->length);
    for (int subRow = from.subRow; subRow <= to.subRow; ++subRow) {
        const qreal left = subRow == from.subRow ? from.x : 0;
        const qreal right = subRow == to.subRow ? to.x : wrapWidth();
        const qreal y = row.y + subRow * height + m_font.ascent() + 1.5;
        painter.drawLine(QPointF(textLeft() + left, y), QPointF(textLeft() + right, y));
    }
}

bool OutputView::followLink()
{
    if (!m_links)
        return false;
    const TextPosition start = std::min(m_anchor, m_caret);
    std::optional<TextLink> link = linkAt(start);
    if (const QList<TextLink> links = linksOfLine(start.line); !link && !links.isEmpty()) {
        const auto sure = std::find_if(links.begin(), links.end(), isSure);
        link = sure == links.end() ? links.first() : *sure;
    }
    if (!link)
        return false;
    m_links->open(*link);
    return true;
}

bool OutputView::goToLink(bool backwards)
{
    if (!m_document || m_document->lineCount() == 0)
        return false;
    const TextPosition from = backwards ? std::min(m_anchor, m_caret) : std::max(m_anchor, m_caret);
    const qint64 step = backwards ? -1 : 1;
    qint64 line = from.line;
    for (int i = 0; i < linesPerJump && line >= 0 && line < m_document->lineCount();
         ++i, line += step) {
        QList<TextLink> links = linksOfLine(line);
        links.removeIf([&](const TextLink &link) {
            return !isSure(link)
                || (line == from.line
                    && (backwards ? link.start >= from.column : link.start < from.column));
        });
        if (links.isEmpty())
            continue;
        const TextLink link = backwards ? links.last() : links.first();
        goToLine(line);
        setSelection({line, link.start}, {line, link.start + link.length});
        ensureVisible(m_caret);
        return true;
    }
    return false;
}

} // namespace CommandRunner
