// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/runreport.h"

#include "core/base/clock.h"
#include "core/command/shellwords.h"
#include "core/output/terminaltext.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// The sixteen colours of a terminal, readable on both grounds; others keep the text's own.
constexpr auto style = R"(<style>
:root { color-scheme: light dark; --ground: #fff; --text: #1b1f24; --faint: #59636e; --line: #d1d9e0; --box: #f6f8fa;
  --c1: #b42318; --c2: #1a7f37; --c3: #8a6100; --c4: #0550ae; --c5: #8250df; --c6: #0a6e78; }
@media (prefers-color-scheme: dark) { :root { --ground: #15181c; --text: #e6e9ec; --faint: #9aa4ae; --line: #333a42;
  --box: #1d2126; --c1: #ff8a7d; --c2: #6fdd8b; --c3: #e3b341; --c4: #79b8ff; --c5: #d2a8ff; --c6: #56d4dd; } }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 .3rem; } h2 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
table { border-collapse: collapse; } th { text-align: left; font-weight: 500; color: var(--faint); vertical-align: top;
  padding: .15rem 1.2rem .15rem 0; white-space: nowrap; } td { padding: .15rem 1rem .15rem 0; overflow-wrap: anywhere; }
pre { background: var(--box); border: 1px solid var(--line); border-radius: 6px; padding: .8rem; overflow-x: auto;
  font: 13px/1.45 ui-monospace, monospace; } code { font-family: ui-monospace, monospace; }
.good { color: var(--c2); } .bad { color: var(--c1); } .faint { color: var(--faint); } b { font-weight: 600; }
.f1 { color: var(--c1); } .f2 { color: var(--c2); } .f3 { color: var(--c3); } .f4 { color: var(--c4); }
.f5 { color: var(--c5); } .f6 { color: var(--c6); } .d { opacity: .7; } .u { text-decoration: underline; }
a { color: var(--c4); }
</style>
)";

QString page(const QString &title, const QString &body)
{
    return u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
           "'unsafe-inline'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width\">\n<title>"_s
        + title.toHtmlEscaped() + u"</title>\n"_s + QString::fromLatin1(style)
        + u"</head>\n<body>\n"_s + body + u"</body>\n</html>\n"_s;
}

QString code(const QString &text)
{
    return u"<code>"_s + text.toHtmlEscaped() + u"</code>"_s;
}

QString time(const QDateTime &when)
{
    return when.isValid() ? isoTimestamp(when) : u"—"_s;
}

QString duration(qint64 ms)
{
    return ms < 0 ? u"—"_s : u"%1 s"_s.arg(double(ms) / 1000, 0, 'f', 3);
}

QString state(const RunRecord &record)
{
    QString text = toString(record.state);
    if (record.outcome.signal != 0)
        text += u", signal %1"_s.arg(record.outcome.signal);
    else if (record.outcome.exitCode >= 0)
        text += u", exit code %1"_s.arg(record.outcome.exitCode);
    const bool good = record.state == RunState::Succeeded;
    const bool neutral = !isFinal(record.state) || record.state == RunState::Stopped;
    return u"<b class=\"%1\">%2</b>"_s.arg(good          ? u"good"_s
                                               : neutral ? u"faint"_s
                                                         : u"bad"_s,
                                           text.toHtmlEscaped());
}

class Table final
{
public:
    void add(const QString &name, const QString &html)
    {
        m_rows += u"<tr><th>%1</th><td>"_s.arg(name.toHtmlEscaped()) + html + u"</td></tr>\n"_s;
    }
    void addText(const QString &name, const QString &text)
    {
        if (!text.isEmpty())
            add(name, text.toHtmlEscaped());
    }
    QString html(const QString &title) const
    {
        return m_rows.isEmpty()
            ? QString()
            : u"<h2>"_s + title + u"</h2>\n<table>\n"_s + m_rows + u"</table>\n"_s;
    }

private:
    QString m_rows;
};

QString lineHtml(const TerminalLine &line)
{
    QString html;
    qsizetype at = 0;
    for (const TerminalSpan &span : line.spans) {
        html += line.text.sliced(at, span.start - at).toHtmlEscaped();
        at = span.start + span.length;
        QStringList classes;
        const TerminalColor &colour = span.style.foreground;
        constexpr quint32 bright = 8;
        constexpr quint32 named = 16;
        if (colour.kind == TerminalColor::Kind::Indexed && colour.value < named
            && colour.value % bright >= 1 && colour.value % bright <= 6)
            classes.append(u'f' + QString::number(colour.value % bright));
        if (span.style.faint)
            classes.append(u"d"_s);
        if (span.style.underline)
            classes.append(u"u"_s);
        QString text = line.text.sliced(span.start, span.length).toHtmlEscaped();
        if (span.style.bold)
            text = u"<b>"_s + text + u"</b>"_s;
        html += classes.isEmpty()
            ? text
            : u"<span class=\"%1\">"_s.arg(classes.join(u' ')) + text + u"</span>"_s;
    }
    return html + line.text.sliced(at).toHtmlEscaped();
}

// Colours begin anew with each line: what a program leaves on over lines is seldom wanted.
QString outputHtml(const QByteArray &output)
{
    QString html;
    qsizetype from = 0;
    while (from < output.size()) {
        qsizetype end = output.indexOf('\n', from);
        if (end < 0)
            end = output.size();
        html += lineHtml(decodeTerminalLine(QByteArrayView(output).sliced(from, end - from)));
        html += u'\n';
        from = end + 1;
    }
    return html;
}

QString redactionHtml(const RunReport &report)
{
    if (!report.redacted)
        return u"<h2>Redaction</h2>\n<p class=\"bad\">Nothing was redacted: this may hold secrets."
               "</p>\n"_s;
    QString html = u"<h2>Redaction</h2>\n<p>What looks like a secret was taken out: “[redacted]” "
                   "stands for it, in the output as many “*” as it had bytes. It cannot be known "
                   "that nothing was missed.</p>\n"_s;
    if (report.found.isEmpty())
        return html + u"<p>Nothing was found.</p>\n"_s;
    html += u"<ul>\n"_s;
    for (auto it = report.found.cbegin(); it != report.found.cend(); ++it)
        html += u"<li>"_s + it.key().toHtmlEscaped() + u": %1 ×</li>\n"_s.arg(it.value());
    return html + u"</ul>\n"_s;
}

QString contextHtml(const RunContext &context)
{
    Table table;
    table.addText(u"Machine"_s, context.machine);
    table.addText(u"System"_s, context.system);
    table.addText(u"User"_s, context.user);
    table.addText(u"Program"_s, context.program);
    table.addText(u"Interpreter"_s, context.interpreter);
    table.addText(u"Version"_s, context.interpreterVersion);
    QString revision = context.gitRevision;
    if (!context.gitBranch.isEmpty())
        revision += u" (%1)"_s.arg(context.gitBranch);
    if (context.gitDirty.value_or(false))
        revision += u", with changes that are not committed"_s;
    table.addText(u"Git revision"_s, revision);
    return table.html(u"Where it ran"_s);
}

} // namespace

QByteArray reportHtml(const RunReport &report)
{
    const RunRecord &record = report.record;
    QString body = u"<h1>%1</h1>\n<p>"_s.arg(record.request.name.toHtmlEscaped()) + state(record)
        + u"</p>\n<pre>"_s + joinShellWords(record.request.argv).toHtmlEscaped() + u"</pre>\n"_s;
    Table run;
    run.add(u"Run"_s, code(record.id()));
    run.add(u"Command"_s, code(record.request.commandId));
    run.add(u"Folder"_s, code(record.request.workingDirectory));
    run.addText(u"Asked for by"_s, toString(record.request.origin));
    run.addText(u"Asked for"_s, time(record.created));
    run.addText(u"Started"_s, time(record.outcome.started));
    run.addText(u"Ended"_s, time(record.outcome.ended));
    run.addText(u"Took"_s, duration(record.durationMs()));
    run.addText(u"Output"_s,
                u"%1 bytes, %2 lines"_s.arg(record.outcome.outputBytes).arg(record.outcome.lines));
    run.addText(u"Error"_s, record.outcome.error);
    run.addText(u"Note"_s, record.note);
    body += run.html(u"The run"_s);
    Table environment;
    for (auto it = record.request.environment.cbegin(); it != record.request.environment.cend();
         ++it)
        environment.add(it.key(), it.value() ? code(*it.value()) : u"removed"_s);
    body += environment.html(u"Changes to the environment"_s) + contextHtml(record.context);
    body += redactionHtml(report) + u"<h2>Output</h2>\n"_s;
    if (record.output == OutputKept::Removed)
        body += u"<p>The output was removed to make room.</p>\n"_s;
    else
        body += u"<pre>"_s + outputHtml(report.head) + u"</pre>\n"_s;
    if (report.between > 0)
        body += u"<p class=\"faint\">%1 bytes are left out here; all of it is in output.log.</p>\n"
                "<pre>"_s.arg(report.between)
            + outputHtml(report.tail) + u"</pre>\n"_s;
    return page(record.request.name + u" – "_s + toString(record.state), body).toUtf8();
}

QByteArray indexHtml(const QList<RunRecord> &records)
{
    QString body = u"<h1>%1 runs</h1>\n<table>\n<tr><th>State</th><th>Name</th><th>Started</th>"
                   "<th>Took</th><th>Arguments</th></tr>\n"_s.arg(records.size());
    for (const RunRecord &record : records)
        body += u"<tr><td>"_s + state(record)
            + u"</td><td><a href=\"%1/report.html\">"_s.arg(record.id().toHtmlEscaped())
            + record.request.name.toHtmlEscaped() + u"</a></td><td>"_s
            + time(record.outcome.started) + u"</td><td>"_s + duration(record.durationMs())
            + u"</td><td>"_s + code(joinShellWords(record.request.argv)) + u"</td></tr>\n"_s;
    return page(u"Exported runs"_s, body + u"</table>\n"_s).toUtf8();
}

} // namespace CommandRunner
