#include "ui/report/rate_bill.h"

#include <algorithm>

#include "sim/base/check.h"

namespace npcost {
namespace {

/// The texts of one flat list of parts, put back where they came from.
struct Part {
  std::uint32_t card;
  Meter meter;
  Money amount;
};

Money money_of(const std::string& text) {
  const auto money = Money::from_decimal(text);
  NPCOST_CHECK(money.has_value(), "an amount that was written can be read");
  return *money;
}

void dearest_first(std::vector<BillLine>& lines) {
  std::stable_sort(lines.begin(), lines.end(),
                   [](const BillLine& a, const BillLine& b) { return a.amount > b.amount; });
}

void finish(std::vector<BillLine>& lines) {
  for (BillLine& line : lines) line.text = decimal(line.amount);
}

std::vector<Part> parts_of(const UsageTotals& totals) {
  std::vector<Part> parts;
  for (std::uint32_t card = 0; card < totals.models.size(); ++card) {
    for (int m = 0; m < meter_count; ++m) {
      const MeterSum& sum = totals.models[card].meters[static_cast<std::size_t>(m)];
      if (sum.count > 0) parts.push_back({card, static_cast<Meter>(m), sum.amount});
    }
  }
  return parts;
}

std::vector<BillLine> day_lines(const UsageTotals& totals) {
  std::vector<BillLine> lines;
  std::vector<Money> amounts;
  for (const auto& [day, sum] : totals.days) {
    lines.push_back(
        {date_text(Instant(std::chrono::hours(24) * day)), sum.records, 0, sum.with_unpriced, sum.amount, ""});
  }
  if (totals.undated.records > 0) {
    lines.push_back({"undated", totals.undated.records, 0, totals.undated.with_unpriced, totals.undated.amount, ""});
  }
  for (const BillLine& line : lines) amounts.push_back(line.amount);
  const std::vector<std::string> texts = decimals_that_add_up(amounts, totals.all.amount);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].text = texts[i];
  return lines;
}

}  // namespace

Bill make_bill(const UsageTotals& totals, const PriceBook& book) {
  Bill bill;
  bill.total = decimal(totals.all.amount);
  bill.complete = totals.all.with_unpriced == 0 && totals.faulty_records == 0;
  bill.meters_of_model.resize(book.cards.size());
  const std::vector<Part> parts = parts_of(totals);
  std::vector<Money> amounts;
  for (const Part& part : parts) amounts.push_back(part.amount);
  const std::vector<std::string> texts = decimals_that_add_up(amounts, totals.all.amount);

  std::array<BillLine, meter_count> meters;
  std::vector<BillLine> models(book.cards.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& [card, meter, exact] = parts[i];
    const MeterSum& sum = totals.models[card].meters[static_cast<std::size_t>(meter)];
    const Money amount = money_of(texts[i]);
    bill.meters_of_model[card].push_back(
        {std::string(meter_name(meter)), 0, sum.count, sum.unpriced, amount, texts[i]});
    if (sum.unpriced > 0) bill.unpriced_meters.push_back({card, meter, sum.unpriced});
    models[card].amount += amount;
    meters[static_cast<std::size_t>(meter)].amount += amount;
  }
  for (std::uint32_t card = 0; card < book.cards.size(); ++card) {
    const RecordSum& sum = totals.models[card].sum;
    if (sum.records == 0) continue;
    bill.models.push_back({book.cards[card].name, sum.records, 0, sum.with_unpriced, models[card].amount, ""});
  }
  for (int m = 0; m < meter_count; ++m) {
    const MeterSum& sum = totals.meters[static_cast<std::size_t>(m)];
    if (sum.count == 0) continue;
    bill.meters.push_back({std::string(meter_name(static_cast<Meter>(m))), 0, sum.count, sum.unpriced,
                           meters[static_cast<std::size_t>(m)].amount, ""});
  }
  bill.days = day_lines(totals);
  // A sum over no record is no figure: whatever was sent stands in another log, or was not understood.
  const auto has_price = [](const BillLine& line) { return line.count > line.unpriced; };
  bill.known = totals.all.records > 0 &&
               (totals.all.with_unpriced == 0 || std::any_of(bill.meters.begin(), bill.meters.end(), has_price));
  for (auto* lines : {&bill.models, &bill.meters}) {
    finish(*lines);
    dearest_first(*lines);
  }
  return bill;
}

std::string shown_count(Meter meter, std::uint64_t count) {
  return decimal(Money::from_grains(Int128{count} * Money::grain_per_unit), counts_per_shown_unit(meter));
}

}  // namespace npcost
