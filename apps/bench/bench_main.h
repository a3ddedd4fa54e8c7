// What all benches begin with. They are Google Benchmark programs: `--benchmark_filter=...`, `--benchmark_out=FILE` and
// the like work on all; what a bench takes itself is "--name=value".
#pragma once

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

namespace demarche {

class BenchArguments {
 public:
  // Takes Google Benchmark's own off. `known`: the names that this bench takes, each with its default; "" stands for
  // one argument without a name. Where others are given, the program should end with status 2: `ok` is false.
  BenchArguments(int argc, char** argv, std::map<std::string, std::string> known) : values_(std::move(known)) {
    benchmark::Initialize(&argc, argv);
    for (int i = 1; i < argc; ++i) {
      const std::string_view argument = argv[i];
      const auto equals = argument.find('=');
      const bool named = argument.starts_with("--") && equals != std::string_view::npos;
      const auto found = values_.find(named ? std::string(argument.substr(2, equals - 2)) : std::string());
      ok = ok && found != values_.end();
      if (found != values_.end()) found->second = named ? argument.substr(equals + 1) : argument;
    }
    if (ok) return;
    fmt::print(stderr, "usage: {}", argv[0]);
    for (const auto& [name, value] : values_)
      name.empty() ? fmt::print(stderr, " FILE") : fmt::print(stderr, " [--{}={}]", name, value);
    fmt::print(stderr, " [--benchmark_...]\n");
  }

  const std::string& text(const std::string& name) const { return values_.at(name); }
  std::size_t number(const std::string& name) const {
    const auto& value = values_.at(name);
    std::size_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
  }
  double real(const std::string& name) const { return std::strtod(values_.at(name).c_str(), nullptr); }
  int run() const {
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
  }

  bool ok = true;

 private:
  std::map<std::string, std::string> values_;
};

}  // namespace demarche
