// LiteLLM's price list: one object of models, flat fields, USD per single token.

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "sim/catalogs/formats.h"
#include "sim/catalogs/litellm_fields.h"

namespace npcost::catalogs {
namespace {

using enum LitellmField;

/// One price field of one model.
struct Stated {
  const JsonMember* member;
  LitellmName name;
};

class LitellmReader {
 public:
  LitellmReader(ImportState& state, const EachModel& each) : state_(state), each_(each) {}

  void read(const JsonMember& member, const Path& root);

 private:
  const LitellmName& name_of(const std::string& field);
  void collect(const JsonMember& member, const Path& path, CatalogModel& model);
  void collect_field(const JsonMember& field, const Path& path, CatalogModel& model);
  void read_kind(const std::optional<std::string_view>& mode, CatalogModel& model);
  void read_prices(const Path& path, CatalogModel& model);
  void read_price(const Stated& stated, const Path& path, CatalogModel& model);
  bool is_second_way_to_pay(const Stated& stated, const CatalogModel& model) const;
  PriceLines* lines_for(const LitellmName& name, Slot slot, PricePeriod& period) const;
  void add(const Stated& stated, const PriceLine& line, CatalogModel& model);
  void read_tiered(const JsonMember& member, const Path& path, CatalogModel& model);
  std::uint64_t read_range(const JsonValue& row, std::uint64_t expected, const Path& path, CatalogModel& model);
  void read_row(const JsonValue& row, PriceLines& lines, const Path& path, CatalogModel& model);
  void read_search(const JsonMember& member, const Path& path, CatalogModel& model);

  ImportState& state_;
  const EachModel& each_;
  std::unordered_map<std::string, LitellmName> names_;
  std::vector<Stated> stated_;  // of the model being read
  const JsonMember* tiered_ = nullptr;
  const JsonMember* search_ = nullptr;
  std::optional<std::string_view> mode_;
  std::string_view cites_;
  bool inclusive_ = false;
};

const LitellmName& LitellmReader::name_of(const std::string& field) {
  const auto known = names_.find(field);
  return known != names_.end() ? known->second : names_.emplace(field, litellm_name(field)).first->second;
}

void LitellmReader::read(const JsonMember& member, const Path& root) {
  const Path path = root.child(member.key);
  CatalogModel model;
  model.name = member.key;
  model.place = member.key_place;
  model.periods.emplace_back();
  stated_.clear();
  tiered_ = search_ = nullptr;
  mode_.reset();
  cites_ = {};
  inclusive_ = false;
  collect(member, path, model);
  read_kind(mode_, model);
  if (stated_.size() > most_parts) model.cannot = too_many_parts;
  if (model.cannot.empty()) {
    read_prices(path, model);
    model.source = fmt::format("LiteLLM's price list of {}", state_.day());
    if (!cites_.empty()) model.source += fmt::format(", which cites {}", printable(cites_));
  }
  each_(model);
}

void LitellmReader::collect(const JsonMember& member, const Path& path, CatalogModel& model) {
  for (const JsonMember& field : member.value.members) collect_field(field, path.child(field.key), model);
}

void LitellmReader::collect_field(const JsonMember& field, const Path& path, CatalogModel& model) {
  const LitellmName& name = name_of(field.key);
  const bool is_text = field.value.kind == JsonValue::Kind::string;
  switch (name.field) {
    case price: stated_.push_back({&field, name}); break;
    case context: model.context = state_.tokens(field.value, path).value_or(0); break;
    case min_cache: model.min_cache = state_.tokens(field.value, path).value_or(0); break;
    case mode:
      if (field.value.kind == JsonValue::Kind::null) break;  // as if it were not there
      if (state_.expect(field.value, JsonValue::Kind::string, "\"mode\"", path)) mode_ = field.value.text;
      break;
    case provider: inclusive_ = is_text && field.value.text == "xai"; break;
    case source:
      if (is_text) cites_ = field.value.text;
      break;
    case search: search_ = &field; break;
    case tiered_pricing: tiered_ = &field; break;
    case kept: model.periods[0].kept.push_back({field.key, &field.value}); break;
    case ignored: model.ignored.emplace_back(field.key); break;
  }
}

void LitellmReader::read_kind(const std::optional<std::string_view>& mode, CatalogModel& model) {
  if (!mode) {
    model.cannot = "no mode: what the model does is not stated";
    return;
  }
  if (const auto kind = litellm_kind(*mode)) {
    model.kind = *kind;
  } else {
    model.cannot = fmt::format("mode {}: npcost does not simulate it", printable(*mode));
  }
}

void LitellmReader::read_prices(const Path& path, CatalogModel& model) {
  // Standard prices first: what stands for long prompts, and what for service tiers, is judged by them.
  const auto rank = [](const Stated& one) {
    // Of two names for cached audio the right one comes first, whatever the order in the file.
    return (one.name.stem == LitellmStem::misnamed_cached_audio ? 1 : 0) + (one.name.above == 0 ? 0 : 2) +
           (one.name.service.empty() ? 0 : 4);
  };
  std::stable_sort(stated_.begin(), stated_.end(), [&](const Stated& x, const Stated& y) { return rank(x) < rank(y); });
  for (const Stated& one : stated_) read_price(one, path.child(one.member->key), model);
  if (search_ != nullptr) read_search(*search_, path.child(search_->key), model);
  if (tiered_ != nullptr) read_tiered(*tiered_, path.child(tiered_->key), model);
}

/// A voice that is priced by audio tokens is also listed by the second and by the token: the same bill, estimated.
bool LitellmReader::is_second_way_to_pay(const Stated& stated, const CatalogModel& model) const {
  if (model.kind != ModelKind::tts || stated.name.stem == LitellmStem::audio_output) return false;
  const bool output = stated.name.stem == LitellmStem::output_second || stated.name.stem == LitellmStem::output_token;
  return output && std::any_of(stated_.begin(), stated_.end(),
                               [](const Stated& one) { return one.name.stem == LitellmStem::audio_output; });
}

void LitellmReader::read_price(const Stated& stated, const Path& path, CatalogModel& model) {
  const std::optional<LitellmPrice> ours = litellm_price(stated.name.stem, model.kind);
  if (!ours || is_second_way_to_pay(stated, model)) {
    // An embedding puts nothing out, and says so with a 0.
    const bool nothing =
        stated.member->value.kind == JsonValue::Kind::number && exact_decimal(stated.member->value.text)->zero();
    if (!nothing) model.periods[0].kept.push_back({stated.member->key, &stated.member->value});
    return;
  }
  const auto line = state_.price(stated.member->value, ours->slot, ours->scale, stated.member->key, path, model);
  if (line) add(stated, *line, model);
}

/// Where a price belongs; nullptr if what it modifies is not stated: long prompts of nothing, a discount on nothing.
PriceLines* LitellmReader::lines_for(const LitellmName& name, Slot slot, PricePeriod& period) const {
  const bool standard = name.above == 0 && name.service.empty();
  if (standard) return &period.prices;
  if (find_line(period.prices, slot) == nullptr) return nullptr;
  if (name.service.empty()) return &tier_at(period.tiers, name.above, inclusive_);
  if (name.above == 0) return &service_tier(period, name.service).prices;
  ServiceTierPrices* service = find_service(period, name.service);
  if (service == nullptr || !has_tier(period.tiers, name.above)) return nullptr;
  return &tier_at(service->tiers, name.above, inclusive_);
}

void LitellmReader::add(const Stated& stated, const PriceLine& line, CatalogModel& model) {
  PricePeriod& period = model.periods[0];
  PriceLines* lines = lines_for(stated.name, line.slot, period);
  const PriceLine* before = lines == nullptr ? nullptr : find_line(*lines, line.slot);
  if (lines != nullptr && before == nullptr) {
    add_line(*lines, line);
    if (stated.name.stem == LitellmStem::misnamed_cached_audio)
      model.changed.push_back(
          fmt::format("{} of a realtime model: taken as the price of cached audio", stated.member->key));
    if (lines == &period.prices && line.slot == Slot::cache_write) {
      period.cache_write_field = {stated.member->key, &stated.member->value};
    }
  } else if (lines == nullptr || *before != line) {
    // Of two prices for one thing ("cache hit" and "cache read") the one that stands first is billed.
    period.kept.push_back({stated.member->key, &stated.member->value});
  }
}

/// [{"range": [0, 32000], prices}, {"range": [32000, 128000], prices}]: the first row is the base, the others are tiers.
void LitellmReader::read_tiered(const JsonMember& member, const Path& path, CatalogModel& model) {
  if (!state_.expect(member.value, JsonValue::Kind::array, "\"tiered_pricing\"", path)) return;
  if (member.value.items.size() > most_parts) model.cannot = too_many_parts;
  if (!model.cannot.empty()) return;
  PricePeriod& period = model.periods[0];
  const PriceLines flat = std::exchange(period.prices, {});
  std::uint64_t from = 0;
  for (const JsonValue& row : member.value.items) {
    if (!state_.expect(row, JsonValue::Kind::object, "a row of \"tiered_pricing\"", path)) return;
    PriceLines lines;
    read_row(row, lines, path, model);
    const std::uint64_t to = read_range(row, from, path, model);
    if (to == 0) return;
    if (from == 0) {
      period.prices = std::move(lines);
    } else {
      tier_at(period.tiers, from, inclusive_) = std::move(lines);
    }
    from = to;
  }
  if (!flat.empty() && flat != period.prices)
    model.cannot = "flat prices beside tiered_pricing that say something else";
}

/// The end of a row's range; 0 after a fault or if the row does not continue the one before it.
std::uint64_t LitellmReader::read_range(const JsonValue& row, std::uint64_t expected, const Path& path,
                                        CatalogModel& model) {
  const JsonMember* range = row.find("range");
  if (range == nullptr || range->value.kind != JsonValue::Kind::array || range->value.items.size() != 2) {
    state_.error("E242", row, path, "a row of \"tiered_pricing\" must have a \"range\" of two numbers");
    return 0;
  }
  const std::uint64_t from = state_.tokens(range->value.items[0], path).value_or(0);
  const std::uint64_t to = state_.tokens(range->value.items[1], path).value_or(0);
  if (from == expected && to > from) return to;
  model.cannot = "ranges of tiered_pricing with a gap or an overlap";
  return 0;
}

void LitellmReader::read_row(const JsonValue& row, PriceLines& lines, const Path& path, CatalogModel& model) {
  for (const JsonMember& field : row.members) {
    if (field.key == "range") continue;
    const LitellmName& name = name_of(field.key);
    const bool standard = name.field == price && name.above == 0 && name.service.empty();
    const std::optional<LitellmPrice> ours = standard ? litellm_price(name.stem, model.kind) : std::nullopt;
    if (!ours) {
      if (tiered_ != nullptr) model.periods[0].kept.push_back({tiered_->key, &tiered_->value});
      tiered_ = nullptr;  // kept once, whole
      continue;
    }
    const auto line = state_.price(field.value, ours->slot, ours->scale, field.key, path.child(field.key), model);
    if (line && find_line(lines, line->slot) == nullptr) add_line(lines, *line);
  }
}

/// The price of a search by how much context it brings: one price if all three agree, else the middle one.
void LitellmReader::read_search(const JsonMember& member, const Path& path, CatalogModel& model) {
  if (!state_.expect(member.value, JsonValue::Kind::object, "\"search_context_cost_per_query\"", path)) return;
  PricePeriod& period = model.periods[0];
  const JsonMember* medium = member.value.find("search_context_size_medium");
  if (medium == nullptr || !fits_kind(Slot::web_search, model.kind)) {
    period.kept.push_back({member.key, &member.value});
    return;
  }
  bool differ = false;
  for (const JsonMember& size : member.value.members) {
    const auto line = state_.price(size.value, Slot::web_search, {PriceUnit::thousand_searches, 3, 1}, member.key,
                                   path.child(size.key), model);
    if (&size == medium && line) add_line(period.prices, *line);
    differ = differ || size.value.text != medium->value.text;
  }
  if (!differ) return;
  model.changed.emplace_back("searches priced by their size: the medium one is billed");
  period.kept.push_back({member.key, &member.value});
}

}  // namespace

void read_litellm(const JsonValue& root, ImportState& state, const EachModel& each) {
  const Path top;
  LitellmReader reader(state, each);
  for (const JsonMember& member : root.members) {
    if (member.key == "sample_spec" || member.value.kind != JsonValue::Kind::object) {
      state.other.push_back(member.key);
      continue;
    }
    reader.read(member, top);
  }
}

}  // namespace npcost::catalogs
