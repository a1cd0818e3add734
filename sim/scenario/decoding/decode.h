#pragma once
// A checked tree becomes a Scenario, section by section. Values are read quietly: the shape check has reported what
// is wrong with each alone; what is reported here is what is wrong between them.
//
// Requires  the tree is complete (fill_defaults) and was checked (ShapeCheck). It may still hold faults: then
//           decoding goes on with harmless values, so that every fault of the file is found at once, and the result
//           is thrown away.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/checks/check_shape.h"
#include "sim/scenario/decoding/currency.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/files/load_files.h"
#include "sim/scenario/decoding/pipeline_chains.h"
#include "sim/scenario/questions.h"
#include "sim/scenario/scenario.h"

namespace npcost {

using Names = std::map<std::string, std::uint16_t>;

/// A catalog that was read; `book` is absent after a fault that has been reported.
struct Catalog {
  std::shared_ptr<const PriceBook> book;
  std::string as_of;
};

/// Whom a segment meets, by name, with weights above 0, in the order in which draws choose.
using Meetings = std::vector<std::pair<std::string, double>>;

/// What the names of draws are made of: who has which rank. A variant takes over what its base says.
struct DrawOrders {
  std::vector<std::string> segments, npcs, models;      ///< pointers, by rank
  std::map<std::string, Meetings> meetings;             ///< by segment's name
  std::map<std::string, std::uint32_t> unknowns;        ///< by pointer
  std::map<std::string, std::vector<std::string>> levers;  ///< names of ambient talk and of policies by rank, each kind for itself
  std::map<std::string, std::uint32_t> events;             ///< draw names by name
};

/// What a variant shares with its base.
struct DecodedBase {
  const JsonValue& root;
  const std::map<std::string, Catalog>& catalogs;
  const DrawOrders& orders;
};

struct Decoding {
  const JsonValue& root;
  FileLoader& files;
  Diagnostics& diagnostics;
  NotSimulated& not_simulated;
  TimeFrame frame;
  double max_work = 1e12;
  const DecodedBase* base = nullptr;           ///< of a variant
  Currencies currencies = {};
  Scenario scenario = {};
  std::map<std::string, Catalog> catalogs = {};
  Names models = {}, pipelines = {}, npcs = {}, segments = {}, policies = {};
  std::set<std::uint16_t> unread_models = {};  ///< their faults have been reported
  PipelineChains chains = PipelineChains(root);
  std::set<std::string> used_pipelines = {};  ///< that some NPC may come to
  std::set<std::string> used_models = {};     ///< by a stage of these, through an API
  std::string curve_sha256 = {};              ///< of the file of the players' curve, if there is one
  DrawOrders orders = {};
  std::vector<std::string> event_texts = {};  ///< what each event does, for the name of its draw
  double turns = 0;  ///< that the whole run is expected to have
};

/// The keys of one object, read by the table: dimension, level and type come from there.
class Fields {
 public:
  Fields(const Decoding& decoding, const JsonValue& object, std::string_view type, std::string pointer);

  const JsonValue* find(std::string_view key) const;  ///< nullptr if absent
  std::string at(std::string_view key) const;         ///< pointer of a key
  Place place(std::string_view key) const;            ///< of its value; of the object if absent
  const std::string& pointer() const { return pointer_; }
  const JsonValue& object() const { return object_; }

  std::optional<Spread> maybe_spread(std::string_view key) const;
  Spread spread(std::string_view key) const;  ///< 0 if absent or wrong
  std::optional<double> maybe_ratio(std::string_view key) const;
  double ratio(std::string_view key, double otherwise = 0) const;
  double number(std::string_view key, double otherwise) const;  ///< of a one-value quantity
  std::uint32_t count(std::string_view key, std::uint32_t otherwise = 0) const;
  std::int64_t whole(std::string_view key, std::int64_t otherwise) const;
  bool flag(std::string_view key, bool otherwise) const;
  Milliseconds duration(std::string_view key, Milliseconds otherwise) const;
  std::string text(std::string_view key) const;  ///< "" if absent

 private:
  const Decoding& decoding_;
  const JsonValue& object_;
  const ObjectType& type_;
  std::string pointer_;
};

/// The value of a section of the root, or nullptr.
const JsonValue* section(const JsonValue& root, std::string_view name);
/// The entry of that name in a section of the root, or nullptr.
const JsonMember* entry_named(const JsonValue& root, std::string_view section_name, const std::string& name);
/// Numbers the entries of a map in file order.
Names number_entries(const JsonValue* map);
std::optional<std::uint16_t> index_of(const Names& names, const std::string& name);

/// The zone of that key, if it is written; E409.
std::optional<std::string> read_zone(Decoding& decoding, const Fields& fields, std::string_view key);
/// Entries that extend, deleted keys, defaults: from here on the tree is what `resolve` prints.
void complete_tree(MergedTree& tree, SourceTexts& texts, Diagnostics& diagnostics);
/// Checks a complete tree and decodes all of it.
void decode_all(Decoding& decoding, const MergedTree& tree);
/// What is known only when everything is decoded: assumptions and the scenario's own hash. Requires no errors.
Scenario finished_scenario(Decoding& decoding);

/// E404, E409; also fills the frame that dates and calendar months are read in. Comes before the shape check.
void decode_time(Decoding& decoding);
void decode_catalogs(Decoding& decoding);   ///< E601, E603, E604 and the catalogs' own
void find_used(Decoding& decoding);         ///< which pipelines and models somebody meets; comes before the next two
void decode_models(Decoding& decoding);     ///< E301, E305, and the price cards' own
void decode_pipelines(Decoding& decoding);  ///< E303, E304
void decode_npcs(Decoding& decoding);       ///< E109, E304
void decode_players(Decoding& decoding);    ///< E103, E109, E304, E401, E409, E410
void decode_ways(Decoding& decoding);       ///< E109: a device that nobody has
void decode_ambient(Decoding& decoding);    ///< E109, E303
void decode_policies(Decoding& decoding);   ///< E109, E301, E303, E412, E416; comes after pipelines, models and NPCs
void decode_events(Decoding& decoding);     ///< E109, E301, E404, E411 to E413, E416; comes after policies and players
void decode_revenue(Decoding& decoding);    ///< E109, E401, E402, E422; with fixed_costs (E421) and viability (E420)
void decode_budgets(Decoding& decoding);    ///< E109, E403, E406, E407
void decode_experiment(Decoding& decoding); ///< E238; with its questions

/// One object of type "budget" at that pointer; nothing after a diagnostic.
std::optional<Budget> decode_budget(Decoding& decoding, const JsonValue& object, const std::string& pointer, const std::string& name,
                                    const Place& place);
/// What is asked with experiments besides a run; `experiment`: its fields. Values that are tried are checked here for what they are
/// among themselves; whether the world can be read with them shows when they are tried.
std::optional<Forecast> decode_forecast(Decoding& decoding, const JsonValue* experiment);   ///< E238
Sweep decode_sweep(Decoding& decoding, const Fields& experiment);                ///< E440 to E443
std::optional<Solve> decode_solve(Decoding& decoding, const Fields& experiment);  ///< E440, E445, and the budget's own
/// E406, E454 to E457: when a run has enough, how it is nested, what a study asks. `experiment`: its keys.
void decode_studies(Decoding& decoding, const Fields& experiment, Questions& questions);
void decode_correlations(Decoding& decoding);  ///< E450 to E453; comes after name_draws

/// What sections ask of each other: prices for every stage over the whole run (E502), prompts that fit (E405), work and
/// memory that a machine has (E501, E503), prices that are not stale (W701), caches that were probably wanted (W703).
void check_prices(Decoding& decoding);
void check_prompts(Decoding& decoding);
/// E405 at that place unless the model reads what each prompt of the NPC holds in this pipeline; false after it.
bool check_prompt(Decoding& decoding, const Npc& npc, const Memory& memory, const Pipeline& pipeline, std::uint16_t model,
                  const Place& place, const std::string& pointer);
/// What policies ask of pipelines: few models, prompts that fit them, a way to type (E405, E414, E415).
void check_policies(Decoding& decoding);
void check_work(Decoding& decoding);

/// Of segments, platforms or regions: each above 0%, together 100% (E401).
void check_shares(Decoding& decoding, const JsonValue& entries, std::string_view type, const std::string& pointer);
/// An amount in the scenario's currency (E402); nothing if the key is absent.
std::optional<Amount> own_amount(const Decoding& decoding, const Fields& fields, std::string_view key);

/// One object of type "memory": an NPC's, or a policy's (E109).
Memory decode_memory(Decoding& decoding, const JsonValue& object, const std::string& pointer);

/// canonical_segments and their ranks, the order of NPCs inside segments, and unknown_names; `orders` for variants of this one.
void name_draws(Decoding& decoding);
std::vector<Assumption> list_assumptions(const Decoding& decoding);

}  // namespace npcost
