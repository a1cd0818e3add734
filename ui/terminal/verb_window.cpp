// npcost window: the same words for npcost-window, the program beside this one.
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "ui/terminal/exit_codes.h"
#include "ui/terminal/output.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

constexpr const char* program = "npcost-window";

/// In the folder of this program, wherever that was built or installed; "" if it is not known.
std::string program_beside() {
  std::error_code fault;
  const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", fault);
  return fault ? std::string() : (own.parent_path() / program).string();
}

}  // namespace

int verb_window(const Options& options) {
  std::vector<std::string> words{program};
  words.insert(words.end(), options.words.begin(), options.words.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::string beside = program_beside();
  if (!beside.empty()) ::execv(beside.c_str(), arguments.data());
  ::execvp(program, arguments.data());   // neither comes back unless it found nothing to start
  say("npcost: there is no npcost-window beside npcost, nor in PATH; ./run --window installs what it is built from and builds it\n");
  return exit_codes::bad_environment;
}

}  // namespace npcost
