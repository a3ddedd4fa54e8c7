// What a format is to the two loops of this folder: how its header and its lines are read. Writing is a function each.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "exchange/exchange.h"

namespace demarche {

// Reads the lines of one file; holds its header and what it has looked up.
class RowParser {
 public:
  virtual ~RowParser() = default;
  // Whether the first line of the file is a header. Fails on one without the columns that make an event.
  virtual Result<bool> header(std::string_view) { return false; }
  // Fills a row, every field of it: it holds the one before. False: a record that is no event. An error needs no file
  // and no line.
  virtual Result<bool> parse(std::string_view line, Row& row) = 0;
};

std::unique_ptr<RowParser> gdelt_parser(Format format, const CodeBook& book);
std::unique_ptr<RowParser> icews_parser(const CodeBook& book);
std::unique_ptr<RowParser> polecat_parser(const CodeBook& book);
std::unique_ptr<RowParser> plover_parser(const CodeBook& book);
std::unique_ptr<RowParser> csv_parser();
std::unique_ptr<RowParser> json_lines_parser();

std::string gdelt_line(Format format, const Row& row, const CodeBook& book);
std::string icews_header();
std::string icews_line(const Row& row, const CodeBook& book);
std::string polecat_header();
std::string polecat_line(const Row& row, const CodeBook& book);
std::string plover_line(const Row& row);
std::string csv_header();
std::string csv_line(const Row& row);
std::string json_line(const Row& row);

// The countries that codes of one scheme stand for, each looked up once.
class Countries {
 public:
  Countries(const CodeBook& book, std::string scheme) : book_(book), scheme_(std::move(scheme)) {}
  const std::string& operator()(std::string_view code);  // empty where none; valid until the next

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  const CodeBook& book_;
  const std::string scheme_;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> known_;
};

bool is_alpha3(std::string_view text);

// The code of a country in a scheme; `otherwise` where the book has none.
std::string code_in(const CodeBook& book, std::string_view country, std::string_view scheme,
                    std::string_view otherwise = {});

// Type, mode, contexts, score and class of the row's CAMEO code, where the ontology has it.
void fill_from_cameo(Row& row, const Ontology* ontology);
// CAMEO code with its Goldstein value for the row's type, and score and class where the row has none.
void fill_from_plover(Row& row, const Ontology* ontology);

}  // namespace demarche
