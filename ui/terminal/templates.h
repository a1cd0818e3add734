#pragma once
// Scenarios to begin with: those of the gallery, each with the files that it names.

#include <string>
#include <string_view>
#include <vector>

#include "ui/shipped/embedded_files.h"

namespace npcost {

struct Template {
  std::string name;               ///< "tiny": the file without its ending
  std::string title, description;  ///< the scenario's own name and the question that it asks
  std::vector<std::string> tags;
  std::string talk;               ///< how players talk, from the tags: "text", "voice, vision", "no dialogue"
  std::string pays;               ///< who pays, from the tags: "free to play"; "" if the scenario says nothing of revenue
  EmbeddedFile file;
};

/// All of them: the one to begin with first, the others by name.
const std::vector<Template>& templates();
const Template* find_template(std::string_view name);

/// What must lie beside a template so that it can be read: price books, curves, scenarios that it extends, and what those
/// name in turn. In the order in which they are named, without the template itself.
std::vector<EmbeddedFile> named_by(const Template& chosen);

}  // namespace npcost
