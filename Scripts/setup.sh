#!/usr/bin/env bash
# Brings what Slipway needs on Debian or Ubuntu, then builds it. Harmless to run again.
#
#   Scripts/setup.sh              install what is missing, then swift build -c release
#   Scripts/setup.sh --no-build   stop after the packages
set -euo pipefail

# Libraries that Slipway is built on, and the models that it reads with.
packages=(
    pkg-config
    libtesseract-dev libleptonica-dev libtiff-dev libpoppler-glib-dev libzbar-dev libsqlite3-dev
    zlib1g-dev
    tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-eng
    poppler-data
)
# Fonts that made slips and training lines are drawn with.
packages+=(
    fonts-noto-cjk fonts-wqy-zenhei fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-arphic-uming
    fonts-arphic-ukai fonts-lxgw-wenkai fonts-wqy-microhei fonts-unifont fonts-liberation
)
least_swift=6.3

build=yes
for argument in "$@"; do
    case $argument in
    --no-build) build=no ;;
    -h | --help)
        sed -n '2,5s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    *)
        echo "setup: unknown argument '$argument' (--no-build, --help)" >&2
        exit 64
        ;;
    esac
done
cd "$(dirname "$0")/.."

if ! command -v apt-get >/dev/null; then
    echo "setup: this script knows Debian and Ubuntu only; elsewhere install the counterparts of:" >&2
    printf '  %s\n' "${packages[@]}" >&2
    exit 69
fi

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    echo "setup: all ${#packages[@]} packages are installed"
else
    echo "setup: installing ${missing[*]}"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "setup: run this as root, or install sudo" >&2
            exit 69
        fi
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
fi

if ! command -v swift >/dev/null; then
    echo "setup: Swift $least_swift or later is needed and not on the PATH: get it from https://www.swift.org/install/linux/" >&2
    exit 69
fi
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
if [ "$(printf '%s\n' "$least_swift" "$version" | sort -V | head -n 1)" != "$least_swift" ]; then
    echo "setup: this Swift is ${version:-of unknown version}, $least_swift or later is needed: https://www.swift.org/install/linux/" >&2
    exit 69
fi
echo "setup: Swift $version"

if [ "$build" = yes ]; then
    swift build -c release
fi
