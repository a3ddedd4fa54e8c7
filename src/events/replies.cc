// What the claims of a document are about and answer, across its sentences: "condemned the decision", denials, the
// account that the other side disputes; and whose word "according to" makes of what is told.
#include <algorithm>

#include "base/content_hash.h"
#include "events/document_coder.h"
#include "events/roles.h"

namespace demarche {
namespace {

bool is_doing(const Event& event) { return event.quad_code == 4; }

}  // namespace

// A sentence that stands in a quotation as a whole ("... We attacked nobody.") is the word of who was quoted last;
// `quoted_` is set where it does.
void DocumentCoder::follow_quote(const Sentence& sentence) {
  quoted_.reset();
  if (sentence.in_title || sentence.tokens.empty()) return;
  if (in_quote_ && sentence.paragraph != quote_paragraph_) in_quote_ = false;
  const bool open_before = quote_before_ = in_quote_;
  std::size_t marks = 0;
  for (const auto& token : sentence.tokens) {
    const bool opens = token.form == "“", closes = token.form == "”";
    if (!opens && !closes && token.form != "\"") continue;
    ++marks;
    in_quote_ = opens || (!closes && !in_quote_);
  }
  quote_paragraph_ = sentence.paragraph;
  const auto is_mark = [](const Token& token) { return token.form == "“" || token.form == "”" || token.form == "\""; };
  const bool begins = open_before || is_mark(sentence.tokens.front());
  const bool ends = in_quote_ || is_mark(sentence.tokens.back());
  if (begins && ends && marks <= (open_before ? 1u : 2u) && marks + (open_before ? 1u : 0u) > 0) quoted_ = last_quoted_;
}

bool DocumentCoder::is_quoted(int word) const {
  bool open = quote_before_;
  for (int i = 0; i < word; ++i) {
    const auto& form = tree_->token(i).form;
    if (form == "“" || form == "”" || form == "\"") open = form == "“" || (form == "\"" && !open);
  }
  return open;
}

// Who writes, where a word outside any quotation is the first person.
std::optional<Mention> DocumentCoder::author(int word) const {
  if (!tree_->is_first_person(word) || quoted_ || is_quoted(word)) return {};
  const auto& token = tree_->token(word);
  Mention author;
  author.text = token.form;
  author.span = Span{token.begin, token.end};
  author.in_title = tree_->sentence().in_title;
  author.score = 0.6;
  author.why = "first person outside any quotation: the author";
  return author;
}

// Whom the quotation's sentence is the word of says what it tells.
void DocumentCoder::add_quoted_claims() {
  const auto& tokens = tree_->sentence().tokens;
  const bool marks = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.form == "“" || token.form == "”" || token.form == "\"";
  });
  if (marks && !quoted_ && claims_.size() > first_claim_) last_quoted_ = claims_.back().claim.speaker;
  if (!quoted_ || quoted_->id.empty()) return;
  for (std::size_t e = first_event_; e < events_.size(); ++e) {
    const Event& event = events_[e].event;
    const bool told = std::any_of(claims_.begin() + static_cast<std::ptrdiff_t>(first_claim_), claims_.end(),
                                  [&](const CodedClaim& each) { return each.claim.about == event.id; });
    if (told || !event.claimed) continue;
    CodedClaim coded;
    coded.embeds = true;
    Claim& claim = coded.claim;
    claim.id = event.id.substr(0, 12) + "quot";
    claim.document = event.document;
    claim.sentence = event.sentence;
    claim.speaker = *quoted_;
    claim.speaker.span.reset();
    claim.speaker.score *= 0.8;
    claim.speaker.why += ", who is quoted";
    claim.on_behalf_of = !quoted_->country.empty() ? quoted_->country : quoted_->id;
    claim.about = event.id;
    if (event.quad_code >= 3 && !event.actors.empty() && !event.actors.front().id.empty() &&
        !country_among(event.actors, claim.on_behalf_of))
      claim.toward = event.actors.front();
    claim.text = claim.quote = event.text;
    claim.words = event.words;
    claim.in_title = event.in_title;
    if (document_.date) claim.said = Period::of_day(*document_.date);
    claim.score = 0.7 * claim.speaker.score;
    claims_.push_back(std::move(coded));
  }
}

// "according to X": what the clause tells is X's word; "in my view": the author's.
void DocumentCoder::add_according_to(const Tree& tree) {
  for (int i = 0; i < tree.size(); ++i) {
    if (!tree.is_nominal(i)) continue;
    const std::string marker = tree.preposition(i);
    const int whose = tree.child(i, "nmod:poss");
    const auto author = whose >= 0 && lexicon_.in_class("views", tree.lemma(i)) ? this->author(whose) : std::nullopt;
    if (!author && !marker.starts_with("accord") && !tree.subordinator(i).starts_with("accord")) continue;
    const int head = tree.head(i);
    Mention speaker = author ? *author : mentions_.mention(i);
    // "according to a United Nations report", "to a statement by the ministry": whose it is
    for (const int c : tree.children(i)) {
      const bool owns = tree.has_relation(c, "compound") || tree.has_relation(c, "amod") ||
                        tree.token(c).deprel == "nmod:poss" ||
                        (tree.has_relation(c, "nmod") &&
                         (tree.preposition(c) == "by" || tree.preposition(c) == "of" || tree.preposition(c) == "from"));
      if (author || !speaker.id.empty() || !owns) continue;
      speaker = mentions_.mention(c);
      people_to_state(speaker);
    }
    for (std::size_t e = first_event_; e < events_.size(); ++e) {
      Event& event = events_[e].event;
      if (head < 0 || !tree.dominates(head, events_[e].predicate) || tree.dominates(i, events_[e].predicate)) continue;
      if (!speaker.country.empty() && country_among(event.actors, speaker.country)) continue;
      event.claimed = true;
      if (!author && speaker.id.empty()) continue;
      CodedClaim coded;
      coded.embeds = true;
      Claim& claim = coded.claim;
      claim.author_is_speaker = author.has_value();
      claim.id = event.id.substr(0, 12) + "acco";
      claim.document = event.document;
      claim.sentence = event.sentence;
      claim.speaker = speaker;
      claim.on_behalf_of = !speaker.country.empty() ? speaker.country : speaker.id;
      claim.about = event.id;
      if (event.quad_code >= 3 && !event.actors.empty() && !event.actors.front().id.empty())
        claim.toward = event.actors.front();
      claim.text = event.text;
      claim.words = {Span{tree.token(i).begin, tree.token(i).end}};
      claim.in_title = event.in_title;
      if (document_.date) claim.said = Period::of_day(*document_.date);
      claim.score = 0.8 * speaker.score;
      claims_.push_back(std::move(coded));
    }
  }
}

// Whether an event is what a noun calls it: of "the expulsion" some expulsion, of "the decision" any deed.
bool DocumentCoder::is_called(const Event& event, const std::string& noun) const {
  if (lexicon_.in_class("deeds", noun))
    return event.move || event.quad_code == 4 || event.quad_code == 2 || event.type == "AGREE";
  const auto forms = lexicon_.forms(FormKind::noun, noun);
  return std::any_of(forms.begin(), forms.end(), [&](const Form* form) {
    const auto& code = lexicon_.entries()[form->entry].code;
    return code && code->type == event.type && (code->mode.empty() || event.mode.empty() || code->mode == event.mode);
  });
}

// "condemned the decision", "called the step groundless": what was told before of another actor; rather what was done
// to the speaker's side, else the latest.
void DocumentCoder::settle_deeds() {
  for (auto& coded : claims_) {
    Claim& claim = coded.claim;
    if (coded.deed.empty() || lexicon_.in_class("accounts", coded.deed) ||
        (!claim.about.empty() && claim.about != coded.made))
      continue;
    const std::string side = claim.on_behalf_of;
    const CodedEvent* deed = nullptr;
    bool suffered = false;
    const bool own = !coded.deed_of.empty() && coded.deed_of == side;  // "defended his decision"
    for (const auto& each : events_) {
      const Event& event = each.event;
      const bool before =
          event.in_title != claim.in_title
              ? event.in_title
              : event.sentence < claim.sentence || (event.sentence == claim.sentence && !event.words.empty() &&
                                                    !claim.words.empty() && event.words.front() < claim.words.front());
      const bool fits = event.id != coded.made && !event.negated && event.modality != Modality::hypothetical &&
                        !event.actors.empty() && country_among(event.actors, side) == own &&
                        is_called(event, coded.deed);
      if (!fits || event.background || (!before && deed)) continue;
      if (!coded.deed_of.empty() && !country_among(event.actors, coded.deed_of)) continue;
      const bool on_speaker = country_among(event.recipients, side);
      const bool weaker = deed && event.claimed && !deed->event.claimed;
      if (before ? (suffered && !on_speaker) || weaker : !on_speaker)
        continue;  // what is told only later must be done to it
      suffered = on_speaker;
      deed = &each;
    }
    if (!deed) continue;
    claim.about = deed->event.id;
    if (!claim.toward || claim.toward->id.empty()) claim.toward = deed->event.actors.front();
    for (auto& each : events_)
      if (each.event.id == coded.made && each.event.recipients.empty() && !deed->event.actors.front().id.empty()) {
        auto toward = deed->event.actors.front();
        toward.span.reset();
        toward.score *= 0.7;
        toward.why += ", who did what is spoken of";
        each.event.recipients.push_back(std::move(toward));
        explain(each.steps, [&] { return "'the " + coded.deed + "' is " + deed->event.rule + " told before"; });
      }
  }
}

// What a claim says may be what another claim said or did: "dismissed the charge", "condemned the threat". It answers
// that one.
void DocumentCoder::answer_claims() {
  for (auto& coded : claims_)
    for (const auto& other : claims_)
      if (coded.claim.answers.empty() && !other.made.empty() && coded.claim.about == other.made &&
          coded.claim.stance != Stance::asserts && coded.made != other.made &&
          coded.claim.on_behalf_of != other.claim.on_behalf_of)
        coded.claim.answers = other.claim.id;
}

// A denial disputes the event it names, the charges made against the speaker's side, or the account that another gave
// of what was between the two; it answers who made them. What is disputed is only said.
void DocumentCoder::dispute() {
  const auto event_of = [&](const std::string& id) -> CodedEvent* {
    const auto found =
        std::find_if(events_.begin(), events_.end(), [&](const CodedEvent& each) { return each.event.id == id; });
    return id.empty() || found == events_.end() ? nullptr : &*found;
  };
  for (auto& coded : claims_) {
    Claim& denial = coded.claim;
    if (denial.stance != Stance::denies) continue;
    const std::string side = denial.on_behalf_of;
    const auto dispute_it = [&](CodedEvent& each) {
      each.event.disputed = true;
      each.event.claimed = true;
      explain(each.steps, [&] { return "disputed: " + denial.speaker.text + " denies it"; });
    };
    // what it names itself; the denial as an event of its own is not what is denied
    const CodedEvent* named = coded.embeds ? event_of(denial.about) : nullptr;
    if (named && named->event.type == "REJECT") named = nullptr;
    const std::string type = named ? named->event.type : std::string();
    const auto is_charge = [&](const Event& event) {
      return std::any_of(claims_.begin(), claims_.end(), [&](const CodedClaim& each) {
        return each.claim.stance == Stance::accuses && each.claim.about == event.id;
      });
    };
    std::string target;
    for (auto& each : events_) {
      Event& event = each.event;
      const bool charged = country_among(event.actors, side) && event.type != "REJECT" &&
                           ((event.claimed && (is_doing(event) || is_charge(event))) || &each == named);
      if (!charged || (!type.empty() && is_doing(event) && event.type != type)) continue;
      dispute_it(each);
      if (target.empty() || (event.date && !event.recipients.empty())) target = event.id;
    }
    // "India disputed the account"
    if (target.empty() && lexicon_.in_class("accounts", coded.deed))
      for (auto other = claims_.rbegin(); other != claims_.rend(); ++other) {
        const Claim& account = other->claim;
        if (account.sentence >= denial.sentence || account.in_title != denial.in_title) continue;
        if (denial.sentence - account.sentence > 2) break;
        auto* told = account.on_behalf_of == side ? nullptr : event_of(account.about);
        if (!told || !country_among(told->event.recipients, side) || !is_doing(told->event)) continue;
        dispute_it(*told);
        denial.answers = account.id;
        target = told->event.id;
        break;
      }
    if (!target.empty()) denial.about = target;
    for (const auto& other : claims_) {
      const Claim& charge = other.claim;
      if (charge.id == denial.id || charge.stance != Stance::accuses) continue;
      const bool against = (charge.toward && (charge.toward->country == side || charge.toward->id == side)) ||
                           (!charge.about.empty() && charge.about == target);
      if (against && charge.on_behalf_of != side) denial.answers = charge.id;
    }
  }
}

}  // namespace demarche
