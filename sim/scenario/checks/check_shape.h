#pragma once
// Is everything in the file a key of the table, of the right type, with a value that can be read?
//
// Variants  are checked as whole scenarios (read_variants.h); here only that they are objects with names.
// Reports   every fault of keys, types, words, names, references and values (E1xx, E2xx, E301), and what is not
//           simulated (W720). Values of a model's price keys are left to read_price_card, limits of budgets to their
//           decoder; both report their own. Whoever decodes afterwards may read values quietly: what is wrong with
//           one value alone has been said.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/reading/diagnostic.h"
#include "sim/reading/json_text.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

/// From when calendar months count, and in which zone.
struct TimeFrame {
  Instant start{};
  std::string zone = "UTC";
};

/// Each is read, checked and run as a scenario of its own.
inline constexpr std::size_t most_variants = 32;

using NotSimulated = std::vector<std::pair<std::string, std::string>>;

/// Adds a key to what this version does not simulate, with a warning W720.
void refuse_to_simulate(const Place& place, const std::string& pointer, const std::string& what, NotSimulated& list,
                        Diagnostics& diagnostics);

class ShapeCheck {
 public:
  ShapeCheck(const MergedTree& tree, TimeFrame frame, Diagnostics& diagnostics, NotSimulated& not_simulated);
  void run();

 private:
  void object(const JsonValue& value, const ObjectType& type, const std::string& pointer);
  void missing_keys(const JsonValue& value, const ObjectType& type, const std::string& pointer);
  void common_key(const JsonMember& member, const std::string& pointer);
  void unknown_key(const JsonMember& member, const ObjectType& type, const std::string& pointer);
  void not_simulated(const Key& key, const JsonMember& member, const std::string& pointer);
  void value(const Key& key, const JsonMember& member, const std::string& pointer);
  void number_value(const Key& key, const JsonValue& value, const std::string& pointer);
  void text_value(const Key& key, const JsonValue& value, const std::string& pointer);
  void structure(const Key& key, const JsonValue& value, const std::string& pointer);
  void quantity(const Key& key, const JsonValue& value, const std::string& pointer);
  void duration(const Key& key, const JsonValue& value, const std::string& pointer);
  void when(const JsonValue& value, const std::string& pointer);
  void word(const Key& key, std::string_view choice, const JsonValue& value, const std::string& pointer);
  void reference(const Key& key, const JsonValue& value, const std::string& pointer);
  void weights(const Key& key, const JsonValue& value, const std::string& pointer);
  void day_shape(const JsonValue& value, const std::string& pointer);
  void rates(const JsonValue& value, const std::string& pointer);
  void map(const Key& key, const JsonValue& value, const std::string& pointer);
  void entry_name(const JsonMember& member, const std::string& pointer);
  void patches(const JsonValue& value, const std::string& pointer);
  bool expect(JsonValue::Kind kind, const JsonValue& value, const std::string& pointer, std::string_view what);
  void out_of_range(const Key& key, const JsonValue& value, const std::string& pointer, double found);

  const std::vector<std::string>& names(std::string_view section);
  bool has_name(std::string_view section, const std::string& name);
  std::string hint_for(const std::string& found, std::string_view section);
  std::string meant(const std::string& found, const std::vector<std::string>& words);

  const MergedTree& tree_;
  const JsonValue& root_;
  TimeFrame frame_;
  Diagnostics& diagnostics_;
  NotSimulated& not_simulated_;
  std::map<std::string, std::vector<std::string>, std::less<>> names_;  ///< by section, in file order
  std::map<std::string, std::set<std::string>, std::less<>> known_;     ///< the same, for looking up
  std::size_t suggestions_left_ = 200;  ///< a hostile file must not buy a search with every fault
  bool silent_ = false;                 ///< below a key that is not simulated: one warning is enough
};

/// A plain number that may be negative, or { "value": … } with remarks (E208).
std::optional<double> read_signed_number(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics);
/// Entries of "ambient" that a scenario may have.
inline constexpr std::size_t max_ambient = 16;

/// The names in a section ("npcs", "players/segments"), in file order.
std::vector<std::string> names_in(const JsonValue& root, std::string_view section);
/// "did you mean "small"?  models here: small, tiny".
std::string names_hint(const std::string& found, const std::vector<std::string>& names, std::string_view section);
/// "model" for "models", "NPC" for "npcs".
std::string_view singular(std::string_view section);
/// Where an object or list begins; a scalar whole.
Place opening_of(const JsonValue& value);

}  // namespace npcost
