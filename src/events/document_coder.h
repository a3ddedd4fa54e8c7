// Coding one document: the state that grows from sentence to sentence, used by Coder::code and thrown away with the
// document.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "events/dates.h"
#include "events/match.h"
#include "events/mentions.h"
#include "events/standing.h"
#include "lexicon/lexicon.h"
#include "model/claim.h"
#include "model/document.h"
#include "world/world.h"

namespace demarche {

// An event with what is still needed of its sentence to link it with others.
struct CodedEvent {
  Event event;
  std::size_t sentence = 0;
  int predicate = -1;  // the word that heads its clause: the light verb of a noun, else the predicate itself
  bool dated_by_itself = false;
  std::vector<std::string> steps;  // how it came about, where that is asked for
  bool credentials = false;        // it is done by presenting credentials
  int when_of = -1;                // the word above whose when-clause it stands in, or -1
  bool definite = false;           // a noun with "the", "this", a possessor: told of before or known
};

struct CodedClaim {
  Claim claim;
  bool embeds = false;        // it names its event itself, in its own sentence
  int predicate = -1;         // the word for saying it
  int root = -1;              // the word that heads what is said, or -1
  int proof = -1;             // the word for the evidence that the speaker says to have, or -1
  std::string made;           // id of the event that saying it is, where it is one ("condemned ..."); may be empty
  std::string deed, deed_of;  // the noun for what it is about, where only that names it ("the decision"), and whose
};

class DocumentCoder {
 public:
  DocumentCoder(const Lexicon& lexicon, const World& world, const std::string& version, const Document& document,
                const ParseSentences& parse, bool explain = false);

  // The next sentence, which is kept as long as later ones may refer to it. `coded`: it is looked into for events; else
  // it stands there for what those behind it refer to.
  void read(Sentence&& sentence, std::size_t index, bool coded);
  // After the last: links within the document (links.cc), then everything in the order of the text.
  Coding finish();

 private:
  // What an embedding event tells of the one it embeds.
  struct Surrounding {
    std::vector<Mention> actors, recipients;
    std::optional<Modality> modality;
    bool negated = false, claimed = false;
    Outcome outcome = Outcome::unsaid;
    std::string speaker_country;
    std::optional<Mention> speaker;
    int expression = -1;  // the time expression of the embedding event
    int said = -1;        // that of the words of saying
    bool finite = false, past_perfect = false, embedded = false;
    std::vector<std::string> steps;  // for the explanation
    std::optional<Reason> reason;
  };
  struct Code {
    EventCode code;
    std::optional<MoveKind> move;
  };

  void code_sentence(const Tree& tree);
  void follow_quote(const Sentence& sentence);
  bool is_quoted(int word) const;
  std::optional<Mention> author(int word) const;
  void add_quoted_claims();
  bool is_in_name(const Tree& tree, int word) const;
  bool is_naming(const Tree& tree, int word) const;
  int embedded_root(const Match& match) const;
  std::vector<std::size_t> embedded_in(const Match& match) const;
  void drop_inside(const Match& match, std::vector<bool>& embedded);
  Surrounding speech_around(std::size_t match) const;
  std::optional<Code> code_of(std::size_t match, int depth = 0) const;
  // Events and claims of a match and of what it embeds; gives the ids of the events made, outermost first.
  std::vector<std::string> emit(std::size_t match, const Surrounding& around, int depth);
  std::optional<std::string> emit_event(const Match& match, const Code& code, const Surrounding& around,
                                        const std::vector<std::size_t>& embedded);
  Certainty certainty_below(int root) const;
  void complete_claims();
  void read_evidence(CodedClaim& coded, const std::string& field) const;
  // evidence.cc
  CodedClaim* claim_resting_on(int proof, const std::string& side);
  void read_showing();
  void read_deed(CodedClaim& coded, const Match& match) const;
  void read_venue(Claim& claim, const Match& match, const std::string& field) const;
  void emit_claim(const Match& match, const std::vector<std::string>& about, const std::vector<std::string>& made,
                  const Surrounding& around);
  void speak_for_self(const Match& match, const Surrounding& around, Event& event) const;
  std::vector<Mention> actors_of(const Match& match, const Surrounding& around) const;
  std::vector<Mention> recipients_of(const Match& match, const Surrounding& around) const;
  std::vector<Mention> mentions_of(const std::vector<int>& heads, bool acting) const;
  std::vector<Mention> named_members(int head) const;
  std::vector<Mention> actors_behind(const Match& match) const;
  std::vector<Mention> addressed_by_paper(const Match& match) const;
  bool is_means(const std::string& lemma) const;
  void people_to_state(Mention& mention) const;
  // roles.cc
  void find_parties(const Match& match, const EventCode& code, const Surrounding& around,
                    const std::vector<std::size_t>& embedded, Event& event) const;
  void join_each_other(const Match& match, Event& event) const;
  static bool is_of_record(const EventCode& code, const Event& event);
  std::string_view why_unfit(const Match& match, const Code& code, Event& event) const;
  std::vector<Mention> doers_of_judged(const Match& match, const EventCode& code, const Event& event) const;
  void place_things(const Match& match, Event& event) const;
  void states_move(const Match& match, Event& event) const;
  static void drop_actors_of_recipients(Event& event);
  std::vector<Mention> actors_of_means(const Match& match) const;
  void recipients_below(const Match& match, Event& event) const;
  void recipients_around(const Match& match, Event& event) const;
  void recipients_from_clause(const Match& match, Event& event) const;
  bool is_long_after(const Match& match) const;
  bool is_habit(const Match& match) const;
  void set_date(CodedEvent& coded, const Match& match, const Standing& standing, const Surrounding& around);
  // explain.cc
  std::string shown(const Match& match) const;
  void explain(std::vector<std::string>& steps, const std::function<std::string()>& step) const;
  void explain_event(CodedEvent& coded, const Match& match, const Code& code, const Surrounding& around) const;
  void reject(const Match& match, std::string why);
  void reject_word(int word);

  std::string reason_text(int head, bool in_answer, bool in_title) const;
  void add_reasons(const Tree& tree);
  void add_told_reason(const Tree& tree);
  void add_according_to(const Tree& tree);
  void add_notice(const Tree& tree);

  // Links and puts in order what was found since the last time.
  void finish_part();

  void pair_moves();
  void join_departures();
  void join_occasions();
  void merge_retold();
  void specialise();
  bool is_called(const Event& event, const std::string& noun) const;
  void settle_deeds();
  void dispute();
  void answer_claims();
  void fill_from_earlier();
  void settle_in_story();

  const Lexicon& lexicon_;
  const World& world_;
  const std::string& version_;
  const Document& document_;
  const std::string content_;  // hash of the document's content
  Matcher matcher_;
  MentionReader mentions_;
  const bool explain_;

  // of the sentence being read
  const Tree* tree_ = nullptr;
  std::size_t sentence_ = 0;
  std::vector<Match> matches_;
  std::vector<int> match_at_;  // word -> index into matches_, or -1
  std::vector<int> owner_;     // word -> predicate whose event it heads or carries, or -1
  std::vector<TimeExpression> expressions_;
  std::optional<Mention> quoted_;                  // whose quotation the sentence stands in, as a whole
  std::optional<Mention> last_quoted_;             // who was quoted last
  bool in_quote_ = false;                          // a quotation is open at the end of this sentence
  bool quote_before_ = false;                      // one is open at its begin
  std::size_t quote_paragraph_ = 0;                // where it began
  std::optional<Period> told_last_;                // with a date, up to the end of this sentence
  std::vector<bool> timed_;                        // word -> of a time expression
  std::size_t first_event_ = 0, first_claim_ = 0;  // of this sentence, in events_ and claims_

  std::vector<Mention> title_states_;  // whom the document's title is about
  std::vector<EventCode> told_codes_;  // of hostile acts, also of those told without parties: "over a cyber-attack"
  std::vector<CodedEvent> events_;
  std::vector<CodedClaim> claims_;
  std::vector<Rejection> rejections_;
  Coding done_;  // of the parts of a long document that are finished
};

}  // namespace demarche
