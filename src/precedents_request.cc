#include "precedents_request.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace demarche {
namespace {

Result<std::optional<Date>> day_in(const std::string& option, const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  const auto period = Period::parse(text);
  if (!period) return fail(option + ": not a day, month or year", {}, 0, 0, text);
  return std::optional(period->begin);
}

// The id of a country, or of an organisation whose members are meant.
Result<std::string> party_in(const std::string& text, const World& world) {
  if (text.empty() || text == "state" || text == "group") return text;
  return party_asked(text, world);
}

}  // namespace

Result<PrecedentQuery> precedents_asked(const PrecedentsAsked& asked, const PrecedentWords& words, const World& world) {
  PrecedentQuery query;
  if (!asked.question.empty()) {
    const auto read = words.question_of(asked.question);
    if (!read) return fail("names neither a move nor a reason that is known", {}, 0, 0, asked.question);
    query = *read;
  }
  if (!asked.what.empty()) {
    query.moves.clear();
    if (const auto move = move_named(asked.what)) {
      query.moves = {*move};
      if (*move == MoveKind::sever) query.moves.push_back(MoveKind::switch_recognition);
      if (*move == MoveKind::expel) query.moves.push_back(MoveKind::expel_ambassador);
    } else {
      const auto slash = asked.what.find('/');
      query.type = asked.what.substr(0, slash);
      if (slash != std::string::npos) query.mode = asked.what.substr(slash + 1);
    }
  }
  if (!asked.why.empty()) {
    if (!words.knows(asked.why))
      return fail(fmt::format("why: no such kind of reason; known are {}", fmt::join(words.kinds(), ", ")), {}, 0, 0,
                  asked.why);
    query.why = asked.why;
  }
  const auto actor = party_in(asked.by, world), recipient = party_in(asked.to, world);
  if (!actor) return tl::unexpected(actor.error());
  if (!recipient) return tl::unexpected(recipient.error());
  query.actor = *actor;
  query.recipient = *recipient;
  const auto from = day_in("from", asked.from), before = day_in("before", asked.before);
  if (!from) return tl::unexpected(from.error());
  if (!before) return tl::unexpected(before.error());
  query.from = *from;
  query.before = *before;
  if (asked.within_days >= 0) query.within_days = asked.within_days;
  return query;
}

}  // namespace demarche
