// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/vacuum.h"

#include "core/storage/sqlerror.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 leastBytes = 4 << 20;
constexpr qint64 mostAtOnce = 64 << 20; // of content, to be written anew as a whole
constexpr int pagesInAStep = 256;       // 1 MiB: some milliseconds

struct Pages {
    qint64 size = 0;
    qint64 all = 0;
    qint64 free = 0;
    bool incremental = false;
};

Result<Pages> pagesOf(Database &database)
{
    QList<qint64> numbers;
    for (const QString &name :
         {u"page_size"_s, u"page_count"_s, u"freelist_count"_s, u"auto_vacuum"_s}) {
        const auto number = database.value(u"PRAGMA "_s + name);
        if (!number)
            return std::unexpected(number.error());
        numbers.append(number->toLongLong());
    }
    constexpr qint64 incremental = 2;
    return Pages{numbers.at(0), numbers.at(1), numbers.at(2), numbers.at(3) == incremental};
}

// The statement gives back a page with each row that is asked for.
Result<void> step(Database &database)
{
    auto query = database.execute(u"PRAGMA incremental_vacuum(%1)"_s.arg(pagesInAStep));
    if (!query)
        return std::unexpected(query.error());
    while (query->next()) {}
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"incremental_vacuum"_s));
    return {};
}

} // namespace

Result<qint64> vacuumIfWorthIt(Database &database, const std::function<bool()> &wanted)
{
    const auto before = pagesOf(database);
    if (!before)
        return std::unexpected(before.error());
    const qint64 freeBytes = before->free * before->size;
    if (freeBytes < leastBytes || before->free * 4 < before->all)
        return 0;
    if (!before->incremental) {
        if ((before->all - before->free) * before->size > mostAtOnce)
            return 0;
        for (const QString &sql : {u"PRAGMA auto_vacuum = INCREMENTAL"_s, u"VACUUM"_s}) {
            if (auto done = database.execute(sql); !done)
                return std::unexpected(done.error());
        }
        return freeBytes;
    }
    qint64 left = before->free;
    while (left > 0 && (!wanted || wanted())) {
        if (auto done = step(database); !done)
            return std::unexpected(done.error());
        const auto now = pagesOf(database);
        if (!now)
            return std::unexpected(now.error());
        if (now->free >= left)
            break;
        left = now->free;
    }
    return (before->free - left) * before->size;
}

} // namespace CommandRunner
