// What leaves the program, and what happens when it cannot.
#include <new>

#include "sim/base/check.h"
#include "sim/base/money.h"
#include "tests/catch.h"
#include "tests/ui/captured.h"

using namespace npcost;
using captured::Folder;
using captured::Ran;
using captured::scenario_text;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Ran run_with_output(const std::string& file, const std::function<void()>& prepare) {
  return captured::run_process([&] {
    prepare();
    return run_command({"run", file});
  });
}

}  // namespace

TEST_CASE("a result that cannot be written is an error with a sentence, not a success", "[output]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text());
  SECTION("the disk is full") {
    const Ran ran = run_with_output(file, [] { dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO); });
    CHECK(ran.code == 3);
    CHECK(contains(ran.err, "standard output: No space left on device"));
  }
  SECTION("standard output is closed") {
    const Ran ran = run_with_output(file, [] {
      close(STDOUT_FILENO);
      guard_standard_descriptors();
    });
    CHECK(ran.code == 3);
    CHECK(contains(ran.err, "cannot write to standard output"));
  }
  SECTION("the reader has gone") {
    const Ran ran = run_with_output(file, [] {
      int ends[2] = {-1, -1};
      if (pipe(ends) != 0) return;
      dup2(ends[1], STDOUT_FILENO);
      close(ends[1]);
      close(ends[0]);
    });
    CHECK(ran.code == 3);
    CHECK(contains(ran.err, "nobody reads it"));
  }
}

TEST_CASE("a closed standard output is never mistaken for the next file that is opened", "[output]") {
  const Ran ran = captured::run_process([] {
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    guard_standard_descriptors();
    return open("/dev/null", O_RDONLY) > STDERR_FILENO ? 0 : 1;
  });
  CHECK(ran.code == 0);
}

TEST_CASE("whatever goes wrong has its own exit code and a sentence", "[output]") {
  const auto thrown = [](auto error) { return captured::run_process([error]() -> int { throw error; }); };
  CHECK(thrown(FileError("/x", "cannot read /x: Permission denied")).code == 3);
  CHECK(thrown(FileError("/x", "cannot read /x: Permission denied")).err ==
        "npcost: cannot read /x: Permission denied\n");
  CHECK(thrown(MoneyOverflow("a sum of money is too large")).code == 2);
  CHECK(thrown(std::bad_alloc()).code == 3);
  CHECK(contains(thrown(std::bad_alloc()).err, "memory"));
  const Ran broken = thrown(BrokenPromise("sim/a.cpp:7: broken promise: two is two"));
  CHECK(broken.code == 70);
  CHECK(contains(broken.err, "sim/a.cpp:7: broken promise: two is two"));
  CHECK(thrown(std::logic_error("a library's own")).code == 70);
  CHECK(captured::run_process([] { return 4; }).code == 4);
}

TEST_CASE("hostile bytes in a file's name do not reach the terminal raw", "[output]") {
  const Ran ran = captured::npcost({"run", "/nonexistent/\x1b[2J.json"});
  CHECK(ran.code == 3);
  CHECK_FALSE(contains(ran.err, "\x1b"));
}
