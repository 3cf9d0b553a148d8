// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A history of a million runs: what is asked while somebody types, beside LIKE over the same texts.
#include "core/storage/runstore.h"
#include "tests/bench/benchreport.h"
#include "tests/support/manyruns.h"

#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 1'000'000;

template<class T>
T require(Result<T> result)
{
    if (result)
        return *std::move(result);
    std::fprintf(stderr, "%s\n", qPrintable(result.error().toString()));
    std::exit(1);
}

double secondsOf(const RunStore &store, const RunQuery &query, qsizetype expected)
{
    qsizetype found = 0;
    const double seconds = Bench::seconds([&] { found = require(store.runs(query)).size(); });
    if (found != expected) {
        std::fprintf(stderr, "\"%s\" found %lld runs\n", qPrintable(query.text), qlonglong(found));
        std::exit(1);
    }
    return seconds;
}

void measure(Database &database)
{
    const RunStore store(database);
    const auto searching = [&store](const QString &text, qsizetype expected) {
        return [&store, text, expected] {
            RunQuery query;
            query.text = text;
            return secondsOf(store, query, expected);
        };
    };
    const auto like = [&database] {
        return Bench::seconds([&database] {
            auto query = database.execute(
                u"SELECT runs.id FROM runs JOIN texts ON texts.id = text_id "
                "WHERE texts.text LIKE '%0f4a1%' ORDER BY number DESC LIMIT 200"_s);
            if (!query)
                std::exit(1);
            while (query->next()) {}
        });
    };
    const auto rounds = Bench::interleaved(
        {searching(u"0f4a1"_s, 10), like, searching(u"import_7"_s, 200),
         searching(u"import_25 0f4a1"_s, 10), searching(u"nowhere"_s, 0),
         [&store] { return secondsOf(store, {}, 200); },
         [&store] {
             RunQuery query;
             query.state = RunState::Failed;
             return secondsOf(store, query, 200);
         }});
    const auto ms = [&rounds](size_t i) {
        return Bench::median(rounds.at(i)) * 1e3;
    };
    constexpr double frame = 16;
    using Bench::Better;
    Bench::row(u"history.rare"_s, u"1 M runs: a rare term"_s, ms(0), u"ms"_s, Better::Less, frame);
    Bench::row(u"history.like"_s, u"1 M runs: a rare term against LIKE"_s,
               Bench::ratio(rounds[1], rounds[0]), u"× LIKE"_s, Better::More, 8);
    Bench::row(u"history.common"_s, u"1 M runs: a common term"_s, ms(2), u"ms"_s, Better::Less,
               frame);
    Bench::row(u"history.both"_s, u"1 M runs: a common and a rare term"_s, ms(3), u"ms"_s,
               Better::Less, frame);
    Bench::row(u"history.none"_s, u"1 M runs: a term that is nowhere"_s, ms(4), u"ms"_s,
               Better::Less, frame);
    Bench::row(u"history.newest"_s, u"1 M runs: the newest 200"_s, ms(5), u"ms"_s, Better::Less,
               frame);
    Bench::row(u"history.failed"_s, u"1 M runs: the newest 200 that failed"_s, ms(6), u"ms"_s,
               Better::Less, frame);
}

} // namespace

int main()
{
    const QTemporaryDir folder;
    const auto database = require(Database::open(folder.filePath(u"history.db"_s)));
    if (const auto filled = fillWithRuns(*database, runs); !filled) {
        std::fprintf(stderr, "%s\n", qPrintable(filled.error().toString()));
        return 1;
    }
    measure(*database);
    return 0;
}
