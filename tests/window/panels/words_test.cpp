#include <algorithm>
#include <set>
#include <string>

#include "sim/scenario/keys/key_table.h"
#include "tests/catch.h"
#include "ui/window/words/numbers.h"

using namespace npcost;
using namespace npcost::window;

namespace {

/// The gaps of a text, in order of their names: "{0}{1}".
std::multiset<std::string> gaps_of(std::string_view text) {
  std::multiset<std::string> gaps;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    gaps.insert(std::string(text.substr(at, text.find('}', at) - at + 1)));
  }
  return gaps;
}

}  // namespace

TEST_CASE("every word is there in both languages, once, with the same gaps") {
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < word_count; ++i) {
    const WordEntry& entry = word_entry(i);
    INFO(entry.key);
    CHECK_FALSE(entry.english.empty());
    CHECK_FALSE(entry.korean.empty());
    CHECK(keys.insert(entry.key).second);
    CHECK(gaps_of(entry.english) == gaps_of(entry.korean));
  }
  CHECK(word_count > 200);
}

TEST_CASE("gaps are filled in each language's order") {
  CHECK(say(Language::english, "status.replication_of", "3", "12") == "replication 3 of 12");
  CHECK(say(Language::korean, "status.replication_of", "3", "12") == "12회 중 3번째 반복");
}

TEST_CASE("a studio's few English words are said in Korean, and names stay") {
  CHECK(group_text(Language::korean, "Prices") == "단가");
  CHECK(group_text(Language::korean, "Segment 관광객") == "세그먼트 관광객");
  CHECK(group_text(Language::english, "NPC innkeeper") == "NPC innkeeper");
  CHECK(group_text(Language::korean, "Something else") == "Something else");
  CHECK(baseline_text(Language::korean, "baseline of 18:24") == "18:24 기준");
  CHECK(day_text(Language::korean, "Day 2") == "2일차");
  CHECK(work_text(Language::korean, "replication 3 of 12") == "12회 중 3번째 반복");
  CHECK(work_text(Language::korean, "compiling") == "compiling");
}

TEST_CASE("labels of parameters are Korean but for names, and every key that can be turned has its word") {
  Parameter p;
  p.group = "Prices", p.label = "input · cached input";   // a model that is called like a key
  CHECK(label_text(Language::korean, p) == "input · 캐시 입력");
  CHECK(label_text(Language::english, p) == p.label);
  p.group = "Budgets", p.label = "price · max";
  CHECK(label_text(Language::korean, p) == "price · 최댓값");
  p.group = "Pipeline chat", p.label = "moderate · every";
  CHECK(label_text(Language::korean, p) == "검수 · 간격");
  p.group = "Serving x", p.label = "routes 2 · share";
  CHECK(label_text(Language::korean, p) == "경로 2 · 비율");
  p.label = "something new";
  CHECK(label_text(Language::korean, p) == "something new");
  std::set<std::string_view> words;
  for (const WordEntry& one : parameter_words) words.insert(one.english);
  for (const ObjectType& type : object_types()) {
    for (const Key& key : type.keys) {
      const bool number = key.type == KeyType::quantity || key.type == KeyType::price || key.type == KeyType::money || key.type == KeyType::ratio ||
                          key.type == KeyType::whole || key.type == KeyType::duration || key.type == KeyType::speech_rate ||
                          key.type == KeyType::signed_number || key.type == KeyType::limit || key.type == KeyType::allowance;
      if (!number || !key.is_simulated || key.name == "npcost") continue;
      std::string word(key.name);
      std::replace(word.begin(), word.end(), '_', ' ');
      INFO(word);
      CHECK(words.count(word) == 1);
    }
  }
}

TEST_CASE("amounts are shown in another currency by the pinned rates") {
  // 0.25 dollars at 1445 won a dollar are 361.25 won, and won have no coins.
  CHECK(charts::money(0.25, money_style("USD", Currency::krw, Language::english)) == "₩361");
  // From won to yen both ways over dollars: 1445 won are 157 yen.
  CHECK(charts::money(1445.0, money_style("KRW", Currency::jpy, Language::english)) == "JP¥157");
  CHECK(charts::money(0.0184, money_style("USD", std::nullopt, Language::english)) == "$0.0184");
  CHECK(charts::money(1.182e6, money_style("USD", std::nullopt, Language::english)) == "$1.18M");
  // 1.182 million dollars × 1445 = 1 707 990 000 won = 17.1억.
  CHECK(charts::money(1.182e6, money_style("USD", Currency::krw, Language::korean)) == "₩17.1억");
  CHECK(charts::money(15.0, money_style("USD", Currency::krw, Language::korean)) == "₩2.17만");
}

TEST_CASE("a currency without a pinned rate is shown as itself, whatever is looked at") {
  const charts::MoneyStyle style = money_style("GBP", Currency::krw, Language::english);
  CHECK(style.rate == 1.0);
  CHECK(charts::money(2.5, style) == "GBP 2.50");
}

TEST_CASE("what is unknown is a dash, and a column's odd amounts are told shortly") {
  const charts::MoneyStyle dollars = money_style("USD", std::nullopt, Language::english);
  CHECK(money_or_dash(std::nullopt, dollars) == "–");
  CHECK(change_text(std::nullopt) == "–");
  CHECK(fixed_or_dash(0.0363, 4, dollars) == "$0.0363");
  CHECK(fixed_or_dash(9.876e15, 2, dollars) == "$9,876T");  // no row of sixteen digits
  CHECK(fixed_or_dash(1e-9, 4, dollars) == "<$0.0001");     // not $0.0000
  CHECK(fixed_or_dash(0.0, 2, dollars) == "$0.00");
  CHECK(column_decimals(0.0363, dollars) == 4);  // three digits of it
  CHECK(column_decimals(0.2105, dollars) == 3);
  CHECK(column_decimals(2105.0, dollars) == 0);
}

TEST_CASE("times, paces and counts are short") {
  CHECK(wait_text(640) == "640 ms");
  CHECK(wait_text(1240) == "1.2 s");
  CHECK(pace_text(3604) == "3,604×");
  CHECK(whole_text(42'050) == "42,050");
  CHECK(whole_text(1e12) == "1.00T");
}
