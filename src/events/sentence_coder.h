// Coding one sentence: what events and claims the matches of its words make, added to what the document has told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/coding_context.h"
#include "events/matched_sentence.h"
#include "events/mentions.h"
#include "events/parties.h"
#include "events/quotations.h"
#include "events/standing.h"
#include "events/story.h"

namespace demarche {

// Made for one sentence, the one that `mentions` and `quotations` have entered; all is borrowed.
class SentenceCoder {
 public:
  // `index`: of the sentence in its document.
  SentenceCoder(const CodingContext& context, const Matcher& matcher, const MentionReader& mentions,
                Quotations& quotations, std::size_t index, Story& story);

  // Adds its events and claims, and what it tells of those before.
  void code();

 private:
  // What an embedding event tells of the one it embeds.
  struct Surrounding {
    PartiesAbove parties;
    std::optional<Modality> modality;
    bool negated = false, claimed = false;
    Outcome outcome = Outcome::unsaid;
    std::optional<Mention> speaker;
    std::string speaker_country;  // empty of a denial's speaker too: the act is somebody else's word
    int time = -1;                // that of the embedding event: index into MatchedSentence::times, or -1
    int said = -1;                // that of the words of saying
    bool finite = false, past_perfect = false, embedded = false;
    std::vector<std::string> steps;  // for the explanation
    std::optional<Reason> reason;
  };
  struct Code {
    EventCode code;
    std::optional<MoveKind> move;
  };

  // which words match, and which of them stand for events of their own
  void match_words();
  bool is_in_name(int word) const;
  bool is_naming(int word) const;
  void settle_embedded();
  void settle_taken();
  void settle_owners();
  std::vector<bool> embedded_matches();

  // what a match makes
  Standing standing(const Match& match) const;
  const Event* repeated_by(const Match& match) const;
  std::optional<Code> code_of(std::size_t match, int depth = 0) const;
  // Events and claims of a match and of what it embeds; gives the ids of the events made, outermost first.
  std::vector<std::string> emit(std::size_t match, const Surrounding& around, int depth);
  std::optional<std::string> emit_event(const Match& match, const Code& code, const Surrounding& around,
                                        const std::vector<std::size_t>& embedded);
  void set_standing(const Match& match, const Standing& standing, const Surrounding& around, Event& event) const;
  EventCode settle_intention(const Code& code, const Standing& standing, const Surrounding& around, Event& event) const;
  const EventCode* note_of_protest(const EventCode& code, const Event& event) const;
  static bool is_own_word(const Surrounding& around, const Event& event);
  void set_words(const Match& match, Event& event) const;
  void set_place_in_clause(const Match& match, CodedEvent& coded) const;
  std::string id_of(const Event& event) const;

  // embedding.cc: what stands inside of what is told
  std::vector<std::string> emit_embedded(const Match& match, const std::vector<std::size_t>& embedded,
                                         const Surrounding& around, int depth);
  void drop_embedded(const Match& match, const std::vector<std::size_t>& embedded, const Surrounding& around,
                     int depth);
  void drop_inside(const Match& match, std::vector<bool>& embedded);
  void drop_refused(const Match& match, std::vector<bool>& embedded);
  Surrounding surrounding_of(const Match& match, const Surrounding& around) const;
  Surrounding speech_around(std::size_t match) const;

  // event_day.cc
  void set_date(CodedEvent& coded, const Match& match, const Standing& standing, const Surrounding& around) const;
  void set_date_by_time(const TimeExpression& time, CodedEvent& coded) const;
  void set_date_by_tense(const Match& match, const Standing& standing, const Surrounding& around,
                         CodedEvent& coded) const;

  // claims.cc
  void emit_claim(const Match& match, const std::vector<std::string>& about, const std::vector<std::string>& made,
                  const Surrounding& around);
  Stance stance_of(const Match& match) const;
  std::optional<Mention> toward_whom(const Match& match, const Claim& claim) const;
  void read_evidence(CodedClaim& coded) const;
  Deed deed_of(const Match& match) const;
  bool is_judged_pronoun(const Match& match, int word) const;
  std::string venue_of(const Match& match) const;
  Certainty certainty_below(int root) const;
  void complete_claims();
  std::optional<Mention> shown_guilty(const CodedClaim& coded) const;

  // attribution.cc
  std::optional<Mention> author(int word) const;
  void speak_for_self(const Match& match, const Surrounding& around, Event& event) const;
  void announce_for_self(const Match& match, const Standing& standing, const Surrounding& around, Event& event) const;
  CodedClaim word_for(const Event& event, const Mention& speaker, const char* kind) const;
  void add_quoted_claims();
  void add_according_to();
  Mention cited(int noun) const;

  // explain.cc
  void explain_event(CodedEvent& coded, const Match& match, const Code& code, const Surrounding& around) const;
  // `why` gives the words.
  template <class Why>
  void reject(const Match& match, const Why& why) {
    if (story_.explained) add_rejection(match, std::string(why()));
  }
  void add_rejection(const Match& match, std::string why);
  void reject_word(int word);

  const CodingContext& context_;
  const Lexicon& lexicon_;
  const Matcher& matcher_;
  const MentionReader& mentions_;
  Quotations& quotations_;
  Story& story_;
  const Tree& tree_;
  MatchedSentence sentence_;
  const Parties parties_;
};

// "relations/sever (relations.lexicon:6)"
std::string rule_of(const Match& match);

}  // namespace demarche
