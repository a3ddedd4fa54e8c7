#include "world/small_world.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>

#include "base/stanza_file.h"
#include "base/text_file.h"

namespace demarche {
namespace {

constexpr std::string_view kOffices = R"(
office ALB head-of-government
  title   Prime Minister; Premier
  holder  2005-09-11..2013-09-15  Sali Berisha
  holder  2013-09-15..            Edi Rama
office IRN supreme-leader
  title   Supreme Leader
  holder  1989-06-04..            Ali Khamenei; Seyyed Ali Khamenei
office IRN head-of-government
  title   President
  holder  2005-08-03..2013-08-03  Mahmoud Ahmadinejad
  holder  2013-08-03..2021-08-03  Hassan Rouhani; Hassan Rohani
  holder  2021-08-03..2024-05-19  Ebrahim Raisi
office IRN foreign-minister
  holder  2013-08-15..2021-08-25  Mohammad Javad Zarif
  holder  2021-08-25..2024-05-19  Hossein Amirabdollahian; Hossein Amir-Abdollahian
office USA head-of-state
  title   President
  holder  2009-01-20..2017-01-20  Barack Obama
  holder  2017-01-20..2021-01-20  Donald Trump
  holder  2021-01-20..2025-01-20  Joe Biden
office USA foreign-minister
  title   Secretary of State
  holder  2021-01-26..2025-01-20  Antony Blinken; Tony Blinken
office GBR head-of-government
  title   Prime Minister
  holder  2016-07-13..2019-07-24  Theresa May
  holder  2019-07-24..2022-09-06  Boris Johnson
office SYR head-of-state
  title   President
  holder  1971-03-12..2000-06-10  Hafez al-Assad
  holder  2000-07-17..2024-12-08  Bashar al-Assad
office VEN head-of-state
  title   President
  holder  2013-04-19..            Nicolás Maduro
office CHN head-of-state
  title   President
  holder  2013-03-14..            Xi Jinping
office DEU head-of-government
  title   Chancellor
  holder  2005-11-22..2021-12-08  Angela Merkel
  holder  2021-12-08..2025-05-06  Olaf Scholz
office DEU foreign-minister
  holder  2021-12-08..2025-05-06  Annalena Baerbock
office NOR head-of-government
  title   Prime Minister
  holder  2005-10-17..2013-10-16  Jens Stoltenberg
organisation ORG.NATO
  name    NATO
  also    North Atlantic Treaty Organization; Atlantic alliance
  kind    alliance
  sector  IGO
  head    2014-10-01..2024-09-30  Jens Stoltenberg
  member  ALB 2009-04-01..
  member  USA 1949-04-04..
organisation ORG.UN
  name    United Nations
  also    UN; U.N.
  kind    organisation
  head    2017-01-01..  Antonio Guterres; António Guterres
organisation ORG.UN.SC
  name    UN Security Council
  also    United Nations Security Council; U.N. Security Council
  kind    organisation
organisation ORG.EU
  name    European Union
  also    EU
  kind    bloc
group GRP.MEK
  name      People's Mujahedin of Iran
  also      Mujahedin-e-Khalq; Mojahedin-e Khalq; MEK
  kind      opposition
  sector    OPP; REB
  country   IRN
  opposes   IRN 1981..
  host      IRQ 1986..2016
  host      ALB 2013..
  patron    IRQ 1986..2003
  leader    1993..  Maryam Rajavi
group GRP.HEZBOLLAH
  name      Hezbollah
  also      Hizbullah
  kind      armed
  sector    REB; PTY
  country   LBN
tie alliance
  between  RUS BLR 1999-12-08..
)";

}  // namespace

std::filesystem::path folder_with(std::string_view file, std::string_view text) {
  static int number = 0;
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const auto folder =
      std::filesystem::path(testing::TempDir()) / ("demarche-world-" + std::string(test ? test->name() : "shared") +
                                                   "-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
  std::filesystem::create_directories(folder);
  (void)write_file(folder / file, text);
  return folder;
}

const World& small_world() {
  static const World world = [] {
    const auto folder = folder_with("offices.world", kOffices);
    for (const auto* name : {"states.world", "agents.world", "organs.world", "cities.world"}) {
      const auto text = read_file(std::filesystem::path(DEMARCHE_SOURCE_DIR) / "knowledge/world" / name);
      if (text) (void)write_file(folder / name, *text);
    }
    auto loaded = World::load(folder);
    if (!loaded) ADD_FAILURE() << loaded.error().describe();
    std::filesystem::remove_all(folder);
    return std::move(loaded.value());
  }();
  return world;
}

Sentence tree(std::string_view compact) {
  Sentence sentence;
  for (const auto& word : list_of(compact, ' ')) {
    const auto fields = list_of(word, '/');
    Token token;
    token.form = fields[0];
    token.lemma = fields[0];
    token.upos = upos_named(fields[1]);
    int head = 0;
    std::from_chars(fields[2].data(), fields[2].data() + fields[2].size(), head);
    token.head = head - 1;
    token.deprel = fields.size() > 3 ? fields[3] : "dep";
    sentence.tokens.push_back(std::move(token));
  }
  return sentence;
}

}  // namespace demarche
