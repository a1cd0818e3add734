#include "ui/terminal/rate_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/rate_table.h"

namespace npcost {
namespace {

constexpr std::size_t most_lines = 24, most_days = 31, name_width = bill_name_width;

std::string whole(std::uint64_t count) { return grouped(std::to_string(count)); }

/// "1 record", "1,200 records".
std::string some(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", whole(count), count == 1 ? one : many);
}
std::string records(std::uint64_t count) { return some(count, "record", "records"); }

/// What the log called it: "gpt-4o of azure".
std::string named_in_log(const NameUse& use, std::size_t width, const Style& style) {
  std::string name = use.model.empty() ? "(no model named)" : shown_name(use.model, width, style);
  if (!use.provider.empty()) name += " of " + shown_name(use.provider, 20, style);
  return name;
}

std::string amount_of(const std::string& decimal_text, std::string_view currency) {
  if (currency == "USD") return "$" + grouped(decimal_text);
  return grouped(decimal_text) + " " + std::string(currency);
}

class RateText {
 public:
  RateText(const UsageTotals& totals, const PriceBook& book, const BillAudit& audit, const Style& style)
      : totals_(totals), book_(book), audit_(audit), style_(style), bill_(make_bill(totals, book)) {}

  std::string text(std::string_view closing) const {
    std::string text = head() + "\n" + total();
    for (const std::string& section : {unpriced(), table("BY MODEL", folded(bill_.models, most_lines), false),
                                       table(days_title(), folded(by_month(bill_.days, most_days), most_days), false),
                                       table("BY METER", bill_.meters, true), names(), notes(), left_out()}) {
      if (!section.empty()) text += "\n" + section;
    }
    if (!closing.empty()) text += fmt::format("\n  {}\n", inked(closing, Ink::odd, style_));
    return text;
  }

 private:
  std::string title(std::string_view text, Ink ink = Ink::strong) const {
    return "  " + inked(text, ink, style_) + "\n";
  }

  std::string head() const {
    std::vector<std::string> parts;
    for (const std::string& log : audit_.logs)
      parts.push_back(shown_name(log == "-" ? "standard input" : log, 60, style_));
    if (parts.size() > 4) {
      const std::size_t more = parts.size() - 4;
      parts.resize(4);
      parts.push_back(fmt::format("and {} more", more));
    }
    parts.push_back(audit_.format);
    parts.push_back(records(totals_.all.records));
    if (!totals_.days.empty()) {
      const std::string first = bill_.days.front().name;
      const std::string last = bill_.days[totals_.days.size() - 1].name;
      parts.push_back(first == last ? first : first + " to " + last);
    }
    std::string text = joined_parts(parts, "", bill_width, style_);
    parts.clear();
    for (const BillAudit::BookUsed& book : audit_.books) {
      parts.push_back(shown_name(book.name, 48, style_) +
                      (book.as_of.empty() ? "" : ", as of " + printable(book.as_of)));
    }
    parts.front().insert(0, "priced with ");
    if (!audit_.as_of.empty()) parts.push_back("every record as if sent at " + audit_.as_of);
    return text + joined_parts(parts, "", bill_width, style_);
  }

  std::string total() const {
    std::string text = "  " + inked("TOTAL", Ink::strong, style_) + "  ";
    if (!bill_.known) {
      const char* why = totals_.all.records > 0      ? "nothing in the logs has a price"
                        : totals_.faulty_records > 0 ? "no record could be read"
                                                     : "no request in the logs";
      return text + inked(fmt::format("unknown: {}", why), Ink::bad, style_) + "\n";
    }
    if (!bill_.complete) text += inked("at least ", Ink::bad, style_);
    return text + inked(amount_of(bill_.total, book_.currency), Ink::strong, style_) + "\n";
  }

  std::string unpriced() const {
    if (totals_.all.with_unpriced == 0) return {};
    std::string text = title("UNPRICED", Ink::bad);
    for (const std::string& line : wrapped(
             fmt::format("{} of {} {} something whose price is not known: it is in no sum, and it is not 0; {} marks "
                         "the sums that lack it",
                         whole(totals_.all.with_unpriced), records(totals_.all.records),
                         totals_.all.with_unpriced == 1 ? "holds" : "hold", at_least(style_)),
             bill_width - 4)) {
      text += "    " + line + "\n";
    }
    std::vector<const NameUse*> uses;
    for (const NameUse& use : totals_.unknown) uses.push_back(&use);
    std::stable_sort(uses.begin(), uses.end(),
                     [](const NameUse* a, const NameUse* b) { return a->records > b->records; });
    for (std::size_t i = 0; i < std::min(uses.size(), most_lines); ++i) text += unknown_model(*uses[i]);
    std::uint64_t others = totals_.other_unknown.records;
    for (std::size_t i = most_lines; i < uses.size(); ++i) others += uses[i]->records;
    if (others > 0) text += fmt::format("    {} of further names; --json lists up to 1,000\n", records(others));
    for (std::size_t i = 0; i < std::min(bill_.unpriced_meters.size(), most_lines); ++i) {
      const UnpricedMeter& one = bill_.unpriced_meters[i];
      text += fmt::format("    {}: {} without a price\n", shown_name(book_.cards[one.card].name, name_width, style_),
                          used_text(one.meter, one.count));
    }
    for (std::size_t card = 0; card < totals_.models.size(); ++card) {
      const std::uint64_t count = totals_.models[card].unit_not_stated;
      if (count == 0) continue;
      text += fmt::format("    {}: {} in a unit that the log does not state\n",
                          shown_name(book_.cards[card].name, name_width, style_), records(count));
    }
    if (bill_.unpriced_meters.size() > most_lines)
      text += fmt::format("    and {}\n", some(bill_.unpriced_meters.size() - most_lines, "more meter", "more meters"));
    return text;
  }

  std::string unknown_model(const NameUse& use) const {
    const std::string name = named_in_log(use, 48, style_);
    std::string text = fmt::format("    {}: {}, not in the book", name, records(use.records));
    if (display_width(text) > bill_width)
      text = "    " + name + "\n      " + records(use.records) + ", not in the book";
    text += "\n";
    std::vector<std::string> parts;
    for_each_meter(use.counts.used(), [&](Meter meter) { parts.push_back(used_text(meter, use.counts[meter])); });
    text += joined_parts(parts, "      ", bill_width, style_);
    if (use.did_you_mean.empty()) return text;
    return text + joined_parts({fmt::format("did you mean {}? --map LOG=BOOK says so", printable(use.did_you_mean))},
                               "      ", bill_width, style_);
  }

  std::string days_title() const { return bill_.days.size() <= most_days ? "BY DAY, UTC" : "BY MONTH, UTC"; }

  /// Names of the log that are not the book's: what they were taken for.
  std::string names() const {
    std::string text;
    std::size_t shown = 0, all = 0;
    for (const NameUse& use : totals_.known) {
      if (use.by == FoundBy::name && use.model == book_.cards[use.card].name) continue;
      if (use.by == FoundBy::provider_and_name) continue;
      if (++all > most_lines) continue;
      ++shown;
      const std::string name = "    " + named_in_log(use, name_width, style_);
      const std::string meant =
          fmt::format("{} {}{}", style_.utf8 ? "→" : "->", shown_name(book_.cards[use.card].name, name_width, style_),
                      use.by == FoundBy::map ? " (--map)" : "");
      const bool fits = display_width(name) + 1 + display_width(meant) <= bill_width;
      text += name + (fits ? " " : "\n      ") + meant + "\n";
    }
    if (text.empty()) return {};
    if (all > shown) text += fmt::format("    and {} more; --json lists them\n", all - shown);
    return title("NAMES of the log, and the model of the book") + text;
  }

  std::string notes() const {
    std::vector<std::string> notes;
    for (std::size_t card = 0; card < totals_.models.size(); ++card) {
      const std::uint64_t count = totals_.models[card].tier_not_offered;
      if (count == 0) continue;
      notes.push_back(fmt::format("{}: {} a service tier that the book does not price; charged as standard",
                                  printable(book_.cards[card].name), some(count, "record names", "records name")));
    }
    if (totals_.tier_overridden > 0) {
      notes.push_back(fmt::format("{} a service tier of its own, which holds instead of --service-tier",
                                  some(totals_.tier_overridden, "record states", "records state")));
    }
    if (totals_.answered_by_gateway > 0) {
      notes.push_back(
          fmt::format("{} answered by a gateway from its own store: no provider was asked, nothing is billed",
                      some(totals_.answered_by_gateway, "record was", "records were")));
    }
    if (totals_.passed_over > 0)
      notes.push_back(some(totals_.passed_over, "entry of the logs is no request and was passed over",
                           "entries of the logs are no requests and were passed over"));
    if (totals_.stated.records > 0) {
      notes.push_back(fmt::format("the logs themselves state {} for {}; npcost does not use it",
                                  amount_of(decimal(totals_.stated.amount), book_.currency),
                                  records(totals_.stated.records)));
    }
    if (notes.empty()) return {};
    std::string text = title("NOTES");
    for (const std::string& note : notes) {
      for (const std::string& line : wrapped(note, bill_width - 4)) text += "    " + line + "\n";
    }
    return text;
  }

  std::string left_out() const {
    if (totals_.faulty_records == 0) return {};
    std::string text =
        title(fmt::format("LEFT OUT: {} faulty", counted(totals_.faulty_records, "record or line", "records or lines")),
              Ink::bad);
    for (const std::string& line : wrapped("their cost is not in the total", bill_width - 4))
      text += "    " + line + "\n";
    return text;
  }

  std::string table(std::string_view head, const std::vector<BillLine>& lines, bool meters) const {
    return bill_table(head, lines, meters, totals_.all.amount, book_.currency, style_);
  }

  const UsageTotals& totals_;
  const PriceBook& book_;
  const BillAudit& audit_;
  const Style& style_;
  Bill bill_;
};

}  // namespace

std::string rate_text(const UsageTotals& totals, const PriceBook& book, const BillAudit& audit,
                      std::string_view closing, const Style& style) {
  return RateText(totals, book, audit, style).text(closing);
}

namespace {

std::string place_text(const LogPlace& place, const BillAudit& audit) {
  const std::string log = place.log < audit.logs.size() ? audit.logs[place.log] : "";
  std::string text = fmt::format("{}:{}", log == "-" ? "standard input" : printable(log), place.line);
  if (place.column > 0) text += fmt::format(":{}", place.column);
  if (place.last_line > 0) text += fmt::format(" (to line {})", place.last_line);
  if (place.item > 0) text += fmt::format(" (record {})", place.item);
  return text;
}

bool is_alike(const LogFault& a, const LogFault& b) {
  return a.place.log == b.place.log && a.field == b.field && a.what == b.what && a.hint == b.hint;
}

/// "    also in lines 31, 32, 33 and 19 more"
std::string further_lines(const std::vector<std::uint64_t>& lines) {
  constexpr std::size_t most_named = 8;
  if (lines.empty()) return {};
  std::string text;
  for (std::size_t i = 0; i < std::min(lines.size(), most_named); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(lines[i]);
  }
  if (lines.size() > most_named) text += fmt::format(" and {} more", lines.size() - most_named);
  return fmt::format("    also in {} {}\n", lines.size() == 1 ? "line" : "lines", text);
}

}  // namespace

std::string rate_faults(const UsageTotals& totals, const BillAudit& audit) {
  std::string text;
  std::vector<bool> told(totals.faults.size());
  for (std::size_t i = 0; i < totals.faults.size(); ++i) {
    if (told[i]) continue;
    const LogFault& fault = totals.faults[i];
    std::vector<std::uint64_t> further;
    for (std::size_t j = i + 1; j < totals.faults.size(); ++j) {
      if (!is_alike(fault, totals.faults[j])) continue;
      told[j] = true;
      const std::uint64_t line = totals.faults[j].place.line;
      if (line != fault.place.line && (further.empty() || further.back() != line)) further.push_back(line);
    }
    text += place_text(fault.place, audit) + ": ";
    if (!fault.field.empty()) text += std::string(fault.field) + " ";
    text += std::string(fault.what) + "\n";
    if (!fault.hint.empty()) text += fmt::format("    = {}\n", fault.hint);
    text += further_lines(further);
  }
  if (totals.fault_count > totals.faults.size()) {
    text += fmt::format("and {}\n", some(totals.fault_count - totals.faults.size(), "more fault", "more faults"));
  }
  return text;
}

}  // namespace npcost
