# SPDX-License-Identifier: MIT
# What `cmake --install` puts beside the program, and the Debian package that `cpack` makes of it all:
#   cmake --preset release && cmake --build --preset release && cd build/release && cpack
set(share ${CMAKE_INSTALL_DATADIR})

find_program(SCDOC scdoc)
find_program(GZIP gzip)
if(SCDOC AND GZIP)
  set(manual ${PROJECT_BINARY_DIR}/manual)
  add_custom_command(OUTPUT ${manual}/loyalty.1.gz
    COMMAND sh ${PROJECT_SOURCE_DIR}/package/manual.sh $<TARGET_FILE:loyalty> ${manual}
    DEPENDS loyalty ${PROJECT_SOURCE_DIR}/package/manual.sh)
  add_custom_target(manual ALL DEPENDS ${manual}/loyalty.1.gz)
  install(DIRECTORY ${manual}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
else()
  message(STATUS "Without scdoc and gzip there are no pages of the manual")
endif()

set(completions ${PROJECT_SOURCE_DIR}/src/cli/completions)
install(FILES ${completions}/loyalty.bash DESTINATION ${share}/bash-completion/completions RENAME loyalty
  COMPONENT program)
install(FILES ${completions}/loyalty.zsh DESTINATION ${share}/zsh/vendor-completions RENAME _loyalty COMPONENT program)
install(FILES ${completions}/loyalty.fish DESTINATION ${share}/fish/vendor_completions.d COMPONENT program)

if(GZIP)
  add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/changelog.gz
    COMMAND ${GZIP} -9nc ${PROJECT_SOURCE_DIR}/package/changelog >${PROJECT_BINARY_DIR}/changelog.gz
    DEPENDS ${PROJECT_SOURCE_DIR}/package/changelog)
  add_custom_target(changelog ALL DEPENDS ${PROJECT_BINARY_DIR}/changelog.gz)
  install(FILES ${PROJECT_BINARY_DIR}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
endif()
install(FILES package/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES package/lintian-overrides DESTINATION ${share}/lintian/overrides RENAME loyalty COMPONENT program)

set(CPACK_GENERATOR DEB)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/package/needs.cmake)
set(CPACK_PACKAGE_NAME loyalty)
set(CPACK_PACKAGE_CONTACT "The loyalty authors <loyalty@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "membership for small shops: points, tiers, coupons")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "One program keeps a local ledger of members, points, tiers and vouchers and
works by a file of rules. It reads the order files of shop platforms as they
are downloaded, explains every point and takes back any command.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS tzdata)
if(NOT SQLite3_LIBRARY MATCHES "\\.a$")
  string(PREPEND CPACK_DEBIAN_PACKAGE_DEPENDS "libsqlite3-0 (>= 3.37), ")
endif()
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "${XLSXWRITER_PACKAGE}")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
