#include "sample_ledger.h"

#include <algorithm>

#include "code.h"
#include "ledger/ledger.h"
#include "scratch.h"
#include "targets.h"

namespace demarche {
namespace {

constexpr const char* kArticles[] = {"2022-09-07-albania-severs-iran", "2022-09-08-iran-denies"};

}  // namespace

const std::filesystem::path& sample_ledger() {
  static const Scratch scratch;
  static const auto made = [] {
    const auto path = scratch.path() / "sample.ledger";
    const auto pipeline = CodingPipeline::load(DEMARCHE_SOURCE_DIR);
    demand(pipeline.has_value(), "the data folder");
    const auto ledger = open_ledger(path.string(), OpenMode::write);
    demand(ledger.has_value(), "a ledger");
    const auto workspace = pipeline->reader().workspace();
    ReadOptions options;
    options.date = Date::from(2022, 9, 8);
    for (const auto* article : kArticles)
      read_documents(
          std::filesystem::path(DEMARCHE_SOURCE_DIR "/cases") / article / "report.txt", options,
          [&](Document document) {
            document.id = article;
            document.source = document.url = std::string("https://example.org/") + article;
            return (*ledger)->add(document, pipeline->code(document, *workspace)).has_value();
          },
          [](const Error&) {});
    const auto events = (*ledger)->events({});
    demand(events && events->size() > 3, "events");
    Correction accepted{(*events)[0].id, (*events)[0], {}, true, "A. Reader", "2022-09-09T10:00:00Z"};
    Correction corrected{(*events)[1].id, (*events)[1], (*events)[1], false, "A. Reader", "2022-09-09T10:01:00Z"};
    corrected.by_hand->id = "byhand0000000000";
    corrected.by_hand->type = "CONSULT";
    for (const auto& each : {accepted, corrected}) demand((*ledger)->correct(each).has_value(), "a correction");
    std::vector<FlatEvent> rows(4);
    for (std::size_t i = 0; i < rows.size(); ++i)
      rows[i] = {std::to_string(i),
                 "jsonl",
                 *Date::from(2022, 8, 1 + static_cast<int>(i)),
                 i % 2 ? "ALB" : "IRN",
                 i % 2 ? "IRN" : "ALB",
                 "ACCUSE",
                 "112",
                 3,
                 -2,
                 -1.5,
                 1,
                 "{}"};
    demand((*ledger)->import(rows, "a file", 4).has_value() && (*ledger)->settle().has_value(), "rows");
    return path;
  }();
  return made;
}

}  // namespace demarche
