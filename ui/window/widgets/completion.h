#pragma once
// What could be written at a place of a scenario that is being typed: keys of the object there, words and names of the value there.
//
// Text      need not be right: it is read up to the cursor as far as it goes (strings, comments, brackets), never with an error.
// Order     as the table of keys has them; keys that the object has already are left out.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace npcost::window {

struct Candidate {
  std::string text;      ///< as shown: "reply"
  std::string insert;    ///< what stands in place of [from, to): "reply\": "
  std::string help, example;
  bool required = false;
};

struct Completion {
  std::size_t from = 0, to = 0;
  std::vector<Candidate> candidates;
};

/// `cursor`: bytes from the start.
Completion complete(std::string_view text, std::size_t cursor);

}  // namespace npcost::window
