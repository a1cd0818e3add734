#include "ui/terminal/price_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/prices/price_kinds.h"
#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

constexpr std::size_t diff_width = 80, longest_name = 76;

using Facts = std::vector<PriceFact>;

/// What a side says of a model; empty: nothing.
Facts facts_on(const PriceCard& card, const BookSide& side, bool all_dates) {
  Facts facts;
  const auto add = [&](const PriceSet& set, const std::string& before) {
    for (PriceFact& fact : facts_of(set, card.kind, side.book->currency)) {
      facts.push_back({before + fact.label, std::move(fact.text), fact.price});
    }
  };
  if (all_dates) {
    for (const PriceSet& set : card.sets) {
      add(set, set.from == Instant::min() ? std::string() : moment_text(set.from) + ": ");
    }
  } else if (const PriceSet* set = card.at(side.at)) {
    add(*set, "");
  }
  if (facts.empty()) return facts;
  for (PriceFact& fact : rules_of(card)) facts.push_back(std::move(fact));
  return facts;
}

/// Pairs facts by label; the n-th of a label with the n-th of the same label.
std::vector<FactChange> changes_between(const Facts& before, const Facts& after) {
  std::vector<FactChange> changes;
  std::multimap<std::string, const PriceFact*> left;
  for (const PriceFact& fact : after) left.emplace(fact.label, &fact);
  for (const PriceFact& fact : before) {
    const auto found = left.lower_bound(fact.label);
    if (found == left.end() || found->first != fact.label) {
      changes.push_back({fact, {}});
      continue;
    }
    if (!(*found->second == fact)) changes.push_back({fact, *found->second});
    left.erase(found);
  }
  for (const PriceFact& fact : after) {
    const auto [first, last] = left.equal_range(fact.label);
    const bool is_new = std::any_of(first, last, [&](const auto& entry) { return entry.second == &fact; });
    if (is_new) changes.push_back({{}, fact});
  }
  return changes;
}

std::map<std::string, const PriceCard*> by_name(const PriceBook& book) {
  std::map<std::string, const PriceCard*> cards;
  for (const PriceCard& card : book.cards) cards.emplace(card.name, &card);
  return cards;
}

std::string side_text(const BookSide& side, bool all_dates, const Style& style) {
  return shown_name(side.book->name, 40, style) + (all_dates ? "" : " on " + moment_text(side.at));
}

TableRow changed_row(const FactChange& change, bool one_currency, const Style& style) {
  TableRow row{{cut_to(change.before->label, 40, style)},
               {change.before->text},
               {style.utf8 ? "→" : "->"},
               {change.after->text}};
  if (one_currency && change.before->price && change.after->price) {
    row.push_back({change_text(*change.before->price, *change.after->price, style),
                   change_ink(*change.before->price, *change.after->price)});
  }
  return row;
}

/// What is on one side only: "new   web search $10/1k searches".
std::string one_sided(std::string_view word, const PriceFact& fact, const Style& style) {
  const std::string indent = "      ", more = "            ";
  std::string text;
  for (const std::string& line : wrapped(fact.label + "  " + fact.text, diff_width - more.size())) {
    text += text.empty() ? indent + inked(pad_right(word, more.size() - indent.size()), Ink::odd, style) : more;
    text += line + "\n";
  }
  return text;
}

/// Changes as a table, one that is too wide for it on two lines; then what is new and what is gone.
std::string fact_lines(const std::vector<FactChange>& facts, bool one_currency, const Style& style) {
  std::vector<TableRow> rows;
  std::string wide, rest;
  for (const FactChange& change : facts) {
    if (!change.before) rest += one_sided("new", *change.after, style);
    if (!change.after) rest += one_sided("gone", *change.before, style);
    if (!change.before || !change.after) continue;
    TableRow row = changed_row(change, one_currency, style);
    std::size_t cells = 10;
    for (const TableCell& cell : row) cells += display_width(cell.text) + 1;
    if (cells <= diff_width && display_width(row[1].text) <= 24) {
      rows.push_back(std::move(row));
      continue;
    }
    wide += "      " + row[0].text + "\n";
    for (const std::string& line :
         wrapped(fmt::format("{} {} {}", row[1].text, row[2].text, row[3].text), diff_width - 8)) {
      wide += "        " + line + "\n";
    }
  }
  std::string text;
  for (const std::string& line : table_lines(rows, "lrllr", 1, "      ", style)) text += line + "\n";
  return text + wide + rest;
}

std::string whole_models(std::string_view head, std::string_view mark, const std::vector<ModelChange>& models, Ink ink,
                         const Style& style) {
  if (models.empty()) return {};
  std::string text = "\n  " + inked(fmt::format("{} {}", head, models.size()), Ink::strong, style) + "\n";
  for (const ModelChange& model : models) {
    text += "    " + inked(mark, ink, style) + " " + shown_name(model.name, longest_name - 12, style) +
            inked(fmt::format("  {}", price_reading::model_kind_name(model.kind)), Ink::faint, style) + "\n";
    std::vector<std::string> prices;
    for (const FactChange& change : model.facts) {
      const PriceFact& fact = change.before ? *change.before : *change.after;
      if (fact.price) prices.push_back(fact.label + " " + fact.text);
    }
    if (prices.size() > 6) {
      const std::size_t more = prices.size() - 6;
      prices.resize(6);
      prices.push_back(fmt::format("and {} more", more));
    }
    text += joined_parts(prices, "      ", diff_width, style);
  }
  return text;
}

}  // namespace

PriceDiff diff_books(const BookSide& before, const BookSide& after, bool all_dates) {
  PriceDiff diff{before, after, all_dates, {}, {}, {}, 0};
  const auto then = by_name(*before.book), now = by_name(*after.book);
  const auto facts_in = [&](const std::map<std::string, const PriceCard*>& cards, const std::string& name,
                            const BookSide& side) {
    const auto found = cards.find(name);
    return found == cards.end() ? Facts{} : facts_on(*found->second, side, all_dates);
  };
  std::map<std::string, ModelKind> kinds;
  for (const auto& [name, card] : then) kinds.emplace(name, card->kind);
  for (const auto& [name, card] : now) kinds.insert_or_assign(name, card->kind);
  for (const auto& [name, kind] : kinds) {
    const Facts old_facts = facts_in(then, name, before), new_facts = facts_in(now, name, after);
    ModelChange change{name, kind, changes_between(old_facts, new_facts)};
    if (old_facts.empty() && new_facts.empty()) continue;
    if (old_facts.empty()) {
      diff.added.push_back(std::move(change));
    } else if (new_facts.empty()) {
      diff.removed.push_back(std::move(change));
    } else if (!change.facts.empty()) {
      diff.changed.push_back(std::move(change));
    } else {
      ++diff.same;
    }
  }
  return diff;
}

std::string price_diff_text(const PriceDiff& diff, const Style& style) {
  const std::string arrow = style.utf8 ? "→" : "->";
  std::string text;
  for (const std::string& line : wrapped(fmt::format("{} {} {}", side_text(diff.before, diff.all_dates, style), arrow,
                                                     side_text(diff.after, diff.all_dates, style)),
                                         diff_width)) {
    text += inked(line, Ink::strong, style) + "\n";
  }
  text += whole_models("ADDED", "+", diff.added, Ink::good, style);
  text += whole_models("REMOVED", "-", diff.removed, Ink::bad, style);
  const bool one_currency = diff.before.book->currency == diff.after.book->currency;
  if (!diff.changed.empty()) {
    text += "\n  " + inked(fmt::format("CHANGED {}", diff.changed.size()), Ink::strong, style) + "\n";
    for (const ModelChange& model : diff.changed) {
      text +=
          "    " + shown_name(model.name, longest_name, style) + "\n" + fact_lines(model.facts, one_currency, style);
    }
  }
  const std::string same = counted(diff.same, "model is", "models are") + " the same";
  if (!diff.differs()) return text + "\n  nothing differs: " + same + "\n";
  return text + fmt::format("\n  {} added, {} removed, {} changed; {}\n", diff.added.size(), diff.removed.size(),
                            diff.changed.size(), same);
}

}  // namespace npcost
