#pragma once
// Where the prices of a scenario go: which of them move together, how, and what they are multiplied with on a day of one draw.
//
// Path      factor(t) = (f + (1 − f) · 2^(−h · t)) × the steps that have happened; t in years of 365.25 days since the start, h halvings a
//           year, f the floor as a share of the price now. sim/reading/price_path.h and sim/prices/history/outlook.h say what h and f are.
// Which     a price with a path of its own moves by itself; prices that follow a class of the history move together, in one draw. A price
//           without a path follows the class of its model's kind, which is an assumption and is listed as one; without an outlook for that
//           class it is held.
// Draws     named by what the price belongs to (rank of its model, key) or by the class, and by the number of the draw: other prices that
//           come or go, names and their order move none of them.
// Limits    a factor stays within 1e-6 … 1e6.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "sim/base/distribution.h"
#include "sim/engine/plan.h"
#include "sim/prices/history/outlook.h"
#include "sim/prices/price_keys.h"
#include "sim/scenario/scenario.h"

namespace npcost {

struct MovingPrice {
  enum class By { written, followed, kind, held };
  By by = By::held;
  std::string name;                    ///< "brain input", "mouth, ears"
  std::string price_class;             ///< that it follows; ""
  std::string how;                     ///< "decline 20..50%/y, floor $0.05/1M tokens", or what the outlook was fitted from
  std::string provenance = "assumed";  ///< of the path: "sourced", "derived" or "assumed"
  Distribution halvings_per_year = Distribution::constant(0), floor_share = Distribution::constant(0);
  struct Step {
    double day = 0;                    ///< since the start
    double times = 1, probability = 1;
  };
  std::vector<Step> steps;             ///< in the order of their days
  std::uint32_t speed_name = 0, floor_name = 0, step_name = 0;
  bool moves() const { return by != By::held; }
};

/// One draw of a path.
struct DrawnPath {
  double halvings_per_year = 0, floor_share = 0;
  std::vector<MovingPrice::Step> steps;   ///< those that happen
};

DrawnPath drawn_path(const MovingPrice& price, std::uint64_t seed, std::uint32_t draw);
double factor_on(const DrawnPath& path, double day);
/// The middle of everything that is unknown; steps that are as likely as not happen.
DrawnPath middle_path(const MovingPrice& price);

/// The class that models of a kind follow by default; "" for kinds that none stands for.
std::string_view usual_class(ModelKind kind);

class PricePaths {
 public:
  /// All prices that any card of the scenario has. A class that a price says it follows and that has no outlook holds it: ask
  /// unknown_classes() first.
  PricePaths(const Scenario& scenario, std::span<const ClassOutlook> outlooks);

  const std::vector<MovingPrice>& prices() const { return prices_; }
  /// The price of each cell of a plan of the scenario, as an index into prices(); `none` for what has no price.
  std::vector<std::uint32_t> of_cells(const Scenario& scenario, const Plan& plan) const;
  static constexpr std::uint32_t none = ~std::uint32_t{0};

 private:
  void add(const Scenario& scenario, const PriceCard& card, const Price& price, std::span<const ClassOutlook> outlooks);

  std::vector<MovingPrice> prices_;
  std::map<std::string, std::uint32_t> number_;   ///< by what moves together
};

/// Classes that prices say they follow and that are not among the outlooks, with the pointer of the first price that does.
std::vector<std::pair<std::string, std::string>> unknown_classes(const Scenario& scenario, std::span<const ClassOutlook> outlooks);

}  // namespace npcost
