# What is installed, and the Debian packages made of it. A component is what `cmake --install --component` takes: "program",
# the command with its pages, manual and completions; "data", what all know; "library", "development" and "python" of
# src/embed. "system" and "debian-PACKAGE" hold what lies outside the prefix (units and their configuration) or is
# Debian's own; `cmake --install` leaves them alone.
include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # the program alone, not tests and benches
set(data "${CMAKE_INSTALL_DATAROOTDIR}/demarche")  # base/data_folder.h looks there
set(packaging "${CMAKE_SOURCE_DIR}/packaging/debian")

# --- the program
install(TARGETS demarche RUNTIME COMPONENT program)
install(DIRECTORY knowledge models DESTINATION "${data}" COMPONENT data PATTERN "README.md" EXCLUDE)
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

# --- what an operator runs: units that are there and not enabled, their configuration, examples for all else
set(operations "${CMAKE_SOURCE_DIR}/operations")
install(FILES "${operations}/systemd/demarche-serve.service" "${operations}/systemd/demarche-watch.service" "${operations}/systemd/demarche-worker@.service"
  DESTINATION /lib/systemd/system COMPONENT system EXCLUDE_FROM_ALL)
install(FILES "${operations}/systemd/hardening.conf" DESTINATION /lib/systemd/system/demarche-.service.d COMPONENT system EXCLUDE_FROM_ALL)
install(FILES "${operations}/systemd/serve.conf" "${operations}/systemd/watch.conf" "${operations}/systemd/worker.conf"
  DESTINATION /etc/demarche PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ COMPONENT system EXCLUDE_FROM_ALL)
set(examples "${CMAKE_INSTALL_DOCDIR}/examples")
foreach(folder nats postgresql prometheus slurm)
  install(DIRECTORY "${operations}/${folder}" DESTINATION "${examples}" COMPONENT system EXCLUDE_FROM_ALL
    PATTERN "*.test.yml" EXCLUDE
    PATTERN make-replica PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
endforeach()

# --- the packages
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME demarche)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_PACKAGE_CONTACT "The authors of Démarche <authors@demarche.invalid>" CACHE STRING "Maintainer of the packages")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${CMAKE_BINARY_DIR}")  # libdemarche, which is in no package yet
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")  # what breaks a program changes the soname
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_OUTPUT_FILE_PREFIX "${CMAKE_BINARY_DIR}")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENTS_ALL)
set(of_this_version "(= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})")

# debian_package(NAME COMPONENTS program ... SECTION science [DEPENDS "other (= 1)"] [SUGGESTS ...] DESCRIPTION "..." [EVERYWHERE])
# With it go copyright, changelogs, and of packaging/debian/NAME the files of control and lintian's overrides. EVERYWHERE:
# nothing in it is of one architecture, or linked with anything.
macro(debian_package name)
  cmake_parse_arguments(package "EVERYWHERE" "SECTION;DESCRIPTION" "COMPONENTS;DEPENDS;SUGGESTS" ${ARGN})
  set(own "${CMAKE_BINARY_DIR}/packaging/${name}")
  set(documents "${CMAKE_INSTALL_DATAROOTDIR}/doc/${name}")
  install(CODE "
    configure_file(\"${CMAKE_SOURCE_DIR}/CHANGELOG.md\" \"${own}/changelog\" COPYONLY)
    configure_file(\"${packaging}/changelog\" \"${own}/changelog.Debian\" COPYONLY)
    execute_process(COMMAND gzip -9nf \"${own}/changelog\" \"${own}/changelog.Debian\" COMMAND_ERROR_IS_FATAL ANY)
    set(package ${name})
    configure_file(\"${packaging}/lintian-overrides\" \"${own}/lintian-overrides\" @ONLY)
    if(EXISTS \"${packaging}/${name}/lintian-overrides\")
      file(READ \"${packaging}/${name}/lintian-overrides\" more)
      file(APPEND \"${own}/lintian-overrides\" \"\${more}\")
    endif()"
    COMPONENT debian-${name} EXCLUDE_FROM_ALL)
  install(FILES "${packaging}/copyright" "${own}/changelog.gz" "${own}/changelog.Debian.gz"
    DESTINATION "${documents}" COMPONENT debian-${name} EXCLUDE_FROM_ALL)
  install(FILES "${own}/lintian-overrides"
    DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/lintian/overrides" RENAME ${name} COMPONENT debian-${name} EXCLUDE_FROM_ALL)

  string(TOUPPER ${name} group)
  foreach(component IN LISTS package_COMPONENTS ITEMS debian-${name})
    string(TOUPPER ${component} upper)
    set(CPACK_COMPONENT_${upper}_GROUP ${name})
    list(APPEND CPACK_COMPONENTS_ALL ${component})
  endforeach()
  file(GLOB control CONFIGURE_DEPENDS "${packaging}/${name}/*")
  list(FILTER control EXCLUDE REGEX "lintian-overrides$")
  if(EXISTS "${packaging}/${name}/triggers")
    # a trigger calls ldconfig; CPack would write scripts that do so too, where none are named: these are, and are not there
    list(APPEND control "${packaging}/${name}/postinst" "${packaging}/${name}/postrm")
  endif()
  set(CPACK_DEBIAN_${group}_PACKAGE_NAME ${name})
  set(CPACK_DEBIAN_${group}_PACKAGE_SECTION ${package_SECTION})
  set(CPACK_DEBIAN_${group}_DESCRIPTION "${package_DESCRIPTION}")
  set(CPACK_DEBIAN_${group}_PACKAGE_CONTROL_EXTRA "${control}")
  list(JOIN package_DEPENDS ", " CPACK_DEBIAN_${group}_PACKAGE_DEPENDS)
  list(JOIN package_SUGGESTS ", " CPACK_DEBIAN_${group}_PACKAGE_SUGGESTS)
  if(package_EVERYWHERE)
    set(CPACK_DEBIAN_${group}_PACKAGE_ARCHITECTURE all)
    set(CPACK_DEBIAN_${group}_PACKAGE_SHLIBDEPS OFF)
  else()
    set(CPACK_DEBIAN_${group}_PACKAGE_SHLIBDEPS ON)
  endif()
endmacro()

debian_package(demarche COMPONENTS program system SECTION science
  DEPENDS "demarche-data ${of_this_version}"
  SUGGESTS nats-server postgresql prometheus-node-exporter
  DESCRIPTION "keeps the record of what states do to one another, from news
Reads news in English, codes who did what to whom, when, by what means and on
whose word, merges reports into acts, and tells where any two countries stand
on any day, with the sentence that each statement rests on.
.
The ledger is a file or a PostgreSQL database. Pages and an HTTP API show it,
and workers over NATS JetStream fill it from many machines.")
debian_package(demarche-data COMPONENTS data SECTION science EVERYWHERE
  SUGGESTS demarche
  DESCRIPTION "what Démarche knows of language and of the world, and its models
Wordings of events, states and their names, offices, memberships and ties, the
codes of the field's ontologies, acts and incidents since 1945, and the models
of the parser.
.
The command (demarche), the library (libdemarche0) and the Python module
(python3-demarche) read it.")
debian_package(libdemarche0 COMPONENTS library SECTION libs
  DEPENDS "demarche-data ${of_this_version}"
  DESCRIPTION "codes news into events of states toward one another (library)
Codes who did what to whom, when, by what means and on whose word from news in
English, keeps it in a ledger, and tells where any two countries stand on any
day.
.
This package holds the shared library.")
debian_package(libdemarche-dev COMPONENTS development SECTION libdevel
  DEPENDS "libdemarche0 ${of_this_version}"
  SUGGESTS cmake pkg-config demarche
  DESCRIPTION "codes news into events of states toward one another (development)
Codes who did what to whom, when, by what means and on whose word from news in
English, keeps it in a ledger, and tells where any two countries stand on any
day.
.
This package holds the C++20 header, the CMake package and the pkg-config file,
and an example.")
if(TARGET demarche_python)
  find_package(Python3 QUIET COMPONENTS Interpreter)  # the one that the module is built for
  math(EXPR next "${Python3_VERSION_MINOR} + 1")
  debian_package(python3-demarche COMPONENTS python SECTION python
    DEPENDS "libdemarche0 ${of_this_version}" "python3 (>= 3.${Python3_VERSION_MINOR}~)" "python3 (<< 3.${next})"
    SUGGESTS python3-pandas demarche
    DESCRIPTION "codes news into events of states toward one another (Python 3)
Codes who did what to whom, when, by what means and on whose word from news in
English, keeps it in a ledger, and tells where any two countries stand on any
day, as dicts and rows for a data frame.
.
This package holds the module for Python 3, and an example.")
endif()
include(CPack)
