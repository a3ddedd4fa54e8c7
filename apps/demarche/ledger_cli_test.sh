#!/usr/bin/env bash
# A ledger as a user meets it: others' data in and out without loss, documents coded again, removed, kept without text; killed runs, full and read-only disks.
# usage: ledger_cli_test.sh DEMARCHE SOURCE_FOLDER
. "$(dirname "$0")/expecting.sh"
contents() { "$demarche" ledger check --ledger "$1" | sed -n 's/.*contents \([0-9a-f]*\); whole$/\1/p'; }

"$demarche" add --quiet --ledger l "$source"/cases/*/report.txt
expect "a ledger is whole" [ -n "$(contents l)" ]

# out in each format, in again, and out once more
for format in gdelt gdelt1 icews polecat plover csv jsonl; do
  "$demarche" export --ledger l --format $format >rows.$format
  expect "$format has rows" [ "$(grep -c . rows.$format)" -gt 20 ]
  "$demarche" import $format rows.$format --ledger of.$format >out 2>err
  expect "$format is read without a word of complaint" [ $? = 0 -a ! -s err ]
  "$demarche" export --ledger of.$format --format $format >again.$format
  expect "$format comes back byte for byte" cmp -s rows.$format again.$format
done
expect "a row a line, and more lines where all is asked for" [ "$("$demarche" export --ledger l --all | grep -c .)" -gt "$(grep -c . rows.jsonl)" ]
expect "acts are no more than reports" [ "$("$demarche" export --ledger l --merged | grep -c .)" -le "$(grep -c . rows.jsonl)" ]
expect "a pair's rows are among all" [ "$("$demarche" export --ledger l --countries ALB IRN --from 2022-01-01 | grep -c '"ALB"')" -ge 1 ]
"$demarche" code --format gdelt "$source"/cases/2022-09-07-albania-severs-iran/report.txt >coded.tsv
expect "what is coded has GDELT's columns" [ "$(awk -F'\t' 'NF != 61' coded.tsv | grep -c .)" = 0 -a "$(grep -c . coded.tsv)" -ge 1 ]

# packed, malformed, twice, and from standard input
gzip -c rows.gdelt >rows.gz
"$demarche" import gdelt rows.gz --ledger packed >out
expect "packed rows are read" grep -q "rows of gdelt2, $(grep -c . rows.gdelt) new; 0 malformed" out
sed '3s/\t.*//' rows.gdelt >bad.gdelt
"$demarche" import gdelt bad.gdelt --ledger bad >out 2>err
expect "a malformed row shows in the status" [ $? = 1 ]
expect "it is named" one_line err "^demarche: bad.gdelt:3: 1 columns"
expect "it is counted" grep -q "; 1 malformed" out
"$demarche" import gdelt rows.gdelt --ledger packed >/dev/null
before=$(contents packed)
"$demarche" import gdelt rows.gdelt rows.gz --ledger packed >out
expect "the same file twice is taken once" [ "$(grep -c ', 0 new' out)" = 2 -a "$before" = "$(contents packed)" ]
"$demarche" import gdelt --ledger input - <rows.gdelt >/dev/null
expect "standard input is read" [ "$("$demarche" export --ledger input --format gdelt | cksum)" = "$(cksum <rows.gdelt)" ]
"$demarche" import gdelt missing.csv --ledger input 2>err >out
expect "a missing file is named" [ $? = 2 ]
expect "in one line" one_line err "^demarche: missing.csv: no such file"

# coded again, merged, removed, kept without text
"$demarche" recode --ledger l >out
expect "nothing changes without a new version" grep -q "coded again, 0 of them otherwise" out
"$demarche" ledger merge --ledger copy l packed >/dev/null
"$demarche" ledger merge --ledger copy l packed >out
expect "merged twice is merged once" [ "$(grep -c ' 0 documents added, 0 replaced' out)" = 2 ]
"$demarche" ledger merge --ledger twin copy >/dev/null
expect "a copy holds the same" [ -n "$(contents copy)" -a "$(contents copy)" = "$(contents twin)" ]
"$demarche" remove --ledger twin "$source"/cases/2022-09-07-albania-severs-iran/report.txt nothing 2>err >out
expect "what is not there is told" one_line err "no document of that id: 'nothing'"
expect "what is there is removed" grep -q "1 documents removed" out
"$demarche" add --quiet --keep record-only --ledger bare "$source"/cases/2022-09-07-albania-severs-iran/report.txt
"$demarche" recode --ledger bare >out
expect "without text nothing can be coded again" grep -q "0 documents coded again.*1 without text" out
expect "the record stands" [ "$("$demarche" export --ledger bare | grep -c .)" -ge 1 ]
"$demarche" ledger migrate --ledger none 2>err
expect "what is not there is not made" [ $? = 2 -a ! -e none ]

# killed at any moment, started again, the ledger is that of an undisturbed run
expect "killed runs lose and double nothing" "$source/apps/demarche/killed_while_adding.sh" "$demarche" 3 300

# so is one of imports; on a disk that is full, too, once there is room
rows=$(grep -c . rows.gdelt)
for i in $(seq $((60000 / rows + 1))); do awk -v i=$i -F'\t' -v OFS='\t' '{ $1 = i * 100000 + NR; print }' rows.gdelt; done >many.gdelt
"$demarche" import --quiet gdelt many.gdelt --ledger undisturbed
for after in 0.3 0.6 0.9; do timeout -s KILL $after "$demarche" import --quiet gdelt many.gdelt --ledger killed; done 2>/dev/null
"$demarche" import --quiet gdelt many.gdelt --ledger killed
expect "killed imports lose and double nothing" [ -n "$(contents killed)" -a "$(contents killed)" = "$(contents undisturbed)" ]
cp l narrow
(ulimit -f $(($(stat -c %s narrow) / 1024 + 15000)); "$demarche" import --quiet gdelt many.gdelt --ledger narrow 2>err >out)
expect "a disk that fills up in an import leaves status 2" [ $? = 2 ]
expect "it is told in one line" one_line err "^demarche: narrow: cannot be used"
"$demarche" import --quiet gdelt many.gdelt --ledger narrow
"$demarche" ledger merge --ledger l.rows l undisturbed >out
expect "with room again the import goes on" [ -n "$(contents narrow)" -a "$(contents narrow)" = "$(contents l.rows)" ]

# a disk that is full, and one that cannot be written to
before=$(contents l)
cp rows.jsonl many.jsonl
for i in $(seq 200); do echo "{\"id\": \"n$i\", \"date\": \"2022-09-07\", \"text\": \"Albania severed diplomatic relations with Iran on Wednesday. $(head -c 8000 /dev/zero | tr '\0' 'x')\"}"; done >many.jsonl
cp l full
size=$(($(stat -c %s full) / 1024 + 200))
(ulimit -f $size; "$demarche" add --quiet --ledger full many.jsonl 2>err >out)
expect "a full disk leaves status 2" [ $? = 2 ]
expect "it is told in one line" one_line err "^demarche: full: cannot be used"
expect "the ledger is whole, with what was there and a part of the new" [ -n "$(contents full)" ]
"$demarche" add --quiet --ledger full many.jsonl
"$demarche" add --quiet --ledger l many.jsonl
expect "with room again nothing is missing" [ "$(contents full)" = "$(contents l)" ]
mkdir disk
if unshare -m mount -t tmpfs none disk 2>/dev/null; then
  unshare -m bash -c 'mount -t tmpfs none disk && cp l disk/l && mount -o remount,ro disk &&
    { "$0" add --quiet --ledger disk/l many.jsonl 2>err >out; echo $? >status; "$0" ledger check --ledger disk/l >checked 2>&1; }' "$demarche"
  expect "a read-only disk leaves status 2" [ "$(cat status)" = 2 ]
  expect "it is told in one line" one_line err "^demarche: disk/l: "
  expect "reading goes on" grep -q "whole$" checked
else
  echo "not run: read-only disk (needs the right to mount)"
fi

# a folder that is watched
mkdir inbox
cp "$source"/cases/2022-09-07-albania-severs-iran/report.txt inbox
echo "Le gouvernement albanais a rompu mercredi ses relations diplomatiques avec l'Iran, accusé d'avoir mené une cyberattaque en juillet." >inbox/fr.txt
touch -d '1 hour ago' inbox/*
"$demarche" watch --once inbox --ledger watched >out 2>err
expect "a look tells what is new and what is left aside" grep -q "inbox: 1 new with .* 1 in French left aside" out
expect "what was taken is known" [ -z "$("$demarche" watch --once inbox --ledger watched)" ]
expect "watching adds what add adds" [ "$("$demarche" add --quiet inbox/report.txt --ledger added; contents added)" = "$(contents watched)" ]
expect "a list that is none is told" sh -c "! '$demarche' watch --once nowhere.txt --ledger watched 2>err"
expect "in one line" one_line err "is no list of feeds"

end
