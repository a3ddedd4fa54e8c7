// The frame of a word: who stands to it as subject, object or behind a preposition, read off the tree whatever the
// voice, control, relative clause, coordination or light verb. Verbs, nouns and adjectives all give the same value, so
// that one form of the lexicon serves them all.
#pragma once

#include <string>
#include <vector>

#include "events/tree.h"
#include "lexicon/lexicon.h"

namespace demarche {

struct FrameArgument {
  std::string preposition;  // "" for an object
  int head = -1;
  bool clause = false;  // a verb: "of attacking", "to leave"
};

struct Frame {
  FormKind kind = FormKind::verb;
  int predicate = -1;
  int governor = -1;               // the light verb that carries a noun ("launched an attack"), else -1
  std::vector<int> subjects;       // of the active voice, coordinated ones apart
  bool subject_inherited = false;  // from a governing clause: control, participle, coordination
  std::vector<int> objects;        // of the active voice
  std::vector<FrameArgument> obliques;
  std::vector<int> complements;  // clauses without preposition: xcomp, ccomp, infinitives
  std::vector<std::string> particles;
  bool passive = false;

  // The word that heads its clause: the light verb of a noun, else the predicate.
  int clause() const { return governor >= 0 ? governor : predicate; }
};

// The frame of a verb, noun or adjective; `lexicon` tells the light verbs.
Frame frame_of(const Tree& tree, int predicate, FormKind kind, const Lexicon& lexicon);

// The subjects of a verb in the active voice, coordinated ones apart, through control and coordination.
std::vector<int> subjects_of(const Tree& tree, int verb);

bool is_passive(const Tree& tree, int verb);

}  // namespace demarche
