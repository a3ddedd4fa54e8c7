// The one error style of the project: a Result whose error says where (file, line, column) and on what fragment.
// No exception crosses a folder; the libraries print nothing.
#pragma once

#include <cstddef>
#include <string>
#include <tl/expected.hpp>

namespace demarche {

struct Error {
  std::string message;     // what is wrong, a phrase without full stop
  std::string file;        // empty where no file is meant
  std::size_t line = 0;    // 1-based; 0: no line is meant
  std::size_t column = 0;  // 1-based, in bytes; 0: no column is meant
  std::string fragment;    // the offending text, at most a few dozen bytes; may be empty

  // One line: "file:line:column: message: 'fragment'", without the parts that are not meant; control characters as
  // "\x1b".
  std::string describe() const;
};

template <class T>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

// Shorthand for returning an error: `return fail("no such country", file, line, 0, word);`
Failure fail(std::string message, std::string file = {}, std::size_t line = 0, std::size_t column = 0,
             std::string fragment = {});

}  // namespace demarche
