#include "sim/scenario/files/merge.h"
#include "sim/scenario/keys/defaults.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "sim/prices/price_card.h"
#include "sim/reading/quantity_field.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/languages.h"
#include "sim/scenario/keys/lever_rules.h"
#include "sim/scenario/decoding/pipeline_chains.h"
#include "sim/scenario/keys/player_presets.h"
#include "sim/scenario/keys/revenue_rules.h"
#include "sim/scenario/decoding/spread_facts.h"

namespace npcost {

namespace {

class Defaults {
 public:
  Defaults(MergedTree& tree, SourceTexts& texts) : tree_(tree), texts_(texts), chains_(tree.root) {}

  void fill() {
    if (tree_.root.kind != JsonValue::Kind::object) return;
    fill_object(tree_.root, *object_type("root"));
  }

 private:
  void fill_object(JsonValue& object, const ObjectType& type) {
    if (object.kind != JsonValue::Kind::object) return;
    const bool was_sourced = sourced_, was_in_policy = in_policy_;
    in_policy_ |= type.name == "policy";
    sourced_ = sourced_ || object.find("source") != nullptr || object.find("provenance") != nullptr;
    fill_keys(object, type);
    sourced_ = was_sourced;
    in_policy_ = was_in_policy;
  }

  void fill_keys(JsonValue& object, const ObjectType& type) {
    if (type.name == "npc") npc_defaults(object);
    if (type.name == "memory") memory_defaults(object);
    if (type.name == "model") model_defaults(object);
    if (type.name == "curve") curve_defaults(object);
    if (type.name == "ambient") ambient_defaults(object);
    if (type.name == "policy") policy_defaults(object);
    for (const Key& key : type.keys) {
      if (!key.is_simulated) continue;
      if (!key.fallback.empty() && object.find(key.name) == nullptr && belongs(key, type, object)) {
        set_member(object, std::string(key.name), parsed(key));
      }
      descend(object, key);
    }
  }

  void descend(JsonValue& object, const Key& key) {
    JsonValue* value = find_member(object, key.name);
    if (value == nullptr) return;
    if (key.type == KeyType::object || key.type == KeyType::preset) fill_object(*value, *object_type(key.of));
    if (key.type == KeyType::list && value->kind == JsonValue::Kind::array) {
      for (JsonValue& item : value->items) fill_object(item, *object_type(key.of));
    }
    if (key.type == KeyType::map && value->kind == JsonValue::Kind::object) {
      for (JsonMember& member : value->members) fill_object(member.value, *object_type(key.of));
    }
  }

  /// Keys of spoken dialogue are noise for a typed one, and stages other than moderation run on every turn.
  bool belongs(const Key& key, const ObjectType& type, const JsonValue& object) {
    if (type.name == "npc") {
      if (key.name.starts_with("tool_")) return object.find("tool_calls") != nullptr;
      return !is_about_speech(key.name) || is_voice(object);
    }
    if (type.name == "memory" && key.name.starts_with("write_")) return object.find("write") != nullptr;
    if (type.name == "memory" && key.name == "recall") return !in_policy_;   // what is recalled stays the NPC's
    if (type.name == "segment" && key.name == "voice") return meets_a_voice(object);
    if (type.name == "ambient") return belongs_to_ambient(key.name, text_of(object, "runs"));
    // One that every kind has, or one that means something for this kind.
    if (type.name == "policy") return key.name == "enabled" || has_key(policy_rule(text_of(object, "kind")), key);
    if (type.name == "event") return key.name == "probability" || has_key(event_rule(text_of(object, "do")), key);
    if (type.name == "revenue") return key.name == "model" || means_something(key.name, text_of(object, "model"));
    if (type.name == "pipeline" && key.name == "silence_billed") return speaks(object);
    if (type.name == "stage") {
      const std::string what = text_of(object, "do");
      if (key.name == "stream") return what == "llm" || what == "stt" || what == "tts";
      if (key.name == "caption") return what == "vision";
      return what == "moderate" || what == "vision";
    }
    return true;
  }

  static bool belongs_to_ambient(std::string_view key, std::string_view runs) {
    if (key == "near") return runs == "near";
    if (key == "idle_stop") return runs == "playing";
    return key != "shared_by" || runs != "near";
  }
  static bool has_key(const LeverRule* rule, const Key& key) { return rule != nullptr && rule->allows(key.name); }

  static bool is_about_speech(std::string_view key) {
    return key == "reply_speed" || key == "interrupt" || key == "tokens_per_word" || key == "chars_per_token" ||
           key == "bytes_per_char" || key == "ideographs";
  }

  /// Some player may speak with it at some time.
  bool is_voice(const JsonValue& npc) {
    const std::vector<std::string>& chain = chains_.used(text_of(npc, "pipeline"));
    return std::any_of(chain.begin(), chain.end(), [&](const std::string& name) { return chains_.is_spoken(name); });
  }

  bool meets_a_voice(const JsonValue& segment) {
    const JsonValue* npcs = member_value(tree_.root, "npcs");
    const std::vector<const JsonMember*> met = entries_of(member_value(segment, "npcs"));
    return npcs != nullptr && std::any_of(met.begin(), met.end(), [&](const JsonMember* weight) {
             const JsonValue* npc = member_value(*npcs, weight->key);
             return npc != nullptr && is_voice(*npc);
           });
  }

  JsonValue parsed(const Key& key) {
    const auto known = parsed_.find({&key, sourced_});
    if (known != parsed_.end()) return known->second;
    return parsed_[{&key, sourced_}] = written(key, key.fallback, key.fallback_provenance, key.fallback_source);
  }

  /// The default as it would stand in a file. Inside an object with a source a number says that it has none itself.
  JsonValue written(const Key& key, std::string_view json, std::string_view provenance, std::string_view why) {
    const bool derived = provenance == "derived";
    std::string text(json);
    if (derived) {
      text = fmt::format(R"({{ "value": {}, "provenance": "derived", "why": {} }})", json, json_string(why));
    } else if (sourced_ && takes_remarks(key.type)) {
      text = fmt::format(R"({{ "value": {}, "provenance": "assumed" }})", json);
    }
    Diagnostics none;
    return read_json(texts_.add(std::string(derived ? default_derived : default_assumed), std::move(text)), none);
  }

  static bool takes_remarks(KeyType type) {
    return type == KeyType::quantity || type == KeyType::ratio || type == KeyType::duration ||
           type == KeyType::speech_rate || type == KeyType::money || type == KeyType::price;
  }

  void set_default(JsonValue& object, std::string_view type, std::string_view name, std::string_view json) {
    if (object.find(name) != nullptr) return;
    set_member(object, std::string(name), written(*object_type(type)->find(name), json, "assumed", {}));
  }

  /// What a token of this language is: fewer characters, and part of a longer word.
  void language_defaults(JsonValue& npc, const Language& language) {
    const auto derive = [&](std::string_view key, double value) {
      if (npc.find(key) != nullptr) return;
      const Key& known = *object_type("npc")->find(key);
      const std::string why = fmt::format("{}, from measured lines; see sim/scenario/languages.h", language.name);
      set_member(npc, std::string(key), written(known, number_text(value), "derived", why));
    };
    derive("chars_per_token", rounded(english_chars_per_token * language.chars / language.tokens));
    derive("tokens_per_word", rounded(english_tokens_per_word * language.tokens));
    derive("bytes_per_char", language.bytes_per_char);
    if (npc.find("ideographs") == nullptr && language.ideographs > 0) {
      set_default(npc, "npc", "ideographs", number_text(language.ideographs));
    }
  }

  static double rounded(double value) { return std::round(value * 1000) / 1000; }

  void npc_defaults(JsonValue& npc) {
    const bool voice = is_voice(npc);
    const Language* language = find_language(text_of(npc, "language"));
    if (language != nullptr && voice) language_defaults(npc, *language);
    set_default(npc, "npc", "patience", voice ? R"("2.5 s")" : R"("8 s")");
    if (!voice || npc.find("player_speech") != nullptr) return;
    const JsonValue* line = member_value(npc, "player_line");
    if (line == nullptr) return;
    double tokens_per_word = 1.2;
    if (const JsonValue* given = member_value(npc, "tokens_per_word")) {
      Diagnostics quiet;
      const auto spread = read_spread(*given, "", Dimension::number, Level::run, quiet);
      if (spread && spread->is_constant() && spread->value() > 0) tokens_per_word = spread->value();
    }
    // The line's tokens are those of English; words are counted in the language's own.
    const double scale = language == nullptr ? 1 : language->tokens;
    const JsonValue speech = spoken(*line, 1000.0 * scale / (tokens_per_word * spoken_words_per_second));
    JsonValue whole = speech.kind == JsonValue::Kind::object ? speech : json_object({{"value", speech}});
    for (const std::string_view remark : {"provenance", "why", "source", "as_of", "notes"})
      remove_member(whole, remark);
    set_member(whole, "provenance", json_text_value("derived"));
    set_member(whole, "why",
               json_text_value(fmt::format("player_line at {} words a second", number_text(spoken_words_per_second))));
    Diagnostics none;
    set_member(npc, "player_speech", read_json(texts_.add(std::string(default_derived), compact_json(whole)), none));
  }

  /// The same spread in milliseconds of speech: every number of tokens in it times `ms_per_token`.
  JsonValue spoken(const JsonValue& tokens, double ms_per_token) const {
    JsonValue out = tokens;
    if (tokens.kind == JsonValue::Kind::array) {
      for (JsonValue& item : out.items) item = spoken(item, ms_per_token);
    } else if (tokens.kind == JsonValue::Kind::object) {
      for (JsonMember& member : out.members) {
        const bool unitless =
            member.key == "dist" || member.key == "shape" || member.key == "weights" || is_common_key(member.key);
        if (!unitless) member.value = spoken(member.value, ms_per_token);
      }
    } else if (tokens.kind == JsonValue::Kind::string) {
      Diagnostics quiet;
      const auto spread = read_spread(tokens, "", Dimension::tokens, Level::run, quiet);
      if (!spread) return out;  // reported where the line is read
      const NamedRange range = named_range(*spread);
      const auto ms = [&](double value) { return std::llround(std::min(value * ms_per_token, 1e12)); };
      out.text = range.low == range.high
                     ? fmt::format("{} ms", ms(range.low))
                     : fmt::format("{}..{} ms", ms(range.low), std::max(ms(range.high), ms(range.low) + 1));
    }
    return out;
  }

  void memory_defaults(JsonValue& memory) {
    set_default(memory, "memory", "policy", json_string(implied_memory_policy(memory)));
    if (text_of(memory, "policy") != "summarise") return;
    set_default(memory, "memory", "keep_turns", "0");
    set_default(memory, "memory", "summary_prompt", R"("0 tokens")");
  }

  void ambient_defaults(JsonValue& ambient) {
    const std::string_view runs = implied_runs(text_of(ambient, "do"));
    if (!runs.empty()) set_default(ambient, "ambient", "runs", json_string(runs));
  }

  /// A preset's name brings what is not said beside it.
  void curve_defaults(JsonValue& curve) {
    const std::string kind = text_of(curve, "kind");
    if (kind == "launch") set_default(curve, "curve", "peak_day", "0");
    if (kind == "csv") set_default(curve, "curve", "step", R"("1 d")");
    const CurvePreset* preset = find_curve_preset(kind);
    if (preset == nullptr) return;
    set_default(curve, "curve", "peak_day", fmt::format("{}", preset->peak_day));
    set_default(curve, "curve", "half_life", fmt::format("\"{} d\"", preset->half_life_days));
    set_default(curve, "curve", "floor", fmt::format("\"{}%\"", preset->floor_percent));
  }

  void policy_defaults(JsonValue& policy) {
    const std::string kind = text_of(policy, "kind");
    if (kind == "quota") set_default(policy, "policy", "per", R"("player/d")");
    if (kind == "degrade") set_default(policy, "policy", "per", R"("global/d")");
    if (kind == "cache") set_default(policy, "policy", "of", json_string(implied_cache_of(tree_.root, policy)));
  }

  /// A card from a catalog has rules of its own; what stands beside it is written by hand.
  void model_defaults(JsonValue& model) {
    if (text_of(model, "kind") != "llm" || model.find("catalog") != nullptr) return;
    const PriceCard usual;
    set_default(model, "model", "context", fmt::format("\"{} tokens\"", usual.context_tokens));
    if (model.find("cached_input") == nullptr) return;
    set_default(model, "model", "min_cache", fmt::format("\"{} tokens\"", usual.cache.min_tokens));
    set_default(model, "model", "cache_block", fmt::format("\"{} tokens\"", usual.cache.block_tokens));
    set_default(model, "model", "cache_ttl", fmt::format("\"{} s\"", usual.cache.ttl.count() / 1000));
  }

  MergedTree& tree_;
  SourceTexts& texts_;
  PipelineChains chains_;
  std::map<std::pair<const Key*, bool>, JsonValue> parsed_;
  bool sourced_ = false;  ///< an enclosing object names a source or a provenance
  bool in_policy_ = false;
};

}  // namespace

bool is_default(const Place& place) {
  return place.source != nullptr && (place.source->name == default_assumed || place.source->name == default_derived);
}

std::string_view implied_memory_policy(const JsonValue& memory) {
  const auto has = [&](std::string_view key) { return member_value(memory, key) != nullptr; };
  if (has("summarise_after") || has("summary") || has("summary_prompt")) return "summarise";
  if (has("keep_tokens") || has("fill_to")) return "token_cap";
  if (has("keep_turns")) return "window";
  return "full";
}

std::string_view implied_runs(std::string_view kind) {
  if (kind == "proactive") return "near";
  if (kind == "npc_to_npc") return "playing";
  return kind == "world_tick" ? "always" : "";
}

void fill_defaults(MergedTree& tree, SourceTexts& texts) { Defaults(tree, texts).fill(); }

}  // namespace npcost
