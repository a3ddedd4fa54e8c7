#include "briefing/ladder_text.h"

#include <fmt/format.h>

#include <iterator>

#include "briefing/phrases.h"

namespace demarche {
namespace {

class LadderText {
 public:
  LadderText(const PairState& state, std::span<const Act> acts, const World& world, const NameDocument& name_document)
      : state_(state), acts_(acts), world_(world), name_document_(name_document) {}

  std::string make() {
    const auto a = named(state_.a, world_), b = named(state_.b, world_);
    add("{} and {} on {}{}: {}{}\n", capitalised(a), b, day_of(state_.day),
        state_.known_by ? ", as known by " + day_of(*state_.known_by) : "", state_.rung,
        state_.rung_note.empty() ? "" : " (" + state_.rung_note + ")");
    if (state_.end) add("{}\n", end());
    for (const auto& former : state_.continues)
      add("These are also the relations of {}, which one of the two continues.\n", named(former, world_));
    add("\n");
    part("relations", state_.relations, state_.ended_by.empty() ? "" : "by " + named(state_.ended_by, world_));
    part(state_.a + " recognises " + state_.b, state_.recognised_by_a);
    part(state_.b + " recognises " + state_.a, state_.recognised_by_b);
    if (state_.government_by_a.how != Knowledge::unknown)
      part(state_.a + " on the government of " + state_.b, state_.government_by_a);
    if (state_.government_by_b.how != Knowledge::unknown)
      part(state_.b + " on the government of " + state_.a, state_.government_by_b);
    part("agreed level", state_.level);
    part(state_.a + "'s head of mission", state_.head_of_a);
    part(state_.b + "'s head of mission", state_.head_of_b);
    part(state_.a + "'s mission", state_.mission_of_a);
    part(state_.b + "'s mission", state_.mission_of_b);
    auto power = state_.protecting_power;
    if (power.how != Knowledge::unknown) power.value = named(power.value, world_);
    part("protecting power", power);
    part("consular relations", state_.consular);
    for (const auto& contradiction : state_.contradictions) add("\n  contradiction: {}\n", contradiction);
    moves();
    return std::move(text_);
  }

 private:
  template <class... Values>
  void add(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
  }

  std::string end() const {
    const auto& succession = state_.end->succession;
    std::string text = fmt::format("{} ended on {} ({})", capitalised(named(state_.end->party, world_)),
                                   day_of(state_.end->day), succession.how);
    if (!succession.continued_by.empty()) text += "; continued by " + named(succession.continued_by, world_);
    if (!succession.successors.empty())
      text +=
          (succession.how == "dissolved" ? "; other successors: " : "; now ") + named(succession.successors, world_);
    return text + ".";
  }

  std::string source(const Act& act) const {
    std::string text;
    for (const auto* report : act.reports) {
      const auto one = name_document_(report->document);
      if (text.find(one) != std::string::npos) continue;
      text += (text.empty() ? "" : "; ") + one;
      if (text.size() > 120) return text + "; and others";
    }
    return text;
  }

  void part(const std::string& name, const Part& part, const std::string& more = {}) {
    add("  {:<30} {:<17}", name, part.value);
    if (part.how == Knowledge::unknown) {
      text_.erase(text_.find_last_not_of(' ') + 1);
      add("\n");
      return;
    }
    std::vector<std::string> words = {std::string(name_of(part.how))};
    if (!more.empty()) words.push_back(more);
    if (part.since)
      words.push_back("since " + (part.act && part.act->date && part.act->date->begin == *part.since
                                      ? when(*part.act->date).substr(3)
                                      : since(*part.since)));
    if (part.last_confirmed && part.last_confirmed != part.since)
      words.push_back("last confirmed " + day_of(*part.last_confirmed));
    if (!part.why.empty()) words.push_back(part.why);
    add("{}\n", fmt::join(words, ", "));
    const auto from = part.act ? source(*part.act) : part.tie;
    if (!from.empty()) add("  {:<30} {:<17}[{}]\n", "", "", from);
  }

  void moves() {
    add("\nMoves between the two\n");
    if (state_.moves.empty()) add("  none in the record\n");
    for (const auto* act : state_.moves) {
      add("  {:<12}{}", act->date->text(), capitalised(told(*act, world_)));
      for (const auto* report : act->reports) {
        if (report->reasons.empty() || report->reasons.front().text.empty()) continue;
        add("; reason given: {}", report->reasons.front().text);
        break;
      }
      add(" [{}]\n", source(*act));
      if (const auto severity = text_of(severity_of(*act, acts_), *act);
          !severity.empty() && act == state_.moves.back())
        add("  {:<12}severity: {}\n", "", severity);
    }
  }

  const PairState& state_;
  const std::span<const Act> acts_;
  const World& world_;
  const NameDocument& name_document_;
  std::string text_;
};

}  // namespace

std::string ladder_text(const PairState& state, std::span<const Act> acts, const World& world,
                        const NameDocument& name_document) {
  return LadderText(state, acts, world, name_document).make();
}

}  // namespace demarche
