#include "briefing/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/letters.h"
#include "briefing/phrases.h"

namespace demarche {
namespace {

constexpr const char* kOfTheProject = "recorded in the project's files of the world";

// Words that lead to a reason or point back to one, and say nothing of it.
constexpr std::array kEmptyWords = {
    "over",        "for",   "because", "of",   "after",   "in",    "response", "to",     "due",    "as",     "a",
    "an",          "the",   "which",   "that", "this",    "it",    "its",      "on",     "by",     "and",    "with",
    "from",        "what",  "whom",    "them", "account", "first", "second",   "latter", "former", "answer", "answers",
    "retaliation", "reply", "move",    "step", "steps",   "their", "other",    "side"};

// Sources that no statement cites go; the others are numbered in the order in which a reader meets them.
void number_sources(Briefing& briefing) {
  std::vector<std::size_t> place(briefing.sources.size(), briefing.sources.size());
  std::vector<Source> cited;
  const auto meet = [&](std::vector<std::size_t>& sources) {
    for (auto& one : sources) {
      if (place[one] == briefing.sources.size()) {
        place[one] = cited.size();
        cited.push_back(briefing.sources[one]);
      }
      one = place[one];
    }
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  };
  for (auto& statement : briefing.lead) meet(statement.sources);
  for (auto& section : briefing.sections)
    for (auto& statement : section.statements) meet(statement.sources);
  for (auto& move : briefing.chart.moves) meet(move.sources);
  briefing.sources = std::move(cited);
}

}  // namespace

BriefingWriter::BriefingWriter(const Record& record, const World& world) : record_(record), world_(world) {
  for (const auto& act : record.acts)
    for (const auto* report : act.reports) act_of_.emplace(report->id, &act);
}

void BriefingWriter::say(std::string text, Basis basis, std::vector<std::size_t> sources) {
  text = capitalised(std::move(text));
  for (const auto& section : briefing_.sections)
    for (const auto& each : section.statements)
      if (each.text == text) return;
  briefing_.sections.back().statements.push_back({std::move(text), basis, std::move(sources)});
}

void BriefingWriter::say(const ToldOfIncident& told) {
  say(told.text, told.basis, sources_of(told.sources, told.sources.size()));
}

Briefing BriefingWriter::finished() {
  number_sources(briefing_);
  std::set<std::string> documents;
  for (const auto& one : briefing_.sources)
    if (!one.record.empty()) documents.insert(one.document);
  briefing_.note = fmt::format(
      "Coded and written by machine, from {} document{}. What a document says was read by rules and a parser, which "
      "err; what is not in the ledger was not looked at. Read the sources before you rely on a statement.",
      documents.size(), documents.size() == 1 ? "" : "s");
  return std::move(briefing_);
}

std::size_t BriefingWriter::source(Source source) {
  const auto found = std::find_if(briefing_.sources.begin(), briefing_.sources.end(), [&](const Source& each) {
    return each.document == source.document && each.text == source.text && each.record.empty() == source.record.empty();
  });
  if (found != briefing_.sources.end()) return static_cast<std::size_t>(found - briefing_.sources.begin());
  if (record_.name_of_document && !source.record.empty()) source.name = record_.name_of_document(source.document);
  briefing_.sources.push_back(std::move(source));
  return briefing_.sources.size() - 1;
}

std::size_t BriefingWriter::source(const Event& report) {
  return source({report.document, report.sentence, report.text, report.id, {}});
}

std::vector<std::size_t> BriefingWriter::sources_of(const Act& act, std::size_t most) {
  std::vector<std::size_t> list;
  for (const auto* report : act.reports)
    if (list.size() < most) add_once(list, {source(*report)});
  return list;
}

std::vector<std::size_t> BriefingWriter::sources_of(const std::vector<RecordRef>& refs, std::size_t most) {
  std::vector<std::size_t> list;
  for (const auto& ref : refs)
    if (list.size() < most) add_once(list, {source({ref.document, ref.sentence, ref.text, ref.record, {}})});
  return list;
}

std::vector<std::size_t> BriefingWriter::source_of(const Claim& claim) {
  return {source({claim.document, claim.sentence, claim.text, claim.id, {}})};
}

std::vector<std::size_t> BriefingWriter::source_of(const Tie& tie) {
  return {source({tie.file, 0, tie.source.empty() ? kOfTheProject : tie.source, {}, {}})};
}

std::vector<std::size_t> BriefingWriter::source_of_file(const std::string& place) {
  return {source({place, 0, kOfTheProject, {}, {}})};
}

const Act* BriefingWriter::act_of(const std::string& event) const {
  const auto found = act_of_.find(event);
  return found == act_of_.end() ? nullptr : found->second;
}

std::string BriefingWriter::called(const std::string& id) const { return named(id, world_); }

void add_once(std::vector<std::size_t>& list, const std::vector<std::size_t>& more) {
  for (const auto one : more)
    if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
}

std::string side_of_id(const std::string& id) {
  return id.starts_with("GRP.") || id.starts_with("ORG.") ? id : id.substr(0, id.find('.'));
}

std::set<std::string> telling_words(const std::string& reason) {
  std::set<std::string> words;
  std::string word;
  for (const char letter : lower_ascii(reason) + " ") {
    if (std::isalnum(static_cast<unsigned char>(letter)) || (static_cast<unsigned char>(letter) & 0x80)) {
      word += letter;
      continue;
    }
    const bool empty = word.empty() || std::any_of(kEmptyWords.begin(), kEmptyWords.end(),
                                                   [&](const char* each) { return word == each; });
    if (!empty) words.insert(word);
    word.clear();
  }
  return words;
}

}  // namespace demarche
