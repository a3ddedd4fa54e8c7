// Text is parted at white space; from each stretch, punctuation is taken off both ends, then what is left is parted
// inside: contractions, hyphens, slashes, dashes, currency signs. Addresses and file names stay whole.
#include "sentences/tokenizer.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "sentences/features.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// Abbreviations that stand in lower case too, and those known by their capital alone ("ill." ends a sentence, "Ill."
// does not).
constexpr std::array kAbbreviations = {
    "mr"sv,   "mrs"sv, "ms"sv,  "dr"sv,  "vs"sv,  "inc"sv,  "co"sv,  "corp"sv, "ltd"sv,  "jr"sv, "sr"sv,
    "jan"sv,  "feb"sv, "apr"sv, "aug"sv, "sep"sv, "sept"sv, "oct"sv, "nov"sv,  "dec"sv,  "al"sv, "approx"sv,
    "dept"sv, "esp"sv, "fig"sv, "vol"sv, "pp"sv,  "eds"sv,  "cf"sv,  "attn"sv, "ph.d"sv, "ca"sv, "c"sv};
constexpr std::array kCapitalAbbreviations = {
    "St"sv,   "Gen"sv,  "Col"sv,  "Lt"sv,   "Sgt"sv,  "Capt"sv,   "Cmdr"sv, "Maj"sv,  "Adm"sv,   "Brig"sv, "Cpl"sv,
    "Pvt"sv,  "Pfc"sv,  "Spc"sv,  "Supt"sv, "Insp"sv, "Amb"sv,    "Rev"sv,  "Hon"sv,  "Gov"sv,   "Sen"sv,  "Sec"sv,
    "Rep"sv,  "Reps"sv, "Sens"sv, "Pres"sv, "Prof"sv, "Messrs"sv, "Mlle"sv, "Mme"sv,  "Ft"sv,    "Mt"sv,   "Mar"sv,
    "Jun"sv,  "Jul"sv,  "Mon"sv,  "Tue"sv,  "Tues"sv, "Wed"sv,    "Thu"sv,  "Thur"sv, "Thurs"sv, "Fri"sv,  "Sat"sv,
    "Ed"sv,   "Op"sv,   "Ave"sv,  "Blvd"sv, "Bros"sv, "Ala"sv,    "Ariz"sv, "Ark"sv,  "Calif"sv, "Colo"sv, "Conn"sv,
    "Del"sv,  "Fla"sv,  "Ga"sv,   "Ill"sv,  "Ind"sv,  "Kan"sv,    "Ky"sv,   "La"sv,   "Mass"sv,  "Md"sv,   "Mich"sv,
    "Minn"sv, "Mo"sv,   "Mont"sv, "Neb"sv,  "Nev"sv,  "Okla"sv,   "Ore"sv,  "Pa"sv,   "Tenn"sv,  "Tex"sv,  "Va"sv,
    "Vt"sv,   "Wash"sv, "Wis"sv,  "Wyo"sv};
// Openers and closers that always stand apart.
constexpr std::array kOpening = {"("sv, "["sv, "{"sv, "\""sv, "“"sv, "‘"sv, "«"sv, "„"sv, "¿"sv,
                                 "¡"sv, "€"sv, "£"sv, "¥"sv,  "•"sv, "·"sv, "—"sv, "–"sv, "…"sv};
constexpr std::array kClosing = {","sv, ";"sv, ":"sv, "!"sv, "?"sv, ")"sv, "]"sv, "}"sv, "\""sv, "”"sv,
                                 "’"sv, "»"sv, "…"sv, "—"sv, "–"sv, "%"sv, "•"sv, "®"sv, "™"sv};
constexpr std::array kRuns = {'.', '-', '!', '?',  '*',  '=', '_', '<', '>', '~', '#',
                              '+', '|', '/', '\\', '\'', '`', '^', '@', '&', '$'};
constexpr std::array kContractions = {"n't"sv, "'s"sv, "'m"sv, "'re"sv, "'ve"sv, "'ll"sv, "'d"sv};
// Words whose parts are written together.
struct Joined {
  std::string_view word;
  std::size_t split;
};
constexpr std::array kJoined = {Joined{"cannot", 3},  Joined{"gonna", 3},   Joined{"wanna", 3},    Joined{"gotta", 3},
                                Joined{"dont", 2},    Joined{"didnt", 3},   Joined{"cant", 2},     Joined{"wont", 2},
                                Joined{"doesnt", 4},  Joined{"isnt", 2},    Joined{"im", 1},       Joined{"ive", 1},
                                Joined{"havent", 4},  Joined{"hasnt", 3},   Joined{"wasnt", 3},    Joined{"arent", 3},
                                Joined{"couldnt", 5}, Joined{"wouldnt", 5}, Joined{"thats", 4},    Joined{"hes", 2},
                                Joined{"shes", 3},    Joined{"theyre", 4},  Joined{"shouldnt", 6}, Joined{"elses", 4}};
constexpr std::array kPrefixes = {"e"sv,     "co"sv,    "non"sv,   "pre"sv,   "post"sv,  "anti"sv, "re"sv,
                                  "ex"sv,    "pro"sv,   "mid"sv,   "multi"sv, "sub"sv,   "un"sv,   "semi"sv,
                                  "inter"sv, "intra"sv, "de"sv,    "mini"sv,  "micro"sv, "neo"sv,  "counter"sv,
                                  "quasi"sv, "trans"sv, "ultra"sv, "cross"sv, "over"sv,  "socio"sv};
constexpr std::array kFaces = {":)"sv,  ":("sv,  ":D"sv,  ":P"sv,  ";)"sv,  ":-)"sv,
                               ":-("sv, ";-)"sv, ":-D"sv, ":-P"sv, "^_^"sv, "<3"sv};
// Units written close to their number.
constexpr std::array kUnits = {"am"sv,  "pm"sv, "a.m."sv, "p.m."sv, "a.m"sv,  "p.m"sv, "km"sv,     "kg"sv, "m"sv,
                               "b"sv,   "k"sv,  "bn"sv,   "mn"sv,   "mm"sv,   "cm"sv,  "ft"sv,     "lb"sv, "lbs"sv,
                               "mph"sv, "hr"sv, "hrs"sv,  "min"sv,  "mins"sv, "tn"sv,  "percent"sv};

constexpr std::size_t kLongestStretch = 400;  // bytes

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) >= 0x80) || c == 0x1A;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Length in bytes of white space here, 0 if none: ASCII, no-break and other spaces, soft hyphen at a break, zero-width
// and direction marks.
std::size_t blank_at(std::string_view text, std::size_t i) {
  const auto byte = static_cast<unsigned char>(text[i]);
  if (byte <= 0x20 && byte != 0x1A) return 1;
  if (text.compare(i, 2, "\xC2\xA0") == 0) return 2;  // no-break space
  if (text.compare(i, 2, "\xE2\x80") == 0 && i + 2 < text.size()) {
    const auto third = static_cast<unsigned char>(text[i + 2]);
    if ((third >= 0x80 && third <= 0x8B) || third == 0x8E || third == 0x8F || third == 0xA8 || third == 0xA9 ||
        (third >= 0xAA && third <= 0xAF))
      return 3;
  }
  if (text.compare(i, 3, "\xEF\xBB\xBF") == 0 || text.compare(i, 3, "\xE3\x80\x80") == 0)
    return 3;  // byte-order mark, ideographic space
  return 0;
}

template <std::size_t n>
std::size_t starts_with_any(std::string_view text, const std::array<std::string_view, n>& list) {
  for (const auto each : list)
    if (text.starts_with(each)) return each.size();
  return 0;
}

template <std::size_t n>
std::size_t ends_with_any(std::string_view text, const std::array<std::string_view, n>& list) {
  for (const auto each : list)
    if (text.ends_with(each)) return each.size();
  return 0;
}

bool is_run_mark(char c) { return among(kRuns, c); }

bool is_address(std::string_view text) {
  if (text.find("://") != std::string_view::npos || text.starts_with("www.")) return true;
  const auto at = text.find('@');
  if (at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos) return true;
  for (const auto ending :
       {".com"sv, ".org"sv, ".net"sv, ".gov"sv, ".edu"sv, ".html"sv, ".pdf"sv, ".doc"sv, ".xls"sv, ".co.uk"sv})
    if (text.size() > ending.size() && plain_lower(text).ends_with(ending)) return true;
  return false;
}

class Stretch {
 public:
  Stretch(std::string_view text, std::size_t begin, std::size_t end, std::vector<RawToken>& out)
      : text_(text), begin_(begin), end_(end), out_(out) {}

  void part() {
    take_front();
    std::vector<RawToken> behind;
    take_back(behind);
    if (begin_ < end_) inside(begin_, end_);
    out_.insert(out_.end(), behind.rbegin(), behind.rend());
  }

 private:
  std::string_view rest() const { return text_.substr(begin_, end_ - begin_); }
  void token(std::size_t begin, std::size_t end, std::size_t split = 0) {
    if (begin < end)
      out_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                      static_cast<std::uint32_t>(split), false, false});
  }

  void take_front() {
    while (begin_ < end_) {
      const auto left = rest();
      if (left.starts_with("''") || left.starts_with("``")) {
        token(begin_, begin_ + 2);
        begin_ += 2;
        continue;
      }
      if (among(kFaces, left)) {
        token(begin_, end_);
        begin_ = end_;
        return;
      }
      if (const std::size_t length = starts_with_any(left, kOpening)) {
        token(begin_, begin_ + length);
        begin_ += length;
        continue;
      }
      const char c = left[0];
      if (!is_run_mark(c) && !(c == ',' || c == ';' || c == ':' || c == ')' || c == ']')) return;
      std::size_t run = 1;
      while (run < left.size() && left[run] == c && is_run_mark(c)) ++run;
      // "'90s", "'em", "@name", "-5", ".5" keep their mark
      const bool kept =
          run == 1 && left.size() > 1 &&
          (((c == '\'') && (is_digit(left[1]) || left == "'s" || left == "'em")) ||
           ((c == '@' || c == '+' || c == '.' || c == '_') && (is_digit(left[1]) || is_letter(left[1]))) ||
           (c == '-' && is_digit(left[1])) || (c == '#' && is_letter(left[1])));
      if (kept) return;
      token(begin_, begin_ + run);
      begin_ += run;
    }
  }

  void take_back(std::vector<RawToken>& behind) {
    const auto give = [&](std::size_t length) {
      behind.push_back({static_cast<std::uint32_t>(end_ - length), static_cast<std::uint32_t>(end_), 0, false, false});
      end_ -= length;
    };
    while (begin_ < end_) {
      const auto left = rest();
      if (left.ends_with("''")) {
        give(2);
        continue;
      }
      if (const std::size_t face = ends_with_any(left, kFaces);
          face && face < left.size() && left.find('(') >= left.size() - face) {
        give(face);
        continue;
      }
      if (left.back() == '.') {
        std::size_t run = 1;
        while (run < left.size() && left[left.size() - 1 - run] == '.') ++run;
        if (run == 1 && keeps_stop(left.substr(0, left.size() - 1))) return;
        give(run);
        continue;
      }
      if (left.ends_with("’") && is_plural_possessive(left.substr(0, left.size() - 3))) return;
      if (left.back() == '\'' && is_plural_possessive(left.substr(0, left.size() - 1))) return;
      if (const std::size_t length = ends_with_any(left, kClosing)) {
        // "!!!" and "?!" stay together
        std::size_t run = length;
        while (length == 1 && (left.back() == '!' || left.back() == '?') && run < left.size() &&
               (left[left.size() - 1 - run] == '!' || left[left.size() - 1 - run] == '?'))
          ++run;
        give(run);
        continue;
      }
      const char c = left.back();
      if (!is_run_mark(c)) return;
      if (left.size() > 1 && (c == '#' || (c == '+' && !is_digit(left[left.size() - 2])))) return;  // "C#", "C++"
      if (c == '-' && is_cut_off(left.substr(0, left.size() - 1))) return;
      std::size_t run = 1;
      while (run < left.size() && left[left.size() - 1 - run] == c) ++run;
      give(run);
    }
  }

  // Whether the full stop behind a word at the end of the stretch is the word's own. "No." and "etc." hang on what
  // follows.
  bool keeps_stop(std::string_view word) const {
    const bool number = word == "No" || word == "Nos" || word == "no", et_cetera = word == "etc" || word == "Etc";
    if (!number && !et_cetera) return is_abbreviation(word);
    std::size_t next = end_;
    while (next < text_.size() && text_[next] == ' ') ++next;
    if (next == text_.size()) return false;
    const char c = text_[next];
    return number ? is_digit(c) : (c >= 'a' && c <= 'z') || c == ',' || c == ')' || c == ';';
  }

  // "th-": a word that the speaker broke off, or a prefix on its own ("pre- and post-war").
  static bool is_cut_off(std::string_view word) {
    return !word.empty() && word.size() <= 4 &&
           std::all_of(word.begin(), word.end(), [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; });
  }

  bool is_plural_possessive(std::string_view word) const {
    if (word.size() < 3 || (word.back() != 's' && word.back() != 'S')) return false;
    // a quote opened before closes here
    const std::string_view before = text_.substr(begin_ < 300 ? 0 : begin_ - 300, std::min<std::size_t>(begin_, 300));
    const auto line = before.substr(before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n'));
    const auto count = std::count(line.begin(), line.end(), '\'');
    return !(line.ends_with("'") || (count % 2 == 1 && line.find(" '") != std::string_view::npos) ||
             line.rfind("‘") != std::string_view::npos);
  }

  // What is left between the marks: parted at dashes, hyphens and slashes, then into fused words.
  void inside(std::size_t begin, std::size_t end) {
    const auto word = text_.substr(begin, end - begin);
    const bool address = is_address(word);
    if (address && word.find_first_of("()<>\"") == std::string_view::npos) return token(begin, end);
    for (std::size_t i = 1; i + 1 < word.size(); ++i) {
      std::size_t length = 0;
      if (address)
        length = std::string_view("()<>\"").find(word[i]) != std::string_view::npos &&
                 (word[i] != '(' || word[i - 1] != '/');
      else if (word.compare(i, 3, "—") == 0 || word.compare(i, 3, "–") == 0 || word.compare(i, 3, "…") == 0)
        length = 3;
      else if (word.compare(i, 2, "--") == 0 || (word.compare(i, 2, "..") == 0)) {
        length = 2;
        while (i + length < word.size() && word[i + length] == word[i]) ++length;
      } else if (word[i] == '-' && parts_at_hyphen(word, i))
        length = 1;
      else if (word[i] == '/' && is_letter(word[i - 1]) && is_letter(word[i + 1]) && word.size() > 4)
        length = 1;
      else if ((word[i] == '(' || word[i] == ')' || word[i] == '"' || word[i] == '[' || word[i] == ']' ||
                word[i] == '<' || word[i] == '>' || word[i] == '='))
        length = 1;
      else if (word[i] == ':' && is_letter(word[i - 1]) && (is_letter(word[i + 1]) || is_digit(word[i + 1])))
        length = 1;
      else if (word[i] == ',' && !(is_digit(word[i - 1]) && is_digit(word[i + 1])))
        length = 1;
      else if ((word[i] == '?' || word[i] == '!' || word[i] == ';') && is_letter(word[i + 1]))
        length = 1;
      else if (word.compare(i, 3, "”") == 0 || word.compare(i, 3, "“") == 0)
        length = 3;
      if (!length || i + length > word.size()) continue;
      Stretch(text_, begin, begin + i, out_).part();
      token(begin + i, begin + i + length);
      if (begin + i + length < end) Stretch(text_, begin + i + length, end, out_).part();
      return;
    }
    fused(begin, end);
  }

  static bool parts_at_hyphen(std::string_view word, std::size_t i) {
    const bool digits_before = is_digit(word[i - 1]), digits_after = is_digit(word[i + 1]);
    if (digits_before && digits_after)  // "1990-1991", "5-10", not a telephone number or a date
      return std::count(word.begin(), word.end(), '-') == 1 && !(i == 3 && word.size() == 8);
    if (!is_letter(word[i - 1]) && !digits_before && word[i - 1] != '.' && word[i - 1] != '\'') return false;
    if (!is_letter(word[i + 1]) && !digits_after) return false;
    const auto first = word.substr(0, word.find('-'));
    const std::string before = plain_lower(first);
    const bool prefix = among(kPrefixes, before);
    return !prefix || first.size() < i;
  }

  void fused(std::size_t begin, std::size_t end) {
    const auto word = text_.substr(begin, end - begin);
    std::string lower = plain_lower(word);  // curly quotes become straight: lengths are looked up again below
    const std::size_t curly = word.rfind("’");
    for (const auto ending : kContractions) {
      if (!lower.ends_with(ending) || lower.size() == ending.size()) continue;
      std::size_t length = ending.size();
      if (curly != std::string_view::npos) length += 2;
      if (length >= word.size()) continue;
      return token(begin, end, end - length);
    }
    if (lower.ends_with("s'") && lower.size() > 3) return token(begin, end, word.ends_with("’") ? end - 3 : end - 1);
    for (const auto& joined : kJoined)
      if (joined.word == lower) return token(begin, end, begin + joined.split);
    // "10am", "5km": a number with its unit
    std::size_t digits = 0;
    while (
        digits < word.size() &&
        (is_digit(word[digits]) || (digits > 0 && (word[digits] == '.' || word[digits] == ',' || word[digits] == ':'))))
      ++digits;
    const auto unit = std::string_view(lower).substr(std::min(digits, lower.size()));
    if (digits > 0 && among(kUnits, unit)) {
      token(begin, begin + digits);
      return token(begin + digits, end);
    }
    // "US$5", "C$10"
    if (const auto dollar = word.find('$');
        dollar != std::string_view::npos && dollar + 1 < word.size() && dollar > 0) {
      token(begin, begin + dollar + 1);
      return token(begin + dollar + 1, end);
    }
    token(begin, end);
  }

  const std::string_view text_;
  std::size_t begin_, end_;
  std::vector<RawToken>& out_;
};

}  // namespace

bool is_abbreviation(std::string_view word) {
  if (word.empty()) return false;
  const std::string lower = plain_lower(word);
  if (among(kAbbreviations, lower)) return true;
  if (word[0] >= 'A' && word[0] <= 'Z') {
    std::string capital = lower;
    capital[0] = word[0];
    if (among(kCapitalAbbreviations, capital)) return true;
  }
  if (word.size() == 1) return word[0] >= 'A' && word[0] <= 'Z';
  // "U.S", "a.m": single letters between full stops
  if (word.find('.') == std::string_view::npos) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((i % 2 == 1) != (word[i] == '.')) return lower == "ph.d" || lower == "lt.col" || lower == "m.sc";
  return word.size() % 2 == 1;
}

std::vector<RawToken> tokens_of(std::string_view text) {
  std::vector<RawToken> tokens;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t blank = blank_at(text, i)) {
      // a blank line
      if (text[i] == '\n' && !tokens.empty()) {
        std::size_t k = i + 1;
        while (k < text.size() && (text[k] == ' ' || text[k] == '\t' || text[k] == '\r')) ++k;
        if (k < text.size() && text[k] == '\n') tokens.back().break_after = true;
      }
      i += blank;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && blank_at(text, end) == 0) ++end;
    const std::size_t first = tokens.size();
    for (std::size_t piece = i; piece < end;) {  // a stretch without end is no word
      std::size_t stop = std::min(end, piece + kLongestStretch);
      while (stop < end && stop > piece + 1 && (static_cast<unsigned char>(text[stop]) & 0xC0) == 0x80)
        --stop;  // whole letters
      Stretch(text, piece, stop, tokens).part();
      piece = stop;
    }
    if (tokens.size() > first) tokens.back().space_after = true;
    i = end;
  }
  return tokens;
}

}  // namespace demarche
