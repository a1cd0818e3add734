#include "sim/base/atomic_file.h"

#include <cstdint>
#include <filesystem>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

#include "tests/base/test_folder.h"
#include "tests/catch.h"

using namespace npcost;
namespace fs = std::filesystem;

TEST_CASE("what was written is read back byte by byte", "[file]") {
  const Folder folder;
  for (const std::string& bytes : {std::string(), std::string("a\0b\r\n\xff", 6), std::string("대장장이 한스"),
                                   std::string(300'000, 'x')}) {
    write_atomically(folder / "result.json", bytes);
    CHECK(read(folder / "result.json") == bytes);
  }
  CHECK(folder.entries() == 1);  // no temporary file stays
}

TEST_CASE("a name in any script, or as long as the system allows, is a file name like any other", "[file]") {
  const Folder folder;
  for (const std::string& name :
       {std::string("결과 2027.json"), std::string("-n"), std::string("a\nb"), std::string(255, 'n')}) {
    write_atomically(folder / name, "ok");
    CHECK(read(folder / name) == "ok");
  }
  CHECK(folder.entries() == 4);
}

TEST_CASE("a file in the working folder needs no folder in its name", "[file]") {
  const Folder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  write_atomically("here.json", "ok");
  const std::string got = read("here.json");
  fs::current_path(before);
  CHECK(got == "ok");
  CHECK(read(folder / "here.json") == "ok");
}

TEST_CASE("a file of exactly the allowed size is read, one byte more is refused", "[file]") {
  const Folder folder;
  write_atomically(folder / "ten", "0123456789");
  CHECK(read_whole_file(folder / "ten", 10) == "0123456789");
  CHECK(read_whole_file(folder / "ten", SIZE_MAX - 1) == "0123456789");
  const std::string sentence = complaint([&] { read_whole_file(folder / "ten", 9); });
  CHECK(says(sentence, "it has 10 bytes; at most 9 are read"));
  CHECK(says(sentence, folder / "ten"));
  write_atomically(folder / "empty", "");
  CHECK(read_whole_file(folder / "empty", 0).empty());
}

TEST_CASE("a file that lies about its size is still limited", "[file]") {
  // Files in /proc are regular and say 0 bytes.
  if (!fs::exists("/proc/self/status")) return;
  CHECK(says(read("/proc/self/status"), "Pid:"));
  CHECK(says(complaint([] { read_whole_file("/proc/self/status", 10); }), "more than the 10 bytes"));
}

TEST_CASE("a file of terabytes is refused before it is read", "[file]") {
  const Folder folder;
  write_atomically(folder / "sparse", "");
  if (::truncate((folder / "sparse").c_str(), off_t{1} << 40) != 0) {
    WARN("skipped: this file system has no sparse files");
    return;
  }
  CHECK(says(complaint([&] { read(folder / "sparse"); }), "it has 1099511627776 bytes"));
}

TEST_CASE("only regular files are read", "[file]") {
  const Folder folder;
  CHECK(says(complaint([&] { read(folder / "missing.json"); }), "No such file"));
  CHECK(says(complaint([&] { read(folder.path()); }), "it is a directory"));
  CHECK(says(complaint([] { read("/dev/zero"); }), "it is a device"));
  CHECK(says(complaint([] { read("/dev/full"); }), "it is a device"));
  CHECK(says(complaint([] { read(""); }), "No such file"));
  CHECK(says(complaint([] { read(std::string(10'000, 'n')); }), "too long"));
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(says(complaint([&] { read(folder / "pipe"); }), "it is a named pipe"));  // and does not wait for a writer
  fs::create_symlink("loop", folder / "loop");
  CHECK(says(complaint([&] { read(folder / "loop"); }), "symbolic links"));
}

TEST_CASE("a path with a NUL byte does not silently name another file", "[file]") {
  const Folder folder;
  write_atomically(folder / "a", "old");
  const std::string path = (folder / "a") + std::string("\0b", 2);
  CHECK(says(complaint([&] { read(path); }), "NUL"));
  CHECK(says(complaint([&] { write_atomically(path, "new"); }), "NUL"));
  CHECK(read(folder / "a") == "old");
}

TEST_CASE("only regular files are replaced", "[file]") {
  const Folder folder;
  CHECK(says(complaint([&] { write_atomically(folder.path(), "x"); }), "it is a directory"));
  CHECK(says(complaint([&] { write_atomically(folder / "new/", "x"); }), "does not end in a file name"));
  {
    const WithoutPrivileges nobody;  // a program that fails this test as root would have replaced the device
    CHECK(says(complaint([] { write_atomically("/dev/full", "x"); }), "it is a device"));
    CHECK(says(complaint([] { write_atomically("/dev/null", "x"); }), "it is a device"));
  }
  CHECK(says(complaint([] { write_atomically("", "x"); }), "does not end in a file name"));
  CHECK(says(complaint([&] { write_atomically(folder / "no/such/folder", "x"); }), "No such file"));
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(says(complaint([&] { write_atomically(folder / "pipe", "x"); }), "it is a named pipe"));
  CHECK(fs::is_fifo(folder / "pipe"));
  write_atomically(folder / "file", "x");
  CHECK(says(complaint([&] { write_atomically(folder / "file/below", "x"); }), "Not a directory"));
  CHECK(folder.entries() == 2);  // the pipe and the file; no temporary file stays
}

TEST_CASE("an error carries the path that was asked for", "[file]") {
  try {
    read("/nowhere/scenario.json");
    FAIL("read a file that does not exist");
  } catch (const FileError& error) {
    CHECK(error.path() == "/nowhere/scenario.json");
    CHECK(std::string(error.what()) == "cannot read /nowhere/scenario.json: No such file or directory");
  }
}

TEST_CASE("a link stays a link, and the file behind it is replaced", "[file]") {
  const Folder folder;
  fs::create_directory(folder / "results");
  write_atomically(folder / "results/monday.json", "old");
  fs::create_symlink("results/monday.json", folder / "latest.json");
  fs::create_symlink("latest.json", folder / "link to link");
  write_atomically(folder / "link to link", "new");
  CHECK(fs::is_symlink(folder / "link to link"));
  CHECK(fs::is_symlink(folder / "latest.json"));
  CHECK(read(folder / "results/monday.json") == "new");

  SECTION("a link to a file that is not there yet makes it") {
    fs::create_symlink(folder / "results/tuesday.json", folder / "next.json");
    write_atomically(folder / "next.json", "first");
    CHECK(fs::is_symlink(folder / "next.json"));
    CHECK(read(folder / "results/tuesday.json") == "first");
  }
  SECTION("a link to itself is an error") {
    fs::create_symlink("loop", folder / "loop");
    CHECK(says(complaint([&] { write_atomically(folder / "loop", "x"); }), "symbolic links"));
  }
  SECTION("a link to a device is as good as the device") {
    fs::create_symlink("/dev/full", folder / "full");
    REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
    const WithoutPrivileges nobody;
    CHECK(says(complaint([&] { write_atomically(folder / "full", "x"); }), "it is a device"));
  }
}

TEST_CASE("a replaced file keeps its permissions, a new one gets the user's", "[file]") {
  const Folder folder;
  const auto permissions = [&](const std::string& name) {
    struct stat status {};
    REQUIRE(::stat((folder / name).c_str(), &status) == 0);
    return static_cast<unsigned>(status.st_mode & 07777);
  };
  const mode_t old_mask = ::umask(027);
  write_atomically(folder / "new", "x");
  ::umask(old_mask);
  CHECK(permissions("new") == 0640);  // 0666 without 0027
  REQUIRE(::chmod((folder / "new").c_str(), 0604) == 0);
  write_atomically(folder / "new", "y");
  CHECK(permissions("new") == 0604);
}

TEST_CASE("a new file takes a place only if it is free, also behind a link", "[file]") {
  const Folder folder;
  write_new_atomically(folder / "a", "first");
  CHECK(says(complaint([&] { write_new_atomically(folder / "a", "second"); }), "File exists"));
  CHECK(read(folder / "a") == "first");
  fs::create_symlink("a", folder / "link");
  CHECK(says(complaint([&] { write_new_atomically(folder / "link", "second"); }), "File exists"));
  CHECK(read(folder / "a") == "first");
  CHECK(folder.entries() == 2);  // no temporary file stays
}
