// Variants are read as whole scenarios that meet the players of their base.
#include "sim/scenario/variants/read_variants.h"
#include "sim/scenario/draws/variant_draws.h"
#include "sim/scenario/variants/variant_patch.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

/// `text` with these variants in its experiment.
std::string with_variants(std::string_view text, const std::string& variants) {
  const std::string entry = R"("variants": { )" + variants + " }";
  if (text.find(R"("experiment": {)") != std::string_view::npos)
    return edited(text, R"("experiment": {)", R"("experiment": { )" + entry + ",");
  return edited(text, R"("npcost": 1,)", R"("npcost": 1, "experiment": { )" + entry + " },");
}

/// The variants of a scenario that must be right, without a warning.
std::vector<Variant> variants_of(std::string_view text, const std::string& variants) {
  ReadScenario read = read_text(with_variants(text, variants));
  INFO(report_text(read.diagnostics));
  REQUIRE(read.scenario.has_value());
  CHECK(faults(read, Severity::warning).empty());
  return std::move(read.variants);
}

Scenario variant_of(std::string_view text, const std::string& patch) {
  std::vector<Variant> variants = variants_of(text, R"("v": )" + patch);
  REQUIRE(variants.size() == 1);
  return std::move(variants.front().scenario);
}

/// "talkers 0, silent 1": names and ranks in the order of draws.
std::string ranks(const Scenario& scenario) {
  std::string text;
  REQUIRE(scenario.segment_ranks.size() == scenario.canonical_segments.size());
  for (std::size_t i = 0; i < scenario.segment_ranks.size(); ++i) {
    text += (i == 0 ? "" : ", ") + scenario.players.segments[scenario.canonical_segments[i]].name + " " +
            std::to_string(scenario.segment_ranks[i]);
  }
  return text;
}

std::string order_of_npcs(const Scenario& scenario, std::size_t segment) {
  std::string text;
  for (const NpcWeight& weight : scenario.players.segments[segment].npcs)
    text += (text.empty() ? "" : ", ") + scenario.npcs[weight.npc].name;
  return text;
}

/// Weights that are whole percents of the draw: "0:50 1:30".
std::string intervals(const std::vector<NpcWeight>& choices) {
  std::string text;
  for (const NpcWeight& choice : choices)
    text += (text.empty() ? "" : " ") + std::to_string(choice.npc) + ":" + std::to_string(static_cast<int>(choice.weight * 100 + 0.5));
  return text;
}

std::optional<std::uint32_t> draw_name(const Scenario& scenario, std::string_view pointer) {
  for (const auto& [known, name] : scenario.unknown_names) {
    if (known == pointer) return name;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("a variant is the scenario with its patch, and the base stays as it is", "[scenario][variants]") {
  const std::string text = with_variants(
      tiny, R"("long persona": { "npcs": { "innkeeper": { "persona": "900 tokens" } } }, "rare": { "players": { "segments": { "everyone": { "sessions": "2/w" } } } })");
  const ReadScenario read = read_text(text);
  REQUIRE(read.scenario.has_value());
  REQUIRE(read.variants.size() == 2);
  CHECK(read.variants[0].name == "long persona");
  CHECK(read.variants[0].scenario.npcs[0].persona.value() == 900);
  CHECK(read.scenario->npcs[0].persona.value() == 600);
  CHECK(read.variants[1].scenario.npcs[0].persona.value() == 600);
  CHECK(read.variants[1].name == "rare");
  CHECK(read.variants[0].policy.empty());
  CHECK(read.not_simulated.empty());
}

TEST_CASE("a patch is laid on what was written, so that entries inherit from it and defaults follow it", "[scenario][variants]") {
  const std::string cast = edited(tiny, R"("npcs": { "innkeeper": {)",
                                  R"("npcs": { "guest": { "extends": "innkeeper", "reply": "50 tokens" }, "innkeeper": {)");
  const Scenario heir = variant_of(cast, R"({ "npcs": { "innkeeper": { "persona": "900 tokens" } } })");
  CHECK(heir.npcs[0].name == "guest");
  CHECK(heir.npcs[0].persona.value() == 900);  // of the innkeeper as the variant has him
  // A null takes the guest's own reply away, and with it what he would inherit.
  const ReadScenario silent = read_text(with_variants(cast, R"("v": { "npcs": { "guest": { "reply": null } } })"));
  CHECK(faults(silent) == Faults{"E103 /npcs/guest"});
  const Scenario newcomer = variant_of(cast, R"({ "npcs": { "cook": { "extends": "guest" } } })");
  CHECK(newcomer.npcs.back().reply.value() == 50);
  // Without "keep_turns" nothing implies a window.
  const std::string window = edited(tiny, R"("persona":)", R"("memory": { "keep_turns": 4 }, "persona":)");
  CHECK(variant_of(window, R"({ "npcs": { "innkeeper": { "memory": null } } })").npcs[0].memory.policy == Memory::Policy::full);
}

TEST_CASE("a variant has the seed, the replications and the sample of its base, and no budgets or outputs", "[scenario][variants]") {
  const Scenario variant = variant_of(voice, R"({ "experiment": { "warm_up": "2 d" }, "npcs": { "crowd": { "persona": "100 tokens" } } })");
  CHECK(variant.experiment.seed == 7);
  CHECK(variant.experiment.replications == 20);
  CHECK(variant.experiment.sample_players->value() == 2000);
  CHECK(variant.experiment.warm_up == std::chrono::hours(48));
  CHECK(variant.budgets.empty());
}

TEST_CASE("a segment that a budget names can be taken away", "[scenario][variants]") {
  const std::string judged = edited(voice, R"("budgets": {)", R"("budgets": { "s": { "metric": "cost.total", "max": "$9k", "where": { "segment": "silent" } },)");
  const Scenario variant = variant_of(judged, R"({ "players": { "segments": { "silent": null, "talkers": { "share": "100%" } } } })");
  CHECK(variant.players.segments.size() == 1);
}

TEST_CASE("a patch cannot change the experiment, the budgets, the outputs, the files or the format", "[scenario][variants]") {
  const auto refused = [](const std::string& patch) {
    const ReadScenario read = read_text(with_variants(tiny, R"("v": )" + patch));
    CHECK(read.variants.empty());
    return faults(read);
  };
  CHECK(refused(R"({ "experiment": { "seed": 2, "replications": 5, "sample_players": "10 players", "warm_up": "1 d" } })") ==
        Faults{"E430 /experiment/variants/v/experiment/seed", "E430 /experiment/variants/v/experiment/replications",
               "E430 /experiment/variants/v/experiment/sample_players"});
  CHECK(refused(R"({ "experiment": null })") == Faults{"E430 /experiment/variants/v/experiment"});
  CHECK(refused(R"({ "experiment": { "variants": {} } })") == Faults{"E430 /experiment/variants/v/experiment/variants"});
  CHECK(refused(R"({ "budgets": { "cheap enough": null } })") == Faults{"E430 /experiment/variants/v/budgets"});
  CHECK(refused(R"({ "outputs": [] })") == Faults{"E430 /experiment/variants/v/outputs"});
  CHECK(refused(R"({ "extends": "other.npcost.json" })") == Faults{"E430 /experiment/variants/v/extends"});
  CHECK(refused(R"({ "currency": "KRW" })") == Faults{"E430 /experiment/variants/v/currency"});
  CHECK(refused(R"({ "npcost": 2 })") == Faults{"E430 /experiment/variants/v/npcost"});
  CHECK(refused("5") == Faults{"E208 /experiment/variants/v"});
}

TEST_CASE("a variant that is null is none: an overlay took it away", "[scenario][variants]") {
  CHECK(variants_of(tiny, R"("v": null)").empty());
}

TEST_CASE("at most 32 variants are read", "[scenario][variants]") {
  const auto many = [](int count) {
    std::string entries;
    for (int i = 0; i < count; ++i)
      entries += (i == 0 ? "\"v" : ", \"v") + std::to_string(i) + R"(": { "npcs": { "innkeeper": { "persona": "7 tokens" } } })";
    return read_text(with_variants(tiny, entries));
  };
  CHECK(many(32).variants.size() == 32);
  CHECK(faults(many(33)) == Faults{"E110 /experiment/variants"});
}

TEST_CASE("a fault in a patch is said once, in its place, with the variant's name", "[scenario][variants]") {
  const ReadScenario read = read_text(with_variants(
      tiny, R"("a": { "npcs": { "innkeeper": { "replly": 1 } } }, "b": { "models": { "small": { "input": 3 } } }, "c": { "players": { "active": "many" } })"));
  CHECK(faults(read) == Faults{"E101 /experiment/variants/a/npcs/innkeeper/replly", "E201 /experiment/variants/b/models/small/input",
                               "E204 /experiment/variants/c/players/active"});
  CHECK(found(read, "E101").message == "in the variant \"a\": unknown key \"replly\"");
}

TEST_CASE("a fault of the base is not said again for its variants", "[scenario][variants]") {
  const std::string broken = edited(tiny, R"("conversations": 2)", R"("conversations": -2)");
  const Faults base = faults(broken);
  REQUIRE(base.size() == 1);
  CHECK(faults(with_variants(broken, R"("a": { "npcs": { "innkeeper": { "persona": "9 tokens" } } }, "b": { "npcs": { "innkeeper": { "reply": "9 tokens" } } })")) == base);
  // Faults of the base and of a variant are found together.
  CHECK(faults(with_variants(broken, R"("a": { "npcs": { "innkeeper": { "persona": 9 } } })")).size() == 2);
}

TEST_CASE("what a patch breaks elsewhere is shown where it broke, and says which variant did it", "[scenario][variants]") {
  const ReadScenario read = read_text(with_variants(tiny, R"("no model": { "models": { "small": null, "large": { "kind": "llm", "input": "$1/1M tokens", "output": "$2/1M tokens" } } })"));
  REQUIRE(faults(read).front() == "E301 /pipelines/text/stages/0/model");
  const Diagnostic fault = found(read, "E301");
  CHECK(fault.message == "in the variant \"no model\": no model is called \"small\"");
  CHECK(fault.note == "the variant is at test.npcost.json:3:46");
}

TEST_CASE("a variant that changes nothing is warned of, and so is a null that deletes nothing", "[scenario][variants]") {
  const auto warned = [](const std::string& patch) {
    const ReadScenario read = read_text(with_variants(tiny, R"("v": )" + patch));
    CHECK(read.variants.size() == 1);
    return faults(read, Severity::warning);
  };
  CHECK(warned("{}") == Faults{"W730 /experiment/variants/v"});
  CHECK(warned(R"({ "npcs": { "innkeeper": { "persona": "600 tokens" } } })") == Faults{"W730 /experiment/variants/v"});
  CHECK(warned(R"({ "npcs": { "inkeeper": null } })") == Faults{"W730 /experiment/variants/v/npcs/inkeeper"});
  const ReadScenario misspelt = read_text(with_variants(tiny, R"("v": { "npcs": { "inkeeper": null } })"));
  CHECK(found(misspelt, "W730").hint == "did you mean \"innkeeper\"?");
  // It deletes nothing beside something that changes: still a misspelt name.
  CHECK(warned(R"({ "npcs": { "innkeeper": { "persona": "9 tokens", "world_": null } } })") ==
        Faults{"W730 /experiment/variants/v/npcs/innkeeper/world_"});
}

TEST_CASE("segments of a variant keep their ranks whatever they say, and new ones come after", "[scenario][variants][canonical]") {
  REQUIRE(ranks(right(voice)) == "silent 0, talkers 1");  // 60 % before 40 %
  CHECK(ranks(variant_of(voice, R"({ "players": { "segments": { "silent": { "share": "10%" }, "talkers": { "share": "90%" } } } })")) ==
        "silent 0, talkers 1");
  CHECK(ranks(variant_of(voice, R"({ "players": { "segments": { "silent": null, "talkers": { "share": "100%" } } } })")) == "talkers 1");
  CHECK(ranks(variant_of(voice, R"({ "players": { "segments": { "silent": { "share": "10%" }, "guests": { "share": "50%", "turns": "3 turns", "npcs": { "crowd": 1 } } } } })")) ==
        "silent 0, talkers 1, guests 2");
}

TEST_CASE("ranks that a draw's name has no room for are taken from segments that are gone", "[scenario][variants][canonical]") {
  // The base has 255 segments; the variant keeps 0 and 254 and adds three: 255, and then 1 and 2.
  CHECK(ranks_in_draws({0, 254, 255, 255, 255}, 255, 256) == std::vector<std::uint32_t>{0, 254, 255, 1, 2});
  CHECK(ranks_in_draws({0, 0, 0}, 0, 256) == std::vector<std::uint32_t>{0, 1, 2});  // a base
}

TEST_CASE("NPCs of a segment keep the base's order whatever they weigh and say", "[scenario][variants][canonical]") {
  REQUIRE(order_of_npcs(right(voice), 0) == "crowd, companion");  // 0.8 before 0.2
  const Scenario heavier = variant_of(voice, R"({ "players": { "segments": { "silent": { "npcs": { "crowd": 0.1 } } } } })");
  CHECK(order_of_npcs(heavier, 0) == "crowd, companion");
  const Scenario third = variant_of(
      voice, R"({ "npcs": { "cat": { "extends": "crowd" } }, "players": { "segments": { "silent": { "npcs": { "cat": 9 } } } } })");
  CHECK(order_of_npcs(third, 0) == "crowd, companion, cat");
}

TEST_CASE("a draw chooses as before wherever the new weights allow it", "[scenario][variants][canonical]") {
  const std::vector<NpcWeight> four = {{0, 25}, {1, 25}, {2, 25}, {3, 25}};
  CHECK(coupled_choices(four, four).empty());  // nothing changed: the list itself
  // Without 3, whose quarter is shared by the others: a third of it each, 0 and 1 and 2 keep theirs.
  CHECK(intervals(coupled_choices(four, {{0, 1}, {1, 1}, {2, 1}})) == "0:25 1:25 2:25 0:8 1:8 2:8");
  // Without 0, whose quarter stands first.
  CHECK(intervals(coupled_choices(four, {{1, 1}, {2, 1}, {3, 1}})) == "1:8 2:8 3:8 1:25 2:25 3:25");
  // 50/50 becomes 30/70: 1 takes 20 of 0's half.
  CHECK(intervals(coupled_choices({{0, 1}, {1, 1}}, {{0, 30}, {1, 70}})) == "0:30 1:20 1:50");
  // A newcomer takes from everybody: 50/50 becomes 40/40/20.
  CHECK(intervals(coupled_choices({{0, 1}, {1, 1}}, {{0, 40}, {1, 40}, {2, 20}})) == "0:40 2:10 1:40 2:10");
  // Nobody of before is left: 65535 stands for those who are gone.
  CHECK(intervals(coupled_choices({{65535, 1}, {65535, 1}}, {{0, 1}})) == "0:50 0:50");
}

TEST_CASE("unknowns of a variant have the base's draws, and what is new draws for itself", "[scenario][variants][canonical]") {
  const Scenario base = right(voice);
  const Scenario variant = variant_of(voice, R"({
    "players": { "active": "20k..90k players", "segments": { "silent": { "share": "10%", "talks": "20..40%" }, "talkers": { "share": "90%" } } },
    "npcs": { "companion": { "pipeline": "written", "persona": "3000..4000 tokens" }, "crowd": { "persona": "50..90 tokens" } },
    "models": { "brain": { "output": "$3..4/1M tokens" }, "second": { "extends": "brain", "input": "$1..2/1M tokens" } } })");
  for (const char* pointer : {"/players/active", "/players/segments/talkers/talks", "/npcs/companion/persona", "/models/brain/output"}) {
    INFO(pointer);
    REQUIRE(draw_name(base, pointer).has_value());
    CHECK(draw_name(variant, pointer) == draw_name(base, pointer));
  }
  std::set<std::uint32_t> names;
  for (const auto& [pointer, name] : variant.unknown_names) names.insert(name);
  CHECK(names.size() == variant.unknown_names.size());
  CHECK(draw_name(variant, "/npcs/crowd/persona").has_value());
  CHECK(draw_name(variant, "/players/segments/silent/talks").has_value());
}

TEST_CASE("each enabled policy gets a variant without it when that is asked for", "[scenario][variants]") {
  const std::string policies = edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "policies": {
      "daily quota": { "kind": "quota", "limit": "60 turns" }, "cap": { "kind": "cap_reply", "max": "70 tokens" },
      "off": { "enabled": false, "kind": "cap_reply", "max": "60 tokens" } },)");
  CHECK(read_text(policies).variants.empty());
  const ReadScenario read = read_scenario_text("test.npcost.json", policies, true);
  REQUIRE(read.variants.size() == 2);
  CHECK(read.variants[0].name == "without daily quota");
  CHECK(read.variants[0].policy == "daily quota");
  CHECK(read.variants[1].name == "without cap");
  // A variant of that name which somebody wrote stays his.
  const ReadScenario written = read_scenario_text(
      "test.npcost.json", with_variants(policies, R"("without cap": { "policies": { "cap": null } })"), true);
  REQUIRE(written.variants.size() == 2);
  CHECK(written.variants[0].name == "without cap");
  CHECK(written.variants[0].policy.empty());
  CHECK(written.variants[1].policy == "daily quota");
}

TEST_CASE("beyond eight enabled policies none is taken away", "[scenario][variants]") {
  const auto with_policies = [](int count) {
    std::string entries;
    for (int i = 0; i < count; ++i)
      entries += (i == 0 ? "\"p" : ", \"p") + std::to_string(i) + R"(": { "kind": "cap_reply", "max": "70 tokens" })";
    const std::string text = edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "policies": { )" + entries + " },");
    return read_scenario_text("test.npcost.json", text, true).variants.size();
  };
  CHECK(with_policies(8) == 8);
  CHECK(with_policies(9) == 0);
}

TEST_CASE("a policy goes with the events that are about it", "[scenario][variants]") {
  Diagnostics none;
  SourceTexts texts;
  const JsonValue root = read_json(texts.add("t", R"({ "events": { "on": { "do": "policy", "target": "/policies/quota", "set": true },
      "tighter": { "do": "limit", "target": "/policies/quota" }, "other": { "do": "policy", "target": "/policies/quota 2" } } })"), none);
  const JsonValue patch = patch_without_policy(root, "quota");
  CHECK(find_pointer(patch, "/policies/quota") != nullptr);
  CHECK(find_pointer(patch, "/events/on") != nullptr);
  CHECK(find_pointer(patch, "/events/tighter") != nullptr);
  CHECK(find_pointer(patch, "/events/other") == nullptr);
}

TEST_CASE("the work of a run is that of the scenario and of all its variants", "[scenario][variants]") {
  // 1e9 players, 300 d, 20 replications, 1 session a day, 2 conversations of about 7.6 turns: 9e13 turns, refused for the base alone.
  const std::string small = edited(tiny, R"("1k players")", R"("1M players")");
  ReadScenario fine = read_text(with_variants(small, R"("a": { "npcs": { "innkeeper": { "persona": "9 tokens" } } })"));
  CHECK(faults(fine).empty());
  // 1M × 30 d × 10 × 2 × 7.6 = 4.5e9 turns. The variant's players come 1,000 times a day: 4.5e12, over the limit of 1e12.
  CHECK(faults(with_variants(small, R"("a": { "players": { "segments": { "everyone": { "sessions": "1000/d" } } } })")) ==
        Faults{"E501 /experiment/variants"});
}

TEST_CASE("policies and ambient talk keep their luck when others of their kind come or go", "[scenario][variants][canonical]") {
  const std::string two = edited(tiny, R"("models": {)", R"("models": { "other": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens" },)");
  const std::string levers = edited(two, R"("npcost": 1,)", R"("npcost": 1,
      "policies": { "faq": { "kind": "cache", "applies_to": ["text"], "hit_rate": "20%" }, "jokes": { "kind": "cache", "applies_to": ["text"], "hit_rate": "30%" },
                    "small talk": { "kind": "route", "to": "other", "share": "10%" } },
      "ambient": { "hello": { "do": "proactive", "npc": "innkeeper", "rate": "2/h" }, "gossip": { "do": "npc_to_npc", "npc": "innkeeper", "rate": "1/h" } },)");
  const Scenario base = right(levers);
  const auto rank = [](const Scenario& scenario, const std::string& name) {
    for (const Policy& policy : scenario.policies) {
      if (policy.name == name) return policy.draw_rank;
    }
    for (const Ambient& ambient : scenario.ambient) {
      if (ambient.name == name) return ambient.draw_rank;
    }
    FAIL("nothing is called " << name);
    return 0u;
  };
  CHECK(rank(base, "faq") + rank(base, "jokes") == 1);  // 0 and 1; a route is another kind
  CHECK(rank(base, "small talk") == 0);
  CHECK(rank(base, "hello") + rank(base, "gossip") == 1);
  // Whichever goes, the other one keeps its number, and a new one comes after both.
  for (const auto& [gone, stays] : {std::pair("faq", "jokes"), std::pair("jokes", "faq")}) {
    const Scenario less = variant_of(levers, std::string(R"({ "policies": { ")") + gone + R"(": null } })");
    CHECK(rank(less, stays) == rank(base, stays));
    const Scenario other = variant_of(levers, std::string(R"({ "policies": { ")") + gone +
                                                  R"(": null, "songs": { "kind": "cache", "applies_to": ["text"], "hit_rate": "90%" } } })");
    CHECK(rank(other, "songs") == 2);
  }
  for (const auto& [gone, stays] : {std::pair("hello", "gossip"), std::pair("gossip", "hello")}) {
    const Scenario less = variant_of(levers, std::string(R"({ "ambient": { ")") + gone + R"(": null } })");
    CHECK(rank(less, stays) == rank(base, stays));
  }
}
