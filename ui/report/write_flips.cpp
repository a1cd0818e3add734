#include "ui/report/write_flips.h"

namespace npcost {
namespace {

void write_list(JsonOut& out, const std::vector<Flip>& flips) {
  out.begin_array();
  for (const Flip& flip : flips) {
    out.begin_object();
    out.key("change").string(flip.sentence);
    out.key("kind").string(flip.kind);
    out.key("subject").string_or_null(flip.subject);
    out.key("amount").string(flip.amount);
    out.key("settings").begin_array();
    for (const std::string& setting : flip.settings) out.string(setting);
    out.end_array();
    out.key("share_of_net_revenue").number(flip.share_of_net_revenue);
    out.key("band").string(flip.band);
    out.key("more_degraded_turns").number(flip.more_degraded_turns);
    out.key("more_unserved_talks").number(flip.more_unserved_talks);
    out.key("checked_replications").whole(flip.replications);
    out.key("checked_players").number(flip.players);
    out.end_object();
  }
  out.end_array();
}

}  // namespace

void write_flips(JsonOut& out, const ModeVerdict& verdict) {
  out.key("flips");
  write_list(out, verdict.flips);
  out.key("not_enough");
  write_list(out, verdict.not_enough);
  out.key("flips_note").string_or_null(verdict.flips_note);
}

}  // namespace npcost
