#include "sentences/splitter.h"

#include <xxhash.h>

#include <algorithm>
#include <string>

#include "sentences/features.h"

namespace demarche {
namespace {

char kind_of(std::string_view word) {
  if (word.empty()) return '0';
  const char c = word[0];
  if (word == "." || word == "?" || word == "!") return '.';
  if (c == '.' || c == '?' || c == '!' || word.starts_with("…")) return '!';
  if (word == "\"" || word == "''" || word == "”" || word == "“" || word == "'" || word == "’" || word == "‘" ||
      word == "``")
    return '"';
  if (c == '(' || c == '[' || c == '{') return '(';
  if (c == ')' || c == ']' || c == '}') return ')';
  if (c >= '0' && c <= '9') return '9';
  if (c >= 'A' && c <= 'Z') {
    const bool all =
        word.size() > 1 && std::all_of(word.begin(), word.end(), [](char d) { return d < 'a' || d > 'z'; });
    return word.back() == '.' ? 'B' : all ? 'U' : 'A';
  }
  if (c >= 'a' && c <= 'z') return word.back() == '.' ? 'b' : 'a';
  if (static_cast<unsigned char>(c) >= 0x80) return '8';
  return c;
}

// Tokens of a dateline at the head of a paragraph, "TIRANA, Albania, Sept 7 (Agency) -", or 0: capitals first, a dash
// within a few tokens, no verb between, that is, nothing in lower case but short words.
std::size_t dateline_length(std::string_view text, const std::vector<RawToken>& tokens) {
  const auto word = [&](std::size_t i) { return text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin); };
  if (tokens.empty() || word(0).size() < 3) return 0;
  for (const char c : word(0))
    if (c >= 'a' && c <= 'z') return 0;
  if (word(0)[0] < 'A' || word(0)[0] > 'Z') return 0;
  for (std::size_t i = 1; i < tokens.size() && i < 16; ++i) {
    const auto here = word(i);
    if (here == "-" || here == "--" || here == "–" || here == "—")
      return i >= 1 && tokens[i - 1].space_after && i + 1 < tokens.size() ? i + 1 : 0;
    if (here[0] >= 'a' && here[0] <= 'z' && here.size() > 3) return 0;
  }
  return 0;
}

// Whether a line begins with tokens[i] and an item of a list: a bullet, a dash, "1." or "2)".
bool begins_item(std::string_view text, const std::vector<RawToken>& tokens, std::size_t i) {
  if (i == 0 || i + 1 >= tokens.size()) return false;
  const auto gap = text.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end);
  if (gap.find('\n') == std::string_view::npos) return false;
  const auto word = [&](std::size_t k) { return text.substr(tokens[k].begin, tokens[k].end - tokens[k].begin); };
  const auto here = word(i), next = word(i + 1);
  if (here == "•" || here == "·" || here == "*" || here == "-" || here == "–" || here == "—")
    return tokens[i].space_after || here == "•" || here == "·";
  const bool number =
      here.size() <= 3 && std::all_of(here.begin(), here.end(), [](char c) { return c >= '0' && c <= '9'; });
  return number && (next == "." || next == ")") && !tokens[i].space_after && tokens[i + 1].space_after;
}

// "3 p.m. Wednesday", "11 p.m. EDT", "Sec. of State": the stop is the abbreviation's alone.
bool goes_on(std::string_view text, const std::vector<RawToken>& tokens, std::size_t i) {
  if (i + 1 >= tokens.size()) return false;
  const auto here = text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin),
             next = text.substr(tokens[i + 1].begin, tokens[i + 1].end - tokens[i + 1].begin);
  if (here == "p.m." || here == "a.m.")
    return next.ends_with("day") || next == "EDT" || next == "EST" || next == "ET" || next == "GMT" || next == "UTC" ||
           next == "CET" || next == "local";
  return here == "Sec.";
}

}  // namespace

void gap_features(std::string_view text, const std::vector<RawToken>& tokens, std::size_t i, std::size_t since,
                  std::vector<std::uint32_t>& features) {
  features.clear();
  const auto word = [&](std::ptrdiff_t k) -> std::string_view {
    const auto at = static_cast<std::ptrdiff_t>(i) + k;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(tokens.size())) return {};
    const auto& token = tokens[static_cast<std::size_t>(at)];
    return text.substr(token.begin, token.end - token.begin);
  };
  std::string key;
  const auto add = [&](char name, std::initializer_list<std::string_view> parts) {
    key.assign(1, name);
    for (const auto part : parts) key.append("\x01").append(part);
    features.push_back(static_cast<std::uint32_t>(XXH64(key.data(), key.size(), 7) % kSplitterWeights));
  };
  const std::string kinds = {kind_of(word(-1)), kind_of(word(0)), kind_of(word(1)), kind_of(word(2))};
  const std::string_view all = kinds;
  const std::string here = plain_lower(word(0)), next = plain_lower(word(1)), before = plain_lower(word(-1)),
                    after = plain_lower(word(2));
  const bool space = tokens[i].space_after;
  bool line = false;  // a line ends here
  if (i + 1 < tokens.size())
    line = text.substr(tokens[i].end, tokens[i + 1].begin - tokens[i].end).find('\n') != std::string_view::npos;
  const std::string_view gap = line ? "line" : space ? "space" : "none";
  const std::string length = since < 2    ? "1"
                             : since < 4  ? "3"
                             : since < 8  ? "7"
                             : since < 16 ? "15"
                             : since < 30 ? "29"
                                          : "30";
  add('0', {});
  add('a', {all.substr(1, 2), gap});
  add('b', {all.substr(0, 3), gap});
  add('c', {all.substr(1, 3), gap});
  add('d', {all, gap});
  add('e', {here, all.substr(2, 1), gap});
  add('f', {next, all.substr(1, 1), gap});
  add('g', {before, here, all.substr(2, 1)});
  add('h', {here, next});
  add('i', {length, all.substr(1, 2), gap});
  add('j', {next, after, all.substr(1, 1)});
  add('k', {before, all.substr(1, 1), all.substr(2, 1)});
}

std::vector<std::size_t> sentence_ends(std::string_view text, const std::vector<RawToken>& tokens,
                                       std::span<const float> weights) {
  std::vector<std::size_t> ends;
  std::vector<std::uint32_t> features;
  std::size_t begin = dateline_length(text, tokens);
  if (begin) ends.push_back(begin);
  for (std::size_t i = begin; i < tokens.size(); ++i) {
    bool ends_here = i + 1 == tokens.size() || tokens[i].break_after || begins_item(text, tokens, i + 1);
    if (!ends_here && !goes_on(text, tokens, i)) {
      if (i == begin + 1 && begins_item(text, tokens, begin)) continue;  // the stop of "1."
      gap_features(text, tokens, i, i - begin, features);
      float score = 0;
      for (const auto feature : features) score += weights[feature];
      ends_here = score > 0;
    }
    if (!ends_here && i + 1 - begin >= kLongestSentence) {
      std::size_t cut = i;
      while (cut > begin + kLongestSentence / 2 &&
             text.substr(tokens[cut].begin, tokens[cut].end - tokens[cut].begin) != ",")
        --cut;
      if (cut == begin + kLongestSentence / 2) cut = i;
      ends.push_back(cut + 1);
      begin = cut + 1;
      continue;
    }
    if (ends_here) {
      ends.push_back(i + 1);
      begin = i + 1;
    }
  }
  return ends;
}

}  // namespace demarche
