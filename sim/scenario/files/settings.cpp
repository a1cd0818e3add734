// --set "/pointer=value": one value changed from the command line.
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "sim/reading/utf8.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/files/load_files.h"

namespace npcost {

namespace {

/// Moves the places of a value that was read from a part of `source` to where it stands there.
void relocate(JsonValue& value, const SourceText& source, std::uint32_t by) {
  const auto move = [&](Place& place) {
    place.source = &source;
    place.offset += by;
  };
  move(value.place);
  for (JsonValue& item : value.items) relocate(item, source, by);
  for (JsonMember& member : value.members) {
    move(member.key_place);
    relocate(member.value, source, by);
  }
}

/// JSON if it is JSON; a text that only wanted to be JSON ("{…", "[…") is reported; anything else is a string.
std::optional<JsonValue> setting_value(const SourceText& source, std::size_t from, Diagnostics& diagnostics) {
  const std::string text = source.text.substr(from);
  const auto offset = static_cast<std::uint32_t>(from);
  const SourceText part{source.name, text};
  Diagnostics trial;
  JsonValue value = read_json(part, trial);
  if (!trial.has_errors()) {
    relocate(value, source, offset);
    return value;
  }
  if (text.starts_with('{') || text.starts_with('[') || text.starts_with('"')) {
    for (Diagnostic fault : trial.all()) {
      fault.place.source = &source;
      fault.place.offset += offset;
      diagnostics.add(std::move(fault));
    }
    return std::nullopt;
  }
  return json_text_value(text, {&source, offset, static_cast<std::uint32_t>(text.size())});
}

std::vector<std::string> pointer_tokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t slash = pointer.find('/');
    std::string token(pointer.substr(0, slash));
    for (std::size_t at = 0; (at = token.find('~', at)) != std::string::npos; ++at) {
      if (token.compare(at, 2, "~1") == 0) token.replace(at, 2, "/");
      if (token.compare(at, 2, "~0") == 0) token.replace(at, 2, "~");
    }
    tokens.push_back(std::move(token));
    pointer = slash == std::string_view::npos ? std::string_view{} : pointer.substr(slash);
  }
  return tokens;
}

/// The way of one setting into the tree.
class Setting {
 public:
  Setting(MergedTree& tree, const SourceText& source, std::size_t equals, Diagnostics& diagnostics)
      : tree_(tree), source_(source), pointer_(source.text.substr(0, equals)), diagnostics_(diagnostics) {}

  void apply(const JsonValue& value) {
    const std::vector<std::string> tokens = pointer_tokens(pointer_);
    JsonValue* at = &tree_.root;
    const ObjectType* type = object_type("root");
    const Key* section = nullptr;  // set inside a map: its entries have names
    std::string here;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      here = child_pointer(here, tokens[i]);
      const Key* key = type != nullptr && section == nullptr ? type->find(tokens[i]) : nullptr;
      at = step(*at, tokens[i], here, key);
      if (at == nullptr) return;
      if (section != nullptr) {
        type = object_type(section->of);
        section = nullptr;
      } else if (key != nullptr && (key->type == KeyType::map || key->type == KeyType::list)) {
        section = key;
      } else {
        type = key != nullptr && key->type == KeyType::object ? object_type(key->of) : nullptr;
      }
    }
    put(*at, tokens.back(), value, child_pointer(here, tokens.back()));
  }

  void refuse(std::string message, std::string hint = {}) {
    const auto length = static_cast<std::uint32_t>(pointer_.size());
    diagnostics_.error("E605", {&source_, 0, length}, pointer_, std::move(message), std::move(hint));
  }

 private:
  JsonValue* step(JsonValue& at, const std::string& token, const std::string& here, const Key* key) {
    if (at.kind == JsonValue::Kind::array) return item(at, token, here);
    if (at.kind == JsonValue::Kind::object) {
      JsonValue* found = find_member(at, token);
      if (found != nullptr && found->kind != JsonValue::Kind::null) return found;
      if (key != nullptr && (key->type == KeyType::object || key->type == KeyType::map)) {
        JsonValue empty = json_object();
        empty.place = {&source_, 0, static_cast<std::uint32_t>(pointer_.size())};
        set_member(at, token, std::move(empty));
        return find_member(at, token);
      }
      std::vector<std::string> names;
      for (const JsonMember& member : at.members) names.push_back(member.key);
      const std::string meant = did_you_mean(token, names);
      refuse(fmt::format("there is no {}", printable(here)),
             meant.empty() ? std::string() : fmt::format("did you mean \"{}\"?", printable(meant)));
      return nullptr;
    }
    refuse(fmt::format("{} is inside a plain value", printable(here)));
    return nullptr;
  }

  JsonValue* item(JsonValue& list, const std::string& token, const std::string& here) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    if (error != std::errc() || end != token.data() + token.size() || index >= list.items.size()) {
      refuse(fmt::format("there is no {}: the list has {} items, numbered from 0", printable(here), list.items.size()));
      return nullptr;
    }
    return &list.items[index];
  }

  void put(JsonValue& at, const std::string& token, const JsonValue& value, const std::string& here) {
    if (at.kind == JsonValue::Kind::array) {
      if (JsonValue* old = item(at, token, here)) merge_patch(tree_, *old, value, here);
      return;
    }
    if (at.kind != JsonValue::Kind::object) {
      refuse(fmt::format("{} is inside a plain value", printable(here)));
      return;
    }
    const Place pointer_place{&source_, 0, static_cast<std::uint32_t>(pointer_.size())};
    for (JsonMember& member : at.members) {
      if (member.key != token) continue;
      member.key_place = pointer_place;
      merge_patch(tree_, member.value, value, here);
      return;
    }
    at.members.push_back({token, pointer_place, value});
  }

  MergedTree& tree_;
  const SourceText& source_;
  std::string pointer_;
  Diagnostics& diagnostics_;
};

}  // namespace

void apply_setting(MergedTree& tree, SourceTexts& texts, const std::string& setting, Diagnostics& diagnostics) {
  const SourceText& source = texts.add("--set (command line)", setting);
  const std::size_t equals = setting.find('=');
  Setting change(tree, source, equals == std::string::npos ? setting.size() : equals, diagnostics);
  if (equals == std::string::npos || !setting.starts_with('/') || equals == 1) {
    change.refuse("a setting is \"/pointer=value\"", "for example --set '/npcs/innkeeper/reply=80 tokens'");
    return;
  }
  if (const std::size_t bad = first_invalid_utf8(setting); bad < setting.size()) {
    diagnostics.error("E001", {&source, static_cast<std::uint32_t>(bad), 1}, {}, "a setting must be UTF-8 text");
    return;
  }
  if (setting.starts_with("/extends=") || setting.starts_with("/extends/")) {
    change.refuse("the files of \"extends\" are merged before settings are applied", "use -f overlay.npcost.json");
    return;
  }
  if (const auto value = setting_value(source, equals + 1, diagnostics)) change.apply(*value);
}

}  // namespace npcost
