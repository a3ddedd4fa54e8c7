// A NATS server of a test's own: JetStream in a temporary folder, on a free port of loopback, ended with the object.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>

namespace demarche {

class PrivateNats {
 public:
  PrivateNats() {
    for (const char* program : {"/usr/sbin/nats-server", "/usr/bin/nats-server"})
      if (std::filesystem::exists(program)) program_ = program;
    if (program_.empty()) return;
    std::string name = (std::filesystem::temp_directory_path() / "demarche-nats-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    port_ = free_port();
    start();
  }
  ~PrivateNats() {
    stop();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }
  PrivateNats(const PrivateNats&) = delete;

  bool is_there() const { return pid_ > 0; }  // false where nats-server is not installed or does not start
  std::string address() const { return "nats://127.0.0.1:" + std::to_string(port_); }

  // Again on the same port and folder, so that a client finds what it left.
  void start() {
    pid_ = fork();
    if (pid_ == 0) {
      const std::string log = (folder_ / "log").string(), port = std::to_string(port_), store = folder_.string();
      execl(program_.c_str(), program_.c_str(), "-a", "127.0.0.1", "-p", port.c_str(), "-js", "-sd", store.c_str(),
            "-l", log.c_str(), static_cast<char*>(nullptr));
      _exit(1);
    }
    for (int tries = 0; tries < 200 && !answers(); ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (!answers()) stop();
  }
  void stop(int signal = SIGTERM) {
    if (pid_ <= 0) return;
    kill(pid_, signal);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

 private:
  static sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
  }
  static int free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    bind(probe, reinterpret_cast<sockaddr*>(&address), size);
    getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    close(probe);
    return ntohs(address.sin_port);
  }
  bool answers() const {
    const int probe = socket(AF_INET, SOCK_STREAM, 0);
    const auto address = loopback(port_);
    const bool there = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(probe);
    return there;
  }

  std::filesystem::path folder_;
  std::string program_;
  int port_ = 0;
  pid_t pid_ = -1;
};

}  // namespace demarche
