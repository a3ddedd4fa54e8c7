// knowledge/facts/standing.facts read.
#include "base/letters.h"
#include "base/stanza_file.h"
#include "facts/facts.h"

namespace demarche {
namespace {

Result<void> read_fact(const Stanza& stanza, const StanzaFile& file, FactWords::Words& words) {
  for (const auto& line : stanza.lines) {
    auto lemmas = list_of(line.value, '|');
    std::vector<std::string>* list = line.key == "begins"     ? &words.begins
                                     : line.key == "is"       ? &words.is
                                     : line.key == "ends"     ? &words.ends
                                     : line.key == "has"      ? &words.has
                                     : line.key == "qualify"  ? &words.qualify
                                     : line.key == "whole"    ? &words.whole
                                     : line.key == "not-held" ? &words.not_held
                                     : line.key == "loose"    ? &words.loose
                                                              : nullptr;
    if (!list) return fail("a fact has no such line", file.path, line.line, 0, line.key);
    list->insert(list->end(), lemmas.begin(), lemmas.end());
  }
  return {};
}

}  // namespace

Result<FactWords> FactWords::load(const std::filesystem::path& path) {
  const auto file = read_stanzas(path);
  if (!file) return tl::unexpected(file.error());
  FactWords all;
  for (const auto& stanza : file->stanzas) {
    Words* words = stanza.id == "member"      ? &all.member
                   : stanza.id == "relations" ? &all.relations
                   : stanza.id == "capital"   ? &all.capital
                   : stanza.id == "office"    ? &all.office
                                              : nullptr;
    if (stanza.kind == "fact" && words) {
      if (auto read = read_fact(stanza, *file, *words); !read) return tl::unexpected(read.error());
      continue;
    }
    const auto superlative = stanza.kind == "first"                              ? Superlative::first
                             : stanza.kind == "extreme" && stanza.id == "notice" ? Superlative::notice
                             : stanza.kind == "extreme" && stanza.id == "count"  ? Superlative::count
                                                                                 : Superlative::none;
    if (superlative == Superlative::none)
      return fail("no such stanza", file->path, stanza.line, 1, stanza.kind + " " + stanza.id);
    for (const auto& line : stanza.lines) {
      if (line.key != "words") return fail("only 'words' can stand here", file->path, line.line, 0, line.key);
      for (const auto& phrase : list_of(line.value)) all.superlatives_.emplace_back(superlative, lower_ascii(phrase));
    }
  }
  return all;
}

ToldSuperlative FactWords::superlative_in(std::string_view sentence) const {
  const std::string lower = lower_ascii(sentence);
  for (const auto& [superlative, phrase] : superlatives_)
    if (const auto at = lower.find(phrase); at != std::string::npos) return {superlative, at + phrase.size()};
  return {};
}

}  // namespace demarche
