#include "tests/bench/features.h"

namespace npcost::bench {

namespace {

std::vector<Feature> features_of_turns() {
  return {
      {"the load of every minute", {"/experiment/load_by_minute=true"}},
      {"first token and speed drawn", {R"(/models/brain/first_token="350..900 ms")", R"(/models/brain/speed="50..90 tokens/s")"}},
      {"patience of 3 s", {R"(/npcs/typed 1/patience="3 s")"}},
      {"reasoning before the reply", {R"(/models/brain/thinks="100..400 tokens")"}},
      {"everything said is sent again", {R"(/npcs/typed 1/memory={"policy":"full","keep_tokens":null,"fill_to":null})"}},
      {"a window of 8 turns", {R"(/npcs/typed 1/memory={"policy":"window","keep_tokens":null,"fill_to":null,"keep_turns":8})"}},
      {"summaries",
       {R"(/npcs/typed 1/memory={"policy":"summarise","keep_tokens":null,"fill_to":null,"keep_turns":4,"summarise_after":8,"summary":"180 tokens"})"}},
      {"recalled facts drawn", {R"(/npcs/typed 1/memory/recall="200..400 tokens")"}},
      {"memory written after a talk", {R"(/npcs/typed 1/memory/write="120 tokens")"}},
      {"moderation of each line",
       {R"(/models/guard={"kind":"moderation","price":"$0.02/1k requests","first_token":"40 ms"})",
        R"(/pipelines/typed/stages=[{"do":"moderate","model":"guard"},{"do":"llm","model":"brain"}])",
        R"(/pipelines/spoken/stages=[{"do":"stt","model":"ears"},{"do":"moderate","model":"guard"},{"do":"llm","model":"brain"},{"do":"tts","model":"mouth"}])"}},
      {"tools in 30 % of the turns", {R"(/npcs/typed 1/tool_calls="30%")"}},
      {"2 % of the calls fail", {R"(/pipelines/typed/stages=[{"do":"llm","model":"brain","retry":"2%"}])"}},
      {"an image on each fourth turn",
       {R"(/pipelines/typed={"kind":"vision","stages":[{"do":"vision","model":"brain","every":4,"tokens":"300 tokens"},{"do":"llm","model":"brain"}]})"}},
      {"cache: hits do not refresh", {"/models/brain/cache_refresh=false"}},
      {"cache: others keep the persona sometimes", {R"(/models/brain/cache_ttl="5 s")"}},
      {"no cache", {"/models/brain/cached_input=null", "/models/brain/cache_write=null"}},
  };
}

std::vector<Feature> features_of_speech() {
  return {
      {"nobody speaks", {"/players/segments/speaking=null", R"(/players/segments/typing/share="100%")"}},
      {"99 % speak", {R"(/players/segments/speaking/share="99%")", R"(/players/segments/typing/share="1%")"}},
      {"players interrupt 12 % of the replies", {R"(/npcs/spoken 1/interrupt="12%")"}},
      {"speech to speech instead of a cascade",
       {R"(/models/live={"kind":"realtime","input":"$0.6/1M tokens","output":"$2.4/1M tokens","audio_input":"$10/1M tokens","audio_output":"$20/1M tokens","cached_input":"$0.06/1M tokens","cached_audio":"$0.3/1M tokens","audio_input_rate":"10 tokens/s","audio_output_rate":"20 tokens/s","context":"32k tokens","first_token":"500 ms"})",
        R"(/pipelines/spoken={"kind":"speech_to_speech","stages":[{"do":"realtime","model":"live"}]})"}},
  };
}

std::vector<Feature> features_of_players() {
  return {
      {"some talk much more (talk_sigma 1.2)", {"/players/segments/typing/talk_sigma=1.2"}},
      {"players come and go", {"/players/active=null", R"(/players/retention="good_40_20_10")"}},
      {"talk wears off", {R"(/players/novelty={"half_life":"7 d","floor":"30%"})"}},
      {"an NPC shared by 5 players", {R"(/npcs/typed 1/shared_by="5 players")"}},
      {"NPCs talk with each other", {R"(/ambient={"gossip":{"do":"npc_to_npc","npc":"typed 1","rate":"2/h","turns":4}})"}},
  };
}

std::vector<Feature> features_of_policies() {
  return {
      {"a quota of 60 turns a player and day", {R"(/policies={"p":{"kind":"quota","limit":"60 turns","per":"player/d"}})"}},
      {"a fuse that is never reached", {R"(/policies={"p":{"kind":"degrade","limit":"$100000","per":"global/d"}})"}},
      {"a fuse that is reached", {R"(/policies={"p":{"kind":"degrade","limit":"$0.50","per":"global/d"}})"}},
      {"65 % of the turns go to another model",
       {R"(/models/tiny={"extends":"brain"})", R"(/policies={"p":{"kind":"route","to":"tiny","share":"65%"}})"}},
      {"a cache of replies, 30 % found", {R"(/policies={"p":{"kind":"cache","of":"replies","hit_rate":"30%"}})"}},
      {"replies capped at 70 tokens", {R"(/policies={"p":{"kind":"cap_reply","max":"70 tokens"}})"}},
      {"the cache is warmed before talks", {R"(/policies={"p":{"kind":"prewarm"}})"}},
  };
}

std::vector<Feature> features_of_events() {
  return {
      {"a price changes", {R"(/events={"e":{"at":"day 3 12:00","do":"price","target":"/models/brain","times":0.7}})"}},
      {"prices by the hour",
       {R"(/models/brain/schedule=[{"hours":"18:00..22:00","times":1.5}])"}},
      {"an outage of two hours", {R"(/events={"e":{"at":"day 3 18:00","do":"outage","target":"/models/brain","for":"2 h"}})"}},
      {"a pipeline is switched off", {R"(/events={"e":{"at":"day 3 12:00","do":"feature","target":"/pipelines/spoken","set":false}})"}},
      {"a policy is switched on",
       {R"(/policies={"p":{"kind":"cap_reply","max":"70 tokens","enabled":false}})",
        R"(/events={"e":{"at":"day 3 12:00","do":"policy","target":"/policies/p","set":true}})"}},
      {"half as many sessions more for a week", {R"(/events={"e":{"at":"day 3 12:00","do":"players","times":1.5,"for":"7 d"}})"}},
  };
}

std::vector<Feature> all_features() {
  std::vector<Feature> all{{"the reference workload W1", {}}};
  for (const auto& part : {features_of_turns(), features_of_speech(), features_of_players(), features_of_policies(), features_of_events()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace

const std::vector<Feature>& features() {
  static const std::vector<Feature> all = all_features();
  return all;
}

}  // namespace npcost::bench
