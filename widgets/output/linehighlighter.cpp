// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/linehighlighter.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Format>
#include <QColor>
#include <QElapsedTimer>
#include <QTimerEvent>

#include <algorithm>
#include <ranges>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int sliceMs = 4;
constexpr qsizetype mostStates = 20'000;
constexpr qsizetype mostWanted = 64; // lines; a screen that scrolls by asks for more in vain

struct Piece {
    qsizetype start = 0;
    qsizetype length = 0;
    TerminalStyle style;
};

bool isPlain(const TerminalStyle &style)
{
    return style.foreground.kind == TerminalColor::Kind::Default
        && style.background.kind == TerminalColor::Kind::Default && !style.inverse;
}

// The line's spans with the pieces where the program chose no colour.
QList<TerminalSpan> merged(const TerminalLine &line, const QList<Piece> &pieces)
{
    QList<qsizetype> cuts;
    const auto add = [&cuts](qsizetype start, qsizetype length) {
        cuts.append(start);
        cuts.append(start + length);
    };
    for (const TerminalSpan &span : line.spans)
        add(span.start, span.length);
    for (const Piece &piece : pieces)
        add(piece.start, piece.length);
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    QList<TerminalSpan> result;
    qsizetype span = 0;
    qsizetype piece = 0;
    for (qsizetype i = 0; i + 1 < cuts.size(); ++i) {
        const qsizetype start = cuts[i];
        const qsizetype length = cuts[i + 1] - start;
        while (span < line.spans.size()
               && line.spans[span].start + line.spans[span].length <= start)
            ++span;
        while (piece < pieces.size() && pieces[piece].start + pieces[piece].length <= start)
            ++piece;
        const TerminalSpan *own = span < line.spans.size() && line.spans[span].start <= start
            ? &line.spans[span]
            : nullptr;
        const Piece *syntax = piece < pieces.size() && pieces[piece].start <= start ? &pieces[piece]
                                                                                    : nullptr;
        if (!own && !syntax)
            continue;
        TerminalSpan made = own ? *own : TerminalSpan();
        made.start = start;
        made.length = length;
        if (syntax && isPlain(made.style)) {
            made.style.foreground = syntax->style.foreground;
            made.style.bold = made.style.bold || syntax->style.bold;
            made.style.italic = made.style.italic || syntax->style.italic;
        }
        result.append(made);
    }
    return result;
}

} // namespace

class LineHighlighter::Engine final : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    void use(const SyntaxLibrary::Syntax &syntax, bool dark)
    {
        if (syntax.definition != definition())
            setDefinition(syntax.definition);
        m_theme = dark ? syntax.dark : syntax.light;
    }

    KSyntaxHighlighting::State go(const QString &text, const KSyntaxHighlighting::State &state)
    {
        pieces.clear();
        return highlightLine(QStringView(text).left(longestLine), state);
    }

    QList<Piece> pieces;

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        if (length <= 0 || !format.isValid() || format.isDefaultTextStyle(m_theme))
            return;
        TerminalStyle style;
        if (format.hasTextColor(m_theme)) {
            style.foreground.kind = TerminalColor::Kind::Rgb;
            style.foreground.value = format.textColor(m_theme).rgb() & 0xffffff;
        }
        style.bold = format.isBold(m_theme);
        style.italic = format.isItalic(m_theme);
        pieces.append({offset, length, style});
    }

private:
    KSyntaxHighlighting::Theme m_theme;
};

LineHighlighter::LineHighlighter(SyntaxLibrary &library, QObject *parent)
    : QObject(parent),
      m_library(library),
      m_engine(std::make_unique<Engine>())
{
    connect(&library, &SyntaxLibrary::loaded, this, &LineHighlighter::improved);
}

LineHighlighter::~LineHighlighter() = default;

void LineHighlighter::setDocument(OutputDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_knownLines = 0;
    m_regions.clear();
    if (!document)
        return;
    m_knownLines = document->lineCount();
    connect(document, &OutputDocument::grown, this, [this] {
        forgetFrom(m_knownLines - 1); // it may have been unfinished
        m_knownLines = m_document->lineCount();
    });
    connect(document, &OutputDocument::rowsReset, this, [this] {
        if (m_document->lineCount() < m_knownLines)
            forgetFrom(0);
        m_knownLines = m_document->lineCount();
    });
}

void LineHighlighter::forgetFrom(qint64 line)
{
    for (Region &region : m_regions) {
        if (!region.after.isEmpty())
            region.after.removeIf([line](auto state) { return state.key() >= line; });
    }
}

void LineHighlighter::setWhole(const QString &name)
{
    if (name == whole())
        return;
    m_regions.clear();
    if (!name.isEmpty())
        m_regions.push_back({.name = name});
    Q_EMIT improved();
}

QString LineHighlighter::whole() const
{
    return !m_regions.empty() && m_regions.front().end < 0 ? m_regions.front().name : QString();
}

void LineHighlighter::addPart(qint64 first, qint64 end, const QString &name)
{
    m_regions.push_back({.first = first, .end = end, .name = name});
    Q_EMIT improved();
}

LineHighlighter::Region *LineHighlighter::regionOf(qint64 line)
{
    for (Region &region : m_regions | std::views::reverse) {
        if (line >= region.first && (region.end < 0 || line < region.end))
            return &region;
    }
    return nullptr;
}

void LineHighlighter::apply(TerminalLine &decoded, const OutputLine &line, bool dark)
{
    Region *region = regionOf(line.number);
    const bool sqlOnly = m_sql && line.lineClass == LineClass::Sql && (!region || region->end < 0);
    if (!region && !sqlOnly)
        return;
    const SyntaxLibrary::Syntax *syntax = m_library.syntax(sqlOnly ? u"SQL"_s : region->name);
    if (!syntax)
        return;
    m_engine->use(*syntax, dark);
    if (sqlOnly) {
        m_engine->go(decoded.text, {}); // a statement is mostly one line, between others
    } else {
        KSyntaxHighlighting::State before;
        if (line.number > region->first) {
            const auto known = region->after.constFind(line.number - 1);
            if (known != region->after.constEnd()) {
                before = *known;
            } else if (region->wanted.size() < mostWanted
                       && !region->wanted.contains(line.number)) {
                region->wanted.append(line.number);
                m_idle.start(0, this);
            }
        }
        region->after.insert(line.number, m_engine->go(decoded.text, before));
    }
    decoded.spans = merged(decoded, m_engine->pieces);
}

void LineHighlighter::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_idle.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    for (Region &region : m_regions) {
        if (goOn(region))
            return;
    }
    m_idle.stop();
    Q_EMIT improved();
}

// Finds the state before the first wanted line, for some milliseconds.
bool LineHighlighter::goOn(Region &region)
{
    const SyntaxLibrary::Syntax *syntax = m_library.syntax(region.name);
    if (region.wanted.isEmpty() || !syntax || !m_document) {
        region.wanted.clear();
        return false;
    }
    if (region.after.size() > mostStates)
        region.after.clear();
    m_engine->use(*syntax, false);
    QElapsedTimer timer;
    timer.start();
    while (!region.wanted.isEmpty()) {
        const qint64 target = region.wanted.first();
        // From the nearest line whose state is sure: one that a search like this one went through.
        qint64 from = std::max(region.first, target - lookBack);
        KSyntaxHighlighting::State state;
        for (qint64 line = target - 1; line >= from; --line) {
            const auto known = region.after.constFind(line);
            if (known != region.after.constEnd()) {
                state = *known;
                from = line + 1;
                break;
            }
        }
        while (from < target) {
            const auto lines = m_document->lines(from, std::min<qint64>(64, target - from));
            if (lines.isEmpty())
                break;
            for (const OutputLine &line : lines) {
                state = m_engine->go(plainText(line), state);
                region.after.insert(line.number, state);
            }
            from = lines.last().number + 1;
            if (timer.elapsed() >= sliceMs)
                return true; // goes on behind what it has
        }
        region.wanted.removeFirst();
        // What was highlighted without knowing is done again.
        region.after.removeIf([target, &region](auto known) {
            return known.key() >= target
                && (region.wanted.isEmpty() || known.key() < region.wanted.first());
        });
    }
    return false;
}

} // namespace CommandRunner
