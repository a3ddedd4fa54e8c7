// The briefing on a pair in the making: what its sections share. Internal to src/briefing/pair.
//
// pair.cc chooses what the briefing is about and puts the sections in order; step.cc tells the move, how harsh and why;
// standing.cc where it leaves the two; alleged.cc what is said to have happened and who denies it; others.cc third
// parties and ties; past.cc history, turns, precedents and what is not known; surprise.cc whether it was to be
// expected.
#pragma once

#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

#include "briefing/phrases.h"
#include "briefing/writer.h"

namespace demarche {

class PairBriefing : private BriefingWriter {
 public:
  PairBriefing(const std::string& a, const std::string& b, Date day, const Record& record, const World& world);
  Briefing make();
  const Act* main() const { return main_; }

 private:
  // Sections.
  void lead();
  void what_happened();
  void standing();
  void harshness();
  void reasons();
  void alleged();
  void what_followed();
  void positions();
  void denials();
  void background();
  void history();
  void turns();
  void ladder_turns();
  void surprise();
  void precedents();
  void gaps();
  void chart();

  // Parts of sections.
  void lead_on_reason();
  void relations_part();
  void level_part();
  void head_part(const Part& part, const std::string& owner, const std::string& host);
  void head_gap(const Part& part, const std::string& owner, const std::string& host);
  bool is_old(const Part& part) const;
  const Act* last_that_shows(const Part& part) const;
  bool rests_on_main(const Part& part) const;
  void mission_part(const Part& part, const std::string& owner, const std::string& host);
  void part(const Part& part, const std::string& text);
  void evidence();
  void told_of(const Incident& incident);
  void same_step_before();
  void expectation_of_move(const Expectation& expectation);

  // What the record holds.
  bool one_step(const Act& x, const Act& y) const;  // the same move, told with more or fewer parties
  std::vector<const Act*> main_and_twins() const;
  bool is_fresh(const Act& act) const { return act.date->begin >= day_.plus_days(-kNewsDays); }
  // Moves of the other side that the record tells as an answer to the main one, within days.
  std::vector<const Act*> answers() const;
  const Act* protecting_move() const;
  std::vector<const Act*> alleged_acts() const;
  std::vector<const Incident*> accused_of() const;  // incidents of late of which one side accuses the other
  std::vector<const Incident*> incidents() const;   // those of them that are told, at most three
  bool accuses(const Incident& incident, const Attribution& attribution) const;
  bool accuses(const Incident& incident) const;
  bool answered_by_main(const Incident& incident) const;
  bool near(const Claim& claim) const;
  bool near(Date day) const { return day >= about().plus_days(-kStanceDays) && day <= last_near(); }
  Date last_near() const;
  std::string speaker_side(const Claim& claim) const;
  std::string other(const std::string& side) const { return side == a_ ? b_ : a_; }
  Date about() const { return main_ ? main_->date->begin : day_; }
  std::string told_with_day(const Act& act) const;  // "Albania expelled two diplomats of Iran on 15 January 2020"

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

  static constexpr int kNewsDays = 45;    // the act that a briefing is about lies at most so far back
  static constexpr int kStanceDays = 60;  // and positions taken on it within so long before and after
  static constexpr int kOneOccasion = 7;  // days between a move and others that go with it

  const std::string a_, b_;
  const Date day_;
  const PairState state_;
  std::vector<const Act*> between_;  // by date
  const Act* main_ = nullptr;        // what the briefing is about: the harshest move of late, else the latest
};

inline std::string hours(int count) {
  if (count % 24 == 0 && count > 48) return fmt::format("{} days", count / 24);
  return count == 1 ? "an hour" : fmt::format("{} hours", count);
}

// "suspended relations"; empty for what is not known.
std::string rung_in_words(const std::string& rung);

// A reason that says more than that the step answers another.
std::string telling_reason(const Act& act);

}  // namespace demarche
