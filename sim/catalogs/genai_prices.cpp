// genai-prices: a list of providers with models; USD per million tokens ("input_mtok"), thousand requests, hour of audio.
//
// Source    pydantic/genai-prices, data.json (npm 0.1.8, 2026-09). A price is a number or {base, tiers: [{start, price}]}; a tier
//           holds for prompts of MORE than `start` tokens. "prices" may be a list of entries with constraints, of which the last
//           one that holds wins: start_date (midnight UTC), start_time ≤ time < end_time.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "sim/base/calendar.h"
#include "sim/catalogs/formats.h"

namespace npcost::catalogs {
namespace {

struct UnitField {
  std::string_view name;
  Slot slot;
  Scale scale;
};
constexpr Scale per_million{PriceUnit::million_tokens, 0, 1};
constexpr std::array<UnitField, 19> unit_fields = {{
    {"input_mtok", Slot::input, per_million},
    {"cache_read_mtok", Slot::cached_input, per_million},
    {"cache_write_mtok", Slot::cache_write, per_million},
    {"cache_write_1h_mtok", Slot::cache_write_1h, per_million},
    {"output_mtok", Slot::output, per_million},
    {"output_reasoning_mtok", Slot::reasoning, per_million},
    {"output_citation_mtok", Slot::citations, per_million},
    {"input_audio_mtok", Slot::audio_input, per_million},
    {"cache_audio_read_mtok", Slot::cached_audio, per_million},
    {"output_audio_mtok", Slot::audio_output, per_million},
    {"input_image_mtok", Slot::image_input, per_million},
    {"cache_image_read_mtok", Slot::cached_image, per_million},
    {"output_image_mtok", Slot::image_output, per_million},
    {"input_video_mtok", Slot::video_input, per_million},
    {"audio_hours", Slot::price, {PriceUnit::hour, 0, 1}},
    {"input_audio_hours", Slot::price, {PriceUnit::hour, 0, 1}},
    {"requests_kcount", Slot::per_request, {PriceUnit::request, -3, 1}},
    {"input_text_messages_kcount", Slot::text_message, {PriceUnit::thousand_messages, 0, 1}},
    {"web_searches_kcount", Slot::web_search, {PriceUnit::thousand_searches, 0, 1}},
}};

const UnitField* find_unit(std::string_view name, ModelKind kind) {
  const auto found =
      std::find_if(unit_fields.begin(), unit_fields.end(), [&](const UnitField& one) { return one.name == name; });
  return found == unit_fields.end() || !fits_kind(found->slot, kind) ? nullptr : &*found;
}

constexpr std::size_t most_hours = 24;  // what one entry of a schedule holds

/// One member of the list "prices"; without a list there is one, and it always holds.
struct Entry {
  std::string date, hours;  ///< at most one of them
  PricePeriod prices;
};

/// "00:30:00Z" → "00:30"; nothing unless it is a whole minute of UTC.
std::optional<std::string> minute_of(std::string_view text) {
  const auto digit = [&](std::size_t at, char most) { return text[at] >= '0' && text[at] <= most; };
  const bool shape = text.size() >= 6 && digit(0, '2') && digit(1, text[0] == '2' ? '3' : '9') && text[2] == ':' &&
                     digit(3, '5') && digit(4, '9');
  if (!shape || (text.substr(5) != "Z" && text.substr(5) != ":00Z")) return std::nullopt;
  return std::string(text.substr(0, 5));
}

/// Audio by the hour: with text messages it is a session that listens and speaks, without tokens it is a transcription.
ModelKind kind_of(std::string_view id, const JsonValue& prices) {
  const auto any = [&](std::string_view unit) {
    if (prices.kind == JsonValue::Kind::object) return prices.find(unit) != nullptr;
    return std::any_of(prices.items.begin(), prices.items.end(), [&](const JsonValue& entry) {
      const JsonMember* inner = entry.find("prices");
      return inner != nullptr && inner->value.find(unit) != nullptr;
    });
  };
  const bool hours = any("audio_hours") || any("input_audio_hours");
  if (hours && any("input_text_messages_kcount")) return ModelKind::realtime;
  if (hours && !any("input_mtok") && !any("output_mtok")) return ModelKind::stt;
  return kind_from_name(id);
}

class GenaiReader {
 public:
  GenaiReader(ImportState& state, const EachModel& each) : state_(state), each_(each) {}
  void read(std::string_view provider, const JsonValue& object, const Path& path);

 private:
  void read_entry(const JsonValue& object, const Path& path, CatalogModel& model);
  bool read_constraint(const JsonValue& constraint, Entry& entry, const Path& path, CatalogModel& model);
  void read_units(const JsonValue& object, PricePeriod& prices, const Path& path, CatalogModel& model);
  void read_unit(const JsonMember& member, const UnitField& unit, PricePeriod& prices, const Path& path,
                 CatalogModel& model);
  void compose(CatalogModel& model);
  void compose_period(const std::string& from, CatalogModel& model);

  ImportState& state_;
  const EachModel& each_;
  std::vector<Entry> entries_;  // of the model being read
};

void GenaiReader::read(std::string_view provider, const JsonValue& object, const Path& path) {
  if (!state_.expect(object, JsonValue::Kind::object, "a model", path)) return;
  const JsonMember* id = object.find("id");
  const JsonMember* prices = object.find("prices");
  if (id == nullptr || prices == nullptr) {
    state_.error("E242", object, path, "a model must have an \"id\" and \"prices\"");
    return;
  }
  if (!state_.expect(id->value, JsonValue::Kind::string, "\"id\"", path.child("id"))) return;
  CatalogModel model;
  model.name = fmt::format("{}/{}", provider, id->value.text);
  model.place = id->value.place;
  model.kind = kind_of(id->value.text, prices->value);
  model.source = fmt::format("genai-prices as of {}", state_.day());
  for (const JsonMember& field : object.members) {
    if (field.key == "context_window") {
      model.context = state_.tokens(field.value, path.child(field.key)).value_or(0);
    } else if (&field != id && &field != prices) {
      model.ignored.emplace_back(field.key);
    }
  }
  entries_.clear();
  const Path at = path.child("prices");
  if (prices->value.kind == JsonValue::Kind::array) {
    for (const JsonValue& entry : prices->value.items) read_entry(entry, at, model);
  } else if (state_.expect(prices->value, JsonValue::Kind::object, "\"prices\"", at)) {
    read_units(prices->value, entries_.emplace_back().prices, at, model);
  }
  compose(model);
  each_(model);
}

void GenaiReader::read_entry(const JsonValue& object, const Path& path, CatalogModel& model) {
  if (!state_.expect(object, JsonValue::Kind::object, "an entry of \"prices\"", path)) return;
  const JsonMember* prices = object.find("prices");
  if (prices == nullptr) {
    state_.error("E242", object, path, "an entry of \"prices\" must have \"prices\"");
    return;
  }
  if (!state_.expect(prices->value, JsonValue::Kind::object, "\"prices\"", path)) return;
  Entry entry;
  const JsonMember* constraint = object.find("constraint");
  if (constraint != nullptr && constraint->value.kind != JsonValue::Kind::null &&
      !read_constraint(constraint->value, entry, path.child("constraint"), model)) {
    return;
  }
  read_units(prices->value, entry.prices, path.child("prices"), model);
  entries_.push_back(std::move(entry));
}

bool GenaiReader::read_constraint(const JsonValue& constraint, Entry& entry, const Path& path, CatalogModel& model) {
  if (!state_.expect(constraint, JsonValue::Kind::object, "\"constraint\"", path)) return false;
  const JsonMember* date = constraint.find("start_date");
  const JsonMember* start = constraint.find("start_time");
  const JsonMember* end = constraint.find("end_time");
  if (date != nullptr && start == nullptr && end == nullptr) {
    entry.date = date->value.text;
    if (entry.date.size() == 10 && parse_local_time(entry.date)) return true;
    state_.error("E242", date->value, path.child("start_date"), "\"start_date\" must be a date",
                 "write for example \"2025-06-10\"");
    return false;
  }
  if (date != nullptr || start == nullptr || end == nullptr) {
    model.cannot = "a constraint that is neither a date nor hours of the day";
    return false;
  }
  const auto from = minute_of(start->value.text), to = minute_of(end->value.text);
  if (!from || !to || *from >= *to) {
    model.cannot = "hours that are no whole minutes of UTC, or that end before they begin";
    return false;
  }
  entry.hours = *from + ".." + *to;
  return true;
}

void GenaiReader::read_units(const JsonValue& object, PricePeriod& prices, const Path& path, CatalogModel& model) {
  const JsonMember* hours = object.find("audio_hours");
  for (const JsonMember& member : object.members) {
    const UnitField* unit = find_unit(member.key, model.kind);
    // Audio that goes in is a part of all audio: a second statement of the same price, unless it differs.
    if (unit != nullptr && unit->name == "input_audio_hours" && hours != nullptr) {
      if (hours->value.text == member.value.text) continue;
      unit = nullptr;
    }
    if (unit == nullptr) {
      prices.kept.push_back({member.key, &member.value});
    } else {
      read_unit(member, *unit, prices, path.child(member.key), model);
    }
  }
  carry_forward(prices.tiers);
}

void GenaiReader::read_unit(const JsonMember& member, const UnitField& unit, PricePeriod& prices, const Path& path,
                            CatalogModel& model) {
  const JsonValue* base = &member.value;
  const JsonMember* tiers = nullptr;
  if (member.value.kind == JsonValue::Kind::object) {
    const JsonMember* inner = member.value.find("base");
    tiers = member.value.find("tiers");
    if (inner == nullptr || tiers == nullptr || tiers->value.kind != JsonValue::Kind::array) {
      state_.error("E242", member.value, path,
                   "a price must be a number, or an object with \"base\" and a list \"tiers\"");
      return;
    }
    base = &inner->value;
  }
  const auto line = state_.price(*base, unit.slot, unit.scale, member.key, path, model);
  if (line) add_line(prices.prices, *line);
  if (line && unit.slot == Slot::cache_write) prices.cache_write_field = {member.key, &member.value};
  if (tiers == nullptr) return;
  if (tiers->value.items.size() > most_parts) {
    model.cannot = too_many_parts;
    return;
  }
  std::set<std::uint64_t> starts;
  for (const JsonValue& tier : tiers->value.items) {
    const JsonMember* start = tier.find("start");
    const JsonMember* price = tier.find("price");
    if (start == nullptr || price == nullptr) {
      state_.error("E242", tier, path.child("tiers"), "a tier must have a \"start\" and a \"price\"");
      return;
    }
    const auto above = state_.threshold(start->value, path.child("start"), model);
    if (above && !starts.insert(*above).second) return state_.two_tiers(tier, path.child("tiers"), *above);
    const auto dearer = state_.price(price->value, unit.slot, unit.scale, member.key, path.child("price"), model);
    if (above && dearer) add_line(tier_at(prices.tiers, *above, false), *dearer);
  }
}

void GenaiReader::compose(CatalogModel& model) {
  if (entries_.size() > most_parts) model.cannot = too_many_parts;
  if (!model.cannot.empty()) return;
  std::set<std::string> dates = {""};
  for (const Entry& entry : entries_) dates.insert(entry.date);
  for (const std::string& from : dates) compose_period(from, model);
  if (model.periods.empty()) model.periods.emplace_back();
}

/// What holds from a date on: the last entry that is not bound to hours, and the hours that come after it in the list.
void GenaiReader::compose_period(const std::string& from, CatalogModel& model) {
  std::size_t winner = entries_.size();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].hours.empty() && entries_[i].date <= from) winner = i;
  }
  if (winner == entries_.size()) {
    const auto by_hours = [](const Entry& entry) { return !entry.hours.empty(); };
    if (std::any_of(entries_.begin(), entries_.end(), by_hours)) model.cannot = "prices for some hours only";
    return;
  }
  PricePeriod& period = period_from(model, from);
  period = entries_[winner].prices;
  period.from = from;
  for (std::size_t i = winner + 1; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (entry.hours.empty()) continue;
    if (!entry.prices.tiers.empty() || !period.tiers.empty()) model.cannot = "hours of the day beside tiers of length";
    if (entry.prices.prices.size() < period.prices.size()) {
      model.changed.emplace_back("hours that leave out a price: it is billed as in the other hours");
    }
    const bool goes_on = !period.schedule.empty() && period.schedule.back().hours.size() < most_hours &&
                         period.schedule.back().prices == entry.prices.prices;
    if (goes_on) {
      period.schedule.back().hours.push_back(entry.hours);
    } else {
      period.schedule.push_back({{entry.hours}, entry.prices.prices});
    }
  }
}

}  // namespace

void read_genai_prices(const JsonValue& root, ImportState& state, const EachModel& each) {
  const Path top;
  GenaiReader reader(state, each);
  for (std::size_t i = 0; i < root.items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Path path = top.child(index);
    const JsonValue& provider = root.items[i];
    const JsonMember* id = provider.find("id");
    const JsonMember* models = provider.find("models");
    if (id == nullptr || id->value.kind != JsonValue::Kind::string || models == nullptr ||
        models->value.kind != JsonValue::Kind::array) {
      state.error("E242", provider, path, "a provider must have an \"id\" and a list of \"models\"");
      continue;
    }
    const Path inner = path.child("models");
    for (std::size_t k = 0; k < models->value.items.size(); ++k) {
      const std::string number = std::to_string(k);
      reader.read(id->value.text, models->value.items[k], inner.child(number));
    }
  }
}

}  // namespace npcost::catalogs
