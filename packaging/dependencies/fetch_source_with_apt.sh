#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# fetch_source_with_apt.sh PACKAGE RELEASE FOLDER
# Leaves the upstream tarball of Debian's source PACKAGE in FOLDER. Takes it from the mirrors that this machine uses
# already, without root and without touching the machine's own lists of sources.
set -euo pipefail
package=$1 release=$2 folder=$3

mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
folder=$(cd "$folder" && pwd)
cd "$folder"

keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[[ -r $keyring ]] || { echo "$keyring is missing: cannot verify Debian's packages" >&2; exit 1; }

# #clear in a file given by -c is the one way to drop the machine's own hooks, which expect root.
cat > apt.conf <<CONF
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::Etc::SourceList "$folder/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::State::Lists "$folder/lists";
Dir::Cache "$folder/cache";
Dir::Cache::srcpkgcache "";
Dir::Cache::pkgcache "";
APT::Sandbox::User "root";
Acquire::Languages "none";
CONF

# shellcheck disable=SC2016 # apt's own variable
for mirror in $(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sort -u); do
    echo "deb-src [signed-by=$keyring] $mirror $release main" > sources.list
    if apt-get -c apt.conf update && apt-get -c apt.conf source --download-only --tar-only "$package"; then
        exit 0
    fi
done
echo "No mirror of this machine gave the source of $package in $release" >&2
exit 1
