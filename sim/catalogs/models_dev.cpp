// models.dev: providers, their models, and "cost" in USD per million tokens.
//
// Source    models.dev api.json (schema of 2026-07): cost {input, output, reasoning, cache_read, cache_write, input_audio,
//           output_audio, tiers [{tier: {type: "context", size}, prices}], context_over_200k}; "limit" {context}.
//           Whether a tier begins at its size or after it is not written down; npcost takes "after", and "at" for xAI.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sim/catalogs/formats.h"

namespace npcost::catalogs {
namespace {

constexpr Scale per_million{PriceUnit::million_tokens, 0, 1};

constexpr std::array<std::pair<std::string_view, Slot>, 12> cost_fields = {{
    {"input", Slot::input},
    {"output", Slot::output},
    {"reasoning", Slot::reasoning},
    {"cache_read", Slot::cached_input},
    {"cache_write", Slot::cache_write},
    {"input_audio", Slot::audio_input},
    {"output_audio", Slot::audio_output},
    {"citation", Slot::citations},
    // Slips of contributors, seen in the catalog of 2026-07-02.
    {"cached_input", Slot::cached_input},
    {"cache_input", Slot::cached_input},
    {"cached_write", Slot::cache_write},
    {"cache_write_1h", Slot::cache_write_1h},
}};

std::optional<Slot> slot_of(std::string_view field, ModelKind kind) {
  const auto found =
      std::find_if(cost_fields.begin(), cost_fields.end(), [&](const auto& one) { return one.first == field; });
  if (found == cost_fields.end() || !fits_kind(found->second, kind)) return std::nullopt;
  return found->second;
}

class ModelsDevReader {
 public:
  ModelsDevReader(ImportState& state, const EachModel& each) : state_(state), each_(each) {}
  void read(std::string_view provider, const JsonMember& member, const Path& parent);

 private:
  void read_cost(const JsonValue& cost, const Path& path, CatalogModel& model);
  void read_tiers(const JsonMember& member, const Path& path, CatalogModel& model);
  void read_prices(const JsonValue& object, PriceLines& lines, const Path& path, CatalogModel& model, bool base);

  ImportState& state_;
  const EachModel& each_;
  bool inclusive_ = false;
};

void ModelsDevReader::read(std::string_view provider, const JsonMember& member, const Path& parent) {
  const Path path = parent.child(member.key);
  CatalogModel model;
  model.name = fmt::format("{}/{}", provider, member.key);
  model.place = member.key_place;
  model.kind = kind_from_name(member.key);
  model.source = fmt::format("models.dev as of {}", state_.day());
  model.periods.emplace_back();
  inclusive_ = provider == "xai";
  if (!state_.expect(member.value, JsonValue::Kind::object, "a model", path)) return;
  for (const JsonMember& field : member.value.members) {
    const Path at = path.child(field.key);
    if (field.key == "cost") {
      if (state_.expect(field.value, JsonValue::Kind::object, "\"cost\"", at)) read_cost(field.value, at, model);
    } else if (const JsonMember* context = field.key == "limit" ? field.value.find("context") : nullptr) {
      model.context = state_.tokens(context->value, at.child("context")).value_or(0);
    } else {
      model.ignored.emplace_back(field.key);
    }
  }
  each_(model);
}

void ModelsDevReader::read_cost(const JsonValue& cost, const Path& path, CatalogModel& model) {
  read_prices(cost, model.periods[0].prices, path, model, true);
  const JsonMember* tiers = cost.find("tiers");
  const JsonMember* over = cost.find("context_over_200k");
  if (tiers != nullptr) {
    read_tiers(*tiers, path.child("tiers"), model);
  } else if (over != nullptr &&
             state_.expect(over->value, JsonValue::Kind::object, "\"context_over_200k\"", path.child(over->key))) {
    read_prices(over->value, tier_at(model.periods[0].tiers, 200'000, inclusive_), path.child(over->key), model, false);
  }
}

void ModelsDevReader::read_tiers(const JsonMember& member, const Path& path, CatalogModel& model) {
  if (!state_.expect(member.value, JsonValue::Kind::array, "\"tiers\"", path)) return;
  PricePeriod& period = model.periods[0];
  if (member.value.items.size() > most_parts) model.cannot = too_many_parts;
  if (!model.cannot.empty()) return;
  for (const JsonValue& item : member.value.items) {
    if (!state_.expect(item, JsonValue::Kind::object, "a tier", path)) return;
    const JsonMember* tier = item.find("tier");
    const JsonMember* size = tier == nullptr ? nullptr : tier->value.find("size");
    const JsonMember* type = tier == nullptr ? nullptr : tier->value.find("type");
    if (size == nullptr) {
      state_.error("E242", item, path, "a tier must have a \"tier\" with a \"size\"",
                   "write for example \"tier\": { \"size\": 200000 }");
      return;
    }
    if (type != nullptr && type->value.text != "context") {
      period.kept.push_back({member.key, &member.value});
      model.changed.emplace_back("tiers by something other than the context: only the base prices are billed");
      period.tiers.clear();
      return;
    }
    if (const auto above = state_.threshold(size->value, path.child("size"), model)) {
      PriceLines& lines = tier_at(period.tiers, *above, inclusive_);
      if (!lines.empty()) {
        state_.two_tiers(item, path, *above);
        return;
      }
      read_prices(item, lines, path, model, false);
    }
  }
}

void ModelsDevReader::read_prices(const JsonValue& object, PriceLines& lines, const Path& path, CatalogModel& model,
                                  bool base) {
  PricePeriod& period = model.periods[0];
  for (const JsonMember& field : object.members) {
    if (field.key == "tiers" || field.key == "tier" || field.key == "context_over_200k") continue;
    const std::optional<Slot> slot = slot_of(field.key, model.kind);
    if (!slot) {
      const auto number = field.value.kind == JsonValue::Kind::number ? exact_decimal(field.value.text) : std::nullopt;
      if (base && !(number && number->zero())) period.kept.push_back({field.key, &field.value});
      continue;
    }
    const auto line = state_.price(field.value, *slot, per_million, field.key, path.child(field.key), model);
    if (!line || find_line(lines, *slot) != nullptr) continue;
    add_line(lines, *line);
    if (base && *slot == Slot::cache_write) period.cache_write_field = {field.key, &field.value};
  }
}

}  // namespace

void read_models_dev(const JsonValue& root, ImportState& state, const EachModel& each) {
  const Path top;
  ModelsDevReader reader(state, each);
  for (const JsonMember& provider : root.members) {
    const Path path = top.child(provider.key);
    if (provider.value.kind != JsonValue::Kind::object) {
      state.other.push_back(provider.key);
      continue;
    }
    // api.json has the provider's facts beside "models"; extracts of it have the models alone.
    const JsonMember* models = provider.value.find("models");
    const bool facts =
        models != nullptr && models->value.kind == JsonValue::Kind::object && models->value.find("cost") == nullptr;
    const Path inner = facts ? path.child("models") : path;
    for (const JsonMember& model : facts ? models->value.members : provider.value.members) {
      reader.read(provider.key, model, inner);
    }
  }
}

}  // namespace npcost::catalogs
