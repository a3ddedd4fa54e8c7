// Write side and read side meet: an article is coded, and what it says is held against a ledger.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "audit/audit.h"
#include "code.h"
#include "ledger/ledger.h"

namespace demarche {

using TakeAudit = std::function<void(const AuditedArticle& article, const Audit& audit)>;

// Audits articles against one ledger. What it borrows must outlive it, and the ledger must not change meanwhile: its
// moves are read once, with the first article.
class ArticleAuditor {
 public:
  ArticleAuditor(const CodingPipeline& pipeline, const AuditWords& words, Ledger& ledger)
      : pipeline_(pipeline), words_(words), ledger_(ledger) {}

  // Codes the document, reads what the ledger tells of its parties (never the document itself) and hands on both. The
  // workspace belongs to the calling thread.
  Result<void> audit(const Document& document, SentenceReader::Workspace& workspace, const TakeAudit& take);

 private:
  const CodingPipeline& pipeline_;
  const AuditWords& words_;
  Ledger& ledger_;
  std::optional<std::vector<Event>> moves_;  // all of the ledger
};

// One article.
Result<void> audit_article(const CodingPipeline& pipeline, SentenceReader::Workspace& workspace, const AuditWords& words,
                           const Document& document, Ledger& ledger, const TakeAudit& take);

}  // namespace demarche
