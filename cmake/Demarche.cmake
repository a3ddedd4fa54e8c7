# The two ways in which this project makes things: a stage (library) and its tests.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# the stages also go into the shared library and the Python module, which show what their public header declares and no more
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

find_package(fmt REQUIRED)
find_package(GTest REQUIRED)
find_package(tl-expected REQUIRED)
include(GNUInstallDirs)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)  # the library and the Python module name their own
include(GoogleTest)
enable_testing()

add_library(demarche_options INTERFACE)
target_compile_options(demarche_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror)
# g++ 12 warns of its own std::string (GCC bug 105651)
target_compile_options(demarche_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
# bytes come from anywhere: addresses of functions are resolved at the start and cannot be written over
target_link_options(demarche_options INTERFACE $<$<CONFIG:Release>:-Wl,-z,relro,-z,now>)
if(DEMARCHE_FUZZ)
  target_compile_options(demarche_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
target_include_directories(demarche_options INTERFACE "${CMAKE_SOURCE_DIR}/src")
if(DEMARCHE_SANITIZE)
  target_compile_options(demarche_options INTERFACE -fsanitize=${DEMARCHE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(demarche_options INTERFACE -fsanitize=${DEMARCHE_SANITIZE})
endif()

# demarche_stage(NAME SOURCES a.cc b.cc LINKS demarche_base ...): library demarche_NAME
function(demarche_stage name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_library(demarche_${name} STATIC ${arg_SOURCES})
  target_link_libraries(demarche_${name} PUBLIC demarche_options fmt::fmt tl::expected ${arg_LINKS})
endfunction()

# demarche_tests(NAME SOURCES a_test.cc LINKS ...): program NAME_test, each of its cases a CTest test
function(demarche_tests name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name}_test ${arg_SOURCES})
  target_link_libraries(${name}_test PRIVATE demarche_options ${arg_LINKS} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name}_test PRIVATE DEMARCHE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  # what is tested is fast, the tests themselves need not be: a third of the building goes into them
  target_compile_options(${name}_test PRIVATE $<$<NOT:$<CONFIG:Debug>>:-O0>)
  gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST)
endfunction()
