#!/usr/bin/env bash
# Installs what the benchmark of downloads compares with: nginx as the server, curl and aria2. Debian, as root or with sudo.
set -euo pipefail
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
"${as_root[@]}" apt-get -q update
"${as_root[@]}" apt-get -q -y install --no-install-recommends nginx-light curl aria2
