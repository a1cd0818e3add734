// Keys of what is asked: budgets and experiments.
#include "sim/base/draws.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/questions.h"

namespace npcost {

namespace {

using enum KeyType;

constexpr std::string_view stats = "mean|p5|p50|p90|p95|p99|max|total";

ObjectType budget_type() {
  return {
      .name = "budget",
      .help = "A limit on a metric: passed, failed, or inconclusive when the confidence interval straddles it.",
      .keys = {
          plain_key("metric", text, R"("cost.per_mau_month")",
                    "What is judged; `npcost explain metric NAME` says what it means.")
              .required(),
          key_of("stat", choice, stats, R"("p95")", "Which statistic of it.").by_default(R"("mean")"),
          plain_key("max", limit, R"("$0.10")", "Must not be more, in the metric's unit."),
          plain_key("min", limit, R"("50%")", "Must not be less, in the metric's unit."),
          key_of("where", object, "where", R"({ "segment": "chatters" })", "Only this slice."),
          plain_key("confidence", ratio, R"("95%")", "Confidence of the verdict.").by_default(R"("95%")"),
          key_of("severity", choice, "fail|warn", R"("fail")", "`warn` never fails the run.").by_default(R"("fail")"),
          plain_key("owner", text, R"("producer")", "Who cares."),
          plain_key("message", text, R"("agreed 2026-09")", "What to say with the verdict."),
          plain_key("by", when, R"("2028-01-01")", "Only from this date on.").not_simulated(),
      }};
}

ObjectType where_type() {
  return {.name = "where",
          .help = "A slice of the players or of the cost.",
          .keys = {
              key_of("segment", reference, "players/segments", R"("chatters")", "Only these players."),
              key_of("npc", reference, "npcs", R"("innkeeper")", "Only this NPC."),
              key_of("model", reference, "models", R"("small")", "Only what this model costs."),
              key_of("pipeline", reference, "pipelines", R"("chat")", "Only what this pipeline costs."),
              key_of("phase", reference, "events", R"("launch week")", "Only from this event on.").not_simulated(),
              plain_key("month", text, R"("2027-03")", "Only this month.").not_simulated(),
          }};
}

ObjectType experiment_type() {
  return {
      .name = "experiment",
      .help = "How the scenario is run.",
      .keys = {
          Key{.name = "seed",
              .type = whole,
              .example = "42",
              .help = "Names the random numbers: same seed, same result.",
              .low = 0,
              .high = 9'007'199'254'740'991}
              .by_default("1"),
          Key{.name = "replications",
              .type = whole,
              .example = "10",
              .help = "Independent repetitions; intervals come from their spread.",
              .low = 1,
              .high = max_replications - 1.0}
              .by_default("10"),
          plain_key("warm_up", duration, R"("1 d")", "Simulated before the start and not counted.")
              .between(0, 366.0 * 86'400'000)
              .by_default(R"("0 d")"),
          quantity_key("sample_players", Dimension::count, Level::run, R"("50k players")",
                       "Simulate only so many of the active players and scale the totals.")
              .between(1, 1e9),
          plain_key("load_by_minute", flag, "false",
                    "Count requests and tokens of every minute, for the peaks of load. Without it a run is up to a fifth faster and the "
                    "load is unknown.")
              .by_default("true"),
          key_of("stop_when", object, "stop_when", R"({ "metric": "cost.per_mau_month", "half_width": "2%" })",
                 "Go on after `replications` until the interval is this narrow."),
          key_of("correlations", list, "correlation", R"([{ "between": ["/players/active", "/models/small/input"], "rank": 0.6 }])",
                 "Which unknown values are high or low together."),
          Key{.name = "nested",
              .type = whole,
              .example = "4",
              .help = "Replications that share one draw of what nobody knows, each with luck of its own: the result then says how much of "
                      "the spread is which. `replications` must be a multiple, at least twice as many.",
              .low = 2,
              .high = 10'000},
          key_of("sweep", list, "sweep", R"([{ "path": "/players/active", "values": ["1k players", "10k players"] }])",
                 "Values that `npcost sweep` tries; a run does not."),
          key_of("sweep_mode", choice, "grid|zip|latin_hypercube|sobol", R"("grid")",
                 "How the values of several paths are combined: each with each, in step, or so many points spread evenly."),
          Key{.name = "sweep_points",
              .type = whole,
              .example = "64",
              .help = "How many points a `latin_hypercube` or `sobol` sweep has.",
              .low = 1,
              .high = 1'000'000},
          key_of("sensitivity", object, "sensitivity", R"({ "metric": "cost.total", "method": "tornado" })",
                 "Which unknown matters most: what `npcost sensitivity` answers when it is asked nothing else."),
          key_of("solve", object, "solve",
                 R"({ "for": "/models/small/input", "so_that": { "metric": "cost.per_turn", "max": "$0.01" }, )"
                 R"("low": "$0.05/1M tokens", "high": "$5/1M tokens" })",
                 "The value that `npcost solve` looks for, at which a budget just holds; a run does not."),
          key_of("forecast", object, "forecast", R"({ "until": "2031-12-31" })", "When it becomes viable (`npcost forecast`)."),
          plain_key("variants", patches, R"({ "long replies": { "npcs": { "innkeeper": { "reply": "200..400 tokens" } } } })",
                    "Merge patches on this scenario, run for the same players with the same luck; null deletes."),
      }};
}

ObjectType stop_when_type() {
  return {.name = "stop_when",
          .help = "When a run has enough replications.",
          .keys = {
              plain_key("metric", text, R"("cost.per_mau_month")", "The metric whose interval is watched.").required(),
              plain_key("half_width", ratio, R"("2%")", "Half of the interval, as a share of the mean.").required(),
              plain_key("confidence", ratio, R"("95%")", "Of the interval.").by_default(R"("95%")"),
              Key{.name = "max_replications",
                  .type = whole,
                  .example = "2000",
                  .help = "At most so many.",
                  .low = 2,
                  .high = max_replications - 1.0}
                  .by_default("2000"),
          }};
}

ObjectType correlation_type() {
  return {.name = "correlation",
          .help = "Two unknown values that are high or low together.",
          .keys = {
              plain_key("between", texts, R"(["/players/active", "/models/small/input"])", "JSON Pointers of the two.").required(),
              plain_key("rank", signed_number, "0.6", "Spearman's rank correlation.").between(-0.999, 0.999).required(),
          }};
}

ObjectType sweep_type() {
  return {.name = "sweep",
          .help = "One value that is varied.",
          .keys = {
              plain_key("path", text, R"("/players/active")", "JSON Pointer of the value.").required(),
              plain_key("values", any, R"(["1k players", "10k players"])", "A list of the values, in the order in which they are tried."),
              plain_key("from", any, R"("20%")", "The first value, instead of a list: a number with its unit."),
              plain_key("to", any, R"("90%")", "The last value."),
              Key{.name = "steps",
                  .type = whole,
                  .example = "8",
                  .help = "How many values, both ends among them.",
                  .low = 2,
                  .high = 10'000},
              key_of("scale", choice, "linear|log", R"("log")", "Whether the values have equal differences or equal ratios."),
          }};
}

ObjectType sensitivity_type() {
  return {
      .name = "sensitivity",
      .help = "Which unknown moves a metric most.",
      .keys = {
          plain_key("metric", text, R"("cost.total")", "The metric.").required(),
          key_of("method", choice, "tornado|sobol|morris", R"("tornado")",
                 "`tornado`: one after the other at its 5 % and 95 % point. `sobol`: shares of the variance, all at once.")
              .required(),
          Key{.name = "samples",
              .type = whole,
              .example = "1024",
              .help = "Of `tornado`: replications of each bar. Of `sobol`: points, each of which is one run more than there are unknowns.",
              .low = 1,
              .high = 131'072},
      }};
}

ObjectType solve_type() {
  return {
      .name = "solve",
      .help = "The value at which a budget just holds.",
      .keys = {
          plain_key("for", text, R"("/models/small/input")", "JSON Pointer of the value to find.").required(),
          key_of("so_that", object, "budget", R"({ "metric": "cost.per_mau_month", "max": "$0.10" })", "The budget.")
              .required(),
          plain_key("low", any, R"("5 turns")", "Search from here.").required(),
          plain_key("high", any, R"("400 turns")", "Search to here.").required(),
          plain_key("tolerance", ratio, R"("1%")", "How exact, as a share of the bracket; 1% unless given."),
      }};
}

ObjectType forecast_type() {
  return {.name = "forecast",
          .help = "When it becomes viable, as prices move; `npcost forecast` answers.",
          .keys = {
              plain_key("until", when, R"("2031-12-31")", "The last day that is looked at; ten years from the start without it."),
              plain_key("by", when, R"("2028-01-01")", "How likely it is viable by this day."),
              plain_key("step", duration, R"("1 mo")", "Months, always: dates are found to the day inside of them."),
              plain_key("metric", text, R"("cost.per_player_hour")", "The metric of `viable_when`; it may be left out here."),
              key_of("viable_when", object, "budget", R"({ "metric": "cost.per_player_hour", "max": "$0.01" })",
                     "What is enough; without it each mode's share of net revenue must be green."),
              Key{.name = "draws",
                  .type = whole,
                  .example = "1000",
                  .help = "How many ways prices may go are tried.",
                  .low = 10,
                  .high = max_forecast_draws}
                  .by_default("1000"),
              Key{.name = "stays",
                  .type = whole,
                  .example = "3",
                  .help = "Months that it must stay viable for its first day to count.",
                  .low = 1,
                  .high = 60}
                  .by_default("3"),
              plain_key("growth", any, R"("0..20%/y")", "How what players use grows: longer answers, longer contexts."),
          }};
}

}  // namespace

std::vector<ObjectType> question_types() {
  return {budget_type(), where_type(),       experiment_type(), stop_when_type(), correlation_type(),
          sweep_type(),  sensitivity_type(), solve_type(),      forecast_type()};
}

}  // namespace npcost
