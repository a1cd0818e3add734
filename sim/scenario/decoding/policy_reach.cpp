#include "sim/scenario/decoding/policy_reach.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/prices/price_kinds.h"
#include "sim/scenario/keys/lever_rules.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

/// What a pipeline must have, for a sentence.
std::string_view needed(const Policy& policy) {
  switch (policy.kind) {
    case Policy::Kind::quota:
    case Policy::Kind::degrade:
      if (policy.then == Policy::Then::text_only) return "is spoken";
      return policy.then == Policy::Then::cheaper_model ? "has an llm" : "";
    case Policy::Kind::route: return "has an llm";
    case Policy::Kind::batch: return "has work that can wait (memory that is written down, npc_to_npc, world_tick)";
    case Policy::Kind::cache:
      if (policy.of == Policy::Of::replies) return "has an llm";
      return policy.of == Policy::Of::speech ? "has a tts" : "has a model with a price \"cached_input\"";
    case Policy::Kind::prewarm: return "has a model with a price \"cached_input\"";
    case Policy::Kind::cap_reply:
    case Policy::Kind::summarise: return "";
  }
  return "";
}

class Reach {
 public:
  Reach(Decoding& decoding, const Fields& fields, const Policy& policy)
      : decoding_(decoding), fields_(fields), policy_(policy), met_(pipelines_met(decoding.root)) {}

  std::vector<std::uint16_t> find() {
    const JsonValue* names = fields_.find("applies_to");
    if (names == nullptr) {
      for (const auto& [name, index] : decoding_.pipelines) {
        if (can_be_about(decoding_.scenario.pipelines[index])) take(name);
      }
    } else if (names->kind == JsonValue::Kind::array) {
      for (std::size_t i = 0; i < names->items.size(); ++i) {
        if (names->items[i].kind == JsonValue::Kind::string)
          named(names->items[i], child_pointer(fields_.at("applies_to"), std::to_string(i)));
      }
    }
    if (found_.empty()) refuse_emptiness(names);
    return {found_.begin(), found_.end()};
  }

 private:
  void take(const std::string& pipeline) {
    if (met_.contains(pipeline)) found_.insert(*index_of(decoding_.pipelines, pipeline));
  }

  bool has_cache(const Pipeline& pipeline) const {
    const PipelineStage* stage = pipeline.answering();
    return stage != nullptr && decoding_.scenario.book.cards[stage->model].cache.enabled;
  }

  /// Somebody who comes to the pipeline writes down memory, talks with NPCs or thinks.
  bool has_waiting_work(const Pipeline& pipeline) const {
    const auto& npcs = decoding_.scenario.npcs;
    const auto& ambient = decoding_.scenario.ambient;
    return std::any_of(npcs.begin(), npcs.end(), [&](const Npc& npc) {
      const bool comes = std::any_of(npc.chain.begin(), npc.chain.end(), [&](std::uint16_t index) {
        return index < decoding_.scenario.pipelines.size() && &decoding_.scenario.pipelines[index] == &pipeline;
      });
      const bool talks = std::any_of(ambient.begin(), ambient.end(), [&](const Ambient& talk) {
        return talk.kind != Ambient::Kind::proactive && &npcs[talk.npc] == &npc;
      });
      return comes && (npc.memory.write.calls > 0 || talks);
    });
  }

  bool can_be_about(const Pipeline& pipeline) const {
    if (policy_.kind == Policy::Kind::batch) return pipeline.find(Stage::llm) != nullptr && has_waiting_work(pipeline);
    const std::string_view what = needed(policy_);
    if (what.empty()) return true;
    if (what == "is spoken") return pipeline.spoken();
    if (what == "has an llm") return pipeline.find(Stage::llm) != nullptr;
    return what == "has a tts" ? pipeline.find(Stage::tts) != nullptr : has_cache(pipeline);
  }

  void named(const JsonValue& item, const std::string& pointer) {
    const std::string& name = item.text;
    if (entry_named(decoding_.root, "pipelines", name) != nullptr) {
      const auto index = index_of(decoding_.pipelines, name);
      if (!index) {
        unsure_ = true;  // it has a fault, or is not simulated, and that was said
      } else if (can_be_about(decoding_.scenario.pipelines[*index])) {
        take(name);
      } else {
        decoding_.diagnostics.error("E412", item.place, pointer,
                                    fmt::format("this policy changes nothing in pipeline \"{}\": it is about one that {}",
                                                printable(name), needed(policy_)),
                                    "remove the name");
      }
    } else if (entry_named(decoding_.root, "models", name) != nullptr) {
      model(item, pointer);
    } else {
      decoding_.diagnostics.error("E301", item.place, pointer, fmt::format("no pipeline is called \"{}\"", printable(name)),
                                  names_hint(name, names_in(decoding_.root, "pipelines"), "pipelines"));
    }
  }

  /// A cache may be said of what makes the thing that is kept.
  void model(const JsonValue& item, const std::string& pointer) {
    const auto index = index_of(decoding_.models, item.text);
    if (!index || decoding_.unread_models.contains(*index)) {
      unsure_ = true;
      return;
    }
    const bool cache = policy_.kind == Policy::Kind::cache && policy_.of != Policy::Of::prompt;
    const bool speech = policy_.of == Policy::Of::speech;
    const ModelKind kind = decoding_.scenario.book.cards[*index].kind;
    if (!cache || kind != (speech ? ModelKind::tts : ModelKind::llm)) {
      decoding_.diagnostics.error(
          "E412", item.place, pointer,
          !cache ? fmt::format("this policy is about pipelines, and \"{}\" is a model", printable(item.text))
                 : fmt::format("a cache of {} is about models of kind {}; \"{}\" is of kind {}", speech ? "speech" : "replies",
                               speech ? "tts" : "llm", printable(item.text), price_reading::model_kind_name(kind)),
          !cache ? names_hint(item.text, names_in(decoding_.root, "pipelines"), "pipelines") : "remove the name");
      unsure_ = true;
      return;
    }
    for (const auto& [name, number] : decoding_.pipelines) {
      const PipelineStage* stage = decoding_.scenario.pipelines[number].find(speech ? Stage::tts : Stage::llm);
      if (stage != nullptr && stage->model == *index) take(name);
    }
  }

  /// A rule about nothing would be counted on and never hold.
  void refuse_emptiness(const JsonValue* names) {
    if (unsure_ || decoding_.diagnostics.has_errors()) return;  // what is missing may only be misspelt
    for (const std::string& name : met_) {
      if (!decoding_.pipelines.contains(name)) return;  // what is not simulated may be what it is about
    }
    const std::string_view key = names == nullptr ? "kind" : "applies_to";
    const JsonValue* value = fields_.find(key);
    const std::string nobody = names == nullptr ? fmt::format("no NPC meets a pipeline that {}", needed(policy_))
                                                : std::string("no NPC meets what it applies to");
    decoding_.diagnostics.error("E412", value == nullptr ? Place{} : opening_of(*value), fields_.at(key),
                                fmt::format("the policy matches nothing: {}", nobody), "remove the policy, or name what NPCs use");
  }

  Decoding& decoding_;
  const Fields& fields_;
  const Policy& policy_;
  std::set<std::string> met_;
  std::set<std::uint16_t> found_;
  bool unsure_ = false;
};

}  // namespace

std::vector<std::uint16_t> policy_reach(Decoding& decoding, const Fields& fields, const Policy& policy) {
  return Reach(decoding, fields, policy).find();
}

}  // namespace npcost
