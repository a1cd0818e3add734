#pragma once
// Which price card a name in a log means. Nothing is guessed: what is not found is unpriced, with a hint.
//
// Order     1. the caller's map, "provider/name" before the name alone   2. the card "provider/name" of the stated provider
//           3. the card of exactly this name   4. the one card that ends in "/name", if there is only one, and if the log states no
//           provider or that card's: what another provider asks for a model of the same name is its own price
// Not       dated snapshots, upper and lower case, prefixes of gateways: an explicit map says those.
// Memory    the book's names; nothing grows with the log.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sim/prices/price_book.h"

namespace npcost {

/// Whether a log's provider is the one that a card's name begins with: alike but for upper and lower case, or two names of one provider
/// ("vertex_ai" and "google", "bedrock" and "aws").
bool same_provider(std::string_view in_log, std::string_view in_book);

/// One entry of the caller's map (--map LOGNAME=BOOKNAME).
struct NameMapping {
  std::string log_name, book_name;
};

enum class FoundBy : std::uint8_t { nothing, map, provider_and_name, name, bare_name };

struct FoundCard {
  FoundBy by = FoundBy::nothing;
  std::uint32_t card = 0;  ///< index in the book, if found
};

class ModelNames {
 public:
  /// `book` outlives this. Entries of the map whose book_name is no card are in unknown_targets() and map nothing.
  ModelNames(const PriceBook& book, const std::vector<NameMapping>& map);
  FoundCard find(std::string_view model, std::string_view provider) const;
  /// A name of the book that was perhaps meant, or "". Milliseconds in a large book.
  std::string did_you_mean(std::string_view model) const;
  const std::vector<std::string>& unknown_targets() const { return unknown_targets_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  using Index = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;
  FoundCard look_up(const Index& index, std::string_view name, FoundBy by) const;

  Index map_, names_, bare_;  ///< bare_: `ambiguous` where several cards end alike
  std::vector<std::string> all_names_, unknown_targets_;
};

}  // namespace npcost
