#include "sim/reading/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "sim/base/check.h"
#include "sim/reading/json_scanner.h"
#include "sim/reading/line_index.h"

namespace npcost {
namespace {

/// Builds the tree from the parser's events; the n-th event belongs to the n-th token of the scan.
class TreeBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(const SourceText& source, const JsonScan& scan, Diagnostics& diagnostics)
      : source_(source), scan_(scan), diagnostics_(diagnostics), lines_(source.text) {}

  JsonValue take_root() { return std::move(root_); }

  bool null() override { return leaf(JsonValue::Kind::null); }
  bool boolean(bool value) override {
    leaf(JsonValue::Kind::boolean).boolean = value;
    return true;
  }
  bool number_integer(number_integer_t) override { return number(); }
  bool number_unsigned(number_unsigned_t) override { return number(); }
  bool number_float(number_float_t, const string_t&) override { return number(); }
  bool string(string_t& value) override {
    leaf(JsonValue::Kind::string).text = std::move(value);
    return true;
  }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(JsonValue::Kind::object); }
  bool start_array(std::size_t) override { return open(JsonValue::Kind::array); }
  bool key(string_t& name) override {
    open_.back()->members.push_back({std::move(name), next_place(), {}});
    return true;
  }
  bool end_object() override {
    close();
    keep_first_of_each_key(*open_.back());
    open_.pop_back();
    return true;
  }
  bool end_array() override {
    close();
    open_.pop_back();
    return true;
  }
  // The scan has proved the grammar, so only the escapes inside a string can be at fault.
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    const JsonToken& token = current();
    const std::string_view text = std::string_view(source_.text).substr(token.offset, token.length);
    const BadEscape bad = bad_escape(text);
    const Place place{&source_, token.offset + static_cast<std::uint32_t>(bad.offset),
                      static_cast<std::uint32_t>(bad.length)};
    diagnostics_.error("E004", place, "", bad.message, bad.hint);
    return false;
  }

 private:
  /// Converts to bool so that events without a payload are one line.
  struct Leaf {
    JsonValue& value;
    bool& boolean;
    std::string& text;
    operator bool() const { return true; }
  };

  const JsonToken& current() const {
    NPCOST_CHECK(next_ < scan_.tokens.size(), "the parser sees no more tokens than the scanner");
    return scan_.tokens[next_];
  }
  Place next_place() {
    const JsonToken& token = current();
    ++next_;
    return {&source_, token.offset, token.length};
  }
  JsonValue& slot() {
    if (open_.empty()) return root_;
    JsonValue& parent = *open_.back();
    if (parent.kind == JsonValue::Kind::object) return parent.members.back().value;
    return parent.items.emplace_back();
  }
  Leaf leaf(JsonValue::Kind kind) {
    JsonValue& value = slot();
    value.kind = kind;
    value.place = next_place();
    return {value, value.boolean, value.text};
  }
  bool number() {
    JsonValue& value = leaf(JsonValue::Kind::number).value;
    value.text = source_.text.substr(value.place.offset, value.place.length);
    return true;
  }
  bool open(JsonValue::Kind kind) {
    open_.push_back(&leaf(kind).value);
    return true;
  }
  void close() {
    JsonValue& value = *open_.back();
    const Place bracket = next_place();
    value.place.length = bracket.offset + bracket.length - value.place.offset;
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
  const JsonScan& scan_;
  Diagnostics& diagnostics_;
  LineIndex lines_;
  JsonValue root_;
  std::vector<JsonValue*> open_;  // stable: a parent's vector only grows after its open child is closed
  std::size_t next_ = 0;
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
  TreeBuilder builder(source, scan, diagnostics);
  if (!nlohmann::json::sax_parse(scan.strict, &builder)) return {};
  return builder.take_root();
}

std::string escape_pointer_token(std::string_view token) {
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
    const JsonValue* next = nullptr;
    if (value->kind == JsonValue::Kind::object) {
      for (const JsonMember& member : value->members) {
        if (escape_pointer_token(member.key) == token) next = &member.value;
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
