# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

# What ./dev needs from the machine, found by looking for the thing itself, and how each system calls it. Sourced by dev.

# set | how to see that it is there | Debian, Ubuntu | Fedora | Arch | Homebrew | MSYS2 (UCRT64) | what for
# Sets: run (build and start the window), test, lint, package. Each command names the sets it needs.
# Several Debian names in one row are the names of one thing in different releases: the first known one is taken.
# See: cmd:PROGRAM, pc:PKG-CONFIG-MODULE, py:PYTHON-MODULE, file:GLOB; several alternatives are separated by commas.
dependency_table() {
    cat <<'TABLE'
run|cmd:c++|g++|gcc-c++|gcc|-|gcc|C++23 compiler
run|cmd:cmake|cmake|cmake|cmake|cmake|cmake|configures the build
run|cmd:ninja|ninja-build|ninja-build|ninja|ninja|ninja|builds
run|cmd:ccache|ccache|ccache|ccache|ccache|ccache|makes the next build quick
run|cmd:pkg-config|pkg-config|pkgconf-pkg-config|pkgconf|pkgconf|pkgconf|finds libraries
run|pc:Qt6Widgets|qt6-base-dev|qt6-qtbase-devel|qt6-base|qt|qt6-base|Qt 6: the window, processes, database
run|file:/usr/lib/*/qt6/plugins/sqldrivers/libqsqlite.so,file:/usr/lib*/qt6/plugins/sqldrivers/libqsqlite.so,cmd:brew,cmd:pacman|libqt6sql6-sqlite|qt6-qtbase|-|-|-|the database's driver
run|file:/usr/lib/*/qt6/plugins/imageformats/libqsvg.so,file:/usr/lib*/qt6/plugins/imageformats/libqsvg.so,cmd:brew|qt6-svg-plugins libqt6svg6|qt6-qtsvg|qt6-svg|-|qt6-svg|draws the icons
run|file:/usr/lib/*/cmake/Qt6LinguistTools/Qt6LinguistToolsConfig.cmake,file:/usr/lib*/cmake/Qt6LinguistTools/Qt6LinguistToolsConfig.cmake,cmd:brew,cmd:cygpath|qt6-tools-dev|qt6-qttools-devel|qt6-tools|-|qt6-tools|builds with translations
run|file:/usr/lib/qt6/bin/lrelease,file:/usr/lib*/qt6/bin/lrelease,cmd:lrelease,cmd:lrelease6,cmd:brew|qt6-l10n-tools|qt6-linguist|qt6-tools|-|qt6-tools|compiles the translations
run|pc:libpcre2-8|libpcre2-dev|pcre2-devel|pcre2|pcre2|pcre2|filters over output
run|pc:libzstd|libzstd-dev|libzstd-devel|zstd|zstd|zstd|keeps the output of finished runs small
run|file:/usr/lib/*/cmake/Qt6Keychain/Qt6KeychainConfig.cmake,file:/usr/lib*/cmake/Qt6Keychain/Qt6KeychainConfig.cmake,file:/opt/homebrew/lib/cmake/Qt6Keychain/Qt6KeychainConfig.cmake,file:/usr/local/lib/cmake/Qt6Keychain/Qt6KeychainConfig.cmake,file:/*/lib/cmake/Qt6Keychain/Qt6KeychainConfig.cmake|qtkeychain-qt6-dev|qtkeychain-qt6-devel|qtkeychain-qt6|qtkeychain|qtkeychain-qt6|stores secrets in the system's keychain (optional)
run|pc:libsodium|libsodium-dev|libsodium-devel|libsodium|libsodium|libsodium|stores secrets in an encrypted file (optional)
run|pc:libarchive|libarchive-dev|libarchive-devel|libarchive|libarchive|libarchive|exports runs as one file
run|pc:yaml-cpp|libyaml-cpp-dev|yaml-cpp-devel|yaml-cpp|yaml-cpp|yaml-cpp|reads YAML files that define commands
run|pc:tomlplusplus|libtomlplusplus-dev|tomlplusplus-devel|tomlplusplus|tomlplusplus|tomlplusplus|reads TOML files that define commands
run|file:/usr/lib/*/cmake/KF6SyntaxHighlighting/KF6SyntaxHighlightingConfig.cmake,file:/usr/lib*/cmake/KF6SyntaxHighlighting/KF6SyntaxHighlightingConfig.cmake,file:/usr/share/ECM/cmake/ECMConfig.cmake,file:/opt/homebrew/share/ECM/cmake/ECMConfig.cmake,file:/usr/local/share/ECM/cmake/ECMConfig.cmake,file:/*/share/ECM/cmake/ECMConfig.cmake|libkf6syntaxhighlighting-dev extra-cmake-modules|kf6-syntax-highlighting-devel|syntax-highlighting|extra-cmake-modules|extra-cmake-modules|colours source text
run|cmd:python3|python3|python3|python|python3|python|reads Django projects; the demo's scripts
run|py:django|python3-django|python3-django|python-django|-|-|the demo workspace's Django project
run|cmd:make|make|make|make|make|make|the demo workspace's Makefile
run|file:/usr/share/fonts/*/*/*.ttf,file:/usr/share/fonts/*/*.ttf,file:/usr/share/fonts/*/*.otf,file:/usr/share/fonts/*/*/*.otf,cmd:brew,cmd:cygpath|fonts-dejavu-core|dejavu-sans-fonts|ttf-dejavu|-|-|text in the window
headless|cmd:Xvfb|xvfb|xorg-x11-server-Xvfb|xorg-server-xvfb|-|-|a display where there is none
headless|cmd:xauth|xauth|xorg-x11-xauth|xorg-xauth|-|-|the key to that display
test|cmd:dbus-run-session|dbus|dbus-daemon|dbus|-|-|a session for the end-to-end tests
test|file:/usr/libexec/at-spi-bus-launcher,file:/usr/lib/at-spi-bus-launcher,file:/usr/lib/at-spi2-core/at-spi-bus-launcher|at-spi2-core|at-spi2-core|at-spi2-core|-|-|drives the window as a screen reader would
test|file:/usr/lib/*/girepository-1.0/Atspi-2.0.typelib,file:/usr/lib*/girepository-1.0/Atspi-2.0.typelib|gir1.2-atspi-2.0|at-spi2-core|at-spi2-core|-|-|the same, from Python
test|py:gi|python3-gi|python3-gobject|python-gobject|-|-|the same, from Python
test|cmd:gnome-keyring-daemon|gnome-keyring|gnome-keyring|gnome-keyring|-|-|a keychain for the end-to-end tests
test|cmd:openbox|openbox|openbox|openbox|-|-|a window manager: shortcuts need an active window
test|cmd:xdotool|xdotool|xdotool|xdotool|-|-|types on the keyboard of the virtual display
lint|cmd:clang-format-19,llvm:clang-format|clang-format-19|clang-tools-extra|clang|llvm@19|clang-tools-extra|checks the format
lint|cmd:clang-tidy-19,llvm:clang-tidy|clang-tidy-19|clang-tools-extra|clang|llvm@19|clang-tools-extra|checks the code
lint|cmd:codespell|codespell|codespell|codespell|codespell|-|checks the spelling
lint|cmd:reuse|reuse|reuse|reuse|reuse|-|checks that every file has a licence
lint|cmd:shellcheck|shellcheck|ShellCheck|shellcheck|shellcheck|-|checks the shell scripts
lint|cmd:git|git|git|git|git|git|lists the project's files
fuzz|cmd:clang++-19|clang-19|clang|clang|llvm@19|clang|compiles the fuzz targets
fuzz|file:/usr/lib/llvm-19/lib/clang/19/lib/linux/libclang_rt.fuzzer-*.a,file:/usr/lib*/clang/*/lib/*/libclang_rt.fuzzer*,cmd:brew|libclang-rt-19-dev|compiler-rt|compiler-rt|llvm@19|compiler-rt|libFuzzer and the sanitizers
package|cmd:dpkg-shlibdeps|dpkg-dev|-|-|-|-|finds a package's dependencies
package|cmd:file|file|-|-|-|-|the same
TABLE
}

# The system's own Python counts, too: the first in PATH may be another one (pyenv, conda).
python_has() { # module
    local python
    for python in python3 /usr/bin/python3; do
        "$python" -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)' "$1" \
            2>/dev/null && return 0
    done
    return 1
}

# Whether a check of the table finds what it looks for. Cheap: no program is started but pkg-config and python3.
dependency_present() {
    local alternatives alternative
    IFS=, read -ra alternatives <<<"$1"
    for alternative in "${alternatives[@]}"; do
        case $alternative in
            cmd:*) command -v "${alternative#cmd:}" >/dev/null && return 0 ;;
            pc:*) pkg-config --exists "${alternative#pc:}" 2>/dev/null && return 0 ;;
            file:*) compgen -G "${alternative#file:}" >/dev/null && return 0 ;;
            llvm:*) [[ $("${alternative#llvm:}" --version 2>/dev/null) == *"version 19."* ]] && return 0 ;;
            py:*) python_has "${alternative#py:}" && return 0 ;;
        esac
    done
    return 1
}

# missing_dependencies SET… prints the rows of the table that are needed and not there.
missing_dependencies() {
    local row set check wanted=" $* "
    while IFS= read -r row; do
        IFS='|' read -r set check _ <<<"$row"
        [[ $wanted == *" $set "* ]] || continue
        dependency_present "$check" || printf '%s\n' "$row"
    done < <(dependency_table)
}

# Prints, for each system, the whole command that installs the given sets.
print_install_commands() {
    local system column wanted=" $* "
    for system in "Fedora:4:sudo dnf install" "Arch:5:sudo pacman -S --needed" \
        "macOS (Xcode's command line tools, then Homebrew):6:brew install" \
        "Windows (in an MSYS2 UCRT64 shell):7:pacman -S --needed"; do
        IFS=: read -r system column command <<<"$system"
        local packages
        packages=$(dependency_table | awk -F'|' -v wanted="$wanted" -v column="$column" '
            index(wanted, " " $1 " ") && $column != "-" && !seen[$column]++ {
                printf " %s%s", (column == 7 ? "mingw-w64-ucrt-x86_64-" : ""), $column
            }')
        printf '\n%s:\n  %s%s\n' "$system" "$command" "$packages"
    done
    printf '\nWindows with vcpkg: vcpkg install qtbase[sql-sqlite] pcre2 ecm, and Visual Studio 2022 with CMake and Ninja\n'
}

has_candidate() { [[ $(apt-cache policy "$1" 2>/dev/null) == *"Candidate: "[^\(]* ]]; }

# One of several names that Debian's releases use for the same thing: the first that the lists know.
choose_package() {
    local name
    for name in "$@"; do
        if has_candidate "$name"; then
            printf '%s\n' "$name"
            return
        fi
    done
    printf '%s\n' "$1"
}

install_with_apt() { # rows of the table, one a line
    local -a as_root=() packages=()
    local set check debian why package
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            as_root=(refused)
        else
            as_root=(sudo)
        fi
    fi
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)

    # A machine that was just made has no lists; without them no name can be chosen.
    local updated=
    update_lists() {
        say "Refreshing apt's lists"
        "${as_root[@]}" "${apt[@]}" update </dev/null && updated=yes
    }
    if [[ ${as_root[*]} != refused ]] && ! has_candidate qt6-base-dev; then
        update_lists || { fail "apt-get update failed (see above): check /etc/apt/sources.list and the network"; return 1; }
    fi

    say "These packages are missing:"
    while IFS='|' read -r set check debian _ _ _ _ why; do
        # shellcheck disable=SC2086 # the names of one thing
        package=$(choose_package $debian)
        printf '  %-30s %s\n' "$package" "$why"
        packages+=("$package")
    done <<<"$1"

    local install=("${apt[@]}" install --yes --no-install-recommends "${packages[@]}")
    if [[ ${as_root[*]} == refused ]]; then
        fail "Installing needs root, and there is no sudo here. As root, run:"
        printf '  apt-get update && apt-get install --no-install-recommends %s\n' "${packages[*]}" >&2
        return 1
    fi
    say "Installing them: ${as_root[*]:+${as_root[*]} }apt-get install --no-install-recommends ${packages[*]}"
    "${as_root[@]}" "${install[@]}" </dev/null && return
    if [[ ! $updated ]]; then # old lists name packages that the mirror has replaced
        update_lists && "${as_root[@]}" "${install[@]}" </dev/null && return
    fi
    fail "apt-get could not install them (see above). On Ubuntu, the component 'universe' must be switched on."
    return 1
}
