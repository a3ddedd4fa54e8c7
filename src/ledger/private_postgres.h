// A PostgreSQL of a test's own: in a temporary folder, on loopback and a free port, stopped by pid when it goes.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace demarche {

class PrivatePostgres {
 public:
  // Where PostgreSQL 15 is not installed, `address` stays empty. `durable`: what is committed is on the disk, as a real
  // one has it; tests have no need of that.
  explicit PrivatePostgres(bool durable = false) {
    const std::filesystem::path programs = "/usr/lib/postgresql/15/bin";
    if (!std::filesystem::exists(programs / "initdb")) return;
    std::string name = (std::filesystem::temp_directory_path() / "demarche-postgres-XXXXXX").string();
    if (!mkdtemp(name.data())) return;
    folder_ = name;
    // PostgreSQL refuses to run as root
    const std::string as_user = geteuid() == 0 ? "chown postgres " + name + " && runuser -u postgres -- " : "";
    const std::string quiet = " >>" + name + "/log 2>&1";
    const int port = free_port();
    const std::string data = name + "/data";
    const std::string make = as_user + (programs / "initdb").string() + " -D " + data +
                             " -U ledger -A trust -E UTF8 --locale=C.UTF-8 --no-sync";
    const std::string run =
        (geteuid() == 0 ? "runuser -u postgres -- " : "") + (programs / "pg_ctl").string() + " -D " + data +
        " -w -t 60 -o '-p " + std::to_string(port) +
        " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + (durable ? "" : " -c fsync=off") + "' start";
    std::filesystem::permissions(name, std::filesystem::perms::all);
    if (std::system((make + quiet).c_str()) != 0 || std::system((run + quiet).c_str()) != 0) return;
    std::ifstream(data + "/postmaster.pid") >> pid_;
    address = "postgresql://ledger@127.0.0.1:" + std::to_string(port) + "/postgres";
  }
  PrivatePostgres(const PrivatePostgres&) = delete;
  PrivatePostgres& operator=(const PrivatePostgres&) = delete;
  ~PrivatePostgres() {
    if (pid_ > 0) {
      kill(pid_, SIGQUIT);
      for (int i = 0; i < 100 && kill(pid_, 0) == 0; ++i) usleep(50'000);
    }
    std::error_code error;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, error);
  }

  std::string address;

 private:
  static int free_port() {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof where;
    bind(listener, reinterpret_cast<sockaddr*>(&where), size);
    getsockname(listener, reinterpret_cast<sockaddr*>(&where), &size);
    close(listener);
    return ntohs(where.sin_port);
  }

  std::filesystem::path folder_;
  pid_t pid_ = 0;
};

}  // namespace demarche
