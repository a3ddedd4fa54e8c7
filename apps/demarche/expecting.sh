# What tests of the command share. Sourced by a script that was called with DEMARCHE SOURCE_FOLDER: names both, goes to a folder of its own, which is
# removed at the end, and tells what does not hold.
set -u
demarche=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0
expect() {  # expect WHAT CONDITION...: tells what does not hold
  local what=$1
  shift
  if ! "$@"; then
    echo "does not hold: $what"
    failed=1
  fi
}
one_line() { [ "$(grep -c "" "$1")" = 1 ] && grep -q "$2" "$1"; }
end() {  # the script's status: whether all held
  [ $failed = 0 ] && echo "all holds"
  exit $failed
}
