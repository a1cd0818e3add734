// Budgets: a metric that exists, a statistic that is kept for it, a slice that matches, a limit in the metric's unit.
#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/questions.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

namespace {

std::optional<Stat> stat_from_name(std::string_view name) {
  for (const Stat stat : {Stat::mean, Stat::p5, Stat::p50, Stat::p90, Stat::p95, Stat::p99, Stat::max, Stat::total}) {
    if (stat_name(stat) == name) return stat;
  }
  return std::nullopt;
}

/// Sums exist for slices of these; peaks, players and latency are kept for everybody only.
bool can_be_sliced(std::string_view metric) {
  return metric.starts_with("cost.") || metric.starts_with("turns.") || metric.starts_with("cache.") ||
         metric.starts_with("quality.");
}

class BudgetDecoder {
 public:
  BudgetDecoder(Decoding& decoding, const JsonMember& entry)
      : decoding_(decoding),
        entry_(entry),
        fields_(decoding, entry.value, "budget", child_pointer("/budgets", entry.key)) {}

  std::optional<Budget> decode() {
    budget_.name = entry_.key;
    budget_.metric = fields_.text("metric");
    budget_.owner = fields_.text("owner");
    budget_.message = fields_.text("message");
    budget_.warn_only = fields_.text("severity") == "warn";
    budget_.place = entry_.key_place;
    decode_confidence();
    if (budget_.metric.empty()) return std::nullopt;
    const MetricInfo* metric = find_metric(budget_.metric);
    if (metric == nullptr) {
      refuse_metric();
      return std::nullopt;
    }
    if (metric->name.starts_with("fleet.")) {
      refuse_to_simulate(fields_.place("metric"), fields_.at("metric"), fmt::format("a budget on \"{}\"", metric->name),
                         decoding_.not_simulated, decoding_.diagnostics);
    } else {
      decode_where();
      decode_stat(*metric);
      check_possible(*metric);
    }
    budget_.max = limit("max", *metric);
    budget_.min = limit("min", *metric);
    write_limit_text();
    check_limits();
    return budget_;
  }

 private:
  void error(const std::string& code, std::string_view key, std::string message, std::string hint = {}) {
    decoding_.diagnostics.error(code, fields_.place(key), fields_.at(key), std::move(message), std::move(hint));
  }

  void refuse_metric() {
    std::vector<std::string> names;
    for (const MetricInfo& info : metric_infos()) names.emplace_back(info.name);
    const std::string meant = budget_.metric.size() <= 80 ? did_you_mean(budget_.metric, names) : std::string();
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    error("E406", "metric", fmt::format("no metric is called \"{}\"", printable(budget_.metric)),
          meant.empty() ? "metrics: " + list : fmt::format("did you mean \"{}\"?", meant));
  }

  void decode_confidence() {
    budget_.confidence = fields_.ratio("confidence", 0.95);
    if (fields_.maybe_ratio("confidence") && !(budget_.confidence >= 0.5 && budget_.confidence <= 0.9999)) {
      error("E106", "confidence",
            fmt::format("\"confidence\" must lie between 50% and 99.99%, found {:.6g}%", budget_.confidence * 100),
            "write \"95%\"");
    }
  }

  void decode_where() {
    const JsonValue* where = fields_.find("where");
    if (where == nullptr) return;
    const Fields slice(decoding_, *where, "where", fields_.at("where"));
    budget_.where.segment = index_of(decoding_.segments, slice.text("segment"));
    budget_.where.npc = index_of(decoding_.npcs, slice.text("npc"));
    budget_.where.model = index_of(decoding_.models, slice.text("model"));
    budget_.where.pipeline = index_of(decoding_.pipelines, slice.text("pipeline"));
    sliced_ = where->kind == JsonValue::Kind::object && !entries_of(where).empty();
    const bool slices_calls = budget_.where.npc || budget_.where.model || budget_.where.pipeline;
    if (sliced_ && !can_be_sliced(budget_.metric)) {
      error("E407", "where", fmt::format("\"{}\" is kept for everybody, not for slices", budget_.metric),
            "remove \"where\"");
    } else if (budget_.where.model && !budget_.metric.starts_with("cost.")) {
      error("E407", "where",
            fmt::format("\"{}\" is not kept by model: a slice by model is of the cost", budget_.metric),
            "slice by NPC or pipeline");
    }
    calls_only_ = slices_calls;
  }

  void decode_stat(const MetricInfo& metric) {
    const auto stat = stat_from_name(fields_.text("stat"));
    if (!stat) return;
    budget_.stat = *stat;
    if (*stat == Stat::mean) return;
    if (*stat == Stat::total) {
      if (metric.name != "cost.total" && metric.name != "turns.total") {
        error("E407", "stat", fmt::format("\"{}\" has no total", metric.name), "write \"mean\"");
      }
      return;
    }
    if (!metric.per_player && !metric.per_turn) {
      error("E407", "stat", fmt::format("\"{}\" is one number per run: it has no {}", metric.name, stat_name(*stat)),
            "write \"mean\"; percentiles exist for costs per player and for latency");
    } else if (calls_only_) {
      error(
          "E407", "stat",
          fmt::format(
              "percentiles are kept by player, not by NPC, model or pipeline: {} of \"{}\" in this slice is not known",
              stat_name(*stat), metric.name),
          "write \"mean\", or slice by segment only");
    }
  }

  /// A slice of what nobody meets.
  void check_slice_is_met() {
    const JsonValue* where = fields_.find("where");
    if (where == nullptr) return;
    const Fields slice(decoding_, *where, "where", fields_.at("where"));
    const auto refuse = [&](std::string_view key, std::string_view why) {
      decoding_.diagnostics.error(
          "E403", slice.place(key), slice.at(key),
          fmt::format("budget slice matches nothing: {} \"{}\"", why, printable(slice.text(key))), "remove the budget");
    };
    const auto& segments = decoding_.scenario.players.segments;
    const auto meets = [&](const Segment& segment) {
      return std::any_of(segment.npcs.begin(), segment.npcs.end(),
                         [&](const NpcWeight& weight) { return weight.npc == budget_.where.npc; });
    };
    const auto& ambient = decoding_.scenario.ambient;
    const bool talks_by_itself =
        std::any_of(ambient.begin(), ambient.end(), [&](const Ambient& talk) { return talk.npc == budget_.where.npc; });
    if (slice.find("npc") != nullptr && !talks_by_itself && std::none_of(segments.begin(), segments.end(), meets)) {
      refuse("npc", "no segment talks to NPC");
    }
    if (slice.find("model") != nullptr && !decoding_.used_models.contains(slice.text("model"))) {
      refuse("model", "no NPC needs model");
    }
    if (slice.find("pipeline") != nullptr && !decoding_.used_pipelines.contains(slice.text("pipeline"))) {
      refuse("pipeline", "no NPC uses pipeline");
    }
  }

  /// A budget on what cannot occur would always pass, so it is an error.
  void check_possible(const MetricInfo& metric) {
    if (decoding_.diagnostics.has_errors()) return;  // what is missing may only be misspelt
    check_slice_is_met();
    const bool needs_voice = metric.name == "latency.first_audio" || metric.name == "cost.per_voice_minute";
    if (needs_voice && !any_used([](const Pipeline& pipeline) { return pipeline.spoken(); })) {
      error("E403", "metric",
            fmt::format("budget matches nothing: \"{}\" is about spoken dialogue, and no NPC here speaks", metric.name),
            "remove the budget, or give an NPC a pipeline of kind \"voice\"");
    } else if (metric.per_turn || metric.name == "quality.abandoned_turns") {
      const bool audio = metric.name == "latency.first_audio";
      if (!any_used([&](const Pipeline& pipeline) { return wait_is_known(pipeline, audio); })) {
        error("E403", "metric",
              fmt::format("budget matches nothing: no pipeline says how long its models take, so \"{}\" is unknown",
                          metric.name),
              audio ? "give every model of a spoken pipeline \"first_token\", and the llm \"speed\""
                    : "give the models of a pipeline \"first_token\"");
      }
    }
    if (metric.name.starts_with("load.") && !decoding_.scenario.experiment.load_by_minute) {
      error("E403", "metric", fmt::format("\"load_by_minute\" is off, so \"{}\" is unknown", metric.name),
            "remove \"load_by_minute\": false from the experiment, or the budget");
    }
    if (metric.name == "cost.share_of_revenue" && decoding_.scenario.revenue.model == Revenue::Model::none) {
      error("E109", "metric", "a share of revenue needs a revenue",
            "add \"revenue\": { \"model\": \"free_to_play\", \"conversion\": \"3.5%\", \"arppu\": \"$14\" }");
    }
  }

  template <typename Is>
  bool any_used(Is&& is) const {
    const auto& pipelines = decoding_.scenario.pipelines;
    return std::any_of(pipelines.begin(), pipelines.end(), [&](const Pipeline& pipeline) {
      return decoding_.used_pipelines.contains(pipeline.name) && is(pipeline);
    });
  }

  /// As the engine sees it: a wait is known if every stage before it says how long it takes.
  bool wait_is_known(const Pipeline& pipeline, bool audio) const {
    if (audio && !pipeline.spoken()) return false;
    return std::all_of(pipeline.stages.begin(), pipeline.stages.end(), [&](const PipelineStage& stage) {
      if (stage.stage == Stage::tts && !audio) return true;
      const Placement& placement = stage.placement;
      const bool device_speed = !placement.by_api && placement.device_model;
      const ModelSpeed& model = decoding_.scenario.speeds[device_speed ? *placement.device_model : stage.model];
      const bool writes = stage.stage == Stage::llm && (audio || model.thinks);
      return model.first_token.has_value() && (!writes || model.speed.has_value());
    });
  }

  std::optional<double> limit(std::string_view key, const MetricInfo& metric) {
    const JsonValue* value = fields_.find(key);
    if (value == nullptr) return std::nullopt;
    has_limit_ = true;
    const std::string pointer = fields_.at(key);
    if (metric.unit == "USD") {
      const auto amount = read_amount(*value, pointer, decoding_.diagnostics);
      if (!amount) return std::nullopt;
      const auto own = decoding_.currencies.own_money(amount->money, amount->currency, opening_of(*value), pointer,
                                                      "the budget", decoding_.diagnostics);
      return own ? std::optional(own->approximate()) : std::nullopt;
    }
    if (metric.unit == "ratio") return read_ratio(*value, pointer, decoding_.diagnostics);
    const Dimension dimension = metric.unit == "ms" ? Dimension::duration
                                : metric.name == "load.peak_tokens_per_min" && value->kind == JsonValue::Kind::string
                                    ? Dimension::tokens
                                    : Dimension::count;
    const auto spread = read_spread(*value, pointer, dimension, Level::run, decoding_.diagnostics);
    if (!spread) return std::nullopt;
    if (!spread->is_constant()) {
      decoding_.diagnostics.error("E218", opening_of(*value), pointer, "a limit is one known number, not a range");
      return std::nullopt;
    }
    return spread->value();
  }

  /// As written; with two limits each by its name.
  void write_limit_text() {
    const auto written = [&](std::string_view key) {
      const JsonValue* value = fields_.find(key);
      if (value == nullptr) return std::string();
      return value->kind == JsonValue::Kind::string ? value->text : compact_json(*value);
    };
    const std::string max = written("max"), min = written("min");
    budget_.limit_text = max.empty() || min.empty() ? max + min : fmt::format("min {}, max {}", min, max);
  }

  void check_limits() {
    if (!has_limit_) {
      decoding_.diagnostics.error("E103", opening_of(entry_.value), fields_.pointer(),
                                  "a budget needs \"max\" or \"min\"", "add \"max\": \"$0.10\"");
    } else if (budget_.max && budget_.min && *budget_.max < *budget_.min) {
      error("E109", "max", "\"max\" is below \"min\": no value could pass", "swap the two");
    }
  }

  Decoding& decoding_;
  const JsonMember& entry_;
  Fields fields_;
  Budget budget_;
  bool sliced_ = false, calls_only_ = false, has_limit_ = false;
};

}  // namespace

void decode_budgets(Decoding& decoding) {
  for (const JsonMember* entry : entries_of(section(decoding.root, "budgets"))) {
    if (entry->value.kind != JsonValue::Kind::object) continue;
    if (auto budget = BudgetDecoder(decoding, *entry).decode()) decoding.scenario.budgets.push_back(std::move(*budget));
  }
}

void decode_experiment(Decoding& decoding) {
  static const JsonValue nothing;
  const JsonValue* object = section(decoding.root, "experiment");
  const Fields fields(decoding, object == nullptr ? nothing : *object, "experiment", "/experiment");
  Experiment& experiment = decoding.scenario.experiment;
  experiment.seed = static_cast<std::uint64_t>(fields.whole("seed", 1));
  experiment.replications = static_cast<std::uint32_t>(fields.whole("replications", 10));
  experiment.warm_up = fields.duration("warm_up", Milliseconds{0});
  experiment.load_by_minute = fields.flag("load_by_minute", true);
  experiment.sample_players = fields.maybe_spread("sample_players");
  auto questions = std::make_shared<Questions>();
  decode_studies(decoding, fields, *questions);
  experiment.questions = std::move(questions);
  const JsonValue* outputs = section(decoding.root, "outputs");
  if (outputs == nullptr) return;
  for (std::size_t i = 0; i < outputs->items.size(); ++i) {
    const Fields output(decoding, outputs->items[i], "output", child_pointer("/outputs", std::to_string(i)));
    decoding.scenario.outputs.push_back({output.text("format"), output.text("to")});
  }
}

}  // namespace npcost
