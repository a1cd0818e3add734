// What prices would have to do: every price of one model, from today's down to nothing.
#include <fmt/format.h>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/flips/mode_parts.h"

namespace npcost {

void add_price_levers(const ModeParts& parts, std::vector<FlipLever>& levers) {
  for (const std::uint16_t model : parts.models) {
    const std::string& name = parts.scenario.book.cards[model].name;
    const std::string event = child_pointer("/events", free_name(parts.scenario.events, "price of " + name));
    if (!can_be_set(event)) continue;
    const std::string target = compact_json(json_text_value(child_pointer("/models", name), {}));
    FlipLever lever{LeverKind::price, name, {}};
    for (int percent = 98; percent >= 0; percent -= 2) {
      lever.rungs.push_back(
          {fmt::format("{}%", percent),
           {fmt::format(R"({}={{"at": "day 0", "do": "price", "target": {}, "times": {}}})", event, target, percent / 100.0)}});
    }
    add_lever(levers, std::move(lever));
  }
}

}  // namespace npcost
