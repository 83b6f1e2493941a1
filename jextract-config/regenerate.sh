#!/usr/bin/env bash
# Regenerates bindings/ from the Windows headers. See README.md.
set -euo pipefail
export LC_ALL=C

# package | earlier packages whose types it shares | headers, for its description
# Files by package: <package>-umbrella.h, <package>.symbols. To add a package, add a line and its two files.
packages=(
    'com||unknwn.h, objidl.h and oaidl.h'
    'bits|com|bits.h to bits10_3.h and bitsmsg.h'
    'deliveryoptimization|com|deliveryoptimization.h, deliveryoptimizationerrors.h and deliveryoptimization_legacy.h'
)

root=io.github.bits4j.bindings
config=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$config/../bindings
jextract=${JEXTRACT:-jextract}
# Whose headers these are: x86_64-pc-windows-msvc for the Windows SDK's.
clang_target=${CLANG_TARGET:-x86_64-w64-mingw32}
# Directories of Windows headers, separated by ';' because Windows paths hold ':'.
windows_include=${WINDOWS_INCLUDE:-/usr/share/mingw-w64/include}
# clang's own headers; a packaged jextract brings them along, so the directory may be missing.
clang_include=${CLANG_INCLUDE:-/usr/lib/llvm-13/lib/clang/13.0.1/include}

fail() { echo "regenerate.sh: $*" >&2; exit 1; }
command -v "$jextract" >/dev/null || fail "no jextract: put it on PATH or set JEXTRACT"
jextract=$(realpath "$(command -v "$jextract")")

# The path as jextract has to be told it: under Windows, bash has paths of its own.
native() { if command -v cygpath >/dev/null; then cygpath -m "$1"; else echo "$1"; fi; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
src=$work/bindings
mkdir "$src"

# jextract takes clang's arguments from compile_flags.txt in the working directory, one to a line.
{
    echo "--target=$clang_target"
    cat "$config/compile_flags.txt"
    # Ours first: each takes in the real header of its name, if there is one, and adds what is missing.
    printf -- '-isystem%s\n' "$(native "$config/include")"
    [[ -d $clang_include ]] && printf -- '-isystem%s\n' "$clang_include"
    tr ';' '\n' <<<"$windows_include" | sed '/^$/d; s/^/-isystem/'
} >"$work/compile_flags.txt"

describe() {
    cat <<EOT
/**
 * Raw bindings, made by jextract from $2.
 *
 * <p>They follow the headers, not the version of this library: a class or a method may change or go with any release.
 * Whoever calls them is on his own: a wrong pointer, a wrong slot or memory freed too early ends the JVM.
 */
package $root.$1;
EOT
}

generate() {
    local name=$1 shared=$2 headers=$3 dir=$src/${root//.//}/$1 moved=() other class file number place

    # A struct needs the types of its members, so shared types are generated again here and removed below.
    for other in $shared; do
        grep -E '^--include-(struct|union) ' "$config/$other.symbols"
    done >"$work/shared.symbols"

    (cd "$work" && "$jextract" --output "$(native "$src")" --target-package "$root.$name" \
        --header-class-name "${name}_h" "@$(native "$config")/$name.symbols" @shared.symbols \
        "$(native "$config/$name-umbrella.h")") 2>"$work/$name.log" \
        || { cat "$work/$name.log" >&2; fail "jextract failed on $name"; }

    # Where jextract maps C long to 32 bits, as on Windows, it is an int by another name. Where it has 64 bits, a use
    # of it is wrong and stays, to be rejected below.
    if grep -q 'OfInt C_LONG = ' "$dir"/*shared.java; then
        sed -i -E '/ C_LONG = /!s/\bC_LONG\b/C_INT/g' "$dir"/*.java
    fi
    # The shared class casts C_LONG to the size it has where jextract runs; elsewhere that cast fails at class
    # loading. C_LONG_DOUBLE is written on Windows only. Both are unused.
    sed -i -E -e 's/\r$//' -e '/ C_LONG(_DOUBLE)? = /d' "$dir"/*.java

    for other in $shared; do
        for file in "$src/${root//.//}/$other"/*.java; do
            class=$(basename "$file" .java)
            [[ -f $dir/$class.java ]] || continue
            rm "$dir/$class.java"
            moved+=("$other.$class")
        done
    done
    for other in ${moved[@]+"${moved[@]}"}; do
        # Uses only, not the C text in comments.
        for file in $(grep -lE "^[^*]*\b${other#*.}\." "$dir"/*.java); do
            sed -i "0,/^import /s//import $root.$other;\n&/" "$file"
        done
    done

    # The Windows SDK writes these codes with the suffix L.
    sed -i -E '/ static (final )?long (BG_[ES]|BITS_MC|DO_E)_/ { s/ long / int /; s/ = ([0-9]+L);/ = (int)\1;/ }' \
        "$dir/${name}_h.java"

    # The layout of an unnamed struct or union is named after its line and column in the header.
    for file in $(grep -lE '\$anon\$[0-9]+:[0-9]+' "$dir"/*.java); do
        number=0
        for place in $(grep -oE '\$anon\$[0-9]+:[0-9]+' "$file" | sort -uV); do
            sed -i "s/\"${place//$/\\$}\"/\"\$anon\$$((++number))\"/g" "$file"
        done
    done

    describe "$name" "$headers" >"$dir/package-info.java"

    # Symbols that the headers do not declare are passed over in silence.
    while read -r option symbol; do
        case $option in
            --include-constant) grep -qE "^    public static [A-Za-z]+ $symbol\(\)" "$dir/${name}_h.java" ;;
            *) [[ -f $dir/$symbol.java ]] ;;
        esac || fail "$name: $symbol is listed but was not generated"
    done <"$config/$name.symbols"
}

for line in "${packages[@]}"; do
    IFS='|' read -r name shared headers <<<"$line"
    generate "$name" "$shared" "$headers"
done

# What must not be in the result: pattern, reason.
reject() {
    local hits
    hits=$(cd "$src" && grep -rnE -- "$1" . | head -n 5) || true
    [[ -z $hits ]] || fail "$2:"$'\n'"$hits"
}
reject '\bC_LONG(_DOUBLE)?\b'         'C long is not portable'
reject '\$anon\$[0-9]+:'               'name that depends on a line of a header'
reject 'allocateFrom\("'              'string constant: jextract reads L"…" as its first letter'
reject 'findOrThrow'                  'SymbolLookup.findOrThrow needs JDK 23'
reject '__(WIDL|MIDL)_'               'generated type name: name it in names.h'
reject 'class \w+ extends [A-Z_]\w* ' 'typedef twin: name its tag in names.h'
reject '(^|[^A-Za-z0-9_.])(/(usr|opt|home|tmp)/|[A-Z]:[\\/])' 'path of the build machine'
reject $'\r'                          'carriage return'
for path in "$config" "$work"; do
    ! grep -rqF -- "$path" "$src" || fail "path of the build machine: $path"
done
twins=$(find "$src" -name '*.java' ! -name package-info.java -exec basename {} \; | sort | uniq -d)
[[ -z $twins ]] || fail "type in more than one package:" $twins

rm -rf "$target"
mv "$src" "$target"

for line in "${packages[@]}"; do
    dir=$target/${root//.//}/${line%%|*}
    echo "$root.${line%%|*}: $(find "$dir" -name '*.java' | wc -l) files, $(cat "$dir"/*.java | wc -l) lines"
done
