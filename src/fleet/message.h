// A document as a message between machines.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/document.h"

namespace demarche {

// One JSON object with every field of the document. The same document always gives the same bytes.
std::string message_of(const Document& document);
Result<Document> document_of_message(std::string_view bytes);

// Of a message's bytes: 16 hexadecimal digits. A document that is sent twice has the same.
std::string message_id(std::string_view bytes);

}  // namespace demarche
