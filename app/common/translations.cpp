// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

void install(QCoreApplication &application, const QLocale &locale)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(locale, u"commandrunner"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

void installTranslations(QCoreApplication &application)
{
    install(application, QLocale(QLocale::English));
    if (QLocale().language() != QLocale::English)
        install(application, QLocale());
}

} // namespace CommandRunner
