#include "audit_article.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "events/details.h"
#include "relations/ledger_acts.h"

namespace demarche {
namespace {

void note_parties(std::set<std::string>& parties, const std::vector<Mention>& mentions) {
  for (const auto& side : sides_of(mentions)) parties.insert(side);
}

}  // namespace

Result<void> ArticleAuditor::audit(const Document& document, SentenceReader::Workspace& workspace,
                                   const TakeAudit& take) {
  const auto read = pipeline_.reader().read(document, workspace);
  const Coding coding = pipeline_.code(document, read);
  std::vector<StandingFact> facts;
  std::vector<std::pair<std::size_t, std::string>> sentences;
  std::vector<std::pair<std::size_t, int>> notices;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const auto& sentence = read[i];
    const std::string& field = sentence.in_title ? document.title : document.text;
    const std::string text = field.substr(sentence.begin, sentence.end - sentence.begin);
    if (!sentence.in_title) sentences.emplace_back(i, text);
    if (const auto hours = notice_hours(Tree(sentence)); hours && !sentence.in_title) notices.emplace_back(i, *hours);
    auto found = standing_facts(sentence, i, text, document.date, words_.facts, pipeline_.world());
    facts.insert(facts.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  std::set<std::string> parties;
  for (const auto& event : coding.events) {
    note_parties(parties, event.actors);
    note_parties(parties, event.recipients);
  }
  for (const auto& fact : facts)
    if (fact.kind == FactKind::relations) parties.insert({fact.subject, fact.object});
  // all that other documents tell of any of the parties, and all moves on the ladder
  if (!moves_) {
    EventQuery query;
    query.moves_only = true;
    auto moves = ledger_.events(query);
    if (!moves) return tl::unexpected(moves.error());
    moves_ = std::move(*moves);
  }
  std::vector<EventQuery> queries;
  std::vector<Claim> claims;
  for (const auto& party : parties) {
    queries.emplace_back().parties = {party};
    auto of_party = ledger_.claims({{party}, {}, {}});
    if (!of_party) return tl::unexpected(of_party.error());
    for (auto& claim : *of_party)
      if (claim.document != document.id) claims.push_back(std::move(claim));
  }
  const auto is_others = [&](const Event& event) { return event.document != document.id; };
  auto events = read_events(ledger_, queries, [&](const Event& event) { return is_others(event) && !event.move; });
  if (!events) return tl::unexpected(events.error());
  std::copy_if(moves_->begin(), moves_->end(), std::back_inserter(*events), is_others);
  const auto told = merged(ledger_, std::move(*events));
  if (!told) return tl::unexpected(told.error());
  const AuditedArticle article{document, coding, facts, sentences, notices};
  take(article, audit_of(article, words_, {told->acts, claims}, pipeline_.world()));
  return {};
}

Result<void> audit_article(const CodingPipeline& pipeline, SentenceReader::Workspace& workspace, const AuditWords& words,
                           const Document& document, Ledger& ledger, const TakeAudit& take) {
  return ArticleAuditor(pipeline, words, ledger).audit(document, workspace, take);
}

}  // namespace demarche
