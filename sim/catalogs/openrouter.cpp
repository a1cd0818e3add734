// OpenRouter's list of models: {"data": [{"id", "context_length", "pricing": {…}}]}, USD per token as texts, "-1" = it depends.
//
// Source    OpenRouter's API reference, components Pricing and PricingOverride, read on 2026-11-23: an override applies when all
//           of its conditions hold, later ones win price by price, and what it leaves out is the base price.
// Kept      "image" and "image_output" (documented per image, listed per token), "discount", and overrides by the hour.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/catalogs/formats.h"

namespace npcost::catalogs {
namespace {

struct PricingField {
  std::string_view name;
  Slot slot;
  Scale scale;
};
constexpr Scale per_token{PriceUnit::million_tokens, 6, 1};
constexpr std::array<PricingField, 12> pricing_fields = {{
    {"prompt", Slot::input, per_token},
    {"completion", Slot::output, per_token},
    {"internal_reasoning", Slot::reasoning, per_token},
    {"input_cache_read", Slot::cached_input, per_token},
    {"input_cache_write", Slot::cache_write, per_token},
    {"input_cache_write_1h", Slot::cache_write_1h, per_token},
    {"audio", Slot::audio_input, per_token},
    {"audio_output", Slot::audio_output, per_token},
    {"input_audio_cache", Slot::cached_audio, per_token},
    {"image_token", Slot::image_input, per_token},
    {"request", Slot::per_request, {PriceUnit::request, 0, 1}},
    {"web_search", Slot::web_search, {PriceUnit::thousand_searches, 3, 1}},
}};

const PricingField* find_field(std::string_view name, ModelKind kind) {
  const auto found = std::find_if(pricing_fields.begin(), pricing_fields.end(),
                                  [&](const PricingField& one) { return one.name == name; });
  return found == pricing_fields.end() || !fits_kind(found->slot, kind) ? nullptr : &*found;
}

std::optional<ExactDecimal> as_number(const JsonValue& value) {
  const bool scalar = value.kind == JsonValue::Kind::number || value.kind == JsonValue::Kind::string;
  return scalar ? exact_decimal(value.text) : std::nullopt;
}

/// "-1": what it costs is decided at the request.
bool is_dynamic(const JsonValue& value) {
  const auto number = as_number(value);
  return number && number->negative && number->digits == 1 && number->exponent == 0 && !number->more;
}

bool is_zero(const JsonValue& value) {
  const auto number = as_number(value);
  return number && number->zero();
}

class OpenRouterReader {
 public:
  OpenRouterReader(ImportState& state, const EachModel& each) : state_(state), each_(each) {}
  void read(const JsonValue& object, const Path& path);

 private:
  void read_pricing(const JsonValue& pricing, const Path& path, CatalogModel& model);
  void read_overrides(const JsonMember& member, const Path& path, CatalogModel& model);
  bool read_override(const JsonValue& item, const Path& path, CatalogModel& model);

  ImportState& state_;
  const EachModel& each_;
};

void OpenRouterReader::read(const JsonValue& object, const Path& path) {
  if (!state_.expect(object, JsonValue::Kind::object, "a model", path)) return;
  const JsonMember* id = object.find("id");
  const JsonMember* pricing = object.find("pricing");
  if (id == nullptr || pricing == nullptr) {
    state_.error("E242", object, path, "a model must have an \"id\" and a \"pricing\"");
    return;
  }
  if (!state_.expect(id->value, JsonValue::Kind::string, "\"id\"", path.child("id"))) return;
  CatalogModel model;
  model.name = id->value.text;
  model.place = id->value.place;
  model.kind = kind_from_name(model.name);
  model.source = fmt::format("OpenRouter's list of models of {}", state_.day());
  model.periods.emplace_back();
  for (const JsonMember& field : object.members) {
    const Path at = path.child(field.key);
    if (field.key == "context_length") {
      model.context = state_.tokens(field.value, at).value_or(0);
    } else if (field.key == "pricing") {
      if (state_.expect(field.value, JsonValue::Kind::object, "\"pricing\"", at)) read_pricing(field.value, at, model);
    } else if (field.key != "id") {
      model.ignored.emplace_back(field.key);
    }
  }
  each_(model);
}

void OpenRouterReader::read_pricing(const JsonValue& pricing, const Path& path, CatalogModel& model) {
  const auto dynamic = [](const JsonMember& member) { return is_dynamic(member.value); };
  if (std::any_of(pricing.members.begin(), pricing.members.end(), dynamic)) {
    model.cannot = "dynamic prices (-1): what it costs is decided at each request";
    return;
  }
  PricePeriod& period = model.periods[0];
  for (const JsonMember& member : pricing.members) {
    if (member.key == "overrides") continue;
    const PricingField* field = find_field(member.key, model.kind);
    if (field == nullptr) {
      if (!is_zero(member.value)) period.kept.push_back({member.key, &member.value});
      continue;
    }
    const auto line = state_.price(member.value, field->slot, field->scale, member.key, path.child(member.key), model);
    if (!line) continue;
    add_line(period.prices, *line);
    if (field->slot == Slot::cache_write) period.cache_write_field = {member.key, &member.value};
  }
  if (const JsonMember* overrides = pricing.find("overrides"))
    read_overrides(*overrides, path.child("overrides"), model);
}

void OpenRouterReader::read_overrides(const JsonMember& member, const Path& path, CatalogModel& model) {
  if (member.value.kind == JsonValue::Kind::null) return;
  if (!state_.expect(member.value, JsonValue::Kind::array, "\"overrides\"", path)) return;
  PricePeriod& period = model.periods[0];
  if (member.value.items.size() > most_parts) model.cannot = too_many_parts;
  if (!model.cannot.empty()) return;
  for (const JsonValue& item : member.value.items) {
    if (!state_.expect(item, JsonValue::Kind::object, "an override", path)) return;
    if (read_override(item, path, model)) continue;
    period.tiers.clear();
    period.kept.push_back({member.key, &member.value});
    model.changed.emplace_back(
        "overrides by something other than the length of the prompt: only the base prices are billed");
    return;
  }
  // Among overrides that apply, a later one wins price by price: a longer tier goes on with what a shorter one said.
  carry_forward(period.tiers);
}

/// Whether it was understood: its one condition is the least length of the prompt.
bool OpenRouterReader::read_override(const JsonValue& item, const Path& path, CatalogModel& model) {
  const JsonMember* least = item.find("min_prompt_tokens");
  if (least == nullptr) return false;
  const auto tokens = state_.threshold(least->value, path.child(least->key), model);
  if (!tokens) return true;  // there is a diagnostic, or the model is skipped
  std::vector<TierPrices>& tiers = model.periods[0].tiers;
  if (!tiers.empty() && tiers.back().above >= *tokens) return false;
  PriceLines lines;
  for (const JsonMember& member : item.members) {
    if (&member == least) continue;
    const PricingField* field = find_field(member.key, model.kind);
    if (field == nullptr) {
      if (is_zero(member.value)) continue;
      return false;
    }
    const auto line = state_.price(member.value, field->slot, field->scale, member.key, path.child(member.key), model);
    if (line) add_line(lines, *line);
  }
  tier_at(tiers, *tokens, true) = std::move(lines);
  return true;
}

}  // namespace

void read_openrouter(const JsonValue& root, ImportState& state, const EachModel& each) {
  const Path top;
  OpenRouterReader reader(state, each);
  const Path path = top.child("data");
  const JsonMember* data = root.find("data");
  for (std::size_t i = 0; i < data->value.items.size(); ++i) {
    const std::string index = std::to_string(i);
    reader.read(data->value.items[i], path.child(index));
  }
  for (const JsonMember& member : root.members) {
    if (&member != data) state.other.push_back(member.key);
  }
}

}  // namespace npcost::catalogs
