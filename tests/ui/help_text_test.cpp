// Help texts on a terminal of 80 columns.
#include "ui/terminal/help_text.h"
#include "tests/catch.h"
#include "tests/ui/made_prices.h"
#include "ui/terminal/options.h"

using namespace npcost;

TEST_CASE("no help is wider than 80 columns except for commands to copy", "[options]") {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{{"--help"},
                                                                                     {"run", "--help"},
                                                                                     {"check", "--help"},
                                                                                     {"resolve", "--help"},
                                                                                     {"explain", "--help"},
                                                                                     {"schema", "--help"},
                                                                                     {"rate", "--help"},
                                                                                     {"merge", "--help"},
                                                                                     {"compare", "--help"},
                                                                                     {"sweep", "--help"},
                                                                                     {"solve", "--help"},
                                                                                     {"sensitivity", "--help"},
                                                                                     {"window", "--help"},
                                                                                     {"prices", "--help"},
                                                                                     {"prices", "list", "--help"},
                                                                                     {"prices", "show", "--help"},
                                                                                     {"prices", "diff", "--help"},
                                                                                     {"prices", "import", "--help"}}) {
    const std::string help = parse_options(words).text;
    const std::string without_examples = help.substr(0, help.find("Example:"));
    INFO(help);
    CHECK(without_examples.size() > 100);
    CHECK(made::widest(without_examples) <= 80);
  }
}

TEST_CASE("a long description goes on below its own column and a line that fits is left alone", "[options]") {
  const std::string fits = "  --a" + std::string(5, ' ') + std::string(70, 'x');  // 80 cells
  CHECK(fitted_help(fits + "\n") == fits + "\n");
  CHECK(fitted_help(fits + " end\nnext\n") == fits + "\n" + std::string(10, ' ') + "end\nnext\n");
  CHECK(fitted_help(std::string(78, 'y') + " end") == std::string(78, 'y') + "\nend");
  const std::string example = "Example: npcost " + std::string(90, 'z');
  CHECK(fitted_help(example) == example);
}
