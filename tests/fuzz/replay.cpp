// SPDX-License-Identifier: MIT
//
// Tries every file of the folders and files that are named: what a fuzzer has found once is tried for ever, with any
// compiler.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "fuzz/target.hpp"

namespace fs = std::filesystem;

int main(int argc, char** argv) {
  std::vector<fs::path> files;
  for (int i = 1; i < argc; ++i) {
    if (!fs::is_directory(argv[i]))
      files.emplace_back(argv[i]);
    else
      for (const auto& entry : fs::directory_iterator(argv[i]))
        if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    std::fprintf(stderr, "%s\n", file.c_str());
    fuzz::try_bytes(bytes.str());
  }
  std::printf("%zu files tried\n", files.size());
  return files.empty() ? 1 : 0;
}
