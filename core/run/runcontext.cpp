// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runcontext.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    QLatin1StringView key;
    QString RunContext::*member;
};

constexpr Text texts[] = {
    {"machine"_L1, &RunContext::machine},
    {"system"_L1, &RunContext::system},
    {"user"_L1, &RunContext::user},
    {"program"_L1, &RunContext::program},
    {"interpreter"_L1, &RunContext::interpreter},
    {"interpreterVersion"_L1, &RunContext::interpreterVersion},
    {"gitRevision"_L1, &RunContext::gitRevision},
    {"gitBranch"_L1, &RunContext::gitBranch},
};

constexpr auto dirtyKey = "gitDirty"_L1;

} // namespace

QJsonObject RunContext::toJson() const
{
    QJsonObject json;
    for (const Text &text : texts) {
        if (const QString &value = this->*text.member; !value.isEmpty())
            json.insert(text.key, value);
    }
    if (gitDirty)
        json.insert(dirtyKey, *gitDirty);
    return json;
}

RunContext RunContext::fromJson(const QJsonObject &json)
{
    RunContext context;
    for (const Text &text : texts)
        context.*text.member = json.value(text.key).toString();
    if (const QJsonValue dirty = json.value(dirtyKey); dirty.isBool())
        context.gitDirty = dirty.toBool();
    return context;
}

} // namespace CommandRunner
