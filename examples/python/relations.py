"""From an archive of articles to a data frame and a plotted series.

    python3 relations.py [--out FOLDER] [ARCHIVE ...]    # whatever `demarche code` reads; else the bundled reports

An editor that knows `# %%` (VS Code, Spyder, Jupyter with jupytext) runs it cell by cell.
"""

# %% What is read, and where results go
import argparse
from pathlib import Path

import demarche
import pandas

arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
arguments.add_argument("archives", nargs="*", type=Path)
arguments.add_argument("--out", type=Path, default=Path("."))
asked = arguments.parse_args()
archives = asked.archives or sorted(Path(__file__).resolve().parents[2].glob("cases/*/report.txt"))
asked.out.mkdir(parents=True, exist_ok=True)

# %% Articles to events: a row for each, by all cores, in the order of the archive
documents = (document for archive in archives for document in demarche.read(archive))
events = pandas.DataFrame(demarche.rows(event for coding in demarche.code_many(documents) for event in coding))
events["date"] = pandas.to_datetime(events["date"], errors="coerce")
events.to_csv(asked.out / "events.csv", index=False)
print(f"{len(events)} events; the most told of:")
print(events["event"].value_counts().head(5).to_string())

# %% What was done, and who did most of it to whom
done = events[(events["modality"] == "done") & ~events["negated"] & (events["asserted_by"] == "narrator")]
pairs = done.groupby(["actor_country", "recipient_country"])["goldstein"].agg(["count", "mean"])
print(pairs.sort_values("count", ascending=False).head(10).round(1).to_string())

# %% The same articles in a ledger, which merges reports of one act and tells where two countries stood
with demarche.Ledger(asked.out / "relations.ledger") as ledger:
    ledger.add(document for archive in archives for document in demarche.read(archive))
    pair = ledger.pair("ALB", "IRN")
    series = pandas.DataFrame(ledger.series("ALB", "IRN", step="month"))
print(f"{pair['a']['name']} and {pair['b']['name']} on {pair['day']}: {pair['state']['rung']}")
for spell in pair["rungs"]:
    print(f"  {spell['from'] or '..':>10}  {spell['rung']}")

# %% The series, as a table and as a picture where matplotlib is installed
series.to_csv(asked.out / "series.csv", index=False)
try:
    from matplotlib.figure import Figure
except ImportError:
    print(f"{asked.out / 'series.csv'} is there to be drawn; with python3-matplotlib, series.png would be too")
else:
    axes = Figure(figsize=(9, 3), layout="constrained").subplots()
    months = pandas.to_datetime(series["begin"])
    axes.bar(months, series["cooperation"].fillna(0), width=25, label="cooperation")
    axes.bar(months, -series["conflict"].fillna(0), width=25, label="conflict")
    axes.legend()
    axes.figure.savefig(asked.out / "series.png")
