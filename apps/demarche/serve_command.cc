// demarche serve: the pages and the API over HTTP, on this machine unless told otherwise.
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <memory>
#include <thread>

#include "base/data_folder.h"
#include "base/text_file.h"
#include "command.h"
#include "ledger_option.h"
#include "server/api.h"

namespace demarche {
namespace {

struct ServeArguments {
  std::string ledger = kLedger, address = "127.0.0.1", token;
  std::vector<std::string> names;
  std::uint16_t port = 8080;
  unsigned threads = 0;
  bool read_only = false;
};

constexpr const char* kTokenVariable = "DEMARCHE_TOKEN";

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

// From the file, else from the environment; empty where neither is given.
Result<std::string> token_of(const ServeArguments& arguments) {
  std::string token;
  if (!arguments.token.empty()) {
    const auto bytes = read_file(arguments.token);
    if (!bytes) return tl::unexpected(bytes.error());
    token = bytes->substr(0, bytes->find_first_of(" \t\r\n"));
    if (token.empty()) return fail("holds no token in its first line", arguments.token);
  } else if (const char* value = std::getenv(kTokenVariable)) {
    token = value;
  }
  if (!token.empty() && token.size() < 16) return fail("a token needs 16 letters or more");
  return token;
}

// Each connection is a file: as many as the system lets us have.
void allow_many_connections() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 65536);
  setrlimit(RLIMIT_NOFILE, &limit);
}

int run_serve(const ServeArguments& arguments, const Command& command) {
  const auto folder = find_data_folder(command.data);
  if (!folder) return give_up(folder.error());
  auto token = token_of(arguments);
  if (!token) return give_up(token.error());
  const bool loopback = is_loopback(arguments.address);
  if (!loopback && token->empty())
    return give_up(
        {"an address that others can reach needs a token: --token FILE, or the variable " + std::string(kTokenVariable),
         {},
         0,
         0,
         arguments.address});
  ServiceOptions options;
  options.ledger = arguments.ledger;
  options.data = *folder;
  options.world = command.world;
  options.coding = command.own();
  options.guard.names = arguments.names;
  options.guard.token_to_read = !loopback;
  options.guard.read_only = arguments.read_only;
  const bool made_up = token->empty();
  options.guard.token = made_up ? random_token() : *token;
  const std::string token_text = options.guard.token;
  auto service = Service::open(std::move(options), tell);
  if (!service) return give_up(service.error());

  allow_many_connections();
  const std::size_t threads = arguments.threads ? arguments.threads : std::max(4u, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<Worker>> workers;
  for (std::size_t i = 0; i < threads; ++i) workers.push_back(std::make_unique<Worker>(**service));
  const Router router(api_routes());
  auto server = HttpServer::listen(
      arguments.address, arguments.port, {}, threads,
      [&](Request& request, std::size_t worker) { return answer(request, *workers[worker], router); });
  if (!server) return give_up(server.error());
  (*service)->server = server->get();

  const std::string host =
      arguments.address.find(':') == std::string::npos ? arguments.address : "[" + arguments.address + "]";
  const std::string address = fmt::format("http://{}:{}/", host, (*server)->port());
  if ((*service)->pages().empty()) tell({"no pages are installed (web/dist): the API alone is served", {}, 0, 0, {}});
  fmt::print("{}{}\n", address, made_up && !arguments.read_only ? "#token=" + token_text : "");
  std::fflush(stdout);
  (*server)->run([&] {
    if (auto looked = (*service)->look(); !looked) tell(looked.error());
  });
  return kDone;
}

}  // namespace

void add_serve_command(CLI::App& app, Command& command) {
  auto* verb = app.add_subcommand("serve", "pages and HTTP API on a ledger");
  auto arguments = std::make_shared<ServeArguments>();
  add_ledger_option(*verb, arguments->ledger);
  verb->add_option("--address", arguments->address, "IP address to listen on; one that others can reach needs a token");
  verb->add_option("--port", arguments->port, "port to listen on (0: any free one)");
  verb->add_option("--token", arguments->token,
                   "file with the token that writes need (else the variable DEMARCHE_TOKEN, else one is made up)");
  verb->add_option("--name", arguments->names, "a name by which browsers call this server, beside localhost");
  verb->add_option("--threads", arguments->threads, "threads to answer with (0: one for each core, at least 4)");
  verb->add_flag("--read-only", arguments->read_only, "nothing can be added or reviewed");
  verb->callback(
      [&command, arguments] { command.run = [&command, arguments] { return run_serve(*arguments, command); }; });
}

}  // namespace demarche
