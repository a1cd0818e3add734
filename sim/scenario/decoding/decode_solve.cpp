// What is asked with a search for the value at which a budget just holds.
#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/decoding/varied_path.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/written_number.h"

namespace npcost {

namespace {

class SolveDecoder {
 public:
  SolveDecoder(Decoding& decoding, const JsonValue& object, const std::string& pointer)
      : decoding_(decoding), object_(object), fields_(decoding, object, "solve", pointer) {}

  std::optional<Solve> decode() {
    const std::size_t before = decoding_.diagnostics.error_count();
    solve_.pointer = fields_.text("for");
    solve_.place = fields_.place("for");
    if (fields_.find("for") != nullptr && fields_.find("for")->kind == JsonValue::Kind::string) {
      can_be_varied(decoding_, solve_.pointer, solve_.place, fields_.at("for"));
    }
    decode_goal();
    decode_bracket();
    decode_tolerance();
    if (decoding_.diagnostics.error_count() != before || solve_.pointer.empty()) return std::nullopt;
    return solve_;
  }

 private:
  void error(std::string_view key, std::string message, std::string hint = {}) {
    decoding_.diagnostics.error("E445", fields_.place(key), fields_.at(key), std::move(message), std::move(hint));
  }

  void decode_goal() {
    const JsonMember* goal = object_.find("so_that");
    if (goal == nullptr || goal->value.kind != JsonValue::Kind::object) return;  // which has been said
    const auto budget = decode_budget(decoding_, goal->value, fields_.at("so_that"), "so_that", goal->key_place);
    if (!budget) return;
    solve_.so_that = *budget;
    solve_.so_that.name.clear();
    if (budget->max && budget->min) {
      error("so_that", "a search needs one limit: with \"max\" and \"min\" a range of values holds, and not one",
            "search for each limit by itself");
    }
  }

  void decode_bracket() {
    const JsonValue* low = fields_.find("low");
    const JsonValue* high = fields_.find("high");
    if (low == nullptr || high == nullptr) return;  // which has been said
    const auto from = end("low", *low), to = end("high", *high);
    if (!from || !to) return;
    const auto last = in_unit_of(*from, *to);
    if (!last) {
      error("high", "\"low\" and \"high\" must be in one unit", "write both in the same unit and currency");
    } else if (!(from->value < *last)) {
      error("high",
            fmt::format("\"high\" must be above \"low\": {} is not above {}", shown_value(compact_json(*high)),
                        shown_value(compact_json(*low))),
            "swap the two");
    } else {
      solve_.low = written(*from, from->value);
      solve_.high = written(*from, *last);
    }
  }

  std::optional<WrittenNumber> end(std::string_view key, const JsonValue& value) {
    auto number = written_number(value);
    if (!number) {
      error(key, fmt::format("\"{}\" is one known number with its unit, found {}", key, printable(compact_json(value).substr(0, 60))),
            R"(write "5 turns")");
    }
    return number;
  }

  void decode_tolerance() {
    if (fields_.find("tolerance") == nullptr) return;
    const auto tolerance = fields_.maybe_ratio("tolerance");
    if (!tolerance) return;  // which has been said
    solve_.tolerance = *tolerance;
    if (!(*tolerance > 0 && *tolerance <= 0.5)) {
      error("tolerance", "\"tolerance\" is a share of the bracket, above 0 and at most 50%", "write \"1%\"");
    }
  }

  Decoding& decoding_;
  const JsonValue& object_;
  Fields fields_;
  Solve solve_;
};

}  // namespace

std::optional<Solve> decode_solve(Decoding& decoding, const Fields& experiment) {
  const JsonValue* object = experiment.find("solve");
  if (object == nullptr || object->kind != JsonValue::Kind::object) return std::nullopt;
  return SolveDecoder(decoding, *object, experiment.at("solve")).decode();
}

}  // namespace npcost
