#include "sentences/lemma_rule.h"

#include <charconv>

#include "sentences/features.h"

namespace demarche {

std::string lemma_rule(std::string_view form, std::string_view lemma) {
  const std::string lower = plain_lower(form);
  for (const bool keep : {false, true}) {
    const std::string_view base = keep ? form : std::string_view(lower);
    std::size_t same = 0;
    while (same < base.size() && same < lemma.size() && base[same] == lemma[same]) ++same;
    while (same > 0 && ((same < base.size() && (base[same] & 0xC0) == 0x80) ||
                        (same < lemma.size() && (lemma[same] & 0xC0) == 0x80)))
      --same;  // whole letters
    const std::size_t cut = base.size() - same;
    if (same == 0 || cut > 5) continue;
    // of a name keep the case: the rule on lower case would not give capitals back
    return (keep ? "k" : "l") + std::to_string(cut) + ":" + std::string(lemma.substr(same));
  }
  return "=" + std::string(lemma);
}

std::string lemma_by(std::string_view rule, std::string_view form) {
  if (rule.empty()) return std::string(form);
  if (rule[0] == '=') return std::string(rule.substr(1));
  std::string base = rule[0] == 'l' ? plain_lower(form) : std::string(form);
  std::size_t cut = 0;
  const auto [end, error] = std::from_chars(rule.data() + 1, rule.data() + rule.size(), cut);
  const bool ends_well = error == std::errc() && end != rule.data() + rule.size() && *end == ':';
  if (!ends_well || cut >= base.size() + (cut == 0)) return base;
  base.resize(base.size() - cut);
  return base + std::string(end + 1, rule.data() + rule.size());
}

}  // namespace demarche
