# The Debian packages that Attain is built from and tested with, and how a missing one is installed.
# Read by tools/demo and tools/check; not a command of its own.

build_packages="g++ cmake ninja-build pkg-config libboost1.81-dev libyaml-cpp-dev libsqlitecpp-dev
libsqlite3-dev libspdlog-dev libfmt-dev libcli11-dev libssl-dev libzstd-dev libpango1.0-dev
libcairo2-dev libxlsxwriter-dev fonts-dejavu-core fonts-droid-fallback"

test_packages="catch2 git python3 python3-jsonschema python3-yaml python3-openpyxl poppler-utils gcovr
hledger ledger beancount"

# need_packages NAME… : installs those that are missing. Only then root is needed.
need_packages() {
    missing=
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$status" = installed ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        echo "These packages are missing; install them as root:" >&2
        echo "  apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
    echo "installing:$missing" >&2
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of names
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
}
