// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostprocess.h"
#include "core/run/runhost.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstdio>
#include <cstring>

using namespace CommandRunner;

int main(int argc, char *argv[])
{
    const bool usable = argc == 2 && argv[1][0] != '\0' && argv[1][0] != '-';
    if (!usable) {
        const bool help = argc == 2 && std::strcmp(argv[1], "--help") == 0;
        std::fputs(
            "Usage: commandrunner-host RUNFOLDER\n"
            "Runs what RUNFOLDER/request.json asks for, and keeps its output and outcome there.\n"
            "Started by commandrunner, commandrunnerd and commandrunner-cli, not by hand.\n",
            help ? stdout : stderr);
        return help ? 0 : 2;
    }
    const QString runFolder = QDir(QFile::decodeName(argv[1])).absolutePath(); // before the working
                                                                               // directory changes
    detachHostProcess();
    QCoreApplication application(argc, argv);
    HostSignals systemSignals;
    RunHost host(runFolder);
    QObject::connect(&systemSignals, &HostSignals::askedToEnd, &host, &RunHost::systemAsksToEnd);
    QObject::connect(&systemSignals, &HostSignals::childChanged, &host, &RunHost::childChanged);
    QObject::connect(&host, &RunHost::done, &application, [] { QCoreApplication::exit(0); });
    if (const auto started = host.start(); !started) {
        std::fprintf(stderr, "commandrunner-host: %s\n", qPrintable(started.error().toString()));
        return 1;
    }
    return QCoreApplication::exec();
}
