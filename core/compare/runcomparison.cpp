// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/runcomparison.h"

#include "core/base/background.h"

#include <QTimer>

#include <utility>

namespace CommandRunner {

namespace {
constexpr int progressMs = 100;
}

RunComparison::RunComparison(const Side &before, const Side &after, QObject *parent)
    : QObject(parent),
      m_documents{std::make_unique<OutputDocument>(before.source, before.reading),
                  std::make_unique<OutputDocument>(after.source, after.reading)}
{
    for (const auto &document : m_documents) {
        // All lines are compared, so all are shown.
        document->setHiddenClasses(0);
        connect(document.get(), &OutputDocument::finished, this, &RunComparison::start);
        document->setFinished();
    }
}

RunComparison::~RunComparison()
{
    if (m_wanted)
        *m_wanted = false;
}

void RunComparison::compare(NoiseKinds ignored)
{
    m_ignored = ignored;
    m_comparing = true;
    m_result.reset();
    start();
}

void RunComparison::swap()
{
    if (m_wanted)
        *m_wanted = false;
    m_wanted.reset();
    m_comparing = false;
    m_result.reset();
    std::swap(m_documents[0], m_documents[1]);
}

void RunComparison::start()
{
    if (!m_comparing || !m_documents[0]->isFinished() || !m_documents[1]->isFinished())
        return;
    if (m_wanted)
        *m_wanted = false;
    m_wanted = std::make_shared<std::atomic_bool>(true);
    const auto share = std::make_shared<std::atomic<double>>(0);
    inBackground(
        this,
        [one = before()->snapshot(), other = after()->snapshot(), ignored = m_ignored,
         wanted = m_wanted, share] {
            return compareOutputs(one, other, ignored, [&](double done) {
                *share = done;
                return wanted->load();
            });
        },
        [this, wanted = m_wanted](std::optional<OutputComparison> result) {
            if (!*wanted || !result)
                return; // another one is under way
            m_wanted.reset();
            m_comparing = false;
            m_result = std::move(result);
            Q_EMIT done();
        });
    tell(share);
}

void RunComparison::tell(const std::shared_ptr<std::atomic<double>> &share)
{
    QTimer::singleShot(progressMs, this, [this, share, wanted = m_wanted] {
        if (!wanted || wanted != m_wanted)
            return;
        Q_EMIT progressed(*share);
        tell(share);
    });
}

} // namespace CommandRunner
