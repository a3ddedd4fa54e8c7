// The step that the briefing is about: what was done, where it leaves the two, how harsh it is, and why.
#include <algorithm>
#include <array>
#include <cctype>

#include "base/letters.h"
#include "briefing/pair/pair_briefing.h"

namespace demarche {
namespace {

constexpr int kOneOccasion = 7;  // days between a move and others that go with it

// Words that lead to a reason or point back to one, and say nothing of it.
constexpr std::array kEmptyWords = {"over", "for",  "because", "of",    "after",  "in",     "response", "to",
                                    "due",  "as",   "a",       "an",    "the",    "which",  "that",     "this",
                                    "it",   "its",  "on",      "by",    "and",    "with",   "from",     "what",
                                    "whom", "them", "account", "first", "second", "latter", "former"};

std::set<std::string> telling_words(const std::string& text) {
  std::set<std::string> words;
  std::string word;
  for (const char letter : lower_ascii(text) + " ") {
    if (std::isalnum(static_cast<unsigned char>(letter)) || (static_cast<unsigned char>(letter) & 0x80)) {
      word += letter;
      continue;
    }
    const bool empty = word.empty() || std::any_of(kEmptyWords.begin(), kEmptyWords.end(),
                                                   [&](const char* each) { return word == each; });
    if (!empty) words.insert(word);
    word.clear();
  }
  return words;
}

}  // namespace

void PairBriefing::what_happened() {
  if (!main_) {
    say(fmt::format("The record tells of no diplomatic move between {} and {} up to {}.", called(a_), called(b_),
                    day_of(day_)),
        Basis::unknown, {});
    return;
  }
  const auto steps = main_and_twins();
  std::string text = told(*main_, world_) + " " + when(*main_->date);
  if (main_->move->immediate) text += ", with immediate effect";
  if (main_->move->notice_hours)
    text += fmt::format("; diplomats were given {} to leave", hours(*main_->move->notice_hours));
  auto sources = sources_of(*main_);
  std::vector<std::string> joined;
  for (const auto* act : steps)
    for (const auto& actor : act->actors)
      if (actor != a_ && actor != b_ && !holds(joined, actor)) joined.push_back(actor);
  if (!joined.empty() &&
      !std::all_of(joined.begin(), joined.end(), [&](const auto& one) { return holds(main_->actors, one); })) {
    text += ", together with " + named(joined, world_);
    for (const auto* act : steps)
      for (const auto one : sources_of(*act, 1)) sources.push_back(one);
  }
  say(text + ".", basis_of(*main_), std::move(sources));
  for (const auto* act : between_) {
    if (!act->move || !act->date || act->claimed || std::find(steps.begin(), steps.end(), act) != steps.end()) continue;
    if (std::abs(act->date->begin.days_since(main_->date->begin)) <= kOneOccasion &&
        act->date->precision == DatePrecision::day)
      say(told(*act, world_) + " " + when(*act->date) + ".", basis_of(*act), sources_of(*act));
  }
}

void PairBriefing::part(const Part& part, const std::string& what) {
  if (part.how == Knowledge::unknown) return;
  std::string text = what;
  if (part.since) text += " since " + since(*part.since);
  std::vector<std::size_t> sources;
  if (part.act)
    sources = sources_of(*part.act, 2);
  else if (!part.tie.empty())
    sources = {source({part.tie, 0, "recorded in the project's files of the world", {}, {}})};
  if (part.how == Knowledge::inferred && !part.why.empty()) text += ": " + part.why;
  if (sources.empty()) return;  // nothing without a source
  say(text + ".", part.how == Knowledge::inferred ? Basis::inferred : Basis::known, std::move(sources));
}

void PairBriefing::standing() {
  const std::string a = called(a_), b = called(b_);
  const auto& relations = state_.relations;
  if (relations.how == Knowledge::unknown) {
    say(fmt::format("The record does not say whether {} and {} have diplomatic relations.", a, b), Basis::unknown, {});
  } else {
    std::string text = "diplomatic relations are " + relations.value;
    if (relations.value == "established") text = "diplomatic relations have been in being";
    if (relations.value == "never") text = "there have been no diplomatic relations";
    if (relations.value == "severed" || relations.value == "suspended") {
      text = "diplomatic relations have been " + relations.value;
      if (!state_.ended_by.empty()) text += " by " + called(state_.ended_by);
    }
    part(relations, text);
  }
  if (relations.value != "severed") {
    part(state_.level, "the agreed level of missions is " + state_.level.value);
    part(state_.head_of_a, fmt::format("the head of {} mission in {} is {}", possessive(a), b, state_.head_of_a.value));
    part(state_.head_of_b, fmt::format("the head of {} mission in {} is {}", possessive(b), a, state_.head_of_b.value));
    part(state_.mission_of_a, fmt::format("{} mission in {} is {}", possessive(a), b, state_.mission_of_a.value));
    part(state_.mission_of_b, fmt::format("{} mission in {} is {}", possessive(b), a, state_.mission_of_b.value));
  } else {
    part(state_.mission_of_a, "the missions are " + state_.mission_of_a.value);
  }
  if (const auto* act = protecting_move(); act && relations.value == "severed")
    say(fmt::format("{} was named to look after the interests of one in the other.",
                    called(act->move->protecting_power)),
        Basis::known, sources_of(*act, 1));
  for (const auto& contradiction : state_.contradictions) {
    // its sources: the moves of the days that it names
    std::vector<std::size_t> sources;
    for (const auto* act : state_.moves)
      if (act->date && (contradiction.find(act->date->begin.text()) != std::string::npos ||
                        contradiction.find(day_of(act->date->begin)) != std::string::npos))
        for (const auto one : sources_of(*act, 1)) sources.push_back(one);
    say("The record contradicts itself: " + contradiction + ".", Basis::inferred, std::move(sources));
  }
}

// The last move that names a protecting power.
const Act* PairBriefing::protecting_move() const {
  const Act* found = nullptr;
  for (const auto* act : between_)
    if (act->move && !act->claimed && !act->move->protecting_power.empty()) found = act;
  return found;
}

void PairBriefing::harshness() {
  if (!main_ || main_->claimed) return;
  const auto severity = severity_of(*main_, record_.acts);
  if (severity.band == 0) return;
  static constexpr std::array<std::string_view, 9> kBands = {"",
                                                             "protest or summons",
                                                             "recall or refusal",
                                                             "expulsion of diplomats",
                                                             "expulsion of the ambassador or closing of a consulate",
                                                             "downgrading",
                                                             "closing of an embassy",
                                                             "suspension",
                                                             "severance"};
  std::string text = fmt::format("by how harsh it is, the step is of band {} of 8 ({})", severity.band,
                                 kBands[static_cast<std::size_t>(severity.band)]);
  std::vector<std::string> taken;
  for (int band = 1; band < severity.band; ++band)
    if (std::find(severity.skipped.begin(), severity.skipped.end(), band) == severity.skipped.end())
      taken.emplace_back(kBands[static_cast<std::size_t>(band)]);
  if (severity.band > 1)
    text += taken.empty() ? "; the record shows none of the lesser steps between the two in the year before"
                          : fmt::format("; of the lesser steps the record shows, in the year before or with it, {}",
                                        fmt::join(taken, ", "));
  say(text + ".", Basis::inferred, sources_of(*main_, 1));
  if (main_->move->notice_hours && severity.notices > 1) {
    std::vector<std::size_t> sources;
    for (const auto* report : main_->reports)
      if (report->move && report->move->notice_hours && sources.size() < 2)
        sources.push_back(source({report->document, report->sentence, report->text, report->id, {}}));
    say(fmt::format("A notice of {} is shorter than {} of the {} notices that the record knows.",
                    hours(*main_->move->notice_hours), severity.longer, severity.notices),
        Basis::inferred, std::move(sources));
  }
}

// What says most first; a reason whose telling words are all in one before it is the same reason.
std::vector<PairBriefing::GivenReason> PairBriefing::given_reasons() const {
  std::vector<GivenReason> all, kept;
  for (const auto* act : main_and_twins())
    for (const auto* report : act->reports)
      for (const auto& reason : report->reasons) {
        // another day's history of the same step tells what others thought of it later
        if (report->background && !report->document.starts_with("record:")) continue;
        GivenReason one{reason.text,
                        reason.given_by.empty() && !act->actors.empty() ? std::string() : reason.given_by,
                        act_of(reason.event),
                        {report},
                        telling_words(reason.text)};
        if (!one.words.empty()) all.push_back(std::move(one));
      }
  std::stable_sort(all.begin(), all.end(),
                   [](const GivenReason& x, const GivenReason& y) { return x.words.size() > y.words.size(); });
  for (auto& one : all) {
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const GivenReason& each) {
      return std::includes(each.words.begin(), each.words.end(), one.words.begin(), one.words.end());
    });
    if (same == kept.end()) {
      kept.push_back(std::move(one));
    } else {
      same->reports.push_back(one.reports.front());
      if (!same->cause) same->cause = one.cause;
      if (same->by.empty()) same->by = one.by;
    }
  }
  return kept;
}

std::string PairBriefing::kind_of_reason() const {
  if (!record_.words || !main_) return {};
  for (const auto& reason : given_reasons()) {
    for (const auto& kind : record_.words->kinds_of(reason.text)) return kind;
    if (reason.cause)
      for (const auto& kind : record_.words->kinds())
        if (record_.words->is_cause(kind, *reason.cause)) return kind;
  }
  return {};
}

void PairBriefing::reasons() {
  if (!main_) return;
  std::size_t shown = 0;
  for (const auto& reason : given_reasons()) {
    if (++shown > 3) break;
    std::string text = reason.by.empty()
                           ? fmt::format("reported as the reason: \"{}\"", reason.text)
                           : fmt::format("{} reason, as reported: \"{}\"", possessive(called(reason.by)), reason.text);
    std::vector<std::size_t> sources;
    for (const auto* report : reason.reports)
      if (sources.size() < 3)
        sources.push_back(source({report->document, report->sentence, report->text, report->id, {}}));
    if (reason.cause && reason.cause->first().quad_code == 4) {
      text += fmt::format("; the record ties it to {}{}", as_noun(*reason.cause, world_),
                          reason.cause->date ? " " + when(*reason.cause->date) : "");
      for (const auto one : sources_of(*reason.cause, 1)) sources.push_back(one);
    }
    say(text + ".", reason.cause && reason.cause->disputed ? Basis::disputed : Basis::claimed, std::move(sources));
  }
  evidence();
}

void PairBriefing::evidence() {
  std::vector<std::string> seen;
  for (const auto& claim : record_.claims) {
    if (!claim.evidence || claim.evidence->text.empty() || !near(claim)) continue;
    const std::string side = speaker_side(claim);
    if ((side != a_ && side != b_) || holds(seen, claim.evidence->text)) continue;
    seen.push_back(claim.evidence->text);
    if (seen.size() > 3) break;
    const bool shown = claim.evidence->disclosed.value_or(false);
    say(fmt::format("{} says that it has \"{}\"{}{}.", called(side), claim.evidence->text,
                    claim.certainty == Certainty::certain ? " and speaks of it as certain" : "",
                    shown ? "" : "; no report in the record tells that it was shown"),
        Basis::claimed, source_of(claim));
  }
}

}  // namespace demarche
