#!/usr/bin/env bash
# Fetches the fonts that documents are set in, once, and checks them against the hashes of docs/spec/record.md.
# The MSBuild target in build/Fonts.targets runs it before Server, Cli and tests are built; it does nothing when the
# files are there and right.
# npm brings the two weights of the family, apt (without root) the further font; TRADING_FONTS names a folder that
# holds the files already, for a machine without one of them.
set -euo pipefail
cd "$(dirname "$0")"
package=@expo-google-fonts/noto-sans-sc@0.4.3
family='d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16  NotoSansSC-400.ttf
9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96  NotoSansSC-700.ttf
1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9  OFL.txt'
further='829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c  HanaMinB.ttf'

mkdir -p fonts
# Several builds may come here at once: one fetches, the others wait and find the stamp.
exec 9>fonts/.lock
flock 9
say() { echo "fonts.sh: $*" >&2; }
whole() { (cd "$1" && sha256sum --check --status <<<"$2") 2>/dev/null; }
names() { sed 's/^[^ ]*  //' <<<"$1"; }

fetch_family() {
    command -v npm >/dev/null || {
        say 'npm is missing: install Node 20, or set TRADING_FONTS to a folder with the font files'
        exit 2
    }
    (cd "$1" && npm pack --silent "$package" >/dev/null &&
        tar xzf ./*.tgz package/400Regular package/700Bold package/LICENSE_FONT)
    mv "$1/package/400Regular/NotoSansSC_400Regular.ttf" "$1/NotoSansSC-400.ttf"
    mv "$1/package/700Bold/NotoSansSC_700Bold.ttf" "$1/NotoSansSC-700.ttf"
    mv "$1/package/LICENSE_FONT" "$1/OFL.txt"
}

# The package is unpacked and not installed. A machine whose lists are empty gets them first.
fetch_further() {
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || {
        say 'apt is missing: put HanaMinB.ttf of the Debian package fonts-hanazono and the files of the family'
        say 'into a folder, and name it by TRADING_FONTS'
        exit 2
    }
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
    (cd "$1" && { apt-get download -qq fonts-hanazono ||
        { "${as_root[@]}" apt-get update -qq && apt-get download -qq fonts-hanazono; }; }) >/dev/null 2>&1 || {
        say 'the Debian package fonts-hanazono cannot be fetched: see TRADING_FONTS in README.md'
        exit 2
    }
    dpkg-deb --fsys-tarfile "$1"/fonts-hanazono_*.deb | tar xf - -C "$1" ./usr/share
    mv "$1/usr/share/fonts/truetype/hanazono/HanaMinB.ttf" "$1/HanaMinB.ttf"
    # The licence; its text may differ between releases of Debian.
    mv "$1/usr/share/doc/fonts-hanazono/copyright" fonts/HanaMinB.txt
}

# What is there and right is kept: a new font does not fetch the others again.
bring() {
    ! whole fonts "$2" || return 0
    local work
    work=$(mktemp -d)
    trap 'rm -rf "$work"' RETURN
    if [ -n "${TRADING_FONTS:-}" ]; then
        (cd "$TRADING_FONTS" && names "$2" | xargs cp -t "$work")
    else
        "$1" "$work"
    fi
    whole "$work" "$2" || { say 'the fetched files are not those that docs/spec/record.md pins'; exit 1; }
    (cd "$work" && names "$2" | xargs mv -t "$OLDPWD/fonts")
}

expected="$family
$further"
if [ ! -f fonts/stamp ] || [ "$(cat fonts/stamp)" != "$expected" ] || ! whole fonts "$expected"; then
    bring fetch_family "$family"
    bring fetch_further "$further"
    # Last: whoever sees the stamp sees whole files.
    printf '%s' "$expected" >fonts/stamp
fi
