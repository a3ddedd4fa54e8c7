#!/usr/bin/env python3
"""Sentences from verb patterns: what a coder's dictionary says of a wording, as a table for `demarche relate --learn`.

usage: patterns.py DICTIONARY... > TABLE

DICTIONARY is a verb dictionary in PETRARCH's or TABARI's form: blocks of verbs under a code, with patterns such as
`- * POLICE (TO BORDER) [153] # RUSH` (`*` the verb, `$` the source, `+` the target, `&NAME` a set of words). Each pattern
becomes a plain sentence, "<s>Kenya</s> rushed police to border <t>Peru</t>.", with the root of its code; the verb is the
one in the comment, where there is one. Patterns without a code, or with one of root 01, are left out.
"""
import re
import sys

ROOTS = {2: "REQUEST", 3: "AGREE", 4: "CONSULT", 5: "SUPPORT", 6: "COOPERATE", 7: "AID", 8: "YIELD", 9: "ACCUSE", 10: "REQUEST",
         11: "ACCUSE", 12: "REJECT", 13: "THREATEN", 14: "PROTEST", 15: "MOBILIZE", 16: "SANCTION", 17: "COERCE", 18: "ASSAULT",
         19: "ASSAULT", 20: "ASSAULT"}
NAMES = ["Kenya", "Peru", "Norway", "Vietnam", "Chad", "Cuba", "Poland", "Oman", "Ghana", "Chile", "Nepal", "Spain"]


def root_of(code):
    code = code.split(":")[0].strip()
    return ROOTS.get(int(code[:2])) if code[:2].isdigit() else None


def past(verb, forms):
    for form in forms:
        if not form.endswith(("ING", "S")):
            return form.lower()
    verb = verb.lower()
    if "_" in verb:
        head, rest = verb.split("_", 1)
        return past(head.upper(), []) + " " + rest.replace("_", " ")
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def words_of(piece, verb, source, target, sets, number):
    if piece == "*":
        return verb
    if piece in ("$", "%"):
        return source
    if piece == "+":
        return target
    if piece.startswith("&"):
        words = sets.get(piece, [])
        return words[number % len(words)] if words else ""
    return piece.strip("_").replace("_", " ").lower()


def sentence_of(pattern, verb, sets, number):
    source, target = f"<s>{NAMES[number % 12]}</s>", f"<t>{NAMES[(number * 5 + 1 + number // 12) % 12]}</t>"
    if source[3:-4] == target[3:-4]:
        target = "<t>Japan</t>"
    pieces = [piece for piece in re.sub(r"[(){}]", " ", pattern).replace("_*", " *").replace("*_", "* ").split()]
    if pieces.count("*") != 1:
        return None
    words = [words_of(piece, verb, source, target, sets, number) for piece in pieces]
    if source not in words:
        words.insert(0, source)
    if target not in words:
        words.append(target)
    return " ".join(word for word in words if word) + "."


def main():
    seen, number = set(), 0
    print("marked_sentence\tgold_root\tweight")

    def put(text, root):
        nonlocal number
        if not text or not root:
            return
        key = (re.sub(r"</?[st]>|\b(%s)\b" % "|".join(NAMES), "", text), root)
        if key not in seen:
            seen.add(key)
            number += 1
            print(f"{text}\t{root}\t0.25")

    for path in sys.argv[1:]:
        sets, name, block, forms, last = {}, None, None, {}, None
        for line in open(path, encoding="utf-8", errors="replace"):
            bare, _, comment = line.partition("#")
            bare = bare.strip()
            if bare.startswith("---"):
                found = re.match(r"---\s*(\S+)\s*\[(.*?)\]", bare)
                name, block = (found.group(1), found.group(2)) if found else (None, None)
                last = name
            elif bare.startswith("&"):
                name, last = None, bare
                sets[last] = []
            elif bare.startswith("+") and last in sets:
                sets[last].append(bare[1:].strip("_").replace("_", " ").lower())
            elif bare.startswith("-"):
                found = re.match(r"-\s*(.*?)\[(.*?)\]", bare)
                if not found:
                    continue
                verbs = re.findall(r"[A-Z_]{2,}", re.sub(r"<.*?>", "", comment)) or [last or ""]
                for verb in verbs[:3]:
                    put(sentence_of(found.group(1), past(verb, forms.get(verb, [])), sets, number), root_of(found.group(2)))
            elif bare and name:
                found = re.match(r"([A-Z_]+)\s*(?:\{(.*?)\})?\s*(?:\[(.*?)\])?", bare)
                if found and "+" not in bare:
                    verb = found.group(1)
                    forms[verb] = (found.group(2) or "").split()
                    put(sentence_of("*", past(verb, forms[verb]), sets, number), root_of(found.group(3) or block or ""))


main()
