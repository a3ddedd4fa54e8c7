// Bytes that ought to be UTF-8.
#pragma once

#include <cstddef>
#include <string>

#include "model/document.h"

namespace demarche {

// Replaces each byte that is part of no valid UTF-8 sequence by U+001A (one byte, so that offsets hold); gives how many
// there were.
std::size_t repair_utf8(std::string& text);

// Replaces control characters but tab, LF, FF and CR by U+001A, each of their bytes by one: a terminal obeys them
// (ESC, and U+0080 to U+009F beyond ASCII), and no article needs them. What turns the direction of writing (U+202A to
// U+202E, U+2066 to U+2069) becomes blanks, a byte each: a reader would see other words than are coded.
void hide_controls(std::string& text);

// Both, on every text of a document that came from outside; gives how many bytes of its `text` were no UTF-8.
std::size_t sanitize(Document& document);

// UTF-16 with a byte-order mark to UTF-8; false where it is not UTF-16.
bool decode_utf16(std::string& text);

// Whether the first 8 KiB look like something else than text: a NUL byte, or more than three in ten control characters.
bool looks_binary(const std::string& text);

}  // namespace demarche
