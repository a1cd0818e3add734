// Characters and what they remember.
#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/keys/defaults.h"
#include "sim/scenario/languages.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

struct PolicyRule {
  std::string_view word;
  Memory::Policy policy;
  std::string_view may_have;  ///< keys that mean something, with bars around each
  std::string_view must_have;
};
constexpr PolicyRule policy_rules[] = {
    {"full", Memory::Policy::full, "", ""},
    {"none", Memory::Policy::none, "", ""},
    {"window", Memory::Policy::window, "|keep_turns|", "keep_turns"},
    {"token_cap", Memory::Policy::token_cap, "|keep_tokens|fill_to|", "keep_tokens"},
    {"summarise", Memory::Policy::summarise, "|keep_turns|summarise_after|summary|summary_prompt|",
     "summarise_after|summary"}};
constexpr std::string_view policy_keys[] = {"keep_turns",      "keep_tokens", "fill_to",
                                            "summarise_after", "summary",     "summary_prompt"};

const PolicyRule* rule_of(std::string_view word) {
  for (const PolicyRule& rule : policy_rules) {
    if (rule.word == word) return &rule;
  }
  return nullptr;
}

void check_memory_keys(Decoding& decoding, const Fields& fields, const PolicyRule& rule) {
  for (const std::string_view key : policy_keys) {
    if (fields.find(key) == nullptr || is_default(fields.place(key))) continue;
    if (rule.may_have.find(fmt::format("|{}|", key)) != std::string_view::npos) continue;
    const bool written = !is_default(fields.place("policy"));
    decoding.diagnostics.error("E109", fields.place(key), fields.at(key),
                               fmt::format("\"{}\" means nothing for the memory policy \"{}\"{}", key, rule.word,
                                           written ? "" : ", which the other keys ask for"),
                               written ? "remove one of the two" : "say which one with \"policy\"");
  }
  for (const std::string& key : words_of(rule.must_have)) {
    if (fields.find(key) != nullptr) continue;
    decoding.diagnostics.error("E109", opening_of(fields.object()), fields.pointer(),
                               fmt::format("the memory policy \"{}\" needs \"{}\"", rule.word, key),
                               fmt::format("add \"{}\": {}", key, object_type("memory")->find(key)->example));
  }
}

/// E109 for keys that say more about something that `needed` would have to ask for.
void check_companions(Decoding& decoding, const Fields& fields, std::string_view type, std::string_view needed,
                      std::initializer_list<std::string_view> companions) {
  if (fields.find(needed) != nullptr) return;
  for (const std::string_view key : companions) {
    if (fields.find(key) == nullptr) continue;
    decoding.diagnostics.error("E109", fields.place(key), fields.at(key),
                               fmt::format("\"{}\" means nothing without \"{}\"", key, needed),
                               fmt::format("add \"{}\": {}, or remove this", needed, object_type(type)->find(needed)->example));
  }
}

Memory::Write decode_write(Decoding& decoding, const Fields& fields) {
  check_companions(decoding, fields, "memory", "write", {"write_calls", "write_prompt", "write_input"});
  Memory::Write write;
  if (fields.find("write") == nullptr) return write;
  write.output = fields.spread("write");
  write.calls = fields.number("write_calls", 1);
  write.prompt_tokens = fields.count("write_prompt");
  write.input = fields.maybe_spread("write_input");
  return write;
}

ToolCalls decode_tools(Decoding& decoding, const Fields& fields) {
  check_companions(decoding, fields, "npc", "tool_calls", {"tool_rounds", "tool_call", "tool_result"});
  ToolCalls tools;
  if (fields.find("tool_calls") == nullptr) return tools;
  tools.share = fields.ratio("tool_calls");
  tools.rounds = fields.count("tool_rounds", 1);
  tools.call = fields.spread("tool_call");
  tools.result = fields.spread("tool_result");
  return tools;
}

}  // namespace

Memory decode_memory(Decoding& decoding, const JsonValue& object, const std::string& pointer) {
  const Fields fields(decoding, object, "memory", pointer);
  Memory memory;
  memory.summary = fields.spread("summary");
  memory.recall = fields.spread("recall");
  memory.write = decode_write(decoding, fields);
  const PolicyRule* rule = rule_of(fields.text("policy"));
  if (rule == nullptr) return memory;
  check_memory_keys(decoding, fields, *rule);
  memory.policy = rule->policy;
  memory.keep_turns = fields.count("keep_turns");
  memory.keep_tokens = fields.count("keep_tokens");
  memory.fill_to_tokens = fields.count("fill_to", memory.keep_tokens);
  memory.summarise_after = fields.count("summarise_after");
  memory.summary_prompt_tokens = fields.count("summary_prompt");
  if (memory.policy == Memory::Policy::token_cap && memory.fill_to_tokens < memory.keep_tokens) {
    decoding.diagnostics.error(
        "E109", fields.place("fill_to"), fields.at("fill_to"),
        fmt::format("history is filled to {} tokens but kept to {}: \"fill_to\" must be at least \"keep_tokens\"",
                    memory.fill_to_tokens, memory.keep_tokens),
        "swap the two");
  }
  if (memory.policy == Memory::Policy::summarise && fields.find("summarise_after") != nullptr &&
      memory.summarise_after <= memory.keep_turns) {
    decoding.diagnostics.error("E109", fields.place("summarise_after"), fields.at("summarise_after"),
                               fmt::format("a summary after {} turns cannot keep {} turns word by word",
                                           memory.summarise_after, memory.keep_turns),
                               fmt::format("write \"summarise_after\": {}", memory.keep_turns + 1));
  }
  return memory;
}

namespace {

Npc decode_npc(Decoding& decoding, const JsonMember& entry) {
  const Fields fields(decoding, entry.value, "npc", child_pointer("/npcs", entry.key));
  Npc npc;
  npc.name = entry.key;
  const std::string written = fields.text("pipeline");
  const std::vector<std::string>& chain = decoding.chains.used(written);
  if (chain.empty() && section(decoding.root, "pipelines") != nullptr &&
      section(decoding.root, "pipelines")->find(written) != nullptr) {
    decoding.diagnostics.error("E304", fields.place("pipeline"), fields.at("pipeline"),
                               fmt::format("pipeline \"{}\" is off, and nothing stands in for it", printable(written)),
                               "give it \"otherwise\", or remove \"enabled\": false");
  }
  // A pipeline that is not simulated has been refused by name; the NPC then stands at any other.
  npc.pipeline = index_of(decoding.pipelines, decoding.chains.first(written)).value_or(0);
  for (const std::string& name : chain) {
    if (const auto index = index_of(decoding.pipelines, name)) npc.chain.push_back(*index);
  }
  if (npc.chain.empty()) npc.chain = {npc.pipeline};
  if (const Language* language = find_language(fields.text("language"))) npc.token_scale = language->tokens;
  if (const auto shared_by = fields.maybe_spread("shared_by")) npc.shared_by = *shared_by;
  npc.tools = decode_tools(decoding, fields);
  npc.persona = fields.spread("persona");
  npc.world = fields.spread("world");
  npc.player_line = fields.spread("player_line");
  npc.reply = fields.spread("reply");
  if (fields.find("reply_max") != nullptr) npc.reply_max = fields.count("reply_max", 1);
  npc.player_speech = fields.spread("player_speech");
  npc.think_time = fields.spread("think_time");
  if (const JsonValue* speed = fields.find("reply_speed")) {
    Diagnostics said_already;
    npc.reply_speed = read_speech_rate(*speed, fields.at("reply_speed"), said_already).value_or(SpeechRate{});
  }
  npc.tokens_per_word = fields.number("tokens_per_word", npc.tokens_per_word);
  npc.chars_per_token = fields.number("chars_per_token", npc.chars_per_token);
  npc.bytes_per_char = fields.number("bytes_per_char", npc.bytes_per_char);
  npc.ideographs = fields.ratio("ideographs");
  npc.interrupt = fields.ratio("interrupt");
  const JsonValue* patience = fields.find("patience");
  const bool never = patience != nullptr && is_word_instead(*object_type("npc")->find("patience"), *patience);
  npc.patience = never ? std::nullopt : std::optional(fields.duration("patience", *npc.patience));
  if (const JsonValue* memory = fields.find("memory"))
    npc.memory = decode_memory(decoding, *memory, fields.at("memory"));
  else
    npc.memory.summary = npc.memory.recall = Spread::constant(0, Dimension::tokens);
  return npc;
}

}  // namespace

void decode_npcs(Decoding& decoding) {
  const JsonValue* npcs = section(decoding.root, "npcs");
  decoding.npcs = number_entries(npcs);
  for (const JsonMember* entry : entries_of(npcs)) decoding.scenario.npcs.push_back(decode_npc(decoding, *entry));
}

}  // namespace npcost
