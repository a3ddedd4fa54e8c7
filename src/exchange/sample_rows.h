// For the tests: invented rows in each format, files of them, and what a reading of one yields.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/exchange.h"

namespace demarche {

using Cells = std::map<std::size_t, std::string>;  // by column, from 0

// A tab-separated line of so many columns, empty but for those.
std::string tabbed(std::size_t columns, const Cells& cells);

// Invented: Albania's government protests to Iran; with these cells instead.
std::string gdelt2_sample(const Cells& other = {});
std::string gdelt1_sample(std::size_t columns = 58, const Cells& other = {});
std::string icews_sample(const Cells& other = {});
std::string polecat_sample(const Cells& other = {});

// The project's ontology, and a few countries.
const CodeBook& small_book();

// A file of the test's own, gone with it.
class SampleFile {
 public:
  explicit SampleFile(std::string_view bytes, std::string_view name = "sample");
  SampleFile(const SampleFile&) = delete;
  SampleFile& operator=(const SampleFile&) = delete;
  ~SampleFile();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string gzipped(std::string_view bytes);
std::string zipped(const std::vector<std::pair<std::string, std::string>>& files);  // name, bytes

struct Reading {
  std::vector<Row> rows;
  std::vector<std::string> told;  // errors without the folder of the file
  ImportSummary summary;
  std::string failure;  // where the reading failed
};
Reading read_all(std::string_view bytes, Format format = Format::automatic, const CodeBook& book = small_book());

}  // namespace demarche
