// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/sourceview.h"

#include "widgets/common/theme.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QFontDatabase>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 portionMs = 6; // leaves most of a frame to the window
constexpr qsizetype portionLines = 40;

// Scripts often have no ending: the interpreter tells.
QString definitionOfInterpreter(const QString &firstLine)
{
    struct Entry {
        QLatin1StringView interpreter;
        QLatin1StringView definition;
    };
    static constexpr std::array table{
        Entry{"python"_L1, "Python"_L1}, Entry{"bash"_L1, "Bash"_L1},
        Entry{"zsh"_L1, "Zsh"_L1},       Entry{"perl"_L1, "Perl"_L1},
        Entry{"ruby"_L1, "Ruby"_L1},     Entry{"node"_L1, "JavaScript"_L1},
        Entry{"php"_L1, "PHP/PHP"_L1},   Entry{"pwsh"_L1, "PowerShell"_L1},
        Entry{"sh"_L1, "Bash"_L1},
    };
    if (!firstLine.startsWith("#!"_L1))
        return {};
    for (const Entry &entry : table) {
        if (firstLine.contains(entry.interpreter))
            return entry.definition;
    }
    return {};
}

} // namespace

class SourceView::Gutter final : public QWidget
{
public:
    explicit Gutter(SourceView *view) : QWidget(view), m_view(view) {}

protected:
    void paintEvent(QPaintEvent *event) override { m_view->paintGutter(event); }

private:
    SourceView *m_view;
};

SourceView::SourceView(QWidget *parent) : QPlainTextEdit(parent), m_gutter(new Gutter(this))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * 4);
    setUndoRedoEnabled(false);
    m_portions.setInterval(0);
    connect(&m_portions, &QTimer::timeout, this, &SourceView::appendPortion);
    connect(this, &QPlainTextEdit::updateRequest, this,
            [this](const QRect &, int) { m_gutter->update(); });
}

SourceView::~SourceView() = default;

void SourceView::setSource(const QString &path, const SourceExcerpt &excerpt, int line)
{
    clearSource();
    m_pending = excerpt.text.split(u'\n');
    m_firstLine = excerpt.firstLine;
    m_lastLine = excerpt.firstLine + int(m_pending.size()) - 1;
    m_line = line;
    chooseDefinition(path, m_firstLine == 1 ? m_pending.first() : QString());
    placeGutter();
    m_portions.start();
    appendPortion();
}

void SourceView::clearSource()
{
    m_portions.stop();
    m_pending.clear();
    m_appended = 0;
    setExtraSelections({});
    clear();
}

void SourceView::chooseDefinition(const QString &path, const QString &firstLine)
{
    using namespace KSyntaxHighlighting;
    if (!m_repository)
        m_repository = std::make_unique<Repository>();
    if (!m_highlighter)
        m_highlighter = new SyntaxHighlighter(document());
    Definition definition = m_repository->definitionForFileName(QFileInfo(path).fileName());
    if (!definition.isValid())
        definition = m_repository->definitionForName(definitionOfInterpreter(firstLine));
    applyTheme();
    m_highlighter->setDefinition(definition);
}

QString SourceView::definitionName() const
{
    return m_highlighter ? m_highlighter->definition().name() : QString();
}

void SourceView::applyTheme()
{
    using KSyntaxHighlighting::Repository;
    m_highlighter->setTheme(m_repository->defaultTheme(isDark(palette()) ? Repository::DarkTheme
                                                                         : Repository::LightTheme));
}

void SourceView::appendPortion()
{
    QElapsedTimer timer;
    timer.start();
    const int scroll = verticalScrollBar()->value();
    QTextCursor cursor(document());
    while (m_appended < m_pending.size() && timer.elapsed() < portionMs) {
        const qsizetype count = std::min(portionLines, m_pending.size() - m_appended);
        cursor.movePosition(QTextCursor::End);
        cursor.insertText((m_appended == 0 ? QString() : u"\n"_s)
                          + m_pending.mid(m_appended, count).join(u'\n'));
        m_appended += count;
    }
    verticalScrollBar()->setValue(scroll);
    const int wanted = m_line - m_firstLine;
    const bool waits = m_line > 0 && extraSelections().isEmpty();
    const bool complete = m_appended >= m_pending.size();
    // With some lines below, so that it can stand in the middle.
    if (waits && (complete || m_appended > wanted + 100))
        markLine();
    if (complete) {
        m_portions.stop();
        m_pending.clear();
    }
}

void SourceView::markLine()
{
    const QTextBlock block = document()->findBlockByNumber(m_line - m_firstLine);
    if (!block.isValid())
        return;
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(block);
    selection.format.setBackground(mixed(palette().color(QPalette::Base),
                                         palette().color(QPalette::Highlight), 0.18));
    selection.format.setProperty(QTextFormat::FullWidthSelection, true);
    setExtraSelections({selection});
    setTextCursor(selection.cursor);
    // A little above it: comments and decorators belong to a definition.
    verticalScrollBar()->setValue(std::max(0, block.blockNumber() - 4));
}

int SourceView::gutterWidth() const
{
    return fontMetrics().horizontalAdvance(QString::number(m_lastLine))
        + fontMetrics().averageCharWidth() * 2;
}

void SourceView::placeGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_gutter->setGeometry(area.left(), area.top(), gutterWidth(), area.height());
}

void SourceView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void SourceView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter) {
        applyTheme();
        m_highlighter->rehighlight();
        if (!extraSelections().isEmpty())
            markLine();
    }
}

void SourceView::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), palette().color(QPalette::AlternateBase));
    painter.setFont(font());
    painter.setPen(readableOn(palette().color(QPalette::AlternateBase),
                              palette().color(QPalette::PlaceholderText)));
    QTextBlock block = firstVisibleBlock();
    QRectF area = blockBoundingGeometry(block).translated(contentOffset());
    while (block.isValid() && area.top() <= event->rect().bottom()) {
        painter.drawText(QRectF(0, area.top(), m_gutter->width() - fontMetrics().averageCharWidth(),
                                area.height()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(m_firstLine + block.blockNumber()));
        area.translate(0, area.height());
        block = block.next();
        area.setHeight(blockBoundingRect(block).height());
    }
}

} // namespace CommandRunner
