#include "sim/prices/history/read_points.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/prices/read_fields.h"
#include "sim/reading/quantity.h"

namespace npcost {
namespace {

using namespace price_reading;

std::vector<std::string> point_keys() {
  return {"date",   "until", "model", "in",         "input",      "output", "price",
          "source", "as_of", "why",   "confidence", "provenance", "notes"};
}

struct UnitInfo {
  Per per;
  std::int64_t counts;  ///< of `per` in one unit of the class
  std::string_view example;
};

UnitInfo unit_info(ClassKind kind) {
  switch (kind) {
    case ClassKind::llm: return {Per::token, 1'000'000, "$0.15/1M tokens"};
    case ClassKind::stt:
    case ClassKind::realtime: return {Per::millisecond, 60'000, "$0.006/min"};
    case ClassKind::tts: return {Per::character, 1'000'000, "$15/1M chars"};
    case ClassKind::gpu: return {Per::gpu_millisecond, 3'600'000, "$3.99/gpu-h"};
  }
  return {Per::token, 1, ""};
}

/// Reads one point; `ok()` is whether it had no fault so far.
class PointReader {
 public:
  PointReader(const JsonValue& value, const std::string& pointer, const PriceHistory& history, Diagnostics& diagnostics)
      : value_(value),
        pointer_(pointer),
        history_(history),
        diagnostics_(diagnostics),
        errors_before_(diagnostics.error_count()) {}

  std::optional<ReadPoint> read() {
    if (!expect_kind(value_, JsonValue::Kind::object, pointer_, "a point", diagnostics_)) return std::nullopt;
    refuse_unknown_keys(value_, pointer_, point_keys(), diagnostics_);
    made_.pointer = pointer_;
    read_days();
    read_model();
    read_classes();
    read_prices();
    const Remarks remarks = read_remarks(value_, pointer_, diagnostics_);
    made_.price.source = remarks.source;
    made_.price.confidence = remarks.confidence.empty() ? "high" : remarks.confidence;
    made_.price.assumed = remarks.provenance == "assumed";
    if (value_.find("source") == nullptr) {
      diagnostics_.error("E733", opening(value_), pointer_,
                         "a point says where its price was seen, found no \"source\"",
                         "add \"source\": \"the vendor's price page, 2026-11-20\"");
    }
    if (diagnostics_.error_count() != errors_before_) return std::nullopt;
    return std::move(made_);
  }

 private:
  std::optional<Day> day_at(std::string_view key) {
    const JsonMember* member = value_.find(key);
    if (member == nullptr) return std::nullopt;
    const std::string at = child_pointer(pointer_, key);
    if (!expect_kind(member->value, JsonValue::Kind::string, at, fmt::format("\"{}\"", key), diagnostics_))
      return std::nullopt;
    const std::optional<Day> day = day_from_text(member->value.text);
    if (!day) {
      diagnostics_.error(
          "E735", member->value.place, at,
          fmt::format("\"{}\" must be a day that exists, found \"{}\"", key, printable(member->value.text)),
          "write it like \"2025-02-08\"");
    }
    return day;
  }

  void read_days() {
    const std::optional<Day> from = day_at("date");
    if (const JsonMember* date = value_.find("date")) {
      made_.date_place = date->value.place;
    } else {
      diagnostics_.error("E735", opening(value_), pointer_, "a point begins on a day, found no \"date\"",
                         "add \"date\": \"2025-02-08\"");
    }
    made_.price.until = day_at("until");
    if (!from) return;
    made_.price.from = *from;
    if (made_.price.until && *made_.price.until < *from) {
      diagnostics_.error("E735", value_.find("until")->value.place, child_pointer(pointer_, "until"),
                         "\"until\" must not lie before the day of its point",
                         "write the last day on which the price held");
    }
  }

  void read_model() {
    const JsonMember* member = value_.find("model");
    if (member == nullptr) {
      diagnostics_.error("E733", opening(value_), pointer_, "a point is about a model, found no \"model\"",
                         "add \"model\": \"openai/gpt-4o-mini\"");
      return;
    }
    const std::string at = child_pointer(pointer_, "model");
    if (!expect_kind(member->value, JsonValue::Kind::string, at, "\"model\"", diagnostics_)) return;
    if (member->value.text.empty())
      diagnostics_.error("E733", member->value.place, at, "a point is about a model, found a name without a character");
    made_.price.model = member->value.text;
  }

  void add_class(const JsonValue& name, const std::string& at) {
    if (!expect_kind(name, JsonValue::Kind::string, at, "the name of a class", diagnostics_)) return;
    const std::optional<std::size_t> index = history_.find(name.text);
    if (!index) {
      std::vector<std::string> names;
      for (const PriceClass& one : history_.classes) names.push_back(one.name);
      const std::string meant = name.text.size() > 80 ? "" : did_you_mean(name.text, names);
      diagnostics_.error("E733", name.place, at, fmt::format("there is no class \"{}\"", printable(name.text)),
                         meant.empty() ? "name one of \"classes\"" : fmt::format("did you mean \"{}\"?", meant));
      return;
    }
    if (std::find(made_.classes.begin(), made_.classes.end(), *index) != made_.classes.end()) {
      diagnostics_.error("E736", name.place, at, fmt::format("the class \"{}\" is named twice", printable(name.text)));
      return;
    }
    if (!made_.classes.empty() && history_.classes[made_.classes.front()].kind != history_.classes[*index].kind &&
        unit_of(history_.classes[made_.classes.front()].kind) != unit_of(history_.classes[*index].kind)) {
      diagnostics_.error("E733", name.place, at, "the classes of a point are sold by one unit, found two",
                         "write a point for each");
      return;
    }
    made_.classes.push_back(*index);
  }

  void read_classes() {
    const JsonMember* member = value_.find("in");
    const std::string at = child_pointer(pointer_, "in");
    if (member == nullptr || (member->value.kind == JsonValue::Kind::array && member->value.items.empty())) {
      diagnostics_.error("E733", member == nullptr ? opening(value_) : opening(member->value),
                         member == nullptr ? pointer_ : at, "a point is in at least one class, found none",
                         "add \"in\": \"small text\"");
      return;
    }
    if (member->value.kind != JsonValue::Kind::array) return add_class(member->value, at);
    for (std::size_t i = 0; i < member->value.items.size(); ++i)
      add_class(member->value.items[i], fmt::format("{}/{}", at, i));
  }

  /// What one unit costs by the price at `key`; nothing after a fault or without the key.
  std::optional<Money> price_at(std::string_view key, const UnitInfo& unit) {
    const JsonMember* member = value_.find(key);
    if (member == nullptr) return std::nullopt;
    const std::string at = child_pointer(pointer_, key);
    const std::optional<Price> price = read_price(member->value, at, diagnostics_);
    if (!price) return std::nullopt;
    const auto refuse = [&](std::string message) {
      diagnostics_.error("E734", opening(member->value), at, std::move(message),
                         fmt::format("write it like \"{}\"", unit.example));
      return std::nullopt;
    };
    if (price->currency != "USD") return refuse(fmt::format("a price history is in USD, found {}", price->currency));
    if (price->unknown || price->declines)
      return refuse("what was listed on a day is one price, found a range or a path");
    if (price->per != unit.per) return refuse("the price is not for the unit of its class");
    if (price->exact.per_count <= Money()) return refuse("a price is above zero: nothing falls from zero or to it");
    return price->exact.per_count.times(unit.counts);
  }

  void read_prices() {
    if (made_.classes.empty()) return;  // without a class no unit is known
    const ClassKind kind = history_.classes[made_.classes.front()].kind;
    const UnitInfo unit = unit_info(kind);
    const bool text = kind == ClassKind::llm;
    const std::optional<Money> input = price_at("input", unit), output = price_at("output", unit),
                               whole = price_at("price", unit);
    const bool has[] = {value_.find("input") != nullptr, value_.find("output") != nullptr,
                        value_.find("price") != nullptr};
    if (text ? !has[0] || !has[1] || has[2] : has[0] || has[1] || !has[2]) {
      diagnostics_.error("E734", opening(value_), pointer_,
                         text ? "a point of text has \"input\" and \"output\" and no other price"
                              : "a point of this kind has \"price\" and no other price",
                         text ? R"(write "input": "$0.15/1M tokens", "output": "$0.60/1M tokens")"
                              : fmt::format("write \"price\": \"{}\"", unit.example));
      return;
    }
    // Three parts of input and one of output: a unit has a million counts, so the quarter is exact.
    if (text && input && output) made_.price.price = Money::from_grains((input->times(3) + *output).grains() / 4);
    if (!text && whole) made_.price.price = *whole;
  }

  const JsonValue& value_;
  const std::string& pointer_;
  const PriceHistory& history_;
  Diagnostics& diagnostics_;
  std::size_t errors_before_;
  ReadPoint made_;
};

}  // namespace

std::optional<ReadPoint> read_point(const JsonValue& value, const std::string& pointer, const PriceHistory& history,
                                    Diagnostics& diagnostics) {
  return PointReader(value, pointer, history, diagnostics).read();
}

}  // namespace npcost
