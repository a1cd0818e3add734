#include <algorithm>

#include "sim/base/check.h"
#include "sim/reading/json_fields.h"

namespace npcost {
namespace {

/// No name of a table is longer, so longer keys are nothing nearly.
constexpr std::size_t longest_key = 100;

std::string folded(std::string_view name, bool plural) {
  std::string text;
  for (const char c : name) {
    if (c == ' ' || c == '-' || c == '_') continue;
    text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  // "searches" and "search", "tokens" and "token", "messages" and "message".
  if (plural && text.ends_with('s')) text.pop_back();
  if (plural && text.ends_with('e')) text.pop_back();
  return text;
}

/// The first name of a path, which keeps the rest.
std::string_view take_name(std::string_view& path) {
  const std::string_view name = path.substr(0, path.find('/'));
  path.remove_prefix(std::min(name.size() + 1, path.size()));
  return name;
}

}  // namespace

FieldTable::FieldTable() { nodes_.emplace_back(); }

FieldTable& FieldTable::field(std::string_view path, int number) {
  const int index = make(path);
  nodes_[static_cast<std::size_t>(index)].field = number;
  return *this;
}

FieldTable& FieldTable::scope(std::string_view path, int number) {
  const int index = make(path);
  nodes_[static_cast<std::size_t>(index)].scope = number;
  return *this;
}

FieldTable& FieldTable::closed(std::string_view path) {
  const int index = make(path);
  nodes_[static_cast<std::size_t>(index)].closed = true;
  return *this;
}

FieldTable& FieldTable::spelt_exactly(std::string_view path) {
  const int index = make(path);
  nodes_[static_cast<std::size_t>(index)].spelt_exactly = true;
  return *this;
}

int FieldTable::nearly(int node, std::string_view name) const {
  if (name.size() > longest_key) return -1;
  const std::size_t first = name.find_first_not_of(" -_");
  if (first == std::string_view::npos) return -1;
  for (const int child : this->node(node).children) {
    const std::string& known = this->node(child).name;
    // Most keys of a log are of no interest: those cost one comparison.
    if ((known.front() | 0x20) != (name[first] | 0x20)) continue;
    const bool plural = known.find('_') != std::string::npos;
    if (folded(known, plural) == folded(name, plural)) return child;
  }
  return -1;
}

FieldTable::Child FieldTable::child(int node, std::string_view name) const {
  const std::vector<int>& children = this->node(node).children;
  for (unsigned place = 0; place < children.size(); ++place) {
    if (this->node(children[place]).name == name) return {children[place], place};
  }
  return {};
}

int FieldTable::make(std::string_view path) {
  int at = 0;
  for (std::string_view rest = path; !rest.empty();) {
    const std::string_view name = take_name(rest);
    const int known = name == "*" ? node(at).item : child(at, name).node;
    if (known >= 0) {
      at = known;
      continue;
    }
    const int made = static_cast<int>(nodes_.size());
    nodes_.emplace_back();
    nodes_.back().name = name;
    // Without what is left and the slash before it.
    nodes_.back().path = path.substr(0, rest.empty() ? path.size() : path.size() - rest.size() - 1);
    Node& parent = nodes_[static_cast<std::size_t>(at)];
    if (name == "*") {
      parent.item = made;
    } else {
      NPCOST_CHECK(parent.children.size() < 64, "an object has at most 64 wanted keys: one bit each");
      parent.children.push_back(made);
    }
    at = made;
  }
  return at;
}

int FieldTable::at(std::string_view path) const {
  int at = 0;
  while (!path.empty()) {
    const std::string_view name = take_name(path);
    at = name == "*" ? node(at).item : child(at, name).node;
    NPCOST_CHECK(at >= 0, "a path that is looked up is in the table");
  }
  return at;
}

}  // namespace npcost
