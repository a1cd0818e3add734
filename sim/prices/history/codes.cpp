#include "sim/prices/history/codes.h"

namespace npcost {
namespace {

constexpr CodeInfo codes[] = {
    {"E731", "not a price history that this version reads",
     "A price history begins with \"npcost_history\": 1, the version of its format. A file of another version may mean "
     "other "
     "things by the same words, so it is not read at all.",
     R"({ "npcost_history": 2, "classes": { … }, "points": [ … ] })",
     R"(write "npcost_history": 1, or get an npcost that reads the newer format)"},
    {"E732", "a class of models that nobody could follow",
     "A class has a name of 1 to 80 characters, a kind that says what it is sold by (llm, stt, tts, realtime, gpu), a "
     "sentence that "
     "says which models are in it, and at least one point; a history has at most 100 classes.",
     R"("classes": { "small text": { "kind": "text" } })",
     R"(write { "kind": "llm", "defined": "hosted models as good as GPT-3.5 Turbo" })"},
    {"E733", "a point that is about no model, of no class, or from nowhere",
     "A point says which model it is about, in which of the classes above it is, and where its price was seen. Classes "
     "of one "
     "point are sold by the same unit.",
     R"({ "date": "2024-07-18", "model": "openai/gpt-4o-mini", "in": "smal text", … })", R"(write "in": "small text")"},
    {"E734", "a price that a history cannot follow",
     "Text has \"input\" and \"output\" per token, everything else one \"price\" in the unit of its class: per minute "
     "for speech to "
     "text and speech to speech, per character for text to speech, per GPU hour for GPUs. It is one price above zero "
     "in USD, as it "
     "was listed on that day: no range, no path.",
     R"({ "date": "2026-05-19", "model": "soniox/stt-rt-v4", "in": "speech to text", "price": "$2/1M tokens", … })",
     R"(write "price": "$0.002/min")"},
    {"E735", "days that do not exist, or stand in the wrong order",
     "A point begins on a day of the calendar and may end on a later one, with \"until\". Points stand in the order of "
     "their days, so "
     "that a history only grows at its end and its past can be seen as it was.",
     R"("points": [{ "date": "2025-02-08", … }, { "date": "2024-12-26", … }])", "move the earlier point up"},
    {"E736", "two points for the same model, class and day, or too many",
     "Which of two prices held on a day would be left to chance. A history has at most 20000 points.",
     R"("in": ["small text", "small text"])", "keep one of them"},
};

}  // namespace

std::span<const CodeInfo> history_codes() { return codes; }

}  // namespace npcost
