// Loading the lexicon: the ontology's tables first, then classes, compositions, light verbs and contexts of all files,
// then the entries, which may use any of them. Mistakes are gathered with their places; `load` fails on the first,
// `check` tells all of one file.
#include <algorithm>
#include <set>

#include "base/content_hash.h"
#include "base/numbers.h"
#include "base/stanza_file.h"
#include "base/text_file.h"
#include "lexicon/form.h"
#include "lexicon/lexicon.h"

namespace demarche {
namespace {

std::vector<std::vector<std::string>> table_rows(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    auto& row = rows.emplace_back();
    for (;;) {
      const auto tab = std::min(line.find('\t'), line.size());
      row.emplace_back(trimmed(line.substr(0, tab)));
      if (tab == line.size()) break;
      line.remove_prefix(tab + 1);
    }
  }
  return rows;
}

std::vector<std::string> words_in(std::string_view text) { return list_of(text, ' '); }

}  // namespace

class LexiconLoader {
 public:
  std::vector<Error> mistakes;

  Result<Lexicon> load(const std::filesystem::path& knowledge, std::span<const std::filesystem::path> own) {
    if (auto read = read_ontology(knowledge / "ontology"); !read) return tl::unexpected(read.error());
    auto files = read_stanza_folder(knowledge / "lexicon", ".lexicon");
    if (!files) return tl::unexpected(files.error());
    for (const auto& each : own) {
      auto more = read_stanzas(each);
      if (!more) return tl::unexpected(more.error());
      std::error_code error;
      std::erase_if(*files,
                    [&](const StanzaFile& file) { return std::filesystem::equivalent(file.path, each, error); });
      files->push_back(std::move(*more));
    }
    for (const auto& file : *files)
      for (const auto& stanza : file.stanzas) read_class(file, stanza);
    for (const auto& file : *files)
      for (const auto& stanza : file.stanzas) read_table(file, stanza);
    for (const auto& file : *files)
      for (const auto& stanza : file.stanzas)
        if (stanza.kind == "entry") read_entry(file, stanza);
    for (const auto& form : lexicon_.all_forms_)
      for (const auto& head : form->heads) {
        auto& listed = lexicon_.forms_[static_cast<std::size_t>(form->kind)][head.lemma];
        if (listed.empty() || listed.back() != form.get()) listed.push_back(form.get());
      }
    lexicon_.number_words();
    lexicon_.version_ = hex_id(hash_).substr(0, 4);
    return std::move(lexicon_);
  }

 private:
  void mistake(std::string message, const StanzaFile& file, const StanzaLine& line, std::string fragment = {}) {
    mistakes.push_back({std::move(message), file.path, line.line, line.value_column,
                        fragment.empty() ? line.value : std::move(fragment)});
  }
  void mistake(std::string message, const StanzaFile& file, const Stanza& stanza) {
    mistakes.push_back({std::move(message), file.path, stanza.line, 1, stanza.kind + " " + stanza.id});
  }

  Result<void> read_ontology(const std::filesystem::path& folder) {
    const auto cameo = read_file(folder / "cameo.tsv");
    if (!cameo) return tl::unexpected(cameo.error());
    const auto plover = read_file(folder / "plover.tsv");
    if (!plover) return tl::unexpected(plover.error());
    hash_ = content_hash({*cameo, *plover});
    std::size_t number = 0;
    for (const auto& row : table_rows(*cameo)) {
      if (++number == 1 || row.size() < 4) continue;
      const auto goldstein = number_in<double>(row[3]);
      if (!goldstein) return fail("not a number", (folder / "cameo.tsv").string(), number, 0, row[3]);
      const auto cell = [&](std::size_t i) { return row.size() > i ? row[i] : std::string(); };
      lexicon_.cameo_[row[0]] = {*goldstein, cell(4), cell(5), cell(6)};
    }
    number = 0;
    for (const auto& row : table_rows(*plover)) {
      if (++number == 1 || row.size() < 3) continue;
      const auto quad = number_in<double>(row[2]);
      if (!quad) return fail("not a number", (folder / "plover.tsv").string(), number, 0, row[2]);
      lexicon_.plover_[row[1].empty() ? row[0] : row[0] + "/" + row[1]] = {
          static_cast<int>(*quad), row.size() > 3 ? number_in<double>(row[3]) : std::nullopt};
    }
    return {};
  }

  void read_class(const StanzaFile& file, const Stanza& stanza) {
    for (const auto& line : stanza.lines)
      hash_ = content_hash({hex_id(hash_), stanza.kind, stanza.id, line.key, line.value});
    if (stanza.kind != "class") return;
    for (const auto& line : stanza.lines) {
      if (line.key != "words") {
        mistake("a class has only `words`", file, line, line.key);
        continue;
      }
      for (auto& word : list_of(line.value)) {
        std::replace(word.begin(), word.end(), ' ', '_');
        class_lists_[stanza.id].push_back(word);
        lexicon_.classes_[stanza.id].insert(word);
      }
    }
  }

  void read_table(const StanzaFile& file, const Stanza& stanza) {
    if (stanza.kind == "compose") {
      for (const auto& line : stanza.lines) read_composition(file, stanza, line);
    } else if (stanza.kind == "light") {
      const auto kind = stanza.id == "do"        ? LightVerb::does
                        : stanza.id == "undergo" ? LightVerb::undergoes
                                                 : LightVerb::none;
      if (kind == LightVerb::none) return mistake("a light stanza is `light do` or `light undergo`", file, stanza);
      for (const auto& line : stanza.lines)
        for (const auto& verb : list_of(line.value)) lexicon_.light_verbs_.emplace(verb, kind);
    } else if (stanza.kind == "context") {
      for (const auto& line : stanza.lines)
        for (const auto& word : list_of(line.value)) lexicon_.contexts_.emplace(word, stanza.id);
    } else if (stanza.kind != "entry" && stanza.kind != "class") {
      mistake("expected entry, class, compose, light or context", file, stanza);
    }
  }

  void read_composition(const StanzaFile& file, const Stanza& stanza, const StanzaLine& line) {
    Composition composition;
    const std::string& key = line.key;
    if (key.starts_with("move:")) {
      composition.move = move_named(key.substr(5));
      if (!composition.move) return mistake("no such move", file, line, key);
    } else if (key.starts_with("cameo:")) {
      composition.cameo = key.substr(6);
    } else if (key != "*") {
      const auto slash = key.find('/');
      composition.type = key.substr(0, slash);
      if (slash != std::string::npos) composition.mode = key.substr(slash + 1);
      if (!lexicon_.plover_.contains(key)) return mistake("no such PLOVER type", file, line, key);
    }
    auto code = read_code(file, line);
    if (!code) return;
    composition.code = std::move(*code);
    lexicon_.compositions_[stanza.id].push_back(std::move(composition));
  }

  // "161 SANCTION/discontinue diplomatic; cyber"
  std::optional<EventCode> read_code(const StanzaFile& file, const StanzaLine& line) {
    auto parts = words_in(line.value);
    if (parts.empty()) {
      mistake("a CAMEO code is missing", file, line);
      return {};
    }
    std::string type, mode;
    if (parts.size() > 1) {
      const auto slash = parts[1].find('/');
      type = parts[1].substr(0, slash);
      if (slash != std::string::npos) mode = parts[1].substr(slash + 1);
    }
    auto code = lexicon_.code(parts[0], type, mode);
    if (!code) {
      mistake(code.error().message, file, line, code.error().fragment);
      return {};
    }
    if (parts.size() > 2) {
      code->contexts.clear();
      for (std::size_t i = 2; i < parts.size(); ++i)
        for (auto& context : list_of(parts[i])) code->contexts.push_back(context);
    }
    return std::move(*code);
  }

  void read_entry(const StanzaFile& file, const Stanza& stanza) {
    if (!ids_.insert(stanza.id).second) return mistake("an entry of this name stands elsewhere too", file, stanza);
    Entry entry;
    entry.id = stanza.id;
    bool embedded_said = false, code_said = false;
    const std::string name = std::filesystem::path(file.path).filename().string();
    std::size_t forms = 0;
    for (const auto& line : stanza.lines) {
      if (line.key == "code") {
        code_said = true;
        if (line.value != "-") entry.code = read_code(file, line);
      } else if (line.key == "move") {
        entry.move = move_named(line.value);
        if (!entry.move) mistake("no such move", file, line);
      } else if (line.key == "verb" || line.key == "noun" || line.key == "adj") {
        read_form(line.key == "verb"   ? FormKind::verb
                  : line.key == "noun" ? FormKind::noun
                                       : FormKind::adjective,
                  file, line, name);
        ++forms;
      } else if (line.key == "reciprocal") {
        entry.reciprocal = line.value == "yes";
      } else if (line.key == "reason" && line.value == "subject") {
        entry.subject_is_reason = true;
      } else if (line.key == "needs") {
        for (const auto& need : words_in(line.value)) {
          if (need == "A")
            entry.needs_actor = true;
          else if (need == "R")
            entry.needs_recipient = true;
          else if (need == "state")
            entry.needs_state = true;
          else
            mistake("expected A, R or state", file, line, need);
        }
      } else if (line.key == "stands" && line.value == "done") {
        entry.stands_done = true;
      } else if (line.key == "only" && line.value == "planned") {
        entry.only_planned = true;
      } else if (line.key == "repeats" && (line.value == "turned" || line.value == "same")) {
        entry.repeats = line.value == "turned" ? Repeats::turned : Repeats::same;
      } else if (line.key == "pass") {
        read_pass(file, line, entry);
      } else if (line.key == "compose") {
        entry.compose = line.value;
        if (!lexicon_.compositions_.contains(line.value)) mistake("no such composition table", file, line);
      } else if (line.key == "claim") {
        entry.claim = stance_named(line.value);
        if (!entry.claim) mistake("no such stance", file, line);
      } else if (line.key == "certainty") {
        const auto certainty = certainty_named(line.value);
        if (!certainty) mistake("no such certainty", file, line);
        entry.certainty = certainty.value_or(Certainty::unsaid);
      } else if (line.key == "embedded") {
        embedded_said = true;
        if (line.value == "drop")
          entry.embedded = Embedded::drop;
        else if (line.value == "keep")
          entry.embedded = Embedded::keep;
        else if (line.value == "claimed")
          entry.embedded = Embedded::claimed;
        else
          mistake("expected drop, keep or claimed", file, line);
      } else if (line.key == "moves") {
        entry.moves = modality_named(line.value);
        if (!entry.moves) mistake("no such modality", file, line);
      } else if (line.key == "yes" || line.key == "no") {
        read_case(line, name, entry);
      } else {
        mistake("no such key in an entry", file, line, line.key);
      }
    }
    if (!embedded_said && entry.claim) entry.embedded = Embedded::claimed;
    if (!forms) mistake("an entry without verb, noun or adj line", file, stanza);
    if (!code_said && !entry.pass && entry.compose.empty() && !entry.claim && entry.repeats == Repeats::nothing)
      mistake("an entry without code, pass, compose, claim or repeats", file, stanza);
    lexicon_.entries_.push_back(std::move(entry));
  }

  void read_form(FormKind kind, const StanzaFile& file, const StanzaLine& line, const std::string& name) {
    auto form = parse_form(kind, line, file.path, [&](std::string_view wanted) -> const std::vector<std::string>* {
      const auto found = class_lists_.find(std::string(wanted));
      return found == class_lists_.end() ? nullptr : &found->second;
    });
    if (!form) {
      mistakes.push_back(form.error());
      return;
    }
    form->entry = lexicon_.entries_.size();
    form->file = name;
    lexicon_.all_forms_.push_back(std::make_unique<Form>(std::move(*form)));
  }

  void read_pass(const StanzaFile& file, const StanzaLine& line, Entry& entry) {
    Pass pass;
    for (const auto& word : words_in(line.value)) {
      if (word == "same") continue;
      if (word == "negated")
        pass.negated = true;
      else if (const auto outcome = outcome_named(word))
        pass.outcome = *outcome;
      else if (const auto modality = modality_named(word))
        pass.modality = modality;
      else
        mistake("expected same, a modality, negated, failed, partial or achieved", file, line, word);
    }
    entry.pass = pass;
  }

  void read_case(const StanzaLine& line, const std::string& name, Entry& entry) {
    LexiconCase one;
    one.must_fire = line.key == "yes";
    one.file = name;
    one.line = line.line;
    const auto arrow = line.value.find("=>");
    one.text = trimmed(std::string_view(line.value).substr(0, arrow));
    if (arrow != std::string::npos) {
      const auto ids = words_in(std::string_view(line.value).substr(arrow + 2));
      if (!ids.empty()) one.actor = ids[0];
      if (ids.size() > 1) one.recipient = ids[1];
    }
    entry.cases.push_back(std::move(one));
  }

  Lexicon lexicon_;
  std::unordered_map<std::string, std::vector<std::string>> class_lists_;
  std::set<std::string> ids_;
  std::uint64_t hash_ = 0;
};

Result<Lexicon> Lexicon::load(const std::filesystem::path& knowledge, std::span<const std::filesystem::path> own) {
  LexiconLoader loader;
  auto lexicon = loader.load(knowledge, own);
  if (lexicon && !loader.mistakes.empty()) return tl::unexpected(loader.mistakes.front());
  return lexicon;
}

std::vector<Error> Lexicon::check(const std::filesystem::path& file, const std::filesystem::path& knowledge) {
  LexiconLoader loader;
  const auto lexicon = loader.load(knowledge, {&file, 1});
  if (!lexicon) return {lexicon.error()};
  std::erase_if(loader.mistakes, [&](const Error& error) { return error.file != file.string(); });
  return loader.mistakes;
}

}  // namespace demarche
