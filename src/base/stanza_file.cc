#include "base/stanza_file.h"

#include <algorithm>

#include "base/text_file.h"

namespace demarche {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::string_view without_comment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) return line.substr(0, i);
  return line;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::vector<std::string> list_of(std::string_view value, char separator) {
  std::vector<std::string> parts;
  while (!value.empty()) {
    const auto end = std::min(value.find(separator), value.size());
    if (const auto part = trimmed(value.substr(0, end)); !part.empty()) parts.emplace_back(part);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return parts;
}

const StanzaLine* Stanza::find(std::string_view key) const {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const StanzaLine& each) { return each.key == key; });
  return found == lines.end() ? nullptr : &*found;
}

std::string_view Stanza::value(std::string_view key) const {
  const auto* found = find(key);
  return found ? std::string_view(found->value) : std::string_view();
}

Result<StanzaFile> parse_stanzas(std::string path, std::string_view text) {
  StanzaFile file{std::move(path), {}};
  std::size_t number = 0, indent = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = without_comment(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    const auto content = trimmed(line);
    if (content.empty()) continue;
    const std::size_t margin = line.find_first_not_of(kBlank);
    const auto word_end = std::min(content.find_first_of(kBlank), content.size());
    const auto word = content.substr(0, word_end), rest = trimmed(content.substr(word_end));
    if (margin == 0) {
      file.stanzas.push_back({std::string(word), std::string(rest), number, {}});
      indent = 0;
      continue;
    }
    if (file.stanzas.empty())
      return fail("an indented line before the first stanza", file.path, number, margin + 1, std::string(content));
    auto& lines = file.stanzas.back().lines;
    if (lines.empty()) indent = margin;
    if (margin > indent) {
      lines.back().value += (lines.back().value.empty() ? "" : " ") + std::string(content);
      continue;
    }
    const std::size_t column =
        rest.empty() ? margin + 1 + word.size() : static_cast<std::size_t>(rest.data() - line.data()) + 1;
    lines.push_back({std::string(word), std::string(rest), number, column});
  }
  return file;
}

Result<StanzaFile> read_stanzas(const std::filesystem::path& path) {
  return read_file(path).and_then([&](const std::string& text) { return parse_stanzas(path.string(), text); });
}

Result<std::vector<StanzaFile>> read_stanza_folder(const std::filesystem::path& folder, std::string_view ending) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ending) paths.push_back(entry.path());
  if (error) return fail("cannot be listed: " + error.message(), folder.string());
  std::sort(paths.begin(), paths.end());
  std::vector<StanzaFile> files;
  for (const auto& path : paths) {
    auto file = read_stanzas(path);
    if (!file) return tl::unexpected(file.error());
    files.push_back(std::move(*file));
  }
  return files;
}

}  // namespace demarche
