#include "world/gazetteer.h"

#include <algorithm>
#include <array>

#include "base/numbers.h"

namespace demarche {

Result<Gazetteer> Gazetteer::read(const std::filesystem::path& file) {
  Gazetteer gazetteer;
  std::error_code error;
  if (const auto size = std::filesystem::file_size(file, error); error || size == 0) return gazetteer;
  auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected(mapped.error());
  gazetteer.file_ = std::move(*mapped);
  return gazetteer;
}

std::vector<GazetteerCity> Gazetteer::cities_named(std::string_view key) const {
  const auto text = file_.bytes();
  const auto line_at = [&](std::size_t begin) { return text.substr(begin, text.find('\n', begin) - begin); };
  const auto key_at = [&](std::size_t begin) {
    const auto line = line_at(begin);
    return line.substr(0, line.find('\t'));
  };
  // the first line whose key is not less; low and high stand at begins of lines
  std::size_t low = 0, high = text.size();
  while (low < high) {
    auto middle = low + (high - low) / 2;
    while (middle > low && text[middle - 1] != '\n') --middle;
    if (key_at(middle) < key) {
      const auto end = text.find('\n', middle);
      low = end == std::string_view::npos ? text.size() : end + 1;
    } else {
      high = middle;
    }
  }
  std::vector<GazetteerCity> found;
  while (low < text.size() && key_at(low) == key) {
    const auto line = line_at(low);
    low += line.size() + 1;
    std::array<std::string_view, 6> fields;
    std::size_t count = 0;
    for (std::size_t begin = 0; begin <= line.size() && count < fields.size(); ++count) {
      const auto end = std::min(line.find('\t', begin), line.size());
      fields[count] = line.substr(begin, end - begin);
      begin = end + 1;
    }
    if (count != fields.size()) continue;
    const auto latitude = number_in<double>(fields[2]), longitude = number_in<double>(fields[3]);
    const auto people = number_in<int>(fields[4]);
    if (latitude && longitude && people) found.push_back({fields[5], fields[1], *latitude, *longitude, *people});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const GazetteerCity& a, const GazetteerCity& b) { return a.people > b.people; });
  return found;
}

}  // namespace demarche
