#include "events/content.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "events/document_text.h"

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// Behind which stands what is asked, promised, charged ...; behind others where, when and why.
constexpr std::array kOfContent = {""sv,        "of"sv, "for"sv,  "to"sv,   "with"sv, "about"sv,
                                   "against"sv, "on"sv, "from"sv, "into"sv, "as"sv,   "that"sv};

// Whether a word does no more than name a side: "Iran", "its neighbour", but not "Iran's generosity".
bool only_names_side(const Tree& tree, int head, const std::vector<int>& recipients,
                     const std::vector<Mention>& sides) {
  if (tree.is_verbal(head)) return false;
  const auto words = tree.subtree(head);
  const bool bare = std::all_of(words.begin(), words.end(), [&](int word) {
    const auto upos = tree.token(word).upos;
    return upos == Upos::propn || upos == Upos::pron || upos == Upos::det || upos == Upos::adp || upos == Upos::punct;
  });
  if (bare && among(recipients, head)) return true;
  const int owner = tree.child(head, "nmod:poss");
  if (owner >= 0 && tree.token(owner).upos != Upos::pron) return false;
  return std::any_of(sides.begin(), sides.end(), [&](const Mention& side) {
    return !side.id.empty() && side.span && side.in_title == tree.sentence().in_title &&
           side.span->begin <= tree.token(head).begin && tree.token(head).end <= side.span->end;
  });
}

std::vector<int> heads_of(const MatchedSentence& sentence, const Match& match, const std::vector<Mention>& sides) {
  const Tree& tree = sentence.tree;
  const Frame& frame = match.frame;
  std::vector<int> heads = frame.complements;
  heads.insert(heads.end(), frame.objects.begin(), frame.objects.end());
  for (const auto& each : frame.obliques)
    if (among(kOfContent, each.preposition)) heads.push_back(each.head);
  if (match.embedded >= 0) heads.push_back(match.embedded);
  // of what the form binds ("ties" of "severed ties") only what hangs on it
  for (const int word : match.bound)
    if (std::erase(heads, word) > 0)
      for (const int c : tree.children(word))
        if (tree.has_relation(c, "nmod") || tree.has_relation(c, "acl") || tree.has_relation(c, "ccomp"))
          heads.push_back(c);
  std::erase_if(heads, [&](int head) {
    return head < 0 || head == frame.predicate || head == frame.governor ||
           sentence.timed[static_cast<std::size_t>(head)] || tree.dominates(head, frame.predicate) ||
           among(frame.subjects, head) || only_names_side(tree, head, match.recipients, sides);
  });
  const bool behind = std::any_of(heads.begin(), heads.end(), [&](int head) { return head > frame.clause(); });
  if (behind) std::erase_if(heads, [&](int head) { return head < frame.clause(); });
  return heads;
}

bool is_finite(const Tree& tree, int verb) {
  const auto& tag = tree.token(verb).xpos;
  return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD";
}

// Whether what belongs together is over here: behind a comma a clause or name is put in, a further clause of its own
// verb begins ("but later accused"), or, behind a semicolon, anything.
bool remark_begins(const Tree& tree, int word, int top) {
  if (word == 0) return false;
  if (tree.token(word - 1).form == ";") return true;
  if (tree.has_relation(word, "cc") && is_finite(tree, tree.head(word))) return true;
  if (tree.token(word - 1).form != ",") return false;
  for (int at = word; at >= 0 && at != top; at = tree.head(at)) {
    const auto relation = tree.token(at).deprel;
    const bool put_in = relation == "acl:relcl" || relation == "acl" || relation == "advcl" ||
                        relation == "parataxis" || relation == "appos";
    if (put_in && tree.subtree(at).front() >= word - 1) return true;
  }
  return false;
}

bool is_quote(std::string_view form) { return form == "\"" || form == "”" || form == "“" || form == "''"; }

std::optional<Content> between(const MatchedSentence& sentence, int first, int last, const Document& document) {
  const Tree& tree = sentence.tree;
  while (first < last && tree.token(first).upos == Upos::punct && !is_quote(tree.token(first).form)) ++first;
  const auto falls_away = [&](int word) {
    const auto& token = tree.token(word);
    return sentence.timed[static_cast<std::size_t>(word)] || (token.upos == Upos::punct && !is_quote(token.form)) ||
           (token.upos == Upos::adp && last + 1 < tree.size() && sentence.timed[static_cast<std::size_t>(last + 1)]);
  };
  while (last >= first && falls_away(last)) --last;
  if (last < first) return {};
  Content content;
  content.span = {tree.token(first).begin, tree.token(last).end};
  content.text = text_at(document, tree.sentence().in_title, content.span);
  if (content.text.empty()) return {};
  return content;
}

}  // namespace

std::optional<Content> content_below(const MatchedSentence& sentence, int word, const Document& document) {
  const auto words = sentence.tree.subtree(word);
  int last = words.front();
  for (const int each : words) {
    if (each > word && remark_begins(sentence.tree, each, word)) break;
    last = each;
  }
  return between(sentence, words.front(), last, document);
}

std::optional<Content> content_of(const MatchedSentence& sentence, const Match& match,
                                  const std::vector<Mention>& sides, const Document& document) {
  const Tree& tree = sentence.tree;
  int first = tree.size(), last = -1;
  for (const int head : heads_of(sentence, match, sides)) {
    const auto words = tree.subtree(head);
    for (const int word : words) {
      if (word > head && remark_begins(tree, word, head)) break;
      if (word == match.frame.clause()) continue;
      first = std::min(first, word);
      last = std::max(last, word);
    }
  }
  if (last < 0) return {};
  return between(sentence, first, last, document);
}

}  // namespace demarche
