// Completion, history and colours of the editor, without a window.

#include <algorithm>
#include <string>

#include "tests/catch.h"
#include "ui/window/widgets/completion.h"
#include "ui/window/widgets/edit_history.h"
#include "ui/window/widgets/editor_text.h"
#include "ui/window/widgets/focus.h"

using namespace npcost::window;

namespace {

/// "|" in the text is the cursor.
Completion complete_at(std::string text) {
  const std::size_t cursor = text.find('|');
  text.erase(cursor, 1);
  return complete(text, cursor);
}

bool offers(const Completion& completion, const std::string& text) {
  return std::any_of(completion.candidates.begin(), completion.candidates.end(), [&](const Candidate& c) { return c.text == text; });
}

}  // namespace

TEST_CASE("keys of the object that is being written are offered, without those that are there") {
  const Completion root = complete_at("{ \"npcost\": 1, \"n|\" }");
  CHECK(offers(root, "name"));
  CHECK(offers(root, "npcs"));
  CHECK_FALSE(offers(root, "npcost"));
  CHECK_FALSE(offers(root, "reply"));
  const Completion npc = complete_at("{ // a comment with { braces\n \"npcs\": { \"innkeeper\": { \"turns\": 4, \"re|");
  CHECK(offers(npc, "reply"));
  CHECK_FALSE(offers(npc, "npcs"));
}

TEST_CASE("a candidate takes the place of what was typed and closes what is open") {
  const std::string text = "{ \"npcs\": { \"a\": { \"rep";
  const Completion open = complete(text, text.size());
  REQUIRE_FALSE(open.candidates.empty());
  CHECK(open.from == text.size() - 3);
  CHECK(open.to == text.size());
  CHECK(open.candidates[0].insert == open.candidates[0].text + "\": ");
  const Completion closed = complete_at("{ \"na|me\": 1 }");
  REQUIRE(offers(closed, "name"));
  CHECK(closed.to - closed.from == 4);               // all of "name", also what stands behind the cursor
  CHECK(closed.candidates[0].insert == closed.candidates[0].text);
  const Completion bare = complete_at("{ |");
  REQUIRE(offers(bare, "npcost"));
  CHECK(bare.candidates[0].insert.front() == '"');
}

TEST_CASE("values offer their words, and names of the section that they refer to") {
  const Completion reference = complete_at("{ \"models\": { \"small\": {}, \"large\": {} }, \"pipelines\": { \"text\": { \"stages\": [{ \"do\": \"llm\", \"model\": \"|\" }] } } }");
  CHECK(offers(reference, "small"));
  CHECK(offers(reference, "large"));
  CHECK_FALSE(offers(reference, "text"));
  const Completion choice = complete_at("{ \"pipelines\": { \"text\": { \"stages\": [{ \"do\": \"t|\" }] } } }");
  CHECK(offers(choice, "tts"));
  CHECK_FALSE(offers(choice, "llm"));
  const Completion segment = complete_at("{ \"players\": { \"segments\": { \"regulars\": {}, \"new\": { \"extends\": \"|\" } } } }");
  CHECK(offers(segment, "regulars"));
}

TEST_CASE("nothing is offered in comments, in a list's values or before the first brace") {
  CHECK(complete_at("{ // na|").candidates.empty());
  CHECK(complete_at("{ /* \"na|").candidates.empty());
  CHECK(complete_at("|").candidates.empty());
  CHECK(complete_at("{ \"curves\": [1, |").candidates.empty());
}

TEST_CASE("a word that is typed is one step of undo, and a redo is lost by another edit") {
  EditHistory history;
  history.note({"", 0}, {"a", 1});
  history.note({"a", 1}, {"ab", 2});
  history.note({"ab", 2}, {"ab ", 3});
  history.note({"ab ", 3}, {"ab c", 4});
  CHECK(history.undo({"ab c", 4})->text == "ab ");
  CHECK(history.undo({"ab ", 3})->text == "ab");
  CHECK(history.undo({"ab", 2})->text.empty());
  CHECK_FALSE(history.can_undo());
  CHECK(history.redo({"", 0})->text == "ab");
  history.note({"ab", 2}, {"", 0});
  CHECK_FALSE(history.can_redo());
}

TEST_CASE("a line is cut into keys, strings, numbers, comments and signs, and nothing is lost") {
  bool in_comment = false;
  std::string joined;
  const std::string line = R"(  "reply": "60..160 // tokens", "n": 12 // said)";
  std::vector<Token> tokens;
  for (const Piece& piece : pieces_of(line, in_comment)) joined += piece.text, tokens.push_back(piece.token);
  CHECK(joined == line);
  CHECK(tokens == std::vector<Token>{Token::sign, Token::key, Token::sign, Token::string, Token::sign, Token::key, Token::sign, Token::number, Token::sign, Token::comment});
  CHECK_FALSE(in_comment);
  pieces_of("1 /* begins", in_comment);
  CHECK(in_comment);
  CHECK(pieces_of("ends */ 2", in_comment).front().text == "ends */");
  CHECK_FALSE(in_comment);
}

TEST_CASE("lines and columns are found in a text of many bytes a letter") {
  const std::string text = "ab\n여관 x\n";
  const auto starts = line_starts(text);
  CHECK(starts == std::vector<std::size_t>{0, 3, 12});
  CHECK(line_of(starts, 4) == 1);
  CHECK(line_at(text, starts, 1) == "여관 x");
  CHECK(bytes_before("여관 x", 3) == 6);  // two syllables of three bytes
  CHECK(bytes_before("ab", 99) == 2);
}

TEST_CASE("Tab goes round, and what lies on top keeps it to itself") {
  Focus focus;
  const auto frame = [&](int tab, bool dialog) {
    focus.begin_frame(tab);
    focus.item("one");
    focus.item("two");
    if (dialog) focus.enter_scope(), focus.item("yes"), focus.item("no"), focus.leave_scope();
    focus.end_frame();
    return focus.name();
  };
  CHECK(frame(1, false) == "one");
  CHECK(frame(1, false) == "two");
  CHECK(frame(1, false) == "one");
  CHECK(frame(-1, false) == "two");
  CHECK(frame(1, true) == "yes");
  CHECK(frame(1, true) == "no");
  CHECK(frame(1, true) == "yes");
  focus.begin_frame(0);
  CHECK_FALSE(focus.item("one"));  // below the dialog
  focus.end_frame();
}
