// "$0.14/1M tokens" becomes the exact price of one count.
//
// Exactness  an amount per `factor · 10^power` counts is mantissa · 9 / factor · 10^(exponent + 15 − power) grains; the
//            factors are 1, 6 (a minute) and 36 (an hour), and 9/6 = 15/10, 9/36 = 25/100: always a whole number times
//            a power of ten.

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "sim/base/check.h"
#include "sim/reading/quantity_money.h"
#include "sim/reading/quantity_path.h"
#include "sim/reading/quantity_units.h"

namespace npcost {
namespace {

constexpr std::string_view example_price = "\"$0.15/1M tokens\"";

/// E201 for a bare number: the most expensive slip there is.
void bare_number(const Field& field) {
  const std::string number = field.value.text.substr(0, 40);
  const std::string edit = fmt::format("\"${}/1M tokens\"", number);
  field.error("E201", fmt::format("a price needs a currency and a unit, found the number {}", number),
              fmt::format("write {}   ({} per *token* would be one million times more)", edit, number), edit);
}

const PerInfo* read_per(const Field& field, std::string_view before, std::string_view name) {
  if (const PerInfo* per = find_per(name)) return per;
  if (name == "m") {
    field.error(
        "E205", fmt::format("{} is ambiguous: minutes or months?", quote(field.value.text)),
        fmt::format("write {} or {}", quote(fmt::format("{}/min", before)), quote(fmt::format("{}/mo", before))));
    return nullptr;
  }
  const std::string near = nearest_per(name);
  const std::string message = name.empty() ? "a price needs a unit behind its \"/\""
                                           : fmt::format("nothing is priced per {}", quote(name.substr(0, 60)));
  if (near.empty()) {
    std::string names;
    for (const PerInfo& per : pers()) names += (names.empty() ? "" : ", ") + std::string(per.name);
    field.error("E202", message, "units: " + names);
  } else {
    field.error_write("E202", message, quote(fmt::format("{}/{}", before, near)));
  }
  return nullptr;
}

std::optional<Money> per_count(const Field& field, const Decimal& value, const PerInfo& per) {
  const int factor = per.factor == 1 ? 9 : (per.factor == 6 ? 15 : 25);
  const int shift = per.factor == 1 ? 0 : (per.factor == 6 ? 1 : 2);
  return exact_grains(field, value, 15 - per.power - shift, factor);
}

std::optional<Price> read_price_text(const Field& field, const std::string& pointer) {
  if (!plain_characters(field)) return std::nullopt;
  const std::string_view text = field.value.text;
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    const auto money = parse_money(field, text, "/1M tokens");
    if (!money) return std::nullopt;
    field.error_write("E201", fmt::format("a price needs a unit, found {}", field.found()),
                      quote(fmt::format("{}/1M tokens", text)));
    return std::nullopt;
  }
  std::string_view before = text.substr(0, slash);
  if (before.ends_with(' ')) before.remove_suffix(1);
  std::string_view name = text.substr(slash + 1);
  if (name.starts_with(' ')) name.remove_prefix(1);
  const auto money = parse_money(field, before, text.substr(before.size()));
  if (!money) return std::nullopt;
  const PerInfo* per = read_per(field, before, name);
  if (per == nullptr) return std::nullopt;
  const auto low = per_count(field, money->low.exact, *per);
  if (!low) return std::nullopt;
  Price price;
  price.exact = {*low};
  price.per = per->per;
  price.currency = money->currency;
  if (!money->high) return price;

  const auto high = per_count(field, money->high->exact, *per);
  if (!high) return std::nullopt;
  if (low->grains() == 0) {
    field.error("E212", fmt::format("a range of prices must start above 0, found {}", field.found()),
                "give one price, or a small lower end");
    return std::nullopt;
  }
  const double ratio = std::sqrt(money->low.value / money->high->value);
  price.exact = {Money::from_grains(
      static_cast<Int128>(geometric_mean(static_cast<UInt128>(low->grains()), static_cast<UInt128>(high->grains()))))};
  price.unknown = Unknown{Distribution::lognormal_from_p5_p95(ratio, 1 / ratio), pointer};
  return price;
}

std::optional<Price> read_text_member(const Field& object, std::string_view key, const std::string& pointer) {
  const JsonMember* member = object.value.find(key);
  if (member == nullptr) {
    object.error("E208", fmt::format("\"{}\" is missing beside \"{}\"", key, key == "now" ? "decline" : "now"),
                 fmt::format("write {{\"now\": {}, \"decline\": \"20..50%/y\"}}", example_price));
    return std::nullopt;
  }
  const Field field = object.child(*member);
  if (field.is_text()) return read_price_text(field, pointer);
  if (field.is_number())
    bare_number(field);
  else
    field.error("E208", fmt::format("expected a price, found {}", field.found()),
                fmt::format("write for example {}", example_price));
  return std::nullopt;
}

std::optional<Price> read_price_object(const Field& object, const std::string& pointer, Notes& notes) {
  if (object.value.find("uncertain") != nullptr) {
    const auto found = read_notes(object, {"uncertain"});
    auto price = read_text_member(object, "uncertain", pointer);
    if (!found || !price) return std::nullopt;
    notes = *found;
    return price;
  }
  if (is_price_with_path(object.value)) {
    const auto found = read_notes(object, {"now", "decline", "halving", "follows", "floor", "steps"});
    auto price = read_text_member(object, "now", pointer);
    auto path = read_price_path(object, price ? &*price : nullptr);
    if (!found || !price || path == nullptr) return std::nullopt;
    notes = *found;
    price->declines = true;
    price->path = std::move(path);
    return price;
  }
  object.error("E208", "expected a price, found an object without \"now\", \"uncertain\" or \"value\"",
               fmt::format("write for example {}", example_price));
  return std::nullopt;
}

}  // namespace

std::optional<Price> read_price(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics) {
  const auto noted = without_notes({value, pointer, diagnostics});
  if (!noted) return std::nullopt;
  const Field& field = noted->field;
  Notes notes = noted->notes;
  std::optional<Price> price;
  if (field.is_text()) {
    price = read_price_text(field, pointer);
  } else if (field.is_number()) {
    bare_number(field);
  } else if (field.is_object()) {
    price = read_price_object(field, pointer, notes);
  } else {
    field.error("E208", fmt::format("expected a price, found {}", field.found()),
                fmt::format("write for example {}", example_price));
  }
  if (!price) return std::nullopt;
  price->why = notes.why, price->source = notes.source;
  price->as_of = notes.as_of, price->provenance = notes.provenance;
  price->place = value.place;
  price->pointer = pointer;
  return price;
}

std::optional<Amount> read_amount(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics) {
  const auto noted = without_notes({value, pointer, diagnostics});
  if (!noted) return std::nullopt;
  const Field& field = noted->field;
  if (!field.is_text()) {
    const std::string number = field.is_number() ? field.value.text.substr(0, 40) : "0.10";
    const std::string edit = fmt::format("\"${}\"", number);
    field.error(field.is_number() ? "E201" : "E208",
                fmt::format("an amount of money needs a currency, found {}", field.found()), "write " + edit,
                field.is_number() ? edit : "");
    return std::nullopt;
  }
  if (!plain_characters(field)) return std::nullopt;
  const std::string_view text = field.value.text;
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    std::string_view before = text.substr(0, slash);
    while (before.ends_with(' ')) before.remove_suffix(1);
    field.error_write("E207", fmt::format("expected an amount of money, found a price: {}", field.found()),
                      quote(before));
    return std::nullopt;
  }
  const auto money = parse_money(field, text, "");
  if (!money) return std::nullopt;
  if (money->high) {
    field.error("E218", fmt::format("one amount is needed here, found the range {}", field.found()));
    return std::nullopt;
  }
  const auto exact = exact_grains(field, money->low.exact, 15, 9);
  if (!exact) return std::nullopt;
  return Amount{*exact, money->currency};
}

}  // namespace npcost
