#include "sim/scenario/files/json_write.h"

#include <algorithm>

namespace npcost {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

enum class Layout { compact, pretty, canonical };

class Writer {
 public:
  explicit Writer(Layout layout) : layout_(layout) {}

  void value(const JsonValue& v, std::size_t depth) {
    switch (v.kind) {
      case JsonValue::Kind::null: out_ += "null"; break;
      case JsonValue::Kind::boolean: out_ += v.boolean ? "true" : "false"; break;
      case JsonValue::Kind::number: out_ += v.text; break;
      case JsonValue::Kind::string: out_ += json_string(v.text); break;
      case JsonValue::Kind::array: array(v, depth); break;
      case JsonValue::Kind::object: object(v, depth); break;
    }
  }
  std::string take() { return std::move(out_); }

 private:
  void array(const JsonValue& v, std::size_t depth) {
    // A list of plain values reads best on one line, like the tuple it is.
    const bool plain = std::none_of(v.items.begin(), v.items.end(), [](const JsonValue& item) {
      return item.kind == JsonValue::Kind::array || item.kind == JsonValue::Kind::object;
    });
    const bool lines = layout_ == Layout::pretty && !plain;
    out_ += '[';
    for (std::size_t i = 0; i < v.items.size(); ++i) {
      if (i != 0) separator(lines);
      if (lines) new_line(depth + 1);
      value(v.items[i], depth + 1);
    }
    if (lines) new_line(depth);
    out_ += ']';
  }

  void object(const JsonValue& v, std::size_t depth) {
    std::vector<const JsonMember*> members;
    members.reserve(v.members.size());
    for (const JsonMember& member : v.members) members.push_back(&member);
    if (layout_ == Layout::canonical) {
      std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->key < b->key; });
    }
    const bool lines = layout_ == Layout::pretty && !members.empty();
    out_ += '{';
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (i != 0) separator(lines);
      if (lines) new_line(depth + 1);
      out_ += json_string(members[i]->key);
      out_ += layout_ == Layout::canonical ? ":" : ": ";
      value(members[i]->value, depth + 1);
    }
    if (lines) new_line(depth);
    out_ += '}';
  }

  void separator(bool lines) { out_ += lines || layout_ == Layout::canonical ? "," : ", "; }
  void new_line(std::size_t depth) {
    out_ += '\n';
    out_.append(depth * 2, ' ');
  }

  Layout layout_;
  std::string out_;
};

std::string written(const JsonValue& value, Layout layout) {
  Writer writer(layout);
  writer.value(value, 0);
  return writer.take();
}

JsonValue plain(JsonValue::Kind kind, std::string_view text, const Place& place) {
  JsonValue value;
  value.kind = kind;
  value.text = text;
  value.place = place;
  return value;
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\u00";
      out += hex_digits[byte >> 4];
      out += hex_digits[byte & 0xf];
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string compact_json(const JsonValue& value) { return written(value, Layout::compact); }
std::string pretty_json(const JsonValue& value) { return written(value, Layout::pretty) + "\n"; }
std::string canonical_json(const JsonValue& value) { return written(value, Layout::canonical); }

JsonValue json_text_value(std::string_view text, const Place& place) {
  return plain(JsonValue::Kind::string, text, place);
}
JsonValue json_number(std::string_view text, const Place& place) { return plain(JsonValue::Kind::number, text, place); }
JsonValue json_flag(bool flag, const Place& place) {
  JsonValue value = plain(JsonValue::Kind::boolean, {}, place);
  value.boolean = flag;
  return value;
}
JsonValue json_list(std::vector<JsonValue> items) {
  JsonValue value = plain(JsonValue::Kind::array, {}, {});
  value.items = std::move(items);
  return value;
}
JsonValue json_object(std::vector<std::pair<std::string, JsonValue>> members) {
  JsonValue value = plain(JsonValue::Kind::object, {}, {});
  for (auto& [key, member] : members) value.members.push_back({std::move(key), {}, std::move(member)});
  return value;
}

JsonValue* find_member(JsonValue& object, std::string_view key) {
  const auto found = std::find_if(object.members.begin(), object.members.end(),
                                  [&](const JsonMember& member) { return member.key == key; });
  return found == object.members.end() ? nullptr : &found->value;
}

void set_member(JsonValue& object, std::string key, JsonValue value) {
  if (JsonValue* found = find_member(object, key)) {
    *found = std::move(value);
    return;
  }
  const Place place = value.place;
  object.members.push_back({std::move(key), place, std::move(value)});
}

void remove_member(JsonValue& object, std::string_view key) {
  std::erase_if(object.members, [&](const JsonMember& member) { return member.key == key; });
}

}  // namespace npcost
