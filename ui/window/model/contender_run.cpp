#include "ui/window/model/contender_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>

#include "sim/answers/variants.h"
#include "ui/running/compare_run.h"
#include "ui/running/run_diagnostics.h"
#include "ui/running/simulate.h"
#include "ui/running/workers.h"
#include "ui/window/model/figures.h"

namespace npcost::window {
namespace {

/// Mean of what has a value.
class Mean {
 public:
  void add(const std::optional<double>& value) {
    if (!value) return;
    sum_ += *value;
    ++count_;
  }
  std::optional<double> value() const { return count_ == 0 ? std::nullopt : std::optional(sum_ / count_); }

 private:
  double sum_ = 0;
  int count_ = 0;
};

struct ModeMeans {
  bool occurs = false;
  Mean mean, p95;
  std::array<Mean, part_count> part;
};

/// All replications of one scenario.
struct Lived {
  std::vector<ReplicationSummary> summaries;
  std::array<ModeMeans, mode_count> modes;
};

void add_figures(Lived& lived, std::shared_ptr<const Scenario> scenario, std::shared_ptr<const Plan> plan, UsageLedger ledger) {
  auto recording = std::make_shared<Recording>(Recording{scenario, plan, work_list(*plan), scenario->duration, {}, std::move(ledger), {}});
  recording->marks.push_back(std::make_shared<const Mark>(*scenario, recording->whole));
  const Billing billing(recording, *plan, scenario->book);
  const FiguresAt figures = billing.figures(*recording->marks.front());
  for (std::size_t m = 0; m < mode_count; ++m) {
    ModeMeans& means = lived.modes[m];
    means.occurs = billing.occurs(static_cast<Mode>(m));
    means.mean.add(figures.mode[m].mean);
    means.p95.add(figures.mode[m].p95);
    for (std::size_t p = 0; p < part_count; ++p) means.part[p].add(figures.mode[m].part[p]);
  }
}

Contender found_of(const Lived& lived) {
  Contender found;
  found.grade = Grade::full;
  found.progress = 1;
  for (std::size_t m = 0; m < mode_count; ++m) {
    found.mode[m].occurs = lived.modes[m].occurs;
    found.mode[m].mean = lived.modes[m].mean.value();
    found.mode[m].p95 = lived.modes[m].p95.value();
    for (std::size_t p = 0; p < part_count; ++p) {
      if (const auto value = lived.modes[m].part[p].value()) found.mode[m].parts.emplace_back(static_cast<Part::Kind>(p), *value);
    }
  }
  return found;
}

template <typename List>
auto named(const List& list, std::string_view metric) {
  return std::find_if(list.begin(), list.end(), [&](const auto& one) {
    if constexpr (requires { one.name; }) {
      return one.name == metric;
    } else {
      return one.metric == metric;
    }
  });
}

constexpr std::string_view compared = "cost.per_mau_month";

class Match {
 public:
  Match(const ContenderOrder& order, Mailbox<ContenderNews>& news, const Backroom::Wanted& wanted)
      : order_(order), news_(news), wanted_(wanted), threads_(order.workers == 0 ? default_jobs() : order.workers) {}

  void run() {
    for (std::size_t i = 0; i < order_.competitors.size(); ++i) {
      if (!wanted_()) return;
      try {
        run_one(i);
      } catch (const std::exception& error) {
        fail(i, error.what());
      }
    }
  }

 private:
  void fail(std::size_t index, std::string why) {
    Contender found;
    found.fault = std::move(why);
    news_.put({order_.number, index, std::move(found)});
  }

  /// The scenario of a competitor, or nothing after its fault was told.
  std::shared_ptr<const Scenario> scenario_of(std::size_t index) {
    const Competitor& one = order_.competitors[index];
    const Scenario& current = order_.current->scenario();
    const std::vector<Variant>& variants = order_.current->read.variants;
    if (one.variant >= 0) return {order_.current, &variants[static_cast<std::size_t>(one.variant)].scenario};
    if (one.file.empty()) return {order_.current, &current};
    ScenarioRequest request;
    request.files = {one.file};
    request.beside = order_.current->read.tree.get();
    const auto read = std::make_shared<ReadScenario>(read_scenario(request));
    const Diagnostics diagnostics = run_diagnostics(*read);
    if (diagnostics.has_errors() || !read->scenario) {
      fail(index, fmt::format("{} has {} faults; the first: {}", one.file, diagnostics.error_count(),
                              diagnostics.all().empty() ? "" : diagnostics.sorted_for_report().front().message));
      return nullptr;
    }
    if (std::string refusal = currency_refusal(current, *read->scenario); !refusal.empty()) {
      fail(index, std::move(refusal));
      return nullptr;
    }
    return {read, &*read->scenario};
  }

  void run_one(std::size_t index) {
    const std::shared_ptr<const Scenario> scenario = scenario_of(index);
    if (scenario == nullptr) return;
    Lived lived;
    const std::uint32_t asked = scenario->experiment.replications;
    for (std::uint32_t r = 0; r < asked; ++r) {
      const std::shared_ptr<const Plan> plan = compile_plan(*scenario, r);
      ReplicationRun run = run_batch(*plan, threads_, wanted_);
      if (!wanted_()) return;
      lived.summaries.push_back(summary_of(*scenario, *plan, run.ledger, scenario->book, threads_));
      add_figures(lived, scenario, plan, std::move(run.ledger));
      Contender so_far;
      so_far.progress = static_cast<double>(r + 1) / asked;
      news_.put({order_.number, index, std::move(so_far)});
    }
    Contender found = found_of(lived);
    if (index == 0) {
      show_own(*scenario, lived, found);
      own_ = std::move(lived);
    } else {
      show_difference(*scenario, lived, found);
    }
    news_.put({order_.number, index, std::move(found)});
  }

  static void show_own(const Scenario& scenario, const Lived& lived, Contender& found) {
    Replications replications(scenario);
    for (const ReplicationSummary& summary : lived.summaries) replications.add(summary);
    const std::vector<Metric> metrics = replications.estimate_so_far();
    if (const auto metric = named(metrics, compared); metric != metrics.end()) {
      found.per_mau_month = metric->mean;
      found.interval = metric->interval;
    }
  }

  void show_difference(const Scenario& scenario, const Lived& lived, Contender& found) const {
    const Variant variant{"", "", scenario};
    VariantAnswers answers(variant);
    const std::size_t pairs = std::min(lived.summaries.size(), own_.summaries.size());
    for (std::size_t r = 0; r < pairs; ++r) answers.add(own_.summaries[r], lived.summaries[r]);
    const VariantResult result = answers.result();
    if (const auto metric = named(result.metrics, compared); metric != result.metrics.end()) {
      found.per_mau_month = metric->mean;
      found.interval = metric->interval;
    }
    if (const auto difference = named(result.differences, compared); difference != result.differences.end()) {
      found.difference = difference->relative;
      found.difference_interval = difference->relative_interval;
    }
  }

  const ContenderOrder& order_;
  Mailbox<ContenderNews>& news_;
  const Backroom::Wanted& wanted_;
  ThreadWorkers threads_;
  Lived own_;
};

}  // namespace

void run_contenders(const ContenderOrder& order, Mailbox<ContenderNews>& news, const Backroom::Wanted& wanted) {
  Match(order, news, wanted).run();
}

}  // namespace npcost::window
