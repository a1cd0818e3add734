// Pipelines: the stages of a turn, in an order that makes a conversation.
#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/decoding/decode_stage.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/lever_rules.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

/// A turn numbers its moderation stages in three bits.
constexpr std::size_t most_moderation_stages = 8;

/// What a pipeline of a kind is, "moderate" and "vision" apart.
struct Shape {
  std::string_view kind;
  Mode mode;
  std::vector<Stage> stages;
  std::string_view words;
};
const std::vector<Shape>& shapes() {
  static const std::vector<Shape> all = {
      {"text", Mode::text, {Stage::llm}, "exactly one llm"},
      {"voice", Mode::voice, {Stage::stt, Stage::llm, Stage::tts}, "stt, llm, tts in this order"},
      {"voice", Mode::voice, {Stage::llm, Stage::tts}, "llm, tts with an llm that has a price for \"audio_input\""},
      {"speech_to_speech", Mode::speech_to_speech, {Stage::realtime}, "exactly one realtime"},
      {"vision", Mode::vision, {Stage::llm}, "vision before one llm"},
      {"vision", Mode::vision, {Stage::stt, Stage::llm, Stage::tts}, "vision before stt, llm, tts"},
      {"vision", Mode::vision, {Stage::llm, Stage::tts}, "vision before llm, tts"}};
  return all;
}

const Shape* shape_of(std::string_view kind) {
  const auto found = std::find_if(shapes().begin(), shapes().end(), [&](const Shape& s) { return s.kind == kind; });
  return found == shapes().end() ? nullptr : &*found;
}

std::string_view advice(Mode mode) {
  switch (mode) {
    case Mode::text: return "for spoken dialogue write \"kind\": \"voice\" and the stages stt, llm, tts";
    case Mode::voice: return "for typed dialogue write \"kind\": \"text\" and one llm stage";
    case Mode::speech_to_speech: return "for stt, llm and tts write \"kind\": \"voice\"";
    case Mode::vision: return "without images write \"kind\": \"text\" or \"voice\"";
  }
  return "";
}

class PipelineDecoder {
 public:
  PipelineDecoder(Decoding& decoding, const JsonMember& entry)
      : decoding_(decoding),
        name_(entry.key),
        fields_(decoding, entry.value, "pipeline", child_pointer("/pipelines", entry.key)),
        used_(decoding.used_pipelines.contains(entry.key)) {}

  /// The pipeline, or nothing if it is wrong, or has a stage that is not simulated in this version.
  std::optional<Pipeline> decode() {
    const Shape* shape = shape_of(fields_.text("kind"));
    if (shape == nullptr) return std::nullopt;
    Pipeline pipeline;
    pipeline.name = name_;
    pipeline.mode = shape->mode;
    pipeline.enabled = fields_.flag("enabled", true);
    pipeline.turn_overhead = fields_.duration("turn_overhead", Milliseconds{0});
    pipeline.silence_billed = fields_.flag("silence_billed", false);
    const JsonValue* stages = fields_.find("stages");
    if (stages == nullptr || stages->kind != JsonValue::Kind::array) return std::nullopt;
    bool whole = true;
    for (std::size_t i = 0; i < stages->items.size(); ++i) {
      const Fields step(decoding_, stages->items[i], "stage", child_pointer(fields_.at("stages"), std::to_string(i)));
      if (const auto stage = decode_stage(decoding_, step, used_))
        pipeline.stages.push_back(*stage);
      else
        whole = false;
    }
    // Order is judged only when every stage could be read: a misspelt stage is not a missing one too.
    if (whole && !stages->items.empty() && !order_is_right(pipeline, *stages)) return std::nullopt;
    return whole ? std::optional(std::move(pipeline)) : std::nullopt;
  }

 private:
  bool order_is_right(const Pipeline& pipeline, const JsonValue& stages) {
    std::vector<Stage> others;
    std::size_t moderations = 0, visions = 0;
    for (const PipelineStage& stage : pipeline.stages) {
      if (stage.stage == Stage::moderation) {
        ++moderations;
      } else if (stage.stage == Stage::vision) {
        visions += others.empty() || others.back() != Stage::llm ? 1u : 2u;  // behind the llm it would see too late
      } else {
        others.push_back(stage.stage);
      }
    }
    const std::size_t fewest = pipeline.mode == Mode::vision ? 1 : 0;
    const std::size_t most = pipeline.mode == Mode::vision || pipeline.mode == Mode::voice ? 1 : 0;
    const bool known = std::any_of(shapes().begin(), shapes().end(), [&](const Shape& shape) {
      return shape.mode == pipeline.mode && shape.stages == others;
    });
    // Without speech recognition the llm must be one that hears, or a missing stage would go unnoticed.
    const bool deaf = pipeline.hears() && pipeline.find(Stage::llm) != nullptr && !llm_hears(pipeline);
    if (!known || deaf || visions < fewest || visions > most) {
      refuse_order(pipeline.mode, stages);
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

  bool llm_hears(const Pipeline& pipeline) const {
    const PriceCard& card = decoding_.scenario.book.cards[pipeline.find(Stage::llm)->model];
    return card.ever_prices(Meter::audio_input_tokens) || card.ever_prices(Meter::audio_input_seconds);
  }

  void refuse_order(Mode mode, const JsonValue& stages) {
    std::string found, wanted;
    for (const JsonValue& item : stages.items) {
      found += (found.empty() ? "" : ", ") + Fields(decoding_, item, "stage", "").text("do");
    }
    for (const Shape& shape : shapes()) {
      if (shape.mode == mode) wanted += fmt::format("{}{}", wanted.empty() ? "" : ", or ", shape.words);
    }
    decoding_.diagnostics.error("E304", opening_of(stages), fields_.at("stages"),
                                fmt::format("a {} pipeline is {}, with \"moderate\" anywhere; found {}",
                                            mode_name(mode), wanted, found),
                                std::string(advice(mode)));
  }

  Decoding& decoding_;
  std::string name_;
  Fields fields_;
  bool used_;
};

}  // namespace

void find_used(Decoding& decoding) {
  for (const JsonMember* npc : entries_of(section(decoding.root, "npcs"))) {
    const auto& chain = decoding.chains.used(Fields(decoding, npc->value, "npc", "").text("pipeline"));
    decoding.used_pipelines.insert(chain.begin(), chain.end());
  }
  for (const JsonMember* pipeline : entries_of(section(decoding.root, "pipelines"))) {
    if (!decoding.used_pipelines.contains(pipeline->key)) continue;
    const JsonValue* stages = Fields(decoding, pipeline->value, "pipeline", "").find("stages");
    if (stages == nullptr) continue;
    for (const JsonValue& stage : stages->items) {
      const Fields step(decoding, stage, "stage", "");
      if (!is_called_by_api(decoding, step)) continue;
      for (const std::string_view key : {"model", "fallback"}) {
        if (step.find(key) != nullptr) decoding.used_models.insert(step.text(key));
      }
    }
  }
  for (const std::string& model : models_of_policies(decoding.root)) decoding.used_models.insert(model);
}

void decode_pipelines(Decoding& decoding) {
  check_serving(decoding);
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
