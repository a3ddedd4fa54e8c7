#!/usr/bin/env bash
# The command as a user meets it: bad input, same output on every run and with any number of threads, a ledger that does not grow by repetition.
# usage: cli_test.sh DEMARCHE SOURCE_FOLDER
. "$(dirname "$0")/expecting.sh"

good='{"id": "a", "date": "2022-09-07", "text": "Albania severed diplomatic relations with Iran on Wednesday."}'

# each kind of bad input: one clear line naming the file, the rest coded, the exit status says so
echo "$good" >good.jsonl
: >empty.txt
mkdir folder
head -c 3000 /dev/zero >binary.bin
printf 'Albania severed relations with Iran, caf\xe9.\n' >latin.txt
printf '%s\n{"id": \n%s\n' "$good" "${good/\"a\"/\"b\"}" >broken.jsonl
for bad in empty.txt folder missing.txt binary.bin; do
  "$demarche" code "$bad" good.jsonl >out 2>err
  status=$?
  expect "$bad leaves status 1" [ $status = 1 ]
  expect "$bad is told in one line" one_line err "^demarche: $bad: "
  expect "the rest of the input beside $bad is coded" grep -q '"move":{"kind":"sever"' out
  "$demarche" code "$bad" >out 2>err
  expect "$bad alone leaves status 2" [ $? = 2 ]
done
"$demarche" code broken.jsonl >out 2>err
expect "a broken line leaves status 1" [ $? = 1 ]
expect "a broken line is told with its number" one_line err "^demarche: broken.jsonl:2: "
expect "the lines around it are coded" [ "$(grep -c '"kind":"sever"' out)" = 2 ]
"$demarche" code --date 2022-09-07 latin.txt >out 2>err
expect "bytes that are no UTF-8 are read all the same" [ $? = 0 ]
expect "and told once" one_line err "latin.txt: 1 bytes that are no UTF-8"

# fifty megabytes on one line are no article; one megabyte on one line, a part of it a word without end, is read
yes 'Albania severed ties with Iran and ' | tr -d '\n' | head -c 50000000 >long.txt
"$demarche" code long.txt good.jsonl >out 2>err
expect "fifty megabytes on one line leave status 1" [ $? = 1 ]
expect "they are told with file and line" one_line err "^demarche: long.txt:1: a document of 47 MiB"
expect "the rest beside them is coded" grep -q '"kind":"sever"' out
rm -f long.txt
{ head -c 200000 /dev/zero | tr '\0' 'x'; yes ' Albania severed ties with Iran and ' | head -c 300000 | tr -d '\n'; } >line.txt
"$demarche" parse line.txt >out 2>err
expect "a line of half a megabyte is read" [ "$(grep -c '# text' out)" -gt 50 ]

# same bytes on two runs, with one thread and with four
"$demarche" code "$source"/cases/*/report.txt --threads 1 >one
"$demarche" code "$source"/cases/*/report.txt --threads 4 >four
"$demarche" code "$source"/cases/*/report.txt --threads 4 >again
expect "four threads give the bytes of one" cmp -s one four
expect "two runs give the same bytes" cmp -s four again
expect "there is something to compare" [ "$(grep -c . one)" -gt 50 ]

# without a date, dates stay relative
echo "Albania severed diplomatic relations with Iran on Wednesday." | "$demarche" code >out
expect "a relative date is kept in words" grep -q '"relative_date":"Wednesday"' out

# a ledger does not grow by repetition, and is named where it is none
"$demarche" add --ledger l "$source"/cases/2022-09-07-albania-severs-iran/report.txt >first
"$demarche" add --ledger l "$source"/cases/2022-09-07-albania-severs-iran/report.txt >second
expect "the first time a document is added" grep -q "1 documents added" first
expect "the second time nothing changes" grep -q "0 documents added, 0 replaced, 1 unchanged" second
printf '%s\n%s\n' "${good/severed/established}" "$good" >twice.jsonl
"$demarche" add --quiet --ledger order good.jsonl
"$demarche" add --quiet --ledger order twice.jsonl
expect "of one id twice the later stands, also where the ledger held it before" sh -c "'$demarche' export --ledger order | grep -q severed"
"$demarche" pair ALB IRN --ledger l --as-of 2022-09-08 >out
expect "the pair stands severed" grep -q "Albania and Iran on 8 September 2022: severed" out
"$demarche" pair ALB IRN --ledger good.jsonl 2>err
expect "what is no ledger is named" one_line err "^demarche: good.jsonl: "
"$demarche" pair ALB Atlantis --ledger l 2>err
expect "an unknown state is named" one_line err "'Atlantis'"

# CoNLL-U in and out, its trees kept
"$demarche" parse "$source"/cases/2020-01-15-albania-expels-two-more/report.txt >trees.conllu
"$demarche" parse --conllu --keep-trees trees.conllu >kept.conllu
expect "kept trees come back byte for byte" cmp -s trees.conllu kept.conllu
"$demarche" parse --conllu trees.conllu >anew.conllu
expect "tokens are kept" [ "$(cut -f2 trees.conllu | cksum)" = "$(cut -f2 anew.conllu | cksum)" ]

# relations of marked parties, and what labelled rows teach
printf 'marked_sentence\tgold_root\n<s>Kenya</s> accused <t>Chad</t>.\tACCUSE\n<s>Peru</s> helped <t>Chile</t>.\tAID\nshort\n' >marked.tsv
"$demarche" relate marked.tsv >related.tsv 2>err
expect "what was left out shows in the status" [ $? = 1 ]
expect "a short row is named" one_line err "^demarche: marked.tsv:4: "
expect "the relation stands behind the row" grep -q "ACCUSE	ACCUSE	3	" related.tsv
"$demarche" relate --learn marked.tsv --out own.model 2>err
"$demarche" relate --model own.model marked.tsv >learnt.tsv 2>err
expect "a learnt model settles it" grep -q "AID	AID	2	" learnt.tsv
printf 'a\tb\n1\t2\n' >unmarked.tsv
"$demarche" relate unmarked.tsv 2>err
expect "a table without marks is named" one_line err "^demarche: unmarked.tsv:1: "

# labels of a user's own: bad lines are named, labels of a review judge what was looked at, a file needs its documents
printf 'text,date,type,actor,recipient\n"Albania severed diplomatic relations with Iran on Wednesday.",2022-09-07,SANCTION,Albania,Iran\nx,2022-09-07,NONSENSE,a,b\n' >labelled.csv
"$demarche" evaluate labelled.csv --format csv >out 2>err
expect "what was left out of labels shows in the status" [ $? = 1 ]
expect "a bad label is named with its line" one_line err "^demarche: labelled.csv:3: no type.*'NONSENSE'"
expect "the rest is compared" grep -q "^all,1,1,1,1.0000" out
"$demarche" code good.jsonl --only events >events.jsonl
sed 's/"SANCTION"/"ACCUSE"/' events.jsonl >corrected.jsonl
"$demarche" evaluate corrected.jsonl --against events.jsonl --format json --differences differences.jsonl >out 2>err
expect "events corrected by hand are compared with those before" grep -q '"wrong_in":{"type":1,' out
expect "differences have their sentence" grep -q '"kind":"wrong".*"sentence":"Albania severed' differences.jsonl
"$demarche" evaluate events.jsonl >out 2>err
expect "events without their documents are nothing to compare" [ $? = 2 ]
expect "and it is said what is missing" one_line err "there is no coding.*--texts"
"$demarche" add --quiet --ledger labelled.ledger good.jsonl
expect "what a ledger holds is compared" grep -q "^all,1,1,1," <("$demarche" evaluate events.jsonl --ledger labelled.ledger --format csv)
expect "and its texts coded afresh" grep -q "^all,1,1,1," <("$demarche" evaluate events.jsonl --ledger labelled.ledger --afresh --format csv)

# the manual
"$demarche" manual pages
expect "every verb of --help has its page" [ "$("$demarche" --help | sed -n '/^Subcommands/,$p' | grep -cE '^  [a-z]+ ')" = "$(ls pages/demarche-*.1 | grep -cv ledger-)" ]
expect "a page names its verb's options" grep -q 'keep' pages/demarche-add.1
expect "completions are shell" bash -n pages/demarche.bash
expect "verbs are completed" [ "$(bash -c '. pages/demarche.bash; COMP_WORDS=(demarche rec); COMP_CWORD=1; _demarche; echo ${COMPREPLY[@]}')" = "recode record" ]

end
