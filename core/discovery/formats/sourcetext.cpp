// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/sourcetext.h"

namespace CommandRunner {

QString sourceText(QByteArrayView content)
{
    if (content.startsWith("\xEF\xBB\xBF"))
        content = content.sliced(3);
    return QString::fromUtf8(content);
}

} // namespace CommandRunner
