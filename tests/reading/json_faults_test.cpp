// Syntax faults: the place of the smallest edit, and a sentence that says it.

#include <string>

#include "tests/reading/reading_helpers.h"

using namespace npcost;
using npcost::test::Read;
using namespace std::string_literals;

namespace {
struct Case {
  std::string text, fault, hint;  // hint: a part of it, "" = any
};
}  // namespace

TEST_CASE("each slip in the grammar is pointed at where the edit is, with the edit", "[json][faults]") {
  // fault = code line:column+length; a missing character is a place of length 0 behind what stands before it.
  const Case cases[] = {
      {"", "E009 1:1+0", "{}"},
      {"   \n  ", "E009 1:1+0", ""},
      {"// only a comment", "E009 1:1+0", ""},
      {"{} {}", "E009 1:4+1", ""},
      {"{}}", "E009 1:3+1", "delete"},
      {"1 2", "E009 1:3+1", ""},
      {"{\"a\": 1\n \"b\": 2}", "E004 1:8+0", "put \",\" here"},  // at the end of the previous value
      {"[1 2]", "E004 1:3+0", "put \",\" here"},
      {"[\"x\" /* c */ \"y\"]", "E004 1:5+0", "put \",\" here"},
      {"{\"a\" 1}", "E004 1:5+0", "put \":\" here"},
      {"{\"a\"}", "E004 1:5+0", ""},
      {"{\"a\":}", "E004 1:6+0", ""},
      {"{\"a\":,}", "E004 1:6+1", ""},
      {"{\"a\",}", "E004 1:5+1", ""},
      {"[1,,2]", "E004 1:4+1", "delete"},
      {"[,1]", "E004 1:2+1", "delete"},
      {"{,}", "E004 1:2+1", "delete"},
      {"[1,,]", "E004 1:4+1", "delete"},
      {",", "E004 1:1+1", "delete"},
      {"]", "E004 1:1+1", ""},
      {"{'a': 1}", "E004 1:2+3", "write \"a\""},
      {"['it''s']", "E004 1:2+4", "write \"it\""},
      {"{a: 1}", "E004 1:2+1", "write \"a\""},
      {"{reply_max: 1}", "E004 1:2+9", "write \"reply_max\""},
      {"{1: 2}", "E004 1:2+1", "write \"1\""},
      {"{[1]: 2}", "E004 1:2+1", ""},
      {"[1: 2]", "E004 1:3+1", "inside the list"},
      {"{\"a\"=1}", "E004 1:5+1", "write :"},
      {"# c\n{}", "E004 1:1+1", "//"},
      {"[5 min]", "E004 1:2+5", "write \"5 min\""},
      {"{\"max\": 1,500}", "E004 1:10+1", "write 1500 or 1.500"},
      {"[5/d]", "E004 1:3+1", "double quotes"},
      {"[@]", "E004 1:2+1", ""},
      {"[1\xc2\xa0]", "E004 1:3+1", "only spaces"},  // no-break space
      {"[1\xe2\x80\xa8]", "E004 1:3+1", ""},         // U+2028
      {"[\"\\q\"]", "E004 1:3+2", "\\\\"},
      {"[\"ab\\u12\"]", "E004 1:5+2", "\\u0041"},
      {"[\"\\ud800\"]", "E004 1:3+6", ""},
      {"[\"\\udc00x\"]", "E004 1:3+6", ""},
      {"[\"\\ud800\\u0041\"]", "E004 1:3+6", ""},
      {"{\"\\x\": 1}", "E004 1:3+2", ""},
      {"[1}", "E004 1:3+1", "write ]"},
      {"{\"a\": [1}", "E004 1:9+1", "write ]"},
      {"{\"a\": 1]", "E004 1:8+1", "write }"},
      {"{\"a\": [1, 2", "E005 1:7+1", "close it with ]"},
      {"{\"a\": {\"b\": 1}", "E005 1:1+1", "close it with }"},
      {"{", "E005 1:1+1", "close it with }"},
      {"[\n1,", "E005 1:1+1", "close it with ]"},
      {"{\"a\": /* never", "E005 1:7+2", "*/"},
      {"/*/", "E005 1:1+2", "*/"},
      {"[\"abc\n\"]", "E005 1:2+4", "\\n"},
      {"[\"abc", "E005 1:2+4", ""},
      {"[\"abc\\\"]", "E005 1:2+7", ""},
      {"[\"abc\\", "E005 1:2+5", ""},
      {"[NaN]", "E006 1:2+3", ""},
      {"[Infinity]", "E006 1:2+8", ""},
      {"[-Infinity]", "E006 1:2+9", ""},
      {"[-NaN]", "E006 1:2+4", ""},
      {"[+1]", "E006 1:2+2", "write 1"},
      {"[01]", "E006 1:2+2", "write 1"},
      {"[-012]", "E006 1:2+4", "write -12"},
      {"[.5]", "E006 1:2+2", "write 0.5"},
      {"[5.]", "E006 1:2+2", "write 5.0"},
      {"[5.e3]", "E006 1:2+4", "write 5.0e3"},
      {"[1_000]", "E006 1:2+5", "write 1000"},
      {"[0x10]", "E006 1:2+4", ""},
      {"[1e]", "E006 1:2+2", ""},
      {"[-]", "E006 1:2+1", ""},
      {"[--1]", "E006 1:2+3", ""},
      {"[1.2.3]", "E006 1:2+5", ""},
      {"[15%]", "E006 1:2+3", "write \"15%\""},
      {"[60..160]", "E006 1:2+7", "write \"60..160\""},
      {"[True]", "E006 1:2+4", "write true"},
      {"[None]", "E006 1:2+4", "write null"},
      {"[undefined]", "E006 1:2+9", "write null"},
      {"[ture]", "E006 1:2+4", "did you mean true?"},
      {"[innkeeper]", "E006 1:2+9", "write \"innkeeper\""},
      {"{\"a\": $0.15/1M tokens, \"b\": 1}", "E006 1:7+15", "write \"$0.15/1M tokens\""},
      {"[\xef\xbc\x91\xef\xbc\x92]", "E006 1:2+2", ""},  // full-width １２
      {"[\xd9\xa3]", "E006 1:2+1", ""},                  // Arabic-Indic ٣
      {"[\"a\tb\"]", "E003 1:4+1", "\\t"},
      {"[\"a\x01\"]", "E003 1:4+1", "\\u0001"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const Read read(c.text);
    CHECK(read.fault() == c.fault);
    CHECK(read.value.kind == JsonValue::Kind::null);
    CHECK(read.value.place.source == nullptr);
    CHECK(read.hint().find(c.hint) != std::string::npos);
  }
}

TEST_CASE("an unclosed bracket says where the text ended, a wrong one where it was opened", "[json][faults]") {
  CHECK(Read("{\n \"a\": [1,\n 2").diagnostics.all()[0].note == "the text ends at 3:3");
  CHECK(Read("{\n \"a\": [1 }").diagnostics.all()[0].note == "opened at 2:7");
}

TEST_CASE("texts in another encoding are refused with the way to save them", "[json][encoding]") {
  const Case cases[] = {
      {"\xef\xbb\xbf{}", "E002 1:1+1", "UTF-8"},
      {"\xff\xfe{\0}\0"s, "E002 1:1+0", "UTF-8"},
      {"\xfe\xff\0{\0}"s, "E002 1:1+0", "UTF-8"},
      {"{\0}\0"s, "E002 1:1+0", "UTF-8"},
      {"\0{\0}"s, "E002 1:1+0", "UTF-8"},
      {"{}\0"s, "E003 1:3+1", "UTF-8"},
      {"{\"a\0b\": 1}"s, "E003 1:4+1", "UTF-8"},
      {"[\"\xff\"]", "E001 1:3+1", "UTF-8"},              // never a byte of UTF-8
      {"[\"\xc0\xaf\"]", "E001 1:3+1", "UTF-8"},          // overlong "/"
      {"[\"\xe0\x80\xaf\"]", "E001 1:3+1", "UTF-8"},      // overlong in three bytes
      {"[\"\xed\xa0\x80\"]", "E001 1:3+1", "UTF-8"},      // a surrogate half
      {"[\"\xf4\x90\x80\x80\"]", "E001 1:3+1", "UTF-8"},  // beyond U+10FFFF
      {"[\"\xe3\x81\"]", "E001 1:3+1", "UTF-8"},          // cut short
      {"[\"\xb0\xa1\"]", "E001 1:3+1", "UTF-8"},          // "가" in CP949
      {"// \xe9t\xe9\n{}", "E001 1:4+1", "UTF-8"},        // Latin-1, in a comment
  };
  for (const Case& c : cases) {
    INFO(c.fault << " " << c.text.size());
    const Read read(c.text);
    CHECK(read.fault() == c.fault);
    CHECK(read.hint().find(c.hint) != std::string::npos);
  }
  CHECK(Read("[\"\xf4\x8f\xbf\xbf\", \"\xed\x9f\xbf\", \"\xee\x80\x80\", \"\xc2\x80\"]").fault() ==
        "");  // the neighbours on the good side
}

TEST_CASE("texts that JSON allows, and the two liberties of this format, are accepted", "[json][corpus]") {
  for (const char* text : {"[]",
                           "{}",
                           "null",
                           "true",
                           "\"x\"",
                           "0",
                           "-0",
                           "-0.0",
                           "1e0",
                           "1E-2",
                           "0e1",
                           "123.456e+78",
                           "1e-999",
                           "[[]]",
                           " [ 1 , 2 ] ",
                           "\t\r\n[]\n",
                           "[\"\"]",
                           "[\"\\u0000\"]",
                           "[\"\\b\\f\\n\\r\\t\\/\"]",
                           "{\"\": 0}",
                           "[\"\x7f\"]",
                           "[\"\xe2\x80\xa8\"]",
                           "[\"\xf4\x8f\xbf\xbf\"]",
                           "[\"\\uFFFF\"]",
                           "[\"\\uDBFF\\uDFFF\"]",
                           "{\"a\":{}, \"b\":[]}",
                           "[1,]",
                           "{\"a\":1,}",
                           "[1,/*c*/]",
                           "[1,//c\n]",
                           "/**/[]",
                           "[]//",
                           "[]/**/",
                           "[/**/]",
                           "{/**/\"a\"/**/:/**/1/**/}",
                           "[\"/* no */\"]",
                           "[1,\r\n]",
                           "/***/[]",
                           "/*/*/[]"}) {
    INFO(text);
    CHECK(Read(text).fault() == "");
  }
}

TEST_CASE("texts that are not JSON are refused with exactly one fault", "[json][corpus]") {
  for (const char* text : {"[",
                           "]",
                           "{",
                           "}",
                           "[}",
                           "{]",
                           "[1",
                           "[1,",
                           "{\"a\"",
                           "{\"a\":",
                           "{\"a\":1",
                           "{\"a\":1,",
                           "[\"",
                           "\"",
                           "\"\\",
                           "[1,,]",
                           "[,]",
                           "{,}",
                           "[1,2,,]",
                           "{\"a\":1,,}",
                           "{\"a\"::1}",
                           "{:1}",
                           "{\"a\":1:2}",
                           "[1]]",
                           "{}x",
                           "[]0",
                           "tru",
                           "nulll",
                           "truefalse",
                           "[1a]",
                           "[1.]",
                           "[.1]",
                           "[1.e1]",
                           "[1e+]",
                           "[1eE2]",
                           "[-]",
                           "[-a]",
                           "[+0]",
                           "[00]",
                           "[-01]",
                           "[1-2]",
                           "[1+2]",
                           "[0x1]",
                           "[1,'a']",
                           "[`a`]",
                           "[a]",
                           "{a:1}",
                           "{'a':1}",
                           "{1:1}",
                           "{null:1}",
                           "{\"a\" b}",
                           "[\"a\" \"b\"]",
                           "[\"\\a\"]",
                           "[\"\\u\"]",
                           "[\"\\u00G0\"]",
                           "[\"\\uD800\"]",
                           "[\"\\uD800\\n\"]",
                           "[\"a\nb\"]",
                           "[\"a\tb\"]",
                           "[\"\\\n\"]",
                           "/",
                           "//",
                           "/*",
                           "/* *",
                           "[1/2]",
                           "[1]/",
                           "*",
                           "[*]",
                           "<a>",
                           "[<null>]",
                           "#",
                           ";",
                           "[1;2]",
                           "{\"a\";1}",
                           "[\\u0031]",
                           "&",
                           "[nan]",
                           "[inf]",
                           "[--1]",
                           "[1 000]",
                           "[\xc2\xa0]",
                           "\xe2\x81\xa0[]",
                           "[\xe2\x80\x9c"
                           "a\xe2\x80\x9d]"}) {
    INFO(text);
    const Read read(text);
    CHECK(read.diagnostics.error_count() == 1);
    CHECK(read.value.kind == JsonValue::Kind::null);
    CHECK(report_text(read.diagnostics).find(" --> a.json:") != std::string::npos);
  }
}
