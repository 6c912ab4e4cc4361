#!/usr/bin/env bash
# Makes sure that the build finds what it needs besides Rust: a C++ compiler and libclang, both for Hunspell.
# Installs what is missing where it may (root on Debian or a relative), otherwise says what to install and ends with 2.
# Says nothing when nothing is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

stop() {
    printf 'setup: %s\n' "$@" >&2
    exit 2
}

# The oldest Rust that Cargo.toml accepts; older ones stop at the manifest with an error that explains nothing.
check_rust() {
    local wanted found
    wanted=$(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' Cargo.toml)
    if ! command -v cargo >/dev/null || ! command -v rustc >/dev/null; then
        if [ -x "${CARGO_HOME:-${HOME:-/}/.cargo}/bin/cargo" ]; then
            stop "Rust is installed but not on the PATH; put it there with" \
                "  . \"${CARGO_HOME:-\$HOME/.cargo}/env\""
        fi
        stop "Rust $wanted or newer is missing; get it from https://rustup.rs, or where the system has a rustup package:" \
            "  apt-get install rustup && rustup default stable"
    fi
    found=$(rustc --version | awk '{ print $2 }')
    if [ "$(printf '%s\n' "$wanted" "$found" | sort -V | head -n 1)" != "$wanted" ]; then
        stop "Rust $found is too old, $wanted or newer is needed: run \`rustup update stable\`, or see https://rustup.rs"
    fi
}

have_compiler() {
    # `cc` links every Rust program, and compiles zstd; a C++ compiler compiles Hunspell.
    command -v cc >/dev/null && command -v "${CXX:-c++}" >/dev/null 2>&1
}

# Looks where the build will look: LIBCLANG_PATH alone if it is set, else beside llvm-config and in the usual folders.
have_libclang() {
    local places=() place prefix file
    if [ -n "${LIBCLANG_PATH:-}" ]; then
        [ -f "$LIBCLANG_PATH" ] && return 0
        places=("$LIBCLANG_PATH")
    else
        if prefix=$("${LLVM_CONFIG_PATH:-llvm-config}" --prefix 2>/dev/null); then
            places+=("$prefix/lib" "$prefix/lib64")
        fi
        places+=(/usr/lib* /usr/lib*/* /usr/lib*/*/* /usr/local/lib* /usr/local/lib*/* /usr/local/llvm*/lib*
            /usr/local/opt/llvm*/lib /Library/Developer/CommandLineTools/usr/lib)
    fi
    for place in "${places[@]}"; do
        # libclang-cpp is another library, with another interface.
        for file in "$place"/libclang.so* "$place"/libclang-[0-9]*.so* "$place"/libclang.dylib; do
            [ -e "$file" ] && return 0
        done
    done
    return 1
}

# Kept in a variable: `grep -q` would end the pipe early, and pipefail would call that a failure.
available() {
    local policy
    policy=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null)
    [[ $policy == *'Candidate: '[!\(]* ]]
}

# `libclang1` stands for the release's default version; where there is none, the newest numbered package.
libclang_package() {
    if available libclang1; then
        echo libclang1
    else
        apt-cache search --names-only '^libclang1-[0-9]+$' 2>/dev/null | cut -d ' ' -f 1 | sort -V | tail -n 1
    fi
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@"
}

check_rust

need_compiler=false need_libclang=false
have_compiler || need_compiler=true
have_libclang || need_libclang=true
if ! $need_compiler && ! $need_libclang; then
    exit 0
fi

if $need_libclang && [ -n "${LIBCLANG_PATH:-}" ]; then
    stop "LIBCLANG_PATH says $LIBCLANG_PATH, where there is no libclang; correct it, or unset it to use the system's."
fi
if ! command -v apt-get >/dev/null; then
    stop "the build needs a C++ compiler and libclang, and here it lacks$($need_compiler && echo ' the compiler')$($need_libclang && echo ' libclang')." \
        "Fedora: dnf install gcc-c++ clang-libs. Arch: pacman -S gcc clang. Alpine: apk add g++ clang-libs. macOS: xcode-select --install." \
        "Where libclang is in an unusual folder, set LIBCLANG_PATH to that folder."
fi

packages=()
$need_compiler && packages+=(g++)
if [ "$(id -u)" -ne 0 ]; then
    if $need_libclang; then
        name=$(libclang_package)
        packages+=("${name:-libclang1}")
    fi
    stop "the build needs ${packages[*]}, which only root can install:" \
        "  sudo apt-get update && sudo apt-get install ${packages[*]}"
fi

# A fresh machine or image often has no package lists yet.
fresh=false
if { $need_compiler && ! available g++; } || { $need_libclang && [ -z "$(libclang_package)" ]; }; then
    apt-get update -qq
    fresh=true
fi
if $need_libclang; then
    name=$(libclang_package)
    packages+=("${name:-libclang1}")
fi
echo "setup: installing ${packages[*]}" >&2
if ! apt_install "${packages[@]}"; then
    # The usual cause is a list that names versions the server no longer has.
    $fresh && stop "apt-get could not install ${packages[*]}; its message is above."
    apt-get update -qq
    apt_install "${packages[@]}" || stop "apt-get could not install ${packages[*]}; its message is above."
fi
have_compiler || stop "no C++ compiler is found although g++ is installed${CXX:+; CXX says $CXX}."
have_libclang || stop "libclang is not found although ${packages[*]} is installed; set LIBCLANG_PATH to the folder that holds it."
