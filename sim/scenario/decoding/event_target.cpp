#include "sim/scenario/decoding/event_target.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/keys/lever_rules.h"

namespace npcost {

namespace {

/// What an event is about.
struct About {
  std::string_view section;  ///< as a path of keys
  std::string_view what;
};
About about(Event::Kind kind) {
  switch (kind) {
    case Event::Kind::players:
    case Event::Kind::content: return {"players/segments", "a segment of the players"};
    case Event::Kind::price:
    case Event::Kind::outage: return {"models", "a model"};
    case Event::Kind::feature: return {"pipelines", "a pipeline"};
    case Event::Kind::policy: return {"policies", "a policy"};
    case Event::Kind::limit: return {"policies", "a quota or a degrade"};
  }
  return {};
}

class Target {
 public:
  Target(Decoding& decoding, const Fields& fields, Event& event)
      : decoding_(decoding), fields_(fields), event_(event), about_(about(event.kind)), text_(fields.text("target")) {}

  void decode() {
    const std::string prefix = fmt::format("/{}/", about_.section);
    const std::string name = text_.starts_with(prefix) ? text_.substr(prefix.size()) : std::string();
    if (name.empty() || name.find('/') != std::string::npos) return refuse_place(prefix);
    const std::vector<std::string> names = names_in(decoding_.root, about_.section);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      error("E301", fmt::format("no {} is called \"{}\"", singular(about_.section), printable(name)),
            names_hint(name, names, about_.section));
      return;
    }
    switch (event_.kind) {
      case Event::Kind::players:
      case Event::Kind::content: event_.segment = index_of(decoding_.segments, name); break;
      case Event::Kind::price:
      case Event::Kind::outage:
        event_.model = index_of(decoding_.models, name);
        if (!decoding_.used_models.contains(name)) {
          refuse_unused(fmt::format("no NPC needs model \"{}\"", printable(name)));
        } else if (event_.kind == Event::Kind::outage && event_.model && !is_waited_for(*event_.model)) {
          refuse_unused(fmt::format("nobody waits for model \"{}\": it neither answers nor hears nor speaks", printable(name)));
        }
        break;
      case Event::Kind::feature:
        event_.pipeline = index_of(decoding_.pipelines, name);
        if (!pipelines_met(decoding_.root).contains(name))
          refuse_unused(fmt::format("no NPC meets pipeline \"{}\", nor does it stand in for one that is met", printable(name)));
        break;
      case Event::Kind::policy:
      case Event::Kind::limit: policy(name); break;
    }
  }

 private:
  void error(const char* code, std::string message, std::string hint) {
    decoding_.diagnostics.error(code, fields_.place("target"), fields_.at("target"), std::move(message), std::move(hint));
  }

  void refuse_place(const std::string& prefix) {
    const std::vector<std::string> names = names_in(decoding_.root, about_.section);
    error("E412",
          fmt::format("an event that does \"{}\" is about {} as a whole, found \"{}\"", fields_.text("do"), about_.what,
                      printable(text_.substr(0, 160))),
          names.empty() ? fmt::format("there are no {} here", about_.section)
                        : fmt::format("write \"{}{}\"", prefix, printable(names.front())));
  }

  void refuse_unused(const std::string& why) {
    if (decoding_.diagnostics.has_errors()) return;  // what is missing may only be misspelt
    error("E412", "the event matches nothing: " + why, "remove the event, or name what NPCs use");
  }

  /// Without it a turn would not be what it is: it answers, hears or speaks somewhere, or stands in for what answers.
  bool is_waited_for(std::uint16_t model) const {
    for (const Pipeline& pipeline : decoding_.scenario.pipelines) {
      if (!decoding_.used_pipelines.contains(pipeline.name)) continue;
      for (const PipelineStage& stage : pipeline.stages) {
        const bool works = stage.stage != Stage::moderation && stage.stage != Stage::vision;
        if ((works && stage.model == model) || stage.fallback == model) return true;
      }
    }
    return std::any_of(decoding_.scenario.policies.begin(), decoding_.scenario.policies.end(), [&](const Policy& policy) {
      return policy.to == model && policy.kind != Policy::Kind::batch;
    });
  }

  void policy(const std::string& name) {
    event_.policy = index_of(decoding_.policies, name);
    const JsonMember* entry = entry_named(decoding_.root, "policies", name);
    const std::string kind = Fields(decoding_, entry->value, "policy", "").text("kind");
    if (event_.kind != Event::Kind::limit || policy_rule(kind) == nullptr || kind == "quota" || kind == "degrade") return;
    event_.policy.reset();
    error("E412", fmt::format("policy \"{}\" is of kind {} and has no limit", printable(name), kind),
          "name a policy of kind \"quota\" or \"degrade\"");
  }

  Decoding& decoding_;
  const Fields& fields_;
  Event& event_;
  About about_;
  std::string text_;
};

}  // namespace

void decode_event_target(Decoding& decoding, const Fields& fields, Event& event) {
  if (fields.find("target") == nullptr || fields.find("target")->kind != JsonValue::Kind::string) return;
  Target(decoding, fields, event).decode();
}

}  // namespace npcost
