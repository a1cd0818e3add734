#include "sim/reading/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <utility>

#include "sim/reading/json_scanner.h"
#include "sim/reading/line_index.h"

namespace npcost {
namespace {

/// What a string with escapes says, or nothing: one of them is none that JSON has. The only text that a third party reads.
std::optional<std::string> unescaped(std::string_view token) {
  const nlohmann::json value = nlohmann::json::parse(token.begin(), token.end(), nullptr, false);
  if (!value.is_string()) return std::nullopt;
  return value.get<std::string>();
}

/// Builds the tree from the tokens of a scan, which has proved the grammar: only an escape inside a string can still be wrong.
class TreeBuilder {
 public:
  TreeBuilder(const SourceText& source, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics), lines_(source.text) {}

  /// False after a diagnostic without which no tree makes sense.
  bool build(const std::vector<JsonToken>& tokens) {
    for (const JsonToken& token : tokens) {
      switch (token.kind) {
        case JsonToken::Kind::open_object: open(token, JsonValue::Kind::object); break;
        case JsonToken::Kind::open_array: open(token, JsonValue::Kind::array); break;
        case JsonToken::Kind::close: close(token); break;
        case JsonToken::Kind::number: leaf(token, JsonValue::Kind::number).text = text_of(token); break;
        case JsonToken::Kind::word: word(token); break;
        case JsonToken::Kind::string:
          if (!string(token)) return false;
          break;
      }
    }
    return true;
  }
  JsonValue take_root() { return std::move(root_); }

 private:
  std::string_view text_of(const JsonToken& token) const {
    return std::string_view(source_.text).substr(token.offset, token.length);
  }
  Place place_of(const JsonToken& token) const { return {&source_, token.offset, token.length}; }

  JsonValue& slot() {
    if (open_.empty()) return root_;
    JsonValue& parent = *open_.back();
    if (parent.kind == JsonValue::Kind::array) return parent.items.emplace_back();
    value_is_due_ = false;
    return parent.members.back().value;
  }
  JsonValue& leaf(const JsonToken& token, JsonValue::Kind kind) {
    JsonValue& value = slot();
    value.kind = kind;
    value.place = place_of(token);
    return value;
  }
  void word(const JsonToken& token) {
    const std::string_view text = text_of(token);
    JsonValue& value = leaf(token, text == "null" ? JsonValue::Kind::null : JsonValue::Kind::boolean);
    value.boolean = text == "true";
  }
  bool string(const JsonToken& token) {
    const std::string_view quoted = text_of(token);
    std::string text(quoted.substr(1, quoted.size() - 2));
    if (text.find('\\') != std::string::npos) {
      std::optional<std::string> plain = unescaped(quoted);
      if (!plain) {
        report_bad_escape(token);
        return false;
      }
      text = std::move(*plain);
    }
    const bool is_key = !open_.empty() && open_.back()->kind == JsonValue::Kind::object && !value_is_due_;
    if (is_key) {
      open_.back()->members.push_back({std::move(text), place_of(token), {}});
      value_is_due_ = true;
    } else {
      leaf(token, JsonValue::Kind::string).text = std::move(text);
    }
    return true;
  }
  void open(const JsonToken& token, JsonValue::Kind kind) {
    JsonValue& value = leaf(token, kind);
    if (kind == JsonValue::Kind::object) {
      value.members.reserve(token.children);
    } else {
      value.items.reserve(token.children);
    }
    open_.push_back(&value);
  }
  void close(const JsonToken& bracket) {
    JsonValue& value = *open_.back();
    value.place.length = bracket.offset + bracket.length - value.place.offset;
    if (value.kind == JsonValue::Kind::object && has_twins(value.members)) keep_first_of_each_key(value);
    open_.pop_back();
  }

  void report_bad_escape(const JsonToken& token) {
    const BadEscape bad = bad_escape(text_of(token));
    const Place place{&source_, token.offset + static_cast<std::uint32_t>(bad.offset),
                      static_cast<std::uint32_t>(bad.length)};
    diagnostics_.error("E004", place, "", bad.message, bad.hint);
  }

  /// Most objects are small and without twins: looking costs less than sorting.
  static bool has_twins(const std::vector<JsonMember>& members) {
    constexpr std::size_t small = 24;
    if (members.size() > small) return true;  // perhaps
    for (std::size_t i = 1; i < members.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        if (members[i].key == members[k].key) return true;
      }
    }
    return false;
  }

  void keep_first_of_each_key(JsonValue& object) {
    std::vector<JsonMember>& members = object.members;
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return members[a].key < members[b].key; });
    std::vector<bool> again(members.size(), false);
    std::size_t first = 0;
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (members[order[i]].key != members[order[first]].key) {
        first = i;
        continue;
      }
      again[order[i]] = true;
      report_duplicate(members[order[i]], members[order[first]]);
    }
    if (std::find(again.begin(), again.end(), true) == again.end()) return;
    std::vector<JsonMember> kept;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!again[i]) kept.push_back(std::move(members[i]));
    }
    members = std::move(kept);
  }

  void report_duplicate(const JsonMember& again, const JsonMember& first) {
    const LineColumn where = lines_.at(first.key_place.offset, first.key_place.length);
    diagnostics_
        .error("E102", again.key_place, pointer_of(again.key),
               fmt::format("key \"{}\" appears twice in the same object; JSON would silently keep the last one",
                           printable(again.key)),
               "delete or rename one of them")
        .note = fmt::format("first at {}:{}", where.line, where.column);
  }

  /// Pointer of a member of the innermost open object.
  std::string pointer_of(std::string_view key) const {
    std::string pointer;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const JsonValue& parent = *open_[i];
      pointer += "/";
      pointer += parent.kind == JsonValue::Kind::object ? escape_pointer_token(parent.members.back().key)
                                                        : std::to_string(parent.items.size() - 1);
    }
    return pointer + "/" + escape_pointer_token(key);
  }

  const SourceText& source_;
  Diagnostics& diagnostics_;
  LineIndex lines_;
  JsonValue root_;
  std::vector<JsonValue*> open_;  // stable: a parent's vector only grows after its open child is closed
  bool value_is_due_ = false;     // the innermost object has a key and waits for its value
};

}  // namespace

const JsonMember* JsonValue::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const JsonMember& m) { return m.key == key; });
  return found == members.end() ? nullptr : &*found;
}

JsonValue read_json(const SourceText& source, Diagnostics& diagnostics, const JsonLimits& limits) {
  constexpr std::size_t addressable = 0xffffffffu;  // places are 32 bits
  const std::size_t most = std::min(limits.bytes, addressable);
  if (source.text.size() > most) {
    diagnostics.error("E008", {&source, 0, 0}, "",
                      fmt::format("the text has {} bytes; at most {} are allowed", source.text.size(), most),
                      "split it into several files (\"extends\")");
    return {};
  }
  if (auto fault = encoding_fault(source)) {
    diagnostics.add(std::move(*fault));
    return {};
  }
  JsonScan scan = scan_json(source, limits);
  if (scan.fault) {
    diagnostics.add(std::move(*scan.fault));
    return {};
  }
  TreeBuilder builder(source, diagnostics);
  if (!builder.build(scan.tokens)) return {};
  return builder.take_root();
}

std::string escape_pointer_token(std::string_view token) {
  if (token.find_first_of("~/") == std::string_view::npos) return std::string(token);
  std::string escaped;
  for (const char c : token) {
    if (c == '~')
      escaped += "~0";
    else if (c == '/')
      escaped += "~1";
    else
      escaped += c;
  }
  return escaped;
}

const JsonValue* find_pointer(const JsonValue& root, std::string_view pointer) {
  const JsonValue* value = &root;
  while (!pointer.empty()) {
    if (pointer.front() != '/') return nullptr;
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string_view token = pointer.substr(1, end - 1);
    pointer.remove_prefix(end);
    const bool escaped = token.find('~') != std::string_view::npos;
    const JsonValue* next = nullptr;
    if (value->kind == JsonValue::Kind::object) {
      for (const JsonMember& member : value->members) {
        if (escaped ? escape_pointer_token(member.key) == token : member.key == token) next = &member.value;
      }
    } else if (value->kind == JsonValue::Kind::array) {
      const bool whole = !token.empty() && token.size() <= 9 && (token == "0" || token[0] != '0') &&
                         std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
      std::size_t index = 0;
      for (const char c : token) index = whole ? index * 10 + static_cast<std::size_t>(c - '0') : 0;
      if (whole && index < value->items.size()) next = &value->items[index];
    }
    if (next == nullptr) return nullptr;
    value = next;
  }
  return value;
}

}  // namespace npcost
