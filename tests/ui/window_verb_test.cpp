// npcost window: another program, started with the same words; a script stands in for it here.
#include <sys/stat.h>

#include <cstdlib>

#include "tests/catch.h"
#include "tests/ui/captured.h"
#include "ui/terminal/options.h"

using namespace npcost;
using captured::Folder;
using captured::Ran;

namespace {

/// As if PATH were that folder alone.
Ran with_path(const Folder& folder, const std::vector<std::string>& arguments) {
  return captured::run_process([&] { return setenv("PATH", folder.path().c_str(), 1) == 0 ? run_command(arguments) : 99; });
}

}  // namespace

TEST_CASE("npcost window starts npcost-window with the same words and ends as it does", "[window]") {
  const Folder folder;
  const std::string program = folder.write("npcost-window", "#!/bin/sh\nfor word in \"$@\"; do echo \"<$word>\"; done\nexit 7\n");
  REQUIRE(chmod(program.c_str(), 0755) == 0);
  const Ran ran = with_path(folder, {"window", "a b.npcost.json", "--set", "/x=1", "--theme", "light"});
  CHECK(ran.out == "<a b.npcost.json>\n<--set>\n</x=1>\n<--theme>\n<light>\n");
  CHECK(ran.code == 7);
  CHECK(with_path(folder, {"window"}).out.empty());
  CHECK(with_path(folder, {"window", "--", "--help"}).out == "<--help>\n");   // its help, not ours
}

TEST_CASE("where there is no npcost-window, one sentence says how to get it, and the code is 3", "[window]") {
  const Folder folder;
  const Ran ran = with_path(folder, {"window", "a.npcost.json"});
  CHECK(ran.code == 3);
  CHECK(ran.out.empty());
  CHECK(ran.err.find("there is no npcost-window") != std::string::npos);
  CHECK(ran.err.find("./run --window") != std::string::npos);
}

TEST_CASE("npcost window --help says whose options it takes", "[window][options]") {
  const ParsedOptions parsed = parse_options({"window", "--help"});
  CHECK(parsed.exit_code == 0);
  CHECK(parsed.text.find("npcost-window --help") != std::string::npos);
}
