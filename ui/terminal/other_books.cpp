#include "ui/terminal/other_books.h"

#include "sim/answers/other_books.h"

namespace npcost {

OtherBooks add_other_books(const std::vector<std::string>& paths, Scenario& scenario) {
  OtherBooks books;
  for (const std::string& path : paths) {
    LoadedBooks& loaded = *books.loaded.emplace_back(std::make_unique<LoadedBooks>());
    load_books({path}, "", loaded);
    for (const Diagnostic& one : loaded.diagnostics.all()) books.diagnostics.add(one);
    if (!loaded.book) continue;
    auto fitted = book_for(scenario, *loaded.book, books.diagnostics);
    if (!fitted) continue;
    scenario.other_books.push_back(std::move(fitted->book));
    books.kept.push_back(std::move(fitted->kept));
  }
  return books;
}

}  // namespace npcost
