#include "ui/terminal/options.h"

#include "tests/catch.h"

using namespace npcost;

namespace {

/// The sentence with which a command line is refused.
std::string refusal_of(const std::vector<std::string>& arguments) {
  const ParsedOptions parsed = parse_options(arguments);
  CHECK_FALSE(parsed.options);
  CHECK(parsed.exit_code == 2);
  return parsed.text;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Options accepted(const std::vector<std::string>& arguments) {
  const ParsedOptions parsed = parse_options(arguments);
  INFO(parsed.text);
  REQUIRE(parsed.options);
  return *parsed.options;
}

}  // namespace

TEST_CASE("run takes its scenario, its overlays and its settings in the order they are written", "[options]") {
  const Options options = accepted({"run", "a.json", "-f", "x.json", "b.json", "--set", "/seed=1", "-f", "y.json",
                                    "--set", "/npcs/smith/reply=80 tokens", "--root", ".."});
  CHECK(options.verb == Verb::run);
  CHECK(options.request.files == std::vector<std::string>{"a.json", "b.json"});
  CHECK(options.request.overlays == std::vector<std::string>{"x.json", "y.json"});
  CHECK(options.request.settings == std::vector<std::string>{"/seed=1", "/npcs/smith/reply=80 tokens"});
  CHECK(options.request.root == "..");
}

TEST_CASE("a setting keeps its commas, brackets and minus signs", "[options]") {
  const Options options = accepted({"run", "a.json", "--set", "/x=[1,2,-3]", "--set=/y=-1"});
  CHECK(options.request.settings == std::vector<std::string>{"/x=[1,2,-3]", "/y=-1"});
}

TEST_CASE("numbers on options are whole and in range, or refused with a sentence", "[options]") {
  CHECK(accepted({"run", "a.json", "--seed", "18446744073709551615"}).seed == 18446744073709551615ULL);
  CHECK(accepted({"run", "a.json", "--seed=0"}).seed == 0u);
  CHECK(accepted({"run", "a.json", "--replications", "1"}).replications == 1u);
  CHECK(accepted({"run", "a.json", "--replications", "262143"}).replications == 262'143u);
  CHECK(accepted({"run", "a.json", "--jobs", "7"}).jobs == 7);
  CHECK(accepted({"run", "a.json", "--max-work", "5"}).max_work == 5);

  CHECK(contains(refusal_of({"run", "a.json", "--seed", "18446744073709551616"}), "--seed must be a whole number"));
  CHECK(contains(refusal_of({"run", "a.json", "--seed", "-1"}), "found \"-1\""));
  CHECK(contains(refusal_of({"run", "a.json", "--seed=1e3"}), "found \"1e3\""));
  CHECK(contains(refusal_of({"run", "a.json", "--seed", "+1"}), "--seed must be"));
  CHECK(contains(refusal_of({"run", "a.json", "--seed", "1.0"}), "--seed must be"));
  CHECK(contains(refusal_of({"run", "a.json", "--seed", "0x10"}), "--seed must be"));
  CHECK(contains(refusal_of({"run", "a.json", "--seed= 1"}), "--seed must be"));
  CHECK(contains(refusal_of({"run", "a.json", "--replications", "0"}), "from 1 to 262143"));
  CHECK(contains(refusal_of({"run", "a.json", "--replications", "262144"}), "from 1 to 262143"));
  CHECK(contains(refusal_of({"run", "a.json", "--jobs", "0"}), "--jobs must be"));
  CHECK(contains(refusal_of({"run", "a.json", "--jobs", "1025"}), "--jobs must be"));
  CHECK(contains(refusal_of({"run", "a.json", "--max-work", "1e12"}), "--max-work must be"));
}

TEST_CASE("an option may not be given twice or without its value", "[options]") {
  CHECK_FALSE(refusal_of({"run", "a.json", "--seed", "1", "--seed", "2"}).empty());
  CHECK_FALSE(refusal_of({"run", "a.json", "--seed"}).empty());
  CHECK_FALSE(refusal_of({"run", "a.json", "--seed", ""}).empty());
}

TEST_CASE("an unknown verb or option is refused with what was probably meant", "[options]") {
  CHECK(contains(refusal_of({"rnu", "a.json"}), "did you mean \"run\"?"));
  CHECK(contains(refusal_of({"chekc", "a.json"}), "did you mean \"check\"?"));
  CHECK(contains(refusal_of({"run", "a.json", "--sede", "1"}), "did you mean \"--seed\"?"));
  CHECK(contains(refusal_of({"run", "a.json", "--replication=3"}), "did you mean \"--replications\"?"));
  CHECK(contains(refusal_of({"schema", "--json"}), "has no option \"--json\""));
  CHECK(contains(refusal_of({"schema", "a.json"}), "takes no \"a.json\""));
  CHECK(contains(refusal_of({"frobnicate"}), "there is no verb \"frobnicate\""));
}

TEST_CASE("a file without a verb is answered with the command that was meant", "[options]") {
  CHECK(contains(refusal_of({"tavern.npcost.json"}), "npcost run tavern.npcost.json"));
}

TEST_CASE("every verb of the contract that is still to come is refused by its name", "[options]") {
  for (const char* verb : {"replay", "fit", "verify", "completion"}) {
    CHECK(refusal_of({verb, "a.json"}) == std::string("npcost: npcost ") + verb + " is not in this version\n");
  }
}

TEST_CASE("prices needs a second word, and a wrong one is answered with what it takes", "[options]") {
  CHECK(contains(refusal_of({"prices"}), "npcost prices needs one of list, show"));
  CHECK(contains(refusal_of({"prices", "lst"}), "did you mean \"list\"?"));
  CHECK(contains(refusal_of({"prices", "a.json"}), "there is no \"npcost prices a.json\""));
  CHECK(contains(refusal_of({"prices", "--json"}), "prices"));
  CHECK(contains(refusal_of({"prices", "list", "--kin", "llm"}),
                 "npcost prices list has no option \"--kin\"; did you mean \"--kind\"?"));
  CHECK(contains(refusal_of({"prices", "show"}), "needs the name of a model"));
  CHECK(contains(refusal_of({"prices", "show", "a", "b"}), "one model at a time"));
  CHECK(contains(refusal_of({"prices", "\x1b[2J"}), "\\u{1b}"));
}

TEST_CASE("prices list takes books, a kind, a day and words, some of which are names of verbs", "[options]") {
  const Options options = accepted({"prices", "list", "show", "run", "--prices", "a.json", "--prices=b.json", "--kind",
                                    "stt", "--at", "2025-02-08T16:00", "--json", "diff"});
  CHECK(options.verb == Verb::prices_list);
  CHECK(options.json);
  CHECK(options.prices.books == std::vector<std::string>{"a.json", "b.json"});
  CHECK(options.prices.words == std::vector<std::string>{"show", "run", "diff"});
  CHECK(options.prices.kind == ModelKind::stt);
  CHECK(options.prices.at == Instant(parse_local_time("2025-02-08T16:00")->time_since_epoch()));
  CHECK(contains(refusal_of({"prices", "list", "--kind", "sst"}), "did you mean \"stt\"?"));
  CHECK(contains(refusal_of({"prices", "list", "--at", "today"}), "--at must be a date like"));
  CHECK(contains(refusal_of({"prices", "list", "--at", "2025-02-30"}), "--at must be a date like"));
}

TEST_CASE("prices diff takes two books, or one book and two days", "[options]") {
  CHECK(accepted({"prices", "diff", "a", "b"}).prices.books == std::vector<std::string>{"a", "b"});
  const Options one = accepted({"prices", "diff", "a", "--from", "2025-01-31", "--to", "2026-11-20"});
  CHECK(one.prices.from == Instant(parse_local_time("2025-01-31")->time_since_epoch()));
  CHECK(accepted({"prices", "diff", "--from", "2025-01-31", "--to", "2026-11-20"}).prices.books.empty());
  CHECK(contains(refusal_of({"prices", "diff", "a"}), "two books, or --from DATE and --to DATE"));
  CHECK(contains(refusal_of({"prices", "diff", "a", "--from", "2025-01-31"}), "--to DATE"));
  CHECK(contains(refusal_of({"prices", "diff", "a", "b", "c"}), "compares two books"));
  CHECK(contains(refusal_of({"prices", "diff", "a", "--all-dates", "--from", "2025-01-31", "--to", "2026-11-20"}),
                 "--all-dates"));
}

TEST_CASE("the help of a verb of two words shows the whole command and an example", "[options]") {
  for (const char* word : {"list", "show", "diff", "import"}) {
    const ParsedOptions help = parse_options({"prices", word, "--help"});
    CHECK(help.exit_code == 0);
    CHECK(contains(help.text, std::string("npcost prices ") + word));
    CHECK(contains(help.text, "Example: npcost prices"));
  }
  CHECK(contains(parse_options({"prices", "--help"}).text, "diff"));
}

TEST_CASE("formats that are still to come are refused by their name before anything runs", "[options]") {
  for (const char* format : {"html", "xlsx", "junit", "markdown", "png"}) {
    CHECK(
        contains(refusal_of({"run", "a.json", "--out", "o", "--format", format}), std::string("the format ") + format));
  }
  CHECK(contains(refusal_of({"run", "a.json", "--out", "o", "--format", "json,cvs"}), "did you mean \"csv\"?"));
  CHECK(contains(refusal_of({"run", "a.json", "--out", "o", "--format", "json,"}), "there is no format \"\""));
}

TEST_CASE("the option --out writes JSON and CSV unless told otherwise, and --format alone has nowhere to write",
          "[options]") {
  CHECK(accepted({"run", "a.json", "--out", "o"}).formats == std::vector<std::string>{"json", "csv"});
  CHECK(accepted({"run", "a.json", "--out", "o", "--format", "csv"}).formats == std::vector<std::string>{"csv"});
  CHECK(accepted({"run", "a.json", "--out", "o", "--format", "csv,json,csv"}).formats ==
        std::vector<std::string>{"csv", "json"});
  CHECK(contains(refusal_of({"run", "a.json", "--format", "csv"}), "--out"));
  CHECK(contains(refusal_of({"run", "a.json", "--out", ""}), "--out"));
}

TEST_CASE("verbs that read a scenario need one", "[options]") {
  for (const char* verb : {"run", "check", "resolve"}) CHECK(contains(refusal_of({verb}), "needs a scenario file"));
}

TEST_CASE("help and version go to standard output and are no fault", "[options]") {
  CHECK(parse_options({"--version"}).text == std::string("npcost ") + NPCOST_VERSION + "\n");
  CHECK(parse_options({"--version"}).exit_code == 0);
  CHECK(contains(parse_options({"--help"}).text, "inconclusive"));
  CHECK(parse_options({"run", "--help"}).exit_code == 0);
  CHECK(contains(parse_options({"run", "--help"}).text, "--replications"));
  CHECK(parse_options({}).exit_code == 2);
}

TEST_CASE("explain takes a code, a metric with its name, or nothing", "[options]") {
  CHECK(accepted({"explain"}).words.empty());
  CHECK(accepted({"explain", "metric", "cost.total"}).words == std::vector<std::string>{"metric", "cost.total"});
}

TEST_CASE("a hostile argument is shown escaped in the sentence that refuses it", "[options]") {
  CHECK(refusal_of({"\x1b[2Jrun"}).find('\x1b') == std::string::npos);
  CHECK(refusal_of({"run", "a.json", "--\x1b[2J"}).find('\x1b') == std::string::npos);
  CHECK(refusal_of({"run", "a.json", "--seed", "\x1b[2J"}).find('\x1b') == std::string::npos);
}
