// The state of a pair in the making: what happened told in the order of the days. Internal to src/relations.
//
// replay.cc puts ties and acts in order and tells the ties; replay_parts.cc holds how the parts of the state follow
// from one another; replay_moves.cc what each kind of move does to them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "relations/replay.h"

namespace demarche {

class PairReplay {
 public:
  // All are borrowed.
  PairReplay(PairState& state, const Lineage& a, const Lineage& b, const World& world)
      : state_(state), a_(a), b_(b), world_(world) {}

  void tell(std::span<const Act> acts);

 private:
  // A move as one of the two made it toward the other.
  struct Made;

  // What is told of the pair.
  std::vector<Tie> ties_between() const;
  bool concerns(const Act& act) const;
  bool gained(const Act& act) const;

  // Ties.
  void begin(const Tie& tie);
  void end(const Tie& tie);
  Part of_tie(const char* value, const Tie& tie) const;

  // Parts.
  void confirm(Part& part, Date day) const;
  Part told(const char* value, const Act& act) const;
  void presuppose(Part& part, const char* value, const std::string& why, const Act& act, std::string_view what);
  void contradict(std::string text) { state_.contradictions.push_back(std::move(text)); }
  std::string name(const std::string& id) const { return world_.name_of(id); }
  Part& recognition(bool by_a, const std::string& of);
  void clear_missions();
  void break_off(const char* value, Part relations, const std::string& why, const Act* act);
  void take_up(Part relations, const Act* act, bool again);

  // Moves.
  void act(const Act& act);
  bool carries_out(const Act& act) const;
  bool relations_existed(const std::string& why, const Act& act);
  void sever(const Made& made);
  void switch_recognition(const Made& made);
  void suspend(const Made& made);
  void resume(const Made& made);
  void expel(const Made& made);
  void call_home(const Made& made);
  void upgrade(const Made& made);
  void close_embassy(const Made& made);
  void open_embassy(const Made& made);
  void open_interests(const Made& made);
  void take_post(const Made& made);
  void recognise(const Made& made);
  void derecognise(const Made& made);
  void close_consulate(const Made& made);

  PairState& state_;
  const Lineage &a_, &b_;
  const World& world_;
};

// " since 2018-12-19"; empty where no day is told.
std::string since_text(const Part& part);
// A value that follows from something told.
Part inferred_part(const char* value, std::optional<Date> since, Date confirmed, std::string why, const Act* act);

}  // namespace demarche
