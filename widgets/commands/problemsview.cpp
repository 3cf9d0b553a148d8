// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/problemsview.h"

#include "widgets/commands/commandtreemodel.h"

#include <QDir>
#include <QLabel>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString html(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', "<br>"_L1);
}

} // namespace

ProblemsView::ProblemsView(QWidget *parent)
    : QWidget(parent),
      m_title(new QLabel(this)),
      m_text(new QTextBrowser(this))
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    m_title->setFont(large);
    m_text->setOpenLinks(false);
    m_text->setAccessibleName(tr("Problems"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->viewport()->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_text, 1);
    connect(m_text, &QTextBrowser::anchorClicked, this,
            [this](const QUrl &url) { Q_EMIT openRequested(url.toLocalFile()); });
}

void ProblemsView::setProblems(const QList<DiscoveryProblem> &problems)
{
    const int count = int(problems.size());
    m_title->setText(count == 1 ? tr("1 problem") : tr("%n problems", nullptr, count));
    QString text = u"<p>"_s
        + html(tr("What could not be read when looking for commands. Everything else was found and "
                  "is listed."))
        + u"</p>"_s;
    for (const DiscoveryProblem &problem : problems) {
        const QString path = QDir::cleanPath(QDir(problem.folder).absoluteFilePath(problem.file));
        QString place = problem.file.isEmpty() ? shortPath(problem.folder) : problem.file;
        if (problem.line > 0)
            place += u':' + QString::number(problem.line);
        text +=
            u"<h4><a href=\"%1\">%2</a> <span style=\"font-weight:normal\">(%3)</span></h4><p>%4</p>"_s
                .arg(QString::fromUtf8(QUrl::fromLocalFile(path).toEncoded()), html(place),
                     html(sourceTitle(problem.source)), html(problem.message));
        if (!problem.hint.isEmpty())
            text += u"<p><b>%1</b> %2</p>"_s.arg(html(tr("What to do:")), html(problem.hint));
    }
    m_text->setHtml(text);
}

QString ProblemsView::text() const
{
    return m_text->toPlainText();
}

} // namespace CommandRunner
