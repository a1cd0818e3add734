#pragma once
// What a recording costs under a price book: figures of every mark, and courses over the whole run.
//
// Exact     counts times prices are whole grains of money, in 64 or 128 bits; each figure is divided and rounded to a double once.
// Players   of a mode: those of segments who can meet it, and who have played. As everywhere, percentiles interpolate between order
//           statistics (sim/answers/percentiles.h): at the last mark they are those that Repricing gives for these prices.
// Graduated prices are what a count costs on average over the whole run, at every mark.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "ui/window/model/recording.h"
#include "ui/window/model/screen.h"

namespace npcost::window {

inline constexpr std::size_t part_count = 9;   ///< kinds of Part
/// Which part of a breakdown a cell belongs to.
Part::Kind part_of(const Cell& cell);

struct FiguresOfMode {
  std::optional<double> p50, p95, mean;                       ///< per player-hour
  std::array<std::optional<double>, part_count> part;         ///< per player-hour; nothing: the mode has no such part
  std::array<double, part_count> share{};                     ///< of the mode's cost
  Stage binding = Stage::llm;
  double binding_share = 0;
  double share_of_bill = 0;                                   ///< of what all modes cost
};

struct FiguresAt {
  std::array<FiguresOfMode, mode_count> mode;
  std::optional<double> per_turn, monthly_bill, cache_hits;
  double voice_share = 0;
};

/// Cost per player-hour in each stretch of the run: by bucket_hours; NaN: nobody played.
struct StretchesOfMode {
  std::vector<float> mean;
  std::array<std::vector<float>, part_count> part;            ///< empty: the mode has no such part
};
using HoursOfMode = std::array<StretchesOfMode, bucket_count>;   ///< [0]: hour by hour

/// A recording's usage under the prices of one book.
class Billing {
 public:
  /// `book`: of a scenario that differs in amounts of prices only (same_usage()). All must outlive this.
  Billing(std::shared_ptr<const Recording> recording, const Plan& prices_of, const PriceBook& book);

  const Recording& recording() const { return *recording_; }
  const std::shared_ptr<const Recording>& shared_recording() const { return recording_; }
  const CellPrices& prices() const { return prices_; }
  bool occurs(Mode mode) const { return modes_[static_cast<std::size_t>(mode)].occurs; }
  /// Any mark of any recording of the same plan.
  FiguresAt figures(const Mark& mark) const;
  HoursOfMode hours(Mode mode) const;

 private:
  struct OfMode {
    bool occurs = false;
    std::vector<std::uint8_t> meets;                          ///< [segment]
    CellPrices prices;                                        ///< of its cells; 0 for all others
    std::array<bool, part_count> has_part{};
  };
  void add_percentiles(const OfMode& mode, const Mark& mark, FiguresOfMode& figures) const;
  FiguresOfMode figures_of(const OfMode& mode, const Mark& mark) const;

  std::shared_ptr<const Recording> recording_;
  CellPrices prices_;
  std::array<OfMode, mode_count> modes_;
  std::vector<std::uint8_t> part_of_cell_;
};

/// Everything that the screen shows of a billing, worked out once.
struct Billed {
  std::shared_ptr<const Billing> billing;
  std::vector<std::size_t> mark;                              ///< indices of the marks that were billed, ascending …
  std::vector<FiguresAt> at_marks;                            ///< … and their figures
  std::array<HoursOfMode, mode_count> hours;
};
/// Nothing if it was stopped. Every `stride`-th mark, and the last one: a slider that moves needs no finer course.
std::shared_ptr<const Billed> bill(std::shared_ptr<const Billing> billing, const KeepGoing& keep_going, std::size_t stride = 1);

}  // namespace npcost::window
