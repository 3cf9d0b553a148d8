// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rules and filters: many patterns over a large log against QRegularExpression, a change of filters
// against QSortFilterProxyModel, switching on ten million lines, and what the bits cost.
#include "core/output/builtinrules.h"
#include "core/output/linelens.h"
#include "core/output/linesearcher.h"
#include "core/output/outputdocument.h"
#include "core/output/outputlens.h"
#include "tests/bench/benchreport.h"

#include <QAbstractListModel>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QSortFilterProxyModel>
#include <QTemporaryDir>
#include <QtEndian>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

using Bench::Better;
using Bench::rounds;

// Processor time, so that what else runs on the machine counts less. The median.
double seconds(int times, const std::function<void()> &work)
{
    std::vector<double> taken;
    for (int round = 0; round < times; ++round) {
        const std::clock_t begin = std::clock();
        work();
        taken.push_back(double(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return Bench::median(taken);
}

// Lines as an application logs them; one in 25 is noise that one of the rules knows.
QByteArray line(qint64 number)
{
    static const QByteArrayList noise{
        "npm WARN deprecated har-validator@5.1.5: this library is no longer supported",
        "Requirement already satisfied: six in /usr/lib/python3/dist-packages (1.16.0)",
        "[14/Mar/2026 09:26:53] \"GET /static/shop.css HTTP/1.1\" 200 12345",
        "   Compiling serde v1.0.197",
        "a2abf6c4d29d: Pull complete",
        ""};
    if (number % 25 == 0)
        return noise.at(number / 25 % noise.size());
    return "2026-03-14 09:26:53.123 INFO shop.orders order " + QByteArray::number(number)
        + " of customer Ann Lee stored, 3 items, total 42.50 EUR";
}

QStringList twentyRules()
{
    return {u"^npm (?:WARN|warn) deprecated"_s,
            u"^Requirement already satisfied: "_s,
            u"\"(?:GET|HEAD|POST) [^\"]+ HTTP/[\\d.]+\" (?:2\\d\\d|304)"_s,
            u"^ {2,8}Compiling \\S+"_s,
            u"^[0-9a-f]{12}: Pull complete"_s,
            u"^\\s*$"_s,
            u"\\bSELECT\\b.+\\bFROM\\b"_s,
            u"\\bINSERT INTO\\b"_s,
            u"\\bUPDATE\\b.+\\bSET\\b"_s,
            u"\\bDELETE FROM\\b"_s,
            u"^make\\[\\d+\\]: Entering directory"_s,
            u":\\d+: \\w*DeprecationWarning: "_s,
            u"^\\s+at (?:node:internal|java\\.base)"_s,
            u"GET /healthz"_s,
            u"status=304"_s,
            u"favicon\\.ico"_s,
            u"^> Task :\\S+ UP-TO-DATE"_s,
            u"X-Request-Id: [0-9a-f-]{36}"_s,
            u"\\[=+> *\\] +\\d+%"_s,
            u"^(?:Get|Hit|Ign):\\d+ "_s};
}

qint64 writeLog(const QString &path, const QString &indexPath, qint64 bytes)
{
    QFile log(path);
    QFile index(indexPath);
    if (!log.open(QIODevice::WriteOnly) || !index.open(QIODevice::WriteOnly))
        return 0;
    qint64 lines = 0;
    qint64 offset = 0;
    while (offset < bytes) {
        QByteArray chunk;
        while (chunk.size() < 1 << 20)
            chunk += line(lines++) + '\n';
        char record[OutputRecord::size];
        qToLittleEndian(quint64(offset), record);
        qToLittleEndian(quint32(chunk.size()), record + 8);
        qToLittleEndian(quint32(1), record + 12);
        qToLittleEndian(qint64(lines), record + 16);
        if (log.write(chunk) != chunk.size() || index.write(record, sizeof record) < 0)
            return 0;
        offset += chunk.size();
    }
    return lines;
}

std::vector<std::shared_ptr<CompiledPattern>> compiled(const QStringList &patterns)
{
    std::vector<std::shared_ptr<CompiledPattern>> result;
    for (const QString &pattern : patterns)
        result.push_back(
            std::make_shared<CompiledPattern>(LinePattern::regularExpression(pattern)));
    return result;
}

void measureRules(const QString &path, const QString &indexPath, qint64 bytes, qint64 lines)
{
    qint64 matches = 0;
    const double ours = seconds(3, [&] {
        LineSearcher searcher(path, indexPath);
        searcher.setPatterns(PatternSet(compiled(twentyRules())));
        searcher.extend({0, 0}, bytes, {});
        matches = 0;
        for (SearchedLines found; searcher.step(found); found = {}) {
            for (const auto &each : found.matches)
                matches += qint64(each.size());
        }
    });
    const double one = seconds(3, [&] {
        LineSearcher searcher(path, indexPath);
        searcher.setPatterns(PatternSet(compiled({u"order \\d+7 of"_s})));
        searcher.extend({0, 0}, bytes, {});
        for (SearchedLines found; searcher.step(found); found = {}) {}
    });
    // A twentieth of the log is enough for the slow one.
    QList<QRegularExpression> expressions;
    const QStringList patterns = twentyRules();
    for (const QString &pattern : patterns)
        expressions.append(QRegularExpression(pattern));
    const qint64 part = lines / 20;
    qint64 theirMatches = 0;
    const double theirs = seconds(1, [&] {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return;
        for (qint64 i = 0; i < part; ++i) {
            const QString text = QString::fromUtf8(file.readLine()).chopped(1);
            for (const QRegularExpression &expression : std::as_const(expressions))
                theirMatches += expression.match(text).hasMatch() ? 1 : 0;
        }
    });
    Bench::info(u"lens.rulesPace"_s, u"20 rules over a log"_s, double(bytes) / ours / 1e6,
                u"MB/s"_s);
    Bench::row(u"lens.rules"_s, u"20 rules over a log"_s, theirs * 20 / ours,
               u"× QRegularExpression × 20"_s, Better::More, 25);
    Bench::info(u"lens.onePace"_s, u"one expression that matches a tenth of the lines"_s,
                double(bytes) / one / 1e6, u"MB/s"_s);
    if (theirMatches < matches / 20 - 20 || theirMatches > matches / 20 + 20)
        std::puts("  the two do not find the same");
}

void measureMillions()
{
    constexpr qint64 count = 10'000'000;
    LineLens lens;
    std::vector<LineClass> classes;
    classes.reserve(count);
    for (qint64 i = 0; i < count; ++i)
        classes.push_back(i % 7 < 2 ? LineClass::Sql : LineClass::Plain);
    lens.append(classes);
    lens.setHidden(lineClassBit(LineClass::Sql));
    std::deque<LinePlane> planes(20);
    for (size_t plane = 0; plane < planes.size(); ++plane) {
        for (qint64 i = qint64(plane); i < count; i += plane < 2 ? 11 : 60 + qint64(plane) * 997)
            planes[plane].set(i);
    }
    std::vector<LensPlane> layers;
    layers.reserve(planes.size());
    for (const LinePlane &plane : planes)
        layers.push_back({&plane, LensPlane::Role::Fold, 0, 0});
    lens.setPlanes(layers, false);
    const auto without = std::vector<LensPlane>(layers.begin(), layers.end() - 1);
    bool on = false;
    const double rule = seconds(rounds, [&] {
        on = !on;
        lens.setPlanes(on ? without : layers, false);
    });
    auto filtered = layers;
    filtered.push_back({&planes[0], LensPlane::Role::Include, 0, 0});
    const double include = seconds(rounds, [&] {
        on = !on;
        lens.setPlanes(on ? filtered : layers, false);
    });
    filtered.back().before = filtered.back().after = 3;
    const double context = seconds(rounds, [&] {
        on = !on;
        lens.setPlanes(on ? filtered : layers, false);
    });
    Bench::row(u"lens.switchRule"_s, u"switch a rule on 10 million lines"_s, rule * 1e3, u"ms"_s,
               Better::Less, 16);
    Bench::row(u"lens.switchFilter"_s, u"switch an include filter on 10 million lines"_s,
               include * 1e3, u"ms"_s, Better::Less, 16);
    Bench::row(u"lens.switchContext"_s, u"the same with three lines of context"_s, context * 1e3,
               u"ms"_s, Better::Less, 16);
}

class Lines final : public QAbstractListModel
{
public:
    explicit Lines(qint64 count)
    {
        for (qint64 i = 0; i < count; ++i)
            m_lines.append(QString::fromUtf8(line(i)));
    }
    int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : int(m_lines.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(m_lines.at(index.row())) : QVariant();
    }

private:
    QStringList m_lines;
};

// From the wish to the first and to all rows, by the clock: our side works in a thread.
void measureFilterChange(const QString &folder, const QString &id, const QString &name,
                         const QString &expression)
{
    constexpr qint64 count = 1'000'000;
    const QString path = folder + u"/filter.log"_s;
    const QString indexPath = folder + u"/filter.idx"_s;
    writeLog(path, indexPath, count * 96);
    OutputDocument document(path, indexPath);
    document.setFinished();
    while (!document.isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    std::vector<double> first;
    std::vector<double> all;
    std::vector<double> allWork; // of both threads
    for (int round = 0; round < rounds; ++round) {
        LineFilters filters;
        LineFilter filter;
        filter.pattern = LinePattern::regularExpression(expression.arg(round));
        filters.filters = {filter};
        document.lens().setSeenLine(count / 2);
        QElapsedTimer clock;
        clock.start();
        const std::clock_t begin = std::clock();
        document.lens().setFilters(filters);
        while (document.rowCount() == 0 && !document.lens().isSettled())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        first.push_back(double(clock.nsecsElapsed()) / 1e6);
        while (!document.lens().isSettled())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        all.push_back(double(clock.nsecsElapsed()) / 1e6);
        allWork.push_back(double(std::clock() - begin) * 1e3 / CLOCKS_PER_SEC);
    }
    Lines model(document.lineCount());
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.rowCount({});
    std::vector<double> theirs;
    for (int round = 0; round < 3; ++round) {
        const std::clock_t begin = std::clock();
        proxy.setFilterRegularExpression(QRegularExpression(expression.arg(round)));
        proxy.rowCount({});
        theirs.push_back(double(std::clock() - begin) * 1e3 / CLOCKS_PER_SEC);
    }
    const QString what = u"new filter on 1 million lines: %1, "_s.arg(name);
    Bench::row(u"lens.%1.first"_s.arg(id), what + u"first rows"_s, Bench::median(first), u"ms"_s,
               Better::Less, 16);
    Bench::row(u"lens.%1.all"_s.arg(id), what + u"work for all rows"_s,
               Bench::median(theirs) / Bench::median(allWork), u"× QSortFilterProxyModel"_s,
               Better::More, 10);
    Bench::info(u"lens.%1.clock"_s.arg(id), what + u"all rows by the clock"_s, Bench::median(all),
                u"ms"_s);
}

void measureBits(const QString &folder)
{
    const QString path = folder + u"/filter.log"_s;
    const QString indexPath = folder + u"/filter.idx"_s;
    QList<LineRule> rules;
    const QList<LineRuleSet> sets = builtInRuleSets();
    for (const LineRuleSet &set : sets)
        rules += set.rules;
    OutputDocument fresh(path, indexPath);
    fresh.lens().setRules(rules);
    fresh.setFinished();
    while (!fresh.isFinished() || !fresh.lens().isSettled())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    Bench::row(u"lens.bits"_s, u"bits of all %1 built-in rules, noisy log"_s.arg(rules.size()),
               double(fresh.lens().memoryBytes()) / double(fresh.lineCount()), u"bytes a line"_s,
               Better::Less, 1);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const qint64 size = qint64(argc > 1 ? QByteArray(argv[1]).toInt() : 300) * 1'000'000;
    const QString path = folder.filePath(u"output.log"_s);
    const QString indexPath = folder.filePath(u"output.idx"_s);
    const qint64 lines = writeLog(path, indexPath, size);
    if (lines == 0) {
        std::puts("cannot write the log");
        return 1;
    }
    measureRules(path, indexPath, QFile(path).size(), lines);
    QFile::remove(path);
    measureMillions();
    measureFilterChange(folder.path(), u"tenth"_s, u"a tenth matches"_s, u"order \\d*%1\\d of"_s);
    measureFilterChange(folder.path(), u"rare"_s, u"few match"_s, u"order 12345%1 of"_s);
    measureFilterChange(folder.path(), u"one"_s, u"one matches"_s, u"har-validator@%1"_s);
    measureBits(folder.path());
    return 0;
}
