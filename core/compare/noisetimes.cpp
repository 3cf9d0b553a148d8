// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/noisetimes.h"

#include <algorithm>
#include <array>

namespace CommandRunner {

namespace {

constexpr std::array<QByteArrayView, 12> months{"January",   "February", "March",    "April",
                                                "May",       "June",     "July",     "August",
                                                "September", "October",  "November", "December"};
constexpr std::array<QByteArrayView, 7> days{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                             "Friday", "Saturday", "Sunday"};

bool isMonth(int number)
{
    return number >= 1 && number <= 12;
}
bool isDay(int number)
{
    return number >= 1 && number <= 31;
}
bool isYear(int number)
{
    return number >= 1970 && number <= 2099;
}

// Whole or by its first three letters; behind it.
template<size_t Count>
qsizetype endOfName(QByteArrayView text, qsizetype at,
                    const std::array<QByteArrayView, Count> &names)
{
    const qsizetype end = endOfLetters(text, at);
    if (end - at < 3)
        return at;
    const QByteArrayView word = text.sliced(at, end - at);
    const bool known = std::any_of(names.begin(), names.end(), [word](QByteArrayView name) {
        return word == name || word == name.first(3);
    });
    return known ? end : at;
}

// "Z", "+01:00", " +0100", " UTC", " PM"; `at` when there is none.
qsizetype endOfZone(QByteArrayView text, qsizetype at)
{
    if (byteAt(text, at) == 'Z' && !isWordAt(text, at + 1))
        return at + 1;
    const qsizetype from = byteAt(text, at) == ' ' ? at + 1 : at;
    const char sign = byteAt(text, from);
    if ((sign == '+' || sign == '-') && numberAt(text, from + 1, 2) >= 0) {
        const qsizetype minutes = byteAt(text, from + 3) == ':' ? from + 4 : from + 3;
        if (numberAt(text, minutes, 2) >= 0 && !isWordAt(text, minutes + 2))
            return minutes + 2;
    }
    if (from == at)
        return at;
    for (const QByteArrayView name : {"UTC", "GMT", "CET", "CEST", "AM", "PM"}) {
        if (standsAt(text, from, name) && !isWordAt(text, from + name.size()))
            return from + name.size();
    }
    return at;
}

// "16:11:27.123", with `seconds` optional "16:11", and its zone. Not a part of "aa:12:34:56:bb".
qsizetype endOfClock(QByteArrayView text, qsizetype at, bool needsSeconds)
{
    const qsizetype hours = endOfDigits(text, at);
    if (hours == at || hours - at > 2 || numberAt(text, at, int(hours - at)) > 24
        || byteAt(text, hours) != ':')
        return at;
    const int minutes = numberAt(text, hours + 1, 2);
    if (minutes < 0 || minutes > 59)
        return at;
    qsizetype end = hours + 3;
    const int seconds = byteAt(text, end) == ':' ? numberAt(text, end + 1, 2) : -1;
    if (seconds >= 0 && seconds <= 60) {
        end += 3;
        const char point = byteAt(text, end);
        if ((point == '.' || point == ',') && isDigit(byteAt(text, end + 1)))
            end = endOfDigits(text, end + 1);
    } else if (needsSeconds) {
        return at;
    }
    const qsizetype zone = endOfZone(text, end);
    if (zone > end)
        return zone;
    const bool goesOn = isWordAt(text, end)
        || (byteAt(text, end) == ':' && isWordAt(text, end + 1));
    return goesOn ? at : end;
}

// A clock behind a date, with what stands between them; `at` when there is none.
qsizetype endOfClockAfterDate(QByteArrayView text, qsizetype at)
{
    qsizetype from = at;
    if (byteAt(text, from) == ',')
        ++from;
    const char between = byteAt(text, from);
    if (between == ' ' || between == 'T' || between == '_' || between == ':' || between == '-')
        ++from;
    if (from == at)
        return at;
    const qsizetype end = endOfClock(text, from, false);
    return end > from ? end : at;
}

qsizetype withClock(QByteArrayView text, qsizetype start, qsizetype dateEnd)
{
    const qsizetype end = endOfClockAfterDate(text, dateEnd);
    return end == dateEnd && isWordAt(text, dateEnd) ? start : end;
}

// "2026-11-21", "2026/11/21", "2026.11.21 16:11" (without the time it may be a version).
qsizetype endOfYearFirst(QByteArrayView text, qsizetype at)
{
    const char mark = byteAt(text, at + 4);
    if ((mark != '-' && mark != '/' && mark != '.') || byteAt(text, at + 7) != mark
        || !isYear(numberAt(text, at, 4)) || !isMonth(numberAt(text, at + 5, 2))
        || !isDay(numberAt(text, at + 8, 2)))
        return at;
    const qsizetype end = withClock(text, at, at + 10);
    return mark == '.' && end == at + 10 ? at : end;
}

// "21.11.2026", "21/Nov/2026", "21 Nov 2026".
qsizetype endOfDayFirst(QByteArrayView text, qsizetype at)
{
    const qsizetype day = endOfDigits(text, at);
    if (day - at > 2 || !isDay(numberAt(text, at, int(day - at))))
        return at;
    const char mark = byteAt(text, day);
    if (mark != '.' && mark != '/' && mark != '-' && mark != ' ')
        return at;
    qsizetype month = endOfName(text, day + 1, months);
    if (month == day + 1) {
        // One of them is the month; which one depends on the country.
        const int other = numberAt(text, day + 1, 2);
        if (mark == ' ' || !isDay(other))
            return at;
        month = day + 3;
    }
    if (byteAt(text, month) != mark || !isYear(numberAt(text, month + 1, 4)))
        return at;
    return withClock(text, at, month + 5);
}

// "Nov 21 16:11:27", "Nov 21, 2026", "Nov 21 16:11:27 UTC 2026".
qsizetype endOfMonthFirst(QByteArrayView text, qsizetype at)
{
    qsizetype end = endOfName(text, at, months);
    if (end == at || byteAt(text, end) != ' ')
        return at;
    while (byteAt(text, end) == ' ')
        ++end;
    const qsizetype day = end;
    end = endOfDigits(text, day);
    if (end - day > 2 || !isDay(numberAt(text, day, int(end - day))))
        return at;
    const qsizetype clock = endOfClockAfterDate(text, end);
    const bool hasClock = clock > end;
    end = clock;
    const qsizetype year = byteAt(text, end) == ',' ? end + 2 : end + 1;
    if (!isYear(numberAt(text, year, 4)) || isWordAt(text, year + 4))
        return hasClock ? end : at;
    return hasClock ? year + 4 : endOfClockAfterDate(text, year + 4);
}

// "Sat Nov 21 …", "Sat, 21 Nov 2026 …"
qsizetype endOfWeekdayFirst(QByteArrayView text, qsizetype at)
{
    qsizetype from = endOfName(text, at, days);
    if (from == at)
        return at;
    if (byteAt(text, from) == ',')
        ++from;
    if (byteAt(text, from) != ' ')
        return at;
    ++from;
    qsizetype end = endOfMonthFirst(text, from);
    if (end == from)
        end = endOfDayFirst(text, from);
    return end == from ? at : end;
}

// "20261121", "20261121-161127", "20261121T161127Z", "20261121161127".
qsizetype endOfCompactDate(QByteArrayView text, qsizetype at, qsizetype digits)
{
    const qsizetype length = digits - at;
    if ((length != 8 && length != 14) || !isYear(numberAt(text, at, 4))
        || !isMonth(numberAt(text, at + 4, 2)) || !isDay(numberAt(text, at + 6, 2)))
        return at;
    const auto isClock = [text](qsizetype from) {
        const int minutes = numberAt(text, from + 2, 2);
        const int seconds = numberAt(text, from + 4, 2);
        const int hours = numberAt(text, from, 2);
        return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0
            && seconds <= 60;
    };
    if (length == 14)
        return isClock(at + 8) && !isWordAt(text, digits) ? digits : at;
    const char mark = byteAt(text, digits);
    if ((mark == 'T' || mark == '-' || mark == '_') && isClock(digits + 1)) {
        const qsizetype end = endOfZone(text, digits + 7);
        if (!isWordAt(text, end))
            return end;
    }
    return isWordAt(text, digits) ? at : digits;
}

// Seconds, milli-, micro- or nanoseconds since 1970, from 2001 to 2033.
qsizetype endOfEpoch(QByteArrayView text, qsizetype at, qsizetype digits)
{
    const qsizetype length = digits - at;
    const char first = byteAt(text, at);
    if ((length != 10 && length != 13 && length != 16 && length != 19) || first != '1')
        return at;
    qsizetype end = digits;
    if (length == 10 && byteAt(text, end) == '.' && isDigit(byteAt(text, end + 1)))
        end = endOfDigits(text, end + 1);
    return isWordAt(text, end) ? at : end;
}

// Whether the letters are a unit of time, and whether they are one that says little alone (m, h).
bool isUnit(QByteArrayView word, bool &weak)
{
    constexpr std::array<QByteArrayView, 17> strong{
        "s",    "ms",      "us",     "ns",  "sec",  "secs",  "second",       "seconds", "min",
        "mins", "minutes", "minute", "hrs", "hour", "hours", "milliseconds", "millis"};
    weak = word == "m" || word == "h" || word == "d";
    return weak || std::find(strong.begin(), strong.end(), word) != strong.end();
}

// A number and its unit; behind it, `at` when it is none. "µs" in its two spellings.
qsizetype endOfQuantity(QByteArrayView text, qsizetype at, bool &weak, bool mayBlank)
{
    qsizetype end = endOfDigits(text, at);
    if (end == at)
        return at;
    const qsizetype digits = end - at;
    const char point = byteAt(text, end);
    const bool decimals = (point == '.' || point == ',') && isDigit(byteAt(text, end + 1));
    if (decimals)
        end = endOfDigits(text, end + 1);
    const bool blank = byteAt(text, end) == ' ';
    if (blank && !mayBlank)
        return at;
    const qsizetype from = end + (blank ? 1 : 0);
    if (standsAt(text, from, "\xc2\xb5s") || standsAt(text, from, "\xce\xbcs"))
        return isWordAt(text, from + 3) ? at : from + 3;
    const qsizetype unit = endOfLetters(text, from);
    if (unit == from || !isUnit(text.sliced(from, unit - from), weak))
        return at;
    if (weak && blank && unit - from == 1 && byteAt(text, unit) != ' ')
        return at;
    const bool decade = !blank && !decimals && digits == 4 && isYear(numberAt(text, at, 4))
        && unit - from == 1; // "1980s"
    return decade ? at : unit;
}

// "3.2 s", "1m23s", "2 h 5 min": one that says little alone needs another.
qsizetype endOfDuration(QByteArrayView text, qsizetype at)
{
    qsizetype end = at;
    bool onlyWeak = true;
    int parts = 0;
    for (qsizetype from = at; parts < 5; ++parts) {
        bool weak = false;
        const qsizetype next = endOfQuantity(text, from, weak, true);
        if (next == from)
            break;
        onlyWeak = onlyWeak && weak;
        end = next;
        from = byteAt(text, end) == ' ' ? end + 1 : end;
    }
    return parts == 0 || (parts == 1 && onlyWeak) || isWordAt(text, end) ? at : end;
}

// "12.4 MB/s", "155it/s".
qsizetype endOfRate(QByteArrayView text, qsizetype at)
{
    qsizetype end = endOfNumberList(text, at);
    if (byteAt(text, end) == ' ')
        ++end;
    const qsizetype unit = endOfLetters(text, end);
    if (unit == end || unit - end > 8 || byteAt(text, unit) != '/')
        return at;
    const qsizetype per = endOfLetters(text, unit + 1);
    const QByteArrayView word = text.sliced(unit + 1, per - unit - 1);
    return (word == "s" || word == "sec" || word == "second") && !isWordAt(text, per) ? per : at;
}

// Whether the digits at `at` go on with what stands before them: "1.2" in "v1.2 s", "bb" in
// "aa:bb:cc".
bool isPartOfMore(QByteArrayView text, qsizetype at)
{
    const char before = byteAt(text, at - 1);
    return before == '.' && isWordAt(text, at - 2);
}

} // namespace

qsizetype endOfTime(QByteArrayView text, qsizetype at)
{
    const char first = byteAt(text, at);
    if (isLetter(first)) {
        const qsizetype end = endOfWeekdayFirst(text, at);
        return end > at ? end : endOfMonthFirst(text, at);
    }
    if (!isDigit(first) || isPartOfMore(text, at))
        return at;
    const qsizetype digits = endOfDigits(text, at);
    const qsizetype length = digits - at;
    qsizetype end = at;
    if (length == 4)
        end = endOfYearFirst(text, at);
    else if (length <= 2)
        end = endOfDayFirst(text, at);
    if (end == at && length <= 2)
        end = endOfClock(text, at, true);
    if (end == at && length >= 8)
        end = endOfCompactDate(text, at, digits);
    if (end == at && length >= 10)
        end = endOfEpoch(text, at, digits);
    if (end == at)
        end = endOfRate(text, at);
    return end == at ? endOfDuration(text, at) : end;
}

qsizetype endOfBracketedTime(QByteArrayView text, qsizetype at)
{
    const qsizetype start = at + 1;
    qsizetype number = start;
    while (byteAt(text, number) == ' ')
        ++number;
    const qsizetype digits = endOfDigits(text, number);
    if (digits == number)
        return start;
    if (text[at] == '[' && byteAt(text, digits) == '.') { // the kernel's, in microseconds
        const qsizetype end = endOfDigits(text, digits + 1);
        return end - digits - 1 == 6 && byteAt(text, end) == ']' ? end : start;
    }
    if (number > start)
        return start;
    if (text[at] == '(' && byteAt(text, digits) == '.') {
        const qsizetype end = endOfDigits(text, digits + 1);
        return end - digits - 1 >= 3 && byteAt(text, end) == ')' ? end : start;
    }
    if (text[at] != '[')
        return start;
    qsizetype end = endOfClock(text, start, false);
    if (end > start && byteAt(text, end) == '<') {
        const qsizetype rest = endOfClock(text, end + 1, false);
        end = rest > end + 1 ? rest : end;
    }
    const char behind = byteAt(text, end);
    return behind == ']' || behind == ',' || behind == ' ' ? end : start;
}

} // namespace CommandRunner
