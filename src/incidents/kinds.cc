// knowledge/incidents/incidents.kinds read.
#include <array>

#include "base/letters.h"
#include "base/stanza_file.h"
#include "incidents/incidents.h"

namespace demarche {
namespace {

std::vector<std::string> lower_list(std::string_view value) {
  std::vector<std::string> list = list_of(value);
  for (auto& one : list) one = lower_ascii(one);
  return list;
}

void append(std::vector<std::string>& to, std::vector<std::string> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

IncidentKinds::EventPattern pattern_of(const std::string& value) {
  const auto blank = value.find(' ');
  if (blank == std::string::npos) return {value, {}};
  return {value.substr(0, blank), std::string(trimmed(std::string_view(value).substr(blank)))};
}

Failure mistake(std::string message, const StanzaFile& file, const StanzaLine& line, std::string fragment) {
  return fail(std::move(message), file.path, line.line, line.value_column, std::move(fragment));
}

Result<IncidentKinds::Kind> kind_of(const Stanza& stanza, const StanzaFile& file) {
  IncidentKinds::Kind kind;
  kind.name = stanza.id;
  for (const auto& line : stanza.lines) {
    if (line.key == "event")
      kind.events.push_back(pattern_of(line.value));
    else if (line.key == "needs")
      append(kind.needs, lower_list(line.value));
    else if (line.key == "nouns")
      append(kind.nouns, lower_list(line.value));
    else if (line.key == "names")
      kind.title = line.value;
    else if (line.key == "context")
      kind.context = line.value;
    else if (line.key == "days") {
      kind.days = 0;
      for (const char c : line.value) {
        if (c < '0' || c > '9' || kind.days > 1000) return mistake("not a number of days", file, line, line.value);
        kind.days = kind.days * 10 + (c - '0');
      }
    } else {
      return mistake("a kind of incident has no such line", file, line, line.key);
    }
  }
  if (kind.events.empty()) return fail("no line 'event'", file.path, stanza.line, 0, stanza.id);
  return kind;
}

Result<IncidentKinds::Response> response_of(const Stanza& stanza, const StanzaFile& file) {
  IncidentKinds::Response response;
  response.name = stanza.id;
  for (const auto& line : stanza.lines) {
    if (line.key == "event") {
      response.events.push_back(pattern_of(line.value));
    } else if (line.key == "move") {
      for (const auto& name : list_of(line.value)) {
        const auto move = move_named(name);
        if (!move) return mistake("no such move on the ladder", file, line, name);
        response.moves.push_back(*move);
      }
    } else {
      return mistake("a response has no such line", file, line, line.key);
    }
  }
  return response;
}

}  // namespace

Result<IncidentKinds> IncidentKinds::load(const std::filesystem::path& path) {
  const auto file = read_stanzas(path);
  if (!file) return tl::unexpected(file.error());
  IncidentKinds all;
  const std::array<std::pair<std::string_view, std::vector<Words>*>, 4> lists = {
      {{"aim", &all.aims}, {"effect", &all.effects}, {"means", &all.means}, {"link", &all.links}}};
  for (const auto& stanza : file->stanzas) {
    if (stanza.kind == "kind") {
      auto kind = kind_of(stanza, *file);
      if (!kind) return tl::unexpected(kind.error());
      all.kinds.push_back(std::move(*kind));
      continue;
    }
    if (stanza.kind == "response") {
      auto response = response_of(stanza, *file);
      if (!response) return tl::unexpected(response.error());
      all.responses.push_back(std::move(*response));
      continue;
    }
    std::vector<std::string> words;
    for (const auto& line : stanza.lines) {
      if (line.key != "words") return mistake("only 'words' can stand here", *file, line, line.key);
      append(words, lower_list(line.value));
    }
    if (stanza.kind == "again") {
      append(all.again, std::move(words));
    } else if (stanza.kind == "same") {
      append(all.same, std::move(words));
    } else {
      bool known = false;
      for (const auto& [name, list] : lists)
        if (name == stanza.kind) {
          list->push_back({stanza.id, words});
          known = true;
        }
      if (!known) return fail("no such kind of stanza", file->path, stanza.line, 1, stanza.kind);
    }
  }
  return all;
}

}  // namespace demarche
