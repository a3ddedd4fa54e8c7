// The briefing on one article by itself, in the order of its text: what it tells as done, as history, as to come, on
// whose word, and what it leaves open.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/among.h"
#include "briefing/briefing.h"
#include "briefing/phrases.h"
#include "briefing/wordings.h"

namespace demarche {
namespace {

constexpr std::size_t kMostQuoted = 30;  // words of the article, of one statement

// The bare verb is told behind it; an article's own words for it say more.
std::string auxiliary_of(const Event& event, bool several) {
  if (event.modality == Modality::demanded) return event.negated ? "should not" : "should";
  if (event.negated) return event.modality == Modality::planned ? "will not" : "did not";
  switch (event.modality) {
    case Modality::attempted:
      return "tried to";
    case Modality::planned:
      return several ? "are to" : "is to";
    case Modality::threatened:
      return several ? "have threatened to" : "has threatened to";
    default:
      return "might";
  }
}

std::string_view of_the_standing(const Event& event) {
  if (event.negated) return "is said not to have happened";
  switch (event.modality) {
    case Modality::attempted:
      return "was attempted";
    case Modality::planned:
      return "is planned";
    case Modality::threatened:
      return "is threatened";
    case Modality::demanded:
      return "is demanded";
    default:
      return "is spoken of as possible";
  }
}

std::string_view verb_of(Stance stance) {
  switch (stance) {
    case Stance::denies:
      return "denied";
    case Stance::accuses:
      return "accused";
    case Stance::admits:
      return "acknowledged";
    case Stance::claims_responsibility:
      return "claimed responsibility for";
    case Stance::declines:
      return "declined to comment on";
    case Stance::retracts:
      return "took back";
    case Stance::interprets:
      return "interpreted";
    case Stance::supports:
      return "supported";
    case Stance::condemns:
      return "condemned";
    case Stance::demands:
      return "demanded";
    case Stance::threatens:
      return "threatened";
    case Stance::promises:
      return "promised";
    default:
      return "said";
  }
}

// Words of the article as they are quoted: in one line, with no quotation marks but single ones, and no more of them
// than a reader wants.
std::string quotable(std::string_view words) {
  std::string text;
  std::size_t count = 1;
  for (const char c : words) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      text += c == '"' ? '\'' : c;
    } else if (!text.empty() && text.back() != ' ') {
      if (++count > kMostQuoted) return text + " ...";
      text += ' ';
    }
  }
  return text;
}

std::string in_quotes(std::string_view words) { return "\"" + quotable(words) + "\""; }

// Whether one of the words of a list, parted by blanks, is this.
bool holds_word(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; at < list.size();) {
    const auto end = std::min(list.find(' ', at), list.size());
    if (list.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

// ` of "having hacked its ministries"`: words that begin with one of the leads, which stands outside of the quotation
// marks then; empty where they begin otherwise.
std::string going_on(std::string_view words, std::string_view leads) {
  const auto lead = words.substr(0, words.find(' '));
  if (lead.size() == words.size() || !holds_word(leads, lead)) return {};
  return fmt::format(" {} {}", lead, in_quotes(words.substr(lead.size() + 1)));
}

// The PLOVER type of what a claim itself is; empty where it is none.
std::string_view type_of(Stance stance) {
  switch (stance) {
    case Stance::accuses:
    case Stance::condemns:
      return "ACCUSE";
    case Stance::supports:
      return "SUPPORT";
    case Stance::demands:
      return "REQUEST";
    case Stance::threatens:
      return "THREATEN";
    case Stance::promises:
      return "AGREE";
    default:
      return "";
  }
}

// By which words what is said can go on from the verb for saying it.
std::string_view leads_of(Stance stance) {
  switch (stance) {
    case Stance::asserts:
    case Stance::denies:
    case Stance::admits:
      return "that";
    case Stance::accuses:
      return "of";
    case Stance::declines:
      return "on to";
    case Stance::demands:
    case Stance::promises:
      return "to that for";
    case Stance::threatens:
      return "to with";
    default:
      return "";
  }
}

class ArticleBriefing {
 public:
  ArticleBriefing(const Document& document, const Coding& coding, const World& world)
      : document_(document), coding_(coding), world_(world), acts_(acts_of(coding.events)) {
    // in the order of the text
    std::stable_sort(acts_.begin(), acts_.end(), [&](const Act& a, const Act& b) { return place(a) < place(b); });
  }

  Briefing write() {
    briefing_.title = title();
    Section news{"What it tells", {}}, claimed{"What it tells on somebody's word", {}},
        history{"What it tells as history", {}}, to_come{"What is to come, tried or only spoken of", {}},
        said{"Who says so, and who denies", {}}, open{"What it leaves open", {}};
    for (const auto& act : acts_)
      if (!act.actors.empty() || !act.recipients.empty())
        (act.claimed ? claimed : act.first().background ? history : news).statements.push_back(told_with_detail(act));
    for (const auto& event : coding_.events)
      if (!told_as_done(event)) to_come.statements.push_back(not_done(event));
    for (const auto& claim : coding_.claims)
      if (auto statement = said_by(claim)) said.statements.push_back(std::move(*statement));
    leave_open(open);
    for (auto* section : {&news, &claimed, &said, &to_come, &history, &open})
      if (!section->statements.empty()) briefing_.sections.push_back(std::move(*section));
    if (briefing_.sections.empty())
      briefing_.sections.push_back(
          {"What it tells", {{"No event between actors that the program knows was found.", Basis::unknown, {}}}});
    return std::move(briefing_);
  }

 private:
  static std::pair<std::size_t, std::uint32_t> place(const Act& act) {
    std::pair<std::size_t, std::uint32_t> first{~std::size_t{0}, 0};
    for (const auto* report : act.reports)
      first = std::min(first, {report->sentence, report->words.empty() ? 0 : report->words.front().begin});
    return first;
  }

  std::string title() const {
    if (!document_.title.empty()) return document_.title;
    for (const auto& paragraph : document_.paragraphs)
      if (paragraph.heading) return document_.text.substr(paragraph.begin, paragraph.end - paragraph.begin);
    return document_.id;
  }

  // Sentences are cited once each, in the order of citing.
  std::size_t source(std::size_t sentence, const std::string& text, const std::string& record) {
    const auto key = std::pair(sentence, text);
    if (const auto cited = cited_.find(key); cited != cited_.end()) return cited->second;
    briefing_.sources.push_back({document_.id, sentence, text, record, {}});
    return cited_[key] = briefing_.sources.size() - 1;
  }

  const std::string& field(bool in_title) const { return in_title ? document_.title : document_.text; }

  // Of a name that nobody knows the words, with the article or owner that stands before them: "the agency".
  std::string who(const Mention& mention) const {
    if (const auto side = side_of(mention); !side.empty()) return named(side, world_);
    if (!mention.name.empty()) return mention.name;
    if (mention.text.empty()) return "somebody";
    const auto& text = field(mention.in_title);
    if (!mention.span || mention.span->begin < 2 || mention.span->end > text.size()) return in_quotes(mention.text);
    const auto before = text.find_last_of(" \n", mention.span->begin - 2) + 1;  // 0 where there is none
    const auto word = std::string_view(text).substr(before, mention.span->begin - 1 - before);
    return in_quotes(holds_word("the The a A an An its Its their Their his His her Her this This these These", word)
                         ? std::string(word) + " " + mention.text
                         : mention.text);
  }

  // What an event is about, as it goes on behind the verb: ` of "having hacked its ministries"`, or `: "denied any part
  // in it"` where the verb of the briefing cannot be followed by these words; empty where it is about nothing more.
  std::string content_of(const Event& event, std::string_view leads) const {
    if (event.move) return {};
    const auto& text = field(event.in_title);
    if (!event.content) return words_alone(event, text);
    const std::string_view content = event.content->text;
    if (auto on = going_on(content, leads); !on.empty()) return on;
    const auto begin = event.words.empty() ? event.content->span.begin : event.words.front().begin;
    const auto end = event.content->span.end;
    if (begin >= event.content->span.begin || end > text.size()) return ": " + in_quotes(content);
    return ": " + in_quotes(std::string_view(text).substr(begin, end - begin));
  }

  // Where the wording of the briefing leaves open what is meant, the words that the event rests on: "rejected the
  // accusations".
  static std::string words_alone(const Event& event, const std::string& text) {
    const bool vague = event.quad_code == 3 || sides_of(event.recipients).empty();
    if (!vague || event.words.size() < 2 || event.words.back().end > text.size()) return {};
    const auto begin = event.words.front().begin;
    return ": " + in_quotes(std::string_view(text).substr(begin, event.words.back().end - begin));
  }

  // Of several tellings that of the text before that of the title.
  static const Event& fullest(const Act& act) {
    for (const auto* report : act.reports)
      if (report->content && !report->in_title) return *report;
    return act.first();
  }

  Statement told_with_detail(const Act& act) {
    const Event& event = act.first();
    const Event& full = fullest(act);
    std::string text = capitalised(told(act, world_)) + (act.date ? " " + when(*act.date) : "");
    if (act.move && act.move->notice_hours) text += fmt::format("; notice: {} hours", *act.move->notice_hours);
    text += content_of(full, act.move ? "" : wording_of(act).leads);
    if (!event.reasons.empty() && text.find(quotable(event.reasons.front().text)) == std::string::npos)
      text += fmt::format("; reason given: {}", in_quotes(event.reasons.front().text));
    Statement statement{text + ".", act.disputed ? Basis::disputed : act.claimed ? Basis::claimed : Basis::known, {}};
    for (const auto* report : act.reports)
      if (const auto cited = source(report->sentence, report->text, report->id);
          std::find(statement.sources.begin(), statement.sources.end(), cited) == statement.sources.end())
        statement.sources.push_back(cited);
    return statement;
  }

  Statement not_done(const Event& event) {
    const Act act = act_alone(event);
    const bool by_known = !act.actors.empty();
    std::string text = by_known ? told_after(act, world_, auxiliary_of(event, act.actors.size() > 1))
                                : as_noun(act, world_) + " " + std::string(of_the_standing(event));
    if (event.date && event.negated && event.modality != Modality::planned)
      text += ", as of " + in_words(*event.date);
    else if (event.date && event.date_from == DateSource::expression)
      text += " " + when(*event.date);
    text += content_of(event, by_known ? wording_of(act).leads : "");
    return {capitalised(text) + ".", Basis::known, {source(event.sentence, event.text, event.id)}};
  }

  static std::string in_words(const Period& period) {
    std::string text = when(period);
    if (const auto space = text.find(' ');
        space != std::string::npos && (text.starts_with("on ") || text.starts_with("in ")))
      text.erase(0, space + 1);
    return text;
  }

  const Act* act_of(const std::string& event) const {
    for (const auto& act : acts_)
      for (const auto* report : act.reports)
        if (report->id == event) return &act;
    return nullptr;
  }

  // "Algeria said it opposed the use of force": the act is the saying itself. What the text gives as another's word is
  // that only where it is of the kind: who denies an attack denies what he is said to have done.
  static bool is_the_act(const Claim& claim, const Act& act) {
    return std::any_of(act.reports.begin(), act.reports.end(), [&](const Event* report) {
      return report->id == claim.about && report->sentence == claim.sentence &&
             (!report->claimed || report->type == type_of(claim.stance)) &&
             std::any_of(report->actors.begin(), report->actors.end(),
                         [&](const Mention& each) { return side_of(each) == side_of(claim.speaker); });
    });
  }

  // What a claim is about, as a noun: "a cyber-attack on Albania by Iran". Whoever is named beside it, as the speaker
  // or as who is accused of it, is not named again.
  std::string about(const Act& act, const std::string& speaker, const std::string& toward) const {
    std::string text = as_noun(act, world_);
    const bool named_beside = act.actors.empty() || (act.actors.size() == 1 &&
                                                     (act.actors.front() == speaker || act.actors.front() == toward));
    return named_beside ? text : text + " by " + named(act.actors, world_);
  }

  // The words of who says it, as they go on behind the verb for saying it; empty where the article gives none, or where
  // they stand already with the act that saying it is.
  std::string words_of(const Claim& claim, bool stand_already) const {
    if (stand_already) return {};
    if (claim.quote.find(' ') != std::string::npos) return ": " + in_quotes(claim.quote);
    if (!claim.content || claim.content->text.find(' ') == std::string::npos || side_of(claim.speaker).empty())
      return {};
    const auto on = going_on(claim.content->text, leads_of(claim.stance));
    return on.empty() ? ": " + in_quotes(claim.content->text) : on;
  }

  std::optional<Statement> said_by(const Claim& claim) {
    const Act* act = act_of(claim.about);
    const bool is_act = act && is_the_act(claim, *act);
    const auto speaker = side_of(claim.speaker), toward = claim.toward ? side_of(*claim.toward) : std::string();
    const auto thing = act && !is_act ? about(*act, speaker, toward) : std::string();
    auto whom = claim.toward ? who(*claim.toward) : std::string();
    const auto quote = claim.quote.find(' ') != std::string::npos ? ": " + in_quotes(claim.quote) : std::string();
    const auto words = thing.empty() ? words_of(claim, is_act && act->first().content) : quote;
    const bool evidence = claim.evidence && words.find(quotable(claim.evidence->text)) == std::string::npos;
    if (toward.empty() && claim.toward && words.find(claim.toward->text) != std::string::npos) whom.clear();
    // what stands among what is told already, and nothing more is said of
    if (thing.empty() && words.empty() && !evidence && (is_act || whom.empty())) return {};
    std::string text = capitalised(who(claim.speaker)) + " ";
    switch (claim.stance) {
      case Stance::asserts:
        if (!thing.empty())
          text += act->actors.empty() ? "reported " + thing : "said that " + told(*act, world_);
        else if (!words.empty())
          text += "said";
        break;
      case Stance::accuses:
        text += "accused " + (!whom.empty() ? whom : act && !is_act ? named(act->actors, world_) : "others");
        if (!thing.empty()) text += " of " + thing;
        break;
      case Stance::demands:
        text += "demanded" + (thing.empty() ? "" : " " + thing) + (whom.empty() ? "" : " of " + whom);
        break;
      case Stance::declines:
        text += words.starts_with(" to ") ? "declined" : "declined to comment" + (thing.empty() ? "" : " on " + thing);
        break;
      default:
        text += std::string(verb_of(claim.stance)) + (!thing.empty() ? " " + thing : !whom.empty() ? " " + whom : "");
    }
    text += words;
    if (evidence)
      text += (text.ends_with(' ') ? "pointed to " : ", and pointed to ") + in_quotes(claim.evidence->text) +
              " as evidence";
    if (text.ends_with(' ')) return {};  // a speaker who says nothing
    return Statement{text + ".", Basis::claimed, {source(claim.sentence, claim.text, claim.id)}};
  }

  void leave_open(Section& open) const {
    if (!document_.date)
      open.statements.push_back(
          {"The article carries no date of its own, so that \"on Friday\" or \"last month\" cannot be "
           "reckoned; --date gives it one.",
           Basis::unknown,
           {}});
    std::vector<std::string> undated;
    for (const auto& act : acts_)
      if (!act.date && (!act.actors.empty() || !act.recipients.empty())) undated.push_back(told(act, world_));
    if (document_.date && !undated.empty())
      open.statements.push_back({"It does not say when " + each_once(undated) + ".", Basis::unknown, {}});
    std::vector<std::string> nobodys;
    for (const auto& act : acts_)
      if (act.actors.empty() && !act.recipients.empty()) nobodys.push_back(as_noun(act, world_));
    if (!nobodys.empty())
      open.statements.push_back({"It does not say who was behind " + each_once(nobodys) + ".", Basis::unknown, {}});
  }

  static std::string each_once(const std::vector<std::string>& all) {
    std::vector<std::string> once;
    for (const auto& each : all) add_once(once, each);
    std::string text;
    for (std::size_t i = 0; i < once.size(); ++i)
      text += (i == 0 ? "" : i + 1 == once.size() ? " or " : ", ") + once[i];
    return text;
  }

  const Document& document_;
  const Coding& coding_;
  const World& world_;
  std::vector<Act> acts_;
  std::map<std::pair<std::size_t, std::string>, std::size_t> cited_;  // sentences with their numbers
  Briefing briefing_;
};

}  // namespace

Briefing brief_article(const Document& document, const Coding& coding, const World& world) {
  return ArticleBriefing(document, coding, world).write();
}

}  // namespace demarche
