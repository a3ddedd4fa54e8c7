// Bytes in any character set to UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace demarche {

// The character set that a page or an XML file names in its first 1,024 bytes (<meta charset>, <?xml encoding?>); empty
// where it names none.
std::string charset_named_in(std::string_view bytes);

// A byte-order mark wins over `charset` (as HTTP or the file itself names it, any spelling); without either, or with
// one that is not known, valid UTF-8 stays and all else is read as windows-1252, as browsers do. Bytes that the
// character set does not have become U+FFFD.
std::string to_utf8(std::string bytes, std::string_view charset);

}  // namespace demarche
