// The step that the briefing is about: what was done, how harsh it is, and why.
#include <algorithm>

#include "briefing/pair/pair_briefing.h"

namespace demarche {
namespace {

constexpr std::size_t kMostReasons = 3;
constexpr std::size_t kMostEvidence = 3;

}  // namespace

std::string telling_reason(const Act& act) {
  for (const auto* report : act.reports)
    for (const auto& reason : report->reasons)
      if (!telling_words(reason.text).empty()) return reason.text;
  return {};
}

// What the lead does not tell of it: details, who joined in, and other steps of the same days.
void PairBriefing::what_happened() {
  if (!main_) {
    say(fmt::format("The record tells of no diplomatic move between {} and {} up to {}.", called(a_), called(b_),
                    day_of(day_)),
        Basis::unknown, {});
    return;
  }
  const auto steps = main_and_twins();
  std::vector<std::string> details;
  if (main_->move->immediate) details.emplace_back("it took effect at once");
  if (main_->move->notice_hours)
    details.push_back(fmt::format("diplomats were given {} to leave", hours(*main_->move->notice_hours)));
  if (main_->move->effective && *main_->move->effective != main_->date->begin)
    details.push_back("it took effect on " + day_of(*main_->move->effective));
  if (main_->move->motive == Motive::security) details.emplace_back("safety was given as the motive");
  if (!details.empty()) say(fmt::format("{}.", fmt::join(details, "; ")), basis_of(*main_), sources_of(*main_));
  std::vector<std::string> joined;
  std::vector<std::size_t> sources;
  for (const auto* act : steps)
    for (const auto& actor : act->actors)
      if (actor != a_ && actor != b_ && !holds(joined, actor) && !holds(main_->actors, actor)) {
        joined.push_back(actor);
        add_once(sources, sources_of(*act, 1));
      }
  if (!joined.empty())
    say(fmt::format("it was taken together with {}.", named(joined, world_)), basis_of(*main_), std::move(sources));
  const auto in_lead = answers();
  for (const auto* act : between_) {
    if (!act->move || !act->date || act->claimed || std::find(steps.begin(), steps.end(), act) != steps.end()) continue;
    if (std::find(in_lead.begin(), in_lead.end(), act) != in_lead.end()) continue;
    if (std::abs(act->date->begin.days_since(main_->date->begin)) <= kOneOccasion &&
        act->date->precision == DatePrecision::day)
      say(told_with_day(*act) + ".", basis_of(*act), sources_of(*act));
  }
}

void PairBriefing::harshness() {
  if (!main_ || main_->claimed) return;
  const auto severity = severity_of(*main_, record_.acts);
  if (severity.band == 0) return;
  const auto name = name_of_band(severity.band);
  std::string text = fmt::format("on the scale of eight bands from protest (1) to severance (8) it is of band {} ({})",
                                 severity.band, name);
  std::vector<std::string> taken;
  for (int band = 1; band < severity.band; ++band)
    if (std::find(severity.skipped.begin(), severity.skipped.end(), band) == severity.skipped.end())
      taken.emplace_back(name_of_band(band));
  if (severity.band > 1)
    text += taken.empty() ? "; the record shows none of the lesser steps between the two in the year before"
                          : "; of the lesser steps the record shows, in the year before or with it, " + listed(taken);
  say(text + ".", Basis::inferred, sources_of(*main_, 1));
  if (main_->move->notice_hours && severity.notices > 1) {
    std::vector<std::size_t> sources;
    for (const auto* report : main_->reports)
      if (report->move && report->move->notice_hours && sources.size() < 2) add_once(sources, {source(*report)});
    say(fmt::format("A notice of {} is shorter than {} of the {} notices that the record knows.",
                    hours(*main_->move->notice_hours), severity.longer, severity.notices),
        Basis::inferred, std::move(sources));
  }
  if (main_->move->count && severity.persons.milder > 0)
    say(fmt::format("Of {} other steps of the kind whose number of persons the record knows, {} were of fewer than {}.",
                    severity.persons.others, severity.persons.milder, *main_->move->count),
        Basis::inferred, sources_of(*main_, 1));
}

// What says most first; a reason whose telling words are all in one before it is the same reason.
std::vector<PairBriefing::GivenReason> PairBriefing::given_reasons() const {
  std::vector<GivenReason> all, kept;
  for (const auto* act : main_and_twins())
    for (const auto* report : act->reports)
      for (const auto& reason : report->reasons) {
        // another day's history of the same step tells what others thought of it later
        if (report->background && !report->document.starts_with("record:")) continue;
        GivenReason one{reason.text, reason.given_by, act_of(reason.event), {report}, telling_words(reason.text)};
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
    if (++shown > kMostReasons) break;
    const bool in_lead = std::any_of(briefing_.lead.begin(), briefing_.lead.end(), [&](const Statement& each) {
      return each.text.find("\"" + reason.text + "\"") != std::string::npos;
    });
    if (in_lead && !reason.cause) continue;
    std::string text = reason.by.empty()
                           ? fmt::format("reported as the reason: \"{}\"", reason.text)
                           : fmt::format("{} reason, as reported: \"{}\"", possessive(called(reason.by)), reason.text);
    std::vector<std::size_t> sources;
    for (const auto* report : reason.reports)
      if (sources.size() < 3) add_once(sources, {source(*report)});
    if (reason.cause && reason.cause->first().quad_code == 4) {
      text += fmt::format("; the record ties it to {}{}", as_noun(*reason.cause, world_),
                          reason.cause->date ? " " + when(*reason.cause->date) : "");
      add_once(sources, sources_of(*reason.cause, 1));
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
    if (seen.size() > kMostEvidence) break;
    const bool shown = claim.evidence->disclosed.value_or(false);
    say(fmt::format("{} says that it has \"{}\"{}{}.", called(side), claim.evidence->text,
                    claim.certainty == Certainty::certain ? " and speaks of it as certain" : "",
                    shown ? "" : "; no report in the record tells that it was shown"),
        Basis::claimed, source_of(claim));
  }
}

}  // namespace demarche
