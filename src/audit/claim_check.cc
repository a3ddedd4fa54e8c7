// Claims of an article against those of the record.
#include <fmt/format.h>

#include <algorithm>

#include "audit/checks.h"
#include "briefing/phrases.h"

namespace demarche {
namespace {

constexpr int kSaidWithin = 5;  // days between two reports of one statement

std::string speaker_of(const Claim& claim) {
  return claim.on_behalf_of.empty() ? side_of(claim.speaker) : claim.on_behalf_of;
}

}  // namespace

Checked check_claim(const Claim& claim, const AuditRecord& record, const World& world) {
  const std::string speaker = speaker_of(claim);
  if (speaker.empty()) return {};
  const std::string toward = claim.toward ? side_of(*claim.toward) : std::string();
  Checked found;
  for (const auto& other : record.claims) {
    if (speaker_of(other) != speaker || other.stance != claim.stance) continue;
    const std::string other_toward = other.toward ? side_of(*other.toward) : std::string();
    if (toward.empty() || other_toward != toward) continue;
    if (!claim.said || !other.said || apart(*claim.said, *other.said) > kSaidWithin) continue;
    found.verdict = Verdict::supported;
    found.why = fmt::format("{} said so elsewhere too", named(speaker, world));
    const bool told = std::any_of(found.sources.begin(), found.sources.end(), [&](const AuditSource& source) {
      return source.document == other.document && source.sentence == other.sentence;
    });
    if (!told && found.sources.size() < 3)
      found.sources.push_back({other.document, other.sentence, other.text, other.id, other.said->begin});
  }
  return found;
}

}  // namespace demarche
