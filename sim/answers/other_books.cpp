#include "sim/answers/other_books.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "sim/engine/plan.h"
#include "sim/prices/price_kinds.h"

namespace npcost {

namespace {

constexpr const char* missing_code = "E721";
constexpr const char* counting_code = "E722";
/// Tiers of one model over all books: their numbers are bytes.
constexpr std::size_t most_tiers = 255;

/// The scenario with everything that may happen in it, so that no replication counts what was not looked at.
Scenario with_all_events(Scenario scenario) {
  for (Event& event : scenario.events) event.probability = 1;
  return scenario;
}

std::shared_ptr<const Plan> plan_of(const Scenario& scenario) { return compile_plan(scenario, 0); }

bool is_fee(Meter meter) { return meter == Meter::requests || meter == Meter::cache_storage_token_hours; }

/// What only a cache of the book's own would count: the usage has it as fresh tokens, and as such it is billed.
bool is_of_a_cache(Meter meter) {
  switch (meter) {
    case Meter::cached_input_tokens:
    case Meter::cached_audio_tokens:
    case Meter::cached_image_tokens:
    case Meter::cache_write_tokens:
    case Meter::cache_write_1h_tokens:
    case Meter::cache_write_12h_tokens:
    case Meter::cache_storage_token_hours: return true;
    default: return false;
  }
}

class Fitting {
 public:
  Fitting(const Scenario& scenario, const PriceBook& book, Diagnostics& diagnostics)
      : scenario_(with_all_events(scenario)), book_(book), diagnostics_(diagnostics), own_plan_(plan_of(scenario_)) {
    for (const Cell& cell : cell_table(*own_plan_).all()) used_.insert(cell.model);
    // What an event switches off is used where it does not happen.
    const std::shared_ptr<const Plan> as_it_is = plan_of(scenario);
    for (const Cell& cell : cell_table(*as_it_is).all()) used_.insert(cell.model);
  }

  std::optional<FittedBook> fitted() {
    const std::size_t before = diagnostics_.error_count();
    if (book_.currency != scenario_.currency) {
      fault(missing_code, {}, "/currency",
            fmt::format("is in {}, and the scenario in {}", book_.currency, scenario_.currency),
            "bill by a book in the scenario's currency");
    }
    PriceBook found = book_;
    found.cards = scenario_.book.cards;  // of models that nobody calls: their prices are never asked for
    std::vector<std::string> kept;
    for (const std::uint16_t model : used_) {
      const PriceCard& own = scenario_.book.cards[model];
      if (own.listed.empty() && !book_.find(own.name)) {
        kept.push_back(own.name);
      } else if (const auto card = card_for(model)) {
        found.cards[model] = *card;
      }
    }
    if (!used_.empty() && kept.size() == used_.size()) nothing_found(kept);
    if (diagnostics_.error_count() != before) return std::nullopt;
    check_cells(found);
    if (diagnostics_.error_count() != before) return std::nullopt;
    return FittedBook{std::move(found), std::move(kept)};
  }

 private:
  void fault(const char* code, const Place& place, std::string pointer, const std::string& what, std::string hint) {
    diagnostics_.error(code, place, std::move(pointer),
                       fmt::format("price book \"{}\" {}", printable(book_.name), what), std::move(hint));
  }

  std::string own_name(std::uint16_t model) const { return printable(scenario_.book.cards[model].name); }

  /// "did you mean \"x\"? ", or nothing.
  std::string perhaps(const std::string& name) const {
    std::vector<std::string> names;
    for (const PriceCard& card : book_.cards) names.push_back(card.name);
    const std::string meant = did_you_mean(name, names);
    return meant.empty() ? std::string() : fmt::format("did you mean \"{}\"? ", printable(meant));
  }

  void nothing_found(const std::vector<std::string>& kept) {
    std::string names, hint;
    for (const std::string& name : kept) {
      names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", printable(name));
      if (hint.empty()) hint = perhaps(name);
    }
    fault(missing_code, {}, "/models", "lists none of the models that this run uses: " + names,
          hint + "a model that the scenario prices itself is listed by its name there");
  }

  std::optional<PriceCard> card_for(std::uint16_t model) {
    const PriceCard& own = scenario_.book.cards[model];
    const std::string& name = own.listed.empty() ? own.name : own.listed;
    const auto index = book_.find(name);
    if (!index) {
      fault(missing_code, {}, "/models",
            fmt::format("has no model \"{}\", which bills the scenario's \"{}\"", printable(name), own_name(model)),
            perhaps(name) + "list it, or let the book extend one that does (\"extends\")");
      return std::nullopt;
    }
    PriceCard card = book_.cards[*index];
    if (card.kind != own.kind) {
      fault(counting_code, card.place, card.pointer,
            fmt::format("has \"{}\" as {}, and the scenario uses it as {}", printable(name),
                        price_reading::model_kind_name(card.kind), price_reading::model_kind_name(own.kind)),
            "bill by a book that has it as the same kind");
      return std::nullopt;
    }
    check_rules(own, card, model);
    check_prices_are_known(card);
    check_service_tier(own, card);
    card.name = own.name;
    card.listed = own.listed;
    card.service_tier = own.service_tier;
    return card;
  }

  void check_prices_are_known(const PriceCard& card) {
    for (const PriceSet& set : card.sets) {
      for_each_price(set, [&](const Price& price) {
        if (!price.unknown && !price.declines) return;
        fault(missing_code, price.place, price.pointer,
              fmt::format("has {} price here, and only prices that are known can be laid over a finished run",
                          price.unknown ? "an uncertain" : "a falling"),
              "write one price; or give the scenario this book as its catalog");
      });
    }
  }

  void check_service_tier(const PriceCard& own, const PriceCard& card) {
    if (own.service_tier.empty()) return;
    for (const PriceSet& set : card.sets) {
      const bool in_force = set.from < scenario_.start + scenario_.duration && set.until > scenario_.start;
      if (!in_force || set.service(own.service_tier) != nullptr) continue;
      fault(missing_code, card.place, card.pointer,
            fmt::format("has no service tier \"{}\" for \"{}\", which the scenario asks for",
                        printable(own.service_tier), printable(card.name)),
            "add the tier");
      return;
    }
  }

  /// Rules by which seconds, characters and audio tokens were counted must be the book's.
  void check_rules(const PriceCard& own, const PriceCard& card, std::uint16_t model) {
    const auto counts = [&](Meter meter) {
      const auto cells = cell_table(*own_plan_).all();
      return std::any_of(cells.begin(), cells.end(),
                         [&](const Cell& cell) { return cell.model == model && cell.meter == meter; });
    };
    const auto differs = [&](bool counted, bool different, std::string_view key) {
      if (!counted || !different) return;
      fault(counting_code, card.place, card.pointer,
            fmt::format("has another \"{}\" for \"{}\" than the scenario, whose usage was counted by its own", key,
                        printable(card.name)),
            "give the scenario this book as its catalog, and run it");
    };
    const bool seconds = counts(Meter::stt_seconds) || counts(Meter::session_seconds) || counts(Meter::standby_seconds);
    const bool realtime = own.kind == ModelKind::realtime;
    differs(seconds, own.billing_minimum != card.billing_minimum, "minimum");
    differs(seconds, own.billing_increment != card.billing_increment, "increment");
    differs(counts(Meter::stt_seconds), own.billed_while_open != card.billed_while_open, "billed_time");
    differs(counts(Meter::tts_chars), own.double_ideographs != card.double_ideographs, "double_ideographs");
    const auto rate = [](const std::optional<std::uint32_t>& of) { return of.value_or(0); };
    differs(counts(Meter::audio_input_tokens), rate(own.audio_rates.input) != rate(card.audio_rates.input),
            "audio_input_rate");
    differs(counts(Meter::audio_output_tokens), rate(own.audio_rates.output) != rate(card.audio_rates.output),
            "audio_output_rate");
    differs(realtime, own.transcript_billed != card.transcript_billed, "transcript_billed");
    differs(realtime, own.session_cap != card.session_cap, "session_cap");
    const bool rules_known = own.image_rule != ImageRule::unknown && card.image_rule != ImageRule::unknown;
    differs(rules_known && counts(Meter::image_tokens), own.image_rule != card.image_rule, "image_rule");
  }

  /// Every cell of the usage has a price, and every cell that the book would count is there.
  void check_cells(const PriceBook& found) {
    Scenario counted = scenario_;
    counted.other_books = {found};
    const std::shared_ptr<const Plan> plan = plan_of(counted);
    const CellTable& cells = cell_table(*plan);
    std::set<std::tuple<std::uint16_t, Stage, Meter>> told, have;
    std::set<std::pair<std::uint16_t, Stage>> billed;  // by something that is no fee
    for (const Cell& cell : cells.all()) {
      have.emplace(cell.model, cell.stage, cell.meter);
      if (!is_fee(cell.meter) && price_in(*plan, found, cell)) billed.emplace(cell.model, cell.stage);
    }
    for (const Cell& cell : cells.all()) {
      if (price_in(*plan, found, cell) || !price_in(*plan, scenario_.book, cell)) continue;
      if (is_fee(cell.meter) && billed.contains({cell.model, cell.stage}))
        continue;  // a fee that this book does not charge
      if (!told.emplace(cell.model, cell.stage, cell.meter).second) continue;
      const PriceCard& card = found.cards[cell.model];
      fault(missing_code, card.place, card.pointer,
            fmt::format("has no price for the {} of \"{}\" that {} uses in this run", meter_name(cell.meter),
                        own_name(cell.model), stage_name(cell.stage)),
            fmt::format("add it, as the provider lists it: \"{}\"", price_reading::example_price(cell.meter)));
    }
    Scenario as_if = scenario_;
    as_if.book.cards = found.cards;
    const std::shared_ptr<const Plan> by_the_book = plan_of(as_if);
    for (const Cell& cell : cell_table(*by_the_book).all()) {
      if (is_of_a_cache(cell.meter) || have.contains({cell.model, cell.stage, cell.meter})) continue;
      if (!told.emplace(cell.model, cell.stage, cell.meter).second) continue;
      const PriceCard& card = found.cards[cell.model];
      fault(counting_code, card.place, card.pointer,
            fmt::format("bills {} of \"{}\" in {}, which the scenario's own prices do not count",
                        meter_name(cell.meter), own_name(cell.model), stage_name(cell.stage)),
            "give the scenario this book as its catalog, and run it");
    }
    check_tiers(found);
  }

  void check_tiers(const PriceBook& found) {
    for (std::size_t model = 0; model < found.cards.size(); ++model) {
      std::set<std::uint64_t> starts;
      const auto add = [&](const PriceCard& card) {
        for (const PriceSet& set : card.sets) {
          for (const ContextTier& tier : set.tiers) starts.insert(tier.first_tokens());
        }
      };
      add(scenario_.book.cards[model]);
      for (const PriceBook& other : scenario_.other_books) add(other.cards[model]);
      add(found.cards[model]);
      if (starts.size() <= most_tiers) continue;
      fault(counting_code, found.cards[model].place, found.cards[model].pointer,
            fmt::format("has more context tiers for \"{}\", with those of the other books, than a run can count",
                        printable(found.cards[model].name)),
            "bill by fewer books at once");
    }
  }

  Scenario scenario_;
  const PriceBook& book_;
  Diagnostics& diagnostics_;
  std::shared_ptr<const Plan> own_plan_;
  std::set<std::uint16_t> used_;
};

}  // namespace

std::optional<FittedBook> book_for(const Scenario& scenario, const PriceBook& book, Diagnostics& diagnostics) {
  return Fitting(scenario, book, diagnostics).fitted();
}

}  // namespace npcost
