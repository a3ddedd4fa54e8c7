#include "events/match.h"

#include <algorithm>

#include "base/among.h"
#include "base/letters.h"

namespace demarche {
namespace {

// Whether these words stand right before the noun ("cyber attack", "cyber-attack"), hyphens aside. Adds them to `used`.
bool preceded_by(const Tree& tree, int noun, const std::vector<std::string>& parts, std::vector<int>* used) {
  int at = noun - 1;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part, --at) {
    while (at >= 0 && tree.token(at).form == "-") --at;
    if (at < 0 || tree.lemma(at) != *part) return false;
    if (used) used->push_back(at);
  }
  return true;
}

bool head_fits(const Tree& tree, const Form& form, const FormHead& head, const Frame& frame, std::vector<int>& words) {
  const int predicate = frame.predicate;
  words.push_back(predicate);
  if (form.kind == FormKind::noun) return preceded_by(tree, predicate, head.parts, &words);
  for (const auto& part : head.parts) {
    // a particle that was read as a preposition of what follows: "cut off ties"
    const bool next = predicate + 1 < tree.size() && tree.lemma(predicate + 1) == part;
    if (!next && !among(frame.particles, part)) return false;
  }
  for (const auto& part : head.parts)
    for (int i = predicate + 1; i < tree.size(); ++i)
      if (tree.lemma(i) == part) {
        words.push_back(i);
        break;
      }
  return true;
}

bool literal_under(const Tree& tree, int predicate, const std::vector<std::string>& literal, std::vector<int>& words) {
  const int size = static_cast<int>(literal.size());
  const auto is_at = [&](int i, const std::string& word) {
    const auto& form = tree.token(i).form;
    return tree.lemma(i) == word || (form.size() == word.size() && lower_ascii(form) == word);
  };
  for (int i = 0; i + size <= tree.size(); ++i) {
    int same = 0;
    while (same < size && is_at(i + same, literal[static_cast<std::size_t>(same)])) ++same;
    if (same < size || !tree.dominates(predicate, i)) continue;
    for (int k = 0; k < size; ++k) words.push_back(i + k);
    return true;
  }
  return false;
}

// A particle that was read as the preposition of what follows it ("shot down | an aircraft"): that is the object then.
void mend_particle(const Form& form, Frame& frame) {
  if (form.kind != FormKind::verb) return;
  for (const auto& head : form.heads)
    for (const auto& part : head.parts)
      for (const auto& oblique : frame.obliques)
        if (oblique.preposition == part && !oblique.clause && frame.objects.empty())
          frame.objects.push_back(oblique.head);
}

bool may_mend(const Form& form, const Frame& frame) {
  return form.kind == FormKind::verb && frame.objects.empty() && !frame.obliques.empty() &&
         std::any_of(form.heads.begin(), form.heads.end(), [](const FormHead& head) { return !head.parts.empty(); });
}

// An argument of the frame that meets an element's condition, as its head and those like it.
struct Found {
  std::vector<int> heads;
  bool clause = false;
};

// What an element's conditions are held against.
struct Conditions {
  const Tree& tree;
  const BoundWords& bound;
  const MayAct& may_act;
  const Lexicon& lexicon;

  bool hold(int head, const FormElement& element) const {
    if (element.party && may_act(head)) return true;
    return (element.words.empty() && !element.party) || bound.is_one_of(head, element.numbers) > 0;
  }

  // The word that meets the condition of what something is said to be: "a mistake", "a historic mistake", "an illegal
  // and hostile act"; -1: none does.
  int said_to_be(int head, const FormElement& element) const {
    if (hold(head, element)) return head;
    for (const int c : tree.children(head)) {
      const bool says = tree.has_relation(c, "amod") || tree.has_relation(c, "conj") ||
                        (tree.has_relation(c, "nmod") && tree.preposition(c) == "of");
      if (!says) continue;
      if (const int found = said_to_be(c, element); found >= 0) return found;
    }
    return -1;
  }
};

// What stands behind one of the element's prepositions further down in what was bound ("a team of doctors | to
// Angola"): parsers hang the last phrase on the last noun. The nearest, or -1.
int below(const Conditions& on, const std::vector<int>& bound, const FormElement& element) {
  const Tree& tree = on.tree;
  if (element.prepositions.empty() || among(element.prepositions, "of")) return -1;
  int found = -1;
  const auto visit = [&](int noun, int depth, const auto& self) -> void {
    for (const int c : tree.children(noun)) {
      if (found >= 0) return;
      const auto relation = base_relation(tree.token(c).deprel);
      if (relation != "nmod" && relation != "conj" && relation != "obl" && relation != "acl") continue;
      if (relation != "conj" && relation != "acl" && among(element.prepositions, tree.preposition(c)) &&
          on.hold(c, element))
        found = c;
      else if (depth < 3)
        self(c, depth + 1, self);
    }
  };
  for (const int noun : bound)
    if (found < 0) visit(noun, 1, visit);
  return found;
}

Found find_argument(const Conditions& on, const Frame& frame, const FormElement& element) {
  const Tree& tree = on.tree;
  const Lexicon& lexicon = on.lexicon;
  Found found;
  if (element.that_clause) {
    for (const int c : frame.complements)
      if ((tree.is_verbal(c) || tree.child(c, "cop") >= 0 || tree.has_relation(c, "ccomp")) && on.hold(c, element))
        return {{c}, true};
    return {};
  }
  if (element.prepositions.empty()) {
    const bool event = element.role == Role::embedded;
    if (event) {
      for (const int object : frame.objects)
        if (on.hold(object, element)) return {{object}, false};
      for (const int c : frame.complements)
        if (on.hold(c, element)) return {{c}, true};
      return {};
    }
    for (const int object : frame.objects)
      if (on.hold(object, element)) found.heads.push_back(object);
    // "the ambassador and another diplomat": one that fits brings those coordinated with it
    if (!found.heads.empty() && element.role == Role::recipient)
      for (const int object : frame.objects) {
        const auto group = [&](int i) { return tree.has_relation(i, "conj") ? tree.head(i) : i; };
        const bool with =
            std::any_of(found.heads.begin(), found.heads.end(), [&](int head) { return group(head) == group(object); });
        if (with && !among(found.heads, object)) found.heads.push_back(object);
      }
    return found;
  }
  for (const auto& oblique : frame.obliques) {
    if (!among(element.prepositions, oblique.preposition)) continue;
    if (oblique.clause && element.role != Role::embedded) continue;
    // "Russia is to expel ten diplomats, he told reporters": a clause of its own is no infinitive of this verb
    if (oblique.clause && element.infinitive && tree.child(oblique.head, "nsubj") >= 0) continue;
    // "offered to withdraw", "agreed to a withdrawal": what is no act is no E ("flights to cities")
    if (element.infinitive && !oblique.clause && element.words.empty() &&
        lexicon.forms(FormKind::noun, tree.lemma(oblique.head)).empty() &&
        lexicon.forms(FormKind::verb, tree.lemma(oblique.head)).empty())
      continue;
    const bool complement = oblique.preposition == "as" && !oblique.clause && !element.party &&
                            (element.role == Role::none || element.role == Role::thing);
    const int head = complement ? on.said_to_be(oblique.head, element) : oblique.head;
    if (head < 0 || !on.hold(head, element) || among(found.heads, head)) continue;
    found.heads.push_back(head);
    found.clause = oblique.clause;
    if (element.role == Role::embedded) return found;
  }
  // "suffered an attack": what the light verb is about stands for "on R"
  if (found.heads.empty() && frame.kind == FormKind::noun && element.role == Role::recipient)
    for (const int object : frame.objects)
      if (on.hold(object, element)) found.heads.push_back(object);
  if (found.heads.empty() && element.infinitive)
    for (const int c : frame.complements)
      if ((tree.subordinator(c) == "to" || (tree.has_relation(c, "xcomp") && tree.token(c).xpos == "VB")) &&
          on.hold(c, element))
        return {{c}, true};
  return found;
}

}  // namespace

BoundWords::BoundWords(const Tree& tree, const Lexicon& lexicon) {
  const auto add = [&](int word, std::string_view name, int shared) {
    if (const int number = lexicon.word_number(name); number >= 0) names_.push_back({word, number, shared});
  };
  for (int i = 0; i < tree.size(); ++i) {
    const auto& lemma = tree.lemma(i);
    const int itself = lexicon.word_number(lemma);
    if (itself >= 0) {
      names_.push_back({i, itself, 1});
      // "state_of_emergency": what stands behind it
      if (lexicon.begins_of(itself))
        for (const int c : tree.children(i))
          if (tree.has_relation(c, "nmod") && tree.preposition(c) == "of") add(i, lemma + "_of_" + tree.lemma(c), 3);
      // "diplomatic_relation": the words before it, up to three, hyphens aside
      if (lexicon.ends_longer(itself)) {
        std::string longer = lemma;
        for (int at = i - 1, taken = 0; at >= 0 && taken < 3; --at) {
          if (tree.token(at).form == "-") continue;
          longer = tree.lemma(at) + "_" + longer;
          add(i, longer, ++taken + 1);
        }
      }
    }
    // "Embassy Malabo": a post by its kind and town
    if (i > 0 && tree.token(i).upos == Upos::propn && tree.head(i - 1) == i && tree.token(i - 1).upos == Upos::propn)
      add(i, tree.lemma(i - 1), 1);
  }
  for (const auto& name : names_) all_.add(name.number);
}

int BoundWords::is_one_of(int word, const WordSet& words) const {
  auto at = std::lower_bound(names_.begin(), names_.end(), word,
                             [](const Name& name, int wanted) { return name.word < wanted; });
  int shared = 0;
  for (; at != names_.end() && at->word == word; ++at)
    if (at->shared > shared && words.contains(at->number)) shared = at->shared;
  return shared;
}

namespace {

// Whether all words that a form binds stand somewhere in the sentence.
bool stands_whole(const Form& form, const BoundWords& bound) {
  const auto stands = [&](const FormElement& element) {
    return element.words.empty() || element.optional || element.party || bound.any_of(element.numbers);
  };
  return (!form.subject || stands(*form.subject)) && std::all_of(form.elements.begin(), form.elements.end(), stands);
}

}  // namespace

std::optional<Match> Matcher::hold(const Tree& tree, const BoundWords& bound, const Lexicon::HeadedForm& headed,
                                   const Frame& frame) const {
  const Form& form = *headed.form;
  if (!stands_whole(form, bound)) return {};
  const Conditions on{tree, bound, may_act_, lexicon_};
  Match match;
  if (!head_fits(tree, form, *headed.head, frame, match.words)) return {};
  match.entry = &lexicon_.entries()[form.entry];
  match.form = &form;
  match.conditions = static_cast<int>(match.words.size());
  const auto add = [](std::vector<int>& list, const std::vector<int>& more) {
    for (const int i : more) add_once(list, i);
  };
  std::vector<int> taken(
      match.words);  // words of the head and those bound by an element: no second element may have them
  // "summoned to the ministry in Lima", "the Cuban ambassador was recalled": who acts by the phrase, where no subject
  // does. Of a mutual act all that are named are sides; "of" says whose a thing is, whoever acts on it.
  const bool subject_acts = !form.subject && !frame.subjects.empty() && !match.entry->reciprocal;
  const auto take = [&](const FormElement& element, const std::vector<int>& heads, bool is_subject) {
    if (element.role == Role::actor) {
      if (is_subject || !subject_acts || among(element.prepositions, "of")) add(match.actors, heads);
    } else if (element.role == Role::recipient) {
      add(match.recipients, heads);
    }
    if (!element.words.empty() || element.role == Role::none) {
      add(match.bound, heads);
      int longest = element.words.empty() ? 0 : 1;
      for (const int head : heads) {
        if (element.words.empty()) continue;
        match.words.push_back(head);
        longest = std::max(longest, bound.is_one_of(head, element.numbers));
      }
      match.conditions += 1 + longest;
    } else if (!is_subject) {
      match.conditions += 1;
    }
    add(taken, heads);
  };
  if (form.subject) {
    std::vector<int> fitting;
    for (const int subject : frame.subjects)
      if (on.hold(subject, *form.subject)) fitting.push_back(subject);
    if (fitting.empty() && !form.subject->optional && !(frame.passive && form.subject->words.empty())) return {};
    take(*form.subject, fitting, true);
  } else {
    add(match.actors, frame.subjects);
    add(taken, frame.subjects);
  }
  const auto hold_element = [&](const FormElement& element) {
    if (!element.literal.empty()) {
      if (!literal_under(tree, frame.predicate, element.literal, match.words)) return element.optional;
      match.conditions += 2;
      return true;
    }
    Found found = find_argument(on, frame, element);
    std::erase_if(found.heads, [&](int head) { return among(taken, head) && element.role != Role::embedded; });
    if (found.heads.empty() && element.role == Role::recipient) {
      int deeper = below(on, match.bound, element);
      // "gave two million in assistance | to Fiji"
      for (const auto& oblique : frame.obliques)
        if (deeper < 0 && element.party && !oblique.clause) deeper = below(on, {oblique.head}, element);
      if (deeper >= 0) found.heads = tree.coordinated(deeper);
    }
    if (found.heads.empty()) return element.optional;
    if (element.role == Role::embedded) {
      match.embedded = found.heads.front();
      match.embedded_element = &element;
      match.conditions += element.words.empty() ? 1 : 2;
      return true;
    }
    take(element, found.heads, false);
    return true;
  };
  // bound words first: of the two objects of "gave Kenya a loan" the loan is found, the other is who got it
  for (const bool first_bound : {true, false})
    for (const auto& element : form.elements) {
      const bool is_bound = !element.words.empty() && element.role != Role::embedded;
      if (is_bound == first_bound && !hold_element(element)) return {};
    }
  match.frame = frame;
  std::sort(match.words.begin(), match.words.end());
  match.words.erase(std::unique(match.words.begin(), match.words.end()), match.words.end());
  return match;
}

std::optional<Match> Matcher::besides(const Tree& tree, const BoundWords& bound, const Match& match) const {
  if (match.frame.kind != FormKind::verb || match.frame.objects.size() < 2) return {};
  const auto taken = [&](int i) { return among(match.bound, i); };
  if (std::none_of(match.frame.objects.begin(), match.frame.objects.end(), taken)) return {};
  Frame frame = match.frame;
  std::erase_if(frame.objects, taken);
  if (frame.objects.empty()) return {};
  std::optional<Match> best;
  for (const auto& headed : lexicon_.headed_forms(FormKind::verb, tree.lemma(frame.predicate))) {
    auto other = hold(tree, bound, headed, frame);
    if (!other || other->entry == match.entry || (best && other->conditions <= best->conditions)) continue;
    const bool binds =
        std::any_of(other->bound.begin(), other->bound.end(), [&](int i) { return among(frame.objects, i); });
    if (binds) best = std::move(other);
  }
  return best;
}

std::optional<Match> Matcher::best(const Tree& tree, const BoundWords& bound, int word,
                                   const std::vector<bool>& timed) const {
  std::optional<Match> best;
  const auto upos = tree.token(word).upos;
  const auto try_kind = [&](FormKind kind) {
    const auto forms = lexicon_.headed_forms(kind, tree.lemma(word));
    if (std::none_of(forms.begin(), forms.end(),
                     [&](const Lexicon::HeadedForm& headed) { return stands_whole(*headed.form, bound); }))
      return;
    Frame frame = frame_of(tree, word, kind, lexicon_);
    const auto is_time = [&](int i) { return !timed.empty() && timed[static_cast<std::size_t>(i)]; };
    std::erase_if(frame.obliques, [&](const FrameArgument& each) { return is_time(each.head); });
    std::erase_if(frame.objects, is_time);
    std::erase_if(frame.subjects, is_time);
    for (const auto& headed : forms) {
      if (!stands_whole(*headed.form, bound)) continue;
      std::optional<Match> match;
      if (may_mend(*headed.form, frame)) {
        Frame mended = frame;
        mend_particle(*headed.form, mended);
        match = hold(tree, bound, headed, mended);
      } else {
        match = hold(tree, bound, headed, frame);
      }
      if (match && (!best || match->conditions > best->conditions)) best = std::move(match);
    }
  };
  if (upos == Upos::verb || upos == Upos::aux)
    try_kind(FormKind::verb);
  else if (upos == Upos::noun || upos == Upos::propn)
    try_kind(FormKind::noun);
  else if (upos == Upos::adj)
    try_kind(FormKind::adjective);
  // a participle tagged as an adjective, a verb in a headline tagged as one; but "remained open", "kept quiet" tell
  // how something is, not what somebody does
  if (!best && upos == Upos::adj && !tree.has_relation(word, "xcomp")) try_kind(FormKind::verb);
  return best;
}

}  // namespace demarche
