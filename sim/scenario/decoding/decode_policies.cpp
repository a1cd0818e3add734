// Policies: rules that change what a turn costs, each about some pipelines.
#include <algorithm>

#include <fmt/format.h>

#include "sim/prices/price_kinds.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/decoding/decode_stage.h"
#include "sim/scenario/keys/defaults.h"
#include "sim/scenario/keys/lever_rules.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/decoding/policy_reach.h"
#include "sim/scenario/decoding/read_limit.h"

namespace npcost {

namespace {

template <typename Word>
struct Named {
  std::string_view word;
  Word value;
};

constexpr Named<Policy::Kind> kinds[] = {
    {"cache", Policy::Kind::cache},         {"route", Policy::Kind::route}, {"cap_reply", Policy::Kind::cap_reply},
    {"summarise", Policy::Kind::summarise}, {"quota", Policy::Kind::quota}, {"degrade", Policy::Kind::degrade},
    {"batch", Policy::Kind::batch},         {"prewarm", Policy::Kind::prewarm}};
constexpr Named<Policy::Of> ofs[] = {
    {"replies", Policy::Of::replies}, {"speech", Policy::Of::speech}, {"prompt", Policy::Of::prompt}};
constexpr Named<Policy::By> bys[] = {
    {"turn", Policy::By::turn}, {"conversation", Policy::By::conversation}, {"player", Policy::By::player}};
constexpr Named<Policy::Per> pers[] = {{"session", Policy::Per::session},
                                       {"player/d", Policy::Per::player_day},
                                       {"player/mo", Policy::Per::player_month},
                                       {"global/d", Policy::Per::global_day},
                                       {"global/mo", Policy::Per::global_month}};
constexpr Named<Policy::Then> thens[] = {{"scripted", Policy::Then::scripted},
                                         {"cheaper_model", Policy::Then::cheaper_model},
                                         {"text_only", Policy::Then::text_only},
                                         {"block", Policy::Then::block},
                                         {"pay", Policy::Then::pay}};

/// The word of a choice; an unknown one was reported with the list.
template <typename Word, std::size_t n>
void choose(const Named<Word> (&words)[n], const std::string& word, Word& value) {
  for (const Named<Word>& named : words) {
    if (named.word == word) value = named.value;
  }
}

class PolicyDecoder {
 public:
  PolicyDecoder(Decoding& decoding, const JsonMember& entry)
      : decoding_(decoding), fields_(decoding, entry.value, "policy", child_pointer("/policies", entry.key)) {
    policy_.name = entry.key;
  }

  Policy decode() {
    const std::string kind = fields_.text("kind");
    const LeverRule* rule = policy_rule(kind);
    if (rule == nullptr) return policy_;
    check_lever_keys(decoding_, fields_, "policy", *rule);
    choose(kinds, kind, policy_.kind);
    policy_.enabled = fields_.flag("enabled", true);
    if (policy_.is_limit()) decode_limit();
    if (rule->allows("to")) decode_target();
    policy_.share = fields_.ratio("share");
    choose(bys, fields_.text("by"), policy_.by);
    choose(ofs, fields_.text("of"), policy_.of);
    policy_.hit_rate = fields_.spread("hit_rate");
    policy_.reply_max = fields_.count("max");
    if (policy_.kind == Policy::Kind::summarise) decode_summary();
    policy_.pipelines = policy_reach(decoding_, fields_, policy_);
    return policy_;
  }

 private:
  void error(const char* code, std::string_view key, std::string message, std::string hint) {
    decoding_.diagnostics.error(code, fields_.place(key), fields_.at(key), std::move(message), std::move(hint));
  }

  void decode_limit() {
    choose(pers, fields_.text("per"), policy_.per);
    choose(thens, fields_.text("then"), policy_.then);
    policy_.lag = fields_.duration("lag", policy_.lag);
    const JsonValue* value = fields_.find("limit");
    const auto limit = value == nullptr ? std::nullopt : read_limit(decoding_, *value, fields_.at("limit"));
    if (limit) {
      policy_.measure = limit->measure;
      policy_.limit = limit->amount;
      policy_.limit_text = limit->text;
    }
    const bool cheaper = policy_.then == Policy::Then::cheaper_model, names_one = fields_.find("to") != nullptr;
    if (cheaper && !names_one) {
      error("E109", "then", fmt::format("a {} that goes on with a cheaper model needs \"to\"", fields_.text("kind")),
            "add \"to\": \"tiny\", a model of kind llm");
    } else if (!cheaper && names_one) {
      error("E109", "to", fmt::format("\"to\" means nothing with \"then\": \"{}\"", fields_.text("then")),
            is_default(fields_.place("then")) ? "add \"then\": \"cheaper_model\", or remove \"to\"" : "remove it");
    }
  }

  /// The llm that answers instead.
  void decode_target() {
    const auto model = index_of(decoding_.models, fields_.text("to"));
    if (!model || decoding_.unread_models.contains(*model)) return;
    const PriceCard& card = decoding_.scenario.book.cards[*model];
    if (card.kind == ModelKind::llm) {
      policy_.to = model;
      return;
    }
    error("E303", "to",
          fmt::format("what answers instead is a model of kind llm; \"{}\" is of kind {}", printable(card.name),
                      price_reading::model_kind_name(card.kind)),
          models_of(decoding_, ModelKind::llm));
  }

  /// What is sent again; what is recalled and written down when a conversation is over stays the NPC's.
  void decode_summary() {
    const JsonValue* memory = fields_.find("memory");
    if (memory == nullptr || memory->kind != JsonValue::Kind::object) return;
    const std::string pointer = fields_.at("memory");
    policy_.memory = decode_memory(decoding_, *memory, pointer);
    for (const std::string_view key : {"recall", "write"}) {
      const JsonMember* member = memory->find(key);
      if (member == nullptr || is_default(member->value.place)) continue;
      decoding_.diagnostics.error("E109", opening_of(member->value), child_pointer(pointer, key),
                                  fmt::format("\"{}\" means nothing in a policy: it stays what the NPC says", key), "remove it");
    }
    if (policy_.memory.policy == Memory::Policy::full && section(*memory, "policy") != nullptr) {
      error("E109", "memory", "with the memory policy \"full\" nothing is shortened",
            R"(write "memory": { "summarise_after": 12, "summary": "180 tokens" })");
    }
  }

  Decoding& decoding_;
  Fields fields_;
  Policy policy_;
};

}  // namespace

void decode_policies(Decoding& decoding) {
  const JsonValue* policies = section(decoding.root, "policies");
  decoding.policies = number_entries(policies);
  for (const JsonMember* entry : entries_of(policies))
    decoding.scenario.policies.push_back(PolicyDecoder(decoding, *entry).decode());
}

}  // namespace npcost
