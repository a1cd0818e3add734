#include "sim/scenario/files/origins.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "sim/scenario/keys/defaults.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/key_table.h"

namespace npcost {

namespace {

/// Lines and columns of many places of one text in one pass: a reader that starts over for each place is quadratic.
class Positions {
 public:
  void ask(const Place& place) {
    if (place.source != nullptr) asked_[place.source][place.offset] = {};
  }
  void answer() {
    for (auto& [source, offsets] : asked_) answer(source->text, offsets);
  }
  const std::string& at(const Place& place) const { return asked_.at(place.source).at(place.offset); }

 private:
  static void answer(const std::string& text, std::map<std::uint32_t, std::string>& offsets) {
    std::size_t i = 0;
    std::uint32_t line = 1, column = 1;
    for (auto& [offset, answer] : offsets) {
      for (; i < offset && i < text.size(); ++i) {
        const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (text[i] == '\n' || (text[i] == '\r' && !pair)) {
          ++line;
          column = 1;
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) {
          ++column;
        }
      }
      answer = fmt::format("{}:{}", line, column);
    }
  }

  std::map<const SourceText*, std::map<std::uint32_t, std::string>> asked_;
};

class Origins {
 public:
  explicit Origins(const MergedTree& tree) : tree_(tree) {}

  std::vector<Origin> list() {
    walk(tree_.root, "");
    positions_.answer();
    std::vector<Origin> found;
    found.reserve(leaves_.size());
    for (const auto& [pointer, value] : leaves_) {
      found.push_back({pointer, compact_json(*value), where(*value, pointer)});
    }
    return found;
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
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        walk(value.items[i], child_pointer(pointer, std::to_string(i)));
      }
      return;
    }
    leaves_.emplace_back(pointer, &value);
    positions_.ask(value.place);
    if (const auto note = tree_.notes.find(pointer); note != tree_.notes.end()) positions_.ask(note->second.was_at);
  }

  std::string where(const JsonValue& value, const std::string& pointer) const {
    std::string text = place_text(value.place);
    const auto note = tree_.notes.find(pointer);
    if (note == tree_.notes.end()) return text;
    if (!note->second.inherited_from.empty()) {
      text = fmt::format("extends {}  {}", printable(note->second.inherited_from), text);
    }
    if (!note->second.was.empty()) {
      text += fmt::format(", was {} {}", note->second.was, place_text(note->second.was_at));
    }
    return text;
  }

  std::string place_text(const Place& place) const {
    if (place.source == nullptr) return {};
    if (is_default(place) || place.source->name.starts_with("--set")) return place.source->name;
    return fmt::format("{}:{}", printable(place.source->name), positions_.at(place));
  }

  const MergedTree& tree_;
  Positions positions_;
  std::vector<std::pair<std::string, const JsonValue*>> leaves_;
};

}  // namespace

std::vector<Origin> list_origins(const MergedTree& tree) { return Origins(tree).list(); }

/// nullptr if there is no such object; names hold neither "/" nor "~".
static JsonValue* object_at(JsonValue& root, std::string_view pointer) {
  JsonValue* at = &root;
  while (at != nullptr && !pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    at = at->kind == JsonValue::Kind::object ? find_member(*at, pointer.substr(1, end - 1)) : nullptr;
    pointer.remove_prefix(end);
  }
  return at != nullptr && at->kind == JsonValue::Kind::object ? at : nullptr;
}

JsonValue with_contents(const JsonValue& root, const std::vector<std::pair<std::string, std::string>>& file_sums) {
  JsonValue values = root;
  remove_member(values, "$schema");
  for (const auto& [pointer, sum] : file_sums) {
    JsonValue* named = object_at(values, pointer);
    if (named == nullptr) continue;
    remove_member(*named, "from");
    set_member(*named, "sha256", json_text_value(sum));
  }
  return values;
}

std::string canonical_scenario(const JsonValue& root, const std::vector<std::pair<std::string, std::string>>& file_sums) {
  return canonical_json(with_contents(root, file_sums));
}

}  // namespace npcost
