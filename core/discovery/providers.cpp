// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers.h"

#include "core/discovery/cargoprovider.h"
#include "core/discovery/cmakeprovider.h"
#include "core/discovery/composeprovider.h"
#include "core/discovery/composerprovider.h"
#include "core/discovery/denoprovider.h"
#include "core/discovery/djangoprovider.h"
#include "core/discovery/gitaliasprovider.h"
#include "core/discovery/gradleprovider.h"
#include "core/discovery/invokeprovider.h"
#include "core/discovery/justprovider.h"
#include "core/discovery/makeprovider.h"
#include "core/discovery/mavenprovider.h"
#include "core/discovery/miseprovider.h"
#include "core/discovery/noxprovider.h"
#include "core/discovery/npmprovider.h"
#include "core/discovery/procfileprovider.h"
#include "core/discovery/projectprovider.h"
#include "core/discovery/pyprojectprovider.h"
#include "core/discovery/rakeprovider.h"
#include "core/discovery/scriptprovider.h"
#include "core/discovery/taskfileprovider.h"
#include "core/discovery/toxprovider.h"
#include "core/discovery/vscodeprovider.h"

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
    providers.push_back(std::make_unique<TaskfileProvider>());
    providers.push_back(std::make_unique<CMakeProvider>());
    providers.push_back(std::make_unique<CargoProvider>());
    providers.push_back(std::make_unique<ComposerProvider>());
    providers.push_back(std::make_unique<DenoProvider>());
    providers.push_back(std::make_unique<VsCodeProvider>());
    providers.push_back(std::make_unique<MiseProvider>());
    return providers;
}

} // namespace CommandRunner
