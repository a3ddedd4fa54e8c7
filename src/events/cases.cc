#include "events/cases.h"

#include <algorithm>

#include "events/coder.h"
#include "events/match.h"
#include "events/tree.h"

namespace demarche {
namespace {

bool has(const std::vector<Mention>& mentions, const std::string& id) {
  if (id == "-") return true;
  return std::any_of(mentions.begin(), mentions.end(),
                     [&](const Mention& each) { return each.id == id || each.country == id; });
}

std::string shown(const std::vector<Event>& events) {
  std::string text;
  for (const auto& event : events) {
    text += (text.empty() ? "" : "; ") + event.rule + " ";
    for (const auto& actor : event.actors) text += (actor.id.empty() ? "'" + actor.text + "'" : actor.id) + " ";
    text += ">";
    for (const auto& recipient : event.recipients)
      text += " " + (recipient.id.empty() ? "'" + recipient.text + "'" : recipient.id);
  }
  return text.empty() ? "nothing" : text;
}

}  // namespace

std::vector<Error> run_lexicon_cases(const Lexicon& lexicon, const World& world, const SentenceReader& reader,
                                     std::size_t* count) {
  const Coder coder(lexicon, world, reader.irregular_forms(), "");
  const Matcher matcher(lexicon);
  const auto workspace = reader.workspace();
  std::vector<Error> failures;
  std::size_t cases = 0;
  for (const auto& entry : lexicon.entries())
    for (const auto& one : entry.cases) {
      ++cases;
      Document document;
      document.id = "case";
      document.text = one.text;
      document.date = Date::from(2020, 1, 15);
      document.paragraphs = {{0, static_cast<std::uint32_t>(one.text.size()), false}};
      const auto sentences = reader.read(document, *workspace);
      const auto coding =
          coder.code(document, {[&](const TakeSentences& take) { reader.split(document, take); },
                                [&](std::span<Sentence* const> some) { reader.parse(some, *workspace); }});
      bool matched = false;
      for (const auto& sentence : sentences) {
        const Tree tree(sentence);
        const BoundWords bound(tree, lexicon);
        for (int i = 0; i < tree.size(); ++i)
          if (const auto match = matcher.best(tree, bound, i)) matched = matched || match->entry == &entry;
      }
      // of two entries for one type of event either may win
      const auto is_of = [&](const Event& event) {
        return event.rule == entry.id || entry.pass || (entry.code && event.type == entry.code->type);
      };
      bool fits = matched || std::any_of(coding.events.begin(), coding.events.end(), is_of);
      if (!one.actor.empty())
        fits = std::any_of(coding.events.begin(), coding.events.end(), [&](const Event& event) {
          return is_of(event) && has(event.actors, one.actor) &&
                 (one.recipient.empty() || has(event.recipients, one.recipient) ||
                  (event.reciprocal && has(event.actors, one.recipient)));
        });
      if (one.must_fire && !fits)
        failures.push_back({entry.id + (matched ? " fires with other roles" : " does not fire") +
                                " (coded: " + shown(coding.events) + ")",
                            one.file, one.line, 0, one.text});
      if (!one.must_fire && std::any_of(coding.events.begin(), coding.events.end(),
                                        [&](const Event& event) { return event.rule == entry.id; }))
        failures.push_back({entry.id + " fires on a near-twin (coded: " + shown(coding.events) + ")", one.file,
                            one.line, 0, one.text});
    }
  if (count) *count = cases;
  return failures;
}

}  // namespace demarche
