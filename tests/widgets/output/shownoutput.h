// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/output/logfixture.h"
#include "widgets/output/outputview.h"

#include <QTest>

// A view on a document on a log, on the (offscreen) screen.
class ShownOutput final
{
public:
    explicit ShownOutput(const QByteArray &bytes, QSize size = QSize(700, 320))
    {
        m_fixture.append(bytes);
        m_document = std::make_unique<CommandRunner::OutputDocument>(m_fixture.log(),
                                                                     m_fixture.index());
        m_view = std::make_unique<CommandRunner::OutputView>();
        m_view->setDocument(m_document.get());
        m_view->resize(size);
        m_view->show();
        m_document->grow();
        m_bytes = bytes.size();
    }
    ~ShownOutput() { m_view->setDocument(nullptr); }

    bool isRead() const { return m_document->byteCount() == m_bytes; }
    void append(const QByteArray &bytes,
                CommandRunner::OutputStream stream = CommandRunner::OutputStream::Standard)
    {
        m_fixture.append(bytes, stream);
        m_bytes += bytes.size();
        m_document->grow();
    }

    CommandRunner::OutputView &view() { return *m_view; }
    CommandRunner::OutputDocument &document() { return *m_document; }
    LogFixture &fixture() { return m_fixture; }

private:
    LogFixture m_fixture;
    qint64 m_bytes = 0;
    std::unique_ptr<CommandRunner::OutputDocument> m_document;
    std::unique_ptr<CommandRunner::OutputView> m_view;
};

inline QByteArray numberedLines(int count, const QByteArray &prefix = "line ")
{
    QByteArray result;
    for (int i = 0; i < count; ++i)
        result += prefix + QByteArray::number(i) + '\n';
    return result;
}

inline QByteArray sqlLines(int count)
{
    QByteArray result;
    for (int i = 0; i < count; ++i)
        result += "(0.001) SELECT " + QByteArray::number(i) + " FROM shop_order; args=()\n";
    return result;
}
