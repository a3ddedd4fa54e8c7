// The briefing on a pair in the making: what its sections share. Internal to src/briefing/pair.
//
// pair.cc chooses what the briefing is about and puts the sections in order; step.cc tells the move, the standing, how
// harsh and why; alleged.cc what is said to have happened and who denies it; others.cc third parties and ties; past.cc
// history, turns, precedents and what is not known.
#pragma once

#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

#include "briefing/briefing.h"
#include "briefing/phrases.h"

namespace demarche {

class PairBriefing {
 public:
  PairBriefing(const std::string& a, const std::string& b, Date day, const Record& record, const World& world);
  Briefing make();

 private:
  // Sections, each adding statements to the last section of the briefing.
  void lead();
  void what_happened();
  void standing();
  void harshness();
  void reasons();
  void incident();
  void denials();
  void positions();
  void background();
  void history();
  void turns();
  void precedents();
  void gaps();
  void chart();

  void section(const char* title, void (PairBriefing::*fill)());
  void say(std::string text, Basis basis, std::vector<std::size_t> sources);
  void part(const Part& part, const std::string& what);
  void evidence();
  void attributions(const Incident& incident);
  void tell_others_of(const Incident& incident);

  // Sources, each once however often it is cited.
  std::size_t source(Source source);
  std::vector<std::size_t> sources_of(const Act& act, std::size_t most = 3);
  std::vector<std::size_t> sources_of(const std::vector<RecordRef>& refs, std::size_t most = 3);
  std::vector<std::size_t> source_of(const Claim& claim);
  std::vector<std::size_t> source_of(const Tie& tie);

  // What the record holds.
  const Act* act_of(const std::string& event) const;
  bool one_step(const Act& x, const Act& y) const;  // the same move, told with more or fewer parties
  std::vector<const Act*> main_and_twins() const;
  const Act* protecting_move() const;
  std::vector<const Act*> alleged() const;
  std::vector<const Incident*> incidents() const;  // of which one side accuses the other, of late
  bool accuses(const Incident& incident, const Attribution& attribution) const;
  bool near(const Claim& claim) const;
  std::string speaker_side(const Claim& claim) const;
  std::string other(const std::string& side) const { return side == a_ ? b_ : a_; }
  Date about() const { return main_ ? main_->date->begin : day_; }
  std::string called(const std::string& id) const { return named(id, world_); }
  static std::string called(const Incident& incident);  // "cyber-attack on Albania of July 2022"

  // Reasons of the main act that say the same are one.
  struct GivenReason {
    std::string text, by;
    const Act* cause = nullptr;
    std::vector<const Event*> reports;
    std::set<std::string> words;
  };
  std::vector<GivenReason> given_reasons() const;
  PrecedentQuery query_of_main() const;
  Precedents earlier_than_main(const PrecedentQuery& query) const;
  std::string kind_of_reason() const;  // knowledge/ontology/precedents.words; may be empty

  const std::string a_, b_;
  const Date day_;
  const Record& record_;
  const World& world_;
  const PairState state_;
  std::vector<const Act*> between_;  // by date
  const Act* main_ = nullptr;        // what the briefing is about: the harshest move of late, else the latest
  Briefing briefing_;
};

inline constexpr int kNewsDays = 45;    // the act that a briefing is about lies at most so far back
inline constexpr int kStanceDays = 60;  // and positions taken on it within so long before and after

inline Basis basis_of(const Act& act) {
  return act.disputed ? Basis::disputed : act.claimed ? Basis::claimed : Basis::known;
}

inline bool holds(const std::vector<std::string>& list, const std::string& one) {
  for (const auto& each : list)
    if (each == one) return true;
  return false;
}

inline std::string hours(int count) {
  if (count % 24 == 0 && count > 48) return fmt::format("{} days", count / 24);
  return fmt::format("{} hours", count);
}

// The side of an id: "ALB" of "ALB.GOV.MFA"; groups and organisations are their own.
inline std::string side_of_id(const std::string& id) {
  return id.starts_with("GRP.") || id.starts_with("ORG.") ? id : id.substr(0, id.find('.'));
}

}  // namespace demarche
