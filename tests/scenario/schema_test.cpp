#include <fmt/format.h>

#include <regex>

#include "tests/scenario/people_text.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

/// The part of JSON Schema draft 7 that our schema uses, enough to see that it means what we mean.
class MiniSchema {
 public:
  explicit MiniSchema(const JsonValue& root) : root_(root) {}

  bool accepts(const JsonValue& schema, const JsonValue& value) const {
    for (const JsonMember& rule : schema.members) {
      if (!holds(rule, schema, value)) return false;
    }
    return true;
  }

 private:
  bool holds(const JsonMember& rule, const JsonValue& schema, const JsonValue& value) const {
    const JsonValue& what = rule.value;
    if (rule.key == "$ref") return accepts(*find_pointer(root_, std::string_view(what.text).substr(1)), value);
    if (rule.key == "anyOf")
      return std::any_of(what.items.begin(), what.items.end(), [&](const JsonValue& s) { return accepts(s, value); });
    if (rule.key == "allOf")
      return std::all_of(what.items.begin(), what.items.end(), [&](const JsonValue& s) { return accepts(s, value); });
    if (rule.key == "enum")
      return std::any_of(what.items.begin(), what.items.end(),
                         [&](const JsonValue& w) { return w.text == value.text; });
    if (rule.key == "type") return type_is(what.text, value);
    if (rule.key == "pattern")
      return value.kind != JsonValue::Kind::string || std::regex_search(value.text, std::regex(what.text));
    if (rule.key == "items") {
      return std::all_of(value.items.begin(), value.items.end(),
                         [&](const JsonValue& item) { return accepts(what, item); });
    }
    if (rule.key == "required" && value.kind == JsonValue::Kind::object) {
      return std::all_of(what.items.begin(), what.items.end(),
                         [&](const JsonValue& key) { return value.find(key.text) != nullptr; });
    }
    if (rule.key == "additionalProperties" || rule.key == "properties") return members_fit(schema, value);
    return true;
  }

  static bool type_is(std::string_view type, const JsonValue& value) {
    using Kind = JsonValue::Kind;
    if (type == "integer")
      return value.kind == Kind::number && value.text.find_first_not_of("-0123456789") == std::string::npos;
    const Kind kind = type == "object"   ? Kind::object
                      : type == "array"  ? Kind::array
                      : type == "string" ? Kind::string
                      : type == "number" ? Kind::number
                                         : Kind::boolean;
    return value.kind == kind;
  }

  bool members_fit(const JsonValue& schema, const JsonValue& value) const {
    if (value.kind != JsonValue::Kind::object) return true;
    for (const JsonMember& member : value.members) {
      const JsonMember* properties = schema.find("properties");
      if (properties != nullptr && properties->value.find(member.key) != nullptr) {
        if (!accepts(properties->value.find(member.key)->value, member.value)) return false;
        continue;
      }
      bool free = false;
      if (const JsonMember* patterns = schema.find("patternProperties")) {
        for (const JsonMember& p : patterns->value.members)
          free = free || std::regex_search(member.key, std::regex(p.key));
      }
      const JsonMember* more = schema.find("additionalProperties");
      if (free || more == nullptr) continue;
      if (more->value.kind == JsonValue::Kind::boolean ? !more->value.boolean : !accepts(more->value, member.value))
        return false;
    }
    return true;
  }

  const JsonValue& root_;
};

struct Schema {
  SourceTexts texts;
  Diagnostics diagnostics;
  JsonValue root = read_json(texts.add("schema", scenario_schema()), diagnostics);
  bool accepts(std::string_view text) {
    Diagnostics quiet;
    const JsonValue value = read_json(texts.add("value", std::string(text)), quiet);
    REQUIRE_FALSE(quiet.has_errors());
    return MiniSchema(root).accepts(root, value);
  }
};

}  // namespace

TEST_CASE("the schema is strict JSON with a final newline, the same every time", "[scenario][schema]") {
  Schema schema;
  CHECK(schema.diagnostics.empty());
  CHECK(schema.root.kind == JsonValue::Kind::object);
  CHECK(scenario_schema().ends_with("}\n"));
  CHECK(scenario_schema() == scenario_schema());
}

TEST_CASE("the schema accepts what the reader accepts, resolved or not", "[scenario][schema]") {
  Schema schema;
  CHECK(schema.accepts(tiny));
  CHECK(schema.accepts(voice));
  CHECK(schema.accepts(people));
  CHECK(schema.accepts(read_text(people).resolved));
  CHECK(schema.accepts(read_text(tiny).resolved));
  CHECK(schema.accepts(read_text(voice).resolved));
  CHECK(schema.accepts(edited(tiny, R"("pipeline": "text",)", R"("x-mine": 3, "source": "us", "pipeline": "text",)")));
  for (const char* patience : {R"("never")", R"("3 s")", R"({ "value": "never", "why": "they have nowhere to go" })"}) {
    const std::string text = edited(tiny, R"("pipeline": "text",)", fmt::format(R"("patience": {}, "pipeline": "text",)", patience));
    INFO(patience);
    CHECK(schema.accepts(text));
    CHECK(faults(text).empty());
  }
  CHECK(schema.accepts(edited(
      tiny, R"("60..160 tokens")",
      R"({ "dist": "lognormal", "median": { "uncertain": "60..120 tokens" }, "p95": "200 tokens", "max": "400 tokens" })")));
}

TEST_CASE("the schema refuses wrong keys, units and words", "[scenario][schema]") {
  Schema schema;
  CHECK_FALSE(schema.accepts(edited(tiny, R"("reply":)", R"("replly":)")));
  CHECK_FALSE(schema.accepts(edited(tiny, R"("600 tokens")", "600")));
  CHECK_FALSE(schema.accepts(edited(tiny, R"("pipeline": "text",)", R"("patience": "always", "pipeline": "text",)")));
  CHECK_FALSE(schema.accepts(edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "time": { "duration": "never" },)")));
  CHECK_FALSE(schema.accepts(edited(tiny, R"("600 tokens")", R"("600 s")")));
  CHECK_FALSE(schema.accepts(edited(tiny, R"("$0.15/1M tokens")", "0.15")));
  CHECK_FALSE(schema.accepts(edited(tiny, R"("$0.15/1M tokens")", R"("0.15/1M tokens")")));
  CHECK_FALSE(schema.accepts(edited(tiny, R"("kind": "text")", R"("kind": "txt")")));
  CHECK_FALSE(schema.accepts(edited(tiny, R"("cost.per_mau_month")", R"("cost.per_player")")));
  CHECK_FALSE(schema.accepts(edited(tiny, R"("npcost": 1,)", "")));
  CHECK_FALSE(schema.accepts(edited(tiny, R"("active":)", R"("curve": "lunch_spike", "active":)")));
  CHECK(schema.accepts(edited(tiny, R"("active":)", R"("curve": "launch_spike", "retention": { "a": 0.4, "b": -0.4 }, "active":)")));
}

TEST_CASE("the schema explains every key where an editor hovers over it", "[scenario][schema]") {
  Schema schema;
  for (const char* pointer : {"/definitions/npc/properties/reply", "/definitions/model/properties/input",
                              "/definitions/segment/properties/turns", "/properties/players"}) {
    INFO(pointer);
    const JsonValue* key = find_pointer(schema.root, pointer);
    REQUIRE(key != nullptr);
    CHECK(key->find("markdownDescription") != nullptr);
  }
}
