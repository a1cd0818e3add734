#include "sim/answers/verdict.h"

#include <cstddef>

#include "sim/base/estimate.h"

namespace npcost {

namespace {

std::optional<double> mean_if_any(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  return mean_of(values);
}

}  // namespace

std::string_view band_of(const std::optional<double>& share_of_net_revenue) {
  if (!share_of_net_revenue) return unknown_band;
  constexpr double rounding = 1 + 1e-12;  // 5 % is green, whatever the last bit of a quotient says
  for (const Band& band : bands) {
    if (*share_of_net_revenue <= band.up_to * rounding) return band.name;
  }
  return beyond_bands;
}

ModeVerdict mode_verdict(Mode mode, std::span<const double> cost_per_mau_month, std::span<const double> share,
                         const std::array<Money, stage_count>& by_stage) {
  ModeVerdict verdict;
  verdict.mode = mode_name(mode);
  verdict.cost_per_mau_month = mean_if_any(cost_per_mau_month);
  verdict.share_of_net_revenue = mean_if_any(share);
  verdict.band = band_of(verdict.share_of_net_revenue);
  Money whole;
  std::size_t heaviest = 0;
  for (std::size_t s = 0; s < by_stage.size(); ++s) {
    whole += by_stage[s];
    if (by_stage[s] > by_stage[heaviest]) heaviest = s;
  }
  if (whole > Money{}) {  // a mode that costs nothing is bound by nothing
    verdict.binding_component = stage_name(static_cast<Stage>(heaviest));
    verdict.binding_share = by_stage[heaviest].approximate() / whole.approximate();
  }
  return verdict;
}

}  // namespace npcost
