#!/usr/bin/env bash
# Fetches the two weights that documents are set in, once, and checks them against the hashes of docs/spec/record.md.
# The MSBuild target in build/Fonts.targets runs it before Server, Cli and tests are built; it does nothing when the
# files are there and right.
# Node is needed for `npm pack` only; TRADING_FONTS names a folder that holds the files already, for a machine without
# it.
set -euo pipefail
cd "$(dirname "$0")"
package=@expo-google-fonts/noto-sans-sc@0.4.3
expected='d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16  NotoSansSC-400.ttf
9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96  NotoSansSC-700.ttf
1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9  OFL.txt'

mkdir -p fonts
# Several builds may come here at once: one fetches, the others wait and find the stamp.
exec 9>fonts/.lock
flock 9
whole() { (cd "$1" && sha256sum --check --status <<<"$expected"); }
if [ ! -f fonts/stamp ] || [ "$(cat fonts/stamp)" != "$expected" ] || ! whole fonts; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    if [ -n "${TRADING_FONTS:-}" ]; then
        cp "$TRADING_FONTS"/{NotoSansSC-400.ttf,NotoSansSC-700.ttf,OFL.txt} "$work"
    else
        command -v npm >/dev/null || {
            echo "fonts.sh: npm is missing: install Node 20, or set TRADING_FONTS to a folder with the font files" >&2
            exit 2
        }
        (cd "$work" && npm pack --silent "$package" >/dev/null &&
            tar xzf ./*.tgz package/400Regular package/700Bold package/LICENSE_FONT)
        mv "$work/package/400Regular/NotoSansSC_400Regular.ttf" "$work/NotoSansSC-400.ttf"
        mv "$work/package/700Bold/NotoSansSC_700Bold.ttf" "$work/NotoSansSC-700.ttf"
        mv "$work/package/LICENSE_FONT" "$work/OFL.txt"
    fi
    whole "$work" || {
        echo "fonts.sh: the fetched files are not those that docs/spec/record.md pins" >&2
        exit 1
    }
    mv "$work"/{NotoSansSC-400.ttf,NotoSansSC-700.ttf,OFL.txt} fonts/
    # Last: whoever sees the stamp sees whole files.
    printf '%s' "$expected" >fonts/stamp
fi
