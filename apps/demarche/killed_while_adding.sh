#!/usr/bin/env bash
# Adds invented documents to a ledger, killed (kill -9) at random moments and started again each time; then tells whether the ledger is that of an undisturbed run.
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
start=$(date +%s%N)
"$demarche" add --quiet --ledger undisturbed documents.jsonl
undisturbed=$((($(date +%s%N) - start) / 1000000))  # milliseconds
killed=0
for ((i = 0; i < kills; ++i)); do
  after=$((RANDOM * RANDOM % (undisturbed + 1) + 1))
  status=0
  timeout -s KILL "$(printf '%d.%03d' $((after / 1000)) $((after % 1000)))" "$demarche" add --quiet --ledger killed documents.jsonl || status=$?
  [ $status = 0 ] || killed=$((killed + 1))
done 2>/dev/null
"$demarche" add --quiet --ledger killed documents.jsonl
for ledger in undisturbed killed; do "$demarche" ledger check --ledger $ledger | sed "s/^$ledger: //" >$ledger.contents; done
echo "$killed of $kills runs killed; $(cat killed.contents)"
cmp undisturbed.contents killed.contents && grep -q "whole$" killed.contents
