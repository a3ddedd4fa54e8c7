// A briefing for the terminal, as Markdown, as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/lines.h"
#include "briefing/markup.h"

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

}  // namespace

std::string_view name_of(Basis basis) {
  static constexpr std::array<std::string_view, 5> kNames = {"known", "claimed", "disputed", "inferred", "unknown"};
  return kNames[static_cast<std::size_t>(basis)];
}

std::string where(const Source& source) {
  const auto name = source.name.empty() ? source.document : fmt::format("{} ({})", source.name, source.document);
  // a document of the project's record is one sentence
  return source.record.empty() || source.document.starts_with("record:")
             ? name
             : fmt::format("{}, sentence {}", name, source.sentence + 1);
}

std::string as_text(const Briefing& briefing, std::size_t width) {
  std::string out = wrapped(briefing.title, width, 0) +
                    std::string(std::min<std::size_t>(width ? width : 100, briefing.title.size()), '=') + "\n";
  if (!briefing.lead.empty()) out += "\n";
  for (const auto& statement : briefing.lead)
    out += wrapped(one_line(statement.text) + mark(statement.basis) + numbers(statement), width, 0);
  for (const auto& section : briefing.sections) {
    out += "\n" + section.title + "\n";
    for (const auto& statement : section.statements)
      out += wrapped("  - " + one_line(statement.text) + mark(statement.basis) + numbers(statement), width, 4);
  }
  if (!briefing.sources.empty()) out += "\nSources\n";
  for (std::size_t i = 0; i < briefing.sources.size(); ++i) {
    const auto& source = briefing.sources[i];
    out += wrapped(fmt::format("  [{}] {}: {}", i + 1, where(source), one_line(source.text)), width, 6);
  }
  if (!briefing.note.empty()) out += "\n" + wrapped(briefing.note, width, 0);
  return out;
}

std::string as_markdown(const Briefing& briefing) {
  std::string out = "# " + one_line(briefing.title) + "\n";
  for (const auto& statement : briefing.lead)
    out += "\n" + one_line(statement.text) + mark(statement.basis) + numbers(statement) + "\n";
  for (const auto& section : briefing.sections) {
    out += "\n## " + section.title + "\n\n";
    for (const auto& statement : section.statements)
      out += "- " + one_line(statement.text) + mark(statement.basis) + numbers(statement) + "\n";
  }
  if (!briefing.sources.empty()) out += "\n## Sources\n\n";
  for (std::size_t i = 0; i < briefing.sources.size(); ++i)
    out += fmt::format("{}. {}: {}\n", i + 1, where(briefing.sources[i]), one_line(briefing.sources[i].text));
  if (!briefing.note.empty()) out += "\n" + briefing.note + "\n";
  return out;
}

namespace {

nlohmann::ordered_json json_of(const std::vector<Statement>& statements) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& statement : statements) {
    nlohmann::ordered_json one = {
        {"text", statement.text}, {"basis", name_of(statement.basis)}, {"sources", nlohmann::ordered_json::array()}};
    for (const auto source : statement.sources) one["sources"].push_back(source + 1);
    list.push_back(std::move(one));
  }
  return list;
}

nlohmann::ordered_json json_of(const Chart& chart) {
  using Json = nlohmann::ordered_json;
  Json json = {{"step", name_of(chart.step)},
               {"rungs", Json::array()},
               {"series", Json::array()},
               {"turns", Json::array()},
               {"moves", Json::array()}};
  for (const auto& rung : chart.rungs) json["rungs"].push_back({{"from", rung.from.text()}, {"rung", rung.rung}});
  for (const auto& step : chart.steps)
    json["series"].push_back(
        {{"begin", step.begin.text()}, {"conflict", step.conflict}, {"cooperation", step.cooperation}});
  for (const auto& turn : chart.turns)
    json["turns"].push_back({{"day", turn.day.text()}, {"direction", turn.for_the_worse ? "worse" : "better"}});
  for (const auto& move : chart.moves) {
    Json sources = Json::array();
    for (const auto source : move.sources) sources.push_back(source + 1);
    json["moves"].push_back(
        {{"day", move.when.begin.text()}, {"text", move.text}, {"band", move.band}, {"sources", sources}});
  }
  return json;
}

}  // namespace

std::string as_json(const Briefing& briefing) {
  using Json = nlohmann::ordered_json;
  Json json = {{"record", "briefing"}, {"title", briefing.title}};
  if (!briefing.lead.empty()) json["lead"] = json_of(briefing.lead);
  json["sections"] = Json::array();
  for (const auto& section : briefing.sections)
    json["sections"].push_back({{"title", section.title}, {"statements", json_of(section.statements)}});
  json["sources"] = Json::array();
  for (const auto& source : briefing.sources) {
    Json one = {{"document", source.document}};
    if (!source.name.empty()) one["name"] = source.name;
    if (!source.record.empty()) {
      one["sentence"] = source.sentence;
      one["record"] = source.record;
    }
    one["text"] = source.text;
    json["sources"].push_back(std::move(one));
  }
  if (!briefing.chart.steps.empty() || !briefing.chart.moves.empty()) json["chart"] = json_of(briefing.chart);
  if (!briefing.note.empty()) json["note"] = briefing.note;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace demarche
