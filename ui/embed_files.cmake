# Writes a .cpp that holds files as text, so that the program finds them wherever it is installed.
#
#   cmake -DFROM=FOLDER "-DFILES=a.json|prices/b.json" -DTO=embedded_files.cpp -P embed_files.cmake
#
# FILES are relative to FROM, and so is every path in the program: nothing in it says where it was built.

set(text "// Made by ui/embed_files.cmake from the files themselves: change those.\n")
string(APPEND text "#include \"ui/shipped/embedded_files.h\"\n\nnamespace npcost {\nnamespace {\n\n")
string(APPEND text "constexpr EmbeddedFile files[] = {\n")
string(REPLACE "|" ";" names "${FILES}")
foreach(name IN LISTS names)
  file(READ "${FROM}/${name}" content)
  string(FIND "${content}" ")npcost\"" ends)
  if(NOT ends EQUAL -1)
    message(FATAL_ERROR "${name} holds )npcost\" and cannot be embedded")
  endif()
  string(APPEND text "    {\"${name}\", R\"npcost(${content})npcost\"},\n")
endforeach()
string(APPEND text "};\n\n}  // namespace\n\nstd::span<const EmbeddedFile> embedded_files() { return files; }\n\n}  // namespace npcost\n")
file(WRITE "${TO}" "${text}")
