#!/usr/bin/env python3
"""Scores of a parser by part: sentence length, relation, construction. Both files hold the same tokens (demarche parse --conllu).

usage: parts.py GOLD.conllu PREDICTED.conllu
"""
import collections
import sys


def sentences(path):
    rows, text = [], ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if not line:
            if rows:
                yield rows
            rows = []
            continue
        cells = line.split("\t")
        if cells[0].isdigit():
            rows.append(cells)
    if rows:
        yield rows


def base(relation):
    return relation.split(":")[0]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    lengths, relations, constructions = (collections.defaultdict(lambda: [0, 0]) for _ in range(3))

    def count(table, key, right):
        table[key][0] += right
        table[key][1] += 1

    for gold, found in zip(sentences(sys.argv[1]), sentences(sys.argv[2])):
        assert [r[1] for r in gold] == [r[1] for r in found], "the files do not hold the same tokens"
        size = len(gold)
        bucket = next(f"{low}-{high}" for low, high in ((1, 5), (6, 10), (11, 20), (21, 30), (31, 40), (41, 10**6)) if low <= size <= high).replace("-1000000", "+")
        quoted = any(r[1] in ('"', "“", "”", "``", "''") for r in gold)
        verbless = not any(r[3] in ("VERB", "AUX") for r in gold)
        capitals = size > 2 and sum(r[1][:1].isupper() for r in gold if r[1][:1].isalpha()) > 0.8 * sum(r[1][:1].isalpha() for r in gold)
        for g, p in zip(gold, found):
            right = g[6] == p[6] and base(g[7]) == base(p[7])
            count(lengths, bucket, right)
            count(relations, g[7] if g[7] in ("nsubj:pass", "acl:relcl", "obl:agent", "nmod:poss") else base(g[7]), right)
            if quoted:
                count(constructions, "sentences with quotation marks", right)
            if verbless:
                count(constructions, "sentences without a verb", right)
            if capitals:
                count(constructions, "sentences in capitals, as headlines", right)
            if g[7] in ("nsubj:pass", "obl:agent"):
                count(constructions, "passives: subject and agent", right)
    for title, table in (("length in words", lengths), ("construction", constructions), ("relation (of 100 and more)", relations)):
        print(f"{title:40} words    LAS")
        for key, (right, all_) in sorted(table.items(), key=lambda item: -item[1][1] if table is not lengths else int(item[0].split("-")[0].rstrip("+"))):
            if all_ >= 100 or table is not relations:
                print(f"  {key:38} {all_:5}  {100 * right / all_:5.1f}")


if __name__ == "__main__":
    main()
