#pragma once
// Which pipelines an NPC may come to: the one it names and what stands in for it, as far as somebody can get there.
//
// Read from the tree, before pipelines are decoded: whether prices are needed and which keys have a default depends on it. Works on any
// tree; what is misspelt leads nowhere.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sim/reading/json_text.h"

namespace npcost {

/// By its kind, or because something in it speaks.
bool speaks(const JsonValue& pipeline);

class PipelineChains {
 public:
  explicit PipelineChains(const JsonValue& root);

  /// `written`, then `otherwise` of each in turn, without those that never are on, up to the first one that always is.
  const std::vector<std::string>& used(const std::string& written);
  /// The one of these that is in use when no event has happened and the player speaks; "" if there is none.
  std::string first(const std::string& written);
  bool is_spoken(const std::string& pipeline) const;
  /// "enabled" is not false.
  bool is_on(const std::string& pipeline) const;

 private:
  struct Known {
    std::string otherwise;
    bool on = true, spoken = false;
    bool switched = false;     ///< by an event
    bool device_only = false;  ///< some stage runs only on devices: players without one go on to what stands in for it
  };
  void note_pipelines(const JsonValue& root);
  void note_devices(const JsonValue& root);
  void note_events(const JsonValue& root);
  void note_policies(const JsonValue& root);
  void note_voice(const JsonValue& root);
  /// Somebody may meet it and do without it all the same.
  bool can_be_off(const Known& pipeline) const;

  std::map<std::string, Known> pipelines_;
  std::map<std::string, std::vector<std::string>> used_;  ///< what was asked before
  bool some_type_ = false;  ///< some segment has players who do not speak
  bool text_only_ = false;  ///< some policy leaves nothing but text
};

}  // namespace npcost
