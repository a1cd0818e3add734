// How much is enough and what it hangs on: stop_when, nested replications, correlated unknowns, sensitivity.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "sim/base/correlated.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/keys/defaults.h"
#include "sim/scenario/questions.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

namespace {

constexpr std::uint32_t fewest_sobol_points = 32;

void error(Decoding& decoding, const Fields& fields, const std::string& code, std::string_view key, std::string message,
           std::string hint = {}) {
  decoding.diagnostics.error(code, fields.place(key), fields.at(key), std::move(message), std::move(hint));
}

/// The metric's name if it is one whose mean a run can tell.
std::string watched_metric(Decoding& decoding, const Fields& fields) {
  std::string name = fields.text("metric");
  if (name.empty()) return name;
  const MetricInfo* metric = find_metric(name);
  if (metric == nullptr) {
    std::vector<std::string> names;
    for (const MetricInfo& info : metric_infos()) names.emplace_back(info.name);
    const std::string meant = name.size() <= 80 ? did_you_mean(name, names) : std::string();
    error(decoding, fields, "E406", "metric", fmt::format("no metric is called \"{}\"", printable(name)),
          meant.empty() ? "`npcost explain metric` lists them" : fmt::format("did you mean \"{}\"?", meant));
  } else if (name.starts_with("fleet.") || (name == "cost.share_of_revenue" && decoding.scenario.revenue.model == Revenue::Model::none) ||
             (name.starts_with("load.") && !decoding.scenario.experiment.load_by_minute)) {
    const char* why = name.starts_with("fleet.")  ? "is not simulated in this version"
                      : name.starts_with("load.") ? "is unknown: \"load_by_minute\" is off"
                                                  : "needs a \"revenue\"";
    error(decoding, fields, "E456", "metric", fmt::format("\"{}\" has no value here: it {}", name, why), "write \"cost.per_mau_month\"");
  }
  return name;
}

void decode_stop_when(Decoding& decoding, const JsonValue& value, const Fields& experiment_fields) {
  const Fields fields(decoding, value, "stop_when", "/experiment/stop_when");
  Experiment& experiment = decoding.scenario.experiment;
  StopWhen stop;
  stop.metric = watched_metric(decoding, fields);
  stop.half_width = fields.ratio("half_width", 0.02);
  stop.confidence = fields.ratio("confidence", 0.95);
  stop.max_replications = static_cast<std::uint32_t>(fields.whole("max_replications", 2000));
  if (fields.maybe_ratio("half_width") && !(stop.half_width >= 1e-6 && stop.half_width <= 1)) {
    error(decoding, fields, "E106", "half_width",
          fmt::format("\"half_width\" must lie between 0.0001% and 100%, found {:.6g}%", stop.half_width * 100), "write \"2%\"");
  }
  if (fields.maybe_ratio("confidence") && !(stop.confidence >= 0.5 && stop.confidence <= 0.9999)) {
    error(decoding, fields, "E106", "confidence",
          fmt::format("\"confidence\" must lie between 50% and 99.99%, found {:.6g}%", stop.confidence * 100), "write \"95%\"");
  }
  if (stop.max_replications < experiment.replications) {
    const bool written = !is_default(experiment_fields.place("replications"));
    error(decoding, fields, "E455", "max_replications",
          fmt::format("a run has {} replications before it may stop{}, more than \"max_replications\": {}", experiment.replications,
                      written ? "" : " unless \"replications\" says otherwise", stop.max_replications),
          fmt::format("write a number from {} on, or fewer \"replications\"", experiment.replications));
  }
  experiment.stop_when = std::move(stop);
}

void decode_nested(Decoding& decoding, const Fields& fields) {
  Experiment& experiment = decoding.scenario.experiment;
  const auto lucks = static_cast<std::uint32_t>(fields.whole("nested", 1));
  if (lucks < 2) return;
  if (experiment.replications % lucks == 0 && experiment.replications >= 2 * lucks) {
    experiment.lucks = lucks;
    return;
  }
  const std::uint32_t draws = std::max(2u, (experiment.replications + lucks - 1) / lucks);
  error(decoding, fields, "E454", "nested",
        fmt::format("{} replications are not two or more draws of what nobody knows, each lived {} times", experiment.replications, lucks),
        fmt::format("write \"replications\": {}", draws * lucks));
}

void decode_sensitivity_question(Decoding& decoding, const JsonValue& value, Questions& questions) {
  const Fields fields(decoding, value, "sensitivity", "/experiment/sensitivity");
  Sensitivity asked;
  asked.metric = watched_metric(decoding, fields);
  asked.samples = static_cast<std::uint32_t>(fields.whole("samples", 0));
  asked.place = fields.place("method");
  const std::string method = fields.text("method");
  asked.method = method == "sobol"    ? Sensitivity::Method::sobol
                 : method == "morris" ? Sensitivity::Method::morris
                                      : Sensitivity::Method::tornado;
  if (asked.method == Sensitivity::Method::morris) {
    refuse_to_simulate(asked.place, fields.at("method"), "the method \"morris\"", decoding.not_simulated, decoding.diagnostics);
  }
  if (asked.method == Sensitivity::Method::sobol && fields.find("samples") != nullptr && asked.samples < fewest_sobol_points) {
    error(decoding, fields, "E457", "samples", fmt::format("{} points say nothing about shares of a variance", asked.samples),
          fmt::format("write {} or more; 1024 is usual", fewest_sobol_points));
  }
  questions.sensitivity = std::move(asked);
}

class CorrelationDecoder {
 public:
  explicit CorrelationDecoder(Decoding& decoding) : decoding_(decoding) {
    for (const auto& [pointer, name] : decoding.scenario.unknown_names) names_.emplace(pointer, name);
    if (decoding.base != nullptr) names_.insert(decoding.base->orders.unknowns.begin(), decoding.base->orders.unknowns.end());
  }

  void decode(const JsonValue& list) {
    for (std::size_t i = 0; i < list.items.size(); ++i) one(list.items[i], child_pointer("/experiment/correlations", std::to_string(i)));
    if (decoding_.base == nullptr) check_possible(list);
  }

 private:
  void one(const JsonValue& value, const std::string& at) {
    const Fields fields(decoding_, value, "correlation", at);
    const JsonValue* between = fields.find("between");
    const JsonValue* rank = fields.find("rank");
    if (between == nullptr || between->kind != JsonValue::Kind::array || rank == nullptr) return;  // which has been said
    Diagnostics said_already;
    const auto strength = read_signed_number(*rank, fields.at("rank"), said_already);
    const auto& ends = between->items;
    if (ends.size() != 2 || ends[0].text == ends[1].text) {
      error(decoding_, fields, "E450", "between", "a correlation is between two different values",
            R"(write "between": ["/players/active", "/models/small/input"])");
      return;
    }
    const auto a = name_of(ends[0], child_pointer(fields.at("between"), "0"));
    const auto b = name_of(ends[1], child_pointer(fields.at("between"), "1"));
    if (!a || !b || !strength || !(*strength > -1 && *strength < 1)) return;
    const auto [earlier, fresh] = pairs_.emplace(std::minmax(*a, *b), at);
    if (!fresh) {
      error(decoding_, fields, "E452", "between", "this pair has a correlation already",
            fmt::format("remove this one or {}", earlier->second));
      return;
    }
    decoding_.scenario.experiment.correlations.push_back({ends[0].text, ends[1].text, *strength, *a, *b});
  }

  std::optional<std::uint32_t> name_of(const JsonValue& end, const std::string& at) {
    if (end.kind != JsonValue::Kind::string) return std::nullopt;
    const auto found = names_.find(end.text);
    if (found != names_.end()) return found->second;
    if (decoding_.base != nullptr) return std::nullopt;  // what is wrong with it has been said of the base
    std::vector<std::string> pointers;
    std::string list;
    for (const auto& [pointer, name] : names_) {
      pointers.push_back(pointer);
      if (pointers.size() <= 12) list += (list.empty() ? "" : ", ") + pointer;
    }
    if (pointers.size() > 12) list += fmt::format(" and {} more", pointers.size() - 12);
    const std::string meant = end.text.size() <= 200 ? did_you_mean(end.text, pointers) : std::string();
    decoding_.diagnostics.error("E451", end.place, at, fmt::format("nothing unknown stands at \"{}\"", printable(end.text)),
                                !meant.empty()     ? fmt::format("did you mean \"{}\"?", meant)
                                : pointers.empty() ? "no value of this scenario is unknown: a range or { \"uncertain\": … } makes one"
                                                   : "unknown here: " + list);
    return std::nullopt;
  }

  void check_possible(const JsonValue& list) {
    const std::vector<Correlation>& all = decoding_.scenario.experiment.correlations;
    std::map<std::uint32_t, std::size_t> places;
    for (const Correlation& pair : all) {
      places.emplace(pair.name_a, places.size());
      places.emplace(pair.name_b, places.size());
    }
    std::vector<RankCorrelation> pairs;
    for (const Correlation& pair : all) pairs.push_back({places[pair.name_a], places[pair.name_b], pair.rank});
    const double share = possible_share(places.size(), pairs);
    if (share == 1) return;
    decoding_.diagnostics.error(
        "E453", opening_of(list), "/experiment/correlations",
        "no values can be correlated like this: two that both follow a third cannot run against each other",
        fmt::format("all ranks times {:.2f} would be possible; or say more of the pairs that are missing", std::floor(share * 100) / 100));
    decoding_.scenario.experiment.correlations.clear();
  }

  Decoding& decoding_;
  std::map<std::string, std::uint32_t> names_;   ///< of draws, by pointer
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> pairs_;
};

}  // namespace

void decode_studies(Decoding& decoding, const Fields& experiment, Questions& questions) {
  decode_nested(decoding, experiment);
  if (decoding.base != nullptr) return;  // what is asked is asked of the base
  const JsonValue* stop = experiment.find("stop_when");
  if (stop != nullptr && stop->kind == JsonValue::Kind::object) decode_stop_when(decoding, *stop, experiment);
  const JsonValue* sensitivity = experiment.find("sensitivity");
  if (sensitivity != nullptr && sensitivity->kind == JsonValue::Kind::object) {
    decode_sensitivity_question(decoding, *sensitivity, questions);
  }
}

void decode_correlations(Decoding& decoding) {
  const JsonValue* experiment = section(decoding.root, "experiment");
  const JsonValue* list = experiment == nullptr ? nullptr : section(*experiment, "correlations");
  if (list != nullptr && list->kind == JsonValue::Kind::array) CorrelationDecoder(decoding).decode(*list);
}

}  // namespace npcost
