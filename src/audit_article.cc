#include "audit_article.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "events/notice.h"

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
    if (const auto hours = notice_hours(Tree(sentence), pipeline_.lexicon()); hours && !sentence.in_title)
      notices.emplace_back(i, *hours);
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
  LedgerActs of_moves;
  auto acts = moves_beside(document.id, of_moves);
  if (!acts) return tl::unexpected(acts.error());
  std::vector<EventQuery> queries;
  std::vector<Claim> claims;
  for (const auto& party : parties) {
    queries.emplace_back().parties = {party};
    auto of_party = ledger_.claims({{party}, {}, {}});
    if (!of_party) return tl::unexpected(of_party.error());
    for (auto& claim : *of_party)
      if (claim.document != document.id) claims.push_back(std::move(claim));
  }
  auto others =
      read_acts(ledger_, queries, [&](const Event& event) { return event.document != document.id && !event.move; });
  if (!others) return tl::unexpected(others.error());
  // a move and what is none are never one act: merged apart they come out as merged together
  acts->insert(acts->end(), std::make_move_iterator(others->acts.begin()), std::make_move_iterator(others->acts.end()));
  sort_acts(*acts);
  const AuditedArticle article{document, coding, facts, sentences, notices};
  take(article, audit_of(article, words_, {*acts, claims}, pipeline_.world()));
  return {};
}

Result<std::vector<Act>> ArticleAuditor::moves_beside(const std::string& document, LedgerActs& told) {
  if (!moves_) {
    EventQuery query;
    query.moves_only = true;
    auto read = read_acts(ledger_, query);
    if (!read) return tl::unexpected(read.error());
    read_ = std::move(*read);
    moves_ = read_->acts;
  }
  const auto of_document = [&](const Event* report) { return report->document == document; };
  const auto tells_one = [&](const Act& act) {
    return std::any_of(act.reports.begin(), act.reports.end(), of_document);
  };
  if (std::none_of(moves_->begin(), moves_->end(), tells_one)) return std::vector<Act>(moves_->begin(), moves_->end());
  // what its reports held together may be several acts without them
  std::vector<Event> others;
  for (const auto& act : *moves_)
    for (const auto* report : act.reports)
      if (!of_document(report)) others.push_back(*report);
  auto again = merged(ledger_, std::move(others));
  if (!again) return tl::unexpected(again.error());
  told = std::move(*again);
  return told.acts;
}

}  // namespace demarche
