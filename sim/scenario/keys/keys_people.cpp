// Keys of players: who plays, when and how much.
#include "sim/scenario/keys/key_table.h"

namespace npcost {

namespace {

using enum KeyType;

constexpr double day_ms = 86'400'000;
constexpr double longest_run_ms = 20 * 366 * day_ms;

/// A shape that has a name, or is spelt out.
constexpr Key preset_key(std::string_view name, std::string_view type, std::string_view presets, std::string_view example,
                         std::string_view help) {
  return {.name = name, .type = preset, .example = example, .help = help, .of = type, .presets = presets};
}

ObjectType players_type() {
  return {
      .name = "players",
      .help = "Who plays, when and how much. Either so many are there all the time (`active`), or they come and go (`arrivals`).",
      .keys =
          {
              quantity_key("active", Dimension::count, Level::run, R"("1k players")", "Monthly active players.")
                  .between(1, 1e9),
              quantity_key("arrivals", Dimension::frequency, Level::run, R"("2k/d")",
                           "Players who come a day, all through the run; instead of `active`.")
                  .between(1e-3, 1e9),
              preset_key("retention", "retention", "mobile_median|mobile_top_quarter|good_35_15_5|good_40_20_10|pc_55_25_15",
                         R"("good_40_20_10")",
                         "With `arrivals`: share of them who play again on the n-th day after coming. Without it nobody leaves."),
              preset_key("curve", "curve", "launch_spike|aaa_launch|steady", R"("launch_spike")",
                         "How play changes over the run; it moves sessions in time and adds none."),
              key_of("novelty", object, "novelty", R"({ "half_life": "7 d", "floor": "30%" })",
                     "Talk is new at first: conversations become rarer with the time since a player came."),
              plain_key("daily_shape", day_shape, R"("mobile_evening")",
                        "When sessions start: `flat`, `mobile_evening`, `pc_evening`, `console_evening`, `worldwide`, "
                        "or 24 or 168 weights (hours of the day, or of the week from Monday).")
                  .by_default(R"("flat")"),
              key_of("platforms", map, "platform",
                     R"({ "pc": { "share": "60%", "device_capable": "42..58%" }, "phone": { "share": "40%" } })",
                     "What they play on; shares add up to 100%."),
              key_of("segments", map, "segment",
                     R"({ "everyone": { "share": "100%", "turns": "4..12 turns", "npcs": { "innkeeper": 1 } } })",
                     "Groups of players who behave alike; shares add up to 100%.")
                  .required(),
          },
      .is_world = true};
}

ObjectType retention_type() {
  return {.name = "retention",
          .help = "Share of the players who play again on the n-th day after coming: a power law `a·n^b`, or points with one between "
                  "each pair of them.",
          .keys =
              {
                  plain_key("d1", ratio, R"("40%")", "On the first day after."),
                  plain_key("d7", ratio, R"("20%")", "On the seventh."),
                  plain_key("d30", ratio, R"("10%")", "On the thirtieth; the law between the last two points goes on."),
                  quantity_key("a", Dimension::number, Level::run, "0.41", "Of `a·n^b`: the share on the first day.")
                      .between(0, 10)
                      .known(),
                  plain_key("b", signed_number, "-0.405", "Of `a·n^b`: how fast they stay away, not above 0.").between(-10, 0),
              },
          .is_world = true};
}

ObjectType curve_type() {
  return {.name = "curve",
          .help = "Play over the run: `launch` rises to a peak and falls to a floor, `csv` is a table in a file; a preset's name is "
                  "that preset with some values of one's own.",
          .keys =
              {
                  key_of("kind", choice, "launch|launch_spike|aaa_launch|csv", R"("launch")", "Its family.").required(),
                  quantity_key("peak_day", Dimension::number, Level::run, "3", "The day with most play.").between(0, 7400),
                  quantity_key("half_life", Dimension::duration, Level::run, R"("21 d")",
                               "Time after the peak in which half of what is above the floor is lost.")
                      .between(60'000, longest_run_ms),
                  quantity_key("floor", Dimension::ratio, Level::run, R"("12%")", "What stays, as a share of the peak.")
                      .between(0, 1),
                  plain_key("from", text, R"("curves/players.csv")",
                            "csv: the file, relative to this one, inside the project folder; its first line names the columns."),
                  plain_key("column", text, R"("players")", "csv: the column that holds the weights, one a line."),
                  plain_key("step", duration, R"("1 d")", "csv: what one line is about, `1 h` or `1 d`; the last one goes on."),
              },
          .is_world = true};
}

ObjectType novelty_type() {
  return {.name = "novelty",
          .help = "Conversations start with the chance floor + (1 − floor)·2^(−age/half_life).",
          .keys =
              {
                  quantity_key("half_life", Dimension::duration, Level::run, R"("7 d")",
                               "Time in which half of what is above the floor is lost.")
                      .between(60'000, longest_run_ms)
                      .required(),
                  quantity_key("floor", Dimension::ratio, Level::run, R"("30%")", "What stays of the first day's talk.")
                      .between(0, 1)
                      .required(),
              },
          .is_world = true};
}

ObjectType platform_type() {
  return {.name = "platform",
          .help = "What players play on.",
          .keys =
              {
                  plain_key("share", ratio, R"("60%")", "Of all players.").required(),
                  quantity_key("device_capable", Dimension::ratio, Level::run, R"("42..58%")",
                               "Share of these devices that can run a model.")
                      .between(0, 1)
                      .by_default(R"("0%")"),
              },
          .is_world = true};
}

/// How often they play and talk, and with whom.
std::vector<Key> playing_keys() {
  return {
      key_of("extends", reference, "players/segments", R"("regulars")", "Another segment that this one only changes."),
      plain_key("share", ratio, R"("27%")", "Of all players.").required(),
      quantity_key("sessions", Dimension::frequency, Level::player, R"("1.9/d")", "How often a player sits down to play.")
          .between(0, 1000)
          .by_default(R"("1/d")"),
      quantity_key("session_length", Dimension::duration, Level::session, R"("45 min")", "How long a sitting lasts.")
          .between(1000, 7 * day_ms)
          .by_default(R"("45 min")"),
      quantity_key("talks", Dimension::ratio, Level::run, R"("60%")", "Share of these players who talk to NPCs at all.")
          .between(0, 1)
          .by_default(R"("100%")"),
      quantity_key("conversations", Dimension::count, Level::session, R"("1..4")",
                   "Conversations in a session of a player who talks.")
          .between(0, 10'000)
          .by_default("1"),
      quantity_key("talk_sigma", Dimension::number, Level::run, "1.2",
                   "How much these players differ in how often they talk: each one's conversations are multiplied with a lognormal of "
                   "mean 1 and this σ. 0: all alike; 1.9: 5% of them make 60% of the talk.")
          .between(0, 3)
          .by_default("0"),
      quantity_key("turns", Dimension::count, Level::conversation, R"("4..12 turns")", "Turns of a conversation, at least one.")
          .between(1, 100'000)
          .required(),
      key_of("npcs", weights, "npcs", R"({ "innkeeper": 0.7, "quest giver": 0.3 })", "Who they talk to: mixing weights.")
          .required(),
  };
}

/// How they talk, what on, and what is not simulated yet.
std::vector<Key> habit_keys() {
  return {
      plain_key("voice", ratio, R"("60%")",
                "Share of these players who speak where they can; the others type, to the pipeline that stands in (`otherwise`).")
          .by_default(R"("100%")"),
      quantity_key("device_capable", Dimension::ratio, Level::run, R"("30..45%")",
                   "Share whose device can run a model. Without it: what `platforms` say.")
          .between(0, 1),
      plain_key("timezone", zone, R"("Asia/Seoul")",
                "Whose local hours `daily_shape` follows for these players. Without it: the scenario's."),
      quantity_key("churn", Dimension::frequency, Level::player, R"("0.02/d")", "How fast they leave for good.")
          .not_simulated(),
      plain_key("pays", ratio, R"("4%")", "Share who pay.").not_simulated(),
      plain_key("spend", money, R"("$12")", "What a payer spends in a month.").not_simulated(),
      plain_key("abuse", ratio, R"("2%")", "Share who misuse the NPCs.").not_simulated(),
  };
}

ObjectType segment_type() {
  ObjectType type{.name = "segment",
                  .help = "Players who behave alike.",
                  .keys = playing_keys(),
                  .is_world = true,
                  .can_extend = true};
  for (const Key& key : habit_keys()) type.keys.push_back(key);
  return type;
}

}  // namespace

std::vector<ObjectType> people_types() {
  return {players_type(), retention_type(), curve_type(), novelty_type(), platform_type(), segment_type()};
}

}  // namespace npcost
