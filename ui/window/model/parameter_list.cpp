#include "ui/window/model/parameter_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/keys/key_table.h"
#include "ui/window/model/notation.h"
#include "ui/window/model/slider_range.h"

namespace npcost::window {
namespace {

/// Where the walk is: what the parameters there are grouped and labelled by.
struct Here {
  std::string pointer, group, label;
  Parameter::Kind kind = Parameter::Kind::behaviour;
};

bool can_be_turned(const Key& key) {
  switch (key.type) {
    case KeyType::quantity:
    case KeyType::price:
    case KeyType::money:
    case KeyType::ratio:
    case KeyType::whole:
    case KeyType::duration:
    case KeyType::speech_rate:
    case KeyType::signed_number:
    case KeyType::limit:
    case KeyType::allowance: return key.is_simulated && key.name != "npcost";
    default: return false;
  }
}

std::string words(std::string_view key) {
  std::string text(key);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

/// "NPC innkeeper", "Segment tourists": the singular of a section and the entry's name.
std::string group_of(std::string_view section, const std::string& name) {
  static const std::map<std::string_view, std::string_view> singular = {
      {"models", "Model"},       {"pipelines", "Pipeline"}, {"npcs", "NPC"},        {"segments", "Segment"},
      {"platforms", "Platform"}, {"policies", "Policy"},    {"events", "Event"},    {"ambient", "Ambient"},
      {"serving", "Serving"},    {"budgets", "Budgets"}};
  const auto found = singular.find(section);
  if (section == "budgets") return "Budgets";
  return found == singular.end() ? name : fmt::format("{} {}", found->second, name);
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

class Listing {
 public:
  explicit Listing(const ReadScenario& read) : scenario_(*read.scenario) {
    source_ = {"resolved", read.resolved};
    Diagnostics none;
    root_ = read_json(source_, none);
    for (const Assumption& assumption : scenario_.assumptions) provenance_[assumption.pointer] = assumption.provenance;
  }

  std::vector<ListedParameter> list() {
    object(root_, *object_type("root"), {});
    listed_prices();
    std::stable_sort(found_.begin(), found_.end(), [this](const ListedParameter& a, const ListedParameter& b) {
      return rank(a.shown.group) < rank(b.shown.group);
    });
    return std::move(found_);
  }

 private:
  std::size_t rank(const std::string& group) const {
    return static_cast<std::size_t>(std::find(groups_.begin(), groups_.end(), group) - groups_.begin());
  }

  void object(const JsonValue& value, const ObjectType& type, const Here& here) {
    for (const JsonMember& member : value.members) {
      const Key* key = type.find(member.key);
      if (key == nullptr || !key->is_simulated || member.key == "catalogs" || member.key == "fx") continue;
      Here inner = here;
      inner.pointer = child_pointer(here.pointer, member.key);
      if (key->type == KeyType::object || (key->type == KeyType::preset && member.value.kind == JsonValue::Kind::object)) {
        enter(inner, member.key);
        object(member.value, *object_type(key->of), inner);
      } else if (key->type == KeyType::map) {
        entries(member, *key, inner);
      } else if (key->type == KeyType::list) {
        items(member, *key, inner);
      } else if (can_be_turned(*key)) {
        add(*key, member.value, inner);
      }
    }
  }

  /// A section of the file is a group; what is deeper is part of the label.
  static void enter(Here& here, const std::string& key) {
    if (here.group.empty()) {
      here.group = capital(words(key));
      if (key == "players" || key == "revenue") here.kind = key == "players" ? Parameter::Kind::people : Parameter::Kind::money;
      if (key == "time") here.kind = Parameter::Kind::time;
      if (key == "experiment") here.kind = Parameter::Kind::experiment;
    } else {
      here.label += words(key) + " · ";
    }
  }

  void entries(const JsonMember& section, const Key& key, const Here& here) {
    for (const JsonMember* entry : entries_of(&section.value)) {
      if (entry->value.kind != JsonValue::Kind::object) continue;
      Here inner = here;
      inner.pointer = child_pointer(here.pointer, entry->key);
      inner.group = group_of(section.key, entry->key);
      inner.label = section.key == "budgets" ? entry->key + " · " : "";
      if (section.key == "segments" || section.key == "platforms") inner.kind = Parameter::Kind::people;
      if (section.key == "budgets") inner.kind = Parameter::Kind::money;
      model_ = section.key == "models" ? entry->key : "";
      object(entry->value, *object_type(key.of), inner);
      model_.clear();
    }
  }

  void items(const JsonMember& list, const Key& key, const Here& here) {
    for (std::size_t i = 0; i < list.value.items.size(); ++i) {
      const JsonValue& item = list.value.items[i];
      if (item.kind != JsonValue::Kind::object) continue;
      Here inner = here;
      inner.pointer = child_pointer(here.pointer, std::to_string(i));
      const std::string does = text_of(item, "do");
      inner.label += does.empty() ? fmt::format("{} {} · ", words(list.key), i + 1) : does + " · ";
      object(item, *object_type(key.of), inner);
    }
  }

  void add(const Key& key, const JsonValue& value, const Here& here) {
    const std::optional<WrittenNumber> number = written_number(value);
    if (!number) return;
    ListedParameter one;
    const JsonMember* inner = value.kind == JsonValue::Kind::object && value.find("dist") == nullptr ? value.find("value") : nullptr;
    one.target = inner == nullptr ? here.pointer : child_pointer(here.pointer, "value");
    one.value = inner == nullptr ? value : inner->value;
    Parameter& shown = one.shown;
    shown.pointer = here.pointer;
    shown.group = here.group.empty() ? "Scenario" : here.group;
    shown.label = here.label + words(key.name);
    shown.kind = here.kind;
    if (key.is_price_key && key.type == KeyType::price) as_price(shown, key.name);
    shown.help = key.help;
    shown.text = plain_text(value);
    finish(one, key, *number);
  }

  void as_price(Parameter& shown, std::string_view key) const {
    shown.group = "Prices";
    shown.label = fmt::format("{} · {}", model_, words(key));
    shown.kind = Parameter::Kind::price;
  }

  void finish(ListedParameter& one, const Key& key, const WrittenNumber& number) {
    Parameter& shown = one.shown;
    shown.sign = number.sign;
    shown.unit = number.unit;
    shown.value = number.middle;
    set_slider(shown, key, number);
    const auto known = provenance_.find(shown.pointer);
    if (known != provenance_.end()) shown.provenance = known->second;
    if (std::find(groups_.begin(), groups_.end(), shown.group) == groups_.end()) {
      shown.group == "Prices" ? void(groups_.insert(groups_.begin(), shown.group)) : groups_.push_back(shown.group);
    }
    found_.push_back(std::move(one));
  }

  /// Prices of a catalog's card, which stand in no file of the scenario: an edit writes them over the card's.
  void listed_prices() {
    const ObjectType& type = *object_type("model");
    for (const Assumption& assumption : scenario_.assumptions) {
      if (!assumption.pointer.starts_with("/models/") || find_pointer(root_, assumption.pointer) != nullptr) continue;
      const std::size_t slash = assumption.pointer.rfind('/');
      const Key* key = type.find(std::string_view(assumption.pointer).substr(slash + 1));
      if (key == nullptr || key->type != KeyType::price) continue;
      ListedParameter one;
      one.value = json_text_value(assumption.value);
      const std::optional<WrittenNumber> number = written_number(one.value);
      if (!number) continue;
      one.target = one.shown.pointer = assumption.pointer;
      for (const PriceCard& card : scenario_.book.cards) {
        if (child_pointer("/models", card.name) == assumption.pointer.substr(0, slash)) model_ = card.name;
      }
      as_price(one.shown, key->name);
      one.shown.help = key->help;
      one.shown.text = assumption.value;
      finish(one, *key, *number);
    }
  }

  const Scenario& scenario_;
  SourceText source_;
  JsonValue root_;
  std::map<std::string, std::string> provenance_;
  std::string model_;                      ///< whose keys are walked
  std::vector<std::string> groups_;        ///< in their order
  std::vector<ListedParameter> found_;
};

}  // namespace

std::vector<ListedParameter> list_parameters(const ReadScenario& read) { return Listing(read).list(); }

std::string text_at(const ListedParameter& parameter, double value) {
  return turned(parameter.value, within_limits(parameter, value), parameter.shown.whole);
}

}  // namespace npcost::window
