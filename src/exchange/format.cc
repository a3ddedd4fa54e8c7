#include "exchange/format.h"

#include <algorithm>

namespace demarche {
namespace {

// A file of noise must not fill the memory by what it asks for.
constexpr std::size_t kMostKnown = 4096;

}  // namespace

bool is_alpha3(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

const std::string& Countries::operator()(std::string_view code) {
  static const std::string none;
  if (code.empty()) return none;
  if (const auto found = known_.find(code); found != known_.end()) return found->second;
  if (known_.size() >= kMostKnown) known_.clear();
  std::string country;
  if (book_.country_of)
    country = book_.country_of(code, scheme_);
  else if (is_alpha3(code))
    country = code;
  return known_.emplace(code, std::move(country)).first->second;
}

std::string code_in(const CodeBook& book, std::string_view country, std::string_view scheme,
                    std::string_view otherwise) {
  std::string code;
  if (!country.empty() && book.code_of) code = book.code_of(country, scheme);
  return code.empty() ? std::string(otherwise) : code;
}

void fill_from_cameo(Row& row, const Ontology* ontology) {
  const auto* entry = ontology ? ontology->nearest(row.cameo) : nullptr;
  if (!entry) {
    row.type.clear();
    row.mode.clear();
    row.contexts.clear();
    row.event_scale.reset();
    return;
  }
  row.type = entry->type;
  row.mode = entry->mode;
  row.contexts = entry->contexts;
  row.event_scale = entry->event_scale;
}

void fill_from_plover(Row& row, const Ontology* ontology) {
  if (!ontology) return;
  if (const auto* plover = ontology->plover(row.type, row.mode)) {
    if (!row.event_scale) row.event_scale = plover->event_scale;
    if (!row.quad_code) row.quad_code = plover->quad_code;
  }
  if (!row.cameo.empty()) return;
  if (const auto* entry = ontology->cameo_for(row.type, row.mode, row.contexts)) {
    row.cameo = entry->code;
    row.goldstein = entry->goldstein;
  }
}

}  // namespace demarche
