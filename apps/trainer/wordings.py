#!/usr/bin/env python3
"""Sentences in agency style from short wordings, as a table for `demarche relate --learn`.

usage: wordings.py FOLDER [TEXT...] > TABLE

TEXTs are files that a model is to be measured on: sentences that share six words in a row with a line of one are left out.

FOLDER holds files *.txt: a line "ROOT CODES" opens a block, each further line is a wording of that root: "S {lifted|eased} sanctions on T".
S and T stand for the source and the target, S/court, T/person ... for one of that kind, @city, @gov ... for others that are not marked;
{a|b} is a choice. Each wording becomes some sentences (more, the more choices it has) with parties drawn by a fixed seed, and with what
news puts around an act: a dateline, a time, who says so, what happened before. What stands around is of all kinds of acts, so that a
model learns to look at what joins the two parties.
"""
import glob
import random
import re
import sys

NATIONS = """Kenya Kenyan|Peru Peruvian|Norway Norwegian|Vietnam Vietnamese|Chad Chadian|Cuba Cuban|Poland Polish|Oman Omani|Ghana Ghanaian|Chile Chilean
Nepal Nepalese|Spain Spanish|Iran Iranian|Russia Russian|China Chinese|Turkey Turkish|France French|Germany German|Israel Israeli|Syria Syrian|Egypt Egyptian
Sudan Sudanese|Somalia Somali|Pakistan Pakistani|India Indian|Japan Japanese|Ukraine Ukrainian|Mexico Mexican|Brazil Brazilian|Colombia Colombian
Venezuela Venezuelan|Nigeria Nigerian|Libya Libyan|Lebanon Lebanese|Iraq Iraqi|Jordan Jordanian|Yemen Yemeni|Ethiopia Ethiopian|Eritrea Eritrean|Uganda Ugandan
Rwanda Rwandan|Mali Malian|Algeria Algerian|Morocco Moroccan|Tunisia Tunisian|Greece Greek|Serbia Serbian|Albania Albanian|Georgia Georgian|Armenia Armenian
Indonesia Indonesian|Malaysia Malaysian|Thailand Thai|Cambodia Cambodian|Australia Australian|Canada Canadian|Britain British|Italy Italian|Hungary Hungarian
Qatar Qatari|Bahrain Bahraini|Kuwait Kuwaiti|Afghanistan Afghan|Haiti Haitian|Bolivia Bolivian|Ecuador Ecuadorean|Belarus Belarusian|Estonia Estonian""".replace("\n", "|").split("|")
NATIONS = [each.split() for each in NATIONS]
CITIES = "Geneva Vienna Cairo Nairobi Moscow Ankara Doha Brussels Lima Hanoi Tunis Delhi Tbilisi Riga Accra Havana Oslo Amman Rome Bogota".split()
PLACES = "the northern city of Kandari|the border town of Melusa|the southern province of Tarim|the port of Hodana|eastern Ghadir|the Karim valley|the disputed islands|the capital|the Salat refugee camp|the western region of Dorma|the old city of Marash|villages near Kasala|the oil-rich south"
BLOCS = "the European Union|the United Nations|NATO|the African Union|the Arab League|ASEAN|the EU|the UN|ECOWAS|the Security Council|the IMF|the World Bank"
GIVEN = "Ivan Maria Ahmed Grace Tomas Leila Samuel Nadia Viktor Fatima Jorge Elena Musa Sofia Daniel Amina Petr Rosa Hassan Lucia".split()
FAMILY = "Petrov Alvarez Hassan Mwangi Novak Karimi Okello Haddad Moreno Kovacs Rahman Silva Traore Bergman Castillo Demir Ansari Pereira Kamau Stavros".split()
AROUND = """after {gov} accused {gov} of {arming rebels|spying|breaking a truce}|following talks in {city} last week|as fighting continued in {place}|amid protests over {fuel prices|corruption}
ahead of a summit in {city}|days after {gov} expelled two diplomats|despite criticism from {gov}|in response to sanctions imposed by {gov}|in an effort to end {a war|a dispute} that has killed thousands
after the arrest of two journalists|a day after an attack on {place}|in the face of threats from {gov}|under an agreement signed in {city}|at a time of growing tension with {gov}
after a request from {gov}|because of its human rights record|for the first time since {gov} cut aid|over the killing of three soldiers|as part of a peace plan
, a move welcomed by {gov}|, a step condemned by {gov}|, which is hosting peace talks|, which rejected the charge|, a day before elections|, where thousands have been displaced by war
to mark the anniversary of independence|before a meeting with {gov}|while {gov} urged restraint|on the third day of a visit|to protest against a new law|pending an investigation|in a bid to win support""".replace("\n", "|")
SAYERS = "officials said|state media reported|a spokesman said|the foreign ministry said|a monitor said|the agency reported|witnesses said|according to a statement|according to local media|an official said|diplomats said|the government announced"
TIMES = "on Monday|on Tuesday|on Wednesday|on Thursday|on Friday|last week|last month|late on Sunday|this week|in March|in 2014|earlier this year|yesterday"
OPENINGS = "On Monday,|Last week,|Earlier,|In a statement on Friday,|Meanwhile,|In May,|On 12 June|After months of talks,|In a separate development,|{CITY} --|{CITY} (Agency) -|For the second time this year,|Also on Thursday,|In 2011,|According to {gov},|Despite an appeal from {gov},|Hours after a bombing in {place},|Following protests in {city},|Amid tensions with {gov},|Officials said|{gov} said|Local media reported that|He said that|A report says|State television said that|"

# behind the source, before its verb; behind the target
ASIDES = "on Monday|on Thursday|also|later|on Friday|reportedly|this week|, backed by {gov},|, which has been fighting rebels,|, speaking in {city},|, who took office after a coup,|, accused of corruption at home,|, in a joint statement with {gov},|again|then|repeatedly"
BEHIND = ", accused of spying for {gov},|, which was bombed last year,|, who was jailed in 2012,|, which {gov} supports,|, who met {gov} on Sunday,|, hit by sanctions,|, which is seeking aid from {gov},|, where protesters have rallied for weeks,"


class Cast:
    """Draws parties; no nation twice in a sentence."""

    def __init__(self, dice):
        self.dice = dice
        self.used = set()

    def pick(self, choices):
        return self.dice.choice(choices.split("|") if isinstance(choices, str) else choices)

    def nation(self):
        while True:
            name, adjective = self.dice.choice(NATIONS)
            if name not in self.used:
                self.used.add(name)
                return name, adjective

    def person(self):
        return f"{self.pick(GIVEN)} {self.pick(FAMILY)}"

    def draw(self, kind):
        name, adjective = self.nation()
        pick, person = self.pick, self.person
        kinds = {
            "gov": lambda: self.draw("bloc") if self.dice.random() < 0.1 else pick([name, name, name, f"the {adjective} government", f"{name}'s government",
                   f"{name}'s foreign ministry", f"{adjective} authorities", f"the government of {name}", f"{adjective} officials", f"{name}'s President {person()}",
                   f"{adjective} President {person()}", f"{adjective} Foreign Minister {person()}", f"{name}'s parliament", f"the {adjective} side"]),
            "leader": lambda: pick([f"{adjective} President {person()}", f"{name}'s Prime Minister {person()}", f"{adjective} Foreign Minister {person()}", f"Prime Minister {person()}",
                      f"the {adjective} president", f"{name}'s foreign minister", f"the {adjective} defence minister, {person()}", f"President {person()}", f"{name}'s king", f"UN envoy {person()}"]),
            "court": lambda: pick([f"a court in {name}", f"a {adjective} court", "the court", f"{name}'s supreme court", f"a {adjective} judge", f"a court in {pick(CITIES)}", f"{name}'s constitutional court"]),
            "police": lambda: pick([f"{adjective} police", f"police in {name}", f"{adjective} security forces", f"police in {pick(CITIES)}", f"the {adjective} authorities", f"{adjective} riot police", "police"]),
            "army": lambda: pick([f"{adjective} forces", f"{adjective} troops", f"the {adjective} army", f"{adjective} soldiers", f"{name}'s military", f"{adjective} government forces", f"{adjective} warplanes",
                     f"the {adjective} navy", f"{name}", f"soldiers loyal to {person()}"]),
            "rebels": lambda: pick([f"{adjective} rebels", f"rebels in {name}", f"{adjective} militants", "Islamic militants", f"gunmen in {name}", f"separatist guerrillas in {name}", f"{name}'s Taliban",
                      f"the rebel {pick(FAMILY)} Front", f"{adjective} insurgents", f"members of a {adjective} militia", "Hezbollah", "suspected jihadists"]),
            "protesters": lambda: pick([f"{adjective} protesters", f"thousands of people in {name}", f"hundreds of {adjective} students", f"demonstrators in {pick(CITIES)}", f"{adjective} farmers", "protesters",
                          f"tens of thousands of {adjective} demonstrators", f"dozens of activists in {name}", f"supporters of {person()}", f"{adjective} activists"]),
            "union": lambda: pick([f"{adjective} workers", f"{adjective} miners", f"{adjective} teachers", f"nurses in {name}", f"about 2,000 {adjective} workers", f"dockers in {pick(CITIES)}", f"{adjective} pilots", f"{name}'s rail union"]),
            "prisoners": lambda: pick([f"{adjective} prisoners", f"{pick(['12', '30', 'hundreds of'])} {adjective} prisoners", f"political prisoners in {name}", f"{adjective} detainees", "prisoners of war"]),
            "people": lambda: pick([f"{adjective} civilians", f"{adjective} refugees", f"villagers in {name}", f"{pick(['at least 20', 'thousands of', 'dozens of'])} {adjective} {pick(['civilians', 'migrants', 'people', 'Christians', 'Muslims'])}",
                      f"people in {name}", f"flood victims in {name}", f"the {adjective} people", f"two {adjective} aid workers", f"displaced families in {name}", f"children in {name}"]),
            "person": lambda: pick([f"opposition leader {person()}", f"a {adjective} journalist", f"former {adjective} President {person()}", f"{person()}", f"a {adjective} man", f"blogger {person()}", f"{adjective} businessman {person()}",
                      f"a {adjective} activist", f"an American citizen", f"a {adjective} general", f"{person()}, a {adjective} lawyer", f"former mayor {person()}", f"two {adjective} nationals"]),
            "journalists": lambda: pick([f"{adjective} journalists", f"two {adjective} reporters", f"the editor of a {adjective} newspaper", f"a {adjective} photographer"]),
            "media": lambda: pick([f"a {adjective} newspaper", f"{adjective} newspapers", f"a television station in {name}", f"the daily newspaper of {pick(CITIES)}", f"{adjective} broadcasters"]),
            "opposition": lambda: pick([f"the {adjective} opposition", f"{name}'s opposition", f"opposition parties in {name}", f"{adjective} opposition leaders", f"opposition leader {person()}"]),
            "party": lambda: pick([f"the {adjective} Communist Party", f"a {adjective} opposition party", f"{name}'s main Islamist party", f"the People's Party of {name}"]),
            "company": lambda: pick([f"a {adjective} oil company", f"{name}'s largest bank", f"a {adjective} mining firm", f"{adjective} airlines", f"a {adjective} telecoms group", f"the carmaker {pick(FAMILY)}", f"a copper mine in {name}"]),
            "agency": lambda: pick(["the Red Cross", "the UN refugee agency", "the World Food Programme", "UNICEF", "a French aid agency", "Doctors Without Borders", "UN inspectors", "international aid agencies", "the World Health Organization"]),
            "peacekeepers": lambda: pick(["UN peacekeepers", f"{adjective} peacekeepers", f"a UN force in {name}", "African Union troops", "NATO troops"]),
            "lawmakers": lambda: pick([f"{adjective} lawmakers", f"{name}'s parliament", f"a group of {adjective} senators", "the U.S. Congress", f"the {adjective} parliament", f"members of the {adjective} parliament"]),
            "ambassador": lambda: pick([f"the {adjective} ambassador", f"{name}'s ambassador", f"a {adjective} diplomat", f"the {adjective} charge d'affaires", f"a senior {adjective} diplomat"]),
            "diplomats": lambda: pick([f"two {adjective} diplomats", f"{adjective} diplomats", f"a {adjective} diplomat", f"four members of the {adjective} embassy", f"the {adjective} military attache"]),
            "place": lambda: pick([pick(PLACES), f"{name}'s capital", f"southern {name}", f"the {adjective} city of {pick(FAMILY)}", f"a town in northern {name}", name]),
            "bloc": lambda: pick(BLOCS), "country": lambda: name, "nation": lambda: adjective, "city": lambda: pick(CITIES),
            "troops": lambda: f"{adjective} troops",
        }
        if kind not in kinds:
            raise SystemExit(f"wordings.py: no kind of party is called {kind}")
        return kinds[kind]()


def chosen(text, dice):
    """The text with one of each choice, from inside out."""
    while found := re.search(r"\{([^{}]*)\}", text):
        text = text[:found.start()] + dice.choice(found.group(1).split("|")) + text[found.end():]
    return text


def filled(text, cast):
    """What stands around, with its parties."""
    text = re.sub(r"\{(gov|city|place)\}", lambda found: cast.draw(found.group(1)), text)
    return chosen(text.replace("{CITY}", cast.pick(CITIES).upper()), cast.dice)


def sentence_of(wording, dice):
    cast = Cast(dice)
    core = chosen(wording, dice)
    order = re.findall(r"(?<![\w@])([ST])(?:/(\w+))?(?![\w-])", core)
    for letter, kind in order:
        mark = letter.lower()
        core = re.sub(rf"(?<![\w@<]){letter}(?:/{kind})?(?![\w>-])" if kind else rf"(?<![\w@<]){letter}(?![\w>/-])",
                      lambda _, m=mark, k=kind: f"<{m}>{cast.draw(k or 'gov')}</{m}>", core, count=1)
    core = re.sub(r"@(\w+)", lambda found: cast.draw(found.group(1)), core)
    core = re.sub(r"</s>'s", "'s</s>", core) if dice.random() < 0.3 else core
    core = re.sub(r"s'(</[st]>)?s\b", r"s'\1", core)
    verb = re.match(r"(<s>[^<]*</s>) (?=[a-z]+(ed|s)? )", core)
    if verb and dice.random() < 0.25:
        aside = filled(dice.choice(split_outside(ASIDES)), cast) if dice.random() < 0.6 else dice.choice(["said it", "said on Friday that it", "announced that it", "says it"])
        core = core[:verb.end(1)] + " " + aside + core[verb.end(1):]
    if core.endswith("</t>") and dice.random() < 0.12:
        core += filled(dice.choice(split_outside(BEHIND)), cast)
    roll = dice.random()
    parts = []
    if roll < 0.3:
        parts.append(filled(dice.choice(split_outside(OPENINGS)), cast))
    parts.append(core)
    if dice.random() < 0.35:
        parts.append(filled(dice.choice(split_outside(AROUND)), cast))
    elif dice.random() < 0.4:
        parts.append(cast.pick(TIMES))
    text = re.sub(r"\s+", " ", " ".join(parts)).replace(" ,", ",").replace(",,", ",").strip().rstrip(",")
    if dice.random() < 0.2 and not text.endswith("said"):
        text += ", " + cast.pick(SAYERS)
    text = re.sub(r"\ba (<[st]>)?([AEIO])", r"an \1\2", text)
    text = re.sub(r"(<[st]>)a ([AEIO])", r"\1an \2", text)
    first = re.match(r"(<[st]>)?([a-z])", text)
    if first:
        at = first.end() - 1
        text = text[:at] + text[at].upper() + text[at + 1:]
    return text + "."


def split_outside(text):
    """The alternatives of a list whose members hold choices themselves."""
    parts, depth, at = [], 0, 0
    for i, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if letter == "|" and depth == 0:
            parts.append(text[at:i])
            at = i + 1
    return parts + [text[at:]]


def runs_of_six(text):
    words = re.findall(r"[a-z0-9']+", re.sub(r"</?[st]>", "", text).lower())
    return {" ".join(words[at:at + 6]) for at in range(len(words) - 5)}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    dice = random.Random(1)
    known = {run for path in sys.argv[2:] for line in open(path, encoding="utf-8") for run in runs_of_six(line)}
    print("marked_sentence\tgold_root\tweight")
    for path in sorted(glob.glob(sys.argv[1] + "/*.txt")):
        root = None
        for line in open(path, encoding="utf-8"):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if re.fullmatch(r"[A-Z]+ [\d-]+", line):
                root = line.split()[0]
                continue
            ways = 1
            for choice in re.findall(r"\{([^{}]*)\}", line):
                ways *= choice.count("|") + 1
            made = set()
            for _ in range(max(3, min(14, round(ways ** 0.6) + 2))):
                text = sentence_of(line, dice)
                if all(text.count(mark) == 1 for mark in ("<s>", "</s>", "<t>", "</t>")) and not runs_of_six(text) & known:
                    made.add(text)
            if not made and not known:
                print(f"{path}: no two parties in: {line}", file=sys.stderr)
            for text in sorted(made):
                print(f"{text}\t{root}\t1")


main()
