// npcost prices import, as a shell sees it.
#include <nlohmann/json.hpp>

#include "tests/ui/captured.h"
#include "tests/ui/made_prices.h"
#include "ui/terminal/options.h"

using namespace npcost;
using captured::Folder;
using captured::Ran;
using made::contains;

namespace {

// 1.5e-7 USD a token is $0.15 a million; 6e-7 is $0.60.
constexpr const char* catalog = R"({
  "sample_spec": { "input_cost_per_token": 0.0, "mode": "one of chat, embedding" },
  "acme/small": { "litellm_provider": "acme", "mode": "chat", "max_input_tokens": 128000,
                  "input_cost_per_token": 1.5e-07, "output_cost_per_token": 6e-07, "supports_vision": true },
  "=cmd|' /C calc'!A0": { "litellm_provider": "acme", "mode": "chat",
                  "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06 }
}
)";

std::vector<std::string> import_of(const std::string& file, const std::vector<std::string>& more) {
  std::vector<std::string> all{"prices", "import", file, "--format", "litellm", "--as-of", "2026-07-24"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::string refusal_of(const std::vector<std::string>& arguments) {
  const ParsedOptions parsed = parse_options(arguments);
  CHECK_FALSE(parsed.options);
  CHECK(parsed.exit_code == 2);
  return parsed.text;
}

}  // namespace

TEST_CASE("an imported catalog is a price book that list and show read", "[prices_import]") {
  const Folder folder;
  const std::string file = folder.write("catalog.json", catalog), book = folder.file("book.json");
  const Ran ran = captured::npcost(import_of(file, {"--to", book}));
  INFO(ran.err);
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "2 of 2 models imported"));
  CHECK(contains(ran.out, "written: " + book));
  const Ran shown = captured::npcost({"prices", "show", "acme/small", "--prices", book});
  CHECK(contains(shown.out, "$0.15"));
  CHECK(contains(shown.out, "$0.60"));
  CHECK(contains(captured::npcost({"prices", "list", "--prices", book}).out, "prices in force on 2026-07-24"));
}

TEST_CASE("without a place to go the book goes to standard output and the report beside it", "[prices_import]") {
  const Folder folder;
  const std::string file = folder.write("catalog.json", catalog);
  const Ran ran = captured::npcost(import_of(file, {}));
  CHECK(ran.code == 0);
  CHECK(nlohmann::json::parse(ran.out)["npcost_prices"] == 1);
  CHECK(contains(ran.err, "2 of 2 models imported"));
  const Ran json = captured::npcost(import_of(file, {"--to", folder.file("b.json"), "--json"}));
  const auto report = nlohmann::json::parse(json.out);
  CHECK(report["npcost_import"] == 1);
  CHECK(report["models"] == 2);
}

TEST_CASE("a catalog of which nobody knows the day becomes a book that names none", "[prices_import]") {
  const Folder folder;
  const Ran ran = captured::npcost({"prices", "import", folder.write("catalog.json", catalog), "--format", "litellm"});
  CHECK(ran.code == 0);
  CHECK(contains(ran.err, "nothing says on which day this catalog was fetched"));
  const auto book = nlohmann::json::parse(ran.out);
  CHECK_FALSE(book.contains("as_of"));
  CHECK_FALSE(book["x-import"].contains("as_of"));
  CHECK(book["name"] == "litellm");
}

TEST_CASE("a catalog with a fault imports nothing, and an older book stays as it was", "[prices_import]") {
  const Folder folder;
  const std::string older = folder.write("book.json", made::price_book);
  std::string text = catalog;
  text.replace(text.find("1.5e-07"), 7, "-1.5e-7");
  const std::string negative = folder.write("negative.json", text);
  const std::string truncated = folder.write("truncated.json", std::string(catalog).substr(0, 200));
  for (const std::string& file : {negative, truncated}) {
    const Ran ran = captured::npcost(import_of(file, {"--to", older}));
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK(contains(ran.err, file + ":"));
    CHECK(contains(ran.err, "nothing was imported"));
    CHECK(read_whole_file(older, 1 << 20) == made::price_book);
  }
}

TEST_CASE("only a price book is replaced: another file is left as it is", "[prices_import]") {
  const Folder folder;
  const std::string file = folder.write("catalog.json", catalog), other = folder.write("letter.txt", "dear reader");
  const Ran ran = captured::npcost(import_of(file, {"--to", other}));
  CHECK(ran.code == 2);
  CHECK(contains(ran.err, "is no price book"));
  CHECK(read_whole_file(other, 100) == "dear reader");
  // A price book that is quoted, broken off or nested is no price book.
  for (const char* text : {R"(note: "npcost_prices" is the key of a book)", R"({"npcost_prices": 1, "models": )",
                           R"({"mine": {"npcost_prices": 1}})", R"(["npcost_prices"])"}) {
    const std::string kept = folder.write("kept.json", text);
    const Ran refused = captured::npcost(import_of(file, {"--to", kept}));
    CHECK(refused.code == 2);
    CHECK(contains(refused.err, "is no price book"));
    CHECK(read_whole_file(kept, 100) == text);
  }
  const std::string commented = folder.write("commented.json", "// mine\n{\"npcost_prices\": 1, \"models\": {}}\n");
  CHECK(captured::npcost(import_of(file, {"--to", commented})).code == 0);
  CHECK(captured::npcost(import_of(file, {"--to", folder.file("none/book.json")})).code == 3);
  CHECK(captured::npcost(import_of(folder.file("missing.json"), {})).code == 3);
}

TEST_CASE("an import says whose catalog it is and from which day: neither is guessed", "[prices_import]") {
  CHECK(contains(refusal_of({"prices", "import", "a.json", "--as-of", "2026-07-24"}), "--format must say"));
  CHECK(contains(refusal_of({"prices", "import", "a.json", "--format", "litelm", "--as-of", "2026-07-24"}),
                 "did you mean \"litellm\"?"));
  CHECK(contains(refusal_of({"prices", "import", "a.json", "--format", "litellm", "--as-of", "2026-07-24T10:00"}),
                 "is a day"));
  CHECK(contains(refusal_of({"prices", "import", "a.json", "--format", "litellm", "--as-of", "24.07.2026"}),
                 "must be a date"));
  CHECK(contains(refusal_of({"prices", "import", "--format", "litellm", "--as-of", "2026-07-24"}), "needs a catalog"));
  CHECK(contains(refusal_of({"prices", "import", "a", "--format", "litellm", "--name", "b\xFF"}),
                 "--name must be UTF-8"));
  CHECK(contains(refusal_of({"prices", "import", "a", "b", "--format", "litellm", "--as-of", "2026-07-24"}),
                 "one catalog"));
  CHECK(contains(refusal_of({"prices", "import", "a", "--format", "litellm", "--as-of", "2026-07-24", "--json"}),
                 "--to BOOK"));
}
