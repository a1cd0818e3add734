// Pipelines: the stages of a turn, in an order that makes a conversation.
#include <algorithm>

#include <fmt/format.h>

#include "sim/prices/price_kinds.h"
#include "sim/scenario/decode.h"
#include "sim/scenario/defaults.h"
#include "sim/scenario/json_write.h"
#include "sim/scenario/merge.h"

namespace npcost {

namespace {

/// A turn numbers its moderation stages in three bits.
constexpr std::size_t most_moderation_stages = 8;

struct Doing {
  std::string_view word;
  Stage stage;
  ModelKind kind;
};
constexpr Doing doings[] = {{"llm", Stage::llm, ModelKind::llm},
                            {"stt", Stage::stt, ModelKind::stt},
                            {"tts", Stage::tts, ModelKind::tts},
                            {"moderate", Stage::moderation, ModelKind::moderation}};

const Doing* doing_of(std::string_view word) {
  const auto found = std::find_if(std::begin(doings), std::end(doings), [&](const Doing& d) { return d.word == word; });
  return found == std::end(doings) ? nullptr : found;
}

/// Where a stage runs; what is missing or misspelt counts as an API (and has been reported).
std::string serving_kind(const Decoding& decoding, const Fields& step) {
  const JsonValue* serving = section(decoding.root, "serving");
  const JsonMember* entry =
      serving == nullptr || serving->kind != JsonValue::Kind::object ? nullptr : serving->find(step.text("serving"));
  const std::string kind =
      entry == nullptr ? std::string() : Fields(decoding, entry->value, "serving", "").text("kind");
  return kind.empty() ? "api" : kind;
}

class PipelineDecoder {
 public:
  PipelineDecoder(Decoding& decoding, const JsonMember& entry)
      : decoding_(decoding),
        name_(entry.key),
        fields_(decoding, entry.value, "pipeline", child_pointer("/pipelines", entry.key)),
        used_(decoding.used_pipelines.contains(entry.key)) {}

  /// The pipeline, or nothing if it is wrong or not simulated in this version.
  std::optional<Pipeline> decode() {
    const std::string kind = fields_.text("kind");
    if (kind == "speech_to_speech" || kind == "vision") {
      not_yet(fields_.place("kind"), fields_.pointer(), fmt::format("a pipeline of kind \"{}\"", kind));
      return std::nullopt;
    }
    if (kind != "text" && kind != "voice") return std::nullopt;
    Pipeline pipeline;
    pipeline.name = name_;
    pipeline.mode = kind == "voice" ? Mode::voice : Mode::text;
    pipeline.turn_overhead = fields_.duration("turn_overhead", Milliseconds{0});
    pipeline.silence_billed = fields_.flag("silence_billed", false);
    const JsonValue* stages = fields_.find("stages");
    if (stages == nullptr || stages->kind != JsonValue::Kind::array) return std::nullopt;
    bool whole = true;
    for (std::size_t i = 0; i < stages->items.size(); ++i) {
      const Fields step(decoding_, stages->items[i], "stage", child_pointer(fields_.at("stages"), std::to_string(i)));
      if (const auto stage = decode_stage(step))
        pipeline.stages.push_back(*stage);
      else
        whole = false;
    }
    // Order is judged only when every stage could be read: a misspelt stage is not a missing one too.
    if (whole && !stages->items.empty() && !order_is_right(pipeline, *stages)) return std::nullopt;
    return whole ? std::optional(std::move(pipeline)) : std::nullopt;
  }

 private:
  void not_yet(const Place& place, const std::string& pointer, const std::string& what) {
    if (used_) refuse_to_simulate(place, pointer, what, decoding_.not_simulated, decoding_.diagnostics);
  }

  std::optional<PipelineStage> decode_stage(const Fields& step) {
    const std::string word = step.text("do");
    const auto model = index_of(decoding_.models, step.text("model"));
    const Doing* doing = doing_of(word);
    if (doing == nullptr) {
      if (word == "realtime" || word == "vision" || word == "embed" || word == "retrieve") {
        not_yet(step.place("do"), step.at("do"), fmt::format("a stage that does \"{}\"", word));
      }
      return std::nullopt;
    }
    const bool served_here = serving_is_simulated(step);
    if (!model || decoding_.unread_models.contains(*model)) return std::nullopt;
    const ModelKind kind = decoding_.scenario.book.cards[*model].kind;
    const bool fits = kind == doing->kind || (doing->stage == Stage::moderation && kind == ModelKind::llm);
    if (!fits) {
      decoding_.diagnostics.error("E303", step.place("model"), step.at("model"),
                                  fmt::format("a stage that does \"{}\" needs a model of kind {}; \"{}\" is of kind {}",
                                              word, price_reading::model_kind_name(doing->kind),
                                              printable(step.text("model")), price_reading::model_kind_name(kind)),
                                  models_of(doing->kind));
      return std::nullopt;
    }
    if (!served_here) return std::nullopt;
    PipelineStage stage;
    stage.stage = doing->stage;
    stage.model = *model;
    stage.stream = step.flag("stream", false);
    stage.every = std::max(1u, step.count("every", 1));
    stage.skip = step.ratio("skip", 0);
    if (stage.stage != Stage::moderation) {
      for (const std::string_view key : {"every", "skip"}) {
        if (step.find(key) == nullptr || (stage.every == 1 && stage.skip == 0)) continue;
        not_yet(step.place(key), step.at(key), fmt::format("\"{}\" of a stage that does \"{}\"", key, word));
      }
      stage.every = 1;
      stage.skip = 0;
    }
    if (step.find("tokens") != nullptr)
      not_yet(step.place("tokens"), step.at("tokens"), fmt::format("\"tokens\" of a stage that does \"{}\"", word));
    return stage;
  }

  bool serving_is_simulated(const Fields& step) {
    const std::string kind = serving_kind(decoding_, step);
    if (kind == "api") return true;
    not_yet(step.place("serving"), step.at("serving"), fmt::format("serving of kind \"{}\"", printable(kind)));
    return false;
  }

  std::string models_of(ModelKind kind) const {
    constexpr std::size_t most_named = 12;
    std::string list;
    std::size_t count = 0;
    for (const PriceCard& card : decoding_.scenario.book.cards) {
      if (card.kind != kind || card.sets.empty() || ++count > most_named) continue;
      list += (list.empty() ? "" : ", ") + printable(card.name);
    }
    if (count == 0) return fmt::format("add a model with \"kind\": \"{}\"", price_reading::model_kind_name(kind));
    return fmt::format("models of this kind: {}{}", list, count > most_named ? ", …" : "");
  }

  bool order_is_right(const Pipeline& pipeline, const JsonValue& stages) {
    std::vector<Stage> spoken;
    std::size_t moderations = 0;
    for (const PipelineStage& stage : pipeline.stages) {
      if (stage.stage == Stage::moderation)
        ++moderations;
      else
        spoken.push_back(stage.stage);
    }
    const bool voice = pipeline.mode == Mode::voice;
    const std::vector<Stage> wanted = voice ? std::vector{Stage::stt, Stage::llm, Stage::tts} : std::vector{Stage::llm};
    std::string found;
    for (const JsonValue& item : stages.items) {
      found += (found.empty() ? "" : ", ") + Fields(decoding_, item, "stage", "").text("do");
    }
    if (spoken != wanted) {
      decoding_.diagnostics.error(
          "E304", opening_of(stages), fields_.at("stages"),
          fmt::format("a {} pipeline is {}, with \"moderate\" anywhere; found {}", mode_name(pipeline.mode),
                      voice ? "stt, llm, tts in this order" : "exactly one llm", found),
          voice ? "for typed dialogue write \"kind\": \"text\" and one llm stage"
                : "for spoken dialogue write \"kind\": \"voice\" and the stages stt, llm, tts");
      return false;
    }
    if (moderations > most_moderation_stages) {
      decoding_.diagnostics.error(
          "E304", opening_of(stages), fields_.at("stages"),
          fmt::format("a pipeline has at most {} moderation stages, found {}", most_moderation_stages, moderations));
      return false;
    }
    return true;
  }

  Decoding& decoding_;
  std::string name_;
  Fields fields_;
  bool used_;
};

}  // namespace

void find_used(Decoding& decoding) {
  for (const JsonMember* npc : entries_of(section(decoding.root, "npcs"))) {
    const std::string written = Fields(decoding, npc->value, "npc", "").text("pipeline");
    decoding.used_pipelines.insert(effective_pipeline(decoding.root, written));
  }
  for (const JsonMember* pipeline : entries_of(section(decoding.root, "pipelines"))) {
    if (!decoding.used_pipelines.contains(pipeline->key)) continue;
    const JsonValue* stages = Fields(decoding, pipeline->value, "pipeline", "").find("stages");
    if (stages == nullptr) continue;
    for (const JsonValue& stage : stages->items) {
      const Fields step(decoding, stage, "stage", "");
      if (serving_kind(decoding, step) == "api") decoding.used_models.insert(step.text("model"));
    }
  }
}

void decode_pipelines(Decoding& decoding) {
  const JsonValue* pipelines = section(decoding.root, "pipelines");
  for (const JsonMember* entry : entries_of(pipelines)) {
    std::optional<Pipeline> pipeline = PipelineDecoder(decoding, *entry).decode();
    if (!pipeline) continue;
    decoding.pipelines[entry->key] = static_cast<std::uint16_t>(decoding.scenario.pipelines.size());
    decoding.scenario.pipelines.push_back(std::move(*pipeline));
  }
  if (decoding.scenario.pipelines.empty() && !decoding.diagnostics.has_errors()) {
    decoding.diagnostics.error("E304", pipelines == nullptr ? Place{} : opening_of(*pipelines), "/pipelines",
                               "no pipeline here can be simulated in this version",
                               "add a pipeline of kind \"text\" or \"voice\" behind an API");
  }
}

}  // namespace npcost
