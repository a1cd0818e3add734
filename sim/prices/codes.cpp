#include "sim/prices/codes.h"

namespace npcost {
namespace {

constexpr CodeInfo codes[] = {
    {"E220", "a price with the wrong unit for what it prices",
     "Every price key counts one thing: \"input\" and \"output\" count tokens, the \"price\" of an stt model counts "
     "time, that of "
     "a tts model characters, that of a moderation model requests. A price per anything else would be multiplied with "
     "the "
     "wrong count.",
     R"({ "kind": "stt", "price": "$15/1M chars" })", R"(write "price": "$0.0043/min")"},
    {"E221", "a model without a kind, or of a kind that does not exist",
     "The kind says what a model does and so what it bills: llm, stt (speech to text), tts (text to speech), realtime, "
     "embedding or moderation. It is never guessed from the prices.",
     R"({ "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" })", R"(add "kind": "llm")"},
    {"E222", "a key that means nothing for this kind of model",
     "A price or billing rule that the model's kind never uses would be ignored, and an ignored rule is a wrong bill. "
     "The same "
     "holds for two keys that price the same thing.",
     R"({ "kind": "tts", "price": "$15/1M chars", "output": "$0.60/1M tokens" })",
     "remove the key, or correct the kind"},
    {"E223", "nothing has a price",
     "A model needs at least one price, in itself or under \"prices\"; an entry of \"prices\" is complete and does not "
     "continue "
     "the entry before it; a price book lists at least one model. What has no price is unpriced, never free: write "
     "\"$0/1M "
     "tokens\" for what is really free.",
     R"({ "kind": "llm", "context": "128k tokens" })",
     R"(add "input": "$0.15/1M tokens", "output": "$0.60/1M tokens")"},
    {"E224", "two entries of prices hold from the same moment on",
     "Prices change at an instant, and from then on exactly one entry holds. A date means midnight UTC, so "
     "\"2025-02-08\" and "
     "\"2025-02-08T00:00\" are the same moment.",
     R"("prices": { "2025-02-08": { … }, "2025-02-08T00:00": { … } })", "keep one of the two entries"},
    {"E225", "context tiers that do not say when they apply, or change nothing",
     "A tier is chosen by the length of the whole prompt and applies to the whole request. It needs \"above\" (a "
     "number of "
     "tokens), at least one price, base prices beside \"tiers\", and a beginning of its own; a model has at most 16.",
     R"("tiers": [{ "input": "$0.80/1M tokens" }])",
     R"(write "tiers": [{ "above": "200k tokens", "input": "$0.80/1M tokens" }])"},
    {"E226", "not a price book that this version reads",
     "A price book begins with \"npcost_prices\": 1, the version of its format. A file of another version may mean "
     "other things "
     "by the same words, so it is not read at all.",
     R"({ "npcost_prices": 2, "models": { … } })",
     R"(write "npcost_prices": 1, or get an npcost that reads the newer format)"},
    {"E227", "a confidence outside its list",
     "\"confidence\" says how good the source of a price is: high, medium or low. Reports sort by the word, so others "
     "have no "
     "place; say more in \"notes\".",
     R"("confidence": "pretty sure")", R"(write "confidence": "medium")"},
    {"E228", "a billing rule outside what makes sense",
     "Cache sizes and contexts are whole numbers of tokens up to a billion; a cache block and a cache's time are more "
     "than "
     "nothing; billing steps of speech lie between a millisecond and a day.",
     R"("cache_block": "0 tokens")", R"(write "cache_block": "128 tokens")"},
    {"E229", "a price book that breaks its own terms: currency, names, size",
     "All prices of a book are in its one currency (USD unless it says otherwise), which is a code of three capital "
     "letters; "
     "names of models are one to 80 characters long; a model has at most 1000 dated entries, a book at most 10000 "
     "models "
     "and 20000 entries.",
     R"({ "npcost_prices": 1, "currency": "USD", "models": { "a": { "kind": "llm", "input": "€1/1M tokens" } } })",
     R"(write the price in the book's currency, "$1.10/1M tokens", or keep a second book)"},
    {"E230", "hours that a schedule cannot keep",
     "An entry of \"schedule\" says when it holds (hours in a zone, weekdays and exceptions of a calendar) and then either how "
     "many times the usual price is charged or which prices; the last entry that holds wins.",
     R"("schedule": [{ "hours": "1-4", "times": 2 }])",
     R"(write "schedule": [{ "hours": "01:00..04:00", "weekdays": "Mon..Fri", "times": 2 }])"},
    {"E231", "a service tier that says nothing, or that nobody offers",
     "batch, flex, priority and their like have a name, and \"times\" every standard price or prices of their own. A scenario "
     "can only ask for a tier that its model offers.",
     R"("service_tier": "bath")", R"(write "service_tier": "batch")"},
    {"E232", "graduated prices without a beginning",
     "An entry of \"volume\" says from what use in a calendar month its prices hold; what is below keeps the price before.",
     R"("volume": [{ "price": "$0.010/min" }])", R"(write { "above": "500k min", "price": "$0.010/min" })"},
};

}  // namespace

std::span<const CodeInfo> price_codes() { return codes; }

}  // namespace npcost
