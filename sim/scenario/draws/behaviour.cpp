#include "sim/scenario/draws/behaviour.h"

#include <fmt/format.h>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/keys/key_table.h"

namespace npcost {

std::string behaviour(const JsonValue& object, std::string_view type_name, std::string_view leave_out) {
  const ObjectType& type = *object_type(type_name);
  JsonValue said = json_object();
  for (const JsonMember& member : object.members) {
    const Key* key = type.find(member.key);
    if (key == nullptr || !key->is_simulated || member.key == "extends" || member.key == "description") continue;
    if (leave_out.find(fmt::format("|{}|", member.key)) != std::string_view::npos) continue;
    set_member(said, member.key, without_remarks(member.value));
  }
  return canonical_json(said);
}

}  // namespace npcost
