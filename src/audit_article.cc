#include "audit_article.h"

#include <set>

#include "events/details.h"

namespace demarche {
namespace {

// All that other documents tell of any of these parties, and all moves on the ladder.
Result<std::vector<Event>> events_of(Ledger& ledger, const std::set<std::string>& parties, const std::string& except) {
  std::vector<Event> all;
  std::set<std::string> seen;
  const auto take = [&](const EventQuery& query) -> Result<void> {
    auto events = ledger.events(query);
    if (!events) return tl::unexpected(events.error());
    for (auto& event : *events)
      if (event.document != except && seen.insert(event.document + "\n" + event.id).second)
        all.push_back(std::move(event));
    return {};
  };
  for (const auto& party : parties) {
    EventQuery query;
    query.parties = {party};
    if (const auto taken = take(query); !taken) return tl::unexpected(taken.error());
  }
  EventQuery moves;
  moves.moves_only = true;
  if (const auto taken = take(moves); !taken) return tl::unexpected(taken.error());
  return all;
}

void note_parties(std::set<std::string>& parties, const std::vector<Mention>& mentions) {
  for (const auto& side : sides_of(mentions)) parties.insert(side);
}

}  // namespace

Result<void> audit_article(const CodingPipeline& pipeline, SentenceReader::Workspace& workspace, const FactWords& words,
                           const Document& document, Ledger& ledger, const TakeAudit& take) {
  const Coding coding = pipeline.code(document, workspace);
  std::vector<StandingFact> facts;
  std::vector<std::pair<std::size_t, std::string>> sentences;
  std::vector<std::pair<std::size_t, int>> notices;
  const auto read = pipeline.reader().read(document, workspace);
  for (std::size_t i = 0; i < read.size(); ++i) {
    const auto& sentence = read[i];
    const std::string& field = sentence.in_title ? document.title : document.text;
    const std::string text = field.substr(sentence.begin, sentence.end - sentence.begin);
    if (!sentence.in_title) sentences.emplace_back(i, text);
    if (const auto hours = notice_hours(Tree(sentence)); hours && !sentence.in_title) notices.emplace_back(i, *hours);
    auto found = standing_facts(sentence, i, text, document.date, words, pipeline.world());
    facts.insert(facts.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  std::set<std::string> parties;
  for (const auto& event : coding.events) {
    note_parties(parties, event.actors);
    note_parties(parties, event.recipients);
  }
  for (const auto& fact : facts)
    if (fact.kind == FactKind::relations) parties.insert({fact.subject, fact.object});
  const auto events = events_of(ledger, parties, document.id);
  if (!events) return tl::unexpected(events.error());
  std::vector<Claim> claims;
  for (const auto& party : parties) {
    auto of_party = ledger.claims({{party}, {}, {}});
    if (!of_party) return tl::unexpected(of_party.error());
    for (auto& claim : *of_party)
      if (claim.document != document.id) claims.push_back(std::move(claim));
  }
  const auto acts = acts_of(*events);
  const AuditedArticle article{document, coding, facts, sentences, notices};
  take(article, audit_of(article, words, {acts, claims}, pipeline.world()));
  return {};
}

}  // namespace demarche
