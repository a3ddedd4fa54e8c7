#include "audit/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/checks.h"
#include "briefing/phrases.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// A coded event told in words, with its day where the text names one.
std::string assertion_of(const Event& event, const World& world) {
  std::string text = told(act_alone(event), world);
  if (event.date && event.date_from == DateSource::expression) text += " " + when(*event.date);
  if (event.negated) text = "not: " + text;
  return capitalised(text);
}

std::string assertion_of(const Claim& claim, const World& world) {
  const std::string speaker = claim.on_behalf_of.empty() ? claim.speaker.text : named(claim.on_behalf_of, world);
  std::string stance(name_of(claim.stance));
  std::replace(stance.begin(), stance.end(), '-', ' ');
  std::string text = speaker + " " + stance;
  if (claim.toward && !side_of(*claim.toward).empty()) text += " (toward " + named(side_of(*claim.toward), world) + ")";
  return capitalised(text);
}

class Auditor {
 public:
  Auditor(const AuditedArticle& article, const AuditWords& words, const AuditRecord& record, const World& world)
      : article_(article), document_(article.document), words_(words), record_(record), world_(world) {
    audit_.document = document_.id;
    audit_.title = document_.title;
  }

  Audit make() {
    const Coding& coding = article_.coding;
    // joining is told as an event too: the fact says it more exactly
    std::set<std::pair<std::size_t, std::string>> memberships;
    for (const auto& fact : article_.facts) {
      add(fact.sentence, fact.in_title, fact.text, demarche::told(fact, world_),
          check_fact(fact, words_.facts, record_, world_, document_.date));
      if (fact.kind == FactKind::member) memberships.emplace(fact.sentence, fact.object);
    }
    std::set<std::size_t> told;  // sentences whose superlative is of their own act
    for (const auto& event : coding.events) {
      const auto recipients = sides_of(event.recipients);
      if (!event.move && std::any_of(recipients.begin(), recipients.end(), [&](const std::string& one) {
            return memberships.contains({event.sentence, one});
          }))
        continue;
      auto checked = check_event(event, record_, world_, document_.date);
      if (checked.verdict == Verdict::supported && event.claimed && denied(event, coding))
        checked = {Verdict::disputed, "somebody denies it", checked.sources};
      if (checked.verdict == Verdict::unknown && event.disputed)
        checked = {Verdict::disputed, "denied in the article itself", {}};
      add(event.sentence, event.in_title, event.text, assertion_of(event, world_), checked);
      add_notice(event);
      const auto superlative = words_.facts.superlative_in(event.text);
      if (superlative.kind != Superlative::none && event.move) {
        told.insert(event.sentence);
        add_superlative(superlative, event, event.sentence, event.in_title, event.text);
      }
    }
    // "It was the first time ...": of the latest move told before it
    for (const auto& [sentence, text] : article_.sentences) {
      const auto superlative = words_.facts.superlative_in(text);
      if (superlative.kind == Superlative::none || told.contains(sentence)) continue;
      const Event* last_move = nullptr;
      for (const auto& event : coding.events)
        if (event.move && !event.in_title && event.sentence < sentence && sentence - event.sentence <= 2 &&
            (!last_move || event.sentence > last_move->sentence))
          last_move = &event;
      if (last_move) add_superlative(superlative, *last_move, sentence, false, text);
    }
    for (const auto& claim : coding.claims)
      if (claim.stance == Stance::denies || claim.stance == Stance::accuses || claim.stance == Stance::condemns ||
          claim.stance == Stance::supports)
        add(claim.sentence, claim.in_title, claim.text, assertion_of(claim, world_),
            check_claim(claim, record_, world_));
    std::stable_sort(audit_.findings.begin(), audit_.findings.end(), [](const Finding& a, const Finding& b) {
      return std::pair(!a.in_title, a.sentence) < std::pair(!b.in_title, b.sentence);
    });
    return std::move(audit_);
  }

 private:
  bool denied(const Event& event, const Coding& coding) const {
    return std::any_of(coding.claims.begin(), coding.claims.end(),
                       [&](const Claim& claim) { return claim.about == event.id && claim.stance == Stance::denies; });
  }
  // The term may stand some sentences behind the move: "They were given 24 hours".
  void add_notice(const Event& event) {
    if (!event.move || !event.move->notice_hours) return;
    const auto checked = check_notice(event, record_);
    if (checked.verdict == Verdict::unknown) return;
    const auto told = std::find_if(article_.notices.begin(), article_.notices.end(), [&](const auto& notice) {
      return notice.first >= event.sentence && notice.second == *event.move->notice_hours;
    });
    if (told == article_.notices.end()) return;
    for (const auto& [sentence, text] : article_.sentences)
      if (sentence == told->first)
        add(sentence, false, text, fmt::format("{}, at {} hours' notice", assertion_of(event, world_), told->second),
            checked);
  }
  void add_superlative(ToldSuperlative superlative, const Event& event, std::size_t sentence, bool in_title,
                       const std::string& text) {
    const auto checked = check_superlative(superlative, event, text, record_, words_.precedents, world_);
    if (checked.verdict == Verdict::unknown && checked.why.empty()) return;
    const std::string what = superlative.kind == Superlative::first    ? "the first of its kind"
                             : superlative.kind == Superlative::notice ? "the shortest notice"
                                                                       : "the largest number";
    add(sentence, in_title, text, assertion_of(event, world_) + ": " + what, checked);
  }
  void add(std::size_t sentence, bool in_title, const std::string& text, std::string assertion, Checked checked) {
    // the same said of the same sentence twice is one finding
    for (const auto& finding : audit_.findings)
      if (finding.sentence == sentence && finding.in_title == in_title && finding.assertion == assertion) return;
    audit_.findings.push_back({sentence, in_title, text, std::move(assertion), checked.verdict, std::move(checked.why),
                               std::move(checked.sources)});
  }

  const AuditedArticle& article_;
  const Document& document_;
  const AuditWords& words_;
  const AuditRecord& record_;
  const World& world_;
  Audit audit_;
};

}  // namespace

std::string_view name_of(Verdict verdict) {
  static constexpr std::array kNames = {"unknown"sv, "supported"sv, "contradicted"sv, "disputed"sv, "unprecedented"sv};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::array<std::size_t, 5> Audit::counts() const {
  std::array<std::size_t, 5> counts{};
  for (const auto& finding : findings) ++counts[static_cast<std::size_t>(finding.verdict)];
  return counts;
}

Result<AuditWords> AuditWords::load(const std::filesystem::path& data) {
  auto facts = FactWords::load(data / "knowledge" / "facts" / "standing.facts");
  if (!facts) return tl::unexpected(facts.error());
  auto precedents = PrecedentWords::load(data / "knowledge" / "ontology" / "precedents.words");
  if (!precedents) return tl::unexpected(precedents.error());
  return AuditWords{std::move(*facts), std::move(*precedents)};
}

Audit audit_of(const AuditedArticle& article, const AuditWords& words, const AuditRecord& record, const World& world) {
  return Auditor(article, words, record, world).make();
}

}  // namespace demarche
