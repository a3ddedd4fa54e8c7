// Invented rows in the shape of GDELT 2.0, for measuring: demarche-gdelt-rows COUNT SEED. The same seed gives the same
// bytes on every machine. Few pairs of states have most of the rows, few codes most of the events, late years most of
// the news, as in the field's data; what the rows tell is noise.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "chance.h"

namespace demarche {
namespace {

struct State {
  std::string_view cameo, fips, name, capital;
  double latitude, longitude;
};
// The most told of come first.
constexpr std::array kStates = {
    State{"USA", "US", "UNITED STATES", "Washington, District of Columbia, United States", 38.8951, -77.0364},
    State{"RUS", "RS", "RUSSIA", "Moscow, Moskva, Russia", 55.7522, 37.6156},
    State{"CHN", "CH", "CHINA", "Beijing, Beijing, China", 39.9289, 116.388},
    State{"ISR", "IS", "ISRAEL", "Jerusalem, Israel (general), Israel", 31.7667, 35.2333},
    State{"GBR", "UK", "UNITED KINGDOM", "London, London, City of, United Kingdom", 51.5, -0.116667},
    State{"IRN", "IR", "IRAN", "Tehran, Tehran, Iran", 35.75, 51.5148},
    State{"FRA", "FR", "FRANCE", "Paris, Ile-de-France, France", 48.8667, 2.33333},
    State{"IRQ", "IZ", "IRAQ", "Baghdad, Baghdad, Iraq", 33.3386, 44.3939},
    State{"PAK", "PK", "PAKISTAN", "Islamabad, Islamabad, Pakistan", 33.7, 73.1667},
    State{"IND", "IN", "INDIA", "New Delhi, Delhi, India", 28.6, 77.2},
    State{"DEU", "GM", "GERMANY", "Berlin, Berlin, Germany", 52.5167, 13.4},
    State{"JPN", "JA", "JAPAN", "Tokyo, Tokyo, Japan", 35.685, 139.751},
    State{"UKR", "UP", "UKRAINE", "Kyiv, Kyyiv, Misto, Ukraine", 50.4333, 30.5167},
    State{"TUR", "TU", "TURKEY", "Ankara, Ankara, Turkey", 39.9272, 32.8644},
    State{"SYR", "SY", "SYRIA", "Damascus, Dimashq, Syria", 33.5, 36.3},
    State{"EGY", "EG", "EGYPT", "Cairo, Al Qahirah, Egypt", 30.05, 31.25},
    State{"KOR", "KS", "SOUTH KOREA", "Seoul, Soul-T'ukpyolsi, South Korea", 37.5664, 127.0},
    State{"PRK", "KN", "NORTH KOREA", "Pyongyang, P'yongyang-Si, North Korea", 39.0194, 125.755},
    State{"SAU", "SA", "SAUDI ARABIA", "Riyadh, Ar Riyad, Saudi Arabia", 24.6408, 46.7728},
    State{"AFG", "AF", "AFGHANISTAN", "Kabul, Kabol, Afghanistan", 34.5167, 69.1833},
    State{"AUS", "AS", "AUSTRALIA", "Canberra, Australian Capital Territory, Australia", -35.2833, 149.217},
    State{"ITA", "IT", "ITALY", "Rome, Lazio, Italy", 41.9, 12.4833},
    State{"LBN", "LE", "LEBANON", "Beirut, Beyrouth, Lebanon", 33.8719, 35.5097},
    State{"NGA", "NI", "NIGERIA", "Abuja, Abuja Federal Capital Territory, Nigeria", 9.17583, 7.18083},
    State{"VNM", "VM", "VIETNAM", "Hanoi, Ha N?i, Vietnam", 21.0333, 105.85},
    State{"VEN", "VE", "VENEZUELA", "Caracas, Distrito Federal, Venezuela", 10.5, -66.9167},
    State{"ALB", "AL", "ALBANIA", "Tirana, Tirane, Albania", 41.3275, 19.8189},
    State{"GRC", "GR", "GREECE", "Athens, Attiki, Greece", 37.9833, 23.7333},
    State{"ETH", "ET", "ETHIOPIA", "Addis Ababa, Adis Abeba Astedader, Ethiopia", 9.03333, 38.7},
    State{"QAT", "QA", "QATAR", "Doha, Ad Dawhah, Qatar", 25.2867, 51.5333}};

struct Code {
  std::string_view code, quad;
  double goldstein;
};
constexpr std::array kCodes = {
    Code{"010", "1", 0},     Code{"042", "1", 1.9}, Code{"043", "1", 2.8},   Code{"040", "1", 1},
    Code{"051", "1", 3.4},   Code{"036", "1", 4},   Code{"020", "1", 3},     Code{"190", "4", -10},
    Code{"173", "4", -5},    Code{"112", "3", -2},  Code{"111", "3", -2},    Code{"057", "1", 8},
    Code{"0251", "1", -0.3}, Code{"013", "1", 0.4}, Code{"120", "3", -4},    Code{"130", "3", -4.4},
    Code{"070", "2", 7},     Code{"193", "4", -10}, Code{"141", "3", -6.5},  Code{"0841", "2", 7},
    Code{"161", "4", -4},    Code{"163", "4", -8},  Code{"1383", "3", -5.8}, Code{"172", "4", -5}};
constexpr std::array<std::string_view, 12> kTypes = {"",    "",    "",    "GOV", "GOV", "MIL",
                                                     "COP", "MED", "OPP", "BUS", "JUD", "REB"};
constexpr std::array<std::string_view, 4> kTypeNames = {"PRESIDENT", "FOREIGN MINIST", "MINISTRY", "SPOKESMAN"};
constexpr std::array<std::string_view, 6> kHosts = {
    "www.example-herald.com", "news.example.org", "example-times.co.uk",
    "dailyexample.net",       "example.ru",       "www.example-post.in"};

void append_side(std::string& row, Chance& chance, const State& state) {
  const auto type = kTypes[chance.below(kTypes.size())];
  const bool by_office = type == "GOV" && chance.below(2) == 0;
  fmt::format_to(std::back_inserter(row), "\t{0}{1}\t{2}\t{0}\t\t\t\t\t{1}\t\t", state.cameo, type,
                 by_office ? kTypeNames[chance.below(kTypeNames.size())] : state.name);
}

void append_place(std::string& row, Chance& chance, const State& state) {
  const auto out = std::back_inserter(row);
  if (chance.below(3) == 0)
    fmt::format_to(out, "\t1\t{0}\t{1}\t{1}\t\t{2}\t{3}\t{1}", state.name, state.fips, state.latitude, state.longitude);
  else
    fmt::format_to(out, "\t4\t{0}\t{1}\t{1}{2:02}\t{3}\t{4}\t{5}\t-{6}", state.capital, state.fips, chance.below(30),
                   10000 + chance.below(60000), state.latitude, state.longitude, 100000 + chance.below(3000000));
}

void append_row(std::string& row, Chance& chance, std::size_t number) {
  const auto out = std::back_inserter(row);
  const State& actor = kStates[chance.ranked(kStates.size())];
  const State& recipient = kStates[chance.ranked(kStates.size())];
  const auto years = std::pow(chance.share(), 0.4) * 46;  // the later, the more
  const Date date = Date::from(1979, 1, 1)->plus_days(static_cast<int>(years * 365.25) % 16800);
  const Code& code = kCodes[chance.ranked(kCodes.size())];
  const int y = date.year(), m = date.month(), d = date.day();
  fmt::format_to(out, "{}\t{:04}{:02}{:02}\t{:04}{:02}\t{:04}\t{:.4f}", 100000000 + number, y, m, d, y, m, y,
                 y + ((m - 1) * 30 + d) / 365.0);
  append_side(row, chance, actor);
  if (chance.below(10) == 0)
    row += "\t\t\t\t\t\t\t\t\t\t";
  else
    append_side(row, chance, recipient);
  const auto mentions = 1 + chance.ranked(40), sources = 1 + chance.ranked(5);
  fmt::format_to(out, "\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.14f}", chance.below(2), code.code,
                 code.code.substr(0, 3), code.code.substr(0, 2), code.quad, code.goldstein, mentions, sources, mentions,
                 (chance.share() + chance.share() - 1.1) * 10);
  append_place(row, chance, actor);
  append_place(row, chance, recipient);
  append_place(row, chance, chance.below(2) ? actor : recipient);
  fmt::format_to(out, "\t{:04}{:02}{:02}{:02}{:02}00\thttps://{}/world/{}/{:02}/{}-{}-{}\n", y, m, d, chance.below(24),
                 15 * chance.below(4), kHosts[chance.below(kHosts.size())], y, m, actor.fips, recipient.fips,
                 chance.below(1000000000));
}

std::size_t number_of(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  using namespace demarche;
  if (argc != 3) {
    fmt::print(stderr, "usage: demarche-gdelt-rows COUNT SEED\n");
    return 2;
  }
  const std::size_t count = number_of(argv[1]);
  Chance chance(number_of(argv[2]));
  std::string rows;
  for (std::size_t number = 0; number < count; ++number) {
    append_row(rows, chance, number);
    if (rows.size() < 1u << 20 && number + 1 < count) continue;
    if (std::fwrite(rows.data(), 1, rows.size(), stdout) != rows.size()) return 1;
    rows.clear();
  }
  return 0;
}
