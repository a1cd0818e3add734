// Where stages run: an API, the player's device, or the device where it can.
#include <fmt/format.h>

#include "sim/prices/price_kinds.h"
#include "sim/scenario/decoding/decode_stage.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

/// What a serving comes to. `device` is the entry that says what devices can.
struct Served {
  bool simulated = true, by_api = true;
  const JsonMember* device = nullptr;
};

const JsonMember* serving_named(const Decoding& decoding, const std::string& name) {
  return entry_named(decoding.root, "serving", name);
}

std::string kind_of(const Decoding& decoding, const JsonMember* entry) {
  const std::string kind = entry == nullptr ? std::string() : Fields(decoding, entry->value, "serving", "").text("kind");
  return kind.empty() ? "api" : kind;
}

/// A device and then an API for the others; nothing else is simulated.
Served served_by_routes(const Decoding& decoding, const JsonMember& hybrid) {
  const Served other{.simulated = false, .by_api = false};
  const JsonValue* routes = Fields(decoding, hybrid.value, "serving", "").find("routes");
  if (routes == nullptr || routes->items.size() != 2) return other;
  const Fields first(decoding, routes->items[0], "route", ""), second(decoding, routes->items[1], "route", "");
  const JsonMember* device = serving_named(decoding, first.text("to"));
  const std::string when = first.text("when"), then = second.text("when");
  const bool first_fits = kind_of(decoding, device) == "on_device" && (when.empty() || when == "device_capable");
  const bool second_fits = kind_of(decoding, serving_named(decoding, second.text("to"))) == "api" &&
                           (then.empty() || then == "fallback" || then == "always");
  const bool shared = first.find("share") != nullptr || second.find("share") != nullptr;
  return first_fits && second_fits && !shared ? Served{.device = device} : other;
}

Served served(const Decoding& decoding, const Fields& step) {
  const JsonMember* entry = serving_named(decoding, step.text("serving"));
  const std::string kind = kind_of(decoding, entry);
  if (kind == "api") return {};
  if (kind == "on_device") return {.by_api = false, .device = entry};
  if (kind == "hybrid") return served_by_routes(decoding, *entry);
  return {.simulated = false, .by_api = false};
}

/// For which kind a key of a serving means something; "" for all.
std::string_view kind_that_has(std::string_view key) {
  if (key == "extends" || key == "kind") return "";
  if (key == "device_share" || key == "model") return "on_device";
  return key == "routes" ? "hybrid" : "fleet";
}

}  // namespace

void check_serving(Decoding& decoding) {
  for (const JsonMember* entry : entries_of(section(decoding.root, "serving"))) {
    const Fields fields(decoding, entry->value, "serving", child_pointer("/serving", entry->key));
    const std::string kind = fields.text("kind");
    if (kind.empty()) continue;
    for (const Key& key : object_type("serving")->keys) {
      const std::string_view needed = kind_that_has(key.name);
      if (needed.empty() || needed == kind || fields.find(key.name) == nullptr) continue;
      decoding.diagnostics.error("E109", fields.place(key.name), fields.at(key.name),
                                 fmt::format("\"{}\" means nothing for serving of kind \"{}\"", key.name, printable(kind)),
                                 fmt::format("remove it, or write \"kind\": \"{}\"", needed));
    }
    if (kind == "hybrid" && fields.find("routes") == nullptr) {
      decoding.diagnostics.error("E109", fields.place("kind"), fields.pointer(), "serving of kind \"hybrid\" needs \"routes\"",
                                 fmt::format("add \"routes\": {}", object_type("serving")->find("routes")->example));
    }
  }
}

bool is_called_by_api(const Decoding& decoding, const Fields& step) { return served(decoding, step).by_api; }

std::optional<Placement> decode_placement(Decoding& decoding, const Fields& step, ModelKind kind, bool used) {
  const Served by = served(decoding, step);
  if (!by.simulated) {
    const std::string named = kind_of(decoding, serving_named(decoding, step.text("serving")));
    if (used) {
      refuse_to_simulate(step.place("serving"), step.at("serving"),
                         named == "hybrid" ? "serving of kind \"hybrid\" other than one device and then one API"
                                           : fmt::format("serving of kind \"{}\"", printable(named)),
                         decoding.not_simulated, decoding.diagnostics);
    }
    return std::nullopt;
  }
  Placement placement;
  placement.on_device = by.device != nullptr;
  placement.by_api = by.by_api;
  if (by.device == nullptr) return placement;
  const Fields device(decoding, by.device->value, "serving", child_pointer("/serving", by.device->key));
  placement.device_share = device.maybe_spread("device_share");
  placement.device_model = index_of(decoding.models, device.text("model"));
  if (!placement.device_model) return placement;
  if (decoding.unread_models.contains(*placement.device_model)) return std::nullopt;
  const PriceCard& card = decoding.scenario.book.cards[*placement.device_model];
  if (card.kind == kind) return placement;
  decoding.diagnostics.error(
      "E303", step.place("serving"), step.at("serving"),
      fmt::format("this stage's model is of kind {}, but the device has the speed of \"{}\", which is of kind {}",
                  price_reading::model_kind_name(kind), printable(card.name), price_reading::model_kind_name(card.kind)),
      "name a model of the same kind in the serving, or give this stage a serving of its own");
  return std::nullopt;
}

}  // namespace npcost
