// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlens.h"
#include "widgets/common/messagebanner.h"
#include "widgets/output/lenscontroller.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QDir>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct EncodingText {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::OutputEncoding)
};

// Where it is used; empty: its name says enough.
QString regionOf(OutputEncoding encoding)
{
    switch (encoding) {
    case OutputEncoding::Latin1:
    case OutputEncoding::Latin9:
    case OutputEncoding::Windows1252:
        return EncodingText::tr("Western European");
    case OutputEncoding::Latin2:
    case OutputEncoding::Windows1250:
        return EncodingText::tr("Central European");
    case OutputEncoding::IsoCyrillic:
    case OutputEncoding::Windows1251:
    case OutputEncoding::Koi8R:
    case OutputEncoding::Koi8U:
        return EncodingText::tr("Cyrillic");
    case OutputEncoding::IsoGreek:
        return EncodingText::tr("Greek");
    case OutputEncoding::Latin5:
        return EncodingText::tr("Turkish");
    case OutputEncoding::Ibm437:
    case OutputEncoding::Ibm850:
        return EncodingText::tr("DOS, Western European");
    case OutputEncoding::Ibm866:
        return EncodingText::tr("DOS, Cyrillic");
    case OutputEncoding::ShiftJis:
    case OutputEncoding::EucJp:
        return EncodingText::tr("Japanese");
    case OutputEncoding::Gb18030:
        return EncodingText::tr("Simplified Chinese");
    case OutputEncoding::Big5:
        return EncodingText::tr("Traditional Chinese");
    case OutputEncoding::EucKr:
        return EncodingText::tr("Korean");
    default:
        return {};
    }
}

QString titleOf(OutputEncoding encoding)
{
    const QString region = regionOf(encoding);
    return region.isEmpty() ? encodingName(encoding)
                            : EncodingText::tr("%1 (%2)", "where it is used, name of an encoding")
                                  .arg(region, encodingName(encoding));
}

bool isUsual(OutputEncoding encoding)
{
    switch (encoding) {
    case OutputEncoding::Utf8:
    case OutputEncoding::System:
    case OutputEncoding::Latin1:
    case OutputEncoding::Utf16:
    case OutputEncoding::Utf16Le:
    case OutputEncoding::Utf16Be:
        return true;
    default:
        return false;
    }
}

} // namespace

void OutputPane::createEncodings()
{
    m_encodingMenu->setTitle(tr("Encoding"));
    m_encodingMenu->setAccessibleName(tr("Encoding"));
    connect(m_encodingMenu, &QMenu::aboutToShow, this, &OutputPane::fillEncodingMenu);
    QAction *open = addPaneAction(u"output.encoding"_s, tr("Encoding…"),
                                  tr("Choose how the bytes of this output are read as text"), {});
    connect(open, &QAction::triggered, this, [this] {
        const QRect caret = currentView()->rectOf(currentView()->caret());
        m_encodingMenu->popup(currentView()->viewport()->mapToGlobal(
            caret.isValid() ? caret.bottomLeft() : QPoint(0, 0)));
    });
}

void OutputPane::fillEncodingMenu()
{
    m_encodingMenu->clear();
    delete m_encodingMenu->findChild<QActionGroup *>();
    auto *group = new QActionGroup(m_encodingMenu);
    QMenu *others = nullptr;
    const auto add = [this, group](QMenu *menu, OutputEncoding encoding, const QString &title) {
        QAction *action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(encoding == m_encoding);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, encoding] { chooseEncoding(encoding); });
    };
    const bool guessed = m_document && m_encoding == OutputEncoding::Automatic;
    add(m_encodingMenu, OutputEncoding::Automatic,
        guessed ? tr("&Automatic: %1").arg(encodingName(m_document->source().encoding))
                : tr("&Automatic"));
    m_encodingMenu->addSeparator();
    const QList<OutputEncoding> all = availableEncodings();
    for (const OutputEncoding encoding : all) {
        if (encoding == OutputEncoding::System)
            add(m_encodingMenu, encoding, tr("&System: %1").arg(encodingName(systemEncoding())));
        else if (isUsual(encoding))
            add(m_encodingMenu, encoding, titleOf(encoding));
    }
    for (const OutputEncoding encoding : all) {
        if (isUsual(encoding) || encoding == OutputEncoding::Automatic)
            continue;
        if (!others) {
            m_encodingMenu->addSeparator();
            others = m_encodingMenu->addMenu(tr("&Others"));
        }
        add(others, encoding, titleOf(encoding));
    }
    if (others && !isUsual(m_encoding) && m_encoding != OutputEncoding::Automatic)
        others->setTitle(tr("&Others: %1").arg(encodingName(m_encoding)));
}

// By a person: what failed before is tried once more.
void OutputPane::chooseEncoding(OutputEncoding encoding)
{
    if (encoding != m_encoding) {
        m_lens->setEncoding(encoding);
        readAs(encoding);
    } else if (m_document && m_document->transcriptError()) {
        m_banner->dismiss();
        readAs(encoding);
    }
}

void OutputPane::readAs(OutputEncoding encoding)
{
    const bool again = m_document && m_document->transcriptError();
    if (encoding == m_encoding && !again)
        return;
    m_encoding = encoding;
    if (!m_document)
        return;
    // One that was not read as far as that yet keeps where it wanted to be.
    if (m_places.isEmpty()) {
        for (OutputView *view : {m_view, m_second}) {
            if (view)
                m_places.append({view, view->topLine(), view->caret().line});
        }
    }
    openDocument();
}

// Line numbers are the same in most encodings, so a place is one in all of them.
void OutputPane::restorePlaces()
{
    if (m_places.isEmpty())
        return;
    qint64 wanted = 0;
    for (const Place &place : std::as_const(m_places))
        wanted = std::max({wanted, place.topLine, place.caretLine});
    // Rows of lines that filters have not looked at are not there yet.
    if ((m_document->lineCount() <= wanted && !m_document->isFinished())
        || !m_document->lens().isSettled())
        return;
    const QList<Place> places = std::exchange(m_places, {});
    const qint64 last = std::max<qint64>(0, m_document->lineCount() - 1);
    for (const Place &place : places) {
        if (!place.view || place.view->isFollowing())
            continue;
        const TextPosition caret{std::min(place.caretLine, last), 0};
        place.view->setSelection(caret, caret);
        place.view->setTopLine(std::min(place.topLine, last));
    }
}

OutputEncoding OutputPane::inputEncoding() const
{
    const bool found = m_document && m_document->source().transcript;
    switch (m_encoding) {
    case OutputEncoding::Automatic:
    case OutputEncoding::Utf16:
        return found ? m_document->source().encoding : m_encoding;
    default:
        return m_encoding;
    }
}

void OutputPane::showTranscriptError()
{
    const Error error = m_document->transcriptError().value_or(Error());
    const QString folder = QDir::toNativeSeparators(error.subject);
    const bool part = m_document->source().transcript != nullptr;
    m_banner->showMessage(
        MessageBanner::Kind::Warning,
        part ? tr("Only the beginning of this output is shown: no more of its copy in UTF-8 could "
                  "be written to “%1”. Make room on that disk, then choose the encoding again. "
                  "Saving it as raw bytes saves all of it.")
                   .arg(folder)
             : tr("This output is shown as UTF-8: a copy of it, read in its own encoding, could "
                  "not be written to “%1”. Make room on that disk, then choose the encoding again.")
                   .arg(folder),
        error.detail);
}

} // namespace CommandRunner
