#include "sentences/conllu.h"

#include <algorithm>
#include <optional>

#include "base/numbers.h"

namespace demarche {
namespace {

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const auto tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

std::string or_none(std::string_view cell) { return cell == "_" ? std::string() : std::string(cell); }
std::string_view or_blank(std::string_view value) { return value.empty() ? "_" : value; }

// Gathers the lines of one block.
class Block {
 public:
  Sentence sentence;
  bool begins_paragraph = false, broken = false, any = false;

  // An error's message, or nothing.
  std::string take(std::string_view line) {
    any = true;
    if (line.starts_with('#')) {
      sentence.comments.emplace_back(line);
      begins_paragraph = begins_paragraph || line.starts_with("# newpar") || line.starts_with("# newdoc");
      return {};
    }
    const auto cells = cells_of(line);
    if (cells.size() != 10) return "expected ten columns";
    if (cells[1].empty()) return "a word without form";
    if (cells[0].find('.') != std::string_view::npos) return {};  // an empty node
    if (const auto dash = cells[0].find('-'); dash != std::string_view::npos) {
      const auto first = number_in<int>(cells[0].substr(0, dash)), last = number_in<int>(cells[0].substr(dash + 1));
      const int next = static_cast<int>(sentence.tokens.size()) + 1;
      if (!first || !last || *first != next || *last < *first) return "a wrong range of words";
      if (!sentence.fused.empty() && sentence.fused.back().last >= *first - 1) return "ranges of words that overlap";
      sentence.fused.push_back({*first - 1, *last - 1, std::string(cells[1])});
      fused_space_ = cells[9].find("SpaceAfter=No") == std::string_view::npos;
      return {};
    }
    const auto id = number_in<int>(cells[0]);
    if (!id || *id != static_cast<int>(sentence.tokens.size()) + 1) return "words are not numbered from 1";
    Token token;
    token.form = cells[1];
    token.lemma = cells[2] == "_" && cells[1] != "_" ? "" : std::string(cells[2]);
    token.upos = upos_named(cells[3]);
    token.xpos = or_none(cells[4]);
    token.features = or_none(cells[5]);
    if (cells[6] != "_") {
      const auto head = number_in<int>(cells[6]);
      if (!head || *head < 0) return "a head that is no number";
      token.head = *head == 0 ? kRoot : *head - 1;
    }
    token.deprel = or_none(cells[7]);
    const bool inside = !sentence.fused.empty() && sentence.fused.back().last >= *id - 1;
    token.space_after = inside ? *id - 1 == sentence.fused.back().last && fused_space_
                               : cells[9].find("SpaceAfter=No") == std::string_view::npos;
    sentence.tokens.push_back(std::move(token));
    return {};
  }

  std::string check() const {
    if (sentence.tokens.empty()) return "a block without words";
    for (const auto& token : sentence.tokens)
      if (token.head >= static_cast<int>(sentence.tokens.size())) return "a head beyond the sentence";
    if (!sentence.fused.empty() && sentence.fused.back().last >= static_cast<int>(sentence.tokens.size()))
      return "a range beyond the sentence";
    if (heads_go_round()) return "heads that go round in a circle";
    return {};
  }

 private:
  // Follows each word upwards; what was followed before is not followed again.
  bool heads_go_round() const {
    std::vector<std::size_t> seen(sentence.tokens.size(), 0);  // by which walk, from 1
    for (std::size_t start = 0; start < sentence.tokens.size(); ++start)
      for (int at = static_cast<int>(start); at >= 0; at = sentence.tokens[static_cast<std::size_t>(at)].head) {
        auto& mark = seen[static_cast<std::size_t>(at)];
        if (mark == start + 1) return true;
        if (mark != 0) break;
        mark = start + 1;
      }
    return false;
  }

  bool fused_space_ = true;
};

// Lays the sentence's text out behind `text` and sets the spans.
void lay_out(Sentence& sentence, std::string& text) {
  sentence.begin = static_cast<std::uint32_t>(text.size());
  std::size_t fused = 0;
  for (int i = 0; i < static_cast<int>(sentence.tokens.size());) {
    int last = i;
    std::string_view form = sentence.tokens[static_cast<std::size_t>(i)].form;
    if (fused < sentence.fused.size() && sentence.fused[fused].first == i) {
      last = sentence.fused[fused].last;
      form = sentence.fused[fused++].form;
    }
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += form;
    for (int k = i; k <= last; ++k) {
      auto& token = sentence.tokens[static_cast<std::size_t>(k)];
      token.begin = begin;
      token.end = static_cast<std::uint32_t>(text.size());
    }
    i = last + 1;
    sentence.end = static_cast<std::uint32_t>(text.size());
    if (sentence.tokens[static_cast<std::size_t>(last)].space_after && i < static_cast<int>(sentence.tokens.size()))
      text += ' ';
  }
}

}  // namespace

ConlluFile read_conllu(std::string_view bytes, const std::string& path) {
  ConlluFile file;
  Block block;
  std::size_t line_number = 0, first_line = 1;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto finish = [&] {
    if (block.any && !block.broken) {
      if (const auto wrong = block.check(); !wrong.empty()) {
        file.problems.push_back({wrong + "; the sentence is left out", path, first_line, 0, {}});
      } else {
        if (!file.text.empty()) file.text += block.begins_paragraph ? "\n\n" : " ";
        block.sentence.paragraph =
            file.sentences.empty() ? 0 : file.sentences.back().paragraph + block.begins_paragraph;
        lay_out(block.sentence, file.text);
        file.sentences.push_back(std::move(block.sentence));
      }
    }
    block = Block();
    first_line = line_number + 1;
  };
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) {
      finish();
    } else if (const auto wrong = block.take(line); !wrong.empty() && !block.broken) {
      block.broken = true;
      file.problems.push_back(
          {wrong + "; the sentence is left out", path, line_number, 0, std::string(line.substr(0, 60))});
    }
  }
  finish();
  return file;
}

void write_conllu(const Sentence& sentence, std::string_view text, std::string& out) {
  for (const auto& comment : sentence.comments) out += comment + "\n";
  if (sentence.comments.empty()) {
    std::string one_line(text);
    std::replace_if(
        one_line.begin(), one_line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    out += "# text = " + one_line + "\n";
  }
  std::size_t fused = 0;
  for (int i = 0; i < static_cast<int>(sentence.tokens.size()); ++i) {
    const Token& token = sentence.tokens[static_cast<std::size_t>(i)];
    bool inside = false;
    if (fused < sentence.fused.size()) {
      const auto& range = sentence.fused[fused];
      if (range.first == i) {
        const bool space = sentence.tokens[static_cast<std::size_t>(range.last)].space_after;
        out += std::to_string(range.first + 1) + "-" + std::to_string(range.last + 1) + "\t" + range.form +
               "\t_\t_\t_\t_\t_\t_\t_\t" + (space ? "_" : "SpaceAfter=No") + "\n";
      }
      inside = i >= range.first;
      if (range.last == i) ++fused;
    }
    out += std::to_string(i + 1) + "\t" + token.form + "\t";
    out += or_blank(token.lemma);
    out += "\t";
    out += name_of(token.upos);
    out += "\t";
    out += or_blank(token.xpos);
    out += "\t";
    out += or_blank(token.features);
    out += "\t" + (token.head == kNoHead ? std::string("_") : std::to_string(token.head + 1)) + "\t";
    out += or_blank(token.deprel);
    out += std::string("\t_\t") + (token.space_after || inside ? "_" : "SpaceAfter=No") + "\n";
  }
  out += "\n";
}

}  // namespace demarche
