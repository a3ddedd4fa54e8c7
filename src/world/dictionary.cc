#include "world/dictionary.h"

#include <algorithm>
#include <map>

#include "base/numbers.h"
#include "base/stanza_file.h"
#include "base/text_file.h"

namespace demarche {
namespace {

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

// "HAMID_KARZAI_" -> "HAMID KARZAI"
std::string words_joined(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  std::string tidy;
  for (const auto& word : list_of(words, ' ')) tidy += (tidy.empty() ? "" : " ") + word;
  return tidy;
}

std::optional<Date> day_of(std::string_view digits) {
  if (digits.size() != 6 && digits.size() != 8) return {};
  const auto number = digits_in(digits);
  if (!number) return {};
  int year = *number / 10000;
  if (digits.size() == 6) year += year < 30 ? 2000 : 1900;
  return Date::from(year, *number / 100 % 100, *number % 100);
}

class DictionaryReader {
 public:
  DictionaryReader(std::string path, Dictionary& into, const std::function<void(const Error&)>& problem)
      : path_(std::move(path)), into_(into), problem_(problem) {}

  void read(std::string_view text) {
    const auto name = std::filesystem::path(path_).filename().string();
    const bool agents = name.find(".agents") != std::string::npos,
               discards = name.find(".discards") != std::string::npos;
    bool in_comment = false;
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      auto line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      ++line_;
      const bool opens = line.find("<!--") != std::string_view::npos,
                 closes = line.find("-->") != std::string_view::npos;
      const bool comment = in_comment || opens;
      in_comment = (in_comment || opens) && !closes;
      if (comment) continue;
      if (const auto control =
              std::find_if(line.begin(), line.end(), [](char c) { return c > 0 && c < ' ' && c != '\t' && c != '\r'; });
          control != line.end()) {
        tell("a control byte", line);
        continue;
      }
      line = line.substr(0, line.find('#'));
      if (trimmed(line).empty()) continue;
      if (discards)
        read_discard(trimmed(line.substr(0, line.find(';'))));
      else if (agents)
        read_agent(trimmed(line));
      else
        read_actor(line);
    }
  }

 private:
  void tell(std::string message, std::string_view part) const {
    if (problem_) problem_({std::move(message), path_, line_, 0, std::string(trimmed(part))});
  }

  // Codes in brackets; false where one cannot be read.
  bool read_codes(std::string_view text, std::vector<DatedCode>& codes) const {
    for (auto open = text.find('['); open != std::string_view::npos; open = text.find('[')) {
      const auto close = text.find(']', open);
      if (close == std::string_view::npos) return tell("a bracket that is not closed", text), false;
      const auto inside = trimmed(text.substr(open + 1, close - open - 1));
      text.remove_prefix(close + 1);
      const auto space = std::min(inside.find_first_of(" \t"), inside.size());
      DatedCode code{upper(inside.substr(0, space)), {}};
      auto days = trimmed(inside.substr(space));
      if (!days.empty()) {
        const char sign = days[0];
        if (sign == '<' || sign == '>') days.remove_prefix(1);
        const auto dash = days.find('-');
        const auto from = day_of(trimmed(days.substr(0, dash)));
        const auto to = dash == std::string_view::npos ? std::optional<Date>() : day_of(trimmed(days.substr(dash + 1)));
        if (!from || (dash != std::string_view::npos && !to)) return tell("no day YYMMDD", inside), false;
        if (sign == '<')
          code.when.to = from->plus_days(-1);
        else
          code.when.from = from;
        if (to) code.when.to = to;
      }
      if (code.code.empty() ||
          code.code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != std::string::npos)
        return tell("no code of letters and digits", inside), false;
      if (code.code.find('-') == std::string::npos) codes.push_back(std::move(code));
    }
    return true;
  }

  void read_actor(std::string_view line) {
    const bool more_codes = line[0] == ' ' || line[0] == '\t';
    line = trimmed(line);
    const bool more_names = line[0] == '+';
    if ((more_codes || more_names) && into_.actors.empty()) return tell("belongs to no actor", line);
    if (!more_codes && !more_names) into_.actors.emplace_back();
    auto& actor = into_.actors.back();
    const auto bracket = std::min(line.find('['), line.size());
    if (!(more_codes && bracket == 0)) {
      auto name = line.substr(0, bracket);
      name = name.substr(0, std::min(name.find(';'), name.find('{')));
      if (more_names) name.remove_prefix(1);
      if (auto words = words_joined(name); !words.empty())
        actor.names.push_back(std::move(words));
      else
        tell("no name", line);
    }
    (void)read_codes(line.substr(bracket), actor.codes);
  }

  void read_agent(std::string_view line) {
    if (line[0] == '!' && line.find('=') != std::string_view::npos) {
      const auto equals = line.find('=');
      for (const auto& word : list_of(line.substr(equals + 1), ','))
        sets_[std::string(trimmed(line.substr(0, equals)))].push_back(word);
      return;
    }
    const auto open = line.find('['), close = line.find(']', std::min(open, line.size()));
    if (open == std::string_view::npos || close == std::string_view::npos) return tell("no code [~XXX]", line);
    auto code = trimmed(line.substr(open + 1, close - open - 1));
    if (!code.empty() && code[0] == '~') code.remove_prefix(1);
    DictionaryAgent agent;
    agent.code = upper(code);
    auto before = line.substr(0, open);
    if (const auto brace = before.find('{'); brace != std::string_view::npos) {
      const auto end = before.find('}', brace);
      if (end == std::string_view::npos) return tell("a brace that is not closed", line);
      for (const auto& plural : list_of(before.substr(brace + 1, end - brace - 1), ','))
        agent.words.push_back(words_joined(plural));
      before = before.substr(0, brace);
    }
    const std::string word(trimmed(before));
    const auto mark = word.find('!'), mark_end = word.find('!', mark + 1);
    if (mark == std::string::npos) {
      agent.words.insert(agent.words.begin(), words_joined(word));
    } else {
      const auto set = sets_.find(word.substr(mark, mark_end + 1 - mark));
      if (mark_end == std::string::npos || set == sets_.end()) return tell("stands for nothing", line);
      for (const auto& each : set->second)
        agent.words.push_back(words_joined(word.substr(0, mark) + each + word.substr(mark_end + 1)));
    }
    std::erase(agent.words, "");
    if (agent.words.empty() || agent.code.size() < 3) return tell("no agent", line);
    into_.agents.push_back(std::move(agent));
  }

  void read_discard(std::string_view line) {
    const bool document = line.starts_with('+');
    if (document) line.remove_prefix(1);
    if (auto words = words_joined(line); !words.empty())
      (document ? into_.discarded_documents : into_.discarded_sentences).push_back(std::move(words));
  }

  std::string path_;
  Dictionary& into_;
  const std::function<void(const Error&)>& problem_;
  std::map<std::string, std::vector<std::string>> sets_;
  std::size_t line_ = 0;
};

}  // namespace

bool is_dictionary(const std::filesystem::path& file) {
  const auto name = file.filename().string();
  for (const auto* kind : {".actors", ".agents", ".discards"})
    if (name.find(kind) != std::string::npos) return true;
  return false;
}

Result<void> read_dictionary(const std::filesystem::path& file, Dictionary& into,
                             const std::function<void(const Error&)>& problem) {
  const auto text = read_file(file);
  if (!text) return tl::unexpected(text.error());
  DictionaryReader(file.string(), into, problem).read(*text);
  return {};
}

}  // namespace demarche
