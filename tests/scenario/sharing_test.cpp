// What makes a turn dearer or cheaper: tools, players who share, memory that is written down, calls that fail or are not needed.
#include "sim/scenario/keys/key_table.h"
#include "tests/scenario/people_text.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string npc_with(const std::string& keys) { return edited(tiny, R"("pipeline": "text",)", R"("pipeline": "text", )" + keys + ","); }
std::string stage_with(const std::string& keys) { return edited(tiny, R"("model": "small" })", R"("model": "small", )" + keys + " }"); }

}  // namespace

TEST_CASE("tools have usual sizes once a share of turns calls them", "[scenario][sharing]") {
  CHECK(right(tiny).npcs[0].tools.share == 0);
  CHECK(read_text(tiny).resolved.find("tool_") == std::string::npos);
  const ToolCalls usual = right(npc_with(R"("tool_calls": "30%")")).npcs[0].tools;
  CHECK(usual.share == 0.3);
  CHECK(usual.rounds == 1);
  CHECK(usual.call.value() == 30);
  CHECK(usual.result.value() == 60);
  const ToolCalls said = right(people).npcs[0].tools;
  CHECK(said.rounds == 2);
  CHECK(said.call.has_unknown());
  CHECK(said.result.has_unknown());
  CHECK(faults(npc_with(R"("tool_call": "20 tokens", "tool_result": "20 tokens")")) ==
        Faults{"E109 /npcs/innkeeper/tool_call", "E109 /npcs/innkeeper/tool_result"});
  CHECK(faults(npc_with(R"("tool_calls": "30%", "tool_rounds": 17)")) == Faults{"E106 /npcs/innkeeper/tool_rounds"});
  CHECK(faults(npc_with(R"("tool_calls": "30%", "tool_rounds": "1..3")")) == Faults{"E218 /npcs/innkeeper/tool_rounds"});
}

TEST_CASE("an NPC is met by one player unless it says so", "[scenario][sharing]") {
  CHECK(right(tiny).npcs[0].shared_by.value() == 1);
  CHECK(right(npc_with(R"("shared_by": "40 players")")).npcs[0].shared_by.value() == 40);
  CHECK(right(npc_with(R"("shared_by": "10..40 players")")).npcs[0].shared_by.has_unknown());
  CHECK(faults(npc_with(R"("shared_by": 0)")) == Faults{"E106 /npcs/innkeeper/shared_by"});
}

TEST_CASE("what is written down after a conversation goes with every policy of memory", "[scenario][sharing]") {
  const auto write = [](const std::string& keys) { return right(npc_with(R"("memory": {)" + keys + "}")).npcs[0].memory; };
  CHECK(write(R"("keep_turns": 3)").write.calls == 0);
  const Memory usual = write(R"("keep_turns": 3, "write": "120 tokens")");
  CHECK(usual.policy == Memory::Policy::window);
  CHECK(usual.write.calls == 1);
  CHECK(usual.write.output.value() == 120);
  CHECK(usual.write.prompt_tokens == 0);
  CHECK_FALSE(usual.write.input.has_value());
  CHECK(write(R"("write": "120 tokens")").policy == Memory::Policy::full);
  CHECK(write(R"("policy": "none", "write": "120 tokens")").write.calls == 1);
  const Memory said = right(people).npcs[0].memory;
  CHECK(said.write.calls == 0.5);
  CHECK(said.write.prompt_tokens == 200);
  REQUIRE(said.write.input.has_value());
  CHECK(said.write.input->has_unknown());
  CHECK(faults(npc_with(R"("memory": { "write_calls": 1, "write_input": "9 tokens" })")) ==
        Faults{"E109 /npcs/innkeeper/memory/write_calls", "E109 /npcs/innkeeper/memory/write_input"});
  CHECK(faults(npc_with(R"("memory": { "write": "9 tokens", "write_calls": 11 })")) == Faults{"E106 /npcs/innkeeper/memory/write_calls"});
}

TEST_CASE("an llm may be skipped, asked again and stood in for; a recorded line skips the voice", "[scenario][sharing]") {
  const Scenario s = right(people);
  const PipelineStage& llm = s.pipelines[0].stages[1];
  CHECK(llm.retry == 0.02);
  CHECK(llm.fallback == 1u);
  CHECK(s.pipelines[0].stages[2].skip == 0.2);
  CHECK(s.pipelines[1].stages[0].skip == 0.1);
  CHECK(right(stage_with(R"("retry": "50%")")).pipelines[0].stages[0].retry == 0.5);
  CHECK(faults(stage_with(R"("retry": "50.1%")")) == Faults{"E106 /pipelines/text/stages/0/retry"});
  CHECK(faults(stage_with(R"("fallback": "small")")) == Faults{"E109 /pipelines/text/stages/0/fallback"});
  CHECK(faults(stage_with(R"("fallback": "smal")")) == Faults{"E301 /pipelines/text/stages/0/fallback"});
  CHECK(faults(edited(voice, R"({ "do": "tts", "model": "mouth" })", R"({ "do": "tts", "model": "mouth", "retry": "1%", "fallback": "brain" })")) ==
        Faults{"E109 /pipelines/spoken/stages/3/retry"});
}

TEST_CASE("the model that answers during an outage has prices, and counts as used", "[scenario][sharing]") {
  const std::string spare =
      edited(stage_with(R"("fallback": "spare")"), R"("small": {)", R"("spare": { "kind": "llm" }, "small": {)");
  CHECK(faults(spare) == Faults{"E223 /models/spare"});
  CHECK(faults(edited(spare, R"("kind": "llm" })", R"("kind": "llm", "input": "$1/1M tokens" })")) ==
        Faults{"E502 /pipelines/text/stages/0/fallback"});
  const std::string priced =
      edited(spare, R"("kind": "llm" })", R"("kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens" })");
  CHECK(faults(edited(priced, R"("metric": "cost.per_mau_month",)", R"("metric": "cost.total", "where": { "model": "spare" },)")).empty());
}

TEST_CASE("a prompt fits what answers during an outage, with what tools put into it", "[scenario][sharing]") {
  // 600 of persona and 18 of the line; two rounds of 100 + 141 make 1,100 of them, and 1,099 are too few.
  const auto text = [](const std::string& context, const std::string& rounds) {
    return edited(edited(stage_with(R"("fallback": "spare")"), R"("small": {)",
                         R"("spare": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens", "context": ")" + context + R"(" }, "small": {)"),
                  R"("pipeline": "text",)",
                  R"("pipeline": "text", "tool_calls": "30%", "tool_rounds": )" + rounds +
                      R"(, "tool_call": "100 tokens", "tool_result": "141 tokens",)");
  };
  CHECK(faults(text("1100 tokens", "2")).empty());
  CHECK(faults(text("1099 tokens", "2")) == Faults{"E405 /pipelines/text/stages/0/fallback"});
  CHECK(faults(text("859 tokens", "1")).empty());  // 600 + 18 + 241
}

TEST_CASE("the assumptions name what was not said of tools, sharing and talk", "[scenario][sharing]") {
  const Scenario s = right(npc_with(R"("tool_calls": { "value": "30%", "source": "our logs" })"));
  const auto provenance = [&](std::string_view pointer) {
    for (const Assumption& a : s.assumptions) {
      if (a.pointer == pointer) return a.provenance + " " + a.value;
    }
    return std::string("missing");
  };
  CHECK(provenance("/npcs/innkeeper/tool_calls") == "sourced 30%");
  CHECK(provenance("/npcs/innkeeper/tool_result") == "assumed 60 tokens");
  CHECK(provenance("/npcs/innkeeper/shared_by") == "assumed 1");
  CHECK(provenance("/players/segments/everyone/talk_sigma") == "assumed 0");
  CHECK(provenance("/players/segments/everyone/voice") == "missing");  // nobody here speaks
  CHECK(provenance("/players/curve") == "missing");
}
