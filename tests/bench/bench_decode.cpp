// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Decoding what is painted, beside the bare conversion to UTF-16.
#include "core/output/terminaltext.h"
#include "tests/bench/benchreport.h"

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

void measureDecoder()
{
    const QByteArray plain = "2026-03-14 09:26:53.123 INFO shop.orders order 1234 of customer Ann "
                             "Lee stored, 3 items, total 42.50 EUR";
    QByteArray coloured;
    for (int i = 0; i < 12; ++i)
        coloured += "\x1b[1;3" + QByteArray::number(i % 8) + "mword\x1b[0m and ";
    const QByteArray wide = QByteArray("\xe8\xa8\x82\xe5\x96\xae e\xcc\x81 \xf0\x9f\x9a\x80 text ")
                                .repeated(5);
    QByteArray hostile;
    for (int i = 0; i < 100'000; ++i)
        hostile += "\x1b[38;5;" + QByteArray::number(i % 256) + 'm' + (i % 3 == 0 ? "x" : "");
    constexpr int screenful = 60;
    constexpr int repeats = 200;
    const auto perScreen = [](const QByteArray &line) {
        return Bench::seconds([&line] {
                   for (int i = 0; i < screenful * repeats; ++i)
                       decodeTerminalLine(line);
               })
            / repeats;
    };
    const auto bare = Bench::interleaved(
        {[&] { return perScreen(plain); }, [&] { return perScreen(coloured); },
         [&] { return perScreen(wide); },
         [&] {
             return Bench::seconds([&plain] {
                        for (int i = 0; i < screenful * repeats; ++i)
                            QString::fromUtf8(plain).detach();
                    })
                 / repeats;
         }});
    const QString unit = u"× QString::fromUtf8"_s;
    Bench::info(u"decode.plain"_s, u"decode plain lines"_s, Bench::ratio(bare[0], bare[3]), unit);
    Bench::info(u"decode.coloured"_s, u"decode lines of 12 colours"_s,
                Bench::ratio(bare[1], bare[3]), unit);
    Bench::info(u"decode.wide"_s, u"decode wide and combining characters"_s,
                Bench::ratio(bare[2], bare[3]), unit);
    Bench::row(u"decode.screen"_s, u"decode a screenful of colours"_s, Bench::median(bare[1]) * 1e3,
               u"ms"_s, Bench::Better::Less, 16);
    const auto worst = Bench::interleaved({[&hostile] {
        return Bench::seconds([&hostile] { decodeTerminalLine(hostile); });
    }});
    Bench::row(u"decode.hostile"_s, u"decode one line with 100 000 escape sequences"_s,
               Bench::median(worst[0]) * 1e3, u"ms"_s, Bench::Better::Less, 16);
}

} // namespace

int main()
{
    measureDecoder();
    return 0;
}
