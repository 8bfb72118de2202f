#!/bin/sh
# What the tests need from outside: Chromium, a font with Chinese characters, curl, openssl and the languages of the
# guide's samples, Prometheus for the dashboards and alerts, nginx for the example of a proxy, faketime to set the clock
# of a server under test, and strace to slow its disk down. Go, of which a fresh Debian takes half a gigabyte, is left
# to you.
# Finds them; if one is missing and this is root on a Debian, installs it; else says what to install.
set -eu

missing=""

found_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

found_font() {
  command -v fc-list && [ -n "$(fc-list :lang=zh-cn family)" ]
}

found_client() {
  command -v curl && command -v openssl
}

found_languages() {
  command -v python3 && command -v node && command -v php
}

found_prometheus() {
  command -v prometheus && command -v promtool
}

found_nginx() {
  [ -x /usr/sbin/nginx ]
}

found_faketime() {
  command -v faketime
}

found_chromium >/dev/null 2>&1 || missing="$missing chromium"
found_font >/dev/null 2>&1 || missing="$missing fontconfig fonts-noto-cjk"
found_client >/dev/null 2>&1 || missing="$missing curl openssl"
command -v python3 >/dev/null 2>&1 || missing="$missing python3"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v php >/dev/null 2>&1 || missing="$missing php-cli"
command -v go >/dev/null 2>&1 ||
  echo "Go is not installed: the guide's sample in Go is not run (Debian: apt-get install golang-go)."
found_prometheus >/dev/null 2>&1 || missing="$missing prometheus"
found_nginx || missing="$missing nginx-light"
found_faketime >/dev/null 2>&1 || missing="$missing faketime"
command -v strace >/dev/null 2>&1 || missing="$missing strace"

[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "The tests need$missing: installing with apt-get."
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update
  # the tests start a Prometheus of their own: the package's service is not to run beside it
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    echo "Services of these packages are not started: $policy says so while they are installed."
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
  fi
  # shellcheck disable=SC2086 # one word a package
  apt-get -qq install -y --no-install-recommends $missing >/dev/null
else
  echo "The tests need$missing. Install them (Debian: apt-get install$missing) and run again." >&2
  exit 1
fi

if ! found_chromium >/dev/null 2>&1 || ! found_font >/dev/null 2>&1 || ! found_client >/dev/null 2>&1 ||
  ! found_languages >/dev/null 2>&1 || ! found_prometheus >/dev/null 2>&1 || ! found_nginx || ! found_faketime >/dev/null 2>&1 ||
  ! command -v strace >/dev/null 2>&1; then
  echo "Installed$missing, yet Chromium, a Chinese font, curl, openssl, python3, node, php, Prometheus, nginx, faketime or strace is still not found." >&2
  exit 1
fi
