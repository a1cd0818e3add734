#include "ui/terminal/price_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/reading/utf8.h"
#include "ui/terminal/columns.h"

namespace npcost {
namespace {

constexpr std::size_t axis_width = 9;  // "   $0.15 " and the line itself comes after

struct Range {
  double low = 0, high = 0;  ///< logarithms to base 10, low < high
};

std::optional<Range> range_of(const std::vector<ChartLine>& lines) {
  std::optional<Range> range;
  for (const ChartLine& line : lines) {
    for (const ChartStep& step : line.steps) {
      if (!step.value || !(*step.value > 0)) continue;
      const double log = std::log10(*step.value);
      if (!range) range = Range{log, log};
      range = Range{std::min(range->low, log), std::max(range->high, log)};
    }
  }
  // A flat line lies in the middle of a band of its own.
  if (range && range->high - range->low < 0.2) range = Range{range->low - 0.15, range->high + 0.15};
  return range;
}

/// Dots, or cells in ASCII: what the lines are drawn with.
class Canvas {
 public:
  Canvas(std::size_t cells_wide, std::size_t cells_high, bool braille)
      : wide_(cells_wide), high_(cells_high), braille_(braille), dots_(wide_ * high_), owner_(wide_ * high_, nobody) {}

  std::size_t columns() const { return wide_ * (braille_ ? 2 : 1); }
  std::size_t rows() const { return high_ * (braille_ ? 4 : 1); }

  void dot(std::size_t column, std::size_t row, std::uint8_t line) {
    const std::size_t cell = (braille_ ? row / 4 : row) * wide_ + (braille_ ? column / 2 : column);
    // The dots of a braille cell, by row and then by column: U+2800 and these bits.
    constexpr std::uint8_t bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    dots_[cell] = static_cast<std::uint8_t>(dots_[cell] | bits[row % 4][column % 2]);
    owner_[cell] = owner_[cell] == nobody || owner_[cell] == line ? line : shared;
  }

  std::string row_text(std::size_t row, const std::vector<char>& letters, const std::vector<std::optional<Ink>>& inks,
                       const Style& style) const {
    std::string text;
    for (std::size_t column = 0; column < wide_; ++column) {
      const std::size_t cell = row * wide_ + column;
      const std::uint8_t owner = owner_[cell];
      if (owner == nobody) {
        text += ' ';
      } else if (!braille_) {
        text += owner == shared ? '*' : letters[owner];
      } else {
        const std::string glyph = braille_glyph(dots_[cell]);
        text += owner == shared || !inks[owner] ? glyph : inked(glyph, *inks[owner], style);
      }
    }
    return text;
  }

 private:
  static constexpr std::uint8_t nobody = 255, shared = 254;

  static std::string braille_glyph(std::uint8_t dots) {
    // U+2800 … U+28FF in UTF-8: E2, then the two high bits of the dots, then the six low ones.
    return {static_cast<char>(0xE2), static_cast<char>(0xA0 | (dots >> 6)), static_cast<char>(0x80 | (dots & 0x3F))};
  }

  std::size_t wide_, high_;
  bool braille_;
  std::vector<std::uint8_t> dots_, owner_;
};

class Chart {
 public:
  Chart(const std::vector<ChartLine>& lines, const ChartFrame& frame, Range range, const Style& style)
      : lines_(lines),
        frame_(frame),
        range_(range),
        style_(style),
        plot_(frame.width - axis_width - 2 - legend_width()),
        canvas_(plot_, frame.height, style.utf8) {}

  std::string text() {
    for (std::size_t i = 0; i < lines_.size(); ++i) draw(lines_[i], static_cast<std::uint8_t>(i));
    const std::vector<std::string> legend = legend_by_row(), ticks = ticks_by_row();
    const std::string_view wall = style_.utf8 ? "│" : "|", joint = style_.utf8 ? "┤" : "+";
    std::string text;
    for (std::size_t row = 0; row < frame_.height; ++row) {
      std::string line = inked(pad_left(ticks[row], axis_width - 1), Ink::faint, style_) + " ";
      line += inked(ticks[row].empty() ? wall : joint, Ink::faint, style_);
      line += canvas_.row_text(row, letters(), inks(), style_);
      if (!legend[row].empty()) line += " " + legend[row];
      while (line.ends_with(' ')) line.pop_back();
      text += line + "\n";
    }
    return text + time_axis();
  }

 private:
  std::string legend_of(std::size_t i) const {
    const std::string letter = style_.utf8 ? "" : std::string(1, letters()[i]) + " ";
    return cut_to(letter + lines_[i].label + " " + lines_[i].last, 26, style_);
  }
  std::size_t legend_width() const {
    std::size_t width = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) width = std::max(width, display_width(legend_of(i)));
    return width;
  }

  /// A letter of its label for each line, none twice.
  std::vector<char> letters() const {
    std::vector<char> taken;
    for (const ChartLine& line : lines_) {
      std::string wanted = line.label + "abcdefghij";
      std::erase_if(wanted, [](char c) { return c < 'a' || c > 'z'; });
      for (const char c : wanted) {
        if (std::find(taken.begin(), taken.end(), c) != taken.end()) continue;
        taken.push_back(c);
        break;
      }
    }
    return taken;
  }
  std::vector<std::optional<Ink>> inks() const {
    constexpr std::array<std::optional<Ink>, 4> cycle{std::nullopt, Ink::faint, Ink::strong, Ink::odd};
    std::vector<std::optional<Ink>> all;
    for (std::size_t i = 0; i < lines_.size(); ++i) all.push_back(cycle[i % cycle.size()]);
    return all;
  }

  std::size_t row_of(double value, std::size_t rows) const {
    const double share = (range_.high - std::log10(value)) / (range_.high - range_.low);
    return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(rows - 1)));
  }
  std::size_t column_of(Instant when, std::size_t columns) const {
    const auto all = static_cast<double>((frame_.end - frame_.start).count());
    const double share = static_cast<double>((when - frame_.start).count()) / all;
    return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(columns - 1)));
  }

  void draw(const ChartLine& line, std::uint8_t number) {
    std::size_t row_before = 0;
    bool connected = false;  // to the step before
    for (std::size_t i = 0; i < line.steps.size(); ++i) {
      const ChartStep& step = line.steps[i];
      const Instant until = i + 1 < line.steps.size() ? line.steps[i + 1].from : frame_.end;
      if (!step.value || !(*step.value > 0) || until < frame_.start || step.from > frame_.end) {
        connected = false;
        continue;
      }
      const std::size_t row = row_of(*step.value, canvas_.rows());
      const std::size_t first = column_of(std::max(step.from, frame_.start), canvas_.columns());
      const std::size_t last = column_of(until, canvas_.columns());
      for (std::size_t y = std::min(row_before, row); connected && y <= std::max(row_before, row); ++y) {
        canvas_.dot(first, y, number);
      }
      for (std::size_t x = first; x <= last; ++x) canvas_.dot(x, row, number);
      row_before = row;
      connected = true;
    }
  }

  /// Each line's name beside its last value, moved to the nearest free row.
  std::vector<std::string> legend_by_row() const {
    std::vector<std::string> rows(frame_.height);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      std::size_t wanted = frame_.height - 1;
      for (const ChartStep& step : lines_[i].steps) {
        if (step.value && *step.value > 0) wanted = row_of(*step.value, frame_.height);
      }
      for (std::size_t away = 0; away < frame_.height; ++away) {
        const bool up = wanted >= away && rows[wanted - away].empty();
        const bool down = wanted + away < frame_.height && rows[wanted + away].empty();
        if (!up && !down) continue;
        const std::optional<Ink> ink = inks()[i];
        rows[up ? wanted - away : wanted + away] = ink ? inked(legend_of(i), *ink, style_) : legend_of(i);
        break;
      }
    }
    return rows;
  }

  /// Powers of ten; over a short range also 2 and 5 times them, where a row lies near enough to be called so.
  std::vector<std::string> ticks_by_row() const {
    std::vector<std::string> rows(frame_.height);
    const bool powers_only = range_.high - range_.low > 2.5;
    for (int exponent = static_cast<int>(std::floor(range_.low)); exponent <= range_.high; ++exponent) {
      for (const int digit : {1, 2, 5}) {
        const double log = exponent + std::log10(digit);
        if ((powers_only && digit != 1) || log < range_.low - 1e-9 || log > range_.high + 1e-9) continue;
        const double exact = (range_.high - log) / (range_.high - range_.low) * static_cast<double>(frame_.height - 1);
        const auto row = static_cast<std::size_t>(std::lround(std::max(exact, 0.0)));
        const bool near = digit == 1 || std::abs(exact - static_cast<double>(row)) < 0.34;
        if (row < rows.size() && near && rows[row].empty()) rows[row] = tick_text(digit, exponent);
      }
    }
    return rows;
  }

  static std::string tick_text(int digit, int exponent) {
    if (exponent >= 5 || exponent < -5) return fmt::format("{}e{}", digit, exponent);
    if (exponent >= 0) return fmt::format("{}{}", digit, std::string(static_cast<std::size_t>(exponent), '0'));
    return fmt::format("0.{}{}", std::string(static_cast<std::size_t>(-exponent - 1), '0'), digit);
  }

  std::string time_axis() const {
    std::string marks, words(plot_, ' ');
    const std::vector<std::size_t> years = year_columns(words);
    for (std::size_t column = 0; column < plot_; ++column) {
      const bool marked = std::find(years.begin(), years.end(), column) != years.end();
      marks += style_.utf8 ? (marked ? "┴" : "─") : (marked ? "+" : "-");
    }
    const std::string space(axis_width, ' ');
    while (words.ends_with(' ')) words.pop_back();
    return space + inked((style_.utf8 ? "└" : "+") + marks, Ink::faint, style_) + "\n" + space + " " +
           inked(words, Ink::faint, style_) + "\n";
  }

  /// Where years begin; their numbers, or the first and the last day when fewer than two years begin, go into `words`.
  std::vector<std::size_t> year_columns(std::string& words) const {
    std::vector<std::size_t> columns;
    const auto write = [&words](std::size_t column, const std::string& text) {
      const std::size_t from = column == 0 ? 0 : column - 1;
      if (column + text.size() > words.size()) return;
      for (std::size_t i = from; i < std::min(column + text.size() + 1, words.size()); ++i) {
        if (words[i] != ' ') return;
      }
      words.replace(column, text.size(), text);
    };
    std::vector<std::pair<std::size_t, std::string>> begins;
    const std::string last = date_text(frame_.end);
    for (std::string year = date_text(frame_.start).substr(0, 4); year <= last.substr(0, 4);) {
      const auto begin = parse_local_time(year + "-01-01");
      if (!begin) break;
      const Instant when(begin->time_since_epoch());
      if (when >= frame_.start && when <= frame_.end) begins.emplace_back(column_of(when, plot_), year);
      const std::string next = date_text(when + std::chrono::hours(24) * 366).substr(0, 4);
      if (next <= year) break;  // the calendar ends with the year 9999
      year = next;
    }
    for (const auto& [column, year] : begins) columns.push_back(column);
    if (begins.size() < 2) {
      write(0, date_text(frame_.start));
      if (words.size() >= last.size()) write(words.size() - last.size(), last);
    }
    for (const auto& [column, year] : begins) write(column, year);
    return columns;
  }

  const std::vector<ChartLine>& lines_;
  const ChartFrame& frame_;
  Range range_;
  const Style& style_;
  std::size_t plot_;
  Canvas canvas_;
};

}  // namespace

std::string price_chart(const std::vector<ChartLine>& lines, const ChartFrame& frame, const Style& style) {
  const std::optional<Range> range = range_of(lines);
  if (!range || frame.start >= frame.end || lines.size() > 8) return {};
  return Chart(lines, frame, *range, style).text();
}

}  // namespace npcost
