#include "exchange/ontology.h"

#include <algorithm>

#include "base/stanza_file.h"
#include "base/text_file.h"
#include "exchange/cells.h"

namespace demarche {
namespace {

// Calls take(cells, line number) for each line below the header; stops at the first that it refuses.
template <class Take>
Result<void> for_rows(const std::filesystem::path& path, std::size_t columns, const Take& take) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  CellSplitter splitter;
  std::string_view rest = *bytes;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto& cells = splitter.tabs(rest.substr(0, end));
    if (number > 1 && (cells.size() < columns || !take(cells)))
      return fail("not a row of the ontology", path.string(), number, 0,
                  std::string(rest.substr(0, std::min(end, std::size_t{40}))));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

int quad_of_root(std::string_view cameo) {
  const int root = whole_number_in(cameo.substr(0, 2)).value_or(0);
  return root <= 5 ? 1 : root <= 9 ? 2 : root <= 14 ? 3 : 4;
}

// How much of a PLOVER type's further words a CAMEO code of that type says, and how little else.
int agreement(const CameoEntry& entry, std::string_view mode, std::span<const std::string> contexts) {
  int score = entry.mode == mode ? 6 : entry.mode.empty() ? 0 : -1;
  const bool shared = std::any_of(entry.contexts.begin(), entry.contexts.end(), [&](const std::string& context) {
    return std::find(contexts.begin(), contexts.end(), context) != contexts.end();
  });
  if (!entry.contexts.empty()) score += shared ? 4 : contexts.empty() ? -2 : -4;
  if (entry.code.size() != 3) score -= 1;  // neither the bare root nor the finest distinction without need
  return score;
}

}  // namespace

Result<Ontology> Ontology::load(const std::filesystem::path& folder) {
  Ontology ontology;
  // type, mode, quad, score
  auto read = for_rows(folder / "plover.tsv", 3, [&](const std::vector<std::string_view>& cells) {
    const auto quad = whole_number_in(cells[2]);
    const auto score = cells.size() > 3 ? number_in(cells[3]) : std::nullopt;
    const std::string type(cells[0]), mode(cells[1]);
    if (quad) ontology.plover_[mode.empty() ? type : type + "/" + mode] = {*quad, score};
    return quad.has_value();
  });
  if (!read) return tl::unexpected(read.error());
  // code, root, name, goldstein, type, mode, contexts
  read = for_rows(folder / "cameo.tsv", 7, [&](const std::vector<std::string_view>& cells) {
    const auto goldstein = number_in(cells[3]);
    CameoEntry entry{std::string(cells[0]),
                     std::string(cells[2]),
                     goldstein.value_or(0),
                     std::string(cells[4]),
                     std::string(cells[5]),
                     list_of(cells[6]),
                     {},
                     quad_of_root(cells[0])};
    if (const auto* plover = ontology.plover(entry.type, entry.mode)) {
      entry.event_scale = plover->event_scale;
      entry.quad_code = plover->quad_code;
    }
    ontology.by_code_.emplace(entry.code, ontology.entries_.size());
    ontology.entries_.push_back(std::move(entry));
    return goldstein.has_value();
  });
  if (!read) return tl::unexpected(read.error());
  return ontology;
}

const CameoEntry* Ontology::find(std::string_view cameo) const {
  const auto found = by_code_.find(cameo);
  return found == by_code_.end() ? nullptr : &entries_[found->second];
}

const CameoEntry* Ontology::nearest(std::string_view cameo) const {
  for (; cameo.size() >= 2; cameo.remove_suffix(1))
    if (const auto* entry = find(cameo)) return entry;
  return nullptr;
}

const PloverEntry* Ontology::plover(std::string_view type, std::string_view mode) const {
  auto found = plover_.end();
  if (!mode.empty()) found = plover_.find(std::string(type) + "/" + std::string(mode));
  if (found == plover_.end()) found = plover_.find(type);
  return found == plover_.end() ? nullptr : &found->second;
}

const CameoEntry* Ontology::cameo_for(std::string_view type, std::string_view mode,
                                      std::span<const std::string> contexts) const {
  const CameoEntry* best = nullptr;
  for (const auto& entry : entries_)
    if (!type.empty() && entry.type == type &&
        (!best || agreement(entry, mode, contexts) > agreement(*best, mode, contexts)))
      best = &entry;
  return best;
}

}  // namespace demarche
