"""The Python module as its users meet it: the same records as the command's, a ledger asked, errors in one line."""
import ast
import csv
import datetime
import gc
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import warnings
from pathlib import Path

import demarche

COMMAND = os.environ["DEMARCHE"]
SOURCE = Path(os.environ["DEMARCHE_SOURCE"])
REPORTS = sorted(SOURCE.glob("cases/*/report.txt"))
SEVERANCE = SOURCE / "cases/2022-09-07-albania-severs-iran/report.txt"


def command(*arguments, text=None):
    return subprocess.run([COMMAND, *map(str, arguments)], input=text, capture_output=True, text=True, check=True).stdout


def records_of(lines):
    return [json.loads(line) for line in lines.splitlines()]


def events_in(records):
    return [record for record in records if record["record"] == "event"]


def documents_of(files):
    return (document for file in files for document in demarche.read(file))


class Coding(unittest.TestCase):
    def test_gives_the_records_of_the_command(self):
        by_command = records_of(command("code", *REPORTS))
        coded = list(demarche.code_many(documents_of(REPORTS)))
        self.assertEqual(len(coded), len(REPORTS))
        self.assertEqual([event for coding in coded for event in coding], events_in(by_command))
        self.assertEqual([claim for coding in coded for claim in coding.claims],
                         [each for each in by_command if each["record"] == "claim"])

    def test_a_text_with_a_title_is_a_record_of_json_lines(self):
        article = {"id": "a", "title": "Albania cuts ties", "date": "2022-09-07", "source": "Agency",
                   "text": "A short first line\n\nAlbania severed diplomatic relations with Iran on Wednesday."}
        by_command = records_of(command("code", "--input", "jsonl", text=json.dumps(article)))
        self.assertGreater(len(by_command), 0)
        self.assertEqual(list(demarche.code(article)), events_in(by_command))
        text = article.pop("text")
        self.assertEqual(list(demarche.code(text, **article)), events_in(by_command))
        self.assertEqual(list(demarche.code(demarche.Document(text, **article))), events_in(by_command))

    def test_a_text_without_is_a_file(self):
        events = demarche.code(SEVERANCE.read_text(), id=str(SEVERANCE))
        self.assertEqual(list(events), events_in(records_of(command("code", SEVERANCE))))
        moves = [event["move"]["kind"] for event in events if "move" in event]
        self.assertIn("sever", moves)

    def test_days_are_texts_or_dates(self):
        text = "Albania severed diplomatic relations with Iran on Wednesday."
        for day in ("2022-09-07", datetime.date(2022, 9, 7), datetime.datetime(2022, 9, 7, 12)):
            self.assertEqual(demarche.code(text, date=day)[0]["date"], "2022-09-07")
        self.assertNotIn("date", demarche.code(text, date=float("nan"))[0])
        with self.assertRaisesRegex(demarche.Error, "^date: not a day .*: 'yesterday'$"):
            demarche.code(text, date="yesterday")

    def test_order_is_that_of_the_input_whatever_the_threads(self):
        documents = list(documents_of(REPORTS)) * 2
        one = list(demarche.code_many(documents, threads=1))
        self.assertEqual(one, list(demarche.code_many(iter(documents), threads=3)))
        self.assertEqual([coding[0]["document"] for coding in one if coding],
                         [document.id for document, coding in zip(documents, one) if coding])

    def test_other_python_threads_go_on_meanwhile(self):
        documents = list(demarche.read(SEVERANCE)) * 16
        compiled = demarche_coder()._coder
        turns, over = [0], threading.Event()

        def take_turns():
            while not over.is_set():
                turns[0] += 1
                time.sleep(0.001)  # hands Python's lock on

        other = threading.Thread(target=take_turns)
        other.start()
        try:
            before = turns[0]
            compiled.code_many(documents, 1)
            after = turns[0]
        finally:
            over.set()
            other.join()
        self.assertGreater(after - before, 5)  # with the lock held it is one or two

    def test_what_cannot_be_read_is_told_and_the_rest_goes_on(self):
        german = "Die Bundesregierung hat am Mittwoch beschlossen, zwei Diplomaten auszuweisen. " * 4
        articles = ["Iran expelled two French diplomats.", "", german, None, "France recalled its ambassador to Iran."]
        told = []
        codings = list(demarche.code_many(articles, problem=told.append))
        self.assertEqual([len(coding) > 0 for coding in codings], [True, False, False, False, True])
        self.assertEqual([line.split(":")[0] for line in told], ["article 1", "article 2", "article 3"])
        self.assertIn("German", told[1])
        with self.assertWarnsRegex(UserWarning, "article 0: text: is empty"):
            list(demarche.code_many([""]))
        for wrong in ("", german):
            with self.assertRaises(demarche.Error):
                demarche.code(wrong)
        with self.assertRaisesRegex(TypeError, "no such argument: day"):
            demarche.code("Text.", day="2022-09-07")

    def test_what_an_iterable_raises_comes_through(self):
        def articles():
            yield "Iran expelled two French diplomats."
            raise LookupError("no more")
        with self.assertRaisesRegex(LookupError, "no more"):
            list(demarche.code_many(articles()))

    def test_rows_are_the_columns_of_the_command(self):
        by_command = list(csv.DictReader(io.StringIO(command("code", "--format", "csv", *REPORTS))))
        rows = demarche.rows(event for coding in demarche.code_many(documents_of(REPORTS)) for event in coding)
        self.assertEqual(len(rows), len(by_command))

        def written(column, value):
            if value is None:
                return ""
            return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
        for row, line in zip(rows, by_command):
            self.assertEqual(row.pop("score"), float(line.pop("score")))
            self.assertEqual({column: written(column, value) for column, value in row.items()}, line)

    def test_explains(self):
        told = demarche_coder().explain("Albania severed diplomatic relations with Iran.", date="2022-09-07")
        self.assertIn("relations/", told)
        self.assertTrue(demarche_coder().version.startswith(f"demarche {demarche.__version__} "))

    def test_a_folder_without_knowledge_is_an_error(self):
        with self.assertRaisesRegex(demarche.Error, r"^/nowhere: holds no knowledge/ and models/$"):
            demarche.Coder(data="/nowhere")


class Reading(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, text):
        path = Path(self.folder.name) / name
        path.write_text(text)
        return path

    def test_takes_what_the_command_takes(self):
        path = self.file("in.jsonl", '{"id": "a", "text": "One.", "date": "2022-09-07"}\n{"text": 1\n{"id": "b", "text": "Two."}\n')
        told = []
        documents = list(demarche.read(path, date=datetime.date(2000, 1, 1), problem=told.append))
        self.assertEqual([(each.id, each.text, each.date) for each in documents],
                         [("a", "One.", "2022-09-07"), ("b", "Two.", "2000-01-01")])
        self.assertEqual(len(told), 1)
        self.assertIn("in.jsonl:2:", told[0])

    def test_a_missing_file_is_told(self):
        with self.assertWarnsRegex(UserWarning, "no such file"):
            self.assertEqual(list(demarche.read(Path(self.folder.name) / "none.txt")), [])
        with self.assertRaisesRegex(demarche.Error, "format: .*'word'"):
            list(demarche.read(SEVERANCE, format="word"))

    def test_one_who_leaves_early_leaves_nothing_running(self):
        path = self.file("long.jsonl", '{"text": "Iran expelled two French diplomats."}\n' * 5000)
        documents = demarche.read(path)
        self.assertEqual(next(documents).id, f"{path}:1")
        documents.close()
        del documents
        gc.collect()
        self.assertFalse([each for each in threading.enumerate() if each.name == "demarche.read"])


class Ledger(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.path = Path(cls.folder.name) / "of.ledger"
        cls.ledger = demarche.Ledger(cls.path)
        cls.addClassCleanup(cls.ledger.close)
        cls.counts = cls.ledger.add(documents_of(REPORTS))

    def test_holds_what_the_command_puts_in(self):
        other = Path(self.folder.name) / "by-command.ledger"
        command("add", "--quiet", "--ledger", other, *REPORTS)
        check = [command("ledger", "check", "--ledger", each).split("contents ")[1] for each in (self.path, other)]
        self.assertEqual(check[0], check[1])
        self.assertEqual(self.counts["fresh"], len(REPORTS))
        self.assertEqual(sum(each["events"] for each in self.ledger.documents()), self.counts["events"])
        again = self.ledger.add(demarche.read(SEVERANCE))
        self.assertEqual((again["fresh"], again["unchanged"]), (0, 1))

    def test_events_and_claims_of_a_pair(self):
        events = self.ledger.events("Albania", "IRN", since="2022-09-01", until=datetime.date(2022, 9, 30))
        self.assertGreater(len(events), 5)
        for event in events:
            sides = {mention["country"] for mention in event["actor"] + event.get("recipient", []) if "country" in mention}
            self.assertLessEqual({"ALB", "IRN"}, sides)
            self.assertLessEqual(event["date"], "2022-09-30")
        moves = self.ledger.events("ALB", "IRN", moves_only=True, newest_first=True, limit=3)
        self.assertEqual(len(moves), 3)
        self.assertTrue(all("move" in event for event in moves))
        self.assertEqual(moves, sorted(moves, key=lambda event: event["date"], reverse=True))
        claims = self.ledger.claims("IRN", "ALB")
        self.assertIn("denies", {claim["stance"] for claim in claims})
        known = self.ledger.events("ALB", "IRN", known_by="2022-09-07")
        self.assertLess(len(known), len(self.ledger.events("ALB", "IRN")))

    def test_pair_and_series(self):
        pair = self.ledger.pair("ALB", "Iran", "2022-09-08")
        self.assertEqual((pair["a"]["id"], pair["b"]["id"], pair["state"]["rung"]), ("ALB", "IRN", "severed"))
        self.assertNotEqual(self.ledger.pair("ALB", "IRN", "2022-09-06")["state"]["rung"], "severed")
        series = self.ledger.series("ALB", "IRN", step="month", since="2022-01-01", until="2022-12-31")
        self.assertEqual((series.a, series.b, len(series)), ("ALB", "IRN", 12))
        by_command = json.loads(command("series", "ALB", "IRN", "--ledger", self.path, "--format", "json", "--from",
                                        "2022-01-01", "--to", "2022-12-31"))
        self.assertEqual([(each["begin"], each.get("sum")) for each in series],
                         [(each["begin"], each.get("sum")) for each in by_command["points"]])

    def test_brief_is_the_commands(self):
        for form in ("text", "markdown", "html"):
            self.assertEqual(self.ledger.brief("ALB", "IRN", "2022-09-08", format=form),
                             command("brief", "ALB", "IRN", "--ledger", self.path, "--as-of", "2022-09-08", "--format", form))
        self.assertIn("severed", self.ledger.brief("ALB", "IRN", "2022-09-08", format="json")["lead"][0]["text"])

    def test_errors_are_one_line(self):
        asked = {
            "nobody of that name or code: 'Nowhereland'": lambda: self.ledger.events("Nowhereland"),
            "two countries are wanted, and this is one: 'Iran'": lambda: self.ledger.pair("Iran", "IRN"),
            "since: not a day (YYYY-MM-DD): 'never'": lambda: self.ledger.events(since="never"),
            "step: day, week, month or year: 'hour'": lambda: self.ledger.series("ALB", "IRN", step="hour"),
            "format: text, markdown, html or json: 'pdf'": lambda: self.ledger.brief("ALB", "IRN", format="pdf"),
            "keep: text or record-only: 'all'": lambda: self.ledger.add("Text.", keep="all"),
            "mode: read or write: 'append'": lambda: demarche.Ledger(self.path, "append"),
        }
        for line, ask in asked.items():
            with self.assertRaises(demarche.Error) as raised:
                ask()
            self.assertEqual(str(raised.exception), line)
        with self.assertRaises(demarche.Error):
            demarche.Ledger(Path(self.folder.name) / "none.ledger", "read")

    def test_what_is_read_cannot_be_written(self):
        with demarche.Ledger(self.path, "read") as ledger:
            self.assertEqual(len(ledger.documents()), len(REPORTS))
            with self.assertRaises(demarche.Error):
                ledger.add("Iran expelled two French diplomats.")
        with self.assertRaisesRegex(demarche.Error, "^the ledger is closed$"):
            ledger.documents()

    def test_add_remove_and_record_only(self):
        with demarche.Ledger(Path(self.folder.name) / "small.ledger") as ledger:
            added = ledger.add({"id": "x", "text": "Iran expelled two French diplomats.", "date": "2022-09-10"})
            self.assertEqual(added["fresh"], 1)
            self.assertEqual([event["document"] for event in ledger.events("FRA", "IRN")], ["x"])
            ledger.add({"id": "x", "text": "Iran expelled three French diplomats."}, keep="record-only")
            self.assertEqual(ledger.documents()[0]["date"], None)
            self.assertTrue(ledger.remove("x"))
            self.assertFalse(ledger.remove("x"))
            self.assertEqual(ledger.events(), [])
            self.assertGreater(ledger.add_record()["fresh"], 1000)
            self.assertEqual(ledger.pair("DZA", "MAR", "2021-12-31")["state"]["rung"], "severed")

    def test_a_file_of_the_world_with_mistakes_is_a_warning(self):
        world = Path(self.folder.name) / "own.world"
        world.write_text("nonsense\n")
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                with demarche.Ledger(self.path, "read", world=[world]) as ledger:
                    ledger.events("ALB")
            except demarche.Error as error:
                self.assertIn("own.world:1", str(error))
            else:
                self.assertIn("own.world:1", str(caught[0].message))

    def test_threads_share_a_ledger(self):
        found = []
        threads = [threading.Thread(target=lambda: found.append(len(self.ledger.events("ALB", "IRN")))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(found), 8)
        self.assertEqual(len(set(found)), 1)


class Documents(unittest.TestCase):
    def test_the_documented_program_runs(self):
        text = (SOURCE / "docs/embedding.md").read_text()
        program = text.split("```python\n")[1].split("```")[0]
        with tempfile.TemporaryDirectory() as folder:
            ran = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        lines = ran.stdout.splitlines()
        self.assertEqual(lines[0], "ALB sever")
        self.assertIn("severed", lines)

    def test_the_stub_names_what_there_is(self):
        from demarche import _demarche
        stub = ast.parse((Path(demarche.__file__).parent / "_demarche.pyi").read_text())
        named = {}
        for node in stub.body:
            if isinstance(node, ast.ClassDef):
                named[node.name] = {each.name for each in node.body if isinstance(each, ast.FunctionDef)} - {"__init__"}
            elif isinstance(node, ast.FunctionDef):
                named[node.name] = set()
        there = {name: {each for each in vars(value) if not each.startswith("_")} if isinstance(value, type) else set()
                 for name, value in vars(_demarche).items() if not name.startswith("_")}
        there["Error"] = set()
        self.assertEqual(named, there)


try:
    import pandas
except ImportError:
    pandas = None


@unittest.skipUnless(pandas, "python3-pandas is not installed")
class Pandas(unittest.TestCase):
    def test_frames_are_made_of_what_comes_out(self):
        frame = pandas.DataFrame(demarche.code(SEVERANCE.read_text()))
        self.assertIn("actor", frame.columns)
        flat = pandas.DataFrame(demarche.rows(demarche.code(SEVERANCE.read_text())))
        self.assertEqual(flat["actor_country"].iloc[0], "ALB")
        self.assertEqual(str(flat["goldstein"].dtype), "float64")

    def test_frames_go_in(self):
        frame = pandas.DataFrame({"text": ["Iran expelled two French diplomats.", None],
                                  "date": pandas.to_datetime(["2022-09-10", None])})
        with self.assertWarns(UserWarning):
            codings = list(demarche.code_many(frame.to_dict("records")))
        self.assertEqual([len(coding) for coding in codings], [1, 0])
        self.assertEqual(codings[0][0]["date"], "2022-09-10")

    def test_the_example_goes_from_reports_to_a_series(self):
        with tempfile.TemporaryDirectory() as folder:
            ran = subprocess.run([sys.executable, SOURCE / "examples/python/relations.py", "--out", folder],
                                 capture_output=True, text=True)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            self.assertIn("severed", ran.stdout)
            for name in ("events.csv", "series.csv", "relations.ledger"):
                self.assertTrue((Path(folder) / name).stat().st_size > 0, name)

    def test_a_series_is_a_frame(self):
        with demarche.Ledger(":memory:") as ledger:
            ledger.add(demarche.read(SEVERANCE))
            frame = pandas.DataFrame(ledger.series("ALB", "IRN", step="day"))
        self.assertGreater(frame["events"].sum(), 0)


def demarche_coder():
    return demarche._default()


if __name__ == "__main__":
    unittest.main()
