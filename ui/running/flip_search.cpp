#include "ui/running/flip_search.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "sim/answers/money/verdict.h"
#include "sim/scenario/beside.h"
#include "sim/scenario/flips/flip_levers.h"
#include "ui/running/trials.h"

namespace npcost {
namespace {

/// A sample of about so many turns is what a rung is judged by: enough to rank, a few milliseconds.
constexpr double search_turns = 200'000;
/// No check has more turns than this in one replication.
constexpr double most_checked_turns = 2e7;
constexpr int most_rungs_further = 3;
constexpr std::size_t most_shown = 3;

Scenario in_sample(const Scenario& scenario, double turns) {
  Scenario sample = scenario;
  sample.budgets.clear();
  sample.experiment.load_by_minute = false;
  const std::shared_ptr<const Plan> plan = compile_plan(scenario, 0);
  const double all = expected_turns(*plan);
  if (all <= turns) return sample;
  const double players = std::max(std::floor(work_list(*plan).players * turns / all), 200.0);
  sample.experiment.sample_players = Spread::constant(std::min(players, static_cast<double>(work_list(*plan).players)), Dimension::count);
  return sample;
}

/// A lever on its way down: rungs before `enough_from` are not enough as far as is known, those from it on are.
struct Search {
  FlipLever lever;
  std::size_t low = 0, high = 0;      ///< the first rung that is enough is in [low, high]; high has been tried
  std::optional<double> at_high;      ///< share there
  bool refused = false, settled = false, found = false;
};

class ModeSearch {
 public:
  ModeSearch(const ReadScenario& read, Mode mode, double share_now, double goal, Workers& workers, const std::function<bool()>& stop)
      : read_(read), mode_(mode), share_now_(share_now), goal_(goal), workers_(workers), stop_(stop) {
    for (FlipLever& lever : flip_levers(*read.scenario, mode)) {
      const std::size_t hardest = lever.rungs.size() - 1;
      searches_.push_back({std::move(lever), 0, hardest, std::nullopt, false, false, false});
    }
  }

  void run(ModeVerdict& verdict) {
    if (searches_.empty()) {
      verdict.flips_note = "there is nothing to turn";
      return;
    }
    base_sample_ = in_sample(*read_.scenario, search_turns);
    base_share_ = share_in(base_sample_, 0);
    if (!base_share_ || *base_share_ <= 0) {
      verdict.flips_note = "nobody of a sample talks in this mode";
      return;
    }
    try_hardest();
    while (!stop_() && halve()) {
    }
    check(verdict);
    if (stop_()) verdict.flips_note = "interrupted before everything was tried";
    else if (verdict.flips.empty()) verdict.flips_note = "no single change within what was tried is enough";
  }

 private:
  std::optional<double> share_of(const ReplicationSummary& summary) const {
    return summary.modes[static_cast<std::size_t>(mode_)].share_of_net_revenue;
  }

  std::optional<double> share_in(const Scenario& world, std::uint32_t replication) const {
    const Scenario* const worlds[] = {&world};
    const Trials trials = run_trials(worlds, replication, workers_, stop_);
    return trials.summaries.front() ? share_of(*trials.summaries.front()) : std::nullopt;
  }

  std::optional<Scenario> world_of(const FlipRung& rung, const Scenario& size) const {
    ReadScenario changed = changed_beside(read_, rung.settings);
    if (!changed.scenario || !changed.not_simulated.empty()) return std::nullopt;
    changed.scenario->experiment = size.experiment;
    changed.scenario->budgets.clear();
    return std::move(*changed.scenario);
  }

  /// Shares of rungs in the sample, as they would be in the whole run: for each asked, in order; nothing = refused or stopped.
  std::vector<std::optional<double>> shares_of(const std::vector<const FlipRung*>& rungs) const {
    std::vector<std::optional<Scenario>> worlds(rungs.size());
    workers_.for_each(static_cast<std::uint32_t>(rungs.size()),
                      [&](std::uint32_t i, std::uint32_t) { worlds[i] = world_of(*rungs[i], base_sample_); });
    std::vector<const Scenario*> readable;
    std::vector<std::size_t> place;
    for (std::size_t i = 0; i < worlds.size(); ++i) {
      if (!worlds[i]) continue;
      readable.push_back(&*worlds[i]);
      place.push_back(i);
    }
    const Trials trials = run_trials(readable, 0, workers_, stop_);
    std::vector<std::optional<double>> shares(rungs.size());
    for (std::size_t i = 0; i < place.size(); ++i) {
      if (!trials.summaries[i]) continue;
      // A mode that nobody meets any more costs nothing.
      shares[place[i]] = share_of(*trials.summaries[i]).value_or(0) / *base_share_ * share_now_;
    }
    return shares;
  }

  /// A ladder ends at the hardest rung that the scenario takes.
  void try_hardest() {
    for (int attempt = 0; attempt < 3 && !stop_(); ++attempt) {
      std::vector<const FlipRung*> rungs;
      std::vector<Search*> asked;
      for (Search& search : searches_) {
        if (search.at_high || search.refused) continue;
        rungs.push_back(&search.lever.rungs[search.high]);
        asked.push_back(&search);
      }
      const std::vector<std::optional<double>> shares = shares_of(rungs);
      for (std::size_t i = 0; i < asked.size(); ++i) {
        Search& search = *asked[i];
        search.at_high = shares[i];
        if (!shares[i]) {
          search.refused = search.high == 0;
          search.high -= search.high == 0 ? 0 : 1;
        }
      }
    }
    for (Search& search : searches_) {
      search.refused = search.refused || !search.at_high;
      search.found = !search.refused && *search.at_high <= goal_;
      search.settled = !search.found || search.high == 0;
    }
  }

  bool halve() {
    std::vector<const FlipRung*> rungs;
    std::vector<Search*> asked;
    for (Search& search : searches_) {
      if (search.settled) continue;
      rungs.push_back(&search.lever.rungs[(search.low + search.high) / 2]);
      asked.push_back(&search);
    }
    const std::vector<std::optional<double>> shares = shares_of(rungs);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      Search& search = *asked[i];
      const std::size_t middle = (search.low + search.high) / 2;
      if (shares[i] && *shares[i] <= goal_) {
        search.high = middle;
        search.at_high = shares[i];
      } else {
        search.low = middle + 1;
      }
      search.settled = search.low >= search.high;
    }
    return !asked.empty();
  }

  /// Of what players lose: how much more than without the change.
  struct Checked {
    double share = 0, degraded = 0, unserved = 0;
  };

  Flip flip_of(const Search& search, const Checked& found, std::uint32_t replications) const {
    const FlipRung& rung = search.lever.rungs[search.high];
    return {std::string(name_of(search.lever.kind)),
            search.lever.subject,
            rung.amount,
            sentence_of(search.lever, rung),
            rung.settings,
            found.share,
            std::string(band_of(found.share, read_.scenario->viability)),
            found.degraded,
            found.unserved,
            replications,
            players_};
  }

  /// Runs in the scenario's own size. What is not enough there goes a rung further.
  void check(ModeVerdict& verdict) {
    const Scenario size = in_sample(*read_.scenario, most_checked_turns);
    std::vector<Search*> open;
    for (Search& search : searches_) {
      if (!search.refused) open.push_back(&search);
    }
    const auto worlds_at_once = static_cast<std::uint32_t>(open.size() + 1);
    const std::uint32_t replications = std::max(read_.scenario->experiment.replications / worlds_at_once, 1u);
    std::vector<std::pair<double, Flip>> design, prices, short_of_it;
    for (int further = 0; further <= most_rungs_further && !open.empty() && !stop_(); ++further) {
      const std::vector<std::optional<Checked>> found = checked(open, size, replications);
      std::vector<Search*> not_yet;
      for (std::size_t i = 0; i < open.size(); ++i) {
        if (!found[i]) continue;
        Search& search = *open[i];
        const Flip flip = flip_of(search, *found[i], replications);
        const bool last = search.high + 1 >= search.lever.rungs.size();
        if (found[i]->share <= goal_) {
          // What players lose counts in steps of a thousandth; between changes that take as much, how far down its ladder each is.
          const double taken = std::round((found[i]->degraded + found[i]->unserved) * 1000);
          const double mildness = static_cast<double>(search.high) / static_cast<double>(search.lever.rungs.size());
          (is_design(search.lever.kind) ? design : prices).emplace_back(taken + mildness, flip);
        } else if (!search.found || last) {
          short_of_it.emplace_back(found[i]->share, flip);
        } else {
          ++search.high;
          not_yet.push_back(&search);
        }
      }
      open = std::move(not_yet);
    }
    keep(verdict, std::move(design), std::move(prices), std::move(short_of_it));
  }

  static double figure_of(const ReplicationSummary& summary, std::string_view metric) {
    const std::vector<MetricInfo>& infos = metric_infos();
    for (std::size_t i = 0; i < infos.size(); ++i) {
      if (infos[i].name == metric) return summary.metrics[i].mean.value_or(0);
    }
    return 0;
  }

  std::vector<std::optional<Checked>> checked(const std::vector<Search*>& open, const Scenario& size, std::uint32_t replications) {
    std::vector<std::optional<Scenario>> worlds;
    for (const Search* search : open) worlds.push_back(world_of(search->lever.rungs[search->high], size));
    std::vector<const Scenario*> all{&size};
    for (const std::optional<Scenario>& world : worlds) all.push_back(&*world);  // each of them has been read before
    std::vector<Checked> sums(all.size());
    for (std::uint32_t r = 0; r < replications; ++r) {
      const Trials trials = run_trials(all, r, workers_, stop_);
      if (trials.stopped) return std::vector<std::optional<Checked>>(open.size());
      players_ = static_cast<double>(trials.summaries.front()->scale.simulated);
      for (std::size_t w = 0; w < all.size(); ++w) {
        sums[w].share += share_of(*trials.summaries[w]).value_or(0);
        sums[w].degraded += figure_of(*trials.summaries[w], "quality.degraded_turns") / replications;
        sums[w].unserved += figure_of(*trials.summaries[w], "quality.unserved_talks") / replications;
      }
    }
    std::vector<std::optional<Checked>> found;
    for (std::size_t w = 1; w < all.size(); ++w) {
      const double share = sums.front().share > 0 ? sums[w].share / sums.front().share * share_now_ : 0;
      found.emplace_back(Checked{share, sums[w].degraded - sums.front().degraded, sums[w].unserved - sums.front().unserved});
    }
    return found;
  }

  static void keep(ModeVerdict& verdict, std::vector<std::pair<double, Flip>> design, std::vector<std::pair<double, Flip>> prices,
                   std::vector<std::pair<double, Flip>> short_of_it) {
    const auto first = [](const auto& a, const auto& b) { return a.first < b.first; };
    for (auto* list : {&design, &prices, &short_of_it}) std::stable_sort(list->begin(), list->end(), first);
    for (auto& [mildness, flip] : design) verdict.flips.push_back(std::move(flip));
    for (auto& [mildness, flip] : prices) verdict.flips.push_back(std::move(flip));
    for (auto& [share, flip] : short_of_it) {
      if (verdict.not_enough.size() < most_shown) verdict.not_enough.push_back(std::move(flip));
    }
  }

  const ReadScenario& read_;
  Mode mode_;
  double share_now_, goal_;
  Workers& workers_;
  const std::function<bool()>& stop_;
  std::vector<Search> searches_;
  Scenario base_sample_;
  std::optional<double> base_share_;
  double players_ = 0;
};

}  // namespace

void search_flips(const ReadScenario& read, std::vector<ModeVerdict>& verdicts, Workers& workers, const std::function<bool()>& stop) {
  for (ModeVerdict& verdict : verdicts) {
    if (!verdict.share_of_net_revenue) {
      verdict.flips_note = "without revenue nothing says what would be affordable";
      continue;
    }
    const double goal = read.scenario->viability.green;
    if (*verdict.share_of_net_revenue <= goal) continue;
    for (const Mode mode : all_modes) {
      if (mode_name(mode) == verdict.mode) ModeSearch(read, mode, *verdict.share_of_net_revenue, goal, workers, stop).run(verdict);
    }
  }
}

}  // namespace npcost
