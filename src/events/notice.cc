#include "events/notice.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/time_words.h"

namespace demarche {

using std::string_view_literals::operator""sv;

std::optional<int> notice_hours(const Tree& tree, const Lexicon& lexicon) {
  bool sets_term = false;
  for (int i = 0; i < tree.size(); ++i) sets_term = sets_term || lexicon.in_class("setting-terms", tree.lemma(i));
  if (!sets_term) return {};
  for (int i = 0; i < tree.size(); ++i) {
    const auto& unit = tree.lemma(i);
    const int hours = unit == "hour" ? 1 : unit == "day" ? 24 : unit == "week" ? 168 : 0;
    if (!hours) continue;
    // the number stands before the unit, hyphens aside: "24 hours", "24-hour", "two weeks"
    int at = i - 1;
    while (at >= 0 && tree.token(at).form == "-") --at;
    if (at < 0) continue;
    const auto count = number_of_word(tree.lemma(at));
    if (!count || *count == 0) continue;
    if (i + 1 < tree.size() && (tree.lemma(i + 1) == "ago" || tree.lemma(i + 1) == "earlier" ||
                                tree.lemma(i + 1) == "later" || tree.lemma(i + 1) == "after"))
      continue;
    // "after four days of talks", "for two weeks": how long something took
    static constexpr std::array kHowLong = {"after"sv, "for"sv, "during"sv, "since"sv, "over"sv};
    if (among(kHowLong, tree.preposition(i))) continue;
    return *count * hours;
  }
  return {};
}

void add_notice(const CodingContext& context, const MatchedSentence& sentence, Story& story) {
  const Lexicon& lexicon = context.lexicon;
  const auto& tokens = sentence.tree.sentence().tokens;
  const bool persons = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return lexicon.in_class("diplomats", token.lemma) || lexicon.in_class("ambassadors", token.lemma) ||
           token.lemma == "embassy" || token.lemma == "they";
  });
  const auto hours = persons ? notice_hours(sentence.tree, lexicon) : std::nullopt;
  if (!hours) return;
  for (auto each = story.events.rbegin(); each != story.events.rend(); ++each) {
    auto& move = each->event.move;
    if (!move || sentence.index - each->event.sentence > 3) continue;
    const bool sends_home = move->kind == MoveKind::sever || move->kind == MoveKind::expel ||
                            move->kind == MoveKind::expel_ambassador || move->kind == MoveKind::close_embassy ||
                            move->kind == MoveKind::close_consulate || move->kind == MoveKind::suspend;
    if (!sends_home || each->event.modality != Modality::done) continue;
    if (!move->notice_hours) move->notice_hours = hours;
    // the term is a detail of the move, no ultimatum (CAMEO 139) of its own
    std::erase_if(story.events, [&](const CodedEvent& other) {
      return other.event.sentence == sentence.index && other.event.cameo == "139" && other.event.type == "THREATEN";
    });
    return;
  }
}

}  // namespace demarche
