#include "sim/scenario/codes.h"

namespace npcost {

namespace {

constexpr CodeInfo codes[] = {
    {"E101", "a key that does not exist",
     "Every key must be one that npcost knows, at every level: a misspelt budget that is silently ignored is worse "
     "than none. Keys that begin "
     "with \"x-\" are yours and are never read; \"why\", \"source\", \"as_of\", \"provenance\", \"confidence\" and "
     "\"notes\" may stand in every object.",
     R"("npcs": { "innkeeper": { "replly": "60..160 tokens" } })", R"(write "reply")"},
    {"E103", "something required is missing",
     "A few keys have no sensible default: who the NPC is, what a reply is long, who plays. Everything else has a "
     "default that `npcost resolve` prints.",
     R"("npcs": { "innkeeper": { "pipeline": "text" } })", R"(add "persona", "player_line" and "reply")"},
    {"E104", "a word outside its list", "Some keys take one of a few words. Anything else would have no meaning.",
     R"("kind": "chat")", R"(write "kind": "text")"},
    {"E105", "a name that cannot be used",
     "Names may hold spaces and any script, but not \"/\" or \"~\" (JSON pointers are made of names), no control "
     "characters, and at most 80 characters.",
     R"("npcs": { "inn/keeper": { … } })", R"(write "inn keeper")"},
    {"E106", "a value outside of what the field allows",
     "Each field has a range in which it makes sense and in which the engine counts exactly, for example 1 to 1e9 "
     "active players or 1 hour to 20 years.",
     R"("active": "0 players")", R"(write "active": "1k players")"},
    {"E108", "not format 1",
     "A scenario begins with \"npcost\": 1. A file of another version may mean other things by the same words, so "
     "nothing else in it is judged.",
     R"({ "npcost": 2, … })", R"(write "npcost": 1, or get a newer npcost)"},
    {"E109", "keys that contradict each other",
     "Two keys ask for different things, or one asks for another that is missing: a window of turns with a cap of "
     "tokens, a minimum above the maximum, "
     "a premium game without a price.",
     R"("memory": { "policy": "full", "keep_turns": 8 })", "remove one of the two"},
    {"E110", "too many entries",
     "A scenario may have 256 segments, 4096 NPCs, 16 entries of ambient talk and 1000 entries in every other section.",
     R"("segments": { … 300 entries … })", "merge groups that behave alike"},
    {"E238", "a forecast that cannot be made",
     "A forecast looks from the start of the scenario to a day until 2100, month by month, and asks when a cost becomes small enough. It "
     "cannot look back, prices do not move what is no cost, and what grows millionfold on the way has no answer.",
     R"("forecast": { "until": "2020-01-01" })", R"(write a day after "start" of "time")"},
    {"E301", "a name that nothing has",
     "Models, pipelines, NPCs, segments and catalogs are referred to by name. A name must be spelt exactly as where it "
     "is defined.",
     R"("stages": [{ "do": "llm", "model": "smal" }])", R"(write "model": "small")"},
    {"E302", "entries that extend each other without end",
     "An entry takes from the one it extends what it does not say itself. A circle has no beginning; chains are at "
     "most 16 long.",
     R"("a": { "extends": "b" }, "b": { "extends": "a" })", "remove one \"extends\""},
    {"E303", "a model that cannot do what the stage does",
     "A stage that hears needs a model of kind stt, one that speaks tts, one that writes llm, one that judges "
     "moderation (or an llm).",
     R"({ "do": "tts", "model": "small" })", "name a model of the kind"},
    {"E304", "stages that make no conversation",
     "A text pipeline has exactly one llm. A voice pipeline has stt, llm and tts in this order. Moderation may stand "
     "anywhere, at most 8 times.",
     R"({ "kind": "voice", "stages": [{ "do": "llm", "model": "small" }] })",
     "add the stages stt and tts, or write \"kind\": \"text\""},
    {"E305", "a model that the catalog does not have",
     "\"catalog\": \"NAME:MODEL\" takes a card from a price book; the model is spelt as in the book.",
     R"("catalog": "list:openai/gpt-4p")", R"(write "catalog": "list:openai/gpt-4o")"},
    {"E401", "shares that do not add up",
     "Segments divide all players, and so do platforms and regions: shares are above 0% and add up to 100% within 0.01%.",
     R"("segments": { "a": { "share": "70%" }, "b": { "share": "27%" } })", "give the missing 3% to a segment"},
    {"E402", "money in a currency without a rate",
     "Every amount is converted to the scenario's currency. Exchange rates are written in the scenario, with their "
     "date; they are never fetched.",
     R"("budgets": { "x": { "metric": "cost.total", "max": "1M KRW" } })",
     R"(add "fx": { "as_of": "2026-11-01", "rates": { "KRW": "1390 KRW/USD" } })"},
    {"E403", "a budget that is about nothing",
     "A slice names a segment, an NPC, a model or a pipeline that exists; a budget on spoken dialogue needs some. A "
     "budget that matches nothing would always pass.",
     R"("where": { "segment": "whales" })", "name a segment that exists"},
    {"E404", "a time that does not exist",
     "When daylight saving begins, clocks skip an hour. A time inside that hour never happens in this zone.",
     R"("start": "2027-03-14T02:30", "timezone": "America/New_York")",
     R"(write "2027-03-14T03:00", or use "timezone": "UTC")"},
    {"E405", "a prompt that cannot fit",
     "Persona, world, recalled facts, summary and the player's line go into every prompt. If they alone pass the "
     "model's context, no turn could be answered.",
     R"("persona": "200k tokens" with "context": "128k tokens")",
     "shorten the persona, or use a model with a larger context"},
    {"E406", "a metric that does not exist",
     "Budgets are about one of the metrics that `npcost explain metric NAME` describes.",
     R"("metric": "cost.per_player")", R"(write "metric": "cost.per_mau_month")"},
    {"E407", "a statistic that is not kept",
     "Percentiles over players exist for costs per player, also by segment; percentiles over turns for latency. Costs "
     "of one NPC, model or pipeline are "
     "kept as sums, so only their mean is known. Latency, players and load are kept for everybody.",
     R"({ "metric": "cost.per_turn", "stat": "p95", "where": { "npc": "innkeeper" } })",
     R"(write "stat": "mean", or slice by segment)"},
    {"E408", "an exchange rate that cannot be read",
     "A rate names both currencies, so that nobody has to guess which way round it is: so many units of one for one "
     "unit of the other.",
     R"("rates": { "KRW": 1390 })", R"(write "KRW": "1390 KRW/USD")"},
    {"E409", "a time zone that does not exist",
     "Time zones are named as in the IANA database: a region and a city, or UTC.", R"("timezone": "Asia/Soul")",
     R"(write "Asia/Seoul")"},
    {"E410", "a table that makes no curve",
     "The file of a curve is comma-separated text in UTF-8: its first line names the columns, each line below holds one weight, a number "
     "of at least 0, and somebody plays at some time of the run.",
     R"("curve": { "kind": "csv", "from": "players.csv", "column": "playrs" })", R"(write "column": "players")"},
    {"E411", "an event outside of the run",
     "What happens before the run begins is what the scenario says, and what happens after its end changes nothing. Times are local; "
     "\"day 0\" is the day on which the run starts, and the warm-up comes before it.",
     R"("start": "2027-03-01" with "at": "2027-02-01")", R"(write "at": "day 0")"},
    {"E412", "a policy or an event that matches nothing",
     "A policy is about pipelines that some NPC meets and that it can change; an event is about one model, pipeline, policy or segment "
     "that the scenario uses. One that matches nothing would be counted on and never hold.",
     R"({ "kind": "quota", "applies_to": ["small"], … } with "small" a model)", "name a pipeline that an NPC uses"},
    {"E413", "events that overlap",
     "Two events that do the same to the same target at the same time would need an order, and the order of a file says nothing. "
     "Everybody's sessions are also those of a segment.",
     R"("a": { "at": "day 0", "do": "players", "times": 3 }, "b": { "at": "day 9", "do": "players", "times": 2 })",
     R"(add "for": "9 d" to the first)"},
    {"E414", "more models than a pipeline has room for",
     "The llm of a pipeline, the models to which policies lead its turns, and its fallback are at most four different ones.",
     "four policies of kind route, each to another model", "lead some of them to the same model"},
    {"E415", "nobody could type",
     "Who has used up what a quota with \"then\": \"text_only\" allows types from then on, in the pipeline that stands in for the spoken "
     "one. There must be such a pipeline for every NPC.",
     R"("spoken": { "kind": "voice", … without "otherwise" })", R"(add "otherwise": "text" to the pipeline)"},
    {"E416", "a limit of something else",
     "A quota or a degrade limits turns, time of conversation, tokens or money, told apart by the unit. A new limit has the old one's "
     "unit: what was used so far is counted in it.",
     R"("limit": "60 players")", R"(write "60 turns", "30 min", "20k tokens" or "$0.05")"},
    {"E420", "bands that are in no order",
     "A verdict is green up to one share of net revenue, amber up to a second and red up to a third: 0 < green <= amber <= red. Those "
     "that are not written are 5%, 20% and 33%.",
     R"("viability": { "green": "30%" })", R"(write "amber": "40%" and "red": "50%", too)"},
    {"E421", "a fixed cost without a time",
     "What is paid whether anybody talks or not comes again every month, or it is paid once and written off over some months. The two "
     "differ by a factor, so one of them must be said.",
     R"("fine-tuning": { "amount": "$5k" })", R"(add "over": "12 mo")"},
    {"E422", "a share that leaves nothing",
     "If no buyer ever plays, if no unit that is bought is ever used, or if the margin that is asked for is all of the revenue, there is "
     "nothing to divide by, and no verdict could be said.",
     R"("never_launched": "100%")", R"(write "never_launched": "37%")"},
    {"E430", "a variant that changes the question",
     "Variants are compared with their scenario for the same players, equally often, and only the scenario itself is "
     "judged by budgets and written to files. So a patch may change the world and \"warm_up\", and nothing else of "
     "\"experiment\", no currency, no budgets and no outputs.",
     R"("variants": { "more players": { "experiment": { "replications": 100 } } })", "change the experiment of the scenario"},
    {"E440", "a path that cannot be varied",
     "A sweep and a search vary values of the world: what stands in the scenario, with its defaults, or could stand there. Seed, budgets, "
     "names and files are the same for all points, or there would be nothing to compare.",
     R"("sweep": [{ "path": "/players/activ", "values": ["1k players", "2k players"] }])", R"(write "/players/active")"},
    {"E441", "values that cannot be tried one after the other",
     "A path has a list of values, or \"from\", \"to\" and \"steps\": two known numbers in one unit, and how many values there are from "
     "the one to the other. Equal ratios (\"scale\": \"log\") need ends above 0; what is counted has only so many whole numbers.",
     R"({ "path": "/players/active", "from": "1k players", "to": "90%", "steps": 8 })", R"(write "to": "10k players")"},
    {"E442", "paths that overwrite each other",
     "Every path of a sweep is varied by itself: none may stand there twice, and none inside another.",
     R"("sweep": [{ "path": "/npcs/a/reply", … }, { "path": "/npcs/a", … }])", "remove one of them"},
    {"E443", "a mode that does not fit its paths",
     "A grid tries each value with each; a zip goes through all paths in step, which must then have as many values; "
     "\"latin_hypercube\" and \"sobol\" spread \"sweep_points\" points evenly.",
     R"("sweep_mode": "sobol")", R"(add "sweep_points": 64)"},
    {"E444", "more points than anybody waits for",
     "Every point of a sweep is a world that is read and run. More than 10,000 are refused unless --yes-large is given.",
     R"({ "path": "/players/active", "from": "1k players", "to": "1M players", "steps": 10000 } twice)",
     "fewer steps, or \"sweep_mode\": \"sobol\" with \"sweep_points\""},
    {"E445", "a search that has no bracket or no goal",
     "A search looks between \"low\" and \"high\", two known numbers in one unit, for the value at which one limit just holds.",
     R"("low": "400 turns", "high": "5 turns")", R"(write "low": "5 turns", "high": "400 turns")"},
    {"E446", "a value that cannot be tried",
     "Every value that is tried is put into the scenario and read as if it stood there. What is wrong with the world that it makes is said "
     "here, with its own code; nothing runs until all of them can be read.",
     R"({ "path": "/players/active", "values": ["0 players"] })", "change the value"},
    {"E450", "a correlation that is not between two values",
     "A correlation says of two different unknown values that they are high or low together.",
     R"("correlations": [{ "between": ["/players/active"], "rank": 0.6 }])",
     R"(write "between": ["/players/active", "/models/small/input"])"},
    {"E451", "a correlation of what is known",
     "Only values that nobody knows can be correlated: ranges on fields of the whole run, { \"uncertain\": … }, and ranges of prices. They "
     "are named by the pointer at which the unknown itself stands.",
     R"("between": ["/players/activ", "/models/small/input"])", R"(write "/players/active")"},
    {"E452", "a pair that is correlated twice",
     "Each pair of unknown values has one rank correlation, whichever of the two stands first.",
     R"([{ "between": [A, B], "rank": 0.6 }, { "between": [B, A], "rank": 0.2 }])", "remove one of them"},
    {"E453", "correlations that cannot be together",
     "Two values that both follow a third closely follow each other: the correlations of all pairs must make one positive definite matrix. "
     "Pairs that are not named count as 0.",
     R"("a" with "b" 0.9, "b" with "c" 0.9, and nothing said of "a" with "c")", R"(add "a" with "c" 0.8, or weaken the others)"},
    {"E454", "replications that cannot be nested",
     "A nested run lives each draw of what nobody knows several times: its replications are at least two draws, all equally often.",
     R"("experiment": { "replications": 10, "nested": 4 })", R"(write "replications": 12)"},
    {"E455", "a run that may stop before it may begin to",
     "With \"stop_when\" a run has \"replications\" at least (10 unless written) and \"max_replications\" at most.",
     R"("replications": 50, "stop_when": { …, "max_replications": 20 })", R"(write "max_replications": 500)"},
    {"E456", "a study of a metric that has no value here",
     "What is watched or studied must be something that the run counts: no GPUs in this version, no share of revenue without "
     "\"revenue\", no "
     "load with \"load_by_minute\": false.",
     R"("sensitivity": { "metric": "fleet.peak_gpus", "method": "tornado" })", R"(write "cost.per_mau_month")"},
    {"E457", "too few points for shares of a variance",
     "Sobol indices are estimated from a sample; below 32 points the intervals would cover everything.",
     R"("sensitivity": { "metric": "cost.total", "method": "sobol", "samples": 8 })", R"(write "samples": 1024)"},
    {"E501", "more work than is sensible",
     "Before a run the expected number of turns is estimated; more than --max-work (1e12) is refused. A sample of the "
     "players gives the same averages.",
     R"("active": "1B players", "duration": "20 y")", R"(add "experiment": { "sample_players": "50k players" })"},
    {"E502", "a price that is missing when it is needed",
     "Every stage that somebody uses must have a price for what it counts, from the first moment of the run to the "
     "last. A missing price is never taken as 0.",
     R"(a model priced from 2027-01-01 in a run that starts on 2026-11-01)",
     "add the earlier price, or start the run later"},
    {"E503", "more memory than a machine has",
     "What each simulated player used is kept, so that percentiles over players are exact. Very many players need a "
     "sample.",
     R"("active": "1B players")", R"(add "experiment": { "sample_players": "1M players" })"},
    {"E504", "audio in tokens without a rate",
     "A model that bills audio in tokens turns every second into a number of them that only its provider knows: OpenAI 10 heard and 20 "
     "spoken, Gemini Live 25 both ways. Without the rate nothing could be counted, and nothing is guessed.",
     R"({ "kind": "realtime", "audio_input": "$32/1M tokens", "audio_output": "$64/1M tokens" })",
     R"(add "audio_input_rate": "10 tokens/s", "audio_output_rate": "20 tokens/s")"},
    {"E601", "a file that cannot be read",
     "Files named inside a scenario are relative to it and must lie inside the project folder (that of the first file, "
     "or --root), also after links are followed. Nothing is fetched from a network.",
     R"("extends": "../../../etc/passwd")", "copy the file into the project"},
    {"E602", "files that extend each other without end",
     "Files may extend each other 8 deep, at most 64 files in all, and never in a circle.",
     R"(a.npcost.json extends b.npcost.json extends a.npcost.json)", "remove one \"extends\""},
    {"E603", "a catalog that cannot be read as it stands",
     "Price books of npcost's own format say when their prices were read. A public catalog (litellm, models.dev, "
     "openrouter, genai-prices) does not: \"as_of\" must stand beside it. CSV is not read in this version.",
     R"("market": { "from": "litellm.json", "format": "litellm" })", R"(add "as_of": "2026-07-24")"},
    {"E604", "a file that is not the one that was named",
     "A catalog with a \"sha256\" must have exactly this content: somebody changed the prices since.",
     R"("sha256": "0000…")", "look at what changed, then write the new sum"},
    {"E605", "a --set that changes nothing",
     "A setting is /pointer=value. Everything on the way must exist; only the last key may be new. The value is JSON "
     "if it parses as JSON, else text.",
     R"(--set '/npcs/inkeeper/reply=80 tokens')", R"(--set '/npcs/innkeeper/reply=80 tokens')"},
    {"W701", "a price that may be out of date",
     "The price was read more than 90 days before the run begins. Prices of models change several times a year.",
     R"("as_of": "2026-01-01" in a run that starts on 2026-11-01)", "look the price up again"},
    {"W703", "a prompt cache that was probably wanted",
     "Without \"cached_input\" every token of the prompt costs the full price, although long prefixes are sent again "
     "each turn.",
     R"("models": { "small": { "kind": "llm", "input": "…", "output": "…" } } with a persona of 3,000 tokens)",
     R"(add "cached_input": "$0.075/1M tokens")"},
    {"W720", "something that this version does not simulate",
     "The key is part of format 1, is read and is checked, but would change nothing in this version. `npcost run` "
     "refuses the scenario by name instead of ignoring it.",
     R"("time": { "step": "30 min" })", "remove it for this run: --set '/time/step=null'"},
    {"W730", "a variant that changes nothing",
     "A variant, or a null in it, that leaves the scenario as it is shows differences of exactly 0. Mostly a name is "
     "misspelt; it is a warning because an overlay or --set may have made the change already.",
     R"("variants": { "no quota": { "policies": { "dialy quota": null } } })", R"(write "daily quota")"},
    {"W733", "prices that a run holds",
     "A price with a path ({ \"now\", \"decline\" } or \"follows\") moves in a forecast only. A run of a month or a year is billed at "
     "\"now\", "
     "whenever it starts.",
     R"("input": { "now": "$0.15/1M tokens", "decline": "20..50%/y" })",
     "`npcost forecast` for what becomes of it; nothing needs to be changed"},
    {"W731", "a policy that the scenario cannot be without",
     "For each policy npcost runs the scenario without it, so that what it saves stands beside what players lose. "
     "Without this one something else in the scenario would be wrong, so there is nothing to compare with.",
     R"(an event about a pipeline that only "then": "text_only" leads to)",
     "write a variant that takes the policy and what hangs on it away together"},
};

}  // namespace

std::span<const CodeInfo> scenario_codes() { return codes; }

}  // namespace npcost
