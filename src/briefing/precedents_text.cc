#include "briefing/precedents_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "briefing/phrases.h"

namespace demarche {
namespace {

std::string party(const std::string& id, const World& world) {
  if (id == "state") return "a state";
  if (id == "group") return "a group";
  return id.starts_with("ORG.") ? "a member of " + named(id, world) : named(id, world);
}

// Sources of an act, each publisher or document once.
std::vector<std::string> sources_of(const Act& act, const NameDocument& name_document) {
  std::vector<std::string> sources;
  for (const auto* report : act.reports) {
    auto one = name_document(report->document);
    if (std::find(sources.begin(), sources.end(), one) == sources.end()) sources.push_back(std::move(one));
  }
  return sources;
}

}  // namespace

std::string precedents_text(const PrecedentQuery& query, const Precedents& answer, std::size_t most,
                            const PrecedentWords& words, const World& world, const NameDocument& name_document) {
  std::string text;
  const auto add = [&]<class... Values>(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text), format, std::forward<Values>(values)...);
  };
  const auto what = query.moves.empty() && !query.type.empty()
                        ? query.type + (query.mode.empty() ? "" : "/" + query.mode) + " event"
                        : words.name_of_moves(query.moves);
  std::string scope = what;
  if (!query.actor.empty()) scope += " by " + party(query.actor, world);
  if (!query.recipient.empty()) scope += " toward " + party(query.recipient, world);
  std::string why = query.why.empty() ? "" : " over " + words.name_of_reason(query.why);
  if (query.within_days) why += fmt::format(" within {} days of it", *query.within_days);
  std::string time =
      query.from ? " since " + (query.from->month() == 1 && query.from->day() == 1 ? std::to_string(query.from->year())
                                                                                   : day_of(*query.from))
                 : "";
  if (query.before) time += " before " + day_of(*query.before);
  const auto covered = fmt::format("{} {}{} that this ledger holds, {} of them with a stated reason", answer.acts,
                                   plural(scope, answer.acts), time, answer.with_reason);
  if (answer.cases.empty()) {
    add("No {}case{} among the {}.\n", query.before ? "earlier " : "", why, covered);
  } else {
    add("{}{}: {} case{} among the {}.\n", capitalised(scope), why, answer.cases.size(),
        answer.cases.size() == 1 ? "" : "s", covered);
    add("The earliest: {} {}.\n\n", told(*answer.cases.front().act, world), when(*answer.cases.front().act->date));
  }
  std::size_t shown = 0;
  for (const auto& each : answer.cases) {
    if (shown == most) {
      add("  and {} more\n", answer.cases.size() - shown);
      break;
    }
    const auto& act = *each.act;
    add("{:>3}. {} {}{}\n", ++shown, capitalised(told(act, world)), when(*act.date), act.disputed ? " (disputed)" : "");
    for (const auto& reason : each.reasons) {
      add("     reason given: {}\n", reason);
      if (&reason - each.reasons.data() == 2) break;
    }
    if (each.cause) {
      add("     cause: {}", told(*each.cause, world));
      if (each.cause->date) add(" {}", when(*each.cause->date));
      if (each.cause->disputed)
        add(" (disputed)");
      else if (each.cause->claimed)
        add(" (claimed)");
      if (each.days_after_cause) add("; {} days before", *each.days_after_cause);
      add("\n");
    }
    const auto sources = sources_of(act, name_document);
    add("     {} report{}: {}{}\n", act.reports.size(), act.reports.size() == 1 ? "" : "s",
        fmt::join(sources.begin(),
                  sources.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(sources.size(), 4)), "; "),
        sources.size() > 4 ? fmt::format("; and {} more", sources.size() - 4) : "");
  }
  if (answer.first_day)
    add("\nThis rests on what the ledger holds, from {} to {}; that is not all that happened. \"Earliest\" means the "
        "earliest of these,\nand an act without a stated reason may have had this one.\n",
        day_of(*answer.first_day), day_of(*answer.last_day));
  return text;
}

}  // namespace demarche
