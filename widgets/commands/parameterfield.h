// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"

#include <QWidget>

class QBoxLayout;

namespace CommandRunner {

class MessageLabel;

// The editor of one parameter, with its help and what is wrong with its value below.
class ParameterField : public QWidget
{
    Q_OBJECT
public:
    // The editor that fits the parameter's type. File dialogs start in `folder`.
    static ParameterField *create(const Parameter &parameter, const QString &folder,
                                  QWidget *parent);

    const Parameter &parameter() const { return m_parameter; }
    // A check box that carries its own title needs none beside it.
    virtual bool hasOwnTitle() const { return false; }

    virtual QStringList values() const = 0; // as in ArgumentValues; empty: not given
    // What the editor cannot hold (a choice that is gone) becomes "not given". Does not emit
    // edited().
    virtual void setValues(const QStringList &values) = 0;

    void setProblem(const QString &message); // empty: none
    QString problem() const;
    // What is worth a thought and keeps nobody from running; empty: nothing.
    void setNotice(const QString &notice);
    QString notice() const;
    void offerEarlierValues(const QStringList &values);
    QWidget *editor() const { return m_editor; }
    bool wasEdited() const { return m_wasEdited; }
    void setWasEdited(bool edited) { m_wasEdited = edited; }

Q_SIGNALS:
    void edited();
    void earlierValuesRequested(); // offerEarlierValues() is to follow

protected:
    ParameterField(const Parameter &parameter, QWidget *parent);
    // Names the editor for assistive technology and puts it first; `beside` (may be null) follows
    // on its right.
    void setEditor(QWidget *editor, QWidget *beside = nullptr);
    // Down (in lines of text) and Alt+Down ask for earlier values.
    void offersEarlierValues();
    virtual void useEarlierValue(const QString &value) { setValues({value}); }
    void noteEdit();                   // to be connected to the editor's change
    void setHint(const QString &hint); // below the help, while it is to be said
    QString defaultHint() const;       // "default: 2", else what to type
    bool eventFilter(QObject *watched, QEvent *event) override;

    bool m_filling = false; // setValues() is at work

private:
    bool asksForEarlierValues(QEvent *event) const;
    void updateDescription();

    Parameter m_parameter;
    QBoxLayout *m_layout;
    MessageLabel *m_help;
    MessageLabel *m_problem;
    MessageLabel *m_notice;
    QWidget *m_editor = nullptr;
    bool m_wasEdited = false;
    bool m_offersEarlierValues = false;
};

} // namespace CommandRunner
