// Two paths as a map in characters.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "sim/scenario/written_number.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"
#include "ui/terminal/sweep_text.h"

namespace npcost {
namespace {

constexpr std::size_t label_width = 20;
constexpr std::size_t most_columns = (summary_width - label_width - 4) / 2;

class Map {
 public:
  Map(const SweepAnswer& answer, const SweepFigure& figure, const Style& style)
      : answer_(answer), figure_(figure), style_(style), rows_(answer.axes[0].values.size()), columns_(answer.axes[1].values.size()) {
    for (const SweepPoint& point : answer.points) {
      const std::optional<double> value = figure.value(point);
      if (!value) continue;
      low_ = known_ ? std::min(low_, *value) : *value;
      high_ = known_ ? std::max(high_, *value) : *value;
      known_ = true;
    }
  }

  std::string text() const {
    if (!known_) return "    no point has a value\n";
    if (low_ == high_) return everywhere();
    std::string text;
    for (std::size_t row = 0; row < rows_; ++row) {
      text += line(row);
      if (row + 1 < rows_) text += line_between(row);
    }
    return text + column_labels() + legend();
  }

 private:
  const SweepPoint& at(std::size_t row, std::size_t column) const { return answer_.points[row * columns_ + column]; }

  bool fails(std::size_t row, std::size_t column) const { return figure_.verdict(at(row, column)) == BudgetResult::Verdict::fail; }
  bool known(std::size_t row, std::size_t column) const { return figure_.verdict(at(row, column)).has_value(); }

  bool is_own(std::size_t row, std::size_t column) const { return answer_.own == row * columns_ + column; }

  /// Where nothing changes there is nothing to draw.
  std::string everywhere() const {
    std::string text = fmt::format("    {} everywhere", value_text(low_, figure_.unit, style_));
    for (const SweepPoint& point : answer_.points) {
      const auto verdict = figure_.verdict(point);
      if (!verdict) continue;
      return text + fmt::format(": {}\n", *verdict == BudgetResult::Verdict::pass   ? "pass"
                                          : *verdict == BudgetResult::Verdict::fail ? "fail"
                                                                                    : "inconclusive");
    }
    return text + "\n";
  }

  std::string cell(const SweepPoint& point) const {
    const std::optional<double> value = figure_.value(point);
    if (!value) return std::string(1, point.replications == 0 ? '.' : '-');
    const double share = high_ > low_ ? (*value - low_) / (high_ - low_) : 0;
    const std::string digit(1, static_cast<char>('0' + std::clamp(static_cast<int>(share * 10), 0, 9)));
    const auto verdict = figure_.verdict(point);
    if (!verdict) return digit;
    return inked(digit,
                 *verdict == BudgetResult::Verdict::pass   ? Ink::good
                 : *verdict == BudgetResult::Verdict::fail ? Ink::bad
                                                           : Ink::odd,
                 style_);
  }

  std::string line(std::size_t row) const {
    std::string text = "  " + pad_left(shown_name(shown_value(answer_.axes[0].values[row]), label_width, style_), label_width);
    text += is_own(row, 0) ? " [" : "  ";
    for (std::size_t column = 0; column < columns_; ++column) {
      text += cell(at(row, column));
      if (column + 1 == columns_) {
        if (is_own(row, column)) text += "]";
        continue;
      }
      const bool edge = known(row, column) && known(row, column + 1) && fails(row, column) != fails(row, column + 1);
      text += is_own(row, column) ? "]" : is_own(row, column + 1) ? "[" : edge ? (style_.utf8 ? "│" : "|") : " ";
    }
    return text + "\n";
  }

  /// Where the budget begins to fail from one row to the next.
  std::string line_between(std::size_t row) const {
    std::string text;
    std::size_t blank = label_width + 4;
    for (std::size_t column = 0; column < columns_; ++column) {
      const bool edge = known(row, column) && known(row + 1, column) && fails(row, column) != fails(row + 1, column);
      if (edge) {
        text += std::string(blank, ' ') + (style_.utf8 ? "─" : "-");
        blank = 1;
      } else {
        blank += 2;
      }
    }
    return text.empty() ? text : text + "\n";
  }

  std::string column_labels() const {
    const std::vector<std::string>& values = answer_.axes[1].values;
    const std::string first = shown_name(shown_value(values.front()), 24, style_),
                      last = shown_name(shown_value(values.back()), 24, style_);
    const std::size_t width = columns_ * 2;
    std::string text(label_width + 4, ' ');
    text += first;
    const std::size_t taken = display_width(first) + display_width(last);
    text += std::string(taken + 1 < width ? width - 1 - taken : 1, ' ') + last;
    return text + "\n";
  }

  std::string legend() const {
    std::string text = fmt::format("    0 is {}, 9 is {}", value_text(low_, figure_.unit, style_), value_text(high_, figure_.unit, style_));
    std::vector<std::string> marks;
    if (figure_.budget) marks.push_back(fmt::format("{} where the budget begins to fail", style_.utf8 ? "│ ─" : "| -"));
    if (answer_.own) marks.push_back("[ ] as it is now");
    for (std::size_t i = 0; i < marks.size(); ++i) text += (i == 0 ? "\n    " : "; ") + marks[i];
    return text + "\n";
  }

  const SweepAnswer& answer_;
  const SweepFigure& figure_;
  const Style& style_;
  std::size_t rows_, columns_;
  double low_ = 0, high_ = 0;
  bool known_ = false;
};

}  // namespace

bool makes_a_map(const SweepAnswer& answer) {
  if (answer.mode != Sweep::Mode::grid || answer.axes.size() != 2) return false;
  const std::size_t rows = answer.axes[0].values.size(), columns = answer.axes[1].values.size();
  return rows > 1 && columns > 2 && columns <= most_columns;
}

std::string sweep_map(const SweepAnswer& answer, const SweepFigure& figure, const Style& style) {
  return Map(answer, figure, style).text();
}

}  // namespace npcost
