// The part of the Python module that is C++: documents, the coder, a ledger, each call's answer as JSON text or plain
// values. What users call stands in demarche/__init__.py. Built on the public header alone, as any program that embeds.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <mutex>
#include <stdexcept>

#include "demarche/demarche.h"

namespace py = pybind11;
namespace de = demarche::embed;

namespace {

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

template <class T>
T value_of(de::Result<T> result) {
  if (!result) throw Failure(result.error());
  return *std::move(result);
}

// Work that needs no Python goes on without its lock.
template <class Work>
auto unlocked(Work work) {
  const py::gil_scoped_release release;
  return work();
}

// A Python function as one that the library may call, with what it raises kept until the call is over: nothing is
// thrown through the library.
class Callback {
 public:
  explicit Callback(py::object function) : function_(std::move(function)) {}
  template <class Argument>
  bool operator()(const Argument& argument) {
    const py::gil_scoped_acquire acquire;
    if (raised_) return false;
    try {
      return function_.is_none() || function_(argument).is(py::bool_(true));
    } catch (const py::error_already_set&) {
      raised_ = std::current_exception();
      return false;
    }
  }
  void raise() const {
    if (raised_) std::rethrow_exception(raised_);
  }

 private:
  py::object function_;
  std::exception_ptr raised_;
};

de::LoadOptions load_options(const std::string& data, const std::vector<std::string>& world, Callback& problem) {
  return {data, world, [&](const std::string& line) { problem(line); }};
}

de::Coder coder(const std::string& data, const std::vector<std::string>& world, py::object told) {
  Callback problem(std::move(told));
  auto loaded = unlocked([&] { return de::Coder::load(load_options(data, world, problem)); });
  problem.raise();
  return value_of(std::move(loaded));
}

std::vector<std::string> code_many(const de::Coder& with, const std::vector<de::Document>& documents,
                                   unsigned threads) {
  return unlocked([&] {
    std::vector<std::string> records;
    for (const auto& coding : with.code(documents, threads)) records.push_back(de::json_of(coding));
    return records;
  });
}

std::size_t read_file(const std::string& path, const std::string& format, const std::string& date, py::object take,
                      py::object told) {
  Callback next(std::move(take)), problem(std::move(told));
  auto count = unlocked([&] {
    return de::read_documents(
        path, {format, date}, [&](const de::Document& document) { return next(document); },
        [&](const std::string& line) { problem(line); });
  });
  next.raise();
  problem.raise();
  return value_of(std::move(count));
}

de::Keep keep_of(const std::string& keep) {
  if (keep != "text" && keep != "record-only") throw Failure("keep: text or record-only: '" + keep + "'");
  return keep == "text" ? de::Keep::text : de::Keep::record_only;
}

py::dict dict_of(const de::AddedCounts& counts) {
  py::dict dict;
  dict["fresh"] = counts.fresh;
  dict["replaced"] = counts.replaced;
  dict["unchanged"] = counts.unchanged;
  dict["events"] = counts.events;
  dict["claims"] = counts.claims;
  return dict;
}

// A ledger that can be closed before it is forgotten, also while another thread asks it.
class Ledger {
 public:
  Ledger(const std::string& address, bool write, const std::string& data, const std::vector<std::string>& world)
      : problems_(std::make_shared<Problems>()), ledger_(std::make_shared<de::Ledger>(value_of(unlocked([&] {
          const auto told = [problems = problems_](const std::string& line) { problems->add(line); };
          return de::Ledger::open(address, write ? de::Mode::write : de::Mode::read, {data, world, told});
        })))) {}

  void close() { ledger_.reset(); }

  // What `ask` gives of the open ledger, without Python's lock; what was left out meanwhile is a warning.
  template <class Ask>
  auto ask(Ask ask) {
    const auto open = ledger_;
    if (!open) throw Failure("the ledger is closed");
    auto answer = unlocked([&] { return ask(*open); });
    for (const auto& line : problems_->taken())
      if (PyErr_WarnEx(PyExc_UserWarning, line.c_str(), 1) != 0) throw py::error_already_set();
    return value_of(std::move(answer));
  }

 private:
  // Told on whatever thread, without Python's lock.
  class Problems {
   public:
    void add(const std::string& line) {
      const std::lock_guard lock(mutex_);
      lines_.push_back(line);
    }
    std::vector<std::string> taken() {
      const std::lock_guard lock(mutex_);
      return std::exchange(lines_, {});
    }

   private:
    std::mutex mutex_;
    std::vector<std::string> lines_;
  };

  std::shared_ptr<Problems> problems_;
  std::shared_ptr<de::Ledger> ledger_;
};

template <class Record>
std::string list_of(const std::vector<Record>& records) {
  std::string list = "[";
  for (const auto& record : records) list += (list.size() > 1 ? "," : "") + record.json();
  return list + "]";
}

py::list documents(Ledger& ledger) {
  py::list list;
  for (const auto& each : ledger.ask([](de::Ledger& open) { return open.documents(); })) {
    py::dict entry;
    entry["id"] = each.id;
    entry["title"] = each.title;
    entry["source"] = each.source;
    entry["url"] = each.url;
    entry["date"] = each.date.empty() ? py::object(py::none()) : py::str(each.date);
    entry["events"] = each.events;
    entry["claims"] = each.claims;
    list.append(std::move(entry));
  }
  return list;
}

}  // namespace

PYBIND11_MODULE(_demarche, module) {
  module.attr("__version__") = std::string(de::version());
  py::register_exception<Failure>(module, "Error").attr("__doc__") = "What went wrong, in one line.";

  py::class_<de::Document>(module, "Document")
      .def(py::init([](std::string text, std::string title, std::string date, std::string id, std::string source,
                       std::string url) {
             return value_of(de::Document::of({std::move(text), std::move(title), std::move(date), std::move(id),
                                               std::move(source), std::move(url)}));
           }),
           py::arg("text"), py::arg("title") = "", py::arg("date") = "", py::arg("id") = "", py::arg("source") = "",
           py::arg("url") = "")
      .def_property_readonly("id", &de::Document::id)
      .def_property_readonly("title", &de::Document::title)
      .def_property_readonly("text", &de::Document::text)
      .def_property_readonly("source", &de::Document::source)
      .def_property_readonly("url", &de::Document::url)
      .def_property_readonly("date", &de::Document::date);

  module.def("read", &read_file, py::arg("path"), py::arg("format"), py::arg("date"), py::arg("take"),
             py::arg("problem"));

  py::class_<de::Coder>(module, "Coder")
      .def(py::init(&coder), py::arg("data"), py::arg("world"), py::arg("problem"))
      .def_property_readonly("version", &de::Coder::version)
      .def("code_many", &code_many, py::arg("documents"), py::arg("threads"))
      .def("explain", [](const de::Coder& with, const de::Document& document) {
        return unlocked([&] { return with.explain(document); });
      });

  py::class_<Ledger>(module, "Ledger")
      .def(py::init<const std::string&, bool, const std::string&, const std::vector<std::string>&>(),
           py::arg("address"), py::arg("write"), py::arg("data"), py::arg("world"))
      .def("close", &Ledger::close)
      .def("add",
           [](Ledger& ledger, const de::Coder& with, const std::vector<de::Document>& added, unsigned threads,
              const std::string& keep) {
             const auto kept = keep_of(keep);
             return dict_of(ledger.ask([&](de::Ledger& open) { return open.add(with, added, threads, kept); }));
           })
      .def("add_record",
           [](Ledger& ledger) { return dict_of(ledger.ask([](de::Ledger& open) { return open.add_record(); })); })
      .def("remove",
           [](Ledger& ledger, const std::string& document) {
             return ledger.ask([&](de::Ledger& open) { return open.remove(document); });
           })
      .def("documents", &documents)
      .def("events",
           [](Ledger& ledger, std::vector<std::string> parties, std::string since, std::string until,
              std::string known_by, std::string type, std::string cameo, bool moves_only, bool newest_first,
              std::size_t limit) {
             const de::EventQuery query = {std::move(parties),  std::move(since), std::move(until),
                                           std::move(known_by), std::move(type),  std::move(cameo),
                                           moves_only,          newest_first,     limit};
             return list_of(ledger.ask([&](de::Ledger& open) { return open.events(query); }));
           })
      .def("claims",
           [](Ledger& ledger, std::vector<std::string> parties, std::string about, std::string known_by) {
             const de::ClaimQuery query = {std::move(parties), std::move(about), std::move(known_by)};
             return list_of(ledger.ask([&](de::Ledger& open) { return open.claims(query); }));
           })
      .def("pair",
           [](Ledger& ledger, const std::string& a, const std::string& b, const std::string& day,
              const std::string& known_by) {
             return ledger.ask([&](de::Ledger& open) { return open.pair(a, b, day, known_by); });
           })
      .def("series",
           [](Ledger& ledger, std::string a, std::string b, std::string step, std::string measure, std::string since,
              std::string until, std::string known_by, bool directed, bool include_claimed) {
             const de::SeriesQuery query = {std::move(a),        std::move(b),     std::move(step),
                                            std::move(measure),  std::move(since), std::move(until),
                                            std::move(known_by), directed,         include_claimed};
             return ledger.ask([&](de::Ledger& open) { return open.series(query); });
           })
      .def("brief", [](Ledger& ledger, const std::string& a, const std::string& b, const std::string& day,
                       const std::string& format, const std::string& known_by) {
        return ledger.ask([&](de::Ledger& open) { return open.brief(a, b, day, format, known_by); });
      });
}
