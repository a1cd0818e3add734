#include "ui/terminal/price_show.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/prices/price_kinds.h"
#include "sim/prices/price_text.h"
#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/price_chart.h"
#include "ui/terminal/price_facts.h"
#include "ui/terminal/price_files.h"

namespace npcost {
namespace {

constexpr std::size_t show_width = 80;

std::string paragraph(std::string_view text, std::string_view indent, std::optional<Ink> ink, const Style& style) {
  std::string lines;
  for (const std::string& line : wrapped(text, show_width - display_width(indent))) {
    lines.append(indent).append(ink ? inked(line, *ink, style) : line).append("\n");
  }
  return lines;
}

std::string head(const PriceBook& book, const PriceCard& card, const Style& style) {
  std::string text = inked(shown_name(card.name, show_width, style), Ink::strong, style) + "\n";
  std::vector<std::string> parts{std::string(price_reading::model_kind_name(card.kind)),
                                 shown_name(book.name, 48, style)};
  if (!book.as_of.empty()) parts.push_back("as of " + printable(book.as_of));
  parts.push_back(counted(card.sets.size(), "entry", "entries"));
  text += joined_parts(parts, "", show_width, style);
  parts.clear();
  for (const PriceFact& rule : rules_of(card)) parts.push_back(rule.label + " " + rule.text);
  if (!parts.empty()) text += joined_parts(parts, "", show_width, style);
  if (!card.notes.empty()) text += paragraph(printable(card.notes), "", Ink::faint, style);
  return text;
}

/// The meters of a chart: those of main_meters() that were ever priced in the unit of the first of them that is priced last.
std::vector<Meter> charted_meters(const PriceCard& card) {
  std::vector<Meter> meters;
  for (const Meter meter : main_meters(card.kind)) {
    const bool priced =
        std::any_of(card.sets.begin(), card.sets.end(), [meter](const PriceSet& set) { return set.base.has(meter); });
    if (!priced) continue;
    const bool same_unit = meters.empty() || price_reading::per_of(meter) == price_reading::per_of(meters.front());
    if (same_unit) meters.push_back(meter);
  }
  return meters;
}

/// A number for the vertical axis: the price in the unit that the table shows.
double charted(const Price& price, Meter meter) {
  constexpr std::int64_t minute = 60'000, million = 1'000'000;
  switch (price_reading::per_of(meter)) {
    case Per::millisecond: return price.exact.per_count.times(minute).approximate();
    case Per::request: return price.exact.per_count.times(1000).approximate();
    default: return price.exact.per_count.times(million).approximate();
  }
}

std::string_view charted_unit(Meter meter) {
  switch (price_reading::per_of(meter)) {
    case Per::millisecond: return "min";
    case Per::request: return "1k requests";
    case Per::character: return "1M chars";
    case Per::byte: return "1M bytes";
    default: return "1M tokens";
  }
}

ChartLine chart_line(const PriceCard& card, Meter meter, Instant start) {
  ChartLine line{meter_label(meter, card.kind), "", {}};
  for (std::size_t i = 0; i < card.sets.size(); ++i) {
    const PriceSet& set = card.sets[i];
    const Price* price = set.base.find(meter);
    const bool free = price != nullptr && price->exact.per_count == Money();
    line.last = price == nullptr ? "" : amount_cell(*price, meter) + (free ? " (not drawn)" : "");
    line.steps.push_back(
        {std::max(set.from, start), price == nullptr || free ? std::nullopt : std::optional(charted(*price, meter))});
    const bool gap = i + 1 == card.sets.size() || set.until < card.sets[i + 1].from;
    if (set.until != Instant::max() && gap) line.steps.push_back({set.until, std::nullopt});
  }
  return line;
}

/// "from 2024-07-18", "from 2024-12-26, until 2025-02-07, then unknown", "at any time".
std::string period_text(const PriceCard& card, std::size_t i) {
  const PriceSet& set = card.sets[i];
  const bool last = i + 1 == card.sets.size();
  std::string text;
  if (set.from != Instant::min()) text = "from " + moment_text(set.from);
  if (set.from == Instant::min()) text = last ? "at any time" : "before " + moment_text(card.sets[i + 1].from);
  if (set.until != Instant::max()) {
    text += ", until " + last_day_text(set.until);
    if (last || set.until < card.sets[i + 1].from) text += ", then unknown";
  }
  return text;
}

std::string rule_lines(const PriceSet& set, const Style& style) {
  const std::string_view times = style.utf8 ? "× " : "times ";
  std::string text;
  for (const ScheduleEntry& entry : set.schedule) {
    std::string line = entry.name.empty() ? "hours" : printable(entry.name);
    if (entry.times) line += fmt::format(", {}{}", times, times_text(*entry.times));
    text += paragraph(line + ": " + hours_text(entry), "    ", {}, style);
  }
  std::vector<std::string> services;
  for (const ServiceTier& service : set.services) {
    if (service.times)
      services.push_back(fmt::format("{} {}{}", printable(service.name), times, times_text(*service.times)));
  }
  if (!services.empty()) {
    services.front().insert(0, "service tiers: ");
    text += joined_parts(services, "    ", show_width, style);
  }
  for (const VolumeTier& step : set.volume) {
    text +=
        fmt::format("    {}: {}\n", volume_text(step), price_text(step.price.exact, step.meter, step.price.currency));
  }
  return text;
}

std::string origin_lines(const PriceSet& set, const Style& style) {
  std::string text;
  std::vector<std::string> parts;
  if (!set.source.empty()) parts.push_back("source: " + printable(set.source));
  if (!set.as_of.empty()) parts.push_back("seen " + printable(set.as_of));
  if (!set.confidence.empty()) parts.push_back("confidence " + printable(set.confidence));
  const std::string provenance = !set.provenance.empty() ? printable(set.provenance)
                                 : set.source.empty()    ? "assumed"
                                                         : "sourced";
  parts.push_back(provenance);
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : std::string(dot(style))) + part;
  text += paragraph(all, "    ", provenance == "assumed" ? Ink::odd : Ink::faint, style);
  for (const std::string& note : {set.why, set.notes}) {
    if (!note.empty()) text += paragraph(printable(note), "    ", Ink::faint, style);
  }
  return text;
}

}  // namespace

std::string model_chart(const PriceBook& book, const PriceCard& card, const Style& style) {
  const std::vector<Meter> meters = charted_meters(card);
  const bool dated = card.sets.size() > 1 || card.sets.front().until != Instant::max();
  if (meters.empty() || !dated) return {};
  Instant start = card.sets.front().from, end = card.sets.back().from;
  if (start == Instant::min()) start = card.sets.size() > 1 ? card.sets[1].from : end;
  if (const auto day = day_of(book)) end = std::max(end, *day);
  if (const Instant until = card.sets.back().until; until != Instant::max()) end = std::max(end, until);
  const auto margin = std::chrono::hours(24) * 30;
  if (card.sets.front().from == Instant::min()) start -= margin;
  if (end == card.sets.back().from) end += margin;
  std::vector<ChartLine> lines;
  for (const Meter meter : meters) lines.push_back(chart_line(card, meter, start));
  const std::string chart = price_chart(lines, {start, end, show_width, 10}, style);
  if (chart.empty()) return {};
  return inked(fmt::format("  base price in {} per {}, logarithmic", book.currency, charted_unit(meters.front())),
               Ink::faint, style) +
         "\n" + chart;
}

std::string price_show_text(const PriceBook& book, const PriceCard& card, const Style& style) {
  std::string text = head(book, card, style);
  if (const std::string chart = model_chart(book, card, style); !chart.empty()) text += "\n" + chart;
  for (std::size_t i = 0; i < card.sets.size(); ++i) {
    text += "\n  " + inked(period_text(card, i), Ink::strong, style) + "\n";
    text += price_table(card.sets[i], i == 0 ? nullptr : &card.sets[i - 1], card.kind, style);
    text += rule_lines(card.sets[i], style);
    text += origin_lines(card.sets[i], style);
  }
  return text;
}

}  // namespace npcost
