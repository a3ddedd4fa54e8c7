// Of what invented news is made: states, outlets, and the wordings of each kind of act. For retold_acts.cc.
#pragma once

#include <array>
#include <string_view>
#include <vector>

namespace demarche {

struct State {
  std::string_view name, adjective, capital;
  std::array<std::string_view, 3> towns;
};
inline constexpr std::array kStates = {
    State{"Peru", "Peruvian", "Lima", {"Arequipa", "Cusco", "Trujillo"}},
    State{"Chile", "Chilean", "Santiago", {"Arica", "Valparaiso", "Iquique"}},
    State{"Kenya", "Kenyan", "Nairobi", {"Mombasa", "Kisumu", "Nakuru"}},
    State{"Somalia", "Somali", "Mogadishu", {"Kismayo", "Baidoa", "Berbera"}},
    State{"Greece", "Greek", "Athens", {"Patras", "Volos", "Larissa"}},
    State{"Turkey", "Turkish", "Ankara", {"Izmir", "Adana", "Bursa"}},
    State{"Poland", "Polish", "Warsaw", {"Krakow", "Gdansk", "Lublin"}},
    State{"Russia", "Russian", "Moscow", {"Kazan", "Samara", "Belgorod"}},
    State{"Iran", "Iranian", "Tehran", {"Isfahan", "Shiraz", "Tabriz"}},
    State{"Iraq", "Iraqi", "Baghdad", {"Basra", "Mosul", "Kirkuk"}},
    State{"India", "Indian", "New Delhi", {"Mumbai", "Jaipur", "Amritsar"}},
    State{"Pakistan", "Pakistani", "Islamabad", {"Lahore", "Karachi", "Quetta"}},
    State{"Japan", "Japanese", "Tokyo", {"Osaka", "Nagoya", "Sapporo"}},
    State{"Venezuela", "Venezuelan", "Caracas", {"Maracaibo", "Valencia", "Barinas"}},
    State{"Colombia", "Colombian", "Bogota", {"Medellin", "Cali", "Cucuta"}},
    State{"Sudan", "Sudanese", "Khartoum", {"Kassala", "El Obeid", "Nyala"}},
    State{"Ethiopia", "Ethiopian", "Addis Ababa", {"Gondar", "Mekelle", "Dire Dawa"}},
    State{"Egypt", "Egyptian", "Cairo", {"Alexandria", "Suez", "Aswan"}},
    State{"Norway", "Norwegian", "Oslo", {"Bergen", "Tromso", "Stavanger"}},
    State{"Hungary", "Hungarian", "Budapest", {"Debrecen", "Szeged", "Miskolc"}},
    State{"Romania", "Romanian", "Bucharest", {"Cluj", "Timisoara", "Iasi"}},
    State{"Ukraine", "Ukrainian", "Kyiv", {"Kharkiv", "Odesa", "Sumy"}},
    State{"Morocco", "Moroccan", "Rabat", {"Fez", "Agadir", "Oujda"}},
    State{"Algeria", "Algerian", "Algiers", {"Oran", "Annaba", "Tlemcen"}},
    State{"Cuba", "Cuban", "Havana", {"Holguin", "Camaguey", "Matanzas"}},
    State{"Canada", "Canadian", "Ottawa", {"Halifax", "Winnipeg", "Regina"}},
    State{"Albania", "Albanian", "Tirana", {"Durres", "Vlora", "Shkoder"}},
    State{"Serbia", "Serbian", "Belgrade", {"Nis", "Novi Sad", "Subotica"}},
    State{"Vietnam", "Vietnamese", "Hanoi", {"Hue", "Da Nang", "Haiphong"}},
    State{"Cambodia", "Cambodian", "Phnom Penh", {"Battambang", "Siem Reap", "Kampot"}}};

inline constexpr std::array<std::string_view, 12> kOutlets = {
    "Northern Herald", "Harbour Post",  "Daily Compass",    "Evening Ledger", "The Meridian", "Continental Wire",
    "City Observer",   "Morning Sheet", "Lakeside Courier", "Plain Gazette",  "World Desk",   "Border Times"};

inline constexpr std::array<std::string_view, 14> kFiller = {
    "Officials gave no further details.",
    "The two countries share a long history.",
    "Trade between the two has been modest for years.",
    "It was not clear what would follow.",
    "Observers had seen signs of it for weeks.",
    "The news came late in the evening.",
    "Opinion in the region is divided.",
    "Newspapers on both sides carried the story on their front pages.",
    "The matter has been on the table since spring.",
    "A spokesman declined to answer questions.",
    "Several envoys followed the matter closely.",
    "The weather in the capital was cold and wet.",
    "Markets hardly moved.",
    "Many readers will remember earlier quarrels."};

inline constexpr std::array<std::string_view, 10> kSubjects = {
    "spying on its naval yards",         "arming rebels in the border hills",
    "flying drones over its airspace",   "jailing a well-known journalist",
    "stealing fish from its waters",     "hacking the computers of its treasury",
    "dumping cheap steel on its market", "damming a shared river",
    "moving border posts at night",      "meddling in its election"};
inline constexpr std::array<std::string_view, 8> kTopics = {"fisheries",     "water rights",       "air traffic",
                                                            "grain exports", "prisoner exchanges", "tourism",
                                                            "gas pipelines", "border crossings"};
inline constexpr std::array<std::string_view, 5> kGoods = {"tents and blankets", "500 tonnes of wheat",
                                                           "field hospitals", "vaccines", "drinking water"};
inline constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};
inline constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                              "Thursday", "Friday", "Saturday"};

// {A} and {B}: the states as a reporter may put them; {A0} {B0}: their names; {a} {b}: adjectives; {AC} {BC}: capitals;
// {N}: how many; {D}: when, with a space before it, or nothing; {S}: subject; {P}: place; {X}: over what, or nothing.
struct RetoldKind {
  std::string_view type;
  bool numbered, placed, with_subject;
  std::vector<std::string_view> wordings;
  std::vector<std::string_view> looking_back;
};

inline const std::vector<RetoldKind>& kinds() {
  static const std::vector<RetoldKind> all = {
      {"move expel",
       true,
       false,
       false,
       {"{A} expelled {N} {b} diplomats{D}{X}.", "{A} has ordered {N} {b} diplomats to leave the country{X}.",
        "{N} {b} diplomats were expelled from {A0}{D}{X}.", "{A} declared {N} {b} diplomats persona non grata{D}{X}.",
        "{A} told {N} diplomats from {B0} to leave within 72 hours{D}.", "{A}{D} expelled {N} diplomats of {B0}{X}.",
        "{A0} is expelling {N} {b} diplomats{X}, the foreign ministry said{D}."},
       {"{A0} had expelled {N} {b} diplomats {L}.", "{L}, {A0} expelled {N} {b} diplomats."}},
      {"move sever",
       false,
       false,
       false,
       {"{A} severed diplomatic relations with {B}{D}{X}.", "{A} has cut diplomatic ties with {B}{X}.",
        "{A} broke off diplomatic relations with {B}{D}{X}.", "{A} cut ties with {B}{D}{X}.",
        "{A}{D} broke off all diplomatic ties with {B}{X}.",
        "Diplomatic relations with {B} were severed by {A0}{D}{X}."},
       {"{A0} had severed diplomatic relations with {B0} {L}.", "{L}, {A0} broke off diplomatic relations with {B0}."}},
      {"move recall",
       false,
       false,
       false,
       {"{A} recalled its ambassador to {B0}{D}{X}.", "{A} has recalled its ambassador from {BC} for consultations{X}.",
        "{A} withdrew its ambassador from {B0}{D}{X}.", "{A} called its ambassador in {BC} home{D}{X}.",
        "The {a} ambassador to {B0} was recalled{D}{X}."},
       {"{A0} had recalled its ambassador to {B0} {L}.", "{L}, {A0} recalled its ambassador from {BC}."}},
      {"move summon",
       false,
       false,
       false,
       {"{A} summoned the {b} ambassador{D}{X}.",
        "The {b} ambassador was summoned to the foreign ministry in {AC}{D}{X}.",
        "{A0}'s foreign ministry summoned the ambassador of {B0}{D}{X}.", "{A} has summoned {B0}'s ambassador{X}."},
       {"{A0} had summoned the {b} ambassador {L}.", "{L}, {A0} summoned the {b} ambassador."}},
      {"move close-embassy",
       false,
       false,
       false,
       {"{A} closed its embassy in {BC}{D}{X}.", "{A} has shut its embassy in {B0}{X}.",
        "{A} closed its embassy in {B0}{D}.", "The {a} embassy in {BC} was closed{D}{X}."},
       {"{A0} had closed its embassy in {BC} {L}.", "{L}, {A0} closed its embassy in {BC}."}},
      {"move establish",
       false,
       false,
       false,
       {"{A0} and {B0} established diplomatic relations{D}.", "{A} established diplomatic relations with {B0}{D}.",
        "{B0} and {A0} have established diplomatic relations.", "{B} established diplomatic ties with {A0}{D}."},
       {"{A0} and {B0} had established diplomatic relations {L}.",
        "{L}, {B0} established diplomatic relations with {A0}."}},
      {"move resume",
       false,
       false,
       false,
       {"{A0} and {B0} restored diplomatic relations{D}.", "{A} resumed diplomatic relations with {B0}{D}.",
        "{B0} and {A0} have resumed diplomatic relations.", "{B} restored diplomatic ties with {A0}{D}."},
       {"{A0} and {B0} had restored diplomatic relations {L}.", "{L}, {A0} resumed diplomatic relations with {B0}."}},
      {"ACCUSE",
       false,
       false,
       true,
       {"{A} accused {B} of {S}{D}.", "{A0} has accused {B0} of {S}.", "{B0} was accused by {A0} of {S}{D}.",
        "{A}{D} accused {B} of {S}."},
       {"{A0} had accused {B0} of {S} {L}."}},
      {"COERCE",
       false,
       false,
       false,
       {"{A} imposed sanctions on {B0}{D}{X}.", "{A} has imposed new sanctions on {B0}{X}.",
        "{A} slapped sanctions on {B0}{D}{X}.", "Sanctions were imposed on {B0} by {A0}{D}{X}."},
       {"{A0} had imposed sanctions on {B0} {L}.", "{L}, {A0} imposed sanctions on {B0}."}},
      {"CONSULT",
       false,
       true,
       false,
       {"The foreign ministers of {A0} and {B0} met in {P}{D} to discuss {T}.",
        "{A0}'s foreign minister met his {b} counterpart in {P}{D} for talks on {T}.",
        "The {a} and {b} foreign ministers held talks on {T} in {P}{D}.",
        "The foreign ministers of {B0} and {A0} have held talks in {P} on {T}."},
       {"The foreign ministers of {A0} and {B0} had met in {P} {L} to discuss {T}."}},
      {"SUPPORT",
       false,
       false,
       false,
       {"{A0} and {B0} signed an agreement on {T}{D}.", "{A0} signed an agreement on {T} with {B0}{D}.",
        "{B0} and {A0} have signed an agreement on {T}.", "An agreement on {T} was signed by {A0} and {B0}{D}."},
       {"{A0} and {B0} had signed an agreement on {T} {L}."}},
      {"AID",
       false,
       false,
       false,
       {"{A} sent {G} to {B0}{D}.", "{A} has delivered {G} to {B0}.", "{A0} shipped {G} to {B0}{D}."},
       {"{A0} had sent {G} to {B0} {L}."}},
      {"ASSAULT",
       false,
       true,
       false,
       {"{a} artillery shelled the {b} town of {P}{D}.", "{a} aircraft bombed {P} in {B0}{D}.",
        "{a} forces attacked the {b} town of {P}{D}.", "{a} troops have shelled {P} in {B0}."},
       {"{a} forces had shelled the {b} town of {P} {L}."}}};
  return all;
}

inline constexpr std::array<std::string_view, 8> kOver = {" over a spying affair",
                                                          " over a disputed island",
                                                          " after a row about an election",
                                                          " after the killing of an exile",
                                                          " over a fishing quarrel",
                                                          " in protest at the arrest of a journalist",
                                                          " over the treatment of a minority",
                                                          " after shots were fired at the border"};
inline constexpr std::array<std::string_view, 13> kNumbers = {
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};

}  // namespace demarche
