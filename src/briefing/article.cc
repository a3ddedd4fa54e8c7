// The briefing on one article by itself.
#include <fmt/format.h>

#include <algorithm>

#include "briefing/briefing.h"
#include "briefing/phrases.h"

namespace demarche {
namespace {

std::string who(const Mention& mention, const World& world) {
  if (!mention.name.empty() && mention.country.empty()) return mention.name;
  if (!mention.country.empty()) return named(mention.country, world);
  return mention.text.empty() ? "somebody not named" : "\"" + mention.text + "\"";
}

}  // namespace

Briefing brief_article(const Document& document, const Coding& coding, const World& world) {
  Briefing briefing;
  std::string title = document.title;
  for (const auto& paragraph : document.paragraphs)
    if (title.empty() && paragraph.heading)
      title = document.text.substr(paragraph.begin, paragraph.end - paragraph.begin);
  briefing.title = title.empty() ? document.id : title;
  const auto source = [&](std::size_t sentence, const std::string& text, const std::string& record) {
    briefing.sources.push_back({document.id, sentence, text, record, {}});
    return briefing.sources.size() - 1;
  };
  const auto acts = acts_of(coding.events);
  Section news{"What it tells", {}}, claimed{"What it tells on somebody's word", {}},
      history{"What it tells as history", {}}, said{"Who says so, and who denies", {}},
      not_done{"What is not (yet) done", {}}, open{"What it leaves open", {}};
  for (const auto& act : acts) {
    const Event& event = act.first();
    if (act.actors.empty() && act.recipients.empty()) continue;
    std::string text = capitalised(told(act, world)) + (act.date ? " " + when(*act.date) : "");
    if (act.move && act.move->notice_hours) text += fmt::format("; notice: {} hours", *act.move->notice_hours);
    if (!event.reasons.empty()) text += fmt::format("; reason given: \"{}\"", event.reasons.front().text);
    const Basis basis = act.disputed ? Basis::disputed : act.claimed ? Basis::claimed : Basis::known;
    auto& section = act.claimed ? claimed : event.background ? history : news;
    section.statements.push_back({text + ".", basis, {source(event.sentence, event.text, event.id)}});
    if (!act.date)
      open.statements.push_back({fmt::format("It does not say when {}.", told(act, world)), Basis::unknown, {}});
  }
  for (const auto& event : coding.events) {
    if (told_as_done(event)) continue;
    std::string text = fmt::format("{} is {}{}", event.type, event.negated ? "negated, " : "", name_of(event.modality));
    if (!event.actors.empty()) text = capitalised(who(event.actors.front(), world)) + ": " + text;
    if (!event.recipients.empty()) text += " toward " + who(event.recipients.front(), world);
    not_done.statements.push_back({text + ".", Basis::known, {source(event.sentence, event.text, event.id)}});
  }
  for (const auto& claim : coding.claims) {
    if (claim.stance == Stance::asserts && claim.about.empty() && !claim.evidence) continue;
    std::string text = fmt::format("{} {}", capitalised(who(claim.speaker, world)), name_of(claim.stance));
    if (claim.toward) text += " (toward " + who(*claim.toward, world) + ")";
    if (claim.evidence) text += ", claiming " + claim.evidence->text;
    if (!claim.quote.empty()) text += ": \"" + claim.quote + "\"";
    said.statements.push_back(
        {text + (text.ends_with('"') ? "" : "."), Basis::claimed, {source(claim.sentence, claim.text, claim.id)}});
  }
  for (auto* section : {&news, &claimed, &said, &not_done, &history, &open})
    if (!section->statements.empty()) briefing.sections.push_back(std::move(*section));
  if (briefing.sections.empty())
    briefing.sections.push_back(
        {"What it tells", {{"No event between actors that the program knows was found.", Basis::unknown, {}}}});
  return briefing;
}

}  // namespace demarche
