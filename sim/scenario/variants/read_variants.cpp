#include "sim/scenario/variants/read_variants.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include <fmt/format.h>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/variants/variant_patch.h"

namespace npcost {

namespace {

/// The same fault at the same token, whatever else its sentence says.
struct FaultKey {
  std::string code, source, pointer;
  std::uint32_t offset = 0;
  bool operator<(const FaultKey& o) const {
    return std::tie(code, source, pointer, offset) < std::tie(o.code, o.source, o.pointer, o.offset);
  }
};

FaultKey key_of(const Diagnostic& d) {
  return {d.code, d.place.source == nullptr ? std::string() : d.place.source->name, d.pointer, d.place.offset};
}

JsonValue without_questions(JsonValue root) {
  for (const std::string_view question : {"budgets", "outputs"}) remove_member(root, question);
  if (JsonValue* experiment = find_member(root, "experiment")) remove_member(*experiment, "variants");
  return root;
}

class VariantReader {
 public:
  VariantReader(ReadScenario& read, const MergedTree& as_written, const Decoding& base)
      : read_(read),
        as_written_(as_written),
        base_(base),
        shared_{base.root, base.catalogs, base.orders} {
    for (const Diagnostic& fault : read.diagnostics.all()) known_.insert(key_of(fault));
    for (const auto& [pointer, what] : read.not_simulated) not_simulated_.insert(pointer);
  }

  void read_written() {
    const JsonValue* written = find_pointer(base_.root, variants_pointer);
    const std::vector<const JsonMember*> entries = entries_of(written);
    if (entries.size() > most_variants) return;  // which has been said
    for (const JsonMember* entry : entries) {
      if (entry->value.kind == JsonValue::Kind::object) read_one(VariantPatch(*entry), {});
    }
    check_work(written);
  }

  void read_without_policies() {
    const JsonValue* policies = section(base_.root, "policies");
    std::vector<std::string> enabled;
    for (const JsonMember* entry : entries_of(policies)) {
      const Fields fields(base_, entry->value, "policy", child_pointer("/policies", entry->key));
      if (fields.flag("enabled", true)) enabled.push_back(entry->key);
    }
    if (enabled.size() > most_policies_taken_away) return;
    for (const std::string& policy : enabled) {
      const JsonMember variant{"without " + policy, policies->find(policy)->key_place, patch_without_policy(base_.root, policy)};
      const bool taken = std::any_of(variants_.begin(), variants_.end(), [&](const Variant& v) { return v.name == variant.key; });
      if (!taken) read_one(VariantPatch(variant), policy);
    }
  }

  std::vector<Variant> take() { return std::move(variants_); }

 private:
  void read_one(const VariantPatch& patch, const std::string& policy) {
    MergedTree tree = as_written_;
    if (JsonValue* experiment = find_member(tree.root, "experiment")) remove_member(*experiment, "variants");
    const bool fine = patch.apply(tree, read_.diagnostics);
    for (const std::string_view question : {"budgets", "outputs"}) remove_member(tree.root, question);
    Diagnostics found;
    NotSimulated not_simulated;
    FileLoader files(tree, read_.texts, found, base_.files.source(), base_.files.root_folder());
    complete_tree(tree, read_.texts, found);
    if (policy.empty() && fine) warn_of_nothing(patch, tree.root);
    Decoding decoding{.root = tree.root,
                      .files = files,
                      .diagnostics = found,
                      .not_simulated = not_simulated,
                      .frame = {},
                      .max_work = std::numeric_limits<double>::infinity(),
                      .base = &shared_};
    decode_all(decoding, tree);
    turns_ += decoding.turns;
    if (!policy.empty() && found.has_errors()) return cannot_be_without(patch, policy, found);
    report(patch, found, not_simulated);
    if (!found.has_errors()) variants_.push_back({patch.name(), policy, finished_scenario(decoding)});
  }

  /// A comparison of the scenario with itself: its differences are 0, which is no answer to what was asked.
  void warn_of_nothing(const VariantPatch& patch, const JsonValue& root) {
    const bool misspelt = patch.warn_of_null_deletions(as_written_.root, base_.root, read_.diagnostics);
    if (base_text_.empty()) base_text_ = canonical_json(without_questions(base_.root));
    if (misspelt || canonical_json(without_questions(root)) != base_text_) return;
    read_.diagnostics.warning("W730", patch.place(), patch.pointer(),
                              fmt::format("the variant \"{}\" changes nothing: it is the scenario itself", printable(patch.name())),
                              "remove it, or change something");
  }

  void report(const VariantPatch& patch, const Diagnostics& found, const NotSimulated& not_simulated) {
    for (Diagnostic fault : found.all()) {
      if (known_.contains(key_of(fault))) continue;
      const std::string pointer = fault.pointer;
      patch.claim(fault);
      for (const auto& [refused, what] : not_simulated) {
        if (fault.code != "W720" || refused != pointer || not_simulated_.contains(pointer)) continue;
        read_.not_simulated.emplace_back(fault.pointer, fmt::format("{} of the variant \"{}\"", what, printable(patch.name())));
        break;
      }
      read_.diagnostics.add(std::move(fault));
    }
  }

  /// Nobody asked for this variant: a scenario that cannot do without its policy is not at fault.
  void cannot_be_without(const VariantPatch& patch, const std::string& policy, const Diagnostics& found) {
    const auto first = std::find_if(found.all().begin(), found.all().end(),
                                    [](const Diagnostic& fault) { return fault.severity == Severity::error; });
    read_.diagnostics.warning("W731", patch.place(), child_pointer("/policies", policy),
                              fmt::format("what \"{}\" saves is not shown: the scenario cannot be without it", printable(policy)),
                              fmt::format("without it: {}", first->message));
  }

  void check_work(const JsonValue* written) {
    const double all = base_.turns + turns_;
    if (variants_.empty() || all <= base_.max_work || base_.turns > base_.max_work) return;
    read_.diagnostics.error(
        "E501", opening_of(*written), std::string(variants_pointer),
        fmt::format("the scenario and its variants would simulate about {:.1e} turns (limit {:.0e})", all, base_.max_work),
        "fewer variants, fewer replications or \"sample_players\" make it smaller; or raise --max-work");
  }

  ReadScenario& read_;
  const MergedTree& as_written_;
  const Decoding& base_;
  DecodedBase shared_;
  std::string base_text_;   ///< made for the first variant
  std::set<FaultKey> known_;
  std::set<std::string> not_simulated_;
  std::vector<Variant> variants_;
  double turns_ = 0;
};

}  // namespace

void read_variants(ReadScenario& read, const MergedTree& as_written, const Decoding& base, const ScenarioRequest& request) {
  VariantReader reader(read, as_written, base);
  reader.read_written();
  if (request.without_each_policy && !read.diagnostics.has_errors()) reader.read_without_policies();
  if (!read.diagnostics.has_errors()) read.variants = reader.take();
}

JsonValue patch_without_policy(const JsonValue& root, const std::string& policy) {
  const JsonValue nothing;
  JsonValue events = json_object();
  for (const JsonMember* event : entries_of(section(root, "events"))) {
    const JsonMember* target = event->value.kind == JsonValue::Kind::object ? event->value.find("target") : nullptr;
    if (target != nullptr && target->value.text == child_pointer("/policies", policy)) set_member(events, event->key, nothing);
  }
  JsonValue patch = json_object({{"policies", json_object({{policy, nothing}})}});
  if (!events.members.empty()) set_member(patch, "events", std::move(events));
  return patch;
}

}  // namespace npcost
