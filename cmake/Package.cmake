# What is installed, and the Debian package made of it: the program, what it knows, its manual, completions.
include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # the program alone, not tests and benches
set(data "${CMAKE_INSTALL_DATAROOTDIR}/demarche")  # base/data_folder.h looks there

install(TARGETS demarche RUNTIME)
install(DIRECTORY knowledge models DESTINATION "${data}" FILES_MATCHING PATTERN "*")
install(FILES docs/openapi.json DESTINATION "${data}/docs")
install(DIRECTORY web/dist DESTINATION "${data}/web" OPTIONAL)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME copyright)
install(FILES README.md CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY docs DESTINATION "${CMAKE_INSTALL_DOCDIR}")

# from the text of --help
set(manual "${CMAKE_BINARY_DIR}/manual")
add_custom_target(manual
  COMMAND demarche manual "${manual}"
  COMMENT "Writing manual pages and completions")
install(CODE "execute_process(COMMAND \"$<TARGET_FILE:demarche>\" manual \"${manual}\" COMMAND_ERROR_IS_FATAL ANY)")
install(DIRECTORY "${manual}/" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" FILES_MATCHING PATTERN "*.1")
install(FILES "${manual}/demarche.bash" DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions" RENAME demarche)
install(FILES "${manual}/_demarche" DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/zsh/vendor-completions")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME demarche)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "The authors of Démarche")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "keeps the record of what states do to one another, from news")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Reads news in English, codes who did what to whom, when, by what means and on\n whose word, merges reports into acts, and tells where any two countries stand\n on any day, with the sentence that each statement rests on.")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_OUTPUT_FILE_PREFIX "${CMAKE_BINARY_DIR}")
include(CPack)
