// Orders and names that decide which random numbers a player, an NPC or an unknown gets. Renaming and reordering keys
// change none.
//
// Variants  meet the same players: what has the same name as in the base keeps the base's rank, order and draw, whatever the patch
//           makes of it; what is new comes after. What the base has and the variant has not keeps its rank too, unused.
#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "sim/base/draw_name.h"
#include "sim/base/draws.h"
#include "sim/scenario/draws/all_spreads.h"
#include "sim/scenario/draws/behaviour.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/draws/lever_draws.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/questions.h"
#include "sim/scenario/draws/variant_draws.h"

namespace npcost {

namespace {

class DrawNames {
 public:
  explicit DrawNames(Decoding& decoding) : decoding_(decoding), scenario_(decoding.scenario) {
    if (decoding.base == nullptr) return;
    base_ = &decoding.base->orders;
    segments_met_ = base_->segments;
    npcs_met_ = base_->npcs;
    models_met_ = base_->models;
  }

  void name_all() {
    describe();
    order_npcs();
    order_segments();
    rank_everything();
    order_platforms();
    order_ambient();
    name_unknowns();
    name_paths();
    rank_levers(scenario_, policies_, ambient_met_, base_, decoding_.orders);
    keep_orders();
  }

 private:
  void describe() {
    for (const JsonMember* entry : entries_of(section(decoding_.root, "npcs"))) {
      npc_text_.push_back(behaviour(entry->value, "npc", "|pipeline|") + pipeline_text(entry->value));
    }
  }

  /// How a pipeline talks, without its models: twins of one persona may differ in it.
  std::string pipeline_text(const JsonValue& npc) const {
    const std::string name = Fields(decoding_, npc, "npc", "").text("pipeline");
    const auto index = index_of(decoding_.pipelines, name);
    if (!index) return {};
    std::string text(mode_name(scenario_.pipelines[*index].mode));
    for (const PipelineStage& stage : scenario_.pipelines[*index].stages)
      text += fmt::format(" {}", static_cast<int>(stage.stage));
    return text;
  }

  bool npc_before(const NpcWeight& a, const NpcWeight& b) const {
    if (a.weight != b.weight) return a.weight > b.weight;
    if (npc_text_[a.npc] != npc_text_[b.npc]) return npc_text_[a.npc] < npc_text_[b.npc];
    return scenario_.npcs[a.npc].name < scenario_.npcs[b.npc].name;
  }

  void order_npcs() {
    for (Segment& segment : scenario_.players.segments) {
      std::sort(segment.npcs.begin(), segment.npcs.end(),
                [&](const NpcWeight& a, const NpcWeight& b) { return npc_before(a, b); });
      if (base_ != nullptr) choose_as_in_base(segment, scenario_.npcs, base_->meetings);
    }
  }

  void order_segments() {
    const JsonValue* players = section(decoding_.root, "players");
    std::vector<std::string> text;
    for (const JsonMember* entry : entries_of(players == nullptr ? nullptr : section(*players, "segments"))) {
      std::string what = behaviour(entry->value, "segment", "|share|npcs|");
      for (const NpcWeight& weight : scenario_.players.segments[text.size()].npcs) {
        what += fmt::format(" {} {}", weight.weight, npc_text_[weight.npc]);
      }
      text.push_back(std::move(what));
    }
    const auto& segments = scenario_.players.segments;
    auto& order = scenario_.canonical_segments;
    for (std::size_t i = 0; i < segments.size(); ++i) order.push_back(static_cast<std::uint16_t>(i));
    std::sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) {
      const std::size_t rank_a = rank_in_base(segments[a]), rank_b = rank_in_base(segments[b]);
      if (rank_a != rank_b) return rank_a < rank_b;
      if (segments[a].share != segments[b].share) return segments[a].share > segments[b].share;
      if (text[a] != text[b]) return text[a] < text[b];
      return segments[a].name < segments[b].name;
    });
    std::vector<std::size_t> ranks;
    for (const std::uint16_t index : order) ranks.push_back(rank_in_base(segments[index]));
    scenario_.segment_ranks = ranks_in_draws(ranks, base_ == nullptr ? 0 : base_->segments.size(), max_segments);
  }

  /// A new segment comes behind all that the base has.
  std::size_t rank_in_base(const Segment& segment) const {
    if (base_ == nullptr) return 0;
    const auto found = std::find(base_->segments.begin(), base_->segments.end(), child_pointer("/players/segments", segment.name));
    return static_cast<std::size_t>(found - base_->segments.begin());
  }

  /// Ranks by the first meeting on the way from segments to NPCs to pipelines to models, which no price and no name
  /// changes; what nobody meets comes last and draws nothing that counts.
  void rank_everything() {
    const auto meet = [](std::vector<std::string>& met, const std::string& prefix) {
      if (std::find(met.begin(), met.end(), prefix) == met.end()) met.push_back(prefix);
    };
    const auto meet_model = [&](std::uint16_t index) {
      meet(models_met_, child_pointer("/models", scenario_.book.cards[index].name));
    };
    const auto meet_npc = [&](std::uint16_t index) {
      const Npc& npc = scenario_.npcs[index];
      meet(npcs_met_, child_pointer("/npcs", npc.name));
      for (const std::uint16_t pipeline : npc.chain) {
        if (pipeline >= scenario_.pipelines.size()) continue;
        meet(pipelines_met_, child_pointer("/pipelines", scenario_.pipelines[pipeline].name));
        for (const PipelineStage& stage : scenario_.pipelines[pipeline].stages) {
          meet_model(stage.model);
          if (stage.fallback) meet_model(*stage.fallback);
          if (stage.placement.device_model) meet_model(*stage.placement.device_model);
          if (const auto& share = stage.placement.device_share) meet(servings_met_, share->pointer.substr(0, share->pointer.rfind('/')));
        }
      }
    };
    for (const std::uint16_t segment : scenario_.canonical_segments) {
      meet(segments_met_, child_pointer("/players/segments", scenario_.players.segments[segment].name));
      for (const NpcWeight& weight : scenario_.players.segments[segment].npcs) meet_npc(weight.npc);
    }
    std::vector<NpcWeight> all;
    for (std::size_t i = 0; i < scenario_.npcs.size(); ++i) all.push_back({static_cast<std::uint16_t>(i), 1});
    std::sort(all.begin(), all.end(), [&](const NpcWeight& a, const NpcWeight& b) { return npc_before(a, b); });
    for (const NpcWeight& npc : all) meet_npc(npc.npc);
    policies_ = canonical_policies(decoding_, npcs_met_);
    name_events(decoding_, {&segments_met_, &models_met_, &pipelines_met_}, policies_);
    for (const std::uint16_t policy : policies_) {
      if (const auto to = scenario_.policies[policy].to) meet(models_met_, child_pointer("/models", scenario_.book.cards[*to].name));
    }
    for (const PriceCard& card : scenario_.book.cards) meet(models_met_, child_pointer("/models", card.name));
  }

  /// Entries of a map by what they do; names decide only between twins.
  void order_entries(const JsonValue* entries, std::string_view type, std::string_view leave_out, const std::string& pointer,
                     std::vector<std::string>& met, const std::function<std::string(const JsonValue&)>& more) const {
    std::vector<std::pair<std::string, std::string>> by_text;
    for (const JsonMember* entry : entries_of(entries)) {
      by_text.emplace_back(behaviour(entry->value, type, leave_out) + more(entry->value), child_pointer(pointer, entry->key));
    }
    std::sort(by_text.begin(), by_text.end());
    for (const auto& [text, name] : by_text) met.push_back(name);
  }

  void order_platforms() {
    const JsonValue* players = section(decoding_.root, "players");
    order_entries(players == nullptr ? nullptr : section(*players, "platforms"), "platform", "", "/players/platforms", platforms_met_,
                  [](const JsonValue&) { return std::string(); });
  }

  void order_ambient() {
    order_entries(section(decoding_.root, "ambient"), "ambient", "|npc|", "/ambient", ambient_met_, [&](const JsonValue& entry) {
      const auto npc = index_of(decoding_.npcs, Fields(decoding_, entry, "ambient", "").text("npc"));
      return npc ? npc_text_[*npc] : std::string();
    });
  }

  static std::string ranked(const std::string& pointer, const std::vector<std::string>& met,
                            std::string_view section_name) {
    for (std::size_t rank = 0; rank < met.size(); ++rank) {
      if (pointer.starts_with(met[rank]) && (pointer.size() == met[rank].size() || pointer[met[rank].size()] == '/')) {
        return fmt::format("{}/#{}{}", section_name, rank, pointer.substr(met[rank].size()));
      }
    }
    return pointer;
  }

  void add(const Spread& spread) {
    for (const UnknownRole& role : spread.roles) {
      if (role.value.known()) continue;
      const std::string& pointer = role.value.pointer;
      if (const std::string lever = lever_draw_pointer(scenario_, policies_, pointer); !lever.empty()) {
        canonical_.emplace(pointer, lever);
        continue;
      }
      const auto& [met, name] = pointer.starts_with("/npcs/")                ? std::pair(&npcs_met_, "/npcs")
                                : pointer.starts_with("/models/")            ? std::pair(&models_met_, "/models")
                                : pointer.starts_with("/pipelines/")         ? std::pair(&pipelines_met_, "/pipelines")
                                : pointer.starts_with("/serving/")           ? std::pair(&servings_met_, "/serving")
                                : pointer.starts_with("/ambient/")           ? std::pair(&ambient_met_, "/ambient")
                                : pointer.starts_with("/players/platforms/") ? std::pair(&platforms_met_, "/players/platforms")
                                                                             : std::pair(&segments_met_, "/players/segments");
      canonical_.emplace(pointer, ranked(pointer, *met, name));
    }
  }

  void add(const PriceCard& card) {
    const auto rank =
        std::find(models_met_.begin(), models_met_.end(), child_pointer("/models", card.name)) - models_met_.begin();
    const auto canonical = [&](const std::string& pointer) {
      if (!pointer.starts_with("/catalogs/")) return ranked(pointer, models_met_, "/models");
      // "/catalogs/NAME/models/ID/input": the card is known by the first model that takes it.
      std::size_t at = 0;
      for (int slashes = 0; at < pointer.size() && slashes < 5; ++at) slashes += pointer[at] == '/' ? 1 : 0;
      return fmt::format("/listed/#{}/{}", rank, pointer.substr(at));
    };
    const auto add_price = [&](const Price& price) {
      if (price.unknown) canonical_.emplace(price.unknown->pointer, canonical(price.unknown->pointer));
      if (price.path != nullptr) canonical_paths_.emplace(price.pointer, canonical(price.pointer));
    };
    for (const PriceSet& set : card.sets) for_each_price(set, add_price);
  }

  void collect() {
    for_each_spread(scenario_, [&](const Spread& spread) { add(spread); });
    for (const Spread* spread : lever_spreads(scenario_)) add(*spread);
    // In the order of ranks, so that a shared catalog card is named by the first of its models.
    for (const std::string& pointer : models_met_) {
      for (const PriceCard& card : scenario_.book.cards) {
        if (child_pointer("/models", card.name) == pointer) add(card);
      }
    }
  }

  /// A name is a number made of the canonical pointer, so that an unknown keeps its draw when others come and go.
  void name_unknowns() {
    collect();
    std::vector<std::pair<std::string, std::string>> by_canonical;
    for (const auto& [pointer, canonical] : canonical_) by_canonical.emplace_back(canonical, pointer);
    std::sort(by_canonical.begin(), by_canonical.end());
    std::set<std::uint32_t> taken;
    if (base_ != nullptr) {
      for (const auto& [pointer, name] : base_->unknowns) taken.insert(name);
    }
    for (const auto& [canonical, pointer] : by_canonical) {
      if (const auto name = name_in_base(pointer)) {
        scenario_.unknown_names.emplace_back(pointer, *name);
        continue;
      }
      std::uint32_t name = draw_number(canonical);
      while (!taken.insert(name).second) ++name;
      scenario_.unknown_names.emplace_back(pointer, name);
    }
  }

  void name_paths() {
    Questions questions = *scenario_.experiment.questions;
    for (const auto& [pointer, canonical] : canonical_paths_) questions.path_names.emplace_back(pointer, draw_number(canonical));
    scenario_.experiment.questions = std::make_shared<const Questions>(std::move(questions));
  }

  std::optional<std::uint32_t> name_in_base(const std::string& pointer) const {
    if (base_ == nullptr) return std::nullopt;
    const auto found = base_->unknowns.find(pointer);
    return found == base_->unknowns.end() ? std::nullopt : std::optional(found->second);
  }

  /// For the variants of this scenario.
  void keep_orders() {
    DrawOrders& orders = decoding_.orders;
    orders.segments = segments_met_;
    orders.npcs = npcs_met_;
    orders.models = models_met_;
    orders.unknowns = {scenario_.unknown_names.begin(), scenario_.unknown_names.end()};
    for (const Segment& segment : scenario_.players.segments) {
      auto& meetings = orders.meetings[segment.name];
      for (const NpcWeight& weight : segment.npcs) meetings.emplace_back(scenario_.npcs[weight.npc].name, weight.weight);
    }
  }

  Decoding& decoding_;
  Scenario& scenario_;
  const DrawOrders* base_ = nullptr;                               ///< of a variant
  std::vector<std::string> npc_text_;                              ///< by NPC
  std::vector<std::string> segments_met_, npcs_met_, models_met_;  ///< pointers in canonical order
  std::vector<std::string> pipelines_met_, servings_met_, platforms_met_, ambient_met_;
  std::vector<std::uint16_t> policies_;                            ///< in canonical order
  std::map<std::string, std::string> canonical_;                   ///< by pointer
  std::map<std::string, std::string> canonical_paths_;             ///< likewise, of prices that move
};

}  // namespace

void name_draws(Decoding& decoding) { DrawNames(decoding).name_all(); }

}  // namespace npcost
