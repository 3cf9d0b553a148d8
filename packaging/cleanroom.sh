#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# packaging/cleanroom.sh [--user] [--keep] [--ccache] [--release NAME] [VERB…]
# Proves that a new machine can do what README says: makes a bare Debian root (bookworm, or the release named), clones this repository's HEAD into it
# and types ./dev run and ./dev test there (or the VERBs given), as root or, with --user, as an ordinary user with sudo.
# Needs root and debootstrap. With --ccache, what earlier rooms compiled is not compiled again. Leaves logs and the screenshot in build/cleanroom; removes the root unless --keep is given.
set -euo pipefail

project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/commandrunner/cleanroom
results=$project/build/cleanroom
say() { printf '==> %s\n' "$*"; }
fail() { printf 'cleanroom: %s\n' "$*" >&2; exit 1; }

# The part below runs in namespaces of its own: its mounts and every process in it end with it.
if [[ ${1:-} == --inside ]]; then
    room=$2 account=$3 verb=$4 compiled=$5
    mount -t proc proc "$room/proc"
    mount -t tmpfs -o mode=0755 tmpfs "$room/dev"
    mkdir "$room/dev/pts" "$room/dev/shm"
    for device in null zero full random urandom tty; do
        cp -a "/dev/$device" "$room/dev/$device"
    done
    mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$room/dev/pts"
    ln -s pts/ptmx "$room/dev/ptmx"
    mount -t tmpfs -o mode=1777 tmpfs "$room/dev/shm"
    ln -s /proc/self/fd "$room/dev/fd"
    ln -s /proc/self/fd/0 "$room/dev/stdin"
    ln -s /proc/self/fd/1 "$room/dev/stdout"
    ln -s /proc/self/fd/2 "$room/dev/stderr"
    home=/root
    [[ $account == root ]] || home=/home/$account
    if [[ $compiled ]]; then
        mkdir -p "$compiled" "$room$home/.cache/ccache"
        mount --bind "$compiled" "$room$home/.cache/ccache"
        chroot "$room" chown -R "$account:$account" "$home/.cache"
    fi
    proxies=()
    for name in http_proxy https_proxy no_proxy; do
        [[ -z ${!name:-} ]] || proxies+=("$name=${!name}")
    done
    # The login shell's environment of a fresh machine, and no standard input.
    # shellcheck disable=SC2016 # expanded inside
    exec chroot "$room" setpriv --reuid "$account" --regid "$account" --init-groups \
        env -i HOME="$home" USER="$account" LOGNAME="$account" TERM=dumb "${proxies[@]}" \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        /bin/bash -c 'cd "$HOME/commandrunner" && ./dev "$1"' - "$verb" </dev/null
fi

account=root keep='' compiled='' release=bookworm verbs=()
while (($#)); do
    case $1 in
        --user) account=user ;;
        --keep) keep=yes ;;
        --ccache) compiled=$cache/ccache ;;
        --release)
            release=${2:?--release needs a name, as bookworm or trixie}
            shift
            ;;
        -*) fail "unknown option $1" ;;
        *) verbs+=("$1") ;;
    esac
    shift
done
((${#verbs[@]})) || verbs=(run test)
((EUID == 0)) || fail "making a root folder of another system needs root: sudo packaging/cleanroom.sh"
command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"

# shellcheck disable=SC2016 # apt's own variable
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | sort -u | head -n 1)
[[ $mirror ]] || fail "apt on this machine has no mirror to take Debian from"

base=$cache/$release-minbase.tar
if [[ ! -s $base ]]; then
    say "Making a bare Debian ($release, minbase) once"
    mkdir -p "$cache"
    fresh=$(mktemp -d /var/tmp/commandrunner-base.XXXXXX)
    debootstrap --variant=minbase "$release" "$fresh" "$mirror" >"$cache/debootstrap.log" 2>&1 ||
        fail "debootstrap failed, see $cache/debootstrap.log (what it made is in $fresh)"
    tar -C "$fresh" --numeric-owner --exclude './proc/*' --exclude './sys/*' -cf "$base.part" .
    mv "$base.part" "$base"
    rm -rf --one-file-system "$fresh"
fi

room=$(mktemp -d /var/tmp/commandrunner-cleanroom.XXXXXX)
inside=''
leave() {
    # It heeds no other signal; with it ends everything in its namespaces.
    [[ -z $inside ]] || { kill -KILL "$inside" && wait "$inside"; } 2>/dev/null || true
    if [[ $keep ]]; then
        say "Kept: $room"
    else
        rm -rf --one-file-system "$room"
    fi
}
trap leave EXIT
trap 'exit 130' INT TERM
tar -C "$room" --numeric-owner -xpf "$base"
chmod 755 "$room"

# How this machine reaches its mirror: sources, proxy, certificates, clock checks. Nothing else of it gets in.
printf 'deb %s %s main\n' "$mirror" "$release" "$mirror" "$release-updates" >"$room/etc/apt/sources.list"
for file in /etc/apt/apt.conf.d/*; do
    if grep -qE 'Acquire::(http|https|Check|Retries|Proxy)' "$file" 2>/dev/null; then
        cp "$file" "$room/etc/apt/apt.conf.d/"
    fi
done
echo force-unsafe-io >"$room/etc/dpkg/dpkg.cfg.d/cleanroom" # it is thrown away: no fsync per file
cp -L /etc/resolv.conf /etc/hosts "$room/etc/"
if [[ $mirror == https:* ]]; then
    mkdir -p "$room/etc/ssl" && cp -aL /etc/ssl/certs "$room/etc/ssl/"
fi

home=$room/root
if [[ $account != root ]]; then
    chroot "$room" /bin/bash -ec "apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends sudo
        useradd --create-home --shell /bin/bash $account; echo '$account ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/$account
        rm -rf /var/lib/apt/lists/*" >"$room/prepare.log" 2>&1 || { cat "$room/prepare.log"; fail "could not prepare sudo"; }
    home=$room/home/$account
fi
git -C "$project" clone --quiet --no-hardlinks "$project" "$home/commandrunner"
[[ $account == root ]] || chroot "$room" chown -R "$account:$account" "/home/$account/commandrunner"
say "Debian $(cat "$room/etc/debian_version") as $account, commit $(git -C "$project" rev-parse --short HEAD)"

mkdir -p "$results"
passed=0 failed=0
for verb in "${verbs[@]}"; do
    say "./dev $verb"
    log=$results/$release-$account-$verb.log
    started=$SECONDS status=0
    unshare --mount --pid --fork --kill-child --propagation private \
        "$project/packaging/cleanroom.sh" --inside "$room" "$account" "$verb" "$compiled" >"$log" 2>&1 &
    inside=$!
    wait "$inside" || status=$?
    inside=''
    tail -n 8 "$log" | sed 's/^/    /'
    say "./dev $verb ended with $status after $((SECONDS - started)) s, log: $log"
    if ((status)); then failed=$((failed + 1)); else passed=$((passed + 1)); fi
done
picture=$home/commandrunner/build/screenshot.png
if [[ -s $picture ]]; then
    cp "$picture" "$results/$release-$account-screenshot.png"
    say "Screenshot: $results/$release-$account-screenshot.png"
fi
say "The root took $(du -sh --one-file-system "$room" | cut -f1)"
printf '%s passed, %s failed\n' "$passed" "$failed"
((failed == 0))
