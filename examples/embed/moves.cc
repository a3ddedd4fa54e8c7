// Codes the articles of files, prints the moves on the ladder of relations that they tell, and keeps all in a ledger:
//   moves LEDGER FILE ...
#include <demarche/demarche.h>

#include <iostream>

namespace de = demarche::embed;

int fail(const std::string& error) {
  std::cerr << error << '\n';
  return 2;
}

int main(int count, char** arguments) {
  if (count < 3) return fail("usage: moves LEDGER FILE ...");
  const auto coder = de::Coder::load();
  if (!coder) return fail(coder.error());
  auto ledger = de::Ledger::open(arguments[1], de::Mode::write);
  if (!ledger) return fail(ledger.error());

  std::string broken;
  const auto take = [&](const de::Document& document) {
    const de::Coding coding = coder->code(document);
    for (const de::Event& event : coding.events) {
      if (event.move().empty()) continue;
      std::cout << event.date() << ' ' << event.move();
      for (const de::Party& actor : event.actors()) std::cout << ' ' << actor.country;
      std::cout << " ->";
      for (const de::Party& recipient : event.recipients()) std::cout << ' ' << recipient.country;
      std::cout << (event.claimed() ? " (claimed)" : "") << '\n';
    }
    const auto added = ledger->add(document, coding);
    if (!added) broken = added.error();
    return bool(added);
  };
  for (int i = 2; i < count; ++i) {
    const auto read = de::read_documents(arguments[i], {}, take, [](const std::string& line) { fail(line); });
    if (!read || !broken.empty()) return fail(read ? broken : read.error());
  }
  const auto documents = ledger->documents();
  if (!documents) return fail(documents.error());
  std::cout << documents->size() << " documents in " << arguments[1] << '\n';
}
