#include "text/utf8.h"

#include <algorithm>
#include <cstdint>

namespace demarche {
namespace {

// Length of the valid sequence that begins here (Unicode 15, table 3-7), 0 if none does.
std::size_t sequence_at(const std::string& text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u; };
  const auto between = [&](std::size_t k, unsigned low, unsigned high) { return byte(k) >= low && byte(k) <= high; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return between(1, 0x80, 0xBF) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80, high = first == 0xED ? 0x9F : 0xBF;
    return between(1, low, high) && between(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned low = first == 0xF0 ? 0x90 : 0x80, high = first == 0xF4 ? 0x8F : 0xBF;
    return between(1, low, high) && between(2, 0x80, 0xBF) && between(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

void append_utf8(std::uint32_t point, std::string& out) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (point >> 18));
    out += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

// Embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9), and their ends.
bool turns_direction(std::string_view character) {
  return (character >= "\u202A" && character <= "\u202E") || (character >= "\u2066" && character <= "\u2069");
}

}  // namespace

std::size_t repair_utf8(std::string& text) {
  std::size_t repaired = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_at(text, i);
    if (length == 0) {
      text[i] = 0x1A;
      ++repaired;
    }
    i += std::max<std::size_t>(1, length);
  }
  return repaired;
}

void hide_controls(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool kept = byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r';
    if ((byte < 0x20 && !kept) || byte == 0x7F) text[i] = 0x1A;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0)
      text[i] = text[i + 1] = 0x1A;
    if (byte == 0xE2 && turns_direction(std::string_view(text).substr(i, 3))) text.replace(i, 3, "   ");
  }
}

std::size_t sanitize(Document& document) {
  const std::size_t repaired = repair_utf8(document.text);
  for (auto* field : {&document.id, &document.title, &document.source, &document.url, &document.language})
    repair_utf8(*field), hide_controls(*field);
  hide_controls(document.text);
  return repaired;
}

bool decode_utf16(std::string& text) {
  const bool little = text.starts_with("\xFF\xFE"), big = text.starts_with("\xFE\xFF");
  if (!little && !big) return false;
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(text[i]), b = static_cast<unsigned char>(text[i + 1]);
    return static_cast<std::uint32_t>(little ? a | (b << 8) : (a << 8) | b);
  };
  std::string out;
  for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
    std::uint32_t point = unit(i);
    if (point >= 0xD800 && point < 0xDC00 && i + 3 < text.size()) {
      const std::uint32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    append_utf8(point >= 0xD800 && point < 0xE000 ? 0x1A : point, out);
  }
  text = std::move(out);
  return true;
}

bool looks_binary(const std::string& text) {
  const std::size_t size = std::min<std::size_t>(text.size(), 8192);
  std::size_t controls = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0) return true;
    controls += byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f';
  }
  return controls * 10 > size * 3;
}

}  // namespace demarche
