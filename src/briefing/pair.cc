// The briefing on a pair: the analyst's questions in their order, each answered from the record or said to be open.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "briefing/briefing.h"
#include "briefing/phrases.h"

namespace demarche {
namespace {

constexpr int kNewsDays = 45;    // the act that a briefing is about lies at most so far back
constexpr int kStanceDays = 60;  // and positions taken on it within so long before and after
constexpr std::size_t kMostInHistory = 24;

bool holds(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

std::string hours(int count) {
  if (count % 24 == 0 && count > 48) return fmt::format("{} days", count / 24);
  return fmt::format("{} hours", count);
}

class PairBriefing {
 public:
  PairBriefing(const std::string& a, const std::string& b, Date day, const Record& record, const World& world)
      : a_(a), b_(b), day_(day), record_(record), world_(world), state_(pair_state(a, b, day, record.acts, world)) {
    briefing_.title = fmt::format("{} and {}, as of {}", capitalised(named(a, world)), named(b, world), day_of(day));
    for (const auto& act : record.acts) {
      if (act.date && act.date->begin > day) continue;
      const bool between = (holds(act.actors, a) && (holds(act.recipients, b) || holds(act.actors, b))) ||
                           (holds(act.actors, b) && holds(act.recipients, a));
      if (between) between_.push_back(&act);
    }
    // what the briefing is about: the harshest move of late, else the latest move, else the latest act
    for (const auto* act : between_) {
      if (!act->date || act->claimed || !act->move) continue;
      const bool late = act->date->begin >= day.plus_days(-kNewsDays);
      const auto weight = [&](const Act* each) {
        const bool fresh = each->date->begin >= day.plus_days(-kNewsDays);
        return std::pair(fresh ? band_of(each->move->kind) + 1 : 0, each->date->begin);
      };
      if (!main_ || weight(act) > weight(main_) || (late && weight(act) == weight(main_))) main_ = act;
    }
  }

  Briefing make() {
    section("What happened", [&] { what_happened(); });
    section("Where they stand", [&] { standing(); });
    section("How harsh the step is", [&] { harshness(); });
    section("The reason given, and the evidence", [&] { reasons(); });
    section("What is alleged", [&] { allegations(); });
    section("What the accused says", [&] { denials(); });
    section("Who stands with whom", [&] { positions(); });
    section("What lies behind", [&] { background(); });
    section("How they came here", [&] { history(); });
    section("Whether it has happened before", [&] { precedents(); });
    section("What is not known", [&] { gaps(); });
    return std::move(briefing_);
  }

 private:
  void section(const char* title, const std::function<void()>& fill) {
    briefing_.sections.push_back({title, {}});
    fill();
    if (briefing_.sections.back().statements.empty()) briefing_.sections.pop_back();
  }

  std::size_t source(Source source) {
    const auto found = std::find(briefing_.sources.begin(), briefing_.sources.end(), source);
    if (found != briefing_.sources.end()) return static_cast<std::size_t>(found - briefing_.sources.begin());
    briefing_.sources.push_back(std::move(source));
    return briefing_.sources.size() - 1;
  }
  std::vector<std::size_t> sources_of(const Act& act, std::size_t most = 3) {
    std::vector<std::size_t> list;
    for (const auto* report : act.reports) {
      if (list.size() == most) break;
      const std::size_t one = source({report->document, report->sentence, report->text, report->id});
      if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
    }
    return list;
  }
  std::vector<std::size_t> source_of(const Claim& claim) {
    return {source({claim.document, claim.sentence, claim.text, claim.id})};
  }

  void say(std::string text, Basis basis, std::vector<std::size_t> sources) {
    briefing_.sections.back().statements.push_back({capitalised(std::move(text)), basis, std::move(sources)});
  }

  static Basis basis_of(const Act& act) {
    return act.disputed ? Basis::disputed : act.claimed ? Basis::claimed : Basis::known;
  }

  const Act* act_of(const std::string& event) const {
    for (const auto& act : record_.acts)
      for (const auto* report : act.reports)
        if (report->id == event) return &act;
    return nullptr;
  }

  void what_happened() {
    if (!main_) {
      say(fmt::format("The record tells of no diplomatic move between {} and {} up to {}.", named(a_, world_),
                      named(b_, world_), day_of(day_)),
          Basis::unknown, {});
      return;
    }
    std::string text = told(*main_, world_) + " " + when(*main_->date);
    if (main_->move->immediate) text += ", with immediate effect";
    if (main_->move->notice_hours)
      text += fmt::format("; diplomats were given {} to leave", hours(*main_->move->notice_hours));
    say(text + ".", basis_of(*main_), sources_of(*main_));
  }

  void part(const Part& part, const std::string& what) {
    if (part.how == Knowledge::unknown) return;
    std::string text = what;
    if (part.since) text += " since " + day_of(*part.since);
    std::vector<std::size_t> sources;
    if (part.act)
      sources = sources_of(*part.act, 2);
    else if (!part.tie.empty())
      sources = {source({part.tie, 0, "recorded in the files of the world", {}})};
    if (part.how == Knowledge::inferred) text += " (inferred: " + part.why + ")";
    say(text + ".", part.how == Knowledge::inferred ? Basis::inferred : Basis::known, std::move(sources));
  }

  void standing() {
    const std::string a = named(a_, world_), b = named(b_, world_);
    const auto& relations = state_.relations;
    if (relations.how == Knowledge::unknown) {
      say(fmt::format("The record does not say whether {} and {} have diplomatic relations.", a, b), Basis::unknown,
          {});
    } else {
      std::string text =
          fmt::format("diplomatic relations are {}", relations.value == "established" ? "in being" : relations.value);
      if (relations.value == "never") text = "there have been no diplomatic relations";
      if ((relations.value == "severed" || relations.value == "suspended") && !state_.ended_by.empty())
        text += " by " + named(state_.ended_by, world_);
      part(relations, text);
    }
    say("On the ladder: " + state_.rung + ".",
        relations.how == Knowledge::known      ? Basis::known
        : relations.how == Knowledge::inferred ? Basis::inferred
                                               : Basis::unknown,
        {});
    if (relations.value != "severed") {
      part(state_.level, "the agreed level of missions is " + state_.level.value);
      part(state_.head_of_a, fmt::format("the head of {}'s mission in {} is {}", a, b, state_.head_of_a.value));
      part(state_.head_of_b, fmt::format("the head of {}'s mission in {} is {}", b, a, state_.head_of_b.value));
      part(state_.mission_of_a, fmt::format("{}'s mission in {} is {}", a, b, state_.mission_of_a.value));
      part(state_.mission_of_b, fmt::format("{}'s mission in {} is {}", b, a, state_.mission_of_b.value));
    } else {
      part(state_.mission_of_a, "the missions are closed");
    }
    for (const auto& contradiction : state_.contradictions)
      say("The record contradicts itself: " + contradiction + ".", Basis::known, {});
  }

  void harshness() {
    if (!main_ || main_->claimed) return;
    const auto severity = severity_of(*main_, record_.acts);
    if (severity.band == 0) return;
    std::string text = fmt::format("it is a step of band {} of 8", severity.band);
    static constexpr std::array<std::string_view, 9> kBands = {"",
                                                               "protest or summons",
                                                               "recall or refusal",
                                                               "expulsion of diplomats",
                                                               "expulsion of the ambassador or closing of a consulate",
                                                               "downgrading",
                                                               "closing of an embassy",
                                                               "suspension",
                                                               "severance"};
    std::vector<std::string> skipped;
    for (const int band : severity.skipped) skipped.emplace_back(kBands[static_cast<std::size_t>(band)]);
    if (!skipped.empty())
      text += fmt::format("; of the lesser steps the record of the year before shows none of these: {}",
                          fmt::join(skipped, ", "));
    say(text + ".", Basis::inferred, sources_of(*main_, 1));
    if (main_->move->notice_hours && severity.notices > 1)
      say(fmt::format("A notice of {} is shorter than {} of the {} notices that the record knows.",
                      hours(*main_->move->notice_hours), severity.longer, severity.notices),
          Basis::inferred, {});
  }

  void reasons() {
    if (!main_) return;
    std::vector<std::string> texts;
    for (const auto* report : main_->reports)
      for (const auto& reason : report->reasons) {
        if (report->background || std::find(texts.begin(), texts.end(), reason.text) != texts.end() ||
            texts.size() == 3)
          continue;
        texts.push_back(reason.text);
        const auto* act = reason.event.empty() ? nullptr : act_of(reason.event);
        std::string text =
            fmt::format("{} gives as its reason: \"{}\"",
                        reason.given_by.empty() ? "the report" : named(reason.given_by, world_), reason.text);
        if (act) text += fmt::format(", that is, {}{}", as_noun(*act, world_), act->date ? " " + when(*act->date) : "");
        say(text + ".", act ? basis_of(*act) : Basis::claimed,
            {source({report->document, report->sentence, report->text, report->id})});
      }
    std::vector<std::string> seen;
    for (const auto& claim : record_.claims) {
      if (!claim.evidence || claim.evidence->text.empty() || !near(claim)) continue;
      const std::string side = speaker_side(claim);
      if ((side != a_ && side != b_) || holds(seen, claim.evidence->text)) continue;
      seen.push_back(claim.evidence->text);
      if (seen.size() > 3) break;
      const bool shown = claim.evidence->disclosed.value_or(false);
      say(fmt::format("{} says that it has {}{}{}.", named(side, world_), claim.evidence->text,
                      claim.certainty == Certainty::certain ? ", and speaks of it as certain" : "",
                      shown ? "" : "; the record does not show it disclosed"),
          Basis::claimed, source_of(claim));
    }
  }

  std::string speaker_side(const Claim& claim) const {
    return !claim.on_behalf_of.empty() ? claim.on_behalf_of : side_of(claim.speaker);
  }

  bool near(const Claim& claim) const {
    if (!claim.said) return false;
    const Date about = main_ ? main_->date->begin : day_;
    return claim.said->begin >= about.plus_days(-kStanceDays) && claim.said->begin <= day_;
  }

  // The hostile acts between the two of late that are only alleged, or are the reason of the main act.
  std::vector<const Act*> alleged() const {
    std::vector<const Act*> found;
    const Date about = main_ ? main_->date->begin : day_;
    for (const auto* act : between_) {
      if (act->move || act == main_ || act->reports.front()->quad_code != 4) continue;
      if (act->date && act->date->end < about.plus_days(-2 * kStanceDays)) continue;
      if (act->claimed || act->disputed) found.push_back(act);
    }
    // one dated telling stands for the undated ones of the same act
    std::vector<const Act*> kept;
    for (const auto* act : found) {
      const bool told_dated = !act->date && std::any_of(found.begin(), found.end(), [&](const Act* other) {
        return other->date && other->type == act->type && other->mode == act->mode && other->actors == act->actors;
      });
      if (!told_dated) kept.push_back(act);
    }
    return kept;
  }

  void allegations() {
    for (const auto* act : alleged()) {
      std::vector<std::string> accusers;
      for (const auto& claim : record_.claims) {
        const bool says =
            claim.stance == Stance::accuses || claim.stance == Stance::asserts || claim.stance == Stance::condemns;
        const bool toward = claim.toward && holds(act->actors, side_of(*claim.toward));
        const bool about = std::any_of(act->reports.begin(), act->reports.end(),
                                       [&](const Event* each) { return each->id == claim.about; });
        const std::string side = speaker_side(claim);
        if (says && (about || (toward && claim.stance == Stance::accuses)) && near(claim) && !side.empty() &&
            !holds(act->actors, side) && !holds(accusers, side))
          accusers.push_back(side);
      }
      std::string text =
          fmt::format("{} to have carried out {}{}", capitalised(named(act->actors, world_)) + " is said",
                      as_noun(*act, world_), act->date ? " " + when(*act->date) : "");
      text += accusers.empty() ? ", by speakers whom the record does not name" : ", by " + named(accusers, world_);
      if (act->disputed) text += "; " + named(act->actors, world_) + " denies it";
      say(text + ".", basis_of(*act), sources_of(*act));
    }
  }

  void denials() {
    std::vector<std::string> seen;
    const auto all = alleged();
    for (const auto& claim : record_.claims) {
      const std::string side = speaker_side(claim);
      if (side != a_ && side != b_) continue;
      if (!near(claim)) continue;
      const bool accused =
          std::any_of(all.begin(), all.end(), [&](const Act* act) { return holds(act->actors, side); }) ||
          (main_ && holds(main_->recipients, side));
      if (!accused ||
          (claim.stance != Stance::denies && claim.stance != Stance::accuses && claim.stance != Stance::condemns))
        continue;
      if (claim.stance != Stance::denies && (!claim.toward || side_of(*claim.toward) == side)) continue;
      const std::string toward =
          claim.toward ? named(side_of(*claim.toward).empty() ? claim.toward->text : side_of(*claim.toward), world_)
                       : std::string();
      const std::string text = claim.stance == Stance::denies
                                   ? fmt::format("{} denies what it is accused of", named(side, world_))
                                   : fmt::format("{} {} {}", named(side, world_),
                                                 claim.stance == Stance::accuses ? "accuses" : "condemns", toward);
      if (holds(seen, text)) continue;
      seen.push_back(text);
      const bool telling = claim.quote.find(' ') != std::string::npos &&
                           text.find(claim.quote) == std::string::npos;  // a quoted word tells little
      const std::string quote = telling ? fmt::format(" (\"{}\")", claim.quote) : "";
      say(text + quote + ".", Basis::claimed, source_of(claim));
    }
  }

  void positions() {
    const Date about = main_ ? main_->date->begin : day_;
    struct Position {
      std::string side, with, kind;
      std::vector<std::size_t> sources;
    };
    std::vector<Position> found;
    const auto add = [&](const std::string& side, const std::string& target, const std::string& kind,
                         std::vector<std::size_t> sources) {
      if (side.empty() || side == a_ || side == b_ || (target != a_ && target != b_)) return;
      for (auto& position : found)
        if (position.side == side && position.with == target && position.kind == kind) return;
      found.push_back({side, target, kind, std::move(sources)});
    };
    for (const auto& act : record_.acts) {
      if (!act.date || act.date->begin < about.plus_days(-kStanceDays) || act.date->begin > day_) continue;
      if (act.reports.front()->background) continue;
      for (const auto& side : act.actors)
        for (const auto& target : act.recipients) {
          if (act.type == "SUPPORT" || act.type == "AID")
            add(side, target, "stands with", sources_of(act, 2));
          else if (act.type == "ACCUSE" && act.mode == "disapprove")
            add(side, target, "condemns", sources_of(act, 2));
          else if (act.type == "ACCUSE")
            add(side, target, "accuses", sources_of(act, 2));
          else if (act.type == "COERCE" && act.mode == "restrict")
            add(side, target, "has imposed sanctions on", sources_of(act, 2));
        }
    }
    for (const auto& claim : record_.claims) {
      if (!near(claim)) continue;
      const std::string side = speaker_side(claim);
      std::string target = claim.toward ? side_of(*claim.toward) : std::string();
      if (claim.stance == Stance::supports) add(side, target, "stands with", source_of(claim));
      if (claim.stance == Stance::condemns && !target.empty()) add(side, target, "condemns", source_of(claim));
      if (claim.stance == Stance::condemns && target.empty()) {
        // condemns an act: stands against who is said to have done it
        if (const auto* act = act_of(claim.about); act && (holds(act->recipients, a_) || holds(act->recipients, b_)))
          for (const auto& doer : act->actors) add(side, doer, "condemns", source_of(claim));
      }
    }
    std::stable_sort(found.begin(), found.end(), [](const Position& x, const Position& y) { return x.kind > y.kind; });
    for (auto& position : found)
      say(fmt::format("{} {} {}.", named(position.side, world_), position.kind, named(position.with, world_)),
          Basis::known, std::move(position.sources));
  }

  void background() {
    const auto tie_statement = [&](const Tie& tie, const std::string& text) {
      std::string span;
      if (tie.when.from) span = " since " + since(*tie.when.from);
      if (tie.when.to) span += (tie.when.from ? ", until " : " until ") + day_of(*tie.when.to);
      say(text + span + ".", Basis::known,
          {source({tie.file, 0, tie.source.empty() ? "recorded in the files of the world" : tie.source, {}})});
    };
    for (const auto& [one, other] : {std::pair(a_, b_), std::pair(b_, a_)}) {
      for (const auto& tie : world_.ties_of(one, day_)) {
        if (tie.kind == "host" && tie.to != one) {
          // a group that one side shelters and that is against the other
          for (const auto& against : world_.ties_of(tie.to, day_)) {
            const bool hostile = against.kind == "opposes" && against.to == other;
            if (hostile)
              tie_statement(tie, fmt::format("{} shelters {}, which opposes {}", named(tie.from, world_),
                                             world_.name_of(tie.to), named(other, world_)));
          }
        } else if ((tie.from == one && tie.to == other) && tie.kind != "relations-severed" &&
                   tie.kind != "relations-none") {
          tie_statement(tie, fmt::format("{} and {}: {}", named(one, world_), named(other, world_), tie.kind));
        } else if (tie.kind == "member" && tie.from == one && is_alliance(tie.to)) {
          tie_statement(tie, fmt::format("{} is a member of {}", named(one, world_), named(tie.to, world_)));
        }
      }
    }
  }

  // Memberships worth telling in a briefing: those that bind in defence.
  static bool is_alliance(const std::string& id) {
    return id == "ORG.NATO" || id == "ORG.CSTO" || id == "ORG.WARSAWPACT" || id == "ORG.SCO";
  }

  void history() {
    std::size_t told_so_far = 0;
    for (const auto* act : between_) {
      if (act == main_ || !act->date || act->claimed) continue;
      const bool late = main_ && act->date->begin >= main_->date->begin.plus_days(-kStanceDays);
      const bool important = act->move || act->reports.front()->quad_code == 4 ||
                             act->reports.front()->quad_code == 2 || act->type == "AGREE" || act->type == "SUPPORT";
      if ((late && !act->move) || !important) continue;
      if (++told_so_far > kMostInHistory) break;
      say(told(*act, world_) + " " + when(*act->date) + ".", basis_of(*act), sources_of(*act, 2));
    }
  }

  void precedents() {
    if (!main_) return;
    std::vector<const Act*> same;
    for (const auto& act : record_.acts)
      if (act.move && act.move->kind == main_->move->kind && &act != main_ && act.date && !act.claimed &&
          act.date->begin < main_->date->begin)
        same.push_back(&act);
    for (std::size_t i = 0; i < same.size() && i < 5; ++i) {
      std::string text = told(*same[i], world_) + " " + when(*same[i]->date);
      if (same[i]->move->notice_hours) text += fmt::format(", with {} to leave", hours(*same[i]->move->notice_hours));
      say(text + ".", Basis::known, sources_of(*same[i], 1));
    }
    const auto& events = record_.events;
    const auto first =
        std::find_if(events.begin(), events.end(), [](const Event& event) { return event.date.has_value(); });
    if (first != events.end())
      say(fmt::format("The record holds {} events told of these two countries, from {} on; what lies outside it is not "
                      "looked at.",
                      events.size(), day_of(first->date->begin)),
          Basis::known, {});
  }

  void gaps() {
    const auto open = [&](const Part& part, const std::string& what) {
      if (part.how == Knowledge::unknown) say("The record does not say " + what + ".", Basis::unknown, {});
    };
    open(state_.consular,
         "whether consular relations continue; severing diplomatic relations does not by itself end them");
    if (state_.relations.value != "severed") {
      open(state_.head_of_a, fmt::format("who heads {}'s mission in {}", named(a_, world_), named(b_, world_)));
      open(state_.head_of_b, fmt::format("who heads {}'s mission in {}", named(b_, world_), named(a_, world_)));
    }
    for (const auto* act : alleged())
      if (act->claimed)
        say(fmt::format("That {} carried out {} rests on what speakers say; no report tells it as its own finding.",
                        named(act->actors, world_), as_noun(*act, world_)),
            Basis::unknown, {});
    if (main_ && state_.relations.value == "severed")
      say("The record names no protecting power for the interests of either side.", Basis::unknown, {});
  }

  const std::string a_, b_;
  const Date day_;
  const Record& record_;
  const World& world_;
  const PairState state_;
  std::vector<const Act*> between_;
  const Act* main_ = nullptr;
  Briefing briefing_;
};

}  // namespace

Briefing brief_pair(const std::string& a, const std::string& b, Date day, const Record& record, const World& world) {
  return PairBriefing(a, b, day, record, world).make();
}

}  // namespace demarche
