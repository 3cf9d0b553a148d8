// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandpreset.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

QJsonObject CommandPreset::toJson() const
{
    QJsonObject json{{u"values"_s, argumentValuesToJson(values)}};
    if (!freeArguments.isEmpty())
        json.insert(u"freeArguments"_s, freeArguments);
    return json;
}

CommandPreset CommandPreset::fromJson(const QString &name, const QJsonObject &json)
{
    return {name, argumentValuesFromJson(json.value("values"_L1).toObject()),
            json.value("freeArguments"_L1).toString()};
}

ArgumentValues withoutSecrets(const Command &command, ArgumentValues values)
{
    for (const Parameter &parameter : command.parameters) {
        if (parameter.type == ParameterType::Secret)
            values.remove(parameter.name);
    }
    return values;
}

} // namespace CommandRunner
