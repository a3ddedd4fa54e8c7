#include "briefing/wordings.h"

#include <algorithm>
#include <array>

namespace demarche {
namespace {

using std::string_view_literals::operator""sv;

// Of those that fit the first counts.
constexpr std::array kWordings = {
    // statements, requests, refusals
    Wording{"REQUEST", "", "10", "make|made a demand of {R}", "a demand of {R}", "", "for"},
    Wording{"REQUEST", "", "", "call|called on {R}", "an appeal to {R}", "make|made an appeal", "to for"},
    Wording{"REJECT", "", "016", "issue|issued a denial concerning {R}", "a denial concerning {R}", "", ""},
    Wording{"REJECT", "assist", "", "refuse|refused to help {R}", "a refusal to help {R}", "refuse|refused to help",
            ""},
    Wording{"REJECT", "", "124", "refuse|refused to yield to {R}", "a refusal to yield to {R}", "", ""},
    Wording{"REJECT", "", "125", "refuse|refused to negotiate with {R}", "a refusal to negotiate with {R}",
            "refuse|refused to negotiate", ""},
    Wording{"REJECT", "", "126", "decline|declined mediation concerning {R}", "a refusal of mediation concerning {R}",
            "decline|declined mediation", ""},
    Wording{"REJECT", "", "127", "reject|rejected a settlement with {R}", "a rejection of a settlement with {R}", "",
            ""},
    Wording{"REJECT", "", "128", "defy|defied rules that concern {R}", "a defiance of rules that concern {R}",
            "defy|defied rules", ""},
    Wording{"REJECT", "", "129", "cast|cast a veto concerning {R}", "a veto concerning {R}", "", ""},
    Wording{"REJECT", "", "", "reject|rejected a claim or demand of {R}", "a rejection of a claim or demand of {R}", "",
            ""},
    Wording{"THREATEN", "", "139", "give|gave {R} an ultimatum", "an ultimatum to {R}", "give|gave an ultimatum", ""},
    Wording{"THREATEN", "", "", "threaten|threatened {R}", "a threat against {R}", "make|made a threat", "with to"},
    Wording{"ACCUSE", "", "111", "criticise|criticised or condemn|condemned {R}", "a condemnation of {R}",
            "voice|voiced criticism", "for"},
    Wording{"ACCUSE", "", "113", "rally|rallied opposition against {R}", "a call to oppose {R}", "", ""},
    Wording{"ACCUSE", "", "114", "lodge|lodged a complaint against {R}", "a complaint against {R}", "", ""},
    Wording{"ACCUSE", "", "115", "bring|brought a lawsuit against {R}", "a lawsuit against {R}", "", ""},
    Wording{"ACCUSE", "", "112", "accuse|accused {R}", "an accusation against {R}", "make|made an accusation", "of"},
    Wording{"ACCUSE", "investigate", "", "investigate|investigated {R}", "an investigation of {R}",
            "open|opened an investigation", "for"},
    Wording{"ACCUSE", "disapprove", "", "criticise|criticised or condemn|condemned {R}", "a condemnation of {R}",
            "voice|voiced criticism", "for"},
    Wording{"ACCUSE", "", "", "accuse|accused {R}", "an accusation against {R}", "make|made an accusation", "of"},
    Wording{"PROTEST", "", "", "protest|protested against {R}", "a protest against {R}", "", "against at"},
    // agreement, talks, support
    Wording{"AGREE", "", "033", "promise|promised aid to {R}", "a promise of aid to {R}", "", ""},
    Wording{"AGREE", "", "034", "promise|promised reforms to {R}", "a promise of reforms to {R}", "", ""},
    Wording{"AGREE", "", "035", "promise|promised concessions to {R}", "a promise of concessions to {R}", "", ""},
    Wording{"AGREE", "", "036", "agree|agreed to talks with {R}", "an agreement to talk with {R}", "", ""},
    Wording{"AGREE", "", "037", "agree|agreed to a settlement with {R}", "an agreement to settle with {R}", "", ""},
    Wording{"AGREE", "", "038", "accept|accepted mediation concerning {R}", "an acceptance of mediation concerning {R}",
            "", ""},
    Wording{"AGREE", "", "039", "offer|offered to mediate for {R}", "an offer to mediate for {R}", "", ""},
    Wording{"AGREE", "", "", "agree|agreed or promise|promised to cooperate with {R}", "an agreement with {R}", "", ""},
    Wording{"CONSULT", "phone", "", "speak|spoke by telephone with {R}", "a telephone call with {R}",
            "hold|held talks by telephone", ""},
    Wording{"CONSULT", "", "043", "receive|received a visit from {R}", "a visit from {R}", "", ""},
    Wording{"CONSULT", "visit", "", "visit|visited {R}", "a visit to {R}", "make|made a visit", ""},
    Wording{"CONSULT", "", "045", "mediate|mediated for {R}", "mediation for {R}", "", ""},
    Wording{"CONSULT", "", "046", "negotiate|negotiated with {R}", "negotiations with {R}", "hold|held negotiations",
            ""},
    Wording{"CONSULT", "", "", "hold|held talks with {R}", "talks with {R}", "", "about"},
    Wording{"SUPPORT", "", "050", "cooperate|cooperated politically with {R}", "political cooperation with {R}", "",
            ""},
    Wording{"SUPPORT", "", "052", "defend|defended {R} in words", "a defence of {R}", "speak|spoke in defence", ""},
    Wording{"SUPPORT", "", "053", "rally|rallied support for {R}", "a call to support {R}", "", ""},
    Wording{"SUPPORT", "", "054", "recognise|recognised {R}", "a recognition of {R}", "grant|granted recognition", ""},
    Wording{"SUPPORT", "", "055", "apologise|apologised to {R}", "an apology to {R}", "", "for"},
    Wording{"SUPPORT", "", "056", "forgive|forgave {R}", "forgiveness for {R}", "grant|granted forgiveness", "for"},
    Wording{"SUPPORT", "", "057", "sign|signed an agreement with {R}", "a signed agreement with {R}", "", ""},
    Wording{"SUPPORT", "", "", "praise|praised or back|backed {R}", "words of support for {R}", "voice|voiced support",
            "for"},
    Wording{"COOPERATE", "", "061", "cooperate|cooperated economically with {R}", "economic cooperation with {R}", "",
            ""},
    Wording{"COOPERATE", "", "062", "cooperate|cooperated militarily with {R}", "military cooperation with {R}", "",
            ""},
    Wording{"COOPERATE", "", "063", "give|gave judicial help to {R}", "judicial help to {R}", "", ""},
    Wording{"COOPERATE", "", "064", "share|shared information with {R}", "sharing of information with {R}", "", ""},
    Wording{"COOPERATE", "", "", "cooperate|cooperated with {R}", "cooperation with {R}", "", ""},
    // aid and concessions
    Wording{"AID", "", "071", "give|gave economic aid to {R}", "economic aid to {R}", "", ""},
    Wording{"AID", "", "072", "give|gave military aid to {R}", "military aid to {R}", "", ""},
    Wording{"AID", "", "073", "give|gave humanitarian aid to {R}", "humanitarian aid to {R}", "", ""},
    Wording{"AID", "", "074", "give|gave military protection to {R}", "military protection of {R}", "", ""},
    Wording{"AID", "", "075", "give|gave shelter to {R}", "shelter for {R}", "", ""},
    Wording{"AID", "", "", "give|gave aid to {R}", "aid to {R}", "", ""},
    Wording{"RETREAT", "release", "0842", "return|returned property to {R}", "a return of property to {R}", "", ""},
    Wording{"RETREAT", "release", "", "release|released people or property of {R}",
            "a release of people or property of {R}", "", ""},
    Wording{"RETREAT", "resign", "", "give|gave up office", "a resignation", "", ""},
    Wording{"RETREAT", "access", "", "grant|granted access to {R}", "a grant of access to {R}", "", ""},
    Wording{"RETREAT", "ceasefire", "", "declare|declared a ceasefire with {R}", "a ceasefire with {R}", "", ""},
    Wording{"RETREAT", "withdraw", "", "withdraw|withdrew forces from {R}", "a withdrawal of forces from {R}", "", ""},
    Wording{"RETREAT", "disarm", "", "wind|wound down hostilities with {R}", "an easing of hostilities with {R}", "",
            ""},
    Wording{"RETREAT", "", "085", "ease|eased sanctions on {R}", "an easing of sanctions on {R}", "", ""},
    Wording{"RETREAT", "", "", "yield|yielded to {R}", "a retreat before {R}", "yield|yielded", ""},
    Wording{"CONCEDE", "", "081", "ease|eased restrictions on {R}", "an easing of restrictions on {R}", "", ""},
    Wording{"CONCEDE", "", "083", "accept|accepted a demand of {R}", "an acceptance of a demand of {R}", "", ""},
    Wording{"CONCEDE", "", "", "make|made concessions to {R}", "a concession to {R}", "", ""},
    // force short of arms
    Wording{"COERCE", "cyber", "", "carry|carried out a cyber-attack on {R}", "a cyber-attack on {R}", "", ""},
    Wording{"COERCE", "", "191", "blockade|blockaded {R}", "a blockade of {R}", "impose|imposed a blockade", ""},
    Wording{"COERCE", "restrict", "163", "impose|imposed sanctions or restrictions on {R}",
            "sanctions or restrictions on {R}", "", ""},
    Wording{"COERCE", "restrict", "", "impose|imposed restrictions on {R}", "restrictions on {R}", "", ""},
    Wording{"COERCE", "arrest", "175", "use|used force against people of {R}", "the use of force against people of {R}",
            "", ""},
    Wording{"COERCE", "arrest", "", "arrest|arrested or charge|charged people of {R}",
            "arrests or charges of people of {R}", "", ""},
    Wording{"COERCE", "deport", "", "deport|deported people of {R}", "deportations of people of {R}", "", ""},
    Wording{"COERCE", "seize", "192", "occupy|occupied territory of {R}", "an occupation of territory of {R}", "", ""},
    Wording{"COERCE", "seize", "", "seize|seized property of {R}", "a seizure of property of {R}", "", ""},
    Wording{"COERCE", "curfew", "", "impose|imposed a curfew on {R}", "a curfew on {R}", "", ""},
    Wording{"COERCE", "martial-law", "", "impose|imposed emergency rule on {R}", "emergency rule on {R}", "", ""},
    Wording{"COERCE", "", "", "take|took coercive measures against {R}", "coercive measures against {R}", "", ""},
    Wording{"SANCTION", "expel", "", "expel|expelled people of {R}", "an expulsion of people of {R}", "", ""},
    Wording{"SANCTION", "convict", "", "convict|convicted people of {R}", "a conviction of people of {R}", "", ""},
    Wording{"SANCTION", "", "162", "cut|cut aid to {R}", "a cut in aid to {R}", "", ""},
    Wording{"SANCTION", "", "164", "break|broke off negotiations with {R}", "a halt to negotiations with {R}", "", ""},
    Wording{"SANCTION", "", "165", "break|broke off mediation for {R}", "a halt to mediation for {R}", "", ""},
    Wording{"SANCTION", "discontinue", "", "cut|cut back dealings with {R}", "a cut in dealings with {R}", "", ""},
    Wording{"SANCTION", "", "", "reduce|reduced relations with {R}", "a reduction of relations with {R}", "", ""},
    Wording{"MOBILIZE", "", "", "mobilise|mobilised forces against {R}", "a mobilisation against {R}", "", ""},
    // arms
    Wording{"ASSAULT", "aerial", "", "strike|struck {R} from the air", "an air strike on {R}",
            "carry|carried out an air strike", ""},
    Wording{"ASSAULT", "drone", "", "strike|struck {R} with drones", "a drone strike on {R}",
            "carry|carried out a drone strike", ""},
    Wording{"ASSAULT", "targeted", "", "assassinate|assassinated somebody of {R}",
            "an assassination of somebody of {R}", "carry|carried out an assassination", ""},
    Wording{"ASSAULT", "abduct", "", "abduct|abducted people of {R}", "an abduction of people of {R}", "", ""},
    Wording{"ASSAULT", "destroy", "", "destroy|destroyed property of {R}", "destruction of property of {R}", "", ""},
    Wording{"ASSAULT", "", "", "use|used force against {R}", "an attack on {R}", "", ""},
};

constexpr Wording kOther = {"", "", "", "have|had dealings with {R}", "an event", "", ""};

constexpr std::array kPrepositions = {" on"sv,   " of"sv,     " with"sv, " against"sv, " to"sv,
                                      " from"sv, " before"sv, " for"sv,  " in"sv,      " concerning"sv};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

const Wording& wording_of(const Act& act) {
  const std::string_view code = act.reports.empty() ? std::string_view() : std::string_view(act.first().cameo);
  for (const auto& wording : kWordings)
    if (wording.type == act.type && (wording.mode.empty() || wording.mode == act.mode) &&
        (wording.cameo.empty() || code.starts_with(wording.cameo)))
      return wording;
  return kOther;
}

std::string inflected(std::string_view verb, VerbForm form) {
  std::string text;
  for (std::size_t at = 0; at < verb.size();) {
    const auto bar = verb.find('|', at);
    if (bar == std::string_view::npos) return text.append(verb.substr(at));
    std::size_t begin = bar, end = bar + 1;
    while (begin > at && is_letter(verb[begin - 1])) --begin;
    while (end < verb.size() && is_letter(verb[end])) ++end;
    text.append(verb.substr(at, begin - at));
    text.append(form == VerbForm::base ? verb.substr(begin, bar - begin) : verb.substr(bar + 1, end - bar - 1));
    at = end;
  }
  return text;
}

std::string with_recipient(std::string_view wording, const std::string& recipient) {
  std::string text(wording);
  if (const auto at = text.find("{R}"); at != std::string::npos) text.replace(at, 3, recipient);
  return text;
}

std::string_view without_recipient(std::string_view wording) {
  const auto recipient = wording.find(" {R}");
  if (recipient == std::string_view::npos) return wording;
  std::string_view text = wording.substr(0, recipient);
  for (const auto preposition : kPrepositions)
    if (text.ends_with(preposition)) return text.substr(0, text.size() - preposition.size());
  return text;
}

}  // namespace demarche
