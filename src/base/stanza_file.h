// The one syntax of all knowledge files: stanzas of plain lines, read with their places so that a mistake can be named.
//
//     # a comment
//     state ALB                       a stanza: kind and id at the margin
//       name       Albania            its lines, indented: key, white space, value to the end of the line
//       adjective  Albanian
//
// A line indented deeper than its stanza's first line continues the line above, joined by one space. "#" begins a
// comment at the start of a line or after white space. Values that are lists are parted by ";".
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace demarche {

struct StanzaLine {
  std::string key, value;        // value: white space trimmed; may be empty
  std::size_t line = 0;          // 1-based
  std::size_t value_column = 0;  // 1-based, in bytes
};

struct Stanza {
  std::string kind, id;  // the id is the rest of the first line; may be empty
  std::size_t line = 0;
  std::vector<StanzaLine> lines;

  const StanzaLine* find(std::string_view key) const;  // first with that key, or null
  std::string_view value(std::string_view key) const;  // of the first with that key, or ""
};

struct StanzaFile {
  std::string path;  // as given; for errors
  std::vector<Stanza> stanzas;
};

Result<StanzaFile> parse_stanzas(std::string path, std::string_view text);
Result<StanzaFile> read_stanzas(const std::filesystem::path& path);
// All files of a folder (not of folders below it) with this ending (".world"), in order of name.
Result<std::vector<StanzaFile>> read_stanza_folder(const std::filesystem::path& folder, std::string_view ending);

// The parts of a list value, trimmed, empty ones dropped: "a; b" -> {"a", "b"}.
std::vector<std::string> list_of(std::string_view value, char separator = ';');
std::string_view trimmed(std::string_view text);

}  // namespace demarche
