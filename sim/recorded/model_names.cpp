#include "sim/recorded/model_names.h"

#include <array>

#include "sim/reading/diagnostic.h"
#include "sim/recorded/usage_record.h"

namespace npcost {
namespace {

constexpr std::uint32_t ambiguous = 0xffff'ffffu;

}  // namespace

ModelNames::ModelNames(const PriceBook& book, const std::vector<NameMapping>& map) {
  for (std::uint32_t card = 0; card < book.cards.size(); ++card) {
    const std::string& name = book.cards[card].name;
    names_.emplace(name, card);
    all_names_.push_back(name);
    const std::size_t slash = name.rfind('/');
    if (slash == std::string::npos) continue;
    const auto [bare, added] = bare_.try_emplace(name.substr(slash + 1), card);
    if (!added) bare->second = ambiguous;
  }
  for (const NameMapping& entry : map) {
    const auto target = names_.find(entry.book_name);
    if (target == names_.end()) {
      unknown_targets_.push_back(entry.book_name);
    } else {
      map_.insert_or_assign(entry.log_name, target->second);
    }
  }
}

FoundCard ModelNames::look_up(const Index& index, std::string_view name, FoundBy by) const {
  const auto found = index.find(name);
  if (found == index.end() || found->second == ambiguous) return {};
  return {by, found->second};
}

FoundCard ModelNames::find(std::string_view model, std::string_view provider) const {
  std::array<char, 2 * max_name_bytes + 1> joined;
  std::string_view full;
  if (!provider.empty() && provider.size() <= max_name_bytes && model.size() <= max_name_bytes) {
    std::size_t size = provider.copy(joined.data(), provider.size());
    joined[size++] = '/';
    size += model.copy(joined.data() + size, model.size());
    full = {joined.data(), size};
  }
  if (!map_.empty()) {
    if (!full.empty()) {
      if (const FoundCard found = look_up(map_, full, FoundBy::map); found.by != FoundBy::nothing) return found;
    }
    if (const FoundCard found = look_up(map_, model, FoundBy::map); found.by != FoundBy::nothing) return found;
  }
  if (!full.empty()) {
    const FoundCard found = look_up(names_, full, FoundBy::provider_and_name);
    if (found.by != FoundBy::nothing) return found;
  }
  if (const FoundCard found = look_up(names_, model, FoundBy::name); found.by != FoundBy::nothing) return found;
  const FoundCard bare = look_up(bare_, model, FoundBy::bare_name);
  if (bare.by == FoundBy::nothing || provider.empty()) return bare;
  const std::string& name = all_names_[bare.card];
  return same_provider(provider, std::string_view(name).substr(0, name.rfind('/'))) ? bare : FoundCard{};
}

std::string ModelNames::did_you_mean(std::string_view model) const {
  // The model of another provider, which was not taken for it.
  if (const FoundCard same = find(model, {}); same.by != FoundBy::nothing && same.by != FoundBy::map) {
    return all_names_[same.card];
  }
  // A dated snapshot is the commonest miss: the name it begins with, up to a '-', is the likeliest card.
  for (std::size_t dash = model.rfind('-'); dash != std::string_view::npos && dash > 0;
       dash = model.rfind('-', dash - 1)) {
    const FoundCard found = find(model.substr(0, dash), {});
    if (found.by != FoundBy::nothing && found.by != FoundBy::map) return all_names_[found.card];
  }
  return npcost::did_you_mean(model, all_names_);
}

}  // namespace npcost
