// An audit for the terminal, as Markdown and as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "audit/audit.h"
#include "base/lines.h"

namespace demarche {
namespace {

using nlohmann::ordered_json;

std::string source_text(const AuditSource& source) {
  return source.record.empty() ? source.document : fmt::format("{}, sentence {}", source.document, source.sentence + 1);
}

std::string summary(const Audit& audit) {
  const auto counts = audit.counts();
  std::string text;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i])
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", counts[i], name_of(static_cast<Verdict>(i)));
  return text.empty() ? "no assertion that the program can code" : text;
}

template <class Show>
void for_each_sentence(const AuditedArticle& article, const Audit& audit, const Show& show) {
  const auto findings_of = [&](bool in_title, std::size_t sentence) {
    std::vector<const Finding*> list;
    for (const auto& finding : audit.findings)
      if (finding.in_title == in_title && (in_title || finding.sentence == sentence)) list.push_back(&finding);
    return list;
  };
  if (!article.document.title.empty()) show(article.document.title, findings_of(true, 0));
  for (const auto& [sentence, text] : article.sentences) show(text, findings_of(false, sentence));
}

}  // namespace

std::string audit_text(const AuditedArticle& article, const Audit& audit, std::size_t width) {
  std::string out = fmt::format("{}: {}\n\n", audit.document, summary(audit));
  for_each_sentence(article, audit, [&](const std::string& text, const std::vector<const Finding*>& findings) {
    out += wrapped(one_line(text), width, 0);
    for (const auto* finding : findings) {
      std::string line = fmt::format("    [{}] {}", name_of(finding->verdict), finding->assertion);
      if (!finding->why.empty()) line += ": " + finding->why;
      out += wrapped(line, width, 8);
      for (const auto& source : finding->sources) {
        std::string from = "        " + source_text(source);
        if (!source.text.empty()) from += ": " + one_line(source.text);
        out += wrapped(from, width, 12);
      }
    }
  });
  return out;
}

std::string audit_markdown(const AuditedArticle& article, const Audit& audit) {
  std::string out = fmt::format("# {}\n\n{}\n\n", audit.title.empty() ? audit.document : audit.title, summary(audit));
  for_each_sentence(article, audit, [&](const std::string& text, const std::vector<const Finding*>& findings) {
    out += one_line(text) + "\n";
    for (const auto* finding : findings) {
      out += fmt::format("- **{}**: {}{}", name_of(finding->verdict), finding->assertion,
                         finding->why.empty() ? "" : " (" + finding->why + ")");
      for (const auto& source : finding->sources) out += "; *" + source_text(source) + "*";
      out += "\n";
    }
    out += "\n";
  });
  return out;
}

std::string audit_json(const Audit& audit) {
  ordered_json findings = ordered_json::array();
  for (const auto& finding : audit.findings) {
    ordered_json one{{"sentence", finding.sentence},
                     {"text", finding.text},
                     {"assertion", finding.assertion},
                     {"verdict", name_of(finding.verdict)}};
    if (finding.in_title) one["in"] = "title";
    if (!finding.why.empty()) one["why"] = finding.why;
    ordered_json sources = ordered_json::array();
    for (const auto& source : finding.sources) {
      ordered_json from{{"document", source.document}};
      if (!source.record.empty()) from["record"] = source.record, from["sentence"] = source.sentence;
      if (!source.text.empty()) from["text"] = source.text;
      if (source.date) from["date"] = source.date->text();
      sources.push_back(std::move(from));
    }
    if (!sources.empty()) one["sources"] = std::move(sources);
    findings.push_back(std::move(one));
  }
  ordered_json counts = ordered_json::object();
  const auto all = audit.counts();
  for (std::size_t i = 0; i < all.size(); ++i) counts[std::string(name_of(static_cast<Verdict>(i)))] = all[i];
  return ordered_json{{"document", audit.document}, {"title", audit.title}, {"counts", counts}, {"findings", findings}}
             .dump(-1, ' ', false, ordered_json::error_handler_t::replace) +
         "\n";
}

}  // namespace demarche
