// Claims: who says, accuses, denies, condemns or supports, toward whom, on what evidence, and about which event.
#include <algorithm>
#include <array>

#include "base/among.h"
#include "base/content_hash.h"
#include "events/content.h"
#include "events/document_text.h"
#include "events/mention_lists.h"
#include "events/sentence_coder.h"

namespace demarche {
namespace {

// A noun with all that belongs to it but its clauses: "strong evidence, including intercepted calls, | that ...".
std::vector<int> phrase_of(const Tree& tree, int head) {
  std::vector<int> words{head};
  for (std::size_t at = 0; at < words.size(); ++at)
    for (const int c : tree.children(words[at])) {
      const auto relation = base_relation(tree.token(c).deprel);
      const bool clause = relation == "acl" || relation == "advcl" || relation == "ccomp" || relation == "parataxis";
      const bool outside = at == 0 && (relation == "nsubj" || relation == "cop" || relation == "case");
      if (!clause && !outside && relation != "punct") words.push_back(c);
    }
  return words;
}

// The first words between quotation marks, curly ones before straight ones.
std::string quoted_in(const std::string& text) {
  using std::string_view_literals::operator""sv;
  for (const auto& [left, right] : {std::pair("“"sv, "”"sv), std::pair("\""sv, "\""sv)}) {
    const auto begin = text.find(left);
    const auto end = begin == std::string::npos ? begin : text.find(right, begin + left.size());
    if (end != std::string::npos && end > begin + left.size())
      return text.substr(begin + left.size(), end - begin - left.size());
  }
  return {};
}

}  // namespace

// Toward whom, by the words of the claim itself; nobody accuses himself: a noun that stands for another was taken for
// the speaker.
std::optional<Mention> SentenceCoder::toward_whom(const Match& match, const Claim& claim) const {
  const auto toward = parties_.recipients_of(match);
  if (toward.empty()) return {};
  const auto& id = toward.front().id;
  if (!id.empty() && (id == claim.speaker.id || id == claim.on_behalf_of)) return {};
  return toward.front();
}

// "called the step groundless", "described it as a brave decision": who interprets may condemn or support.
Stance SentenceCoder::stance_of(const Match& match) const {
  Stance stance = *match.entry->claim;
  if (stance != Stance::interprets) return stance;
  for (const int word : tree_.subtree(match.frame.predicate)) {
    if (lexicon_.in_class("blaming", tree_.lemma(word))) stance = Stance::condemns;
    if (stance == Stance::interprets && lexicon_.in_class("praising", tree_.lemma(word))) stance = Stance::supports;
  }
  return stance;
}

void SentenceCoder::emit_claim(const Match& match, const std::vector<std::string>& about,
                               const std::vector<std::string>& made, const Surrounding& around) {
  auto speakers = parties_.actors_of(match, around.parties.actors);
  bool by_author = false;
  if (speakers.empty() && !around.speaker)
    for (const int head : match.actors)
      if (const auto writes = author(head)) speakers = {*writes}, by_author = true;
  if (speakers.empty()) return;
  const Standing standing = this->standing(match);
  if (standing.negated || standing.modality == Modality::hypothetical || standing.modality == Modality::planned) return;
  const auto& sentence = tree_.sentence();
  CodedClaim coded;
  Claim& claim = coded.claim;
  coded.embeds = match.embedded >= 0 && !about.empty();
  coded.predicate = match.frame.predicate;
  coded.root = sentence_.embedded_root(match);
  claim.document = context_.document.id;
  claim.sentence = sentence_.index;
  claim.in_title = sentence.in_title;
  claim.text = text_at(context_.document, sentence.in_title, {sentence.begin, sentence.end});
  for (const int word : match.words) claim.words.push_back({tree_.token(word).begin, tree_.token(word).end});
  claim.speaker = speakers.front();
  claim.author_is_speaker = by_author;
  const bool own_side =
      claim.speaker.id.starts_with("GRP.") || claim.speaker.country.empty();  // a group speaks for itself
  claim.on_behalf_of = own_side ? claim.speaker.id : claim.speaker.country;
  claim.stance = stance_of(match);
  claim.toward = toward_whom(match, claim);
  if (!made.empty()) coded.made = made.front();
  claim.about = !about.empty() ? about.front() : coded.made;
  // "denied that it supported extremists": whoever says so, it is no word of support
  if (claim.stance == Stance::supports && claim.about.empty() && (around.claimed || around.negated)) return;
  coded.deed = deed_of(match);
  if (coded.deed.of == claim.on_behalf_of && claim.stance != Stance::supports) coded.deed.of.clear();
  int time = sentence_.time_of(match.frame.predicate);
  if (time < 0 && !around.claimed) time = around.time;
  if (time >= 0 && sentence_.times[static_cast<std::size_t>(time)].period)
    claim.said = sentence_.times[static_cast<std::size_t>(time)].period;
  else if (context_.document.date && !standing.past_perfect)
    claim.said = Period::of_day(*context_.document.date);
  claim.certainty = match.entry->certainty;
  if (claim.certainty == Certainty::unsaid) claim.certainty = certainty_below(coded.root);
  claim.quote = quoted_in(claim.text);
  std::vector<Mention> sides{claim.speaker};
  if (claim.toward) sides.push_back(*claim.toward);
  claim.content = content_of(sentence_, match, sides, context_.document);
  if (!claim.content && claim.stance == Stance::asserts && coded.root >= 0)
    claim.content = content_below(sentence_, coded.root, context_.document);
  read_evidence(coded);
  claim.venue = venue_of(match);
  claim.score = 0.9 * (claim.speaker.score > 0 ? claim.speaker.score : 0.4);
  claim.id = hex_id(content_hash({context_.content, claim.in_title ? "title" : "text",
                                  std::to_string(claim.words.front().begin), name_of(claim.stance)}));
  story_.claims.push_back(std::move(coded));
}

// What the speaker says to rest on: proof before mere inquiry, and how sure it is said to be.
void SentenceCoder::read_evidence(CodedClaim& coded) const {
  Claim& claim = coded.claim;
  if (claim.stance == Stance::demands || claim.stance == Stance::threatens || claim.stance == Stance::promises) return;
  // a word of the claim's own clause, and no "no evidence", no "intelligence agency"
  // "..., and Britain said ...", "...; Britain said ...", but no remark between commas: "held evidence, he said, that"
  const auto begins_clause = [&](int word) {
    if (tree_.child(word, "nsubj") < 0) return false;
    if (tree_.has_relation(word, "conj")) return true;
    if (!tree_.has_relation(word, "parataxis")) return false;
    for (int i = tree_.head(word) + 1; i < word; ++i)
      if (tree_.token(i).form == ";" || tree_.token(i).form == ":") return true;
    return false;
  };
  int clause = coded.predicate;
  while (clause >= 0 && !begins_clause(clause) && tree_.head(clause) >= 0) clause = tree_.head(clause);
  const auto is_own = [&](int word) {
    if (tree_.has_relation(word, "compound") || tree_.has_child_lemma(word, "det", "no")) return false;
    // "the head of Indian intelligence"
    if (tree_.has_relation(word, "nmod") && tree_.head(word) >= 0 &&
        context_.world.is_agent_word(tree_.lemma(tree_.head(word))))
      return false;
    const bool told = coded.root >= 0 && (word == coded.root || tree_.dominates(coded.root, word));
    if (!told && clause >= 0 && word != clause && !tree_.dominates(clause, word)) return false;
    for (int at = word; at >= 0 && at != coded.predicate && at != clause; at = tree_.head(at))
      if (begins_clause(at) && at != coded.root) return false;
    return true;
  };
  int best = -1;
  bool is_proof = false;
  for (int i = 0; i < tree_.size(); ++i) {
    if (!is_own(i)) continue;
    const bool proof = lexicon_.in_class("proof", tree_.lemma(i)) && tree_.is_nominal(i);
    const bool inside = best >= 0 && tree_.dominates(best, i);  // "evidence, including telephone intercepts"
    if (proof && !(is_proof && inside))
      best = i, is_proof = true;
    else if (best < 0 && lexicon_.in_class("inquiry", tree_.lemma(i)))
      best = i;
  }
  if (best < 0) return;
  coded.proof = best;
  const auto words = phrase_of(tree_, best);
  claim.evidence = Evidence{tree_.lemma(best), {}, {}, text_at(context_.document, claim.in_title, tree_.span(words))};
  for (const int word : words)
    if (lexicon_.in_class("certainly", tree_.lemma(word))) claim.certainty = Certainty::certain;
}

// "condemned the decision", "a move that it described as unfriendly", "disputed the account", "welcomed it": what was
// told before, and whose it is said to be.
Deed SentenceCoder::deed_of(const Match& match) const {
  Deed deed;
  auto heads = match.recipients;
  heads.insert(heads.end(), match.bound.begin(), match.bound.end());
  if (match.entry->claim == Stance::accuses && match.embedded >= 0) heads.push_back(match.embedded);
  for (const int head : heads) {
    const auto& noun = tree_.lemma(head);
    if (is_judged_pronoun(match, head)) return {"it", {}};
    const bool account = lexicon_.in_class("accounts", noun);
    if (!account && !lexicon_.in_class("deeds", noun) && !lexicon_.in_class("agreements", noun) &&
        lexicon_.forms(FormKind::noun, noun).empty())
      continue;
    if (head == match.frame.predicate || (!account && !mentions_.mention(head).id.empty())) continue;
    const int owner = tree_.child(head, "nmod:poss");
    const int det = tree_.child(head, "det");
    const bool told = owner >= 0 || (det >= 0 && tree_.lemma(det) != "a" && tree_.lemma(det) != "any") ||
                      (head > 0 && tree_.token(head - 1).form == ",") ||
                      (det > 0 && tree_.token(det - 1).form == ",");  // ", a move that ..."
    if (!told) continue;
    deed = {noun, owner >= 0 ? mentions_.mention(owner).country : std::string()};
  }
  return deed;
}

// "condemned it", "turned it down": with such verbs the pronoun is what was done or offered, nobody ("condemned it for
// the raid").
bool SentenceCoder::is_judged_pronoun(const Match& match, int word) const {
  static constexpr std::array kPronouns = {"it", "this", "that"};
  const auto& frame = match.frame;
  return tree_.token(word).upos == Upos::pron && among(kPronouns, tree_.lemma(word)) && among(frame.objects, word) &&
         lexicon_.in_class("judging", tree_.lemma(frame.predicate)) &&
         std::none_of(frame.obliques.begin(), frame.obliques.end(),
                      [](const FrameArgument& each) { return each.preposition == "for"; });
}

// "said in a televised speech", "told a news conference".
std::string SentenceCoder::venue_of(const Match& match) const {
  static constexpr std::array kWhere = {"in", "at", "on", "during", "via"};
  const bool says = lexicon_.in_class("saying", tree_.lemma(match.frame.predicate));
  std::string venue;
  for (const int c : tree_.children(match.frame.predicate)) {
    if (!lexicon_.in_class("venues", tree_.lemma(c))) continue;
    const bool where = tree_.has_relation(c, "obl") && among(kWhere, tree_.preposition(c));
    const bool told = says && (tree_.has_relation(c, "obj") || tree_.has_relation(c, "iobj"));
    if (where || told) venue = text_at(context_.document, tree_.sentence().in_title, tree_.span(phrase_of(tree_, c)));
  }
  return venue;
}

// How sure the speaker sounds, by the words of what is said.
Certainty SentenceCoder::certainty_below(int root) const {
  if (root < 0) return Certainty::unsaid;
  for (const int word : tree_.subtree(root)) {
    const auto& lemma = tree_.lemma(word);
    if (lexicon_.in_class("sounding-doubtful", lemma)) return Certainty::doubtful;
    if (lexicon_.in_class("sounding-certain", lemma)) return Certainty::certain;
    if (lexicon_.in_class("sounding-likely", lemma)) return Certainty::likely;
    if (lexicon_.in_class("sounding-possible", lemma)) return Certainty::possible;
    if (tree_.token(word).upos == Upos::aux && (lemma == "may" || lemma == "might")) return Certainty::possible;
  }
  return Certainty::unsaid;
}

// What a claim of this sentence is about, where it is told further inside ("said there was proof that X attacked"), and
// toward whom: who is asked, or who is said to have done harm.
void SentenceCoder::complete_claims() {
  for (auto& coded : story_.claims_here()) {
    Claim& claim = coded.claim;
    const auto here = story_.events_here();
    const auto told = std::find_if(here.begin(), here.end(), [&](const CodedEvent& each) {
      return each.event.id == claim.about ||
             (claim.about.empty() && coded.root >= 0 && tree_.dominates(coded.root, each.predicate));
    });
    if (told == here.end()) {
      if (!claim.toward && coded.proof >= 0) claim.toward = shown_guilty(coded);
      continue;
    }
    const Event& event = told->event;
    claim.about = event.id;
    // who says that his own side did no such thing denies it
    if (claim.stance == Stance::asserts && event.negated && event.quad_code >= 3 &&
        country_among(event.actors, claim.on_behalf_of) && event.modality == Modality::done)
      claim.stance = Stance::denies;
    if (claim.toward) continue;
    const bool asks = claim.stance == Stance::demands || claim.stance == Stance::threatens;
    const auto& side = asks ? event.recipients : event.actors;
    if (side.empty() || side.front().id.empty() || side.front().country == claim.speaker.country) continue;
    if (asks || event.quad_code >= 3 || claim.stance == Stance::accuses) claim.toward = side.front();
  }
}

// "there is evidence that Russia supplied the weapons": toward whom it is evidence.
std::optional<Mention> SentenceCoder::shown_guilty(const CodedClaim& coded) const {
  for (const int word : tree_.subtree(coded.proof)) {
    if (!tree_.is_verbal(word) || !(tree_.has_relation(word, "acl") || tree_.has_relation(word, "ccomp"))) continue;
    const int who = tree_.child(word, "nsubj");
    if (who < 0) continue;
    auto accused = mentions_.mention(who);
    if (!accused.country.empty() && accused.country != coded.claim.speaker.country) return accused;
  }
  return {};
}

}  // namespace demarche
