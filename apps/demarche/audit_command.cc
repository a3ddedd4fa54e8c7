// demarche audit: an article given back with its assertions held against the ledger.
#include <fmt/format.h>

#include <memory>

#include "audit_article.h"
#include "base/data_folder.h"
#include "command.h"
#include "ledger_option.h"
#include "reading.h"

namespace demarche {
namespace {

struct AuditArguments {
  ReadingArguments reading;
  std::string ledger = kLedger, format = "text";
  std::size_t width = 100;
};

int run_audit(const AuditArguments& arguments, const Command& command) {
  const auto options = arguments.reading.options();
  if (!options) return give_up(options.error());
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto words = AuditWords::load(*folder);
  if (!words) return give_up(words.error());
  const auto ledger = open_ledger(arguments.ledger, OpenMode::read);
  if (!ledger) return give_up(ledger.error());
  const auto pipeline = CodingPipeline::load(*folder, command.own(), tell);
  if (!pipeline) return give_up(pipeline.error());
  const auto workspace = pipeline->reader().workspace();
  ArticleAuditor auditor(*pipeline, *words, **ledger);
  std::optional<Error> broken;
  const auto show = [&](const AuditedArticle& article, const Audit& audit) {
    fmt::print("{}", arguments.format == "json"       ? audit_json(audit)
                     : arguments.format == "markdown" ? audit_markdown(article, audit)
                                                      : audit_text(article, audit, arguments.width));
  };
  std::size_t documents = 0, left_out = 0;
  for (const auto& file : arguments.reading.paths()) {
    const auto read = read_documents(
        file, *options,
        [&](const Document& document) {
          const auto audited = auditor.audit(document, *workspace, show);
          if (!audited) broken = audited.error();
          return !broken;
        },
        tell);
    if (broken) return give_up(*broken);
    documents += read.documents;
    left_out += read.left_out;
  }
  return left_out ? (documents ? kLeftOut : kNothing) : kDone;
}

}  // namespace

void add_audit_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("audit", "an article, every assertion marked against the ledger");
  auto arguments = std::make_shared<AuditArguments>();
  arguments->reading.add_to(*verb);
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--format", arguments->format, "text, markdown or json")
      ->check(CLI::IsMember({"text", "markdown", "json"}));
  verb->add_option("--width", arguments->width, "columns of the terminal");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_audit(*arguments, command); }; });
}

}  // namespace demarche
