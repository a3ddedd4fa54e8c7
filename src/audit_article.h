// Write side and read side meet: an article is coded, and what it says is held against a ledger.
#pragma once

#include <functional>

#include "audit/audit.h"
#include "code.h"
#include "ledger/ledger.h"

namespace demarche {

using TakeAudit = std::function<void(const AuditedArticle& article, const Audit& audit)>;

// Codes the document, reads what the ledger tells of its parties (never the document itself) and hands on both.
Result<void> audit_article(const CodingPipeline& pipeline, SentenceReader::Workspace& workspace, const FactWords& words,
                           const Document& document, Ledger& ledger, const TakeAudit& take);

}  // namespace demarche
