#!/usr/bin/env bash
# Adds invented documents to a ledger in KILLS parts, each killed (kill -9) at a random moment and started again; then tells whether the ledger is that of an undisturbed run.
# usage: killed_while_adding.sh DEMARCHE KILLS DOCUMENTS
set -eu
demarche=$1 kills=$2 documents=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
awk -v n="$documents" 'BEGIN {
  srand(7); split("Albania Iran France Algeria Peru Chile Kenya Somalia India Japan", s, " ")
  split("severed diplomatic relations with|expelled three diplomats of|recalled its ambassador to|accused spies of|signed an agreement with|sent food to", w, "|")
  for (i = 1; i <= n; ++i) {
    printf "{\"id\": \"d%d\", \"date\": \"20%02d-%02d-%02d\", \"text\": \"", i, rand() * 20 + 2, rand() * 12 + 1, rand() * 28 + 1
    for (k = 0; k < 3; ++k) printf "%s %s %s on Monday. ", s[int(rand() * 10) + 1], w[int(rand() * 6) + 1], s[int(rand() * 10) + 1]
    printf "\"}\n" } }' >documents.jsonl
milliseconds() {  # milliseconds COMMAND...: how long it takes
  local start
  start=$(date +%s%N)
  "$@" >/dev/null
  echo $((($(date +%s%N) - start) / 1000000))
}
add() { "$demarche" add --quiet --ledger "$@"; }
head -n 1 documents.jsonl >one.jsonl
started=$(milliseconds add started one.jsonl)  # nothing is added before
part=$((($(milliseconds add undisturbed documents.jsonl) - started) / kills + 1))
split --additional-suffix=.jsonl -n "l/$kills" documents.jsonl part.
killed=0
for documents in part.*; do  # each part is killed at a random moment, and started again
  after=$((started + RANDOM % (part + 1)))
  status=0
  timeout -s KILL "$(printf '%d.%03d' $((after / 1000)) $((after % 1000)))" "$demarche" add --quiet --ledger killed "$documents" || status=$?
  [ $status = 0 ] || killed=$((killed + 1))
  add killed "$documents"
done 2>/dev/null
for ledger in undisturbed killed; do "$demarche" ledger check --ledger $ledger | sed "s/^$ledger: //" >$ledger.contents; done
echo "$killed of $kills runs killed; $(cat killed.contents)"
cmp undisturbed.contents killed.contents && grep -q "whole$" killed.contents
