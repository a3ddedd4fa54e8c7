#include "exchange/columns.h"

#include <algorithm>
#include <numeric>

#include "base/letters.h"

namespace demarche {
namespace {

// Letters and digits in lower case: "Event.ID" -> "eventid".
std::string key_of(std::string_view heading) {
  std::string key = lower_ascii(heading);
  std::erase_if(key, [](char c) { return !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'); });
  return key;
}

}  // namespace

ColumnMap::ColumnMap(std::span<const std::string_view> names, std::span<const std::size_t> required,
                     std::span<const Alias> aliases)
    : names_(names), required_(required), aliases_(aliases), at_(names.size()), arranged_(names.size()) {
  std::iota(at_.begin(), at_.end(), 0);
}

int ColumnMap::index_of(std::string_view heading) const {
  std::string key = key_of(heading);
  for (const auto& [said, name] : aliases_)
    if (key == key_of(said)) key = key_of(name);
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (key == key_of(names_[i])) return static_cast<int>(i);
  return -1;
}

Result<bool> ColumnMap::read(std::span<const std::string_view> cells) {
  std::vector<int> at;
  for (const auto cell : cells) at.push_back(index_of(cell));
  if (std::count_if(at.begin(), at.end(), [](int index) { return index >= 0; }) < 2) return false;
  for (const auto index : required_)
    if (std::find(at.begin(), at.end(), static_cast<int>(index)) == at.end())
      return fail("a header without the column " + std::string(names_[index]));
  standard_ = at == at_;
  at_ = std::move(at);
  return true;
}

std::span<const std::string_view> ColumnMap::arranged(std::span<const std::string_view> cells) {
  std::fill(arranged_.begin(), arranged_.end(), std::string_view());
  for (std::size_t i = 0; i < cells.size() && i < at_.size(); ++i)
    if (at_[i] >= 0) arranged_[static_cast<std::size_t>(at_[i])] = cells[i];
  return arranged_;
}

}  // namespace demarche
