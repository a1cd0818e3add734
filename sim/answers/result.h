#pragma once
// What a run found: plain values, ready to be shown. Nothing here computes; printers turn it into lines, JSON and CSV.
//
// Units     money in the scenario's currency; amounts that are totals are exact decimal strings whose parts add up
//           to the last digit; metrics are doubles for display and judgement, each with unit, denominator and interval.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/answers/studies/nested.h"
#include "sim/answers/studies/precision.h"
#include "sim/base/estimate.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// One number with everything needed to read it. Percentiles are over players for per-player metrics, over turns for
/// latency; each is the mean over replications of the replication's own percentile.
struct Metric {
  std::string name, unit, denominator;    ///< "cost.per_mau_month", "USD", "player and 30 days (MAU)"
  std::optional<double> mean;             ///< nothing = cannot be said (no players, turns, revenue): "–", never 0
  std::map<std::string, double> percentiles;   ///< "p5" "p50" "p90" "p95" "p99" "max"; empty where they have no meaning
  std::optional<Interval> interval;       ///< of the mean, over replications; absent for one replication
  std::map<std::string, Interval> percentile_intervals = {};   ///< likewise, of each percentile
  std::optional<SpreadParts> spread = {};  ///< of a nested run: what differs between replications is made of
};

struct NamedAmount {
  std::string name;
  std::string amount;     ///< exact decimal string
  double approximate = 0; ///< for bars and percent only
};

struct BudgetResult {
  std::string name, metric, stat, where, limit_text, unit, severity, owner, message;
  std::optional<double> value;
  std::optional<Interval> interval;
  enum class Verdict { pass, fail, inconclusive } verdict = Verdict::inconclusive;
  /// "one replication gives no interval", "the interval straddles the limit; about 120 more replications", …
  std::string why_inconclusive;
  std::optional<double> max, min;
};

/// One change that makes a mode affordable, or the hardest of its kind that does not; found by search and checked by a run.
struct Flip {
  std::string kind, subject, amount;           ///< "quota_scripted", "", "20 turns": see sim/scenario/flips/flip_levers.h
  std::string sentence;
  std::vector<std::string> settings;           ///< that make it, each as --set takes it
  double share_of_net_revenue = 0;             ///< of the mode, with it
  std::string band;
  /// By how much quality.degraded_turns and quality.unserved_talks rise with it, of all modes together: what players lose.
  double more_degraded_turns = 0, more_unserved_talks = 0;
  std::uint32_t replications = 0;              ///< that it was checked in, of as many players as `players` says
  double players = 0;
};

/// One way of asking whether a mode is affordable.
struct Judged {
  std::string of;                              ///< "mean", "p95_player", "peak_month", "bill_p90"
  std::optional<double> share;                 ///< of net revenue; nothing = cannot be said
  std::string band;                            ///< of that share
  std::optional<Interval> interval;            ///< of its mean over replications; absent for "bill_p90", which is a quantile of them
  std::string note;                            ///< why it is absent, or what stands in for it; "" if there is nothing to say
};

/// A part of what is judged, and what would be if only it, or all but it, cost something.
struct CostComponent {
  std::string name;                            ///< a stage, or "fixed costs"
  double share = 0;                            ///< of the mode's cost
  std::optional<bool> green_without, green_alone;   ///< nothing without revenue
};

struct ModeVerdict {
  std::string mode;                            ///< "text", "voice", …; "device": what devices compute, whatever the mode
  std::optional<double> cost_per_mau_month;    ///< of players who can meet this mode
  std::optional<double> share_of_net_revenue;  ///< nothing without revenue
  std::string band;                            ///< "green" "amber" "red" "black", "unknown" without revenue
  std::string binding_component;               ///< the heaviest stage, "tts", or "fixed costs"
  double binding_share = 0;                    ///< its share of the mode's cost
  std::vector<Flip> flips = {};                ///< each enough by itself: what a studio can do, least taken from players first; then prices
  std::vector<Flip> not_enough = {};           ///< the hardest of their kind, nearest first
  std::string flips_note = {};                 ///< why there is none, or that none was looked for; "" otherwise
  std::optional<double> fixed_per_mau_month = {};   ///< judged with the cost, not in it; nothing without fixed costs
  std::vector<Judged> judged = {};             ///< the mean first: `band` is its band
  std::vector<CostComponent> components = {};  ///< heaviest first
};

/// One figure about money in (sim/answers/money/money_figures.h).
struct MoneyFigure {
  std::string name, label, unit, denominator;  ///< "break_even_arpdau", "break-even ARPDAU", "USD", "player and day played"
  std::optional<double> value;                 ///< nothing = cannot be said: never 0
  std::optional<Interval> interval;            ///< of the mean over replications
  std::string why_absent;                      ///< "" if there is a value
};

struct RegionResult {
  std::string name;
  double share = 0;                            ///< of players
  std::optional<double> net_per_mau_month, share_of_net_revenue;
  std::optional<Interval> interval;            ///< of share_of_net_revenue
  std::string band;
};

struct FixedCostResult {
  std::string name;
  double per_month = 0;                        ///< altogether
};

/// What comes in, what stands against it, and what that asks for.
struct MoneyResult {
  std::string model, paid_by;                  ///< "free_to_play"; "studio"
  double studio_pays = 1;
  std::vector<MoneyFigure> figures;            ///< in the order of money_figures()
  std::vector<RegionResult> regions;           ///< in file order
  std::vector<FixedCostResult> fixed_costs;    ///< in file order
  std::optional<double> launch_budget;         ///< for the dearest 30 days
  std::optional<bool> launch_fits;             ///< whether the mean of dearest_30_days is within it
};

/// Variant minus scenario, of one metric, over the replications in which both have a value.
struct MetricDifference {
  std::string metric, unit;
  std::size_t pairs = 0;              ///< replications in which both have a value
  std::optional<double> mean;         ///< of the differences; nothing = no replication has both
  std::optional<Interval> interval;   ///< of that mean, over paired replications; absent for one
  std::optional<double> relative;     ///< change of the mean as a share of the scenario's; nothing if that is 0
  std::optional<Interval> relative_interval;
};

struct Saving {
  double share = 0;                   ///< of what the cost would be without the policy; negative: it makes things dearer
  std::optional<Interval> interval;
};

/// The same players with the same luck in a changed scenario.
struct VariantResult {
  std::string name;
  std::string policy;                 ///< that it is without, if it was run for that; else ""
  std::vector<Metric> metrics;        ///< in the order of metric_infos()
  std::vector<MetricDifference> differences;   ///< likewise
  std::optional<Saving> saving;       ///< of `policy`: what it saves of cost.per_mau_month
  bool automatic() const { return !policy.empty(); }
};

/// The same usage billed by one price book: what of the result is about money.
struct BookResult {
  Scenario::BookUsed book;
  bool own = false;                     ///< the scenario's own prices
  std::vector<std::string> kept;        ///< models that keep the scenario's own prices under this book
  std::string total;                    ///< exact decimal string, mean over replications
  std::vector<Metric> metrics;          ///< "cost.…", in the order of metric_infos()
  std::optional<double> change;         ///< of cost.per_mau_month against the scenario's own, as a share of it
  std::optional<Interval> change_interval;
  std::vector<BudgetResult> budgets;    ///< those about money, in file order
};

/// What a policy did; what it saves and what players lose by it stands among the variants.
struct PolicyResult {
  std::string name, kind, limit;        ///< limit as written; "" for policies that limit nothing
  std::optional<double> turns;          ///< share of the turns asked for that it changed
  std::optional<double> reached;        ///< limits: how often one was reached, in the whole run and for all active players
  std::optional<double> over;           ///< limits: what was used beyond them before they bit, likewise
  std::string over_unit;                ///< "turns", "h", "tokens", or the currency
};

struct EventResult {
  std::string name, kind, when;         ///< when: "2027-04-15 … 7 d"
  double happened = 0;                  ///< share of replications
  double probability = 1;               ///< as written
};

struct Result {
  struct Audit {
    std::string scenario_name, scenario_sha256, engine_version;
    std::uint64_t seed = 0;
    std::uint32_t replications = 0, replications_asked = 0;
    std::vector<Scenario::BookUsed> price_books;
    bool partial = false;
    std::string partial_why;                   ///< "interrupted after 3 of 10 replications"
  } audit;
  std::optional<Precision> precision;          ///< of a run with stop_when
  std::optional<std::uint32_t> looks;          ///< of a run until decided: that it may take; budgets' intervals allow for them
  std::string currency;
  std::string period_text;                     ///< "2025-01-15 … 30 d, Asia/Seoul"
  double simulated_players = 0, active_players = 0;   ///< means over replications
  std::vector<Metric> metrics;                 ///< in the order of metric_infos()
  /// Mean over replications of the total over the horizon, per model and meter, in shown units.
  std::map<std::string, std::map<std::string, std::string>> usage;
  struct Cost {
    std::string total;                         ///< mean over replications
    std::vector<NamedAmount> by_stage, by_model, by_npc, by_segment, by_meter, by_pipeline;
  } cost;
  struct Series {
    std::vector<std::uint32_t> hour;           ///< hours since the start
    std::vector<std::string> cost;             ///< adds up to cost.total exactly
    std::vector<double> players;               ///< mean players online in the hour
  } series;
  std::vector<BudgetResult> budgets;           ///< in file order
  std::vector<ModeVerdict> verdicts;
  Viability bands;                             ///< by which they are judged
  std::optional<MoneyResult> money;            ///< nothing without revenue, fixed costs and a launch budget
  std::vector<VariantResult> variants;         ///< in file order, then those without one policy each
  /// Bills of the same usage, the scenario's own first; empty if no other book was asked for.
  std::vector<BookResult> prices;
  std::vector<std::string> money_limits;       ///< with `prices`: policies that limit in money, as under the scenario's own prices
  std::vector<PolicyResult> policies;          ///< in file order, those that are or may be on
  std::vector<EventResult> events;             ///< in file order
  std::vector<Assumption> assumptions;
  std::vector<Diagnostic> warnings;
};

}  // namespace npcost
