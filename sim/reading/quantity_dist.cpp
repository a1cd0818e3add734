// {"dist": FAMILY, …}: families with roles, and the three that are given whole (empirical, discrete, mixture).

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "sim/reading/quantity_spread.h"
#include "sim/reading/quantity_units.h"

namespace npcost {
namespace {

constexpr std::array all_families = {
    Family::constant,  Family::uniform,     Family::triangular, Family::pert,     Family::normal,
    Family::lognormal, Family::gamma,       Family::beta,       Family::poisson,  Family::negative_binomial,
    Family::geometric, Family::exponential, Family::empirical,  Family::discrete, Family::mixture};
constexpr std::array all_roles = {Role::value, Role::mean, Role::sd,   Role::median, Role::p5,
                                  Role::p10,   Role::p25,  Role::p75,  Role::p90,    Role::p95,
                                  Role::low,   Role::mode, Role::high, Role::shape};

std::optional<Role> role_from_name(std::string_view name) {
  const auto found = std::find_if(all_roles.begin(), all_roles.end(), [&](Role r) { return role_name(r) == name; });
  return found == all_roles.end() ? std::nullopt : std::optional(*found);
}

std::optional<Family> read_family(const Field& object) {
  const Field name = object.child(*object.value.find("dist"));
  if (!name.is_text()) {
    name.error("E208", fmt::format("\"dist\" must be the name of a family, found {}", name.found()));
    return std::nullopt;
  }
  if (const auto family = family_from_name(name.value.text)) return family;
  std::vector<std::string> names;
  for (const Family family : all_families) names.emplace_back(family_name(family));
  const std::string near = did_you_mean(name.value.text, names);
  name.error(
      "E213", fmt::format("no distribution is called {}", name.found()),
      near.empty() ? fmt::format("families: {}", fmt::join(names, ", ")) : fmt::format("did you mean \"{}\"?", near),
      near.empty() ? "" : quote(near));
  return std::nullopt;
}

/// A role's value: a constant, or {"uncertain": …}.
std::optional<Unknown> read_role(const Field& field, Role role, Dimension dimension, bool unknowns_allowed) {
  const Dimension own = role == Role::shape ? Dimension::number : dimension;
  if (field.is_object() && field.value.find("uncertain") != nullptr) {
    const auto notes = read_notes(field, {"uncertain"});
    auto unknown = read_uncertain(field, field.pointer, own);
    if (!notes || !unknown) return std::nullopt;
    if (!unknowns_allowed && !unknown->known()) {
      field.error("E212", "this whole value is already one that nobody knows, so its parts cannot be unknown too",
                  "write a number here");
      return std::nullopt;
    }
    return unknown;
  }
  const auto quantity = read_quantity(field, own);
  if (!quantity) return std::nullopt;
  if (!quantity->constant()) {
    field.error("E218", fmt::format("one value is needed here, found the range {}", field.found()),
                fmt::format("if nobody knows it, write {{\"uncertain\": {}}}", quote(field.value.text)));
    return std::nullopt;
  }
  return Unknown{Distribution::constant(quantity->low), ""};
}

/// Every combination of the unknown roles' 5 % and 95 % points, and their medians, must be possible.
bool is_possible(const Field& object, const Spread& spread) {
  std::vector<std::size_t> unknown;
  std::vector<RoleValue> values;
  for (std::size_t i = 0; i < spread.roles.size(); ++i) {
    const UnknownRole& role = spread.roles[i];
    if (!role.value.known()) unknown.push_back(i);
    values.push_back({role.role, role.value.known() ? role.value.of.mean() : role.value.of.quantile(0.5)});
  }
  std::string why;
  const auto refuse = [&](std::string_view when) {
    object.error("E212", fmt::format("{}{}", why, when), "", "");
    return false;
  };
  if (!Distribution::make(spread.family, values, &why)) return refuse("");
  if (unknown.size() > 8) {
    why = "at most 8 parts of one distribution may be unknown";
    return refuse("");
  }
  for (std::size_t corner = 0; corner < (std::size_t{1} << unknown.size()) && !unknown.empty(); ++corner) {
    for (std::size_t i = 0; i < unknown.size(); ++i) {
      const double p = (corner >> i) % 2 == 0 ? 0.05 : 0.95;
      values[unknown[i]].value = spread.roles[unknown[i]].value.of.quantile(p);
    }
    if (!Distribution::make(spread.family, values, &why)) {
      return refuse(" (at the ends of its \"uncertain\" intervals)");
    }
  }
  return true;
}

/// "values" of empirical and discrete.
std::optional<std::vector<double>> read_values(const Field& object, Dimension dimension) {
  const JsonMember* member = object.value.find("values");
  if (member == nullptr || member->value.kind != JsonValue::Kind::array || member->value.items.empty()) {
    object.error("E212", "\"values\" must be a list of at least one value");
    return std::nullopt;
  }
  std::vector<double> values;
  bool fine = true;
  for (std::size_t i = 0; i < member->value.items.size(); ++i) {
    const Field item{member->value.items[i], fmt::format("{}/values/{}", object.pointer, i), object.diagnostics};
    const auto value = read_constant(item, dimension);
    fine = fine && value.has_value();
    values.push_back(value.value_or(0));
  }
  return fine ? std::optional(values) : std::nullopt;
}

/// "weights", one for each of `count`; all equal if absent and not required.
std::optional<std::vector<double>> read_weights(const Field& object, std::size_t count, bool required) {
  const JsonMember* member = object.value.find("weights");
  if (member == nullptr && !required) return std::vector<double>(count, 1.0);
  if (member == nullptr || member->value.kind != JsonValue::Kind::array || member->value.items.size() != count) {
    object.error("E212", fmt::format("\"weights\" must be a list of {} numbers, one for each value", count));
    return std::nullopt;
  }
  std::vector<double> weights;
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Field item{member->value.items[i], fmt::format("{}/weights/{}", object.pointer, i), object.diagnostics};
    const auto weight = read_constant(item, Dimension::number);
    if (!weight) return std::nullopt;
    weights.push_back(*weight);
    sum += *weight;
  }
  if (sum > 0) return weights;
  object.child(*member).error("E212", "all weights are 0, so nothing could ever be drawn");
  return std::nullopt;
}

std::optional<Distribution> read_mixture(const Field& object, Dimension dimension) {
  const JsonMember* member = object.value.find("of");
  if (member == nullptr || member->value.kind != JsonValue::Kind::array || member->value.items.empty()) {
    object.error("E212", "\"of\" must be a list of at least one value or distribution");
    return std::nullopt;
  }
  const auto weights = read_weights(object, member->value.items.size(), false);
  std::vector<Distribution> parts;
  bool fine = weights.has_value();
  for (std::size_t i = 0; i < member->value.items.size(); ++i) {
    const std::string pointer = fmt::format("{}/of/{}", object.pointer, i);
    const auto part = read_spread(member->value.items[i], pointer, dimension, Level::turn, object.diagnostics);
    if (!part) {
      fine = false;
    } else if (part->has_unknown()) {
      object.diagnostics.error("E212", member->value.items[i].place, pointer, "a part of a mixture cannot be unknown");
      fine = false;
    } else {
      parts.push_back(as_distribution(*part));
    }
  }
  if (!fine) return std::nullopt;
  return Distribution::mixture(std::move(parts), *weights);
}

std::optional<Distribution> read_fixed(const Field& object, Family family, Dimension dimension) {
  if (family == Family::mixture) return read_mixture(object, dimension);
  auto values = read_values(object, dimension);
  if (!values) return std::nullopt;
  if (family == Family::empirical) return Distribution::empirical(std::move(*values));
  const std::size_t count = values->size();
  auto weights = read_weights(object, count, true);
  if (!weights) return std::nullopt;
  return Distribution::discrete(std::move(*values), std::move(*weights));
}

/// A key that is no role, clamp, note or list of this family.
bool known_key(const Field& object, const JsonMember& member, Family family) {
  static constexpr std::array<std::string_view, 7> always = {"dist",   "min",   "max",       "why",
                                                             "source", "as_of", "provenance"};
  const std::string_view key = member.key;
  if (key.starts_with("x-") || std::find(always.begin(), always.end(), key) != always.end()) return true;
  const bool listed = family == Family::empirical || family == Family::discrete;
  if (key == "values" && listed) return true;
  if (key == "weights" && (family == Family::discrete || family == Family::mixture)) return true;
  if (key == "of" && family == Family::mixture) return true;
  if (role_from_name(key) && !listed && family != Family::mixture) return true;
  std::vector<std::string> names(always.begin(), always.end());
  for (const Role role : all_roles) names.emplace_back(role_name(role));
  for (const char* list : {"values", "weights", "of"}) names.emplace_back(list);
  const std::string near = did_you_mean(key, names);
  object.diagnostics
      .error(
          "E213", member.key_place, object.child(member).pointer,
          fmt::format("\"{}\" says nothing about a {} distribution", printable(key.substr(0, 80)), family_name(family)),
          near.empty() || near == key ? "" : fmt::format("did you mean \"{}\"?", near))
      .replace = near.empty() || near == key ? "" : quote(near);
  return false;
}

bool read_clamps(const Field& object, Dimension dimension, Spread& spread) {
  bool fine = true;
  for (auto [key, into] : {std::pair{"min", &spread.min}, std::pair{"max", &spread.max}}) {
    const JsonMember* member = object.value.find(key);
    if (member == nullptr) continue;
    *into = read_constant(object.child(*member), dimension);
    fine = fine && into->has_value();
  }
  if (fine && spread.min && spread.max && *spread.min > *spread.max) {
    object.child(*object.value.find("max")).error("E209", "\"max\" lies below \"min\"");
    fine = false;
  }
  return fine;
}

}  // namespace

void add_natural_clamps(Spread& spread) {
  const bool may_be_negative = spread.family == Family::normal;
  if (may_be_negative && !spread.min) spread.min = 0;
  const bool bounded = spread.family == Family::beta || spread.family == Family::constant;
  if (spread.dimension == Dimension::ratio && !bounded && !spread.max) spread.max = 1;
}

std::optional<Spread> read_dist(const Field& object, Dimension dimension, bool unknowns_allowed) {
  for (const char* key : {"from", "column"}) {
    if (const JsonMember* member = object.value.find(key)) {
      object.child(*member).error("E217", "reading a column of a file is not available in this version",
                                  "write the numbers themselves: \"values\": [...]");
      return std::nullopt;
    }
  }
  const auto family = read_family(object);
  if (!family) return std::nullopt;
  Spread spread;
  spread.family = *family;
  spread.dimension = dimension;
  bool fine = read_clamps(object, dimension, spread);
  for (const JsonMember& member : object.value.members) {
    if (!known_key(object, member, *family)) {
      fine = false;
      continue;
    }
    const auto role = role_from_name(member.key);
    if (!role) continue;
    auto value = read_role(object.child(member), *role, dimension, unknowns_allowed);
    fine = fine && value.has_value();
    if (value) spread.roles.push_back({*role, std::move(*value)});
  }
  const bool whole = *family == Family::empirical || *family == Family::discrete || *family == Family::mixture;
  if (whole) {
    spread.fixed = read_fixed(object, *family, dimension);
    fine = fine && spread.fixed.has_value();
  }
  const auto notes = read_only_notes(object);
  if (!fine || !notes || (!whole && !is_possible(object, spread))) return std::nullopt;
  spread.why = notes->why, spread.source = notes->source;
  spread.as_of = notes->as_of, spread.provenance = notes->provenance;
  add_natural_clamps(spread);
  spread.place = object.value.place;
  spread.pointer = object.pointer;
  return spread;
}

}  // namespace npcost
