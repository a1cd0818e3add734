// Catalogs that are damaged, wrong or hostile: one clear error with its place, and nothing is imported by halves.

#include "sim/catalogs/codes.h"
#include "tests/catalogs/catalog_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

using Faults = std::vector<std::string>;

Faults litellm(const std::string& text) { return Import(text, CatalogFormat::litellm).faults; }

/// The faults of a price in a catalog of two models, of which the other is fine.
Faults price(const std::string& value) {
  return litellm(
      "{\"fine\": {\"mode\": \"chat\", \"input_cost_per_token\": 1e-06},\n\"m\": {\"mode\": "
      "\"chat\",\n\"input_cost_per_token\": " +
      value + "}}");
}

const std::string small = R"({"m": {"mode": "chat", "input_cost_per_token": 1e-06}})";

}  // namespace

TEST_CASE("a price that is no price stops the import at its line and column", "[catalogs][hostile]") {
  const Faults here = {"E241 3:25"};
  for (const char* value : {"-1e-06", "-1e-400", "\"free\"", "\"NaN\"", "\"\"", "true", "[1e-06]", "{\"usd\": 1}",
                            "1e400", "1e-400", "\"1,5\"", "\"1e400\"", "\"=cmd\"", "\"<script>\"", "4e-16", "1000"}) {
    INFO(value);
    CHECK(price(value) == here);
  }
  CHECK(price("NaN") == Faults{"E006 3:25"});
  CHECK(price("1e-06,") == Faults{});  // a trailing comma is no reason
  CHECK(price("null") == Faults{});    // not stated
  CHECK(price("999e-00") == Faults{});
}

TEST_CASE("every wrong price of a catalog is reported at once", "[catalogs][hostile]") {
  CHECK(litellm("{\"a\": {\"mode\": \"chat\", \"input_cost_per_token\": -1},\n \"b\": {\"mode\": \"chat\", "
                "\"input_cost_per_token\": \"x\"},\n"
                " \"c\": {\"mode\": \"chat\", \"max_input_tokens\": 1.5}}") ==
        Faults{"E241 1:48", "E241 2:48", "E242 3:44"});
}

TEST_CASE("a damaged text is refused with the place of the damage", "[catalogs][hostile]") {
  CHECK(litellm("") == Faults{"E009 1:1"});
  CHECK(litellm("{\"m\": {\"mode\": \"chat\"") == Faults{"E005 1:7"});
  CHECK(litellm(small + "}") == Faults{"E009 1:55"});
  CHECK(litellm("\xef\xbb\xbf" + small) == Faults{"E002 1:1"});
  CHECK(litellm(std::string("{\"m\0\": 1}", 9)) == Faults{"E003 1:4"});
  CHECK(litellm("{\"\xff\": 1}") == Faults{"E001 1:3"});
  CHECK(litellm("{\"m\": {\"mode\": \"chat\"},\n\"m\": {\"mode\": \"chat\"}}") == Faults{"E102 2:1"});
  CHECK(litellm("{\"m\": {\"mode\": \"chat\", \"input_cost_per_token\": 1e-06,\n\"input_cost_per_token\": 2e-06}}") ==
        Faults{"E102 2:1"});
  CHECK(litellm("{\"m\": " + std::string(60, '[') + std::string(60, ']') + "}") == Faults{"E007 1:54"});
}

TEST_CASE("every truncation of a catalog is an error and none imports a part", "[catalogs][hostile]") {
  for (std::size_t length = 0; length < small.size(); ++length) {
    INFO(length);
    CHECK(litellm(small.substr(0, length)).size() == 1);
  }
}

TEST_CASE("line ends and a missing last one change nothing", "[catalogs][hostile]") {
  const std::string lines = "{\n  \"m\": {\n    \"mode\": \"chat\",\n    \"input_cost_per_token\": 1e-06\n  }\n}";
  std::string windows;
  for (const char c : lines) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  for (const std::string& text : {lines, lines + "\n", windows, windows + "\r\n"}) {
    CHECK(Import(text, CatalogFormat::litellm).cost("m", Meter::input_tokens, 1'000'000) == "1");
  }
}

TEST_CASE("a catalog of another format is recognised before any price is read", "[catalogs][hostile]") {
  const std::string models_dev = R"({"lab": {"m": {"cost": {"input": 1}}}})";
  const std::string openrouter = R"({"data": [{"id": "m", "pricing": {"prompt": "0.000001", "completion": "0"}}]})";
  const std::string genai = R"([{"id": "lab", "models": [{"id": "m", "prices": {"input_mtok": 1}}]}])";
  const std::vector<std::pair<std::string, CatalogFormat>> all = {{small, CatalogFormat::litellm},
                                                                  {models_dev, CatalogFormat::models_dev},
                                                                  {openrouter, CatalogFormat::openrouter},
                                                                  {genai, CatalogFormat::genai_prices}};
  for (const auto& [text, format] : all) {
    for (const auto& [other_text, other] : all) {
      const Import import(text, other);
      INFO(text << " as " << catalog_format_name(other));
      CHECK(import.faults == (format == other ? Faults{} : Faults{"E240 1:1"}));
      if (format != other)
        CHECK(import.complaint.find("it looks like " + std::string(catalog_format_name(format))) != std::string::npos);
    }
  }
  for (const char* text : {"{}", "[]", "null", "7", "\"text\"", "{\"npcost_prices\": 1, \"models\": {}}"}) {
    INFO(text);
    CHECK_FALSE(Import(text, CatalogFormat::litellm).book.has_value());
    CHECK_FALSE(Import(text, CatalogFormat::genai_prices).book.has_value());
  }
}

TEST_CASE("parts in the wrong shape are named where they stand", "[catalogs][hostile]") {
  const auto faults = [](const std::string& text, CatalogFormat format) { return Import(text, format).faults; };
  CHECK(litellm(R"({"m": {"mode": 7, "litellm_provider": "x"}})") == Faults{"E242 1:16"});
  CHECK(litellm(R"({"m": {"mode": "chat", "tiered_pricing": 7}})") == Faults{"E242 1:42"});
  CHECK(litellm(R"({"m": {"mode": "chat", "tiered_pricing": [{"input_cost_per_token": 1e-06}]}})") ==
        Faults{"E242 1:43"});
  CHECK(faults(R"({"lab": {"m": {"cost": {"input": 1}}, "n": 7}})", CatalogFormat::models_dev) == Faults{"E242 1:44"});
  CHECK(faults(R"({"lab": {"m": {"cost": {"input": 1, "tiers": [{"input": 2}]}}}})", CatalogFormat::models_dev) ==
        Faults{"E242 1:47"});
  CHECK(faults(R"({"a": {"b/c": {"cost": {"input": 1}}}, "a/b": {"c": {"cost": {"input": 1}}}})",
               CatalogFormat::models_dev) == Faults{"E242 1:48"});  // two models of one name
  CHECK(faults(R"({"data": [{"id": "m"}]})", CatalogFormat::openrouter) == Faults{"E242 1:11"});
  CHECK(faults(R"({"data": [{"id": "m", "pricing": []}]})", CatalogFormat::openrouter) == Faults{"E242 1:34"});
  CHECK(faults(R"([{"id": "lab"}])", CatalogFormat::genai_prices) == Faults{"E242 1:2"});
  CHECK(faults(R"([{"id": "lab", "models": [{"id": "m", "prices": {"input_mtok": {"base": 1}}}]}])",
               CatalogFormat::genai_prices) == Faults{"E242 1:64"});
  CHECK(
      faults(
          R"([{"id": "lab", "models": [{"id": "m", "prices": [{"constraint": {"start_date": "2026-02-30"}, "prices": {}}]}]}])",
          CatalogFormat::genai_prices) == Faults{"E242 1:80"});
}

TEST_CASE("an import that would leave an empty book is an error", "[catalogs][hostile]") {
  CHECK(litellm(R"({"m": {"mode": "chat", "input_cost_per_token": 0.0}})") == Faults{"E243 1:1"});
  CHECK(litellm(R"({"m": {"mode": "rerank", "input_cost_per_query": 0.001}})") == Faults{"E243 1:1"});
}

TEST_CASE("the day of a catalog is a date, or nobody knows it", "[catalogs][hostile]") {
  for (const char* day : {"yesterday", "2026-02-30", "2026-07-24T12:00", "26-07-24", "\xe2\x80\xae"}) {
    INFO(day);
    CHECK(Import(small, CatalogFormat::litellm, day).faults == Faults{"E214 1:1"});
  }
  CHECK(Import(small, CatalogFormat::litellm, "2024-02-29").has(R"("as_of": "2024-02-29")"));
  CHECK_FALSE(Import(small, CatalogFormat::litellm, "").has("as_of"));
}

TEST_CASE("names of strangers are carried and never obeyed", "[catalogs][hostile]") {
  const std::string name(81, 'x');
  const Import import(R"({"대장장이/한스": {"mode": "chat", "input_cost_per_token": 1e-06, "source": "\u202egnp.\"\n"},
                          "=cmd|' /C calc'!A0": {"mode": "chat", "input_cost_per_token": 1e-06},
                          "<script>alert(1)</script>": {"mode": "chat", "input_cost_per_token": 1e-06, "x_cost\u0007": "\u0000"},
                          "": {"mode": "chat", "input_cost_per_token": 1e-06}, ")" +
                          name + R"(": {"mode": "chat", "input_cost_per_token": 1e-06},
                          "x": {"mode": "\u202e\u0000", "input_cost_per_token": 1e-06}})",
                      CatalogFormat::litellm);
  CHECK(import.has_model("대장장이/한스"));
  CHECK(import.has_model("=cmd|' /C calc'!A0"));
  CHECK(import.has_model("<script>alert(1)</script>"));
  CHECK(count_of(import.report.reasons, "a name that is empty or longer than 80 characters") == 2);
  const std::string shown = import_report_text(import.report);
  CHECK(shown.find("\xe2\x80\xae") == std::string::npos);
  CHECK(shown.find('\0') == std::string::npos);
  CHECK(shown.find('\a') == std::string::npos);
}

TEST_CASE("a catalog that gives more than a book holds is refused before anything is written", "[catalogs][hostile]") {
  std::string text = "{";
  for (int i = 0; i < 10'001; ++i) {
    text += (i == 0 ? "\"m" : ",\"m") + std::to_string(i) + R"(":{"mode":"chat","input_cost_per_token":1e-06})";
  }
  CHECK(litellm(text + "}") == Faults{"E243 1:1"});
  const std::size_t last = text.rfind(",\"m");
  CHECK(Import(text.substr(0, last) + "}", CatalogFormat::litellm).report.models == 10'000);
}

TEST_CASE("a model with a hundred thousand parts is skipped in no time", "[catalogs][hostile]") {
  const auto repeated = [](const std::string& first, const std::string& part, int times) {
    std::string text = first;
    for (int i = 1; i <= times; ++i) {
      std::string one = part;
      for (std::size_t at = one.find('#'); at != std::string::npos; at = one.find('#'))
        one.replace(at, 1, std::to_string(i));
      text += (i == 1 ? "" : ",") + one;
    }
    return text;
  };
  const std::string reason = "more tiers, hours or dates than a price book holds";
  const auto skipped = [&](const std::string& text, CatalogFormat format) {
    return count_of(Import(text, format).report.reasons, reason) == 1;
  };
  const std::string fields = repeated(R"("bad": {"mode": "chat", "input_cost_per_token": 1e-06,)",
                                      R"("input_cost_per_token_above_#k_tokens": 2e-06)", 100'000);
  CHECK(skipped(small.substr(0, small.size() - 1) + "," + fields + "}}", CatalogFormat::litellm));
  const std::string tiers = repeated(R"({"lab": {"m": {"cost": {"input": 1}}, "bad": {"cost": {"input": 1, "tiers": [)",
                                     R"({"tier": {"size": #}, "input": 2})", 100'000);
  CHECK(skipped(tiers + "]}}}}", CatalogFormat::models_dev));
  const std::string dates = repeated(
      R"([{"id": "lab", "models": [{"id": "m", "prices": {"input_mtok": 1}}, {"id": "bad", "prices": [)",
      R"({"constraint": {"start_time": "01:00:00Z", "end_time": "02:00:00Z"}, "prices": {"input_mtok": #}})", 100'000);
  CHECK(skipped(dates + "]}]}]", CatalogFormat::genai_prices));

  // What a book holds: 16 tiers, so 17 are too many and 16 are not.
  const auto with_tiers = [&](int count) {
    return repeated(R"({"lab": {"m": {"cost": {"input": 1}}, "bad": {"cost": {"input": 1, "tiers": [)",
                    R"({"tier": {"size": #000}, "input": 2})", count) +
           "]}}}}";
  };
  CHECK(skipped(with_tiers(17), CatalogFormat::models_dev));
  CHECK_FALSE(skipped(with_tiers(16), CatalogFormat::models_dev));
}

TEST_CASE("the book names the file without its folders and the sum of its bytes", "[catalogs][audit]") {
  const Import import(small, CatalogFormat::litellm, "2026-07-24", "/home/someone/private/cat\"alog.json");
  CHECK(import.has(R"("file": "cat\"alog.json")"));
  CHECK_FALSE(import.has("someone"));
  CHECK(import.has("\"sha256\": \"" + sha256_hex(small) + "\""));
  CHECK(import.book->as_of == "2026-07-24");
  CHECK(import.book->cards[0].provenance == "sourced");
  CHECK(import.book->cards[0].source == "LiteLLM's price list of 2026-07-24");
  CHECK(Import(small, CatalogFormat::litellm).text() == Import(small, CatalogFormat::litellm).text());
}

TEST_CASE("a catalog of an unknown day is cited as one and a bad byte in its name breaks no book",
          "[catalogs][audit]") {
  const auto source = [](const std::string& text, CatalogFormat format) {
    return Import(text, format, "").book->cards[0].source;
  };
  CHECK(source(small, CatalogFormat::litellm) == "LiteLLM's price list of an unknown day");
  CHECK(source(R"({"m": {"mode": "chat", "input_cost_per_token": 1e-06, "source": "https://a.example"}})",
               CatalogFormat::litellm) == "LiteLLM's price list of an unknown day, which cites https://a.example");
  CHECK(source(R"({"lab": {"m": {"cost": {"input": 1}}}})", CatalogFormat::models_dev) ==
        "models.dev as of an unknown day");
  CHECK(source(R"({"data": [{"id": "m", "pricing": {"prompt": "1e-6"}}]})", CatalogFormat::openrouter) ==
        "OpenRouter's list of models of an unknown day");
  CHECK(source(R"([{"id": "lab", "models": [{"id": "m", "prices": {"input_mtok": 1}}]}])",
               CatalogFormat::genai_prices) == "genai-prices as of an unknown day");
  CHECK(Import(small, CatalogFormat::litellm, "", "cat\xFF.json").book.has_value());
}

TEST_CASE("formats have names and every name is a format", "[catalogs]") {
  CHECK(catalog_format_names() == std::vector<std::string>{"litellm", "models.dev", "openrouter", "genai-prices"});
  for (const std::string& name : catalog_format_names())
    CHECK(catalog_format_name(catalog_format_from_name(name).value()) == name);
  CHECK_FALSE(catalog_format_from_name("LiteLLM").has_value());
  CHECK_FALSE(catalog_format_from_name("").has_value());
  for (const CodeInfo& code : catalog_codes()) {
    INFO(code.code);
    CHECK(code.explanation.size() > 60);
    CHECK(code.example != code.fix);
  }
}
