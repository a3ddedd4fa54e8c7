#include "events/mentions.h"

#include <algorithm>
#include <array>

#include "base/letters.h"
namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kMemory = 40;    // antecedents kept: some three paragraphs
constexpr double kLeastPerson = 0.55;  // score of a name by itself, below which it stays text

constexpr std::array kPersonPronouns = {"he"sv, "she"sv, "him"sv, "her"sv, "his"sv, "hers"sv};
constexpr std::array kThingPronouns = {"it"sv, "its"sv};
constexpr std::array kGroupPronouns = {"they"sv, "them"sv, "their"sv, "theirs"sv};
constexpr std::array kCountryNouns = {"country"sv, "nation"sv, "state"sv, "republic"sv, "kingdom"sv};
constexpr std::array kGroupNouns = {"group"sv, "movement"sv};
constexpr std::array kOrganisationNouns = {"organisation"sv, "organization"sv, "bloc"sv, "alliance"sv, "agency"sv};

template <std::size_t n>
bool among(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_definite(const Tree& tree, int head) {
  return std::any_of(tree.children(head).begin(), tree.children(head).end(), [&](int c) {
    return tree.has_relation(c, "det") &&
           (tree.lemma(c) == "the" || tree.lemma(c) == "this" || tree.lemma(c) == "that");
  });
}

bool is_person(const Resolution& who) { return who.kind == ActorKind::person; }
bool is_state(const Resolution& who) { return who.kind == ActorKind::state; }

}  // namespace

void MentionReader::enter(const Tree& tree) {
  before_.insert(before_.end(), std::make_move_iterator(here_.begin()), std::make_move_iterator(here_.end()));
  if (before_.size() > kMemory) before_.erase(before_.begin(), before_.end() - static_cast<std::ptrdiff_t>(kMemory));
  here_.clear();
  tree_ = &tree;
  resolved_.assign(static_cast<std::size_t>(tree.size()), std::nullopt);
  read_dateline();
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree.is_nominal(i) && tree.token(i).upos != Upos::adj && tree.token(i).upos != Upos::det) continue;
    auto who = resolve(i);
    const bool unknown_subject = !who && tree.has_relation(i, "nsubj") &&
                                 (tree.token(i).upos == Upos::noun || tree.token(i).upos == Upos::propn);
    if (unknown_subject)
      here_.push_back(
          {{}, i, true, tree.token(i).xpos == "NNS" || tree.child(i, "conj") >= 0, tree.token(i).upos == Upos::propn});
    if (!who) continue;
    resolved_[static_cast<std::size_t>(i)] = who;
    const bool pronoun = tree.token(i).upos == Upos::pron || tree.token(i).upos == Upos::det;
    const bool modifier =
        tree.has_relation(i, "compound") || tree.has_relation(i, "amod") || tree.has_relation(i, "flat");
    if (pronoun || modifier) continue;
    here_.push_back({*who, i, tree.has_relation(i, "nsubj"), tree.token(i).xpos == "NNS" || tree.child(i, "conj") >= 0,
                     is_person(*who)});
    if (who->kind == ActorKind::person) by_name_.insert_or_assign(tree.token(i).form, *who);
    if (world_.is_agent_word(tree.lemma(i)) && !who->country.empty()) by_name_.insert_or_assign(tree.lemma(i), *who);
    // the family name of a person named whole: the last word of the flat name
    for (const int c : tree.children(i))
      if (tree.has_relation(c, "flat") && who->kind == ActorKind::person)
        by_name_.insert_or_assign(tree.token(c).form, *who);
  }
}

// "TEHRAN, Sept 8 (Agency) -": a sentence by itself, capitals first and a dash last.
void MentionReader::read_dateline() {
  const Tree& tree = *tree_;
  if (!dateline_.empty() || tree.size() < 2) return;
  const auto& last = tree.token(tree.size() - 1).form;
  const auto& first = tree.token(0).form;
  const bool capitals =
      first.size() > 2 && std::all_of(first.begin(), first.end(), [](char c) { return c < 'a' || c > 'z'; });
  if (!capitals || (last != "-" && last != "--" && last != "–" && last != "—")) return;
  for (int i = 0; i < tree.size() && dateline_.empty(); ++i)
    if (const auto place = world_.place(tree.sentence(), i)) dateline_ = place->country;
  if (!dateline_.empty()) return;
  std::string city = lower_ascii(first);
  city[0] = first[0];
  if (const auto who = world_.resolve(city, document_.date)) dateline_ = who->country;
}

std::optional<Resolution> MentionReader::resolve(int head) const {
  const Tree& tree = *tree_;
  if (tree.token(head).upos == Upos::pron || tree.token(head).deprel == "nmod:poss") {
    if (auto who = by_pronoun(head)) return who;
    if (tree.token(head).upos == Upos::pron) return {};
  }
  auto who = world_.resolve(tree.sentence(), head, document_.date);
  // a family name alone, of somebody who held office at another time, names nobody by itself
  if (who && is_person(*who) && who->score < kLeastPerson) who.reset();
  if (who && !(who->country.empty() && who->kind == ActorKind::agent)) return who;
  auto better = by_document(head);
  return better ? better : who;
}

const MentionReader::Antecedent* MentionReader::latest(int before, bool (*fits)(const Antecedent&)) const {
  // a subject named earlier in the sentence, else anything named earlier in it, else the subjects and then the rest of
  // the sentences before
  const Antecedent* any = nullptr;
  for (auto each = here_.rbegin(); each != here_.rend(); ++each) {
    if (each->word >= before || !fits(*each)) continue;
    if (!each->who && !each->person) continue;  // in one sentence a thing seldom stands in the way
    if (each->subject) return &*each;
    if (!any) any = &*each;
  }
  if (any) return any;
  for (auto each = before_.rbegin(); each != before_.rend(); ++each) {
    if (!fits(*each)) continue;
    if (each->subject) return &*each;
    if (!any) any = &*each;
  }
  return any;
}

std::optional<Resolution> MentionReader::by_pronoun(int pronoun) const {
  const std::string word = lower_ascii(tree_->token(pronoun).form);
  const Antecedent* found = nullptr;
  if (among(kPersonPronouns, word))
    found = latest(pronoun, [](const Antecedent& each) { return each.person; });
  else if (among(kThingPronouns, word))
    found = latest(pronoun, [](const Antecedent& each) {
      return !each.person && !(each.who && each.who->kind == ActorKind::people) && !each.plural;
    });
  else if (among(kGroupPronouns, word))
    found = latest(pronoun, [](const Antecedent& each) {
      return each.plural || (each.who && (each.who->kind == ActorKind::group || each.who->kind == ActorKind::people));
    });
  if (!found || !found->who) return {};
  Resolution who = *found->who;
  who.score *= 0.7;
  who.why = "'" + word + "' for " + (who.name.empty() ? who.id : who.name);
  who.words = {pronoun};
  return who;
}

std::optional<Resolution> MentionReader::by_document(int head) const {
  const Tree& tree = *tree_;
  const auto keep_words = [&](Resolution who, double certainty, const std::string& why) {
    who.score *= certainty;
    who.why = why;
    who.words = words_of_phrase(head);
    return who;
  };
  // "its ambassador", "their troops": the pronoun's country with this agent
  const int possessor = tree.child(head, "nmod:poss");
  if (possessor >= 0 && tree.token(possessor).upos == Upos::pron) {
    const auto owner = by_pronoun(possessor);
    if (owner && !owner->country.empty() && among(kCountryNouns, tree.lemma(head)))  // "his country"
      if (auto state = world_.resolve(owner->country, document_.date))
        return keep_words(*state, owner->score, "country of " + owner->name);
    if (!owner || owner->country.empty() || !world_.is_agent_word(tree.lemma(head))) return {};
    std::string phrase = world_.name_of(owner->country) + "'s";
    for (const int i : words_of_phrase(head))
      if (i != possessor && !tree.has_relation(i, "nummod") && !tree.has_relation(i, "det"))
        phrase += " " + tree.token(i).form;
    auto who = world_.resolve(phrase, document_.date);
    if (!who) who = world_.resolve(world_.name_of(owner->country) + "'s " + tree.lemma(head), document_.date);
    if (who) return keep_words(*who, owner->score, "possessive for " + owner->name);
    return {};
  }
  if (tree.token(head).upos == Upos::propn) {
    const auto named = by_name_.find(tree.token(head).form);
    if (named != by_name_.end()) return keep_words(named->second, 0.9, "named whole before");
  }
  if (!is_definite(tree, head)) return {};
  if (among(kCountryNouns, tree.lemma(head))) {
    // "the Saudi minister said that the kingdom ...": the country of who speaks
    for (auto each = here_.rbegin(); each != here_.rend(); ++each)
      if (each->subject && each->word < head && each->who && !is_state(*each->who) && !each->who->country.empty())
        if (auto state = world_.resolve(each->who->country, document_.date))
          return keep_words(*state, 0.7, "'the " + tree.lemma(head) + "' of " + each->who->name);
    if (const auto* country = latest(head, [](const Antecedent& each) { return each.who && is_state(*each.who); }))
      return keep_words(*country->who, 0.7, "'the " + tree.lemma(head) + "' for " + country->who->name);
    return {};
  }
  const bool organisation = among(kOrganisationNouns, tree.lemma(head));
  if (organisation || among(kGroupNouns, tree.lemma(head))) {
    const auto* group =
        organisation
            ? latest(head, [](const Antecedent& each) { return each.who && each.who->kind == ActorKind::organisation; })
            : latest(head, [](const Antecedent& each) { return each.who && each.who->kind == ActorKind::group; });
    if (group) return keep_words(*group->who, 0.7, "'the " + tree.lemma(head) + "' for " + group->who->name);
    return {};
  }
  const auto same = by_name_.find(tree.lemma(head));
  if (same != by_name_.end()) return keep_words(same->second, 0.7, "'the " + tree.lemma(head) + "' named before");
  // "the foreign ministry" of a report from Tehran is Iran's
  if (auto agent = dateline_.empty() ? std::nullopt : world_.agent(tree.sentence(), head);
      agent && !agent->id.empty()) {
    agent->id = dateline_ + "." + agent->id;
    agent->country = dateline_;
    return keep_words(*agent, 0.6, "'the " + tree.lemma(head) + "' of where the report is from");
  }
  return {};
}

std::vector<int> MentionReader::words_of_phrase(int head) const {
  const Tree& tree = *tree_;
  std::vector<int> words{head};
  const auto take = [&](int i, const auto& self) -> void {
    for (const int c : tree.children(i)) {
      const auto relation = base_relation(tree.token(c).deprel);
      const bool before = relation == "det" || relation == "amod" || relation == "compound" || relation == "nummod" ||
                          relation == "flat" || relation == "fixed" || tree.token(c).deprel == "nmod:poss" ||
                          (relation == "case" && tree.token(c).xpos == "POS");
      const bool of = relation == "nmod" && tree.preposition(c) == "of";
      if (!before && !of && !(relation == "case" && i != head)) continue;
      words.push_back(c);
      self(c, self);
    }
  };
  take(head, take);
  std::sort(words.begin(), words.end());
  // a run without gaps around the head: what was cut away (a clause) ends the phrase
  const auto at = std::find(words.begin(), words.end(), head);
  auto first = at, last = at;
  while (first != words.begin() && *first - *(first - 1) <= 2) --first;
  while (last + 1 != words.end() && *(last + 1) - *last <= 2) ++last;
  return {first, last + 1};
}

Mention MentionReader::mention(int head) const {
  const Tree& tree = *tree_;
  Mention mention;
  const auto& who = resolved_[static_cast<std::size_t>(head)];
  std::vector<int> words = who && !who->words.empty() ? who->words : words_of_phrase(head);
  if (who) {
    mention.id = who->id;
    mention.country = who->country;
    mention.sectors = who->sectors;
    mention.name = who->name;
    mention.score = who->score;
    mention.why = who->why;
  }
  if (!who)
    if (const auto agent =
            world_.agent(tree.sentence(), head)) {  // somebody in an office or trade, of no nation that is said
      mention.sectors = agent->sectors;
      mention.score = 0.4;
      mention.why = "agent '" + tree.lemma(head) + "' of no nation that is said";
    }
  // a determiner is no part of the words shown
  while (words.size() > 1 && tree.has_relation(words.front(), "det")) words.erase(words.begin());
  mention.span = tree.span(words);
  mention.in_title = tree.sentence().in_title;
  const auto& field = mention.in_title ? document_.title : document_.text;
  if (mention.span->end <= field.size())
    mention.text = field.substr(mention.span->begin, mention.span->end - mention.span->begin);
  return mention;
}

Mention MentionReader::target(int head) const {
  Mention mention = this->mention(head);
  if (!mention.id.empty()) return mention;
  for (const int c : tree_->children(head)) {
    const auto relation = base_relation(tree_->token(c).deprel);
    const bool belongs = relation == "amod" || relation == "compound" || tree_->token(c).deprel == "nmod:poss" ||
                         (relation == "nmod" && tree_->preposition(c) == "of");
    if (!belongs) continue;
    auto owner = resolved_[static_cast<std::size_t>(c)];
    if (!owner) owner = world_.resolve(tree_->token(c).form, document_.date);  // an adjective of nation
    if (!owner || owner->country.empty()) continue;
    mention.id = owner->id;
    mention.country = owner->country;
    mention.sectors = owner->sectors;
    mention.name = owner->name;
    mention.score = 0.7 * owner->score;
    mention.why = "belongs to " + owner->name;
    return mention;
  }
  return mention;
}

std::vector<Mention> MentionReader::states() const {
  std::vector<Mention> found;
  for (const auto& each : here_) {
    if (!each.who || !is_state(*each.who)) continue;
    const bool there =
        std::any_of(found.begin(), found.end(), [&](const Mention& other) { return other.id == each.who->id; });
    if (!there) found.push_back(mention(each.word));
  }
  return found;
}

bool MentionReader::may_act(int head) const {
  if (resolved_[static_cast<std::size_t>(head)]) return true;
  return tree_->token(head).upos == Upos::propn || world_.is_agent_word(tree_->lemma(head));
}

}  // namespace demarche
