// A briefing for the terminal, as Markdown, as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "briefing/briefing.h"

namespace demarche {
namespace {

std::string numbers(const Statement& statement) {
  std::string text;
  for (const auto source : statement.sources) text += fmt::format(" [{}]", source + 1);
  return text;
}

std::string mark(Basis basis) {
  switch (basis) {
    case Basis::claimed:
      return " (claimed)";
    case Basis::disputed:
      return " (disputed)";
    case Basis::inferred:
      return " (inferred)";
    default:
      return {};
  }
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string where(const Source& source) {
  return source.record.empty() ? source.document : fmt::format("{}, sentence {}", source.document, source.sentence);
}

// Breaks at spaces; lines behind the first are indented.
std::string wrapped(const std::string& text, std::size_t width, std::size_t indent) {
  const std::size_t margin = std::min(text.find_first_not_of(' '), text.size());
  std::string out, line(margin, ' ');
  std::size_t letters = margin;
  bool fresh = true;  // nothing but the margin stands on the line
  const auto count = [](const std::string& word) {
    return static_cast<std::size_t>(
        std::count_if(word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  };
  for (std::size_t begin = margin; begin <= text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (width && !fresh && letters + 1 + count(word) > width) {
      out += line + "\n";
      line.assign(indent, ' ');
      letters = indent;
    } else if (!fresh) {
      line += ' ';
      ++letters;
    }
    fresh = false;
    line += word;
    letters += count(word);
    begin = end + 1;
  }
  return out + line + "\n";
}

}  // namespace

std::string_view name_of(Basis basis) {
  static constexpr std::array<std::string_view, 5> kNames = {"known", "claimed", "disputed", "inferred", "unknown"};
  return kNames[static_cast<std::size_t>(basis)];
}

std::string as_text(const Briefing& briefing, std::size_t width) {
  std::string out = wrapped(briefing.title, width, 0) +
                    std::string(std::min<std::size_t>(width ? width : 100, briefing.title.size()), '=') + "\n";
  for (const auto& section : briefing.sections) {
    out += "\n" + section.title + "\n";
    for (const auto& statement : section.statements)
      out += wrapped("  - " + one_line(statement.text) + mark(statement.basis) + numbers(statement), width, 4);
  }
  if (briefing.sources.empty()) return out;
  out += "\nSources\n";
  for (std::size_t i = 0; i < briefing.sources.size(); ++i) {
    const auto& source = briefing.sources[i];
    out += wrapped(fmt::format("  [{}] {}: {}", i + 1, where(source), one_line(source.text)), width, 6);
  }
  return out;
}

std::string as_markdown(const Briefing& briefing) {
  std::string out = "# " + one_line(briefing.title) + "\n";
  for (const auto& section : briefing.sections) {
    out += "\n## " + section.title + "\n\n";
    for (const auto& statement : section.statements)
      out += "- " + one_line(statement.text) + mark(statement.basis) + numbers(statement) + "\n";
  }
  if (briefing.sources.empty()) return out;
  out += "\n## Sources\n\n";
  for (std::size_t i = 0; i < briefing.sources.size(); ++i)
    out += fmt::format("{}. {}: {}\n", i + 1, where(briefing.sources[i]), one_line(briefing.sources[i].text));
  return out;
}

std::string as_json(const Briefing& briefing) {
  using Json = nlohmann::ordered_json;
  Json json = {
      {"record", "briefing"}, {"title", briefing.title}, {"sections", Json::array()}, {"sources", Json::array()}};
  for (const auto& section : briefing.sections) {
    Json statements = Json::array();
    for (const auto& statement : section.statements) {
      Json one = {{"text", statement.text}, {"basis", name_of(statement.basis)}, {"sources", Json::array()}};
      for (const auto source : statement.sources) one["sources"].push_back(source + 1);
      statements.push_back(std::move(one));
    }
    json["sections"].push_back({{"title", section.title}, {"statements", std::move(statements)}});
  }
  for (const auto& source : briefing.sources) {
    Json one = {{"document", source.document}};
    if (!source.record.empty()) {
      one["sentence"] = source.sentence;
      one["record"] = source.record;
    }
    one["text"] = source.text;
    json["sources"].push_back(std::move(one));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace demarche
