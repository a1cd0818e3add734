#include "sim/scenario/origins.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "sim/reading/line_index.h"
#include "sim/scenario/defaults.h"
#include "sim/scenario/json_write.h"
#include "sim/scenario/key_table.h"

namespace npcost {

namespace {

class Origins {
 public:
  explicit Origins(const MergedTree& tree) : tree_(tree) {}

  std::vector<Origin> list() {
    walk(tree_.root, "");
    return std::move(found_);
  }

 private:
  void walk(const JsonValue& value, const std::string& pointer) {
    if (value.kind == JsonValue::Kind::object && !value.members.empty()) {
      for (const JsonMember& member : value.members) walk(member.value, child_pointer(pointer, member.key));
      return;
    }
    const bool of_objects = std::any_of(value.items.begin(), value.items.end(), [](const JsonValue& item) {
      return item.kind == JsonValue::Kind::object || item.kind == JsonValue::Kind::array;
    });
    if (of_objects) {
      for (std::size_t i = 0; i < value.items.size(); ++i)
        walk(value.items[i], child_pointer(pointer, std::to_string(i)));
      return;
    }
    found_.push_back({pointer, compact_json(value), where(value, pointer)});
  }

  std::string where(const JsonValue& value, const std::string& pointer) {
    std::string text = place_text(value.place);
    const auto note = tree_.notes.find(pointer);
    if (note == tree_.notes.end()) return text;
    if (!note->second.inherited_from.empty())
      text = fmt::format("extends {}  {}", printable(note->second.inherited_from), text);
    if (!note->second.was.empty())
      text += fmt::format(", was {} {}", note->second.was, place_text(note->second.was_at));
    return text;
  }

  std::string place_text(const Place& place) {
    if (place.source == nullptr) return {};
    if (is_default(place) || place.source->name.starts_with("--set")) return place.source->name;
    const LineIndex& lines = lines_.try_emplace(place.source, place.source->text).first->second;
    const LineColumn at = lines.at(place.offset, 0);
    return fmt::format("{}:{}:{}", printable(place.source->name), at.line, at.column);
  }

  const MergedTree& tree_;
  std::map<const SourceText*, LineIndex> lines_;
  std::vector<Origin> found_;
};

}  // namespace

std::vector<Origin> list_origins(const MergedTree& tree) { return Origins(tree).list(); }

std::string canonical_scenario(const JsonValue& root,
                               const std::vector<std::pair<std::string, std::string>>& catalog_sums) {
  JsonValue values = root;
  remove_member(values, "$schema");
  for (const auto& [name, sum] : catalog_sums) {
    JsonValue* catalogs = find_member(values, "catalogs");
    JsonValue* catalog = catalogs == nullptr ? nullptr : find_member(*catalogs, name);
    if (catalog == nullptr) continue;
    remove_member(*catalog, "from");
    set_member(*catalog, "sha256", json_text_value(sum));
  }
  return canonical_json(values);
}

}  // namespace npcost
