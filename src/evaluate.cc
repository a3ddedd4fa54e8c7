#include "evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace demarche {
namespace {

const std::string& name_of(const GoldText& text) {
  return text.document.empty() && text.text ? text.text->id : text.document;
}

bool left_out(const Event& event, const LeaveOut& which) {
  const bool done = event.modality == Modality::done || event.modality == Modality::ongoing;
  return (which.undone && !done) || (which.negated && event.negated) || (which.claimed && event.claimed) ||
         (which.background && event.background);
}

const std::vector<Event>* find(const CodedDocuments& coded, const GoldText& text) {
  auto found = text.text ? coded.find(text.text->id) : coded.end();
  if (found == coded.end()) found = coded.find(text.document);
  if (found == coded.end() && text.text) found = coded.find(text.text->text);
  return found == coded.end() ? nullptr : &found->second;
}

std::set<std::string> documents_named(const GoldSet& gold) {
  std::set<std::string> names;
  for (const auto& text : gold.texts)
    if (!text.document.empty()) names.insert(text.document);
  return names;
}

// One labelled event, or one for each pair.
void add_gold(const GoldEvent& gold, bool pairs, std::vector<GoldEvent>& to) {
  if (!pairs) return to.push_back(gold);
  for (auto& event : in_pairs(gold.event)) to.push_back({std::move(event), gold.said, gold.line});
}

}  // namespace

CodedDocuments code_labelled(const CodingPipeline& pipeline, const GoldSet& gold,
                             std::span<const std::filesystem::path> files, const ReadOptions& reading, unsigned threads,
                             const TakeProblem& problem) {
  CodedDocuments coded;
  const auto keep = [&](const Document& document, Coding coding) {
    if (!document.url.empty()) coded[document.url] = coding.events;
    coded[document.id] = std::move(coding.events);
    return true;
  };
  code_files(pipeline, files, reading, {}, threads, keep, problem);
  std::size_t next = 0;
  const auto next_text = [&]() -> std::optional<Document> {
    while (next < gold.texts.size()) {
      const auto& text = gold.texts[next++];
      if (text.text && !coded.contains(text.text->id)) return text.text;
    }
    return {};
  };
  code_documents(pipeline, next_text, {}, threads, keep);
  return coded;
}

Result<CodedDocuments> coded_in(Ledger& ledger, const GoldSet& gold, const CodingPipeline* afresh, unsigned threads) {
  CodedDocuments coded;
  const auto records = ledger.documents();
  if (!records) return tl::unexpected(records.error());
  const auto named = documents_named(gold);
  std::vector<Document> texts;
  for (const auto& record : *records) {
    if (!named.contains(record.id) && !named.contains(record.url)) continue;
    auto stored = ledger.stored(record.id);
    if (!stored) return tl::unexpected(stored.error());
    if (!*stored) continue;
    if (afresh && (*stored)->keep == Keep::text) {
      texts.push_back(std::move((*stored)->document));
      continue;
    }
    if (!record.url.empty()) coded[record.url] = (*stored)->coding.events;
    coded[record.id] = std::move((*stored)->coding.events);
  }
  if (!afresh) return coded;
  std::size_t next = 0;
  code_documents(
      *afresh, [&] { return next < texts.size() ? std::optional(texts[next++]) : std::nullopt; }, {}, threads,
      [&](const Document& document, Coding coding) {
        if (!document.url.empty()) coded[document.url] = coding.events;
        coded[document.id] = std::move(coding.events);
        return true;
      });
  return coded;
}

Result<CodedDocuments> read_coded(const std::filesystem::path& path, const GoldOptions& options, const World& world,
                                  const Ontology& ontology, const TakeProblem& problem, std::size_t& left_out) {
  const auto set = read_gold(path, options, world, ontology, problem);
  if (!set) return tl::unexpected(set.error());
  left_out = set->left_out;
  CodedDocuments coded;
  for (const auto& text : set->texts) {
    auto& events = coded[text.document.empty() && text.text ? text.text->text : text.document];
    for (const auto& each : text.events) events.push_back(each.event);
  }
  return coded;
}

std::unique_ptr<const Evaluated> evaluate(const GoldSet& gold, const CodedDocuments& coded,
                                          const EvaluateOptions& options) {
  auto done = std::make_unique<Evaluated>();
  Rule rule = options.rule;
  rule.yields = rule.yields || gold.yields;
  for (const auto& text : gold.texts) {
    const auto* events = find(coded, text);
    if (!events) {
      done->without_coding.push_back(name_of(text));
      continue;
    }
    GoldText& kept = done->texts.emplace_back(text);
    kept.events.clear();
    for (const auto& each : text.events) {
      if (left_out(each.event, options.leave_out)) continue;
      if (label_of(each.event, rule).empty() && rule.by[static_cast<std::size_t>(Field::type)])
        ++done->without_label;
      else
        add_gold(each, options.pairs, kept.events);
    }
    auto& compared = done->coded.emplace_back();
    for (const auto& event : *events) {
      if (left_out(event, options.leave_out)) continue;
      if (options.pairs)
        for (auto& one : in_pairs(event)) compared.push_back(std::move(one));
      else
        compared.push_back(event);
    }
  }
  std::vector<Compared> all;
  for (std::size_t i = 0; i < done->texts.size(); ++i) all.push_back({&done->texts[i], done->coded[i]});
  done->evaluation = evaluate(all, rule);
  return done;
}

}  // namespace demarche
