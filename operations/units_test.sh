#!/usr/bin/env bash
# What systemd and Prometheus say of our files, where they are installed. usage: units_test.sh DEMARCHE
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if command -v systemd-analyze >/dev/null; then
  units=$(mktemp -d)
  trap 'rm -rf "$units"' EXIT
  mkdir "$units/demarche-.service.d"
  cp "$here/systemd/hardening.conf" "$units/demarche-.service.d"
  for unit in "$here"/systemd/*.service; do
    sed "s|/usr/bin/demarche|$1|" "$unit" >"$units/$(basename "$unit")"
  done
  for unit in demarche-serve.service demarche-watch.service demarche-worker@1.service; do
    said=$(SYSTEMD_UNIT_PATH="$units:" systemd-analyze verify --man=no "$unit" 2>&1) || true
    [ -z "$said" ] || { echo "$said"; exit 1; }
    # of 10, at most: what is open is the network alone
    SYSTEMD_UNIT_PATH="$units:" systemd-analyze security --offline=true --threshold=15 --no-pager "$unit" | tail -1
  done
else
  echo "units not looked at: systemd-analyze is not here"
fi
if command -v promtool >/dev/null; then
  promtool check rules "$here/prometheus/demarche.rules.yml"
  cd "$here/prometheus" && promtool test rules demarche.rules.test.yml
else
  echo "rules not looked at: promtool is not here"
fi
