// The text, its file, and somebody else who changes it.

#include <filesystem>

#include "tests/window/studio/studio_world.h"

namespace npcost::window {
namespace {

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// Lets the studio look at its file now.
void look(OnDisk& on) {
  on.studio->poll(1);
  REQUIRE(on.studio->settle(60));
}

TEST_CASE("saving writes the edits into the text and leaves all else as it was") {
  OnDisk on;
  on.studio->set("/models/mouth/price", "$12/1M chars");
  on.studio->set("/npcs/oracle/reply", "20..60 tokens");
  on.studio->set("/npcs/crier/think_time", "3..9 s");
  CHECK(on.screen().draft.unsaved);
  REQUIRE(on.studio->settle(60));
  const Screen before = on.screen();
  REQUIRE(on.studio->save());
  std::string expected = with(small_text, "$20/1M chars", "$12/1M chars");
  expected = with(expected, "30..90 tokens", "20..60 tokens");   // inside its { "value", "why" }
  expected = with(expected, "\"reply\": \"40..120 tokens\" }", "\"reply\": \"40..120 tokens\", \"think_time\": \"3..9 s\" }");
  CHECK(read_text(on.path) == expected);
  CHECK(on.screen().draft.text == expected);
  CHECK_FALSE(on.screen().draft.unsaved);
  CHECK(on.screen().changed == 0);
  CHECK(on.screen().command == "npcost run " + on.path);
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().monthly_bill.value == before.monthly_bill.value);
  on.studio->undo();   // what the file says now is the edit that is taken back
  REQUIRE(on.studio->settle(60));
  CHECK(on.parameter("/npcs/crier/think_time").text == "2..20 s");
  CHECK(on.screen().changed == 1);
}

TEST_CASE("the editor's text is simulated once it can be read, and what cannot leaves the last good world") {
  OnDisk on;
  const std::optional<double> before = on.screen().monthly_bill.value;
  on.studio->edit_draft(with(small_text, "\"400 players\"", "\"400 plyers\""));
  REQUIRE(on.studio->settle(60));
  CHECK_FALSE(on.screen().draft.readable);
  REQUIRE(on.screen().draft.problems.size() == 1);
  CHECK(line_column(on.screen().draft.problems[0].place).line == 25);   // of "active"
  CHECK(on.screen().monthly_bill.value == before);
  CHECK(on.screen().grade == Grade::full);
  on.studio->edit_draft(with(small_text, "\"400 players\"", "\"200 players\""));
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().draft.readable);
  CHECK(on.screen().draft.unsaved);
  CHECK(on.screen().simulated_players == 200);
  CHECK(read_text(on.path) == small_text);   // nothing was saved
}

TEST_CASE("a file that changes outside is read again; its edits stay on it") {
  OnDisk on;
  on.studio->set("/models/brain/input", "$2/1M tokens");
  const std::uint64_t edition = on.screen().draft.edition;
  write_text(on.path, with(small_text, "\"400 players\"", "\"300 players\""));
  look(on);
  CHECK(on.screen().simulated_players == 300);
  CHECK(on.screen().draft.edition != edition);
  CHECK(on.screen().draft.conflict == Draft::Conflict::none);
  CHECK(on.parameter("/models/brain/input").value == 2);
  CHECK(on.all_messages().find("changed outside") != std::string::npos);
}

TEST_CASE("a file that the scenario extends is looked after too") {
  const Folder folder;
  const std::string base = folder.path() + "/base.npcost.json", path = folder.path() + "/small.npcost.json";
  write_text(base, small_text);
  write_text(path, R"({ "npcost": 1, "name": "An overlay", "extends": "base.npcost.json" })");
  Studio studio(StudioOptions{path, {}, 1, 4000});
  REQUIRE(studio.settle(60));
  studio.poll(1);
  CHECK(studio.screen().simulated_players == 400);
  write_text(base, with(small_text, "\"400 players\"", "\"300 players\""));
  studio.poll(1);
  REQUIRE(studio.settle(60));
  CHECK(studio.screen().simulated_players == 300);
  studio.set("/npcs/crier/persona", "310 tokens");   // stands in the base: the overlay gets a member of its own
  REQUIRE(studio.save());
  CHECK(read_text(path) == R"({ "npcost": 1, "name": "An overlay", "extends": "base.npcost.json", "npcs": { "crier": { "persona": "310 tokens" } } })");
}

TEST_CASE("a comment that is written changes no world") {
  OnDisk on;
  const std::uint64_t active = on.screen().active_players;
  on.studio->edit_draft("// by hand\n" + small_text);
  CHECK(on.screen().grade == Grade::full);
  CHECK(on.screen().draft.readable);
  CHECK(on.screen().active_players == active);
  REQUIRE(on.studio->settle(60));
  CHECK(on.screen().result.has_value());
}

TEST_CASE("a broken file from outside keeps the last good world, and its faults are listed") {
  OnDisk on;
  write_text(on.path, small_text.substr(0, 200));
  look(on);
  CHECK_FALSE(on.screen().draft.readable);
  CHECK_FALSE(on.screen().draft.problems.empty());
  CHECK(on.screen().simulated_players == 400);
  CHECK(on.screen().grade == Grade::full);
  write_text(on.path, small_text);
  look(on);
  CHECK(on.screen().draft.readable);
  REQUIRE(on.screen().result.has_value());
}

TEST_CASE("two who changed the same text are a conflict with three ways out") {
  const std::string mine = with(small_text, "\"400 players\"", "\"200 players\""), theirs = with(small_text, "\"400 players\"", "\"300 players\"");
  OnDisk on;
  on.studio->edit_draft(mine);
  write_text(on.path, theirs);
  look(on);
  CHECK(on.screen().draft.conflict == Draft::Conflict::changed_outside);
  CHECK(on.screen().draft.text == mine);
  CHECK_FALSE(on.studio->save());   // not before the choice
  CHECK(read_text(on.path) == theirs);
  SECTION("mine: the next save replaces theirs") {
    on.studio->resolve_conflict(Studio::Choice::keep_mine);
    REQUIRE(on.studio->save());
    CHECK(read_text(on.path) == mine);
  }
  SECTION("theirs") {
    on.studio->resolve_conflict(Studio::Choice::take_theirs);
    REQUIRE(on.studio->settle(60));
    CHECK(on.screen().draft.text == theirs);
    CHECK_FALSE(on.screen().draft.unsaved);
    CHECK(on.screen().simulated_players == 300);
  }
  SECTION("mine beside theirs") {
    on.studio->resolve_conflict(Studio::Choice::save_mine_beside);
    REQUIRE(on.studio->settle(60));
    CHECK(read_text(on.folder.path() + "/small.mine.npcost.json") == mine);
    CHECK(on.screen().draft.text == theirs);
  }
  CHECK(on.screen().draft.conflict == Draft::Conflict::none);
}

TEST_CASE("a file that vanishes takes nothing with it") {
  OnDisk on;
  std::filesystem::remove(on.path);
  look(on);
  CHECK(on.screen().draft.conflict == Draft::Conflict::vanished);
  CHECK(on.screen().draft.text == small_text);
  CHECK(on.screen().draft.unsaved);
  CHECK(on.screen().simulated_players == 400);
  on.studio->resolve_conflict(Studio::Choice::keep_mine);
  REQUIRE(on.studio->save());
  CHECK(read_text(on.path) == small_text);
  CHECK(on.screen().draft.conflict == Draft::Conflict::none);
}

TEST_CASE("what cannot be written is a message, and the text stays") {
  OnDisk on;
  on.studio->set("/models/brain/input", "$2/1M tokens");
  REQUIRE(on.studio->settle(60));
  CHECK_FALSE(on.studio->save_as(on.folder.path() + "/nowhere/small.npcost.json"));
  CHECK(on.studio->export_json(on.folder.path() + "/nowhere/result.json").empty());
  CHECK(on.screen().messages.size() == 2);
  {
    std::filesystem::permissions(on.folder.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    const WithoutPrivileges nobody;
    CHECK_FALSE(on.studio->save());
  }
  std::filesystem::permissions(on.folder.path(), std::filesystem::perms::owner_all);
  CHECK(on.screen().messages.size() == 3);
  CHECK(read_text(on.path) == small_text);
  CHECK(on.screen().changed == 1);
  CHECK(on.screen().draft.unsaved);
}

TEST_CASE("a broken or missing file at the start is shown, and can be put right") {
  const Folder folder;
  const std::string path = folder.path() + "/small.npcost.json";
  write_text(path, with(small_text, "\"400 players\"", "400 players"));
  Studio studio(StudioOptions{path, {}, 1, 4000});
  REQUIRE(studio.settle(60));
  CHECK_FALSE(studio.screen().draft.readable);
  CHECK_FALSE(studio.screen().draft.problems.empty());
  CHECK(studio.screen().grade == Grade::none);
  studio.edit_draft(small_text);
  REQUIRE(studio.settle(60));
  CHECK(studio.screen().grade == Grade::full);
  Studio nothing(StudioOptions{folder.path() + "/missing.npcost.json", {}, 1, 4000});
  REQUIRE(nothing.settle(60));
  CHECK(nothing.screen().messages.size() == 1);
  Studio empty(StudioOptions{});
  REQUIRE(empty.settle(60));
  empty.set("/a", "1");
  empty.drag("/a", 1);
  empty.seek(3);
  empty.play();
  empty.run_contenders();
  CHECK(empty.screen().parameters.empty());
  empty.open(path);
  REQUIRE(empty.settle(60));
  CHECK_FALSE(empty.screen().draft.readable);
}

}  // namespace
}  // namespace npcost::window
