// The program npcost.
#include <string>
#include <vector>

#include "ui/terminal/frame.h"
#include "ui/terminal/output.h"
#include "ui/terminal/signals.h"
#include "ui/terminal/verbs.h"

int main(int argc, char** argv) {
  npcost::guard_standard_descriptors();
  npcost::ignore_broken_pipes();
  return npcost::in_frame(
      [&] { return npcost::run_command(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc)); });
}
