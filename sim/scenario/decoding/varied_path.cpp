#include "sim/scenario/decoding/varied_path.h"

#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

struct Refused {
  std::string_view section, why;
};
constexpr Refused refused[] = {
    {"npcost", "says which format the file is in"},
    {"$schema", "is for editors"},
    {"name", "is a name: nothing depends on it"},
    {"description", "is a remark: nothing depends on it"},
    {"notes", "is a remark: nothing depends on it"},
    {"tags", "are remarks: nothing depends on them"},
    {"extends", "names files, which are merged before anything is varied"},
    {"catalogs", "name files; vary the \"catalog\" of a model, or its prices"},
    {"currency", "is what all answers are in"},
    {"budgets", "are what every point is judged by, and the same for all"},
    {"outputs", "say where results go"},
    {"experiment", "is how often and with which luck every point is run, and the same for all; only \"/experiment/warm_up\" may be varied"},
};

std::string_view first_token(std::string_view pointer) {
  pointer.remove_prefix(1);
  return pointer.substr(0, pointer.find('/'));
}

/// The longest part of the way that is there, and the names behind it: what was probably meant.
std::string nearest(const JsonValue& root, const std::string& path) {
  std::string there = path;
  const JsonValue* value = nullptr;
  std::string missing;
  while (value == nullptr) {
    const std::size_t slash = there.rfind('/');
    missing = there.substr(slash + 1);
    there.resize(slash);
    value = find_pointer(root, there);
  }
  std::vector<std::string> names;
  if (const ObjectType* type = object_type_at(there)) {
    for (const Key& key : type->keys) names.emplace_back(key.name);
  } else {
    for (const JsonMember& member : value->members) names.push_back(member.key);
  }
  const std::string meant = did_you_mean(missing, names);
  if (!meant.empty()) return fmt::format("did you mean \"{}/{}\"?", printable(there), printable(escape_pointer_token(meant)));
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < 12; ++i) list += (list.empty() ? "" : ", ") + printable(names[i]);
  if (list.empty()) return "`npcost resolve` prints all values";
  return fmt::format("{} may have: {}", there.empty() ? std::string("the scenario") : printable(there), list);
}

bool exists_or_may(const JsonValue& root, const std::string& path) {
  if (find_pointer(root, path) != nullptr) return true;
  const JsonValue* parent = find_pointer(root, path.substr(0, path.rfind('/')));
  return parent != nullptr && parent->kind == JsonValue::Kind::object && key_at(path) != nullptr;
}

}  // namespace

bool can_be_varied(Decoding& decoding, const std::string& path, const Place& place, const std::string& at) {
  const auto refuse = [&](std::string message, std::string hint) {
    decoding.diagnostics.error("E440", place, at, std::move(message), std::move(hint));
    return false;
  };
  if (!path.starts_with('/') || path.size() < 2) {
    return refuse(fmt::format("a path begins with \"/\" and leads to a value, found \"{}\"", printable(path.substr(0, 60))),
                  R"(write "/players/active")");
  }
  for (const Refused& one : refused) {
    if (first_token(path) != one.section || path == "/experiment/warm_up") continue;
    return refuse(fmt::format("{} cannot be varied: \"{}\" {}", printable(path.substr(0, 80)), one.section, one.why),
                  "vary a value of the world, like \"/players/active\"");
  }
  if (exists_or_may(decoding.root, path)) return true;
  return refuse(fmt::format("there is no {} to vary", printable(path.substr(0, 120))), nearest(decoding.root, path));
}

}  // namespace npcost
