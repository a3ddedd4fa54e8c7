// The wording of each kind of event that is no step on the ladder: as a verb and as a noun. Internal to src/briefing.
#pragma once

#include <string>
#include <string_view>

#include "relations/acts.h"

namespace demarche {

// {R} stands where the recipient does. A verb is written "base|past", each that is inflected: "arrest|arrested or
// charge|charged people of {R}".
struct Wording {
  std::string_view type, mode, cameo;  // PLOVER's type and mode, and the beginning of CAMEO codes; empty: any
  std::string_view verb, noun;
  std::string_view alone;  // the verb where nobody is named on whom; empty: `verb` up to the preposition before {R}
  std::string_view leads;  // words, parted by blanks, by which what it is about can go on from the verb: "to for"
};

// The most special that fits an act's type, mode and code.
const Wording& wording_of(const Act& act);

enum class VerbForm { base, past };
// "sever|severed ties" -> "sever ties", "severed ties".
std::string inflected(std::string_view verb, VerbForm form);
// With the recipient in its place.
std::string with_recipient(std::string_view wording, const std::string& recipient);
// Up to the preposition before the recipient: "an attack on {R}" -> "an attack".
std::string_view without_recipient(std::string_view wording);

}  // namespace demarche
