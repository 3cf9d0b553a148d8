// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/terminalkeys.h"

#include <QKeyEvent>

#include <optional>

namespace CommandRunner {

namespace {

constexpr char escape = 0x1b;

// 1 + Shift + 2 Alt + 4 Ctrl, the parameter of a key with modifiers; 1: none.
int modifierParameter(Qt::KeyboardModifiers modifiers)
{
    return 1 + (modifiers & Qt::ShiftModifier ? 1 : 0) + (modifiers & Qt::AltModifier ? 2 : 0)
        + (modifiers & Qt::ControlModifier ? 4 : 0);
}

// "ESC [ A", "ESC O A", or "ESC [ 1 ; 5 A".
QByteArray letterKey(char letter, Qt::KeyboardModifiers modifiers, bool application)
{
    const int parameter = modifierParameter(modifiers);
    QByteArray bytes(1, escape);
    if (parameter > 1)
        bytes += "[1;" + QByteArray::number(parameter);
    else
        bytes += application ? 'O' : '[';
    return bytes + letter;
}

// "ESC [ 3 ~", or "ESC [ 3 ; 5 ~".
QByteArray numberKey(int number, Qt::KeyboardModifiers modifiers)
{
    const int parameter = modifierParameter(modifiers);
    QByteArray bytes = escape + ("[" + QByteArray::number(number));
    if (parameter > 1)
        bytes += ';' + QByteArray::number(parameter);
    return bytes + '~';
}

// Keys that move; nullopt: it is none of them.
std::optional<QByteArray> movingKey(int key, Qt::KeyboardModifiers modifiers, bool application)
{
    switch (key) {
    case Qt::Key_Up:
        return letterKey('A', modifiers, application);
    case Qt::Key_Down:
        return letterKey('B', modifiers, application);
    case Qt::Key_Right:
        return letterKey('C', modifiers, application);
    case Qt::Key_Left:
        return letterKey('D', modifiers, application);
    case Qt::Key_Home:
        return letterKey('H', modifiers, application);
    case Qt::Key_End:
        return letterKey('F', modifiers, application);
    case Qt::Key_PageUp:
        return numberKey(5, modifiers);
    case Qt::Key_PageDown:
        return numberKey(6, modifiers);
    case Qt::Key_Insert:
        return numberKey(2, modifiers);
    case Qt::Key_Delete:
        return numberKey(3, modifiers);
    default:
        return std::nullopt;
    }
}

bool scrolls(int key)
{
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp
        || key == Qt::Key_PageDown || key == Qt::Key_Home || key == Qt::Key_End
        || key == Qt::Key_Insert; // pastes
}

// Ctrl with a letter, and the few signs that have a control character.
QByteArray controlKey(int key)
{
    if (key >= Qt::Key_A && key <= Qt::Key_Z)
        return QByteArray(1, char(key - Qt::Key_A + 1));
    switch (key) {
    case Qt::Key_Space:
    case Qt::Key_At:
        return QByteArray(1, '\0');
    case Qt::Key_BracketLeft:
        return QByteArray(1, escape);
    case Qt::Key_Backslash:
        return QByteArray(1, 0x1c);
    case Qt::Key_BracketRight:
        return QByteArray(1, 0x1d);
    case Qt::Key_AsciiCircum:
        return QByteArray(1, 0x1e);
    case Qt::Key_Underscore:
    case Qt::Key_Slash:
        return QByteArray(1, 0x1f);
    default:
        return {};
    }
}

QByteArray editingKey(int key, Qt::KeyboardModifiers modifiers)
{
    const bool control = modifiers & Qt::ControlModifier;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return control ? QByteArray() : QByteArray("\r");
    case Qt::Key_Backspace:
        return control ? QByteArray("\b") : QByteArray("\x7f");
    case Qt::Key_Tab:
        return control ? QByteArray() : QByteArray("\t");
    case Qt::Key_Backtab:
        return control ? QByteArray() : QByteArray("\x1b[Z");
    case Qt::Key_Escape:
        return QByteArray(1, escape);
    default:
        return {};
    }
}

} // namespace

QByteArray terminalKeyBytes(const QKeyEvent &event, const TerminalModes &modes)
{
    const int key = event.key();
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool shift = modifiers & Qt::ShiftModifier;
    const bool control = modifiers & Qt::ControlModifier;
    const bool alt = modifiers & Qt::AltModifier;
    if (modifiers & Qt::MetaModifier || (control && shift && key != Qt::Key_Backtab)
        || (shift && scrolls(key)) || (alt && key >= Qt::Key_0 && key <= Qt::Key_9))
        return {};
    if (const auto moving = movingKey(key, modifiers, modes.applicationCursorKeys))
        return *moving;
    QByteArray bytes = editingKey(key, modifiers);
    // AltGr is Ctrl+Alt on some systems, and brings text.
    const QString text = event.text();
    const bool printable = !text.isEmpty() && text.at(0).isPrint();
    if (bytes.isEmpty() && printable && control == alt)
        return text.toUtf8();
    if (bytes.isEmpty())
        bytes = control ? controlKey(key) : printable ? text.toUtf8() : QByteArray();
    if (alt && !bytes.isEmpty())
        bytes.prepend(escape);
    return bytes;
}

QByteArray terminalPasteBytes(const QString &text, const TerminalModes &modes)
{
    QByteArray bytes;
    const QByteArray pasted =
        QString(text).replace(QStringLiteral("\r\n"), QStringLiteral("\n")).toUtf8();
    for (const char c : pasted) {
        if (c == '\n')
            bytes += '\r';
        else if (c == '\t' || (uchar(c) >= 0x20 && c != 0x7f))
            bytes += c;
    }
    if (modes.bracketedPaste && !bytes.isEmpty())
        bytes = "\x1b[200~" + bytes + "\x1b[201~";
    return bytes;
}

} // namespace CommandRunner
