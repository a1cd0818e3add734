// One stage of a pipeline: what it does, with which model, on which turns.
#include <algorithm>

#include <fmt/format.h>

#include "sim/prices/image_tokens.h"
#include "sim/prices/price_kinds.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/decoding/decode_stage.h"
#include "sim/scenario/keys/defaults.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

struct Doing {
  std::string_view word;
  Stage stage;
  ModelKind kind;
};
constexpr Doing doings[] = {{"llm", Stage::llm, ModelKind::llm},
                            {"stt", Stage::stt, ModelKind::stt},
                            {"tts", Stage::tts, ModelKind::tts},
                            {"moderate", Stage::moderation, ModelKind::moderation},
                            {"realtime", Stage::realtime, ModelKind::realtime},
                            {"vision", Stage::vision, ModelKind::llm}};

const Doing* doing_of(std::string_view word) {
  const auto found = std::find_if(std::begin(doings), std::end(doings), [&](const Doing& d) { return d.word == word; });
  return found == std::end(doings) ? nullptr : found;
}

class StageDecoder {
 public:
  StageDecoder(Decoding& decoding, const Fields& step, bool used) : decoding_(decoding), step_(step), used_(used) {}

  std::optional<PipelineStage> decode() {
    const std::string word = step_.text("do");
    const auto model = index_of(decoding_.models, step_.text("model"));
    const Doing* doing = doing_of(word);
    if (doing == nullptr) {
      if (word == "embed" || word == "retrieve") not_yet("do", fmt::format("a stage that does \"{}\"", word));
      return std::nullopt;
    }
    if (!model || decoding_.unread_models.contains(*model)) {
      decode_placement(decoding_, step_, doing->kind, used_);  // for its own faults
      return std::nullopt;
    }
    const PriceCard& card = decoding_.scenario.book.cards[*model];
    const auto placement = decode_placement(decoding_, step_, card.kind, used_);
    if (!fits(*doing, card.kind) || !placement) return std::nullopt;
    PipelineStage stage;
    stage.stage = doing->stage;
    stage.model = *model;
    stage.stream = step_.flag("stream", false);
    stage.placement = *placement;
    decode_turns(stage, word);
    if (!decode_failures(stage, word) || !decode_image(stage, card, word)) return std::nullopt;
    return stage;
  }

 private:
  void not_yet(std::string_view key, const std::string& what) {
    if (used_)
      refuse_to_simulate(step_.place(key), step_.at(key), what, decoding_.not_simulated, decoding_.diagnostics);
  }

  bool fits(const Doing& doing, ModelKind kind) {
    if (kind == doing.kind || (doing.stage == Stage::moderation && kind == ModelKind::llm)) return true;
    decoding_.diagnostics.error("E303", step_.place("model"), step_.at("model"),
                                fmt::format("a stage that does \"{}\" needs a model of kind {}; \"{}\" is of kind {}",
                                            doing.word, price_reading::model_kind_name(doing.kind),
                                            printable(step_.text("model")), price_reading::model_kind_name(kind)),
                                models_of(decoding_, doing.kind));
    return false;
  }

  void decode_turns(PipelineStage& stage, const std::string& word) {
    stage.every = std::max(1u, step_.count("every", 1));
    stage.skip = step_.ratio("skip", 0);
    if (stage.stage == Stage::moderation || stage.stage == Stage::vision) return;
    const bool may_be_skipped = stage.stage == Stage::llm || stage.stage == Stage::tts;
    if (stage.every != 1) not_yet("every", fmt::format("\"every\" of a stage that does \"{}\"", word));
    if (stage.skip != 0 && !may_be_skipped) not_yet("skip", fmt::format("\"skip\" of a stage that does \"{}\"", word));
    stage.every = 1;
    if (!may_be_skipped) stage.skip = 0;
  }

  /// What happens to calls that fail. False after a diagnostic.
  bool decode_failures(PipelineStage& stage, const std::string& word) {
    constexpr double most_retries = 0.5;
    const bool may_fail = stage.stage == Stage::llm && stage.placement.by_api;
    for (const std::string_view key : {"retry", "fallback"}) {
      if (step_.find(key) == nullptr || may_fail) continue;
      const std::string where = stage.stage == Stage::llm ? "runs on devices only" : fmt::format("does \"{}\"", word);
      error("E109", key, fmt::format("\"{}\" means nothing for a stage that {}", key, where), "remove it");
      return false;
    }
    stage.retry = step_.ratio("retry");
    if (stage.retry > most_retries) {
      error("E106", "retry", fmt::format("\"retry\" must lie between 0% and 50%, found {:.6g}%", stage.retry * 100),
            "it is the share of calls that fail once");
      return false;
    }
    stage.fallback = index_of(decoding_.models, step_.text("fallback"));
    if (!stage.fallback) return step_.find("fallback") == nullptr;
    if (decoding_.unread_models.contains(*stage.fallback)) return false;
    if (*stage.fallback == stage.model) {
      error("E109", "fallback", "the model that answers during an outage is the one that is out", "name another model");
      return false;
    }
    const ModelKind kind = decoding_.scenario.book.cards[*stage.fallback].kind;
    if (kind == ModelKind::llm) return true;
    error("E303", "fallback",
          fmt::format("what answers during an outage must be a model of kind llm; \"{}\" is of kind {}",
                      printable(step_.text("fallback")), price_reading::model_kind_name(kind)),
          models_of(decoding_, ModelKind::llm));
    return false;
  }

  /// How large the image is: in tokens, or in pixels by the model's rule. False after a diagnostic.
  bool decode_image(PipelineStage& stage, const PriceCard& card, const std::string& word) {
    const JsonValue* tokens = step_.find("tokens");
    const JsonValue* image = step_.find("image");
    if (stage.stage != Stage::vision) {
      for (const std::string_view key : {"tokens", "image", "caption"}) {
        if (step_.find(key) == nullptr || is_default(step_.place(key))) continue;
        error("E109", key, fmt::format("\"{}\" means nothing for a stage that does \"{}\"", key, word), "remove it");
        return false;
      }
      return true;
    }
    stage.caption = step_.spread("caption");
    if ((tokens == nullptr) == (image == nullptr)) {
      error("E109", image == nullptr ? "do" : "image", "a vision step says how large its image is, once",
            "add \"tokens\": \"765 tokens\", or \"image\": \"1280x720 px\" if the model has an \"image_rule\"");
      return false;
    }
    if (tokens != nullptr) {
      stage.image_tokens = step_.spread("tokens");
      return true;
    }
    const std::optional<ImageSize> size = parse_image_size(image->text);
    const std::optional<std::uint32_t> counted = size ? image_tokens(card.image_rule, *size) : std::nullopt;
    if (!size) {
      error("E109", "image", "an image is two numbers of pixels from 1 to 20000", "write \"1280x720 px\"");
    } else if (!counted) {
      error("E109", "image", fmt::format("nothing says how model \"{}\" counts images", printable(card.name)),
            "give the model \"image_rule\", or write \"tokens\" here");
    } else {
      stage.image_tokens = Spread::constant(*counted, Dimension::tokens);
    }
    return counted.has_value();
  }

  void error(const char* code, std::string_view key, std::string message, std::string hint) {
    decoding_.diagnostics.error(code, step_.place(key), step_.at(key), std::move(message), std::move(hint));
  }

  Decoding& decoding_;
  const Fields& step_;
  bool used_;
};

}  // namespace

std::string models_of(const Decoding& decoding, ModelKind kind) {
  constexpr std::size_t most_named = 12;
  std::string list;
  std::size_t count = 0;
  for (const PriceCard& card : decoding.scenario.book.cards) {
    if (card.kind != kind || card.sets.empty() || ++count > most_named) continue;
    list += (list.empty() ? "" : ", ") + printable(card.name);
  }
  if (count == 0) return fmt::format("add a model with \"kind\": \"{}\"", price_reading::model_kind_name(kind));
  return fmt::format("models of this kind: {}{}", list, count > most_named ? ", …" : "");
}

std::optional<PipelineStage> decode_stage(Decoding& decoding, const Fields& step, bool used) {
  return StageDecoder(decoding, step, used).decode();
}

}  // namespace npcost
