# SPDX-License-Identifier: MIT
# Without dpkg-shlibdeps CPack would leave out, with hardly a word, which libraries the package depends on.
find_program(SHLIBDEPS dpkg-shlibdeps)
if(NOT SHLIBDEPS)
  message(FATAL_ERROR "dpkg-shlibdeps is missing: apt-get install dpkg-dev")
endif()
