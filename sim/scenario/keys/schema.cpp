// The JSON Schema of a scenario file, for editors: completion, hover help, and our own sentence where a unit is wrong.
//
// It checks shape, not sense: references, sums and prices are for read_scenario alone. Draft 7, because editors know
// it best.
#include <fmt/format.h>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

namespace {

using Members = std::vector<std::pair<std::string, JsonValue>>;

const std::string number = R"([0-9][0-9_]*(\.[0-9]+)?(e-?[0-9]+)?[kMB]?)";
const std::string range = number + R"((\.\.)" + number + ")?";
const std::string money = R"(([$€₩] ?)" + range + "|" + range + " ?[A-Z]{3})";

JsonValue text(std::string_view value) { return json_text_value(value); }
JsonValue reference(std::string_view name) {
  return json_object({{"$ref", text(fmt::format("#/definitions/{}", name))}});
}
JsonValue of_type(std::string_view type) { return json_object({{"type", text(type)}}); }

JsonValue pattern(const std::string& expression, std::string_view sentence) {
  return json_object(
      {{"type", text("string")}, {"pattern", text("^" + expression + "$")}, {"patternErrorMessage", text(sentence)}});
}

JsonValue any_of(std::vector<JsonValue> options) { return json_object({{"anyOf", json_list(std::move(options))}}); }

JsonValue words(const std::vector<std::string>& list) {
  std::vector<JsonValue> items;
  for (const std::string& word : list) items.push_back(text(word));
  return json_object({{"enum", json_list(std::move(items))}});
}

JsonValue at_least_zero() { return json_object({{"type", text("number")}, {"minimum", json_number("0")}}); }

/// Unit notations, each also as an object with a distribution, an unknown or remarks.
Members unit_definitions() {
  const auto unit = [](const std::string& expression, std::string_view sentence, bool plain_number = false) {
    std::vector<JsonValue> options = {pattern(expression, sentence)};
    if (plain_number) options.push_back(at_least_zero());
    options.push_back(reference("spread"));
    return any_of(std::move(options));
  };
  return {
      {"number", unit(range, "write a number", true)},
      {"tokens", unit(range + " ?tokens?", "write a number of tokens: \"120 tokens\", \"8k tokens\"")},
      {"chars", unit(range + " ?chars?", "write a number of characters: \"240 chars\"")},
      {"duration", unit(range + " ?(us|ms|s|min|h|d|w|mo|y)",
                        "write a duration with a unit: ms, s, min, h, d, w, mo, y (a bare \"m\" is ambiguous)")},
      {"ratio",
       any_of({pattern(range + " ?%", "write a share as \"15%\" or as a number from 0 to 1"),
               json_object({{"type", text("number")}, {"minimum", json_number("0")}, {"maximum", json_number("1")}}),
               reference("spread")})},
      {"count", unit(range + "( ?[a-z]+)?", "write a count: 12, \"10k players\", \"4..20 turns\"", true)},
      {"frequency", unit(range + " ?/ ?(s|min|h|d|w|mo)", "write how often: \"2.3/d\", \"5/w\"")},
      {"token_rate", unit(range + " ?tokens?/(s|min|h)", "write \"70..140 tokens/s\"")},
      {"speech_rate", unit(number + " ?(wpm|chars/s)", "write \"150 wpm\" or \"15 chars/s\"")},
      {"money", unit(money, "write money with a currency: \"$0.40\", \"520 KRW\" (¥ alone is ambiguous)")},
      {"price", unit(money + " ?/ ?.+",
                     "write a price with currency and unit: \"$0.14/1M tokens\", \"$0.006/min\", \"$15/1M chars\"")},
      {"when",
       pattern(R"(([0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?|day [0-9]+( [0-9]{2}:[0-9]{2})?))",
               "write a date \"2027-03-01\", a local time \"2027-03-01T18:00\", or \"day 14\"")},
  };
}

std::string_view definition_of(Dimension dimension) {
  switch (dimension) {
    case Dimension::number: return "number";
    case Dimension::tokens: return "tokens";
    case Dimension::chars: return "chars";
    case Dimension::duration: return "duration";
    case Dimension::ratio: return "ratio";
    case Dimension::count: return "count";
    case Dimension::frequency: return "frequency";
    case Dimension::token_rate: return "token_rate";
    case Dimension::speech_rate: return "speech_rate";
  }
  return "number";
}

JsonValue list_of(JsonValue item) { return json_object({{"type", text("array")}, {"items", std::move(item)}}); }

void add_remarks(Members& properties) {
  for (const std::string_view key : {"why", "source"}) properties.emplace_back(key, of_type("string"));
  properties.emplace_back("notes", any_of({of_type("string"), list_of(of_type("string"))}));
  properties.emplace_back("as_of", reference("when"));
  properties.emplace_back("provenance", words({"sourced", "derived", "assumed"}));
  properties.emplace_back("confidence", words({"high", "medium", "low"}));
}

JsonValue spread_definition() {
  Members properties;
  std::vector<std::string> families;
  for (const Family family :
       {Family::constant, Family::uniform, Family::triangular, Family::pert, Family::normal, Family::lognormal,
        Family::gamma, Family::beta, Family::poisson, Family::negative_binomial, Family::geometric, Family::exponential,
        Family::empirical, Family::discrete, Family::mixture}) {
    families.emplace_back(family_name(family));
  }
  properties.emplace_back("dist", words(families));
  for (const Role role : {Role::value, Role::mean, Role::sd, Role::median, Role::p5, Role::p10, Role::p25, Role::p75,
                          Role::p90, Role::p95, Role::low, Role::mode, Role::high, Role::shape}) {
    properties.emplace_back(role_name(role), JsonValue(json_object()));
  }
  for (const std::string_view key :
       {"min", "max", "values", "weights", "of", "from", "column", "uncertain", "now", "decline",
        "halving", "follows", "floor", "steps"}) {
    properties.emplace_back(key, json_object());
  }
  add_remarks(properties);
  return json_object({{"type", text("object")},
                      {"minProperties", json_number("1")},
                      {"markdownDescription", text("`dist` differs every time it is used; `uncertain` is one value "
                                                   "that nobody knows, drawn once per replication; "
                                                   "`value` with `source` says where a plain value comes from.")},
                      {"properties", json_object(std::move(properties))},
                      {"patternProperties", json_object({{"^x-", json_object()}})},
                      {"additionalProperties", json_flag(false)}});
}

JsonValue map_of(JsonValue entry) {
  return json_object(
      {{"type", text("object")},
       {"patternProperties",
        json_object({{"^x-", json_object()}, {"^(why|source|as_of|provenance|confidence|notes)$", json_object()}})},
       {"additionalProperties", std::move(entry)}});
}

/// The parts of a model's prices that are objects of prices themselves: a tier, hours of a schedule, a service tier, a step of the
/// monthly volume, a dated entry.
JsonValue price_object(std::string_view part) {
  const JsonValue texts = any_of({of_type("string"), list_of(of_type("string"))});
  Members properties;
  if (part == "tier") properties = {{"above", reference("tokens")}, {"inclusive", of_type("boolean")}};
  if (part == "volume_step") properties = {{"above", of_type("string")}};
  if (part == "service_tier") properties = {{"times", at_least_zero()}, {"tiers", list_of(reference("tier"))}};
  if (part == "hours") {
    properties = {{"name", of_type("string")}, {"hours", texts},    {"hours_in", of_type("string")},
                  {"weekdays", texts},         {"days_in", of_type("string")}, {"except", texts},
                  {"times", at_least_zero()}};
  }
  for (const PriceKey& key : price_keys()) {
    if (key.type == PriceKeyType::price) properties.emplace_back(key.name, reference("price"));
    if (part != "dated_prices") continue;
    if (key.type == PriceKeyType::tiers) properties.emplace_back(key.name, list_of(reference("tier")));
    if (key.type == PriceKeyType::schedule) properties.emplace_back(key.name, list_of(reference("hours")));
    if (key.type == PriceKeyType::service_tiers) properties.emplace_back(key.name, map_of(reference("service_tier")));
    if (key.type == PriceKeyType::volume) properties.emplace_back(key.name, list_of(reference("volume_step")));
    if (key.name == "until") properties.emplace_back(key.name, reference("when"));
  }
  add_remarks(properties);
  return json_object({{"type", text("object")},
                      {"properties", json_object(std::move(properties))},
                      {"patternProperties", json_object({{"^x-", json_object()}})},
                      {"additionalProperties", json_flag(false)}});
}

JsonValue type_schema(const Key& key) {
  switch (key.type) {
    case KeyType::quantity: return reference(definition_of(key.dimension));
    case KeyType::price: return reference("price");
    case KeyType::money: return reference("money");
    case KeyType::ratio: return reference("ratio");
    case KeyType::flag: return of_type("boolean");
    case KeyType::whole:
      return json_object({{"type", text("integer")},
                          {"minimum", json_number(fmt::format("{:.0f}", key.low))},
                          {"maximum", json_number(fmt::format("{:.0f}", key.high))}});
    case KeyType::duration: return key.of.empty() ? reference("duration") : any_of({words({std::string(key.of)}), reference("duration")});
    case KeyType::when: return reference("when");
    case KeyType::speech_rate: return reference("speech_rate");
    case KeyType::text:
    case KeyType::reference:
    case KeyType::zone: return of_type("string");
    case KeyType::texts: return list_of(of_type("string"));
    case KeyType::text_or_texts: return any_of({of_type("string"), list_of(of_type("string"))});
    case KeyType::choice: return words(words_of(key.of));
    case KeyType::object: return reference(key.of);
    case KeyType::map: return map_of(reference(key.of));
    case KeyType::list: return list_of(reference(key.of));
    case KeyType::weights:
      return map_of(any_of({at_least_zero(), pattern(number + " ?%", "write a weight: 0.3 or \"30%\"")}));
    case KeyType::day_shape: return any_of({of_type("string"), list_of(any_of({at_least_zero(), of_type("string")}))});
    case KeyType::preset: return any_of({words(words_of(key.presets)), reference(key.of)});
    case KeyType::signed_number: return any_of({of_type("number"), reference("spread")});
    case KeyType::rates: return map_of(pattern(number + " [A-Z]{3}/[A-Z]{3}", "write \"1390 KRW/USD\""));
    case KeyType::limit: return any_of({of_type("string"), of_type("number")});
    case KeyType::allowance:
      return any_of({pattern(number + " ?(turns?|tokens?|ms|s|min|h|d|w)|([$€₩] ?)" + number + "|" + number + " ?[A-Z]{3}",
                             "write what is counted: \"60 turns\", \"30 min\", \"20k tokens\" or \"$0.05\""),
                     reference("spread")});
    case KeyType::tiers: return list_of(reference("tier"));
    case KeyType::schedule: return list_of(reference("hours"));
    case KeyType::service_tiers: return map_of(reference("service_tier"));
    case KeyType::volume: return list_of(reference("volume_step"));
    case KeyType::dated_prices: return map_of(reference("dated_prices"));
    case KeyType::patches: return map_of(of_type("object"));
    case KeyType::any: return json_object();
  }
  return json_object();
}

JsonValue key_schema(const ObjectType& type, const Key& key) {
  JsonValue schema = type_schema(key);
  if ((type.name == "budget" || type.name == "stop_when" || type.name == "sensitivity") && key.name == "metric") {
    std::vector<std::string> names;
    for (const MetricInfo& metric : metric_infos()) names.emplace_back(metric.name);
    schema = words(names);
  }
  std::string help(key.help);
  if (!key.fallback.empty() && key.fallback != "{}")
    help += fmt::format(" Default: `{}` ({}).", key.fallback, key.fallback_provenance);
  if (key.type == KeyType::quantity && !key.one_value)
    help += fmt::format(" A range varies per {}.", level_name(key.level));
  if (!key.is_simulated) help += " Not simulated in this version.";
  // Beside a $ref nothing else counts in draft 7.
  if (schema.find("$ref") != nullptr) schema = json_object({{"allOf", json_list({schema})}});
  set_member(schema, "markdownDescription", text(help));
  return schema;
}

JsonValue type_definition(const ObjectType& type) {
  Members properties;
  std::vector<JsonValue> required;
  for (const Key& key : type.keys) {
    properties.emplace_back(key.name, key_schema(type, key));
    // What an entry extends may say it.
    if (key.is_required && !type.can_extend) required.push_back(text(key.name));
  }
  Members remarks;
  add_remarks(remarks);
  for (auto& [name, schema] : remarks) {
    if (type.find(name) == nullptr) properties.emplace_back(name, std::move(schema));
  }
  JsonValue definition = json_object({{"type", text("object")},
                                      {"markdownDescription", text(type.help)},
                                      {"properties", json_object(std::move(properties))},
                                      {"patternProperties", json_object({{"^x-", json_object()}})},
                                      {"additionalProperties", json_flag(false)}});
  if (!required.empty()) set_member(definition, "required", json_list(std::move(required)));
  return definition;
}

}  // namespace

std::string scenario_schema() {
  JsonValue schema = type_definition(*object_type("root"));
  JsonValue definitions = json_object(unit_definitions());
  set_member(definitions, "spread", spread_definition());
  for (const std::string_view part : {"tier", "hours", "service_tier", "volume_step", "dated_prices"})
    set_member(definitions, std::string(part), price_object(part));
  for (const ObjectType& type : object_types()) {
    if (type.name != "root") set_member(definitions, std::string(type.name), type_definition(type));
  }
  JsonValue whole = json_object({{"$schema", text("http://json-schema.org/draft-07/schema#")},
                                 {"title", text("npcost scenario, format 1")},
                                 {"allowComments", json_flag(true)},
                                 {"allowTrailingCommas", json_flag(true)}});
  for (JsonMember& member : schema.members) whole.members.push_back(std::move(member));
  set_member(whole, "definitions", std::move(definitions));
  return pretty_json(whole);
}

}  // namespace npcost
