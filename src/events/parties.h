// Who acts in the matches of a sentence, and on whom: the words in their roles as mentions, where to look for those
// that are not named there, and whether what they do is the record's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/coding_context.h"
#include "events/matched_sentence.h"
#include "events/mentions.h"
#include "model/event.h"

namespace demarche {

// Who acts in what a match stands under, and on whom: it has them where it names nobody itself.
struct PartiesAbove {
  std::vector<Mention> actors, recipients;
};

// Of one sentence, the one that `mentions` has entered; all is borrowed.
class Parties {
 public:
  Parties(const CodingContext& context, const MatchedSentence& sentence, const MentionReader& mentions)
      : lexicon_(context.lexicon),
        world_(context.world),
        document_(context.document),
        sentence_(sentence),
        tree_(sentence.tree),
        mentions_(mentions) {}

  std::vector<Mention> actors_of(const Match& match, const std::vector<Mention>& above = {}) const;
  std::vector<Mention> recipients_of(const Match& match, const std::vector<Mention>& above = {}) const;

  // Fills an event's actors and recipients, and whether they are sides of one mutual act or act jointly. `embedded`:
  // the matches that this one embeds.
  void find(const Match& match, const EventCode& code, const PartiesAbove& above,
            const std::vector<std::size_t>& embedded, Event& event) const;

  // Why an event with these parties is none of the record's; empty: it is one. Private persons are taken out of its
  // sides. `two_in_title`: the document's title names two states, so that a move may have its other side from there.
  std::string_view why_unfit(const Match& match, const EventCode& code, bool is_move, bool two_in_title,
                             Event& event) const;

  // The adjective of a nation before a thing or a deed names the state, not its people.
  void people_to_state(Mention& mention) const;

 private:
  // parties.cc: whom the words in the roles name
  std::vector<Mention> mentions_of(const std::vector<int>& heads, bool acting) const;
  std::vector<Mention> named_members(int head) const;
  std::vector<Mention> actors_behind(const Match& match) const;
  std::vector<Mention> actors_of_means(const Match& match) const;
  std::vector<Mention> addressed_by_paper(const Match& match) const;
  std::vector<Mention> addressed_at(int word) const;
  bool is_means(const std::string& lemma) const;
  bool is_meeting_place(const Match& match, int word) const;

  // other_side.cc: those whom the roles do not name
  void states_move(const Match& match, Event& event) const;
  void region_to_authorities(Mention& mention) const;
  void recipients_from_clause(const Match& match, Event& event) const;
  void add_side_around(const Match& match, Event& event) const;
  void recipients_from_condition(const Match& match, Event& event) const;
  void recipients_below(const Match& match, Event& event) const;
  void recipients_around(const Match& match, Event& event) const;
  void recipients_told(const Match& match, const EventCode& code, std::vector<Mention> things, Event& event) const;
  std::vector<Mention> doers_of_judged(const Match& match, const EventCode& code, const Event& event) const;
  void place_things(const Match& match, Event& event) const;
  std::optional<Resolution> place_below(int word) const;
  void join_each_other(const Match& match, Event& event) const;

  // of_record.cc
  bool warns_of_own(const Match& match, const Event& event) const;

  bool is_timed(int word) const { return sentence_.timed[static_cast<std::size_t>(word)]; }

  const Lexicon& lexicon_;
  const World& world_;
  const Document& document_;
  const MatchedSentence& sentence_;
  const Tree& tree_;
  const MentionReader& mentions_;
};

}  // namespace demarche
