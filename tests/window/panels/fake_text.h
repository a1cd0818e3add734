#pragma once
// The written parts of a fake screen: parameters and the draft.

#include "ui/window/model/screen.h"

namespace npcost::fake {

void add_parameters(window::Screen& screen);
void add_draft(window::Screen& screen);
/// A problem of the draft at the first place where `token` stands. The draft's text must live as long: see kept_text().
Diagnostic problem_at(const SourceText& source, const std::string& token, Severity severity, const std::string& code, const std::string& message, const std::string& hint);
/// A source that stays for the whole program.
const SourceText& kept_text(const std::string& name, const std::string& text);

/// A sweep, a forecast and flips (fake_questions.cpp).
void add_questions(window::Screen& screen);
/// Of this mode alone; with this name everywhere; with values out of all reason.
void keep_only(window::Screen& screen, Mode mode);
void rename_questions(window::Screen& screen, const std::string& name);
void make_questions_huge(window::Screen& screen);

}  // namespace npcost::fake
