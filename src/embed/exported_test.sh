#!/usr/bin/env bash
# What the shared library shows to others is what its header declares. usage: exported_test.sh LIBRARY
set -eu
shown=$(nm --dynamic --defined-only --demangle "$1" | cut -d' ' -f3-)
[ "$(grep -c 'demarche::embed::' <<<"$shown")" -gt 40 ] || { echo "too little is shown"; exit 1; }
others=$(grep -vE '^demarche::embed::(version|read_documents|json_of|csv_of|(Document|Event|Claim|Coder|Ledger)::~?[A-Za-z_]+(\[abi:cxx11\])?\(|Ledger::operator=\()' <<<"$shown" || true)
[ -z "$others" ] || { echo "is shown beyond the header:"; echo "$others"; exit 1; }
