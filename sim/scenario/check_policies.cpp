// What policies and outages ask of a pipeline: few models, each of which reads its prompts, and a way to type.
#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/decode.h"
#include "sim/scenario/lever_rules.h"
#include "sim/scenario/merge.h"

namespace npcost {

void check_policies(Decoding& decoding) { (void)decoding; }

}  // namespace npcost
