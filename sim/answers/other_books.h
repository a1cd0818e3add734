#pragma once
// Another price book for a scenario's usage: which of its models bill which of the scenario's, and whether they can.
//
// Meaning   the same usage, billed by that book: a model taken from a catalog is looked up by the catalog's name for it, and must be
//           there; the card that is found replaces the scenario's prices whole, those written over a catalog's too. A model that the
//           scenario prices itself is looked up by its own name and keeps its price if the book does not list it. The service tier that
//           the scenario asks for is asked of the book. Price events multiply its prices as they do the scenario's.
// Behaviour is that of the run under the scenario's own prices: what fits into a context, what a cache keeps (tokens that were counted as
//           fresh are billed as fresh), and what limits in money let through.
// Refused   whatever would leave a hole in the bill or count by other rules than the book's: a model or a price that is missing, a
//           currency, an uncertain or falling price (E721); a meter, a step or a rule of counting that the usage does not have (E722).
//           Dates, hours and context tiers are no obstacle: usage is counted by those of all books (Scenario::other_books).

#include <optional>
#include <string>
#include <vector>

#include "sim/prices/price_book.h"
#include "sim/reading/diagnostic.h"
#include "sim/scenario/scenario.h"

namespace npcost {

struct FittedBook {
  PriceBook book;                 ///< as Scenario::other_books wants it
  std::vector<std::string> kept;  ///< models that keep the scenario's own prices
};

/// The book fitted to the scenario, or nothing after every fault was added. Requires a scenario that read_scenario() gave.
std::optional<FittedBook> book_for(const Scenario& scenario, const PriceBook& book, Diagnostics& diagnostics);

}  // namespace npcost
