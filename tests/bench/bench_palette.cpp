// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How soon the palette has an answer to a key, with more entries than anybody has.
#include "tests/bench/benchreport.h"
#include "widgets/palette/palettemodel.h"

#include <QGuiApplication>
#include <QRandomGenerator>

#include <algorithm>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr int entries = 50'000;

QList<PaletteItem> manyItems()
{
    const QStringList words{u"build"_s,  u"test"_s,   u"migrate"_s, u"deploy"_s, u"import"_s,
                            u"export"_s, u"clean"_s,  u"serve"_s,   u"watch"_s,  u"lint"_s,
                            u"format"_s, u"report"_s, u"backup"_s,  u"sync"_s,   u"release"_s};
    QRandomGenerator random(1);
    const auto word = [&] {
        return words.at(random.bounded(words.size()));
    };
    QList<PaletteItem> items;
    for (int i = 0; i < entries; ++i) {
        PaletteItem item;
        item.title = u"%1-%2-%3"_s.arg(word(), word()).arg(i);
        item.subtitle = u"project %1 · make · runs %2 and then the %3 of all customers"_s
                            .arg(i % 300)
                            .arg(word(), word());
        item.id = u"command:/home/somebody/project%1/make:Makefile:%2"_s.arg(i % 300).arg(i);
        item.activateWith = [](const QString &) {
        };
        items.append(item);
    }
    return items;
}

} // namespace

int main(int argc, char *argv[])
{
    const QGuiApplication application(argc, argv);
    const QList<PaletteItem> items = manyItems();
    std::vector<double> making, opening, worst, typing;
    for (int round = 0; round < Bench::rounds; ++round) {
        PaletteModel model;
        std::shared_ptr<const PaletteItems> prepared;
        making.push_back(
            Bench::seconds([&] { prepared = std::make_shared<const PaletteItems>(items); }) * 1e3);
        // As many as a person's usage keeps, and what is made anew at each opening.
        PaletteContent content{prepared, items.first(300), {}};
        for (int i = 0; i < 400; ++i)
            content.weights.insert(items.at(i * 100).id, 1 + i % 60);
        opening.push_back(Bench::seconds([&] { model.setContent(content); }) * 1e3);
        double longest = 0;
        for (const QString &typed : {u"migrate rep 17"_s, u"project 12 customers"_s}) {
            for (qsizetype length = 1; length <= typed.size(); ++length) {
                const double ms = Bench::seconds([&] { model.setPattern(typed.left(length)); })
                    * 1e3;
                longest = std::max(longest, ms);
                typing.push_back(ms);
            }
            // Back to nothing, key by key.
            for (qsizetype length = typed.size(); length > 0; --length)
                longest = std::max(longest,
                                   Bench::seconds([&] { model.setPattern(typed.left(length - 1)); })
                                       * 1e3);
        }
        worst.push_back(longest);
    }
    Bench::row(u"palette.key"_s, u"palette of 50 000 entries: the slowest key"_s,
               Bench::median(worst), u"ms"_s, Bench::Better::Less, 16);
    Bench::info(u"palette.typing"_s, u"palette of 50 000 entries: a key"_s, Bench::median(typing),
                u"ms"_s);
    Bench::row(u"palette.opening"_s, u"palette of 50 000 entries: its opening"_s,
               Bench::median(opening), u"ms"_s, Bench::Better::Less, 16);
    Bench::info(u"palette.making"_s, u"palette of 50 000 entries: made in another thread"_s,
                Bench::median(making), u"ms"_s);
    return 0;
}
