// The prices of one dated entry, meter by meter; tiers, hours and service tiers stand beside the base price.
#include <fmt/format.h>

#include <algorithm>

#include "sim/prices/price_text.h"
#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/price_facts.h"
#include "ui/terminal/price_show.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

constexpr std::size_t table_width = 80, longest_head = 24;

struct PriceColumn {
  std::string head;
  const MeterPrices* prices;
};

std::vector<PriceColumn> columns_beside(const PriceSet& set, const Style& style) {
  std::vector<PriceColumn> columns;
  const auto add = [&](std::string_view head, const MeterPrices& prices) {
    if (!prices.empty()) columns.push_back({shown_name(head, longest_head, style), &prices});
  };
  for (const ContextTier& tier : set.tiers) add(tier_text(tier), tier.price);
  for (const ScheduleEntry& entry : set.schedule) add(entry.name.empty() ? "hours" : entry.name, entry.price);
  for (const ServiceTier& service : set.services) {
    add(service.name, service.price);
    for (const ContextTier& tier : service.tiers) add(service.name + ", " + tier_text(tier), tier.price);
  }
  return columns;
}

std::vector<Meter> meters_of(const PriceSet& set, const PriceSet* before, const std::vector<PriceColumn>& columns) {
  std::vector<Meter> meters;
  const auto add = [&meters](const MeterPrices& prices) {
    for (const MeterPrices::Entry& entry : prices) meters.push_back(entry.meter);
  };
  add(set.base);
  for (const PriceColumn& column : columns) add(*column.prices);
  if (before != nullptr) add(before->base);
  std::sort(meters.begin(), meters.end());
  meters.erase(std::unique(meters.begin(), meters.end()), meters.end());
  return meters;
}

TableCell change_cell(const PriceSet& set, const PriceSet* before, Meter meter, const Style& style) {
  if (before == nullptr) return {""};
  const Price *now = set.base.find(meter), *then = before->base.find(meter);
  if (now == nullptr && then == nullptr) return {""};
  if (now == nullptr) return {"was " + amount_cell(*then, meter), Ink::odd};
  if (then == nullptr) return {"new", Ink::odd};
  return {change_text(then->exact, now->exact, style), change_ink(then->exact, now->exact)};
}

/// What a row is called: with its unit, unless that is the usual one of the table.
std::string row_label(const PriceSet& set, const PriceSet* before, Meter meter, ModelKind kind,
                      const std::vector<PriceColumn>& columns) {
  const Price* price = set.base.find(meter);
  for (const PriceColumn& column : columns) price = price == nullptr ? column.prices->find(meter) : price;
  if (price == nullptr && before != nullptr) price = before->base.find(meter);
  const std::string unit = price == nullptr ? "" : unit_of(*price, meter);
  return meter_label(meter, kind) + (unit.empty() || unit == "1M tokens" ? "" : " per " + unit);
}

class PriceTable {
 public:
  PriceTable(const PriceSet& set, const PriceSet* before, ModelKind kind, const Style& style)
      : set_(set), before_(before), kind_(kind), style_(style), columns_(columns_beside(set, style)) {
    meters_ = meters_of(set, before, columns_);
  }

  /// Columns that do not fit beside each other go into a table below, with the meters named again.
  std::string text() const {
    std::string text;
    std::vector<TableRow> table = base();
    for (const PriceColumn& column : columns_) {
      if (std::vector<TableRow> wider = with(table, column); fits(wider)) {
        table = std::move(wider);
      } else {
        text += lines(table);
        table = with(labels(), column);
      }
    }
    return text + lines(table);
  }

 private:
  std::vector<TableRow> labels() const {
    std::string head;
    if (!set_.base.empty()) head = set_.base.begin()->price.currency;
    std::vector<TableRow> rows(1);
    bool tokens = false;
    for (const Meter meter : meters_) {
      const std::string label = row_label(set_, before_, meter, kind_, columns_);
      tokens = tokens || label.find(" per ") == std::string::npos;
      rows.push_back({{label}});
    }
    rows.front() = {{head + (tokens ? " per 1M tokens" : ""), Ink::faint}};
    return rows;
  }

  std::vector<TableRow> base() const {
    std::vector<TableRow> rows = with(labels(), {columns_.empty() ? "" : "base", &set_.base});
    rows.front().push_back({""});
    for (std::size_t i = 0; i < meters_.size(); ++i)
      rows[i + 1].push_back(change_cell(set_, before_, meters_[i], style_));
    return rows;
  }

  std::vector<TableRow> with(std::vector<TableRow> rows, const PriceColumn& column) const {
    rows.front().push_back({column.head, Ink::faint});
    for (std::size_t i = 0; i < meters_.size(); ++i) {
      const Price* price = column.prices->find(meters_[i]);
      rows[i + 1].push_back({price == nullptr ? std::string(nothing_mark(style_)) : amount_cell(*price, meters_[i])});
    }
    return rows;
  }

  std::string lines(const std::vector<TableRow>& table) const {
    std::string text;
    for (const std::string& line : table_lines(table, "lrl", 2, "    ", style_)) text += line + "\n";
    return text;
  }

  bool fits(const std::vector<TableRow>& table) const {
    const Style plain{.color = false, .utf8 = style_.utf8};
    for (const std::string& line : table_lines(table, "lrl", 2, "    ", plain)) {
      if (display_width(line) > table_width) return false;
    }
    return true;
  }

  const PriceSet& set_;
  const PriceSet* before_;
  ModelKind kind_;
  const Style& style_;
  std::vector<PriceColumn> columns_;
  std::vector<Meter> meters_;
};

}  // namespace

std::string price_table(const PriceSet& set, const PriceSet* before, ModelKind kind, const Style& style) {
  return PriceTable(set, before, kind, style).text();
}

}  // namespace npcost
