#include "lexicon/form.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "base/stanza_file.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kPrepositions = {"about"sv,
                                      "above"sv,
                                      "across"sv,
                                      "after"sv,
                                      "against"sv,
                                      "along"sv,
                                      "alongside"sv,
                                      "amid"sv,
                                      "among"sv,
                                      "around"sv,
                                      "as"sv,
                                      "at"sv,
                                      "because_of"sv,
                                      "before"sv,
                                      "behind"sv,
                                      "between"sv,
                                      "beyond"sv,
                                      "by"sv,
                                      "despite"sv,
                                      "down"sv,
                                      "during"sv,
                                      "for"sv,
                                      "from"sv,
                                      "in"sv,
                                      "in_front_of"sv,
                                      "in_response_to"sv,
                                      "in_retaliation_for"sv,
                                      "inside"sv,
                                      "into"sv,
                                      "near"sv,
                                      "of"sv,
                                      "off"sv,
                                      "on"sv,
                                      "on_behalf_of"sv,
                                      "onto"sv,
                                      "opposite"sv,
                                      "out_of"sv,
                                      "outside"sv,
                                      "over"sv,
                                      "past"sv,
                                      "through"sv,
                                      "throughout"sv,
                                      "to"sv,
                                      "toward"sv,
                                      "towards"sv,
                                      "under"sv,
                                      "until"sv,
                                      "upon"sv,
                                      "via"sv,
                                      "with"sv,
                                      "within"sv,
                                      "without"sv};

constexpr std::string_view kParty = "@party";  // no class: whoever may act

struct Piece {
  std::string text;
  std::size_t column = 0;  // 1-based, in the file's line
};

// Splits at white space; a quoted stretch stays whole, with its quotes.
std::vector<Piece> pieces_of(const StanzaLine& line) {
  std::vector<Piece> pieces;
  const std::string& value = line.value;
  for (std::size_t i = 0; i < value.size();) {
    if (value[i] == ' ' || value[i] == '\t') {
      ++i;
      continue;
    }
    std::size_t end = value[i] == '"' ? value.find('"', i + 1) : value.find_first_of(" \t", i);
    if (value[i] == '"' && end != std::string::npos) ++end;
    end = std::min(end, value.size());
    pieces.push_back({value.substr(i, end - i), line.value_column + i});
    i = end;
  }
  return pieces;
}

Role role_of(std::string_view letter) {
  if (letter == "A") return Role::actor;
  if (letter == "R") return Role::recipient;
  if (letter == "T") return Role::thing;
  if (letter == "E") return Role::embedded;
  return Role::none;
}

class FormReader {
 public:
  FormReader(const StanzaLine& line, const std::string& file, const ClassWords& class_words)
      : line_(line), file_(file), class_words_(class_words), pieces_(pieces_of(line)) {}

  Result<Form> read(FormKind kind) {
    Form form;
    form.kind = kind;
    form.file = file_;
    form.line = line_.line;
    form.text = line_.value;
    if (pieces_.empty()) return fail("a form without words", file_, line_.line, line_.value_column);
    if (kind == FormKind::verb && pieces_.size() > 1 && starts_with_role(pieces_[0].text)) {
      FormElement subject;
      if (auto done = read_argument(pieces_[at_++], subject); !done) return tl::unexpected(done.error());
      form.subject = std::move(subject);
    }
    if (auto done = read_heads(pieces_[at_++], form); !done) return tl::unexpected(done.error());
    while (at_ < pieces_.size()) {
      FormElement element;
      if (auto done = read_element(element); !done) return tl::unexpected(done.error());
      form.elements.push_back(std::move(element));
    }
    settle_embedded_roles(form);
    return form;
  }

 private:
  Failure mistake(std::string message, const Piece& piece) const {
    return fail(std::move(message), file_, line_.line, piece.column, piece.text);
  }

  static bool starts_with_role(const std::string& text) {
    return role_of(text.substr(0, 1)) != Role::none && (text.size() == 1 || text[1] == ':' || text[1] == '?');
  }

  static bool is_preposition(const std::string& text) {
    const auto words = list_of(text, '|');
    return !words.empty() &&
           std::all_of(words.begin(), words.end(), [](const std::string& word) { return among(kPrepositions, word); });
  }

  // "cease-fire" as the reader's tokens have it, parted at the hyphen: "cease_fire". What it leaves whole
  // ("de-escalate") stays as well.
  static void part_hyphens(std::vector<std::string>& words) {
    for (std::size_t i = 0, size = words.size(); i < size; ++i)
      if (words[i].find('-') != std::string::npos) {
        words.push_back(words[i]);
        std::replace(words.back().begin(), words.back().end(), '-', '_');
      }
  }

  // "word|@class" -> words, with classes replaced by what they hold.
  Result<std::vector<std::string>> words_of(std::string_view text, const Piece& piece) const {
    std::vector<std::string> words;
    for (const auto& word : list_of(text, '|')) {
      if (word[0] != '@') {
        const bool plain = std::none_of(word.begin(), word.end(), [](unsigned char c) {
          return c == '"' || c == '?' || c == '(' || c == ')' || (c >= 'A' && c <= 'Z');
        });
        if (!plain) return mistake("not a lemma, a class (@name), a role (A R T E) or a preposition", piece);
        words.push_back(word);
        continue;
      }
      if (word == kParty) {
        words.push_back(word);
        continue;
      }
      const auto* members = class_words_(word.substr(1));
      if (!members) return mistake("no such class", piece);
      words.insert(words.end(), members->begin(), members->end());
    }
    return words;
  }

  Result<void> read_heads(const Piece& piece, Form& form) const {
    auto words = words_of(piece.text, piece);
    if (!words) return tl::unexpected(words.error());
    if (words->empty()) return mistake("a form without head", piece);
    if (form.kind == FormKind::noun) part_hyphens(*words);
    for (const auto& word : *words) {
      auto parts = list_of(word, '_');
      if (parts.empty()) return mistake("a head without letters", piece);
      FormHead head;
      if (form.kind == FormKind::noun) {
        head.lemma = std::move(parts.back());
        parts.pop_back();
      } else {
        head.lemma = std::move(parts.front());
        parts.erase(parts.begin());
      }
      head.parts = std::move(parts);
      form.heads.push_back(std::move(head));
    }
    return {};
  }

  Result<void> read_element(FormElement& element) {
    const Piece& piece = pieces_[at_++];
    if (piece.text[0] == '"') {
      if (piece.text.size() < 3 || piece.text.back() != '"') return mistake("a quote that does not end", piece);
      element.literal = list_of(piece.text.substr(1, piece.text.size() - 2), ' ');
      return element.literal.empty() ? mistake("a quote without words", piece) : Result<void>();
    }
    const bool leads = at_ < pieces_.size();
    if (leads && piece.text == "that") {
      element.that_clause = true;
      return read_argument(pieces_[at_++], element);
    }
    if (leads && is_preposition(piece.text)) {
      element.prepositions = list_of(piece.text, '|');
      if (auto done = read_argument(pieces_[at_++], element); !done) return done;
      element.infinitive = element.role == Role::embedded && among(element.prepositions, "to");
      return {};
    }
    return read_argument(piece, element);
  }

  // "R", "R?", "R:@class", "E(A,R)", "word|word", "@class".
  Result<void> read_argument(const Piece& piece, FormElement& element) const {
    std::string text = piece.text;
    if (text.back() == '?') {
      element.optional = true;
      text.pop_back();
    }
    const auto colon = text.find(':'), bracket = text.find('(');
    const Role role = role_of(text.substr(0, std::min(colon, bracket)));
    element.role = role;
    if (role == Role::embedded && bracket != std::string::npos)
      return read_embedded_roles(text.substr(bracket), piece, element);
    if (role != Role::none && colon == std::string::npos) return {};
    auto words = words_of(role == Role::none ? text : text.substr(colon + 1), piece);
    if (!words) return tl::unexpected(words.error());
    element.party = std::erase(*words, kParty) > 0;
    if (words->empty() && !element.party) return mistake("a condition without words", piece);
    part_hyphens(*words);
    element.words.insert(words->begin(), words->end());
    return {};
  }

  Result<void> read_embedded_roles(const std::string& bracketed, const Piece& piece, FormElement& element) const {
    if (bracketed.back() != ')') return mistake("a bracket that does not end", piece);
    const auto roles = list_of(std::string_view(bracketed).substr(1, bracketed.size() - 2), ',');
    if (roles.empty() || roles.size() > 2) return mistake("expected E(A), E(R), E(A,R) or E(R,A)", piece);
    for (const auto& role : roles)
      if (role_of(role) != Role::actor && role_of(role) != Role::recipient)
        return mistake("expected E(A), E(R), E(A,R) or E(R,A)", piece);
    element.embedded_actor = role_of(roles[0]);
    if (roles.size() == 2) element.embedded_recipient = role_of(roles[1]);
    return {};
  }

  // Control, where the form does not say: R acts in what the form embeds behind R, else A does; nobody in a
  // that-clause.
  static void settle_embedded_roles(Form& form) {
    Role controller = Role::actor;
    for (auto& element : form.elements) {
      if (element.role == Role::recipient) controller = Role::recipient;
      if (element.role == Role::embedded && element.embedded_actor == Role::none && !element.that_clause)
        element.embedded_actor = controller;
    }
  }

  const StanzaLine& line_;
  const std::string& file_;
  const ClassWords& class_words_;
  const std::vector<Piece> pieces_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Form> parse_form(FormKind kind, const StanzaLine& line, const std::string& file, const ClassWords& class_words) {
  return FormReader(line, file, class_words).read(kind);
}

}  // namespace demarche
