#!/usr/bin/env bash
# Runs the Slurm array as its tasks would be, one after the other, and merges: the ledger holds what one process makes of the same files.
# usage: slurm_test.sh DEMARCHE REPORT_FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$(realpath "$1")" "$work/bin/demarche"
export PATH="$work/bin:$PATH" TMPDIR=$work
ls "$(realpath "$2")"/*/report.txt >"$work/files.list"
cd "$work"
contents() { demarche ledger check --ledger "$1" | sed 's/^[^:]*: //'; }
for task in 0 1 2; do
  SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_COUNT=3 SLURM_CPUS_PER_TASK=2 bash "$here/slurm/code.sbatch" files.list out
done
[ "$(ls out/part-*.ledger | wc -l)" = 3 ]
SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=3 bash "$here/slurm/code.sbatch" files.list out | grep -q "is there already"
bash "$here/slurm/merge.sbatch" out all.ledger
demarche add --quiet --ledger alone.ledger $(cat files.list)
[ "$(contents all.ledger)" = "$(contents alone.ledger)" ] || { echo "merged: $(contents all.ledger), alone: $(contents alone.ledger)"; exit 1; }
