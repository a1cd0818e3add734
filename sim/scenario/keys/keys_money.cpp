// Keys of money: what the game earns, what is paid whether anybody talks or not, and when NPCs are too dear.
#include "sim/scenario/keys/key_table.h"

namespace npcost {

namespace {

using enum KeyType;

constexpr double year_ms = 366.0 * 86'400'000;

/// What players pay, by model.
std::vector<Key> income_keys() {
  return {
      key_of("model", choice, "none|free_to_play|premium|subscription|pay_per_use", R"("free_to_play")", "How players pay.")
          .by_default(R"("none")"),
      plain_key("price", money, R"("$69.99")",
                "`premium`: average selling price after discounts. `subscription`: per month. `pay_per_use`: per `unit`."),
      plain_key("conversion", ratio, R"("3.5%")", "`free_to_play`: share of monthly players who pay."),
      plain_key("arppu", money, R"("$14")", "`free_to_play`: revenue per payer and month."),
      plain_key("never_launched", ratio, R"("37%")", "`premium`: share of buyers who never start the game and so cost nothing."),
      plain_key("lifetime", duration, R"("35 h")",
                "`premium`: hours that a buyer who starts it plays in his whole life. Without it the run is his life.")
          .between(60'000, 20 * year_ms),
      key_of("unit", choice, "turn|conversation|minute|hour", R"("minute")",
             "`pay_per_use`: what is sold; minutes and hours are those in conversation."),
      plain_key("charged", ratio, R"("80%")",
                "`pay_per_use`: share of the units used that somebody pays for; the others are free. Without it: all."),
      plain_key("breakage", ratio, R"("15%")", "`pay_per_use`: share of the units bought that are never used."),
      plain_key("target_margin", ratio, R"("60%")",
                "Gross margin that is asked for. `subscription`: of the price. `pay_per_use`: of net revenue.")
          .by_default(R"("60%")"),
  };
}

/// What of it reaches the studio, and what of the cost it pays.
std::vector<Key> net_keys() {
  return {
      plain_key("store_fee", ratio, R"("30%")", "Kept by the store.").by_default("0"),
      plain_key("tax", ratio, R"("9%")", "Taxes (and refunds, unless `refunds` says them).").by_default("0"),
      plain_key("refunds", ratio, R"("6%")", "Share of gross that is given back; what was talked until then is paid."),
      plain_key("margin_before", ratio, R"("70%")",
                "Of net revenue, what is left before NPCs cost anything. Without it: all of it."),
      key_of("uplift", object, "uplift", R"({ "retention": "4%" })", "What NPCs add to revenue. Not for `pay_per_use`."),
      key_of("regions", map, "region",
             R"({ "Korea": { "share": "40%", "spending": 1.6 }, "SEA": { "share": "60%", "spending": 0.6, "store_fee": "15%" } })",
             "Parts of the world where players cost the same and pay otherwise; shares add up to 100%."),
      key_of("paid_by", choice, "studio|players|own_key|platform", R"("players")",
             "Who pays what NPCs cost: the studio, players beside what they pay already, players with a key of their own at the provider, "
             "or the platform. Without it: the studio."),
      plain_key("studio_pays", ratio, R"("20%")",
                "Share of the cost that stays with the studio when somebody else pays. Without it: none."),
      plain_key("npc_share", ratio, R"("8%")",
                "Share of net revenue that the studio is ready to spend on NPCs. Without it: the green band's end."),
  };
}

ObjectType revenue_type() {
  ObjectType type{.name = "revenue",
                  .help = "What the game earns; net = gross × (1 − store fee) × (1 − tax) × (1 − refunds) × uplift.",
                  .keys = income_keys(),
                  .is_world = true};
  for (const Key& key : net_keys()) type.keys.push_back(key);
  return type;
}

ObjectType uplift_type() {
  return {.name = "uplift",
          .help = "What NPCs add to revenue: the three multiply. Players behave as the scenario says, with or without it.",
          .keys =
              {
                  plain_key("spending", ratio, R"("3%")", "What a payer spends more."),
                  plain_key("retention", ratio, R"("4%")", "Months that players, or subscribers, stay longer."),
                  plain_key("buyers", ratio, R"("2%")", "How many more pay at all."),
              },
          .is_world = true};
}

ObjectType region_type() {
  return {.name = "region",
          .help = "A part of the world: its players cost what all cost, and pay otherwise.",
          .keys =
              {
                  plain_key("share", ratio, R"("40%")", "Of all players.").required(),
                  quantity_key("spending", Dimension::number, Level::run, "0.6",
                               "Times the scenario's gross revenue per player. Without it: 1.")
                      .between(0, 1000)
                      .known(),
                  plain_key("store_fee", ratio, R"("15%")", "Kept by the store here. Without it: the scenario's."),
                  plain_key("tax", ratio, R"("10%")", "Taxes here. Without it: the scenario's."),
              },
          .is_world = true};
}

ObjectType fixed_cost_type() {
  return {.name = "fixed_cost",
          .help = "Paid whether anybody talks or not: so much every month, or once and written off over a time.",
          .keys =
              {
                  plain_key("amount", money, R"("$5k")", "How much.").required(),
                  key_of("every", choice, "month", R"("month")", "It is paid again every month."),
                  plain_key("over", duration, R"("12 mo")",
                            "It is paid once, and written off evenly over this time (a month of other units is 30 days).")
                      .between(86'400'000, 20 * year_ms),
              },
          .is_world = true};
}

ObjectType viability_type() {
  return {.name = "viability",
          .help = "Bands of cost ÷ net revenue: green up to the first, amber up to the second, red up to the third, black above. Rules of "
                  "thumb of AI companies (ICONIQ, Bessemer); none is published for game NPCs, so they are yours to change.",
          .keys = {
              plain_key("green", ratio, R"("5%")", "Without it: 5%, where public companies that disclose inference are."),
              plain_key("amber", ratio, R"("20%")", "Without it: 20%, revenue ÷ inference of 5."),
              plain_key("red", ratio, R"("33%")", "Without it: 33%, revenue ÷ inference of 3."),
              plain_key("launch_budget", money, R"("$50k")", "What the dearest 30 days may cost altogether."),
          }};
}

}  // namespace

std::vector<ObjectType> money_types() {
  return {revenue_type(), uplift_type(), region_type(), fixed_cost_type(), viability_type()};
}

}  // namespace npcost
