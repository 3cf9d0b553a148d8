// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/providers.h"

#include "core/discovery/providers/cargoprovider.h"
#include "core/discovery/providers/cmakeprovider.h"
#include "core/discovery/providers/composeprovider.h"
#include "core/discovery/providers/composerprovider.h"
#include "core/discovery/providers/denoprovider.h"
#include "core/discovery/providers/djangoprovider.h"
#include "core/discovery/providers/gitaliasprovider.h"
#include "core/discovery/providers/gradleprovider.h"
#include "core/discovery/providers/invokeprovider.h"
#include "core/discovery/providers/jetbrainsprovider.h"
#include "core/discovery/providers/justprovider.h"
#include "core/discovery/providers/makeprovider.h"
#include "core/discovery/providers/mavenprovider.h"
#include "core/discovery/providers/miseprovider.h"
#include "core/discovery/providers/noxprovider.h"
#include "core/discovery/providers/npmprovider.h"
#include "core/discovery/providers/procfileprovider.h"
#include "core/discovery/providers/projectprovider.h"
#include "core/discovery/providers/pyprojectprovider.h"
#include "core/discovery/providers/rakeprovider.h"
#include "core/discovery/providers/scriptprovider.h"
#include "core/discovery/providers/scriptserverprovider.h"
#include "core/discovery/providers/taskfileprovider.h"
#include "core/discovery/providers/toxprovider.h"
#include "core/discovery/providers/vscodeprovider.h"

namespace CommandRunner {

std::vector<std::unique_ptr<CommandProvider>> makeProviders()
{
    std::vector<std::unique_ptr<CommandProvider>> providers;
    providers.push_back(std::make_unique<ProjectProvider>());
    providers.push_back(std::make_unique<DjangoProvider>());
    providers.push_back(std::make_unique<NpmProvider>());
    providers.push_back(std::make_unique<MakeProvider>());
    providers.push_back(std::make_unique<JustProvider>());
    providers.push_back(std::make_unique<PyprojectProvider>());
    providers.push_back(std::make_unique<ComposeProvider>());
    providers.push_back(std::make_unique<ProcfileProvider>());
    providers.push_back(std::make_unique<ToxProvider>());
    providers.push_back(std::make_unique<NoxProvider>());
    providers.push_back(std::make_unique<InvokeProvider>());
    providers.push_back(std::make_unique<RakeProvider>());
    providers.push_back(std::make_unique<GradleProvider>());
    providers.push_back(std::make_unique<MavenProvider>());
    providers.push_back(std::make_unique<GitAliasProvider>());
    providers.push_back(std::make_unique<ScriptProvider>());
    providers.push_back(std::make_unique<ScriptServerProvider>());
    providers.push_back(std::make_unique<TaskfileProvider>());
    providers.push_back(std::make_unique<CMakeProvider>());
    providers.push_back(std::make_unique<CargoProvider>());
    providers.push_back(std::make_unique<ComposerProvider>());
    providers.push_back(std::make_unique<DenoProvider>());
    providers.push_back(std::make_unique<VsCodeProvider>());
    providers.push_back(std::make_unique<MiseProvider>());
    providers.push_back(std::make_unique<JetBrainsProvider>());
    return providers;
}

} // namespace CommandRunner
