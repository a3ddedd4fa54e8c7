// Which column of a file holds what: a header's names matched to a format's own, whatever their order, case and
// punctuation ("Event ID", "event_id", "Event.ID").
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace demarche {

class ColumnMap {
 public:
  using Alias = std::pair<std::string_view, std::string_view>;  // what files say too, and the format's name for it

  // Without a header the columns lie in the order of `names`. `required`: indices into them. All views must last.
  ColumnMap(std::span<const std::string_view> names, std::span<const std::size_t> required,
            std::span<const Alias> aliases = {});

  // Whether the cells are a header: they name at least two columns. Fails where a required one is missing. Columns with
  // other names are passed over.
  Result<bool> read(std::span<const std::string_view> cells);

  std::size_t width() const { return at_.size(); }  // cells of a row
  bool standard() const { return standard_; }       // the file's columns are the format's
  // Where the file's column i goes, or -1.
  int place_of(std::size_t i) const { return at_[i]; }
  // The cells in the format's order, empty for columns that the file lacks. Valid until the next.
  std::span<const std::string_view> arranged(std::span<const std::string_view> cells);

 private:
  int index_of(std::string_view heading) const;

  std::span<const std::string_view> names_;
  std::span<const std::size_t> required_;
  std::span<const Alias> aliases_;
  std::vector<int> at_;  // for each column of the file: index into names_, or -1
  bool standard_ = true;
  std::vector<std::string_view> arranged_;
};

}  // namespace demarche
