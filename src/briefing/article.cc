// The briefing on one article by itself, in the order of its text: what it tells as done, as history, as to come, on
// whose word, and what it leaves open.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "briefing/briefing.h"
#include "briefing/phrases.h"

namespace demarche {
namespace {

std::string who(const Mention& mention, const World& world) {
  if (!mention.name.empty() && mention.country.empty()) return mention.name;
  if (!mention.country.empty()) return named(mention.country, world);
  return mention.text.empty() ? "somebody" : "\"" + mention.text + "\"";
}

std::string all_of(const std::vector<Mention>& mentions, const World& world) {
  std::vector<std::string> names;
  for (const auto& each : mentions)
    if (auto name = who(each, world); std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  return listed(names);
}

std::string_view of_the_standing(const Event& event) {
  if (event.negated) return "is said not to have happened";
  switch (event.modality) {
    case Modality::attempted:
      return "was attempted";
    case Modality::planned:
      return "is planned";
    case Modality::threatened:
      return "is threatened";
    case Modality::demanded:
      return "is demanded";
    case Modality::hypothetical:
      return "is spoken of as possible";
    default:
      return "is told of";
  }
}

std::string_view verb_of(Stance stance) {
  switch (stance) {
    case Stance::denies:
      return "denies";
    case Stance::accuses:
      return "accuses";
    case Stance::admits:
      return "admits";
    case Stance::claims_responsibility:
      return "claims responsibility for";
    case Stance::declines:
      return "declines to comment on";
    case Stance::retracts:
      return "takes back";
    case Stance::interprets:
      return "interprets";
    case Stance::supports:
      return "supports";
    case Stance::condemns:
      return "condemns";
    case Stance::demands:
      return "demands";
    case Stance::threatens:
      return "threatens";
    case Stance::promises:
      return "promises";
    default:
      return "says";
  }
}

class ArticleBriefing {
 public:
  ArticleBriefing(const Document& document, const Coding& coding, const World& world)
      : document_(document), coding_(coding), world_(world), acts_(acts_of(coding.events)) {
    // in the order of the text
    std::stable_sort(acts_.begin(), acts_.end(), [&](const Act& a, const Act& b) { return place(a) < place(b); });
  }

  Briefing write() {
    briefing_.title = title();
    Section news{"What it tells", {}}, claimed{"What it tells on somebody's word", {}},
        history{"What it tells as history", {}}, to_come{"What is to come, tried or only spoken of", {}},
        said{"Who says so, and who denies", {}}, open{"What it leaves open", {}};
    for (const auto& act : acts_)
      if (!act.actors.empty() || !act.recipients.empty())
        (act.claimed ? claimed : act.first().background ? history : news).statements.push_back(told_with_detail(act));
    for (const auto& event : coding_.events)
      if (!told_as_done(event)) to_come.statements.push_back(not_done(event));
    for (const auto& claim : coding_.claims)
      if (auto statement = said_by(claim)) said.statements.push_back(std::move(*statement));
    leave_open(open);
    for (auto* section : {&news, &claimed, &said, &to_come, &history, &open})
      if (!section->statements.empty()) briefing_.sections.push_back(std::move(*section));
    if (briefing_.sections.empty())
      briefing_.sections.push_back(
          {"What it tells", {{"No event between actors that the program knows was found.", Basis::unknown, {}}}});
    return std::move(briefing_);
  }

 private:
  static std::pair<std::size_t, std::uint32_t> place(const Act& act) {
    std::pair<std::size_t, std::uint32_t> first{~std::size_t{0}, 0};
    for (const auto* report : act.reports)
      first = std::min(first, {report->sentence, report->words.empty() ? 0 : report->words.front().begin});
    return first;
  }

  std::string title() const {
    if (!document_.title.empty()) return document_.title;
    for (const auto& paragraph : document_.paragraphs)
      if (paragraph.heading) return document_.text.substr(paragraph.begin, paragraph.end - paragraph.begin);
    return document_.id;
  }

  // Sentences are cited once each, in the order of citing.
  std::size_t source(std::size_t sentence, const std::string& text, const std::string& record) {
    const auto key = std::pair(sentence, text);
    if (const auto cited = cited_.find(key); cited != cited_.end()) return cited->second;
    briefing_.sources.push_back({document_.id, sentence, text, record, {}});
    return cited_[key] = briefing_.sources.size() - 1;
  }

  // On what, where that is nobody who counts for a side: "France rejected "the demand"".
  std::string told_of(const Act& act) const {
    std::string text = told(act, world_);
    const auto& on = act.first().recipients;
    if (!act.recipients.empty() || act.move || on.empty() || on.front().text.empty()) return text;
    for (const std::string_view nobody : {"what somebody said or asked", "somebody"})
      if (const auto at = text.rfind(nobody); at != std::string::npos)
        return text.replace(at, nobody.size(), "\"" + on.front().text + "\"");
    return text;
  }

  Statement told_with_detail(const Act& act) {
    const Event& event = act.first();
    std::string text = capitalised(told_of(act)) + (act.date ? " " + when(*act.date) : "");
    if (act.move && act.move->notice_hours) text += fmt::format("; notice: {} hours", *act.move->notice_hours);
    if (!event.reasons.empty()) text += fmt::format("; reason given: \"{}\"", event.reasons.front().text);
    Statement statement{text + ".", act.disputed ? Basis::disputed : act.claimed ? Basis::claimed : Basis::known, {}};
    for (const auto* report : act.reports)
      if (const auto cited = source(report->sentence, report->text, report->id);
          std::find(statement.sources.begin(), statement.sources.end(), cited) == statement.sources.end())
        statement.sources.push_back(cited);
    return statement;
  }

  Statement not_done(const Event& event) {
    Act act = act_alone(event);
    act.actors.clear();
    std::string text = capitalised(as_noun(act, world_));
    if (!event.actors.empty()) text += " by " + all_of(event.actors, world_);
    text += fmt::format(" {}", of_the_standing(event));
    if (event.date) text += fmt::format(", for {}", in_words(*event.date));
    return {text + ".", Basis::known, {source(event.sentence, event.text, event.id)}};
  }

  // The day of a plan: "Monday" reckoned from the article's day may stand behind it.
  static std::string in_words(const Period& period) {
    std::string text = when(period);
    if (const auto space = text.find(' ');
        space != std::string::npos && (text.starts_with("on ") || text.starts_with("in ")))
      text.erase(0, space + 1);
    return text;
  }

  const Act* act_of(const std::string& event) const {
    for (const auto& act : acts_)
      for (const auto* report : act.reports)
        if (report->id == event) return &act;
    return nullptr;
  }

  // "Algeria said it opposed the use of force": the act is the saying itself.
  static bool is_the_act(const Claim& claim, const Act& act) {
    return std::any_of(act.reports.begin(), act.reports.end(), [&](const Event* report) {
      return report->id == claim.about && report->sentence == claim.sentence && !report->claimed &&
             std::any_of(report->actors.begin(), report->actors.end(),
                         [&](const Mention& each) { return side_of(each) == side_of(claim.speaker); });
    });
  }

  // What a claim is about, as a noun; empty: nothing that the article tells.
  std::string about(const Claim& claim) const {
    const auto* act = act_of(claim.about);
    if (!act || is_the_act(claim, *act)) return {};
    std::string text = as_noun(*act, world_);
    if (const auto speaker = side_of(claim.speaker); !act->actors.empty() && act->actors.front() != speaker)
      text += " by " + named(act->actors, world_);
    return text;
  }

  std::optional<Statement> said_by(const Claim& claim) {
    const auto thing = about(claim);
    // what stands among what is told already, and nothing more is said of: "the ministry said", "Russia called for"
    const bool more = claim.evidence || claim.quote.find(' ') != std::string::npos;
    if (thing.empty() && !more && (claim.stance == Stance::asserts || act_of(claim.about))) return {};
    std::string text = capitalised(who(claim.speaker, world_)) + " " + std::string(verb_of(claim.stance));
    const std::string toward = claim.toward ? who(*claim.toward, world_) : std::string();
    if (claim.stance == Stance::accuses)
      text += (toward.empty() ? " somebody" : " " + toward) + (thing.empty() ? "" : " of " + thing);
    else if (claim.stance == Stance::demands)
      text += (thing.empty() ? " something" : " " + thing) + (toward.empty() ? "" : " of " + toward);
    else if (claim.stance == Stance::asserts)
      text = thing.empty() ? "Said by " + who(claim.speaker, world_)
                           : "Said by " + who(claim.speaker, world_) + ": " + told_of(*act_of(claim.about));
    else
      text += !thing.empty() ? " " + thing : !toward.empty() ? " " + toward : "";
    if (claim.evidence) text += ", claiming \"" + claim.evidence->text + "\" as evidence";
    if (claim.quote.find(' ') != std::string::npos) text += ": \"" + claim.quote + "\"";
    return Statement{
        text + (text.ends_with('"') ? "" : "."), Basis::claimed, {source(claim.sentence, claim.text, claim.id)}};
  }

  void leave_open(Section& open) const {
    if (!document_.date)
      open.statements.push_back(
          {"The article carries no date of its own, so that \"on Friday\" or \"last month\" cannot be "
           "reckoned; --date gives it one.",
           Basis::unknown,
           {}});
    std::vector<std::string> undated;
    for (const auto& act : acts_)
      if (!act.date && (!act.actors.empty() || !act.recipients.empty())) undated.push_back(told_of(act));
    if (document_.date && !undated.empty())
      open.statements.push_back({fmt::format("It does not say when {}.", listed(undated)), Basis::unknown, {}});
    std::vector<std::string> nobodys;
    for (const auto& act : acts_)
      if (act.actors.empty() && !act.recipients.empty()) nobodys.push_back(as_noun(act, world_));
    if (!nobodys.empty())
      open.statements.push_back(
          {fmt::format("It does not say who was behind {}.", listed(nobodys)), Basis::unknown, {}});
  }

  const Document& document_;
  const Coding& coding_;
  const World& world_;
  std::vector<Act> acts_;
  std::map<std::pair<std::size_t, std::string>, std::size_t> cited_;  // sentences with their numbers
  Briefing briefing_;
};

}  // namespace

Briefing brief_article(const Document& document, const Coding& coding, const World& world) {
  return ArticleBriefing(document, coding, world).write();
}

}  // namespace demarche
