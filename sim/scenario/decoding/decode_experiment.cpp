// How a scenario is run, what is asked besides a run, and where results go.
#include <memory>
#include <utility>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

void decode_experiment(Decoding& decoding) {
  static const JsonValue nothing;
  const JsonValue* object = section(decoding.root, "experiment");
  const Fields fields(decoding, object == nullptr ? nothing : *object, "experiment", "/experiment");
  Experiment& experiment = decoding.scenario.experiment;
  experiment.seed = static_cast<std::uint64_t>(fields.whole("seed", 1));
  experiment.replications = static_cast<std::uint32_t>(fields.whole("replications", 10));
  experiment.warm_up = fields.duration("warm_up", Milliseconds{0});
  experiment.load_by_minute = fields.flag("load_by_minute", true);
  experiment.sample_players = fields.maybe_spread("sample_players");
  Questions questions;
  questions.sweep = decode_sweep(decoding, fields);
  questions.solve = decode_solve(decoding, fields);
  questions.forecast = decode_forecast(decoding, object);
  decode_studies(decoding, fields, questions);
  experiment.questions = std::make_shared<const Questions>(std::move(questions));
  const JsonValue* outputs = section(decoding.root, "outputs");
  if (outputs == nullptr) return;
  for (std::size_t i = 0; i < outputs->items.size(); ++i) {
    const Fields output(decoding, outputs->items[i], "output", child_pointer("/outputs", std::to_string(i)));
    decoding.scenario.outputs.push_back({output.text("format"), output.text("to")});
  }
}

}  // namespace npcost
