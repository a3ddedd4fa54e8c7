# What is installed, and the Debian packages made of it. A component is a package: "program" is the command with what it
# knows, its pages, manual and completions; "system" goes with it and holds what lies outside the prefix (units and
# their configuration), which `cmake --install` leaves alone.
include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # the program alone, not tests and benches
set(data "${CMAKE_INSTALL_DATAROOTDIR}/demarche")  # base/data_folder.h looks there
set(packaging "${CMAKE_SOURCE_DIR}/packaging/debian")

# --- the program
install(TARGETS demarche RUNTIME COMPONENT program)
install(DIRECTORY knowledge models DESTINATION "${data}" COMPONENT program PATTERN "README.md" EXCLUDE)
install(FILES docs/openapi.json DESTINATION "${data}/docs" COMPONENT program)
install(DIRECTORY web/dist DESTINATION "${data}/web" COMPONENT program OPTIONAL)

# --- its documents: links from one to the other hold
install(FILES README.md DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT program)
install(FILES models/README.md DESTINATION "${CMAKE_INSTALL_DOCDIR}/models" COMPONENT program)
file(GLOB guides CONFIGURE_DEPENDS docs/*.md)
install(FILES ${guides} DESTINATION "${CMAKE_INSTALL_DOCDIR}/docs" COMPONENT program)
file(GLOB guides RELATIVE "${CMAKE_SOURCE_DIR}" CONFIGURE_DEPENDS knowledge/*/README.md)
foreach(guide IN LISTS guides)
  get_filename_component(folder "${guide}" DIRECTORY)
  install(FILES "${guide}" DESTINATION "${CMAKE_INSTALL_DOCDIR}/${folder}" COMPONENT program)
endforeach()

# --- manual and completions, from the text of --help
set(manual "${CMAKE_BINARY_DIR}/manual")
add_custom_target(manual
  COMMAND demarche manual "${manual}"
  COMMENT "Writing manual pages and completions")
install(CODE "
  file(REMOVE_RECURSE \"${manual}\")
  execute_process(COMMAND \"$<TARGET_FILE:demarche>\" manual \"${manual}\" COMMAND_ERROR_IS_FATAL ANY)
  file(GLOB pages \"${manual}/*.1\")
  execute_process(COMMAND gzip -9n \${pages} COMMAND_ERROR_IS_FATAL ANY)"
  COMPONENT program)
install(DIRECTORY "${manual}/" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT program FILES_MATCHING PATTERN "*.1.gz")
install(FILES "${manual}/demarche.bash" DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions" COMPONENT program RENAME demarche)
install(FILES "${manual}/_demarche" DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/zsh/vendor-completions" COMPONENT program)

# --- what Debian wants of each package: who may do what with it, and what has changed
install(CODE "
  foreach(one changelog.Debian changelog)
    if(one STREQUAL changelog)
      configure_file(\"${CMAKE_SOURCE_DIR}/CHANGELOG.md\" \"${CMAKE_BINARY_DIR}/packaging/changelog\" COPYONLY)
    else()
      configure_file(\"${packaging}/changelog\" \"${CMAKE_BINARY_DIR}/packaging/changelog.Debian\" COPYONLY)
    endif()
    execute_process(COMMAND gzip -9nf \"${CMAKE_BINARY_DIR}/packaging/\${one}\" COMMAND_ERROR_IS_FATAL ANY)
  endforeach()"
  COMPONENT system EXCLUDE_FROM_ALL)
install(FILES "${packaging}/copyright" "${CMAKE_BINARY_DIR}/packaging/changelog.gz" "${CMAKE_BINARY_DIR}/packaging/changelog.Debian.gz"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT system EXCLUDE_FROM_ALL)
install(FILES "${packaging}/lintian-overrides" DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/lintian/overrides" RENAME demarche COMPONENT system EXCLUDE_FROM_ALL)

# --- what an operator runs: units that are there and not enabled, their configuration, examples for all else
set(operations "${CMAKE_SOURCE_DIR}/operations")
install(FILES "${operations}/systemd/demarche-serve.service" "${operations}/systemd/demarche-watch.service" "${operations}/systemd/demarche-worker@.service"
  DESTINATION /lib/systemd/system COMPONENT system EXCLUDE_FROM_ALL)
install(FILES "${operations}/systemd/hardening.conf" DESTINATION /lib/systemd/system/demarche-.service.d COMPONENT system EXCLUDE_FROM_ALL)
install(FILES "${operations}/systemd/serve.conf" "${operations}/systemd/watch.conf" "${operations}/systemd/worker.conf"
  DESTINATION /etc/demarche PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ COMPONENT system EXCLUDE_FROM_ALL)
set(examples "${CMAKE_INSTALL_DOCDIR}/examples")
foreach(folder nats postgresql prometheus slurm)
  install(DIRECTORY "${operations}/${folder}" DESTINATION "${examples}" COMPONENT system EXCLUDE_FROM_ALL USE_SOURCE_PERMISSIONS PATTERN "*.test.yml" EXCLUDE)
endforeach()

# --- the packages
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME demarche)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_PACKAGE_CONTACT "The authors of Démarche <authors@demarche.invalid>" CACHE STRING "Maintainer of the packages")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_OUTPUT_FILE_PREFIX "${CMAKE_BINARY_DIR}")

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENTS_ALL program system)
set(CPACK_COMPONENT_PROGRAM_GROUP demarche)
set(CPACK_COMPONENT_SYSTEM_GROUP demarche)
set(CPACK_DEBIAN_DEMARCHE_PACKAGE_NAME demarche)
set(CPACK_DEBIAN_DEMARCHE_DESCRIPTION
  "keeps the record of what states do to one another, from news
Reads news in English, codes who did what to whom, when, by what means and on
whose word, merges reports into acts, and tells where any two countries stand
on any day, with the sentence that each statement rests on.
.
The ledger is a file or a PostgreSQL database. Pages and an HTTP API show it;
workers over NATS JetStream fill it from many machines.")
set(CPACK_DEBIAN_DEMARCHE_PACKAGE_CONTROL_EXTRA "${packaging}/conffiles;${packaging}/postinst;${packaging}/prerm;${packaging}/postrm")
set(CPACK_DEBIAN_DEMARCHE_PACKAGE_SUGGESTS "nats-server, postgresql, prometheus-node-exporter")
include(CPack)
