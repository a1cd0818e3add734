#include "sim/scenario/read_scenario.h"
#include "ui/terminal/output.h"
#include "ui/terminal/verbs.h"

namespace npcost {

int verb_schema(const Options&) {
  write_output(scenario_schema());
  return 0;
}

}  // namespace npcost
