// A price history file becomes classes with their dated prices, or every fault in it.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "sim/base/atomic_file.h"
#include "sim/prices/history/price_history.h"
#include "sim/prices/history/read_points.h"
#include "sim/prices/read_fields.h"

namespace npcost {
namespace {

using namespace price_reading;

constexpr JsonLimits history_limits{.bytes = 32u << 20, .depth = 64, .values = 1'000'000, .string_bytes = 64u << 10};
constexpr std::size_t max_name_length = 80;  // code points

std::vector<std::string> root_keys() {
  return {"npcost_history", "name",       "as_of", "classes", "points", "source", "why",
          "confidence",     "provenance", "notes", "$schema"};
}
std::vector<std::string> class_keys() {
  return {"kind", "defined", "source", "as_of", "why", "confidence", "provenance", "notes"};
}

/// "npcost_history": 1, or the file is something else and its other keys mean nothing.
bool is_history(const JsonValue& root, Diagnostics& diagnostics) {
  if (!expect_kind(root, JsonValue::Kind::object, "", "a price history", diagnostics)) return false;
  const JsonMember* version = root.find("npcost_history");
  if (version == nullptr) {
    diagnostics.error("E731", opening(root), "",
                      "a price history must begin with its format, found no \"npcost_history\"",
                      "add \"npcost_history\": 1");
    return false;
  }
  if (version->value.kind == JsonValue::Kind::number && version->value.text == "1") return true;
  diagnostics.error("E731", opening(version->value), "/npcost_history",
                    "this npcost reads price histories of format 1, found another", "write 1, or get a newer npcost");
  return false;
}

/// The text at `key`; "" if it is missing or wrong.
std::string text_at(const JsonValue& object, const std::string& at, std::string_view key, Diagnostics& diagnostics) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return {};
  const bool is_text = expect_kind(member->value, JsonValue::Kind::string, child_pointer(at, key),
                                   fmt::format("\"{}\"", key), diagnostics);
  return is_text ? member->value.text : std::string();
}

void read_kind(const JsonMember& entry, const std::string& pointer, PriceClass& made, Diagnostics& diagnostics) {
  const JsonMember* member = entry.value.find("kind");
  if (member == nullptr) {
    diagnostics.error("E732", entry.key_place, pointer, "a class says of what kind it is, found no \"kind\"",
                      "add \"kind\": \"llm\", or stt, tts, realtime, gpu");
    return;
  }
  const std::string at = child_pointer(pointer, "kind");
  if (!expect_kind(member->value, JsonValue::Kind::string, at, "\"kind\"", diagnostics)) return;
  if (const auto kind = class_kind_from_name(member->value.text)) {
    made.kind = *kind;
    return;
  }
  diagnostics.error(
      "E732", member->value.place, at,
      fmt::format("a class is of the kind llm, stt, tts, realtime or gpu, found \"{}\"", printable(member->value.text)),
      "write one of them");
}

void read_class(const JsonMember& entry, PriceHistory& history, Diagnostics& diagnostics) {
  const std::string pointer = child_pointer("/classes", entry.key);
  const auto length = std::count_if(entry.key.begin(), entry.key.end(), [](char c) { return (c & 0xC0) != 0x80; });
  if (length == 0 || static_cast<std::size_t>(length) > max_name_length) {
    diagnostics.error("E732", entry.key_place, "/classes",
                      fmt::format("the name of a class has 1 to {} characters, found {}", max_name_length, length));
  }
  PriceClass made;
  made.name = entry.key;
  if (expect_kind(entry.value, JsonValue::Kind::object, pointer, "a class", diagnostics)) {
    refuse_unknown_keys(entry.value, pointer, class_keys(), diagnostics);
    read_kind(entry, pointer, made, diagnostics);
    made.defined = text_at(entry.value, pointer, "defined", diagnostics);
    if (entry.value.find("defined") == nullptr ||
        (made.defined.empty() && entry.value.find("defined")->value.text.empty())) {
      diagnostics.error("E732", entry.key_place, pointer, "a class says which models are in it, found no \"defined\"",
                        "add \"defined\": \"hosted models of about 8 billion parameters\"");
    }
    made.source = read_remarks(entry.value, pointer, diagnostics).source;
  }
  // A class with a fault is kept, so that points that name it are judged by their own.
  history.classes.push_back(std::move(made));
  history.prices.emplace_back();
}

void read_classes(const JsonValue& root, PriceHistory& history, Diagnostics& diagnostics) {
  const JsonMember* classes = root.find("classes");
  if (classes == nullptr) {
    diagnostics.error("E732", opening(root), "", "a price history must define classes, found no \"classes\"",
                      R"(add "classes": { "small text": { "kind": "llm", "defined": "as good as GPT-3.5" } })");
    return;
  }
  if (!expect_kind(classes->value, JsonValue::Kind::object, "/classes", "\"classes\"", diagnostics)) return;
  const std::size_t count = classes->value.members.size();
  if (count == 0 || count > max_history_classes) {
    diagnostics.error("E732", opening(classes->value), "/classes",
                      fmt::format("a price history defines 1 to {} classes, found {}", max_history_classes, count));
    if (count > max_history_classes) return;
  }
  for (const JsonMember& entry : classes->value.members) read_class(entry, history, diagnostics);
}

/// A class without a point has no price, and nothing can follow it.
void refuse_empty_classes(const JsonValue& root, const PriceHistory& history, Diagnostics& diagnostics) {
  const JsonMember* classes = root.find("classes");
  for (std::size_t i = 0; i < history.classes.size(); ++i) {
    if (!history.prices[i].empty()) continue;
    const std::string& name = history.classes[i].name;
    diagnostics.error("E732", classes->value.members[i].key_place, child_pointer("/classes", name),
                      fmt::format("no point is in the class \"{}\"", printable(name)),
                      "add a point, or remove the class");
  }
}

/// Where the point of each model of a class stands on each day: two of one day would leave its price to chance.
void refuse_twins(const std::vector<ReadPoint>& points, const PriceHistory& history, Diagnostics& diagnostics) {
  std::map<std::tuple<std::size_t, std::string, Day>, const ReadPoint*> seen;
  for (const ReadPoint& point : points) {
    for (const std::size_t index : point.classes) {
      const auto [first, added] = seen.try_emplace({index, point.price.model, point.price.from}, &point);
      if (added) continue;
      const LineColumn where = line_column(first->second->date_place);
      diagnostics
          .error("E736", point.date_place, point.pointer,
                 fmt::format("two points of \"{}\" begin on {} in the class \"{}\"", printable(point.price.model),
                             day_text(point.price.from), printable(history.classes[index].name)),
                 "keep one of them")
          .note = fmt::format("first at {}:{}", where.line, where.column);
    }
  }
}

/// A history grows at its end: whoever adds a point sees what was known before it.
void refuse_disorder(const std::vector<ReadPoint>& points, Diagnostics& diagnostics) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i].price.from >= points[i - 1].price.from) continue;
    diagnostics.error("E735", points[i].date_place, points[i].pointer,
                      fmt::format("points stand in the order of their days, found {} behind {}",
                                  day_text(points[i].price.from), day_text(points[i - 1].price.from)),
                      "move it up");
  }
}

void read_points(const JsonValue& root, PriceHistory& history, Diagnostics& diagnostics) {
  const JsonMember* member = root.find("points");
  if (member == nullptr) {
    diagnostics.error(
        "E733", opening(root), "", "a price history lists points, found no \"points\"",
        R"(add "points": [{ "date": "2024-07-18", "model": "openai/gpt-4o-mini", "in": "small text", … }])");
    return;
  }
  if (!expect_kind(member->value, JsonValue::Kind::array, "/points", "\"points\"", diagnostics)) return;
  if (member->value.items.size() > max_history_points) {
    diagnostics.error("E736", opening(member->value), "/points",
                      fmt::format("a price history lists at most {} points, found {}", max_history_points,
                                  member->value.items.size()));
    return;
  }
  std::vector<ReadPoint> points;
  const std::size_t errors_before = diagnostics.error_count();
  for (std::size_t i = 0; i < member->value.items.size(); ++i) {
    if (auto point = read_point(member->value.items[i], fmt::format("/points/{}", i), history, diagnostics))
      points.push_back(std::move(*point));
  }
  refuse_twins(points, history, diagnostics);
  refuse_disorder(points, diagnostics);
  std::stable_sort(points.begin(), points.end(),
                   [](const ReadPoint& a, const ReadPoint& b) { return a.price.from < b.price.from; });
  for (const ReadPoint& point : points) {
    for (const std::size_t index : point.classes) history.prices[index].push_back(point.price);
  }
  // A class may be empty only because its points have faults of their own.
  if (diagnostics.error_count() == errors_before) refuse_empty_classes(root, history, diagnostics);
}

}  // namespace

std::optional<PriceHistory> read_price_history(const SourceText& source, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const JsonValue root = read_json(source, diagnostics, history_limits);
  if (root.place.source == nullptr || !is_history(root, diagnostics)) return std::nullopt;
  refuse_unknown_keys(root, "", root_keys(), diagnostics);
  PriceHistory history;
  history.sha256 = sha256_hex(source.text);
  history.name = text_at(root, "", "name", diagnostics);
  if (history.name.empty()) history.name = source.name;
  history.as_of = read_remarks(root, "", diagnostics).as_of;
  read_classes(root, history, diagnostics);
  read_points(root, history, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  return history;
}

}  // namespace npcost
