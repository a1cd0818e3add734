#pragma once
// A public catalog of prices, as somebody else writes it, becomes a price book in our own notation.
//
// Shape     one catalog text in, one price book text out (strict JSON, two spaces, models in the order of the source), to be
//           read by read_price_book(): there is one validation. No file is opened and no address is asked.
// Units     in: whatever the format says (LiteLLM and OpenRouter: USD per token, models.dev and genai-prices: USD per million).
//           Out: ours ("$0.15/1M tokens"). Numbers are moved as decimal text and never pass through floating point.
// Rounding  a price that is no whole number of grains (sim/base/money.h), so has more than 15 digits after the point per token,
//           or that has more than 15 significant digits (beyond them a binary number writes noise: 2.2000000000000001e-07), is
//           rounded half to even to the coarser of the two. Each is counted and listed; one that would become 0 is an error.
// Kept      what looks like a price and is not understood stays raw beside the model, under "x-litellm", "x-models.dev",
//           "x-openrouter" or "x-genai-prices"; capability flags are only counted. Both are in the report, and in "x-import".
// Zero      a 0 is never imported. Catalogs write it for free, for unknown, for subscriptions and for "does not apply" alike, and an
//           unknown price must never become $0. A model whose prices are all 0 is skipped and listed; a 0 beside other prices is
//           left out and listed, so that it is unpriced or, for caches and reasoning, billed as what it stands for.
// Kinds     LiteLLM states them (its modes). The others do not: "embed" or "realtime" in a name decides, audio by the hour is stt
//           (with text messages: realtime), everything else is an llm.
// Writes    a cache write that is cheaper than fresh input is a storage fee or a slip: kept raw, and writing is billed as input.
// Audio     LiteLLM calls what cached audio costs at realtime models a cache write; it is read as cached audio unless that is stated
//           too. Where audio and cached text have prices and cached audio has none, it is unpriced, and the report says so.
// Tiers     begin after their threshold (LiteLLM, models.dev, genai-prices' "start"), at xAI and in OpenRouter at it. What modifies
//           a price that is not stated (a batch discount on nothing) is left out.
// Errors    everything wrong at once, with its place (E240: this is no such catalog; E241: a price that is no price; E242: a part in
//           the wrong shape; E243: nothing to import, or more than a book holds; E214: a day that is none; and those of
//           read_json with 32 MiB, a million values, depth 48). Any error: nothing is imported at all.
// Requires  the source text outlives the diagnostics.
// Source    the formats as read on 2026-11-23: BerriAI/litellm model_prices_and_context_window.json, models.dev api.json,
//           OpenRouter /api/v1/models, pydantic/genai-prices data.json (npm 0.1.8). scenarios/prices has our own notation.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/reading/diagnostic.h"

namespace npcost {

enum class CatalogFormat { litellm, models_dev, openrouter, genai_prices };

/// "litellm", "models.dev", "openrouter", "genai-prices".
std::string_view catalog_format_name(CatalogFormat format);
std::optional<CatalogFormat> catalog_format_from_name(std::string_view name);
/// All names, in the order of the enumerators: for help texts and did-you-mean.
std::vector<std::string> catalog_format_names();

struct ImportOptions {
  std::string as_of;  ///< the day on which the catalog was fetched: "2026-07-24"; "" if nobody knows: none is named
  std::string name;   ///< of the book; "" → format and day ("litellm 2026-07-24")
};

/// Something that happened to several models: what, how often, and up to three of them.
struct ImportNote {
  std::string what;       ///< a field ("input_cost_per_pixel") or a reason ("mode \"rerank\": not a kind of ours")
  std::size_t count = 0;  ///< models (for roundings: prices)
  std::vector<std::string> examples;  ///< names of models; raw text of a stranger: show through printable()
};

struct ImportReport {
  std::size_t entries = 0;          ///< models that the catalog lists
  std::size_t models = 0;           ///< models in the book; entries = models + skipped
  std::size_t skipped = 0;          ///< models that could not be imported: see `reasons`
  std::size_t prices = 0;           ///< prices in the book, those of tiers, dates and service tiers included
  std::vector<ImportNote> reasons;  ///< why models were skipped; the counts add up to `skipped`
  std::vector<ImportNote> kept;     ///< price-like fields that are not understood and are kept raw, by name
  std::vector<ImportNote> ignored;  ///< other fields that npcost has no use for, by name
  std::vector<ImportNote>
      changed;  ///< readings that are not word for word: a 0 taken as "not stated", a service tier that
                ///< prices only a part, …
  std::vector<ImportNote> unpriced;   ///< what models bill beside a price of its own, and state no price for
  std::vector<ImportNote> roundings;  ///< "2.2000000000000001e-07 → 2.2e-07"
  std::vector<std::string> other;     ///< parts of the file that are no model: "sample_spec", "last_updated"
};

struct ImportedCatalog {
  std::string book_text;  ///< a complete price book; ends with a line feed
  ImportReport report;
};

/// Nothing after an error; the diagnostics then say what and where, and the caller's older book is as it was.
std::optional<ImportedCatalog> import_catalog(const SourceText& source, CatalogFormat format,
                                              const ImportOptions& options, Diagnostics& diagnostics);

/// The report as a person reads it: plain lines, at most `most` notes of each sort and then "… and N more".
/// Names of strangers are made printable.
std::string import_report_text(const ImportReport& report, std::size_t most = 12);

}  // namespace npcost
