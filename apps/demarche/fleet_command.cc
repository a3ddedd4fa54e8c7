// demarche dispatch, worker: many machines over NATS JetStream and one ledger.
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "base/address.h"
#include "base/data_folder.h"
#include "base/text_file.h"
#include "code.h"
#include "command.h"
#include "fleet/dispatch.h"
#include "fleet/worker.h"
#include "ledger_option.h"
#include "reading.h"
#include "text/utf8.h"

namespace demarche {
namespace {

std::atomic<bool> stop_asked{false};

void stop_on_signals() {
  std::signal(SIGINT, [](int) { stop_asked = true; });
  std::signal(SIGTERM, [](int) { stop_asked = true; });
}

void add_broker_options(CLI::App& verb, BrokerOptions& options) {
  verb.add_option("--nats", options.servers, "addresses of the NATS servers, parted by commas")
      ->envname("DEMARCHE_NATS")
      ->capture_default_str();
  verb.add_option("--stream", options.stream, "name of the stream; made where there is none")
      ->check([](const std::string& name) {
        const bool plain =
            !name.empty() && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == std::string::npos;
        return plain ? std::string() : std::string("a stream is named in capitals, digits and _");
      })
      ->capture_default_str();
  verb.add_option("--replicas", options.replicas, "nodes on which each message lies, where the stream is made")
      ->check(CLI::Range(1, 5));
}

struct DispatchArguments {
  ReadingArguments reading;
  BrokerOptions broker;
  bool progress = false, dead = false, quiet = false;
};

// A line each two seconds, until all is done: what waits, and how fast it goes.
int show_progress(Broker& broker) {
  std::optional<Backlog> before;
  while (!stop_asked) {
    const auto now = broker.backlog();
    if (!now) return give_up(now.error());
    const auto left = [](const Backlog& backlog) { return backlog.waiting + backlog.under_way; };
    const double rate = before ? (static_cast<double>(now->sent - before->sent) + static_cast<double>(left(*before)) -
                                  static_cast<double>(left(*now))) /
                                     2
                               : 0;
    fmt::print("{} waiting, {} under way, {} dead; {:.1f} MiB; {:.0f} a second\n", now->waiting, now->under_way,
               now->dead, static_cast<double>(now->bytes) / (1 << 20), rate);
    std::fflush(stdout);
    if (left(*now) == 0) break;
    before = *now;
    for (int i = 0; i < 20 && !stop_asked; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return kDone;
}

int show_dead(Broker& broker) {
  auto letters = broker.dead_letters(1000);
  if (!letters) return give_up(letters.error());
  for (auto& letter : *letters) {  // anybody may have sent it
    hide_controls(letter.bytes);
    fmt::print("{}\t{}\n", letter.reason, letter.bytes);
  }
  return kDone;
}

int run_dispatch(const DispatchArguments& arguments) {
  const auto options = arguments.reading.options();
  if (!options) return give_up(options.error());
  stop_on_signals();
  auto broker = Broker::connect(arguments.broker);
  if (!broker) return give_up(broker.error());
  if (arguments.progress) return show_progress(*broker);
  if (arguments.dead) return show_dead(*broker);
  const bool shown = !arguments.quiet && isatty(STDERR_FILENO);
  const auto done = dispatch(
      *broker, arguments.reading.paths(), *options, stop_asked,
      [&](std::size_t documents) {
        if (shown) fmt::print(stderr, "\r{} documents sent", documents);
      },
      tell);
  if (shown) fmt::print(stderr, "\n");
  if (!done) return give_up(done.error());
  if (!arguments.quiet)
    fmt::print("{}: {} documents sent\n", arguments.broker.stream, done->read.documents - done->too_long);
  return done->read.left_out + done->too_long ? (done->read.documents ? kLeftOut : kNothing) : kDone;
}

struct WorkerArguments {
  BrokerOptions broker;
  WorkerOptions worker;
  std::string ledger = kLedger, keep = "text", metrics;
  unsigned threads = 1;
  bool quiet = false;
};

int run_worker(WorkerArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  const auto pipeline = CodingPipeline::load(*folder, command.own(), tell);
  if (!pipeline) return give_up(pipeline.error());
  arguments.worker.keep = arguments.keep == "text" ? Keep::text : Keep::record_only;
  stop_on_signals();
  WorkerCounts counts;
  std::mutex telling;
  const auto problem = [&](const Error& error) {
    const std::lock_guard lock(telling);
    tell(error);
  };
  std::atomic<unsigned> running{arguments.threads};
  std::atomic<bool> failed{false};
  std::vector<std::thread> threads;
  for (unsigned t = 0; t < arguments.threads; ++t)
    threads.emplace_back([&] {
      auto broker = Broker::connect(arguments.broker);
      const auto workspace = pipeline->reader().workspace();
      const auto done = broker ? work(
                                     *broker, [&] { return open_ledger(arguments.ledger, OpenMode::write); },
                                     [&](const Document& document) { return pipeline->code(document, *workspace); },
                                     arguments.worker, stop_asked, counts, problem)
                               : Result<void>(tl::unexpected(broker.error()));
      if (!done) {
        problem(done.error());
        failed = true;
      }
      --running;
    });
  std::optional<Broker> watching;
  if (!arguments.metrics.empty())
    if (auto broker = Broker::connect(arguments.broker)) watching.emplace(std::move(*broker));
  const auto write_metrics = [&] {
    const auto told = watching->backlog();
    const auto text = metrics_text(counts, told ? std::optional(*told) : std::nullopt,
                                   std::filesystem::path(arguments.metrics).stem().string());
    if (const auto written = write_file(arguments.metrics, text); !written) problem(written.error());
  };
  for (int tick = 0; running > 0; ++tick) {
    if (watching && tick % 50 == 0) write_metrics();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  for (auto& thread : threads) thread.join();
  if (watching) write_metrics();
  if (!arguments.quiet)
    fmt::print("{}: {} documents added, {} replaced, {} unchanged; {} events; {} to the dead letters\n",
               without_password(arguments.ledger), counts.fresh.load(), counts.replaced.load(), counts.unchanged.load(),
               counts.events.load(), counts.dead.load());
  return failed ? kNothing : counts.dead ? kLeftOut : kDone;
}

}  // namespace

void add_dispatch_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("dispatch", "send documents to the workers, over NATS JetStream");
  auto arguments = std::make_shared<DispatchArguments>();
  arguments->reading.add_to(*verb);
  add_broker_options(*verb, arguments->broker);
  verb->add_flag("--progress", arguments->progress,
                 "send nothing; show what waits and how fast it goes, until all is done");
  verb->add_flag("--dead", arguments->dead, "send nothing; show the dead letters, each with its reason");
  verb->add_flag("--quiet", arguments->quiet, "say nothing but errors");
  verb->callback([&command, arguments] { command.run = [arguments] { return run_dispatch(*arguments); }; });
}

void add_worker_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("worker", "code documents that dispatch sent, and put them into the ledger");
  auto arguments = std::make_shared<WorkerArguments>();
  add_broker_options(*verb, arguments->broker);
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--threads", arguments->threads, "documents coded side by side")->check(CLI::Range(1, 256));
  verb->add_option_function<int>(
          "--answer-within",
          [arguments](int seconds) { arguments->broker.answer_within = std::chrono::seconds(seconds); },
          "seconds until what a silent worker had in hand is handed out again (60); the first worker sets it")
      ->check(CLI::Range(1, 3600));
  verb->add_option("--tries", arguments->worker.tries, "a document handed out more often goes to the dead letters")
      ->check(CLI::Range(1, 1000));
  verb->add_option("--keep", arguments->keep,
                   "text: documents with their text; record-only: what was coded, with its sentences, alone")
      ->check(CLI::IsMember({"text", "record-only"}));
  verb->add_flag("--drain", arguments->worker.drain, "end when all is done");
  verb->add_option("--metrics", arguments->metrics,
                   "file to write counts into, in Prometheus' text format, each 5 seconds; its name, without .prom, "
                   "labels them");
  verb->add_flag("--quiet", arguments->quiet, "say nothing but errors");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_worker(*arguments, command); }; });
}

}  // namespace demarche
