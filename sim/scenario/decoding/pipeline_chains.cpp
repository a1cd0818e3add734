#include "sim/scenario/files/merge.h"
#include "sim/scenario/decoding/pipeline_chains.h"

#include <algorithm>
#include <string_view>

#include "sim/reading/diagnostic.h"
#include "sim/reading/quantity.h"
#include "sim/scenario/keys/key_table.h"

namespace npcost {

namespace {

bool is_false(const JsonValue* value) {
  return value != nullptr && value->kind == JsonValue::Kind::boolean && !value->boolean;
}

}  // namespace

bool speaks(const JsonValue& pipeline) {
  const std::string kind = text_of(pipeline, "kind");
  if (kind != "vision") return kind == "voice" || kind == "speech_to_speech";
  const JsonValue* stages = member_value(pipeline, "stages");
  if (stages == nullptr || stages->kind != JsonValue::Kind::array) return false;
  return std::any_of(stages->items.begin(), stages->items.end(),
                     [](const JsonValue& stage) { return text_of(stage, "do") == "tts"; });
}

PipelineChains::PipelineChains(const JsonValue& root) {
  note_pipelines(root);
  note_devices(root);
  note_events(root);
  note_policies(root);
  note_voice(root);
}

void PipelineChains::note_pipelines(const JsonValue& root) {
  for (const JsonMember* entry : entries_of(member_value(root, "pipelines"))) {
    pipelines_[entry->key] = {.otherwise = text_of(entry->value, "otherwise"),
                              .on = !is_false(member_value(entry->value, "enabled")),
                              .spoken = speaks(entry->value)};
  }
}

void PipelineChains::note_devices(const JsonValue& root) {
  const JsonValue* serving = member_value(root, "serving");
  if (serving == nullptr) return;
  const auto kind_of = [&](const std::string& name) {
    const JsonValue* entry = member_value(*serving, name);
    return entry == nullptr ? std::string() : text_of(*entry, "kind");
  };
  const auto only_devices = [&](const std::string& name) {
    if (kind_of(name) == "on_device") return true;
    if (kind_of(name) != "hybrid") return false;
    const JsonValue* routes = member_value(*member_value(*serving, name), "routes");
    return routes != nullptr && std::all_of(routes->items.begin(), routes->items.end(), [&](const JsonValue& route) {
             return kind_of(text_of(route, "to")) == "on_device";
           });
  };
  for (const JsonMember* entry : entries_of(member_value(root, "pipelines"))) {
    const JsonValue* stages = member_value(entry->value, "stages");
    if (stages == nullptr || stages->kind != JsonValue::Kind::array) continue;
    pipelines_[entry->key].device_only = std::any_of(
        stages->items.begin(), stages->items.end(), [&](const JsonValue& stage) { return only_devices(text_of(stage, "serving")); });
  }
}

void PipelineChains::note_events(const JsonValue& root) {
  constexpr std::string_view prefix = "/pipelines/";
  for (const JsonMember* event : entries_of(member_value(root, "events"))) {
    const std::string target = text_of(event->value, "target");
    if (text_of(event->value, "do") != "feature" || !target.starts_with(prefix)) continue;
    const auto found = pipelines_.find(target.substr(prefix.size()));
    if (found != pipelines_.end()) found->second.switched = true;
  }
}

void PipelineChains::note_policies(const JsonValue& root) {
  for (const JsonMember* policy : entries_of(member_value(root, "policies"))) {
    text_only_ = text_only_ || text_of(policy->value, "then") == "text_only";
  }
}

void PipelineChains::note_voice(const JsonValue& root) {
  const JsonValue* players = member_value(root, "players");
  if (players == nullptr) return;
  for (const JsonMember* segment : entries_of(member_value(*players, "segments"))) {
    const JsonValue* voice = member_value(segment->value, "voice");
    Diagnostics said_already;
    some_type_ = some_type_ || (voice != nullptr && read_ratio(*voice, "", said_already).value_or(1) < 1);
  }
}

bool PipelineChains::can_be_off(const Known& pipeline) const {
  return !pipeline.on || pipeline.switched || pipeline.device_only || (pipeline.spoken && (some_type_ || text_only_));
}

const std::vector<std::string>& PipelineChains::used(const std::string& written) {
  const auto [place, is_new] = used_.try_emplace(written);
  if (!is_new) return place->second;
  std::set<std::string> seen;
  for (std::string at = written; seen.insert(at).second;) {
    const auto found = pipelines_.find(at);
    if (found == pipelines_.end()) break;
    const Known& pipeline = found->second;
    if (pipeline.on || pipeline.switched) place->second.push_back(at);
    if (!can_be_off(pipeline)) break;
    at = pipeline.otherwise;
  }
  return place->second;
}

std::string PipelineChains::first(const std::string& written) {
  const std::vector<std::string>& chain = used(written);
  const auto on = std::find_if(chain.begin(), chain.end(), [&](const std::string& name) { return is_on(name); });
  return on != chain.end() ? *on : chain.empty() ? std::string() : chain.front();
}

bool PipelineChains::is_spoken(const std::string& pipeline) const {
  const auto found = pipelines_.find(pipeline);
  return found != pipelines_.end() && found->second.spoken;
}

bool PipelineChains::is_on(const std::string& pipeline) const {
  const auto found = pipelines_.find(pipeline);
  return found != pipelines_.end() && found->second.on;
}

}  // namespace npcost
