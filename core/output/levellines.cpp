// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/levellines.h"

#include "core/output/linefeatures.h"
#include "core/output/patterns.h"

namespace CommandRunner {

namespace {

// What may stand before a level: brackets, a time with up to three words (host, program, logger),
// or names that cannot be prose since they hold a dot, a digit, a dash or end in ':' or '|'.
constexpr char prefix[] =
    "^\\s{0,8}(?:"
    "[\\[(<][^\\])>]{0,80}[\\])>][\\s:|-]{0,4}"
    "|\\d{1,4}[-/:.]\\d{1,2}[\\d\\-:.,/TZ+ ]{2,30}[\\s|-]{0,4}(?:[\\w.:/@\\[\\]#-]{1,60} [|-]? "
    "?){0,3}?"
    "|[A-Z][a-z]{2} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d (?:[\\w.:/@\\[\\]#-]{1,60} ){0,3}?"
    "|[\\w./@-]*[.:/@\\d-][\\w./@:-]*[\\s:|-]{1,3}"
    "|[\\w./@-]{1,40}(?: ?[|]| -|:) "
    "){0,5}?[\\[(<]?";
constexpr char levelEnd[] = "[\\])>]?(?:$|[\\s:|,])";
// What may stand before "error:": a place in a file, a program's name.
constexpr char place[] =
    "^\\s{0,8}(?:(?:[A-Za-z]:)?[^\\s:]{1,200}(?::\\d+){0,3}: ?| ?in [^:]{1,80}: ){0,2}"
    "(?:\\w+\\(\\d+(?:,\\d+)*\\): )?";

constexpr char errorWord[] = "(?i:(?:fatal |internal compiler |syntax |build |compilation )?error"
                             "(?:\\[\\w+\\]| [A-Z]+\\d+)?):(?:\\s|$)";
constexpr char errors[] =
    "|^\\s*Traceback \\(most recent call last\\)"
    "|^\\s{0,8}(?:\\w+\\.)*\\w*(?:Error|Exception)(?::\\s|$)"
    "|^\\s*Caused by: |^Uncaught |^Exception in thread |^\\s*npm ERR!|^npm error "
    "|^(?:fatal|panic|fail): |^make(?:\\[\\d+\\])?: \\*\\*\\* |^thread '[^']*' panicked at "
    "|^(?:FAILED|ERROR) \\S+(?:::| -|$)|^(?:FAIL|ERROR): |^E {3,}\\S"
    "|\\blevel=\"?(?:error|fatal|critical|panic)\\b"
    "|\"level\": ?\"(?:error|fatal|critical|panic)\"";
constexpr char warningWord[] =
    "(?:(?i:(?:\\w+ )?warning(?:\\[[\\w-]+\\]| [A-Z]+\\d+)?):(?:\\s|$)|\\w*Warning: )";
constexpr char warnings[] = "|^npm (?:WARN|warn) |^warn: |\\blevel=\"?warn(?:ing)?\\b"
                            "|\"level\": ?\"warn(?:ing)?\"";
constexpr char debugs[] = "|^(?:debug|dbug): |\\blevel=\"?(?:debug|trace)\\b"
                          "|\"level\": ?\"(?:debug|trace)\"";
constexpr char failure[] =
    "(?i)\\b(?:errors?|fail(?:ed|ures?|s)?|fatal|exceptions?|abort(?:ed|ing)?|denied|refused|"
    "timed out|timeout|cannot|unable|panic|warnings?|retry(?:ing)?)\\b";

QByteArray join(std::initializer_list<QByteArrayView> parts)
{
    QByteArray result;
    for (const QByteArrayView part : parts)
        result.append(part);
    return result;
}

} // namespace

LevelLines::LevelLines()
    : m_error(builtInPattern(join({prefix, "(?:(?:ERROR|CRITICAL|FATAL|SEVERE|PANIC)", levelEnd,
                                   "|(?:error|critical|fatal|err|ERR|FTL)\\])"}))),
      m_errorMessage(builtInPattern(join({place, errorWord, errors}))),
      m_warning(
          builtInPattern(join({prefix, "(?:WARN(?:ING)?", levelEnd, "|(?:warn(?:ing)?|WRN)\\])"}))),
      m_warningMessage(builtInPattern(join({place, warningWord, warnings}))),
      m_debug(builtInPattern(
          join({prefix, "(?:(?:DEBUG|TRACE)", levelEnd, "|(?:debug|trace|DBG)\\])", debugs}))),
      m_failure(builtInPattern(failure))
{}

LineClass LevelLines::levelOf(QByteArrayView text, std::uint8_t features) const
{
    if ((features & ErrorFeature) && (m_error.matches(text) || m_errorMessage.matches(text)))
        return LineClass::Error;
    if ((features & WarningFeature) && (m_warning.matches(text) || m_warningMessage.matches(text)))
        return LineClass::Warning;
    if ((features & DebugFeature) && m_debug.matches(text))
        return LineClass::Debug;
    return LineClass::Plain;
}

} // namespace CommandRunner
