// A tag or relation name: one of few distinct strings, stored once for the life of the program. Copies and comparisons
// between labels are of pointers; making one from text looks it up under a lock.
#pragma once

#include <string>
#include <string_view>

namespace demarche {

class Label {
 public:
  Label() = default;  // empty
  Label(std::string_view text);
  Label(const char* text) : Label(std::string_view(text)) {}
  Label(const std::string& text) : Label(std::string_view(text)) {}

  operator std::string_view() const { return *text_; }
  std::string_view view() const { return *text_; }
  const std::string& str() const { return *text_; }
  bool empty() const { return text_->empty(); }

  friend bool operator==(Label a, Label b) { return a.text_ == b.text_; }
  friend bool operator==(Label a, std::string_view b) { return *a.text_ == b; }
  friend bool operator==(Label a, const char* b) { return *a.text_ == b; }

 private:
  static const std::string* none();
  const std::string* text_ = none();
};

}  // namespace demarche
