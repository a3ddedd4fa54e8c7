#!/usr/bin/env bash
# Library, CMake package, pkg-config file and Python module from an install tree, as projects outside this one use them; then from where that
# tree was moved to. usage: installed_test.sh BUILD_FOLDER SOURCE_FOLDER CXX [PYTHON FOLDER_OF_THE_MODULE]
set -eu
build=$1 source=$2 cxx=$3 python=${4:-} module=${5:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fail() {
  echo "does not hold: $*"
  exit 1
}
for component in data library development python; do
  cmake --install "$build" --prefix "$work/first" --component $component >install.log || { cat install.log; exit 1; }
done
mv first tree  # nothing may depend on where it was put

reports=("$source"/cases/*/report.txt)
check() {  # check PROGRAM: the moves that the reports tell, and a ledger that holds them
  "$@" of.ledger "${reports[@]}" >moves.txt 2>err || { cat err; exit 1; }
  [ ! -s err ] || fail "$1 has nothing to complain of"
  grep -qx "2022-09-07 sever ALB -> IRN" moves.txt || fail "$1 tells of the severance"
  grep -qx "${#reports[@]} documents in of.ledger" moves.txt || fail "$1 keeps every report"
  rm -f of.ledger*
}

cp -r "$source/examples/embed" project
cmake -S project -B project/build -G Ninja -DCMAKE_PREFIX_PATH="$work/tree" -DCMAKE_CXX_COMPILER="$cxx" >configure.log || { cat configure.log; exit 1; }
cmake --build project/build >build.log || { cat build.log; exit 1; }
check project/build/moves

libraries=$(dirname "$(find tree -name libdemarche.so.0)")
flags=$(PKG_CONFIG_PATH="$libraries/pkgconfig" pkg-config --cflags --libs demarche)
"$cxx" -std=c++20 project/moves.cc -o by-pkg-config $flags
check env LD_LIBRARY_PATH="$libraries" ./by-pkg-config

# the program of docs/embedding.md
sed -n '/^```cpp/,/^```$/p' "$source/docs/embedding.md" | grep -v '^```' >documented.cc
"$cxx" -std=c++20 documented.cc -o documented $flags
env LD_LIBRARY_PATH="$libraries" ./documented >documented.txt || fail "the documented program runs"
grep -qx "2022-09-07 SANCTION ALB sever" documented.txt || fail "the documented program codes: $(head -c 300 documented.txt)"
grep -q '"state":{"rung":"severed"' documented.txt || fail "the documented program asks its ledger"

if [ -n "$python" ]; then
  env PYTHONPATH="tree/$module" "$python" -c 'import demarche; assert demarche.code("Iran expelled two French diplomats.")[0]["move"]["kind"] == "expel"; print(demarche.__file__)' >where ||
    fail "the module codes"
  grep -q "tree/$module/demarche" where || fail "it is the installed one"
fi
