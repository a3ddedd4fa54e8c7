#include "invented_news.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "chance.h"

namespace demarche {
namespace {

constexpr int kYears = 20, kFirstYear = 2004;
constexpr std::size_t kRetold = 50;  // a document may tell again what one of so many before it told
constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 11> kSmall = {"two",   "three", "four", "five",   "six",   "seven",
                                                     "eight", "nine",  "ten",  "eleven", "twelve"};
constexpr std::array<std::string_view, 8> kOutlets = {"Northern Herald", "Harbour Post",  "Daily Compass",
                                                      "The Meridian",    "City Observer", "Morning Sheet",
                                                      "Plain Gazette",   "Border Times"};
// How often, of a hundred, a sentence with an event is of each list.
struct Share {
  std::string_view list;
  std::size_t of_hundred;
};
constexpr std::array kShares = {Share{"talk", 36}, Share{"support", 22}, Share{"quarrel", 25}, Share{"force", 15},
                                Share{"move", 2}};

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a * 0x9e3779b97f4a7c15u + b + 0x632be59bd9b4e019u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

// The n-th name: syllables, a capital first.
std::string name_of(std::size_t n, std::size_t syllables) {
  static constexpr std::array<std::string_view, 24> kOnsets = {"b",  "d",  "f", "g",  "h",  "j",  "k",  "l",
                                                               "m",  "n",  "p", "r",  "s",  "t",  "v",  "z",
                                                               "br", "dr", "k", "kl", "st", "tr", "sh", "gr"};
  static constexpr std::array<std::string_view, 10> kVowels = {"a", "e", "i", "o", "u", "a", "e", "ai", "ou", "ei"};
  static constexpr std::array<std::string_view, 10> kEnds = {"", "", "", "n", "r", "l", "s", "", "nd", "m"};
  Chance chance(mixed(n, syllables));
  std::string name;
  for (std::size_t i = 0; i < syllables; ++i) {
    name += kOnsets[chance.below(kOnsets.size())];
    name += kVowels[chance.below(kVowels.size())];
    name += kEnds[chance.below(kEnds.size())];
  }
  name.front() = static_cast<char>(name.front() - 'a' + 'A');
  return name;
}

bool vowel(char c) { return std::string_view("aeiouAEIOU").find(c) != std::string_view::npos; }

// What happened: the states that all who tell of it name, in which kind of act.
struct Story {
  std::size_t a = 0, b = 0, c = 0;
  std::string_view list;
  std::size_t wording = 0;
};

}  // namespace

// Writes one document.
class NewsWriter {
 public:
  NewsWriter(const InventedNews& news, std::size_t number, std::size_t count, std::uint64_t seed)
      : news_(news), number_(number), seed_(seed), chance_(mixed(seed, number)) {
    const auto days = static_cast<int>(kYears * 365.25 * static_cast<double>(number) / static_cast<double>(count));
    document_.date = Date::from(kFirstYear, 1, 1)->plus_days(days);
  }

  Document write(NewsLength length) {
    story_ = story_told(number_);
    document_.id = fmt::format("invented-{:07}", number_);
    document_.source = kOutlets[chance_.below(kOutlets.size())];
    const bool brief = length == NewsLength::briefs;
    if (!brief) document_.title = sentence(one_of("titles"));
    const double sentences = brief ? 1 + static_cast<double>(chance_.below(2)) : 16 * std::exp(0.5 * chance_.bell());
    if (!brief && chance_.below(3) == 0) document_.text = expanded(one_of("datelines")) + " ";
    document_.text += sentence(news_.lists_.find(story_.list)->second[story_.wording]);
    for (int i = 1; i < static_cast<int>(std::min(sentences, 100.0)); ++i) {
      document_.text += !brief && chance_.below(4) == 0 ? "\n\n" : " ";
      if (chance_.below(10) == 0) {
        if (chance_.below(2) == 0) std::swap(story_.a, story_.b);
        document_.text += sentence(one_of(chosen_list()));
      } else {
        document_.text += background();
      }
    }
    return std::move(document_);
  }

 private:
  // What the document of that number tells of first.
  Story story_told(std::size_t number) {
    Chance chance(mixed(seed_ + 1, number));
    while (number > 0 && chance.below(2) == 0) {
      number -= 1 + chance.below(std::min(number, kRetold));
      chance = Chance(mixed(seed_ + 1, number));
    }
    Story story;
    const auto states = news_.states_.size();
    story.a = chance.ranked(states);
    do story.b = chance.ranked(states);
    while (story.b == story.a);
    do story.c = chance.below(states);
    while (story.c == story.a || story.c == story.b);
    std::swap(chance, chance_);
    story.list = chosen_list();
    story.wording = chance_.below(news_.lists_.find(story.list)->second.size());
    std::swap(chance, chance_);
    return story;
  }

  std::string_view chosen_list() {
    auto at = chance_.below(100);
    for (const auto& [list, of_hundred] : kShares) {
      if (at < of_hundred) return list;
      at -= of_hundred;
    }
    return kShares[0].list;
  }

  // A sentence without an event: every other with something behind it, every third of two.
  std::string background() {
    auto text = sentence(one_of("background"));
    if (!text.ends_with('.') || text.starts_with('"')) return text;
    const auto open = [&] { text.pop_back(); };
    if (chance_.below(2) == 0) open(), text += " " + expanded(one_of("tails")) + ".";
    if (chance_.below(3) == 0) {
      open(), text += one_of("joints") + " ";
      const auto next = one_of("background");
      text += next.front() == '{' || next.front() == '"' ? expanded(next) : lowered(expanded(next));
    }
    if (chance_.below(4) == 0 && text.ends_with('.')) open(), text += ", " + expanded(one_of("said")) + ".";
    return text;
  }

  static std::string lowered(std::string text) {
    text.front() = static_cast<char>(text.front() | 32);
    return text;
  }

  const std::string& one_of(std::string_view list) {
    const auto& all = news_.lists_.find(list)->second;
    return all[chance_.below(all.size())];
  }

  std::string when() {
    const auto date = *document_.date;
    const auto day = date.plus_days(-static_cast<int>(chance_.below(4)));
    switch (chance_.below(4)) {
      case 0:
        return date == day ? "today" : fmt::format("on {}", kWeekdays[static_cast<std::size_t>(day.weekday())]);
      case 1:
        return fmt::format("on {} {}", day.day(), kMonths[static_cast<std::size_t>(day.month()) - 1]);
      case 2:
        return date.days_since(day) == 1 ? "yesterday" : "this week";
      default:
        return fmt::format("on {}", kWeekdays[static_cast<std::size_t>(day.weekday())]);
    }
  }

  std::string of_state(const InventedNews::State& state, std::string_view form) {
    return form.empty() ? state.name : form == "_adjective" ? state.adjective : state.capital;
  }

  // Of n names: at times one that is often named, else any.
  std::size_t known_or_not(std::size_t n) { return chance_.below(4) ? chance_.below(n) : chance_.ranked(n); }

  std::string filled(std::string_view slot) {
    if (slot.front() >= 'A' && slot.front() <= 'C')
      return of_state(news_.states_[slot.front() == 'A'   ? story_.a
                                    : slot.front() == 'B' ? story_.b
                                                          : story_.c],
                      slot.substr(1));
    if (slot == "when") return when();
    if (slot == "person") return name_of(known_or_not(4'000), 2) + " " + name_of(10'000 + known_or_not(60'000), 2);
    if (slot == "town") return name_of(100'000 + known_or_not(40'000), 2);
    if (slot == "company") return name_of(200'000 + known_or_not(20'000), 2) + (chance_.below(2) ? " Group" : " Works");
    if (slot == "small")
      return chance_.below(3) ? std::string(kSmall[chance_.below(kSmall.size())])
                              : std::to_string(2 + chance_.below(40));
    if (slot == "number") {
      const auto number = static_cast<int>(std::pow(10, 1.2 + 3 * chance_.share()));
      return number < 1000 ? std::to_string(number) : fmt::format("{},{:03}", number / 1000, number % 1000);
    }
    if (slot == "year") return std::to_string(1890 + chance_.below(130));
    if (slot == "month") return std::string(kMonths[chance_.below(12)]);
    if (slot == "weekday") return std::string(kWeekdays[chance_.below(7)]);
    if (slot == "day") return std::to_string(1 + chance_.below(28));
    const auto& list = news_.lists_.find(slot)->second;
    return list[chance_.ranked(list.size())];
  }

  std::string expanded(std::string_view wording) {
    std::string text;
    for (std::size_t i = 0; i < wording.size(); ++i) {
      if (wording[i] != '{') {
        text += wording[i];
        continue;
      }
      const auto end = wording.find('}', i);
      const auto word = filled(wording.substr(i + 1, end - i - 1));
      i = end;
      const auto size = text.size();
      if (vowel(word.front()) && size >= 2 && text[size - 1] == ' ' && (text[size - 2] | 32) == 'a' &&
          (size == 2 || text[size - 3] == ' '))
        text.insert(size - 1, "n");
      text += word;
    }
    return text;
  }

  std::string sentence(std::string_view wording) {
    auto text = expanded(wording);
    if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
  }

  const InventedNews& news_;
  const std::size_t number_;
  const std::uint64_t seed_;
  Chance chance_;
  Story story_;
  Document document_;
};

Result<InventedNews> InventedNews::load(const std::filesystem::path& words) {
  std::ifstream in(words);
  if (!in) return fail("cannot be read", words.string());
  InventedNews news;
  std::string line, list;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      list = line.substr(1, line.find(']') - 1);
      continue;
    }
    if (list == "states") {
      const auto first = line.find(", "), second = line.find(", ", first + 2);
      if (second == std::string::npos) return fail("a state has name, adjective and capital", words.string(), number);
      news.states_.push_back(
          {line.substr(0, first), line.substr(first + 2, second - first - 2), line.substr(second + 2)});
    } else {
      news.lists_[list].push_back(line);
    }
  }
  if (auto whole = news.check(words.string()); !whole) return tl::unexpected(whole.error());
  return news;
}

Result<void> InventedNews::check(const std::string& file) const {
  if (states_.size() < 3) return fail("names fewer than three states", file);
  for (const std::string_view list :
       {"talk", "support", "quarrel", "force", "move", "titles", "datelines", "background", "tails", "joints", "said"})
    if (!lists_.contains(list)) return fail("has no list of this name", file, 0, 0, std::string(list));
  static constexpr std::array<std::string_view, 9> kMadeUp = {"when",   "person", "town",  "company", "small",
                                                              "number", "year",   "month", "weekday"};
  for (const auto& [name, entries] : lists_)
    for (const auto& entry : entries)
      for (auto at = entry.find('{'); at != std::string::npos; at = entry.find('{', at + 1)) {
        const auto end = entry.find('}', at);
        if (end == std::string::npos) return fail("a slot is not closed", file, 0, 0, entry);
        const auto slot = std::string_view(entry).substr(at + 1, end - at - 1);
        const bool state = slot.size() && slot[0] >= 'A' && slot[0] <= 'C' &&
                           (slot.size() == 1 || slot.substr(1) == "_adjective" || slot.substr(1) == "_capital");
        if (!state && slot != "day" && std::find(kMadeUp.begin(), kMadeUp.end(), slot) == kMadeUp.end() &&
            !lists_.contains(slot))
          return fail("no list has the name of this slot", file, 0, 0, std::string(slot));
      }
  return {};
}

Document InventedNews::document(std::size_t number, std::size_t count, std::uint64_t seed, NewsLength length) const {
  auto document = NewsWriter(*this, number, count, seed).write(length);
  // paragraphs as a reader of text would find them
  for (std::size_t begin = 0; begin < document.text.size();) {
    const auto end = std::min(document.text.find("\n\n", begin), document.text.size());
    document.paragraphs.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), false});
    begin = end + 2;
  }
  return document;
}

std::filesystem::path news_words() { return DEMARCHE_SOURCE_DIR "/apps/bench/news.txt"; }

std::string json_line(const Document& document) {
  return nlohmann::ordered_json{{"id", document.id},
                                {"date", document.date->text()},
                                {"source", document.source},
                                {"title", document.title},
                                {"text", document.text}}
      .dump();
}

}  // namespace demarche
