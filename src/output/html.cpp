// SPDX-License-Identifier: MIT
#include "output/html.hpp"

namespace loyalty::output {

std::string for_html(std::string_view text) {
  std::string result;
  for (const auto letter : text) {
    switch (letter) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default: result += letter;
    }
  }
  return result;
}

} // namespace loyalty::output
