#include "exchange/sample_rows.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <array>
#include <fstream>

namespace demarche {
namespace {

Cells merged(Cells base, const Cells& other) {
  for (const auto& [column, cell] : other) base[column] = cell;
  return base;
}

const std::map<std::pair<std::string, std::string>, std::string>& countries() {
  static const std::map<std::pair<std::string, std::string>, std::string> known = {
      {{"cameo", "ALB"}, "ALB"},    {{"cameo", "IRN"}, "IRN"}, {{"cameo", "ROM"}, "ROU"},    {{"fips", "AL"}, "ALB"},
      {{"fips", "IR"}, "IRN"},      {{"fips", "RO"}, "ROU"},   {{"name", "Albania"}, "ALB"}, {{"name", "Iran"}, "IRN"},
      {{"name", "Romania"}, "ROU"}, {{"cow", "339"}, "ALB"},   {{"cow", "630"}, "IRN"}};
  return known;
}

std::string packed(const std::vector<std::pair<std::string, std::string>>& files, bool zip) {
  std::string bytes(1u << 20, '\0');
  for (const auto& file : files) bytes.resize(bytes.size() + file.second.size());
  std::size_t used = 0;
  archive* out = archive_write_new();
  if (zip) {
    archive_write_set_format_zip(out);
  } else {
    archive_write_set_format_raw(out);
    archive_write_add_filter_gzip(out);
  }
  archive_write_open_memory(out, bytes.data(), bytes.size(), &used);
  for (const auto& [name, text] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_write_header(out, entry);
    archive_write_data(out, text.data(), text.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  bytes.resize(used);
  return bytes;
}

}  // namespace

std::string tabbed(std::size_t columns, const Cells& cells) {
  std::string line;
  for (std::size_t column = 0; column < columns; ++column) {
    if (column) line += '\t';
    if (const auto cell = cells.find(column); cell != cells.end()) line += cell->second;
  }
  return line;
}

std::string gdelt2_sample(const Cells& other) {
  return tabbed(61, merged({{0, "900000001"},
                            {1, "20220907"},
                            {2, "202209"},
                            {3, "2022"},
                            {4, "2022.6767"},
                            {5, "ALBGOV"},
                            {6, "ALBANIA"},
                            {7, "ALB"},
                            {12, "GOV"},
                            {15, "IRN"},
                            {16, "TEHRAN"},
                            {17, "IRN"},
                            {25, "1"},
                            {26, "0841"},
                            {27, "084"},
                            {28, "08"},
                            {29, "2"},
                            {30, "7.0"},
                            {31, "12"},
                            {32, "3"},
                            {33, "10"},
                            {34, "-3.51966873706004"},
                            {35, "4"},
                            {36, "Tirana, Tirane, Albania"},
                            {37, "AL"},
                            {38, "AL50"},
                            {39, "12"},
                            {40, "41.3275"},
                            {41, "19.8189"},
                            {42, "-106820"},
                            {43, "0"},
                            {51, "4"},
                            {52, "Tirana, Tirane, Albania"},
                            {53, "AL"},
                            {54, "AL50"},
                            {55, "12"},
                            {56, "41.3275"},
                            {57, "19.8189"},
                            {58, "-106820"},
                            {59, "20220907194500"},
                            {60, "https://www.example.com/world/1?a=b"}},
                           other));
}

std::string gdelt1_sample(std::size_t columns, const Cells& other) {
  return tabbed(columns, merged({{0, "800000001"}, {1, "20130401"},  {2, "201304"},
                                 {3, "2013"},      {4, "2013.2493"}, {5, "ROM"},
                                 {6, "ROMANIA"},   {7, "ROM"},       {15, "IRNMIL"},
                                 {16, "IRAN"},     {17, "IRN"},      {22, "MIL"},
                                 {25, "0"},        {26, "043"},      {27, "043"},
                                 {28, "04"},       {29, "1"},        {30, "2.8"},
                                 {31, "2"},        {32, "1"},        {33, "2"},
                                 {34, "5.5"},      {35, "0"},        {42, "0"},
                                 {49, "1"},        {50, "Romania"},  {51, "RO"},
                                 {52, "RO"},       {53, "46"},       {54, "25"},
                                 {55, "RO"},       {56, "20130401"}, {57, "http://example.org/a"}},
                                other));
}

std::string icews_sample(const Cells& other) {
  return tabbed(20, merged({{0, "30000001"},
                            {1, "2017-12-01"},
                            {2, "Foreign Ministry (Albania)"},
                            {3, "Government,Executive,Foreign Ministry"},
                            {4, "Albania"},
                            {5, "Expel or withdraw, not specified below"},
                            {6, "166"},
                            {7, "-7.0"},
                            {8, "Iran"},
                            {10, "Iran"},
                            {11, "40000001"},
                            {12, "3"},
                            {13, "Example Agency"},
                            {14, "Tirana"},
                            {16, "Tirane"},
                            {17, "Albania"},
                            {18, "41.3275"},
                            {19, "19.8189"}},
                           other));
}

std::string polecat_sample(const Cells& other) {
  Cells cells;
  for (std::size_t column = 0; column < 40; ++column) cells[column] = "None";
  return tabbed(40, merged(merged(std::move(cells), {{0, "20220907-0001-a1"},
                                                     {1, "2022-09-07"},
                                                     {2, "SANCTION"},
                                                     {3, "expel"},
                                                     {4, "-5.5"},
                                                     {5, "MATERIAL CONFLICT"},
                                                     {6, "diplomatic; cyber"},
                                                     {7, "Government of Albania"},
                                                     {8, "ALB; ROU"},
                                                     {9, "339; 360"},
                                                     {10, "GOV"},
                                                     {11, "GOV; LEG"},
                                                     {13, "the government"},
                                                     {15, "Iran"},
                                                     {16, "IRN"},
                                                     {17, "630"},
                                                     {23, "Tirana"},
                                                     {27, "ALB"},
                                                     {28, "41.3275"},
                                                     {29, "19.8189"},
                                                     {30, "3183875"},
                                                     {32, "PPLC"},
                                                     {33, "Example Agency"},
                                                     {34, "2022-09-08"},
                                                     {38, "en"},
                                                     {39, "NGEC_v1"}}),
                           other));
}

const CodeBook& small_book() {
  static const auto ontology =
      Ontology::load(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge" / "ontology").value();
  static const CodeBook book{.country_of =
                                 [](std::string_view text, std::string_view scheme) {
                                   const auto found = countries().find({std::string(scheme), std::string(text)});
                                   return found == countries().end() ? std::string() : found->second;
                                 },
                             .code_of =
                                 [](std::string_view country, std::string_view scheme) {
                                   for (const auto& [code, state] : countries())
                                     if (state == country && code.first == scheme) return code.second;
                                   return std::string();
                                 },
                             .ontology = &ontology};
  return book;
}

SampleFile::SampleFile(std::string_view bytes, std::string_view name) {
  std::string folder = (std::filesystem::temp_directory_path() / "demarche-exchange-XXXXXX").string();
  if (mkdtemp(folder.data())) path_ = std::filesystem::path(folder) / name;
  std::ofstream(path_, std::ios::binary) << bytes;
}

SampleFile::~SampleFile() {
  std::error_code error;
  std::filesystem::remove_all(path_.parent_path(), error);
}

std::string gzipped(std::string_view bytes) { return packed({{"data", std::string(bytes)}}, false); }

std::string zipped(const std::vector<std::pair<std::string, std::string>>& files) { return packed(files, true); }

Reading read_all(std::string_view bytes, Format format, const CodeBook& book) {
  const SampleFile file(bytes);
  const auto without_folder = [&](std::string text) {
    const auto folder = file.path().parent_path().string() + "/";
    return text.starts_with(folder) ? text.substr(folder.size()) : text;
  };
  Reading reading;
  const auto summary = read_rows(
      file.path(), format, book, [&](const Row& row) { return reading.rows.push_back(row), true; },
      [&](const Error& error) { reading.told.push_back(without_folder(error.describe())); });
  if (summary)
    reading.summary = *summary;
  else
    reading.failure = without_folder(summary.error().describe());
  return reading;
}

}  // namespace demarche
