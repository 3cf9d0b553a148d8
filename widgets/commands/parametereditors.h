// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/parameterfield.h"

#include <functional>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;

// The editors that ParameterField::create() chooses from.
namespace CommandRunner {

class PathCheck;

// One line: text, numbers (checked in words, not by swallowing keys), a date with a calendar,
// or a path with a button and drops.
class LineField final : public ParameterField
{
    Q_OBJECT
public:
    LineField(const Parameter &parameter, const QString &folder, QWidget *parent);
    QStringList values() const override;
    void setValues(const QStringList &values) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makePathParts(const QString &folder);
    QWidget *makeCalendar();

    QLineEdit *m_line;
    PathCheck *m_check = nullptr; // where the path must exist
    std::function<void(const QStringList &)> m_take;
};

// One text of several lines. Tab moves on.
class TextField final : public ParameterField
{
    Q_OBJECT
public:
    TextField(const Parameter &parameter, QWidget *parent);
    QStringList values() const override;
    void setValues(const QStringList &values) override;

private:
    QPlainTextEdit *m_text;
};

// Several values, one a line.
class LinesField final : public ParameterField
{
    Q_OBJECT
public:
    LinesField(const Parameter &parameter, const QString &folder, QWidget *parent);
    QStringList values() const override;
    void setValues(const QStringList &values) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

    void useEarlierValue(const QString &value) override;

private:
    QPlainTextEdit *m_lines;
    PathCheck *m_check = nullptr;
    std::function<void(const QStringList &)> m_take;
};

class FlagField final : public ParameterField
{
    Q_OBJECT
public:
    FlagField(const Parameter &parameter, QWidget *parent);
    bool hasOwnTitle() const override { return true; }
    QStringList values() const override;
    void setValues(const QStringList &values) override;

private:
    QCheckBox *m_box;
};

// Default, yes or no: leaving an on/off pair alone is not the same as "no".
class YesNoField final : public ParameterField
{
    Q_OBJECT
public:
    YesNoField(const Parameter &parameter, QWidget *parent);
    QStringList values() const override;
    void setValues(const QStringList &values) override;

private:
    QComboBox *m_combo;
};

class ChoiceField final : public ParameterField
{
    Q_OBJECT
public:
    ChoiceField(const Parameter &parameter, QWidget *parent);
    QStringList values() const override;
    void setValues(const QStringList &values) override;

private:
    QComboBox *m_combo;
};

// Several of the choices, each with a check box.
class ChoicesField final : public ParameterField
{
    Q_OBJECT
public:
    ChoicesField(const Parameter &parameter, QWidget *parent);
    QStringList values() const override;
    void setValues(const QStringList &values) override;

private:
    QListWidget *m_list;
};

// How many times a flag is given: -v, -vv, -vvv.
class CountField final : public ParameterField
{
    Q_OBJECT
public:
    CountField(const Parameter &parameter, QWidget *parent);
    QStringList values() const override;
    void setValues(const QStringList &values) override;

private:
    QSpinBox *m_spin;
};

} // namespace CommandRunner
