#!/usr/bin/env python3
"""Writes sentences in the manner of news agencies, with their trees, as CoNLL-U: what web treebanks hold too little of.

usage: newswire.py STATES.world COUNT SEED > newswire.conllu

A small dependency grammar made for this project puts names of states, titles, verbs and nouns of the field into the constructions of agency
English: short actives with a bare plural object, passives with agent, control verbs, reported speech, relative and participle clauses, headlines,
nominalisations. The names come from the project's own files of the world. Relations are those of UD English (EWT 2.16).
"""
import random
import re
import sys

FEATURES = {
    "NNP": "Number=Sing", "NNPS": "Number=Plur", "NN": "Number=Sing", "NNS": "Number=Plur", "JJ": "Degree=Pos", "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part", "VBN": "Tense=Past|VerbForm=Part",
}


class Node:
    def __init__(self, form, upos, xpos, lemma=None, relation="dep", space=True):
        self.form, self.upos, self.xpos, self.lemma, self.relation, self.space = form, upos, xpos, lemma or (form if upos == "PROPN" else form.lower()), relation, space
        self.left, self.right = [], []

    def before(self, *nodes):
        self.left.extend(n for n in nodes if n)
        return self

    def after(self, *nodes):
        self.right.extend(n for n in nodes if n)
        return self

    def as_(self, relation):
        self.relation = relation
        return self

    def words(self):
        out = []
        for child in self.left:
            out += child.words()
        out.append(self)
        for child in self.right:
            out += child.words()
        return out


def word(form, upos, xpos, relation="dep", lemma=None):
    return Node(form, upos, xpos, lemma, relation)


def punct(form=","):
    return Node(form, "PUNCT", form, form, "punct")


# verb, past, participle, -ing, third person; objects (lemma, plural) and the preposition before the recipient
ACTS = [
    ("sever", "severed", "severed", "severing", "severs", ["tie:ties", "relation:relations", "link:links"], "with", "diplomatic"),
    ("cut", "cut", "cut", "cutting", "cuts", ["tie:ties", "relation:relations"], "with", "diplomatic"),
    ("break", "broke", "broken", "breaking", "breaks", ["tie:ties", "relation:relations"], "with", "diplomatic"),
    ("restore", "restored", "restored", "restoring", "restores", ["tie:ties", "relation:relations"], "with", "full"),
    ("resume", "resumed", "resumed", "resuming", "resumes", ["talk:talks", "relation:relations"], "with", "diplomatic"),
    ("establish", "established", "established", "establishing", "establishes", ["relation:relations", "tie:ties"], "with", "diplomatic"),
    ("suspend", "suspended", "suspended", "suspending", "suspends", ["aid:aid", "talk:talks", "cooperation:cooperation"], "with", "military"),
    ("lift", "lifted", "lifted", "lifting", "lifts", ["sanction:sanctions", "restriction:restrictions", "embargo:embargoes"], "on", "economic"),
    ("impose", "imposed", "imposed", "imposing", "imposes", ["sanction:sanctions", "tariff:tariffs", "restriction:restrictions"], "on", "new"),
    ("launch", "launched", "launched", "launching", "launches", ["strike:strikes", "attack:attacks", "missile:missiles"], "against", "military"),
    ("hold", "held", "held", "holding", "holds", ["talk:talks", "exercise:exercises", "drill:drills"], "with", "joint"),
    ("send", "sent", "sent", "sending", "sends", ["troop:troops", "weapon:weapons", "aid:aid"], "to", "humanitarian"),
    ("deploy", "deployed", "deployed", "deploying", "deploys", ["troop:troops", "missile:missiles", "warship:warships"], "to", "additional"),
    ("lend", "lent", "lent", "lending", "lends", ["money:money", "support:support"], "to", "financial"),
    ("close", "closed", "closed", "closing", "closes", ["border:borders", "embassy:embassies"], "with", "northern"),
    ("supply", "supplied", "supplied", "supplying", "supplies", ["weapon:weapons", "fuel:fuel", "food:food"], "to", "heavy"),
    ("withdraw", "withdrew", "withdrawn", "withdrawing", "withdraws", ["troop:troops", "force:forces"], "from", "armed"),
    ("fire", "fired", "fired", "firing", "fires", ["missile:missiles", "rocket:rockets"], "at", "ballistic"),
    ("introduce", "introduced", "introduced", "introducing", "introduces", ["reform:reforms", "measure:measures", "law:laws"], "in", "political"),
    ("sign", "signed", "signed", "signing", "signs", ["agreement:agreements", "treaty:treaties", "deal:deals"], "with", "bilateral"),
]
# verbs with a person or state as object
HITS = [
    ("condemn", "condemned", "condemned", "condemning", "condemns"), ("accuse", "accused", "accused", "accusing", "accuses"),
    ("attack", "attacked", "attacked", "attacking", "attacks"), ("support", "supported", "supported", "supporting", "supports"),
    ("expel", "expelled", "expelled", "expelling", "expels"), ("arrest", "arrested", "arrested", "arresting", "arrests"),
    ("criticise", "criticised", "criticised", "criticising", "criticises"), ("threaten", "threatened", "threatened", "threatening", "threatens"),
    ("bomb", "bombed", "bombed", "bombing", "bombs"), ("invade", "invaded", "invaded", "invading", "invades"),
    ("recall", "recalled", "recalled", "recalling", "recalls"), ("summon", "summoned", "summoned", "summoning", "summons"),
    ("detain", "detained", "detained", "detaining", "detains"), ("release", "released", "released", "releasing", "releases"),
    ("kill", "killed", "killed", "killing", "kills"), ("sanction", "sanctioned", "sanctioned", "sanctioning", "sanctions"),
    ("shell", "shelled", "shelled", "shelling", "shells"), ("blame", "blamed", "blamed", "blaming", "blames"),
    ("warn", "warned", "warned", "warning", "warns"), ("recognise", "recognised", "recognised", "recognising", "recognises"),
    ("visit", "visited", "visited", "visiting", "visits"), ("host", "hosted", "hosted", "hosting", "hosts"),
    ("orchestrate", "orchestrated", "orchestrated", "orchestrating", "orchestrates"), ("denounce", "denounced", "denounced", "denouncing", "denounces"),
]
CONTROL = [("decide", "decided"), ("agree", "agreed"), ("refuse", "refused"), ("threaten", "threatened"), ("vow", "vowed"), ("plan", "planned"),
           ("promise", "promised"), ("pledge", "pledged"), ("try", "tried"), ("offer", "offered"), ("move", "moved"), ("fail", "failed")]
URGE = [("urge", "urged"), ("order", "ordered"), ("ask", "asked"), ("press", "pressed"), ("allow", "allowed"), ("force", "forced"), ("tell", "told")]
SAY = [("say", "said"), ("announce", "announced"), ("declare", "declared"), ("claim", "claimed"), ("insist", "insisted"), ("warn", "warned"), ("confirm", "confirmed")]
TITLES = [["Prime/ADJ/NNP", "Minister/PROPN/NNP"], ["Foreign/ADJ/NNP", "Minister/PROPN/NNP"], ["President/PROPN/NNP"], ["Defence/PROPN/NNP", "Minister/PROPN/NNP"],
          ["Interior/PROPN/NNP", "Minister/PROPN/NNP"], ["Chancellor/PROPN/NNP"], ["spokesman/NOUN/NN"], ["Secretary/PROPN/NNP"], ["General/PROPN/NNP"], ["Ambassador/PROPN/NNP"]]
GIVEN = "Edi Ilir Antony Nasser Hossein Sergei Angela Emmanuel Vladimir Olaf Maria Ahmed Omar Jens Recep Nancy David Ali Moussa Grace Elena Petr Jin Amina".split()
FAMILY = "Rama Meta Kanani Blinken Lavrov Macron Scholz Haddad Stoltenberg Novak Kovac Mensah Diallo Okafor Hussein Castillo Moreno Petrov Tanaka Singh Karimi Berisha".split()
PEOPLE = ["diplomat:diplomats", "soldier:soldiers", "official:officials", "journalist:journalists", "citizen:citizens", "ambassador:ambassadors", "rebel:rebels", "troop:troops",
          "fighter:fighters", "hacker:hackers", "protester:protesters", "prisoner:prisoners", "lawmaker:lawmakers", "militant:militants"]
BODIES = ["foreign ministry", "government", "parliament", "army", "police", "defence ministry", "court", "embassy", "intelligence service", "navy"]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
ACTION_NOUNS = ["expulsion", "arrest", "killing", "release", "detention", "recall"]
DISTANCES = ["hours", "days", "weeks", "months", "years"]
COUNTS = ["two", "three", "four", "five", "six", "eight", "ten", "eleven", "twelve", "20"]
WEAPONS = ["drone", "missile", "rocket", "bomb", "air", "suicide", "mortar", "artillery"]
ROLES = ["enemy", "aggressor", "threat", "partner", "friend", "occupier", "sponsor"]
GATHER = [("rally", "rallied"), ("protest", "protested"), ("march", "marched"), ("demonstrate", "demonstrated"), ("gather", "gathered")]
AIM = [("shoot", "shot", "at"), ("fire", "fired", "at"), ("shoot", "shot", "at"), ("fire", "fired", "on"), ("strike", "struck", "at"), ("lash", "lashed", "at")]
CALL = [("describe", "described"), ("denounce", "denounced"), ("condemn", "condemned"), ("brand", "branded"), ("regard", "regarded"), ("treat", "treated")]
NUMBERS = ["two", "three", "four", "ten", "12", "20", "100"]


class Writer:
    def __init__(self, states, seed):
        self.r = random.Random(seed)
        self.states = states

    def pick(self, items):
        return self.r.choice(items)

    def chance(self, p):
        return self.r.random() < p

    def name(self, text, relation):
        """A name of a state: UD heads it as its last noun where it is of common words, else flat."""
        parts = text.split()
        article = None
        if parts[0] in ("the", "The"):
            article, parts = word("the", "DET", "DT", "det"), parts[1:]
        plain = {"United": ("ADJ", "amod"), "Saudi": ("ADJ", "amod"), "South": ("ADJ", "amod"), "North": ("ADJ", "amod"), "New": ("ADJ", "amod")}
        if len(parts) == 2 and parts[0] in plain:
            last = "NNPS" if parts[1].endswith("States") or parts[1].endswith("Emirates") or parts[1].endswith("Nations") else "NNP"
            head = Node(parts[1], "PROPN", last, {"States": "State", "Nations": "Nation"}.get(parts[1], parts[1]), relation)
            head.before(article, word(parts[0], plain[parts[0]][0], "NNP", "amod", {"United": "Unite"}.get(parts[0], parts[0])))
            return head
        head = Node(parts[0], "PROPN", "NNP", parts[0], relation)
        head.before(article)
        for part in parts[1:]:
            if not part[0].isupper():
                return self.name(self.pick(self.states)[0], relation)
            head.after(Node(part, "PROPN", "NNP", part, "flat"))
        return head

    def state(self, relation):
        name = self.pick(self.states)[0]
        if name in ("United States", "United Kingdom", "United Arab Emirates", "Netherlands", "Philippines", "United Nations"):
            name = "the " + name
        return self.name(name, relation)

    def person(self, relation):
        head = Node(self.pick(GIVEN), "PROPN", "NNP", None, relation)
        head.lemma = head.form
        family = self.pick(FAMILY)
        head.after(Node(family, "PROPN", "NNP", family, "flat"))
        title = [piece.split("/") for piece in self.pick(TITLES)]
        last = Node(title[-1][0], title[-1][1], title[-1][2], title[-1][0] if title[-1][1] == "PROPN" else None, "nmod:desc")
        if self.chance(0.6):
            last.before(word(self.pick(self.states)[1], "ADJ", "JJ", "amod"))
            last.left[-1].lemma = last.left[-1].form
        if len(title) > 1:
            last.before(Node(title[0][0], title[0][1], title[0][2], title[0][0], "amod" if title[0][1] == "ADJ" else "compound"))
        return head.before(last)

    def people(self, relation, counted=True):
        lemma, plural = self.pick(PEOPLE).split(":")
        head = Node(plural, "NOUN", "NNS", lemma, relation)
        if counted and self.chance(0.4):
            head.before(word(self.pick(NUMBERS), "NUM", "CD", "nummod"))
        elif self.chance(0.2):
            head.before(word("the", "DET", "DT", "det"))
        adjective = word(self.pick(self.states)[1], "ADJ", "JJ", "amod")
        adjective.lemma = adjective.form
        return head.before(adjective)

    def body(self, relation):
        parts = self.pick(BODIES).split()
        head = Node(parts[-1], "NOUN", "NN", None, relation)
        if self.chance(0.5):
            owner = self.state("nmod:poss")
            owner.words()[-1].space = False
            owner.after(Node("'s", "PART", "POS", "'s", "case"))
            head.before(owner)
        else:
            adjective = word(self.pick(self.states)[1], "ADJ", "JJ", "amod")
            adjective.lemma = adjective.form
            head.before(word("the", "DET", "DT", "det"), adjective)
        if len(parts) > 1:
            kind = "amod" if parts[0] == "foreign" else "compound"
            head.before(word(parts[0], "ADJ" if kind == "amod" else "NOUN", "JJ" if kind == "amod" else "NN", kind))
        return head

    def actor(self, relation):
        return self.pick([self.state, self.state, self.state, self.person, self.people, self.body])(relation)

    def target(self, relation):
        return self.pick([self.state, self.state, self.people, self.body])(relation)

    def date(self):
        kind = self.r.random()
        if kind < 0.6:
            return Node(self.pick(DAYS), "PROPN", "NNP", None, "obl").before(word("on", "ADP", "IN", "case"))
        if kind < 0.8:
            day = Node(str(self.r.randint(1, 28)), "NUM", "CD", None, "obl").before(word("on", "ADP", "IN", "case"))
            return day.before(Node(self.pick(MONTHS), "PROPN", "NNP", None, "nmod:unmarked"))
        month = Node(self.pick(MONTHS), "PROPN", "NNP", None, "obl").before(word("in", "ADP", "IN", "case"))
        return month.after(Node(str(self.r.randint(1950, 2025)), "NUM", "CD", None, "nmod:unmarked"))

    def behind(self, preposition, relation, make):
        return make(relation).before(word(preposition, "ADP", "IN", "case")) if not isinstance(make, Node) else make

    def prepositional(self, preposition, relation, make):
        node = make(relation)
        node.left.insert(0, word(preposition, "ADP", "IN", "case"))
        return node

    def thing(self, act, relation="obj"):
        lemma, plural = self.pick(act[5]).split(":")
        head = Node(plural, "NOUN", "NN" if lemma == plural else "NNS", lemma, relation)
        if self.chance(0.6):
            head.before(word(act[7], "ADJ", "JJ", "amod"))
        if self.chance(0.75):
            head.after(self.prepositional(act[6], "nmod" if act[6] in ("with", "on", "against") else "nmod", self.state))
        return head

    def verb_phrase(self, form, relation="root"):
        """form: 1 past, 2 participle, 3 -ing, 4 present, 0 infinitive"""
        tag = {0: "VB", 1: "VBD", 2: "VBN", 3: "VBG", 4: "VBZ"}[form]
        if self.chance(0.55):
            act = self.pick(ACTS)
            verb = Node(act[form], "VERB", tag, act[0], relation)
            return verb.after(self.thing(act))
        hit = self.pick(HITS)
        verb = Node(hit[form], "VERB", tag, hit[0], relation)
        verb.after(self.target("obj"))
        if hit[0] in ("blame", "condemn", "criticise", "denounce") and self.chance(0.6):
            verb.after(self.prepositional("for", "obl", self.event_noun))
        if hit[0] == "accuse":
            verb.after(self.gerund("of"))
        return verb

    def gerund(self, mark):
        return self.verb_phrase(3, "advcl").before(word(mark, "SCONJ", "IN", "mark"))

    def event_noun(self, relation):
        head = Node(self.pick(["attack", "cyberattack", "strike", "invasion", "bombing", "killing", "decision", "move"]), "NOUN", "NN", None, relation)
        if self.chance(0.25):
            head = self.hyphened(relation)
        head.left.insert(0, word(self.pick(["the", "an", "the"]), "DET", "DT", "det"))
        if self.chance(0.4):
            head.after(self.prepositional("on", "nmod", self.target))
        return head

    # --- whole sentences

    def active(self):
        verb = self.verb_phrase(1)
        verb.before(self.actor("nsubj"))
        self.tail(verb)
        return verb

    def tail(self, verb):
        if self.chance(0.5):
            verb.after(self.date())
        if self.chance(0.2):
            verb.after(self.prepositional("over", "obl", self.event_noun))
        if self.chance(0.15):
            verb.after(punct(), self.verb_phrase(3, "advcl"))

    def passive(self):
        hit = self.pick(HITS)
        verb = Node(hit[2], "VERB", "VBN", hit[0], "root").before(self.target("nsubj:pass"))
        plural = verb.left[0].xpos in ("NNS", "NNPS")
        verb.before(Node("were" if plural else "was", "AUX", "VBD", "be", "aux:pass"))
        if self.chance(0.7):
            verb.after(self.prepositional("by", "obl:agent", self.actor))
        if self.chance(0.4):
            verb.after(self.date())
        return verb

    def infinitive(self, relation):
        return self.verb_phrase(0, relation).before(word("to", "PART", "TO", "mark"))

    def control(self):
        lemma, past = self.pick(CONTROL)
        verb = Node(past, "VERB", "VBD", lemma, "root").before(self.actor("nsubj"))
        if self.chance(0.3):
            verb.after(self.date())
        return verb.after(self.infinitive("xcomp"))

    def urging(self):
        lemma, past = self.pick(URGE)
        verb = Node(past, "VERB", "VBD", lemma, "root").before(self.actor("nsubj"))
        return verb.after(self.target("obj"), self.infinitive("xcomp"))

    def speech(self):
        lemma, past = self.pick(SAY)
        verb = Node(past, "VERB", "VBD", lemma, "root").before(self.actor("nsubj"))
        if self.chance(0.5):
            verb.after(self.date())
        clause = self.verb_phrase(self.pick([1, 1, 2]), "ccomp")
        clause.left = [self.actor("nsubj")]
        if clause.xpos == "VBN":
            clause.before(Node("had", "AUX", "VBD", "have", "aux"))
        clause.left.insert(0, word("that", "SCONJ", "IN", "mark"))
        return verb.after(clause)

    def relative(self):
        verb = self.active()
        subject = verb.left[0]
        clause = self.verb_phrase(1, "acl:relcl").before()
        clause.left = [word("which", "PRON", "WDT", "nsubj")]
        subject.after(punct(), clause, punct())
        return verb

    def coordinated(self):
        verb = self.active()
        verb.left[0] = self.state("nsubj")
        for _ in range(self.pick([0, 0, 1, 2])):
            more = self.state("conj")
            more.left.insert(0, punct())
            verb.left[0].after(more)
        last = self.state("conj")
        last.left.insert(0, word("and", "CCONJ", "CC", "cc"))
        verb.left[0].after(last)
        return verb

    def posts(self):
        """ambassadors and embassies, in and to states"""
        lemma, past = self.pick([("recall", "recalled"), ("appoint", "appointed"), ("withdraw", "withdrew"), ("name", "named"), ("return", "returned")])
        verb = Node(past, "VERB", "VBD", lemma, "root").before(self.state("nsubj"))
        post = Node(self.pick(["ambassador", "envoy"]), "NOUN", "NN", None, "obj")
        post.before(self.pick([word("its", "PRON", "PRP$", "nmod:poss"), word("an", "DET", "DT", "det")]))
        if post.left[0].form == "its":
            post.left[0].lemma = "its"
        post.after(self.prepositional(self.pick(["to", "from", "in"]), "nmod", self.state))
        verb.after(post)
        if self.chance(0.5):
            verb.after(self.date())
        return verb

    def declared(self):
        verb = Node("declared", "VERB", "VBN", "declare", "root").before(self.people("nsubj:pass"), Node("were", "AUX", "VBD", "be", "aux:pass"))
        persona = Node("persona", "X", "FW", None, "xcomp").after(word("non", "X", "FW", "flat"), word("grata", "X", "FW", "flat"))
        return verb.after(persona, self.prepositional("by", "obl:agent", self.state))

    def as_apposition(self):
        verb = self.speech()
        name = self.person("nsubj")
        name.left = []
        office = Node(self.pick(["president", "spokesman", "chief", "leader", "minister"]), "NOUN", "NN", None, "appos")
        owner = self.state("nmod:poss")
        owner.words()[-1].space = False
        owner.after(Node("'s", "PART", "POS", "'s", "case"))
        office.before(punct(), owner)
        name.after(office, punct())
        verb.left[0] = name
        return verb

    def headline(self):
        verb = self.verb_phrase(4)
        verb.before(self.state("nsubj"))
        if self.chance(0.4):
            verb.after(self.prepositional("over", "obl", self.bare_noun))
        return verb

    def of_month(self, noun):
        noun.left.insert(0, Node(self.pick(MONTHS), "PROPN", "NNP", None, "compound"))
        return noun

    def hyphened(self, relation):
        """cyber-attack: three words written together"""
        hyphen = Node("-", "PUNCT", "HYPH", "-", "punct", False)
        first = Node("cyber", "NOUN", "NN", None, "compound", False).after(hyphen)
        return Node("attack", "NOUN", "NN", None, relation).before(first)

    def distance(self):
        unit = Node(self.pick(DISTANCES), "NOUN", "NNS", None, "obl:unmarked")
        unit.lemma = unit.form[:-1]
        if unit.form == "hours" and self.chance(0.5):
            return unit
        if self.chance(0.2):
            day = Node(self.pick(["day", "week", "month", "year"]), "NOUN", "NN", None, "obl:unmarked")
            return day.before(word(self.pick(["a", "one"]), "NUM", "CD", "nummod") if self.chance(0.5) else word("a", "DET", "DT", "det"))
        return unit.before(word(self.pick(COUNTS), "NUM", "CD", "nummod"))

    def distant(self):
        """two days after Albania severed ties"""
        clause = self.verb_phrase(1, "advcl")
        return clause.before(self.distance(), word(self.pick(["after", "after", "before"]), "SCONJ", "IN", "mark"), self.state("nsubj"))

    def after_days(self):
        verb = self.verb_phrase(1)
        clause = self.distant()
        if self.chance(0.5):
            return verb.before(clause, punct(), self.actor("nsubj"))
        verb.before(self.actor("nsubj"))
        if self.chance(0.6):
            verb.after(self.date())
        return verb.after(punct(), clause)

    def two_dates(self):
        first = self.verb_phrase(1)
        first.before(self.date(), *([punct()] if self.chance(0.3) else []), self.state("nsubj"))
        second = self.verb_phrase(1, "conj")
        subject = Node("it", "PRON", "PRP", None, "nsubj") if self.chance(0.6) else self.state("nsubj")
        second.before(punct(), word(self.pick(["and", "but"]), "CCONJ", "CC", "cc"), self.date(), subject)
        return first.after(second)

    def said_twice(self):
        verb = self.speech()
        clause = verb.right[-1]
        more = self.verb_phrase(self.pick([1, 1, 2]), "conj")
        if more.xpos == "VBN":
            more.before(Node("had", "AUX", "VBD", "have", "aux"))
        if self.chance(0.6):
            more.left.insert(0, self.actor("nsubj"))
        if self.chance(0.5):
            more.left.insert(0, word("that", "SCONJ", "IN", "mark"))
        more.left.insert(0, word("and", "CCONJ", "CC", "cc"))
        clause.after(more)
        return verb

    def crowd(self):
        lemma, past = self.pick(GATHER)
        many = Node(self.pick(["Hundreds", "Thousands", "Dozens", "Scores"]), "NOUN", "NNS", None, "nsubj")
        many.lemma = many.form.lower()[:-1]
        many.after(self.prepositional("of", "nmod", lambda relation: self.people(relation, False)))
        verb = Node(past, "VERB", "VBD", lemma, "root").before(many)
        verb.after(self.prepositional(self.pick(["against", "against", "outside", "in"]), "obl", self.target))
        return verb.after(self.date()) if self.chance(0.4) else verb

    def aimed(self):
        lemma, past, preposition = self.pick(AIM)
        verb = Node(past, "VERB", "VBD", lemma, "root").before(self.people("nsubj", False) if self.chance(0.7) else self.actor("nsubj"))
        if self.chance(0.3) and verb.left[0].left and verb.left[0].xpos == "NNS":
            verb.left[0].left = []
        return verb.after(self.prepositional(preposition, "obl", self.target))

    def raid(self):
        noun = Node(self.pick(["raid", "strike", "attack", "assault"]), "NOUN", "NN", None, "nsubj")
        owner = self.state("nmod:poss")
        owner.words()[-1].space = False
        owner.after(Node("'s", "PART", "POS", "'s", "case"))
        noun.before(owner if self.chance(0.6) else word("The", "DET", "DT", "det"), word(self.pick(WEAPONS), "NOUN", "NN", "compound"))
        noun.after(self.prepositional("on", "nmod", self.target))
        lemma, past = self.pick([("cause", "caused"), ("kill", "killed"), ("wound", "wounded"), ("destroy", "destroyed"), ("hit", "hit"), ("follow", "followed")])
        thing = Node(self.pick(["damage", "fire", "alarm", "casualties", "homes", "people"]), "NOUN", "NN", None, "obj")
        if thing.form in ("casualties", "homes", "people"):
            thing.xpos, thing.lemma = "NNS", {"casualties": "casualty", "homes": "home", "people": "people"}[thing.form]
        return Node(past, "VERB", "VBD", lemma, "root").before(noun).after(thing)

    def described(self):
        lemma, past = self.pick(CALL)
        verb = Node(past, "VERB", "VBD", lemma, "root").before(self.actor("nsubj")).after(self.target("obj"))
        role = Node(self.pick(ROLES), "NOUN", "NN", None, "obl").before(word("as", "ADP", "IN", "case"), word("an", "DET", "DT", "det"))
        if self.chance(0.3):
            role.after(self.prepositional("of", "nmod", self.bare_noun))
        return verb.after(role)

    def double_headline(self):
        verb = self.headline()
        second = self.verb_phrase(4, "parataxis").before(self.pick([self.state, lambda relation: Node("police", "NOUN", "NNS", None, relation)])("nsubj"))
        return verb.after(punct(";"), second)

    def bare_noun(self, relation):
        if self.chance(0.3):
            noun = self.hyphened(relation)
            return noun if self.chance(0.6) else self.of_month(noun)
        return Node(self.pick(["attack", "cyberattack", "killing", "border", "remarks", "missiles", "sanctions"]), "NOUN", "NN", None, relation)

    def nominal(self):
        noun = Node(self.pick(ACTION_NOUNS), "NOUN", "NN", None, "nsubj").before(word("The", "DET", "DT", "det"))
        noun.after(self.prepositional("of", "nmod", self.people), self.prepositional("by", "nmod", self.state))
        verb = Node(self.pick(["followed", "angered", "worried", "surprised"]), "VERB", "VBD", None, "root")
        verb.lemma = {"followed": "follow", "angered": "anger", "worried": "worry", "surprised": "surprise"}[verb.form]
        return verb.before(noun).after(self.target("obj"))

    def sentence(self):
        make = self.pick([self.active] * 5 + [self.passive] * 2 + [self.control] * 3 + [self.urging] * 2 + [self.speech] * 3 + [self.relative, self.headline, self.headline, self.nominal, self.nominal, self.declared, self.as_apposition] + [self.coordinated] * 3 + [self.posts] * 2
                         + [self.after_days] * 3 + [self.two_dates] * 2 + [self.said_twice] * 2 + [self.crowd, self.aimed, self.aimed, self.raid, self.described, self.double_headline])
        root = make().as_("root")
        title = make in (self.headline, self.double_headline) and self.chance(0.7)
        if not title:
            root.words()[-1].space = False
            root.after(punct("."))
        return root


def write(root, number):
    words = root.words()
    index = {id(node): i + 1 for i, node in enumerate(words)}
    heads = {id(root): 0}
    for node in words:
        for child in node.left + node.right:
            heads[id(child)] = index[id(node)]
    for left, right in zip(words, words[1:]):
        if right.form in (",", ".", ";"):
            left.space = False
    first = words[0]
    if first.form[0].islower():
        first.form = first.form[0].upper() + first.form[1:]
    for i, node in enumerate(words):   # an article before a vowel
        if node.form in ("an", "An") and i + 1 < len(words):
            vowel = words[i + 1].form[0] in "aeiouAEIOU"
            node.form, node.lemma = ("an" if vowel else "a"), "a"
    text = "".join(node.form + (" " if node.space else "") for node in words).strip()
    print(f"# newpar\n# sent_id = newswire-{number}\n# text = {text}")
    for i, node in enumerate(words, 1):
        features = FEATURES.get(node.xpos, "_")
        print("\t".join([str(i), node.form, node.lemma, node.upos, node.xpos, features, str(heads[id(node)]), node.relation, "_", "_" if node.space else "SpaceAfter=No"]))
    print()


def read_states(path):
    states, name = [], None
    for line in open(path, encoding="utf-8"):
        if match := re.match(r"\s+name\s+(.+?)\s*(#.*)?$", line):
            name = match.group(1)
        if (match := re.match(r"\s+adjective\s+([^;#]+?)\s*(;.*|#.*)?$", line)) and name:
            if len(name.split()) <= 3 and " " not in match.group(1):
                states.append((name, match.group(1)))
            name = None
    return states


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    writer = Writer(read_states(sys.argv[1]), int(sys.argv[3]))
    print("# newdoc id = newswire")
    for number in range(int(sys.argv[2])):
        write(writer.sentence(), number)


if __name__ == "__main__":
    main()
