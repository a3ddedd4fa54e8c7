// Write side and read side meet: an article is coded, and what it says is held against a ledger.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "audit/audit.h"
#include "code.h"
#include "ledger/ledger.h"
#include "relations/ledger_acts.h"

namespace demarche {

using TakeAudit = std::function<void(const AuditedArticle& article, const Audit& audit)>;

// Audits articles against one ledger. What it borrows must outlive it, and the ledger must not change meanwhile: its
// moves are read and merged once. For one thread at a time.
class ArticleAuditor {
 public:
  // Reads the moves with the first article.
  ArticleAuditor(const CodingPipeline& pipeline, const AuditWords& words, Ledger& ledger)
      : pipeline_(pipeline), words_(words), ledger_(ledger) {}
  // For who has the ledger's acts already: those of them that are moves, in the order of acts_of.
  ArticleAuditor(const CodingPipeline& pipeline, const AuditWords& words, Ledger& ledger, std::span<const Act> moves)
      : pipeline_(pipeline), words_(words), ledger_(ledger), moves_(moves) {}

  // Codes the document, reads what the ledger tells of its parties (never the document itself) and hands on both. The
  // workspace belongs to the calling thread.
  Result<void> audit(const Document& document, SentenceReader::Workspace& workspace, const TakeAudit& take);

 private:
  // Acts of all moves that other documents tell of; the events that they borrow from are in `told` where the document
  // itself is told of in the ledger.
  Result<std::vector<Act>> moves_beside(const std::string& document, LedgerActs& told);

  const CodingPipeline& pipeline_;
  const AuditWords& words_;
  Ledger& ledger_;
  std::optional<LedgerActs> read_;             // where it read the moves itself
  std::optional<std::span<const Act>> moves_;  // of the whole ledger
};

}  // namespace demarche
