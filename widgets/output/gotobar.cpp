// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/gotobar.h"

#include "core/output/outputdocument.h"
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/output/outputview.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

GoTo parseGoTo(const QString &text, qint64 currentLine, qint64 lineCount)
{
    const QString wanted = text.trimmed();
    if (wanted.contains(u':')) {
        for (const QString &format : {u"H:mm"_s, u"H:mm:ss"_s, u"H:mm:ss.zzz"_s}) {
            if (const QTime time = QTime::fromString(wanted, format); time.isValid())
                return GoToTime{time};
        }
        return {};
    }
    QString digits = wanted;
    const bool percent = digits.endsWith(u'%');
    if (percent)
        digits.chop(1);
    const QChar sign = digits.startsWith(u'+') || digits.startsWith(u'-') ? digits.front()
                                                                          : QChar();
    if (!sign.isNull())
        digits.remove(0, 1);
    digits.remove(u'\'').remove(u'\u202f').remove(u'\u00a0').remove(u' ').remove(u',');
    bool ok = false;
    const double number = digits.toDouble(&ok);
    if (!ok || number < 0 || (percent && !sign.isNull()) || (!percent && digits.contains(u'.')))
        return {};
    const double last = double(std::max<qint64>(0, lineCount - 1));
    double line = 0;
    if (percent)
        line = number / 100 * last;
    else if (!sign.isNull())
        line = double(currentLine) + (sign == u'+' ? number : -number);
    else
        line = number - 1;
    return GoToLine{qint64(std::clamp(line, 0.0, last))};
}

qint64 lineAtTime(const OutputDocument &document, QTime time)
{
    const auto timeOf = [&document](qint64 line) {
        const auto lines = document.lines(line, 1);
        return lines.isEmpty() ? 0 : lines.first().time;
    };
    const qint64 last = timeOf(document.lineCount() - 1);
    if (last <= 0)
        return -1;
    QDateTime wanted(QDateTime::fromMSecsSinceEpoch(last).date(), time);
    if (wanted.toMSecsSinceEpoch() > last && timeOf(0) <= wanted.addDays(-1).toMSecsSinceEpoch())
        wanted = wanted.addDays(-1);
    qint64 low = 0;
    qint64 high = document.lineCount() - 1;
    while (low < high) {
        const qint64 middle = low + (high - low) / 2;
        if (timeOf(middle) >= wanted.toMSecsSinceEpoch())
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

GoToBar::GoToBar(OutputView *view, QWidget *parent)
    : QWidget(parent),
      m_view(view),
      m_field(new QLineEdit(this)),
      m_message(new QLabel(this))
{
    const QString help = tr("Line number, +30 or -30 lines, 50 %, or a time as 14:03:05");
    m_field->setPlaceholderText(tr("Go to line, +30, -30, 50%, 14:03:05"));
    m_field->setAccessibleName(tr("Go to line"));
    m_field->setToolTip(help);
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * 40);
    m_message->setAccessibleName(tr("Hint"));
    auto *layout = new QHBoxLayout(this);
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    layout->setContentsMargins(space, space / 2, space, space / 2);
    layout->addWidget(m_field);
    layout->addWidget(m_message);
    layout->addStretch(1);
    setVisible(false);
    setFocusProxy(m_field);
    connect(m_field, &QLineEdit::textChanged, this, [this] { m_message->clear(); });
}

void GoToBar::setView(OutputView *view)
{
    m_view = view;
}

void GoToBar::open()
{
    setVisible(true);
    m_message->setPalette(palette());
    if (const OutputDocument *document = m_view->document())
        m_message->setText(tr("Line %1 of %2")
                               .arg(numberText(m_view->caret().line + 1),
                                    numberText(document->lineCount())));
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void GoToBar::close()
{
    setVisible(false);
    m_view->setFocus(Qt::OtherFocusReason);
}

void GoToBar::go()
{
    const OutputDocument *document = m_view->document();
    if (!document || document->lineCount() == 0)
        return;
    const GoTo target = parseGoTo(m_field->text(), m_view->caret().line, document->lineCount());
    qint64 line = -1;
    if (const auto *wanted = std::get_if<GoToLine>(&target))
        line = wanted->line;
    else if (const auto *moment = std::get_if<GoToTime>(&target))
        line = lineAtTime(*document, moment->time);
    if (line < 0) {
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText, semanticColor(SemanticColor::Bad, palette()));
        m_message->setPalette(colors);
        m_message->setText(std::holds_alternative<GoToTime>(target)
                               ? tr("This output has no times")
                               : tr("Type a line number, +30, -30, 50% or 14:03:05"));
        return;
    }
    close();
    m_view->goToLine(line);
}

void GoToBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        go();
    else
        QWidget::keyPressEvent(event);
}

} // namespace CommandRunner
