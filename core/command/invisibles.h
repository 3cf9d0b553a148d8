// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace CommandRunner {

// What the eye does not see, or takes for something else.
enum class InvisibleKind {
    OuterBlank, // at the beginning or end of a word
    Tab,
    LineBreak,
    UnusualBlank, // not broken, wide, thin …
    EmptyWord,
    Unprintable, // of no width, turning the direction, or a control character
};

struct InvisiblePart {
    InvisibleKind kind = InvisibleKind::OuterBlank;
    qsizetype position = 0; // in VisibleLine::text
    qsizetype length = 0;

    bool operator==(const InvisiblePart &) const = default;
};

// joinShellWords() with signs in place of what is invisible.
struct VisibleLine {
    QString text;
    QList<qsizetype> origins;   // for each character of `text`, and its end: where that is in the
                                // line
    QList<InvisiblePart> parts; // in the order of the text
};

VisibleLine visibleLine(const QStringList &words);

} // namespace CommandRunner
