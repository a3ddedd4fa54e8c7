"""Démarche: news in, coded events and claims out; and a ledger to keep them in and to ask.

    import demarche
    events = demarche.code("Albania severed diplomatic relations with Iran on Wednesday.", date="2022-09-07")
    pandas.DataFrame(demarche.rows(events))

Records are dicts with the fields of docs/records.md. Days are texts ("2022-09-07") or whatever has an isoformat.
Countries are codes or names ("ALB", "Albania"). What goes wrong is a demarche.Error with one line; what is left out of
many is a warning. All may be used from several threads at once; coding goes on without Python's lock.
"""
from __future__ import annotations

import json
import os
import queue
import threading
import warnings
from itertools import islice
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Union

from . import _demarche
from ._demarche import Document, Error, __version__

__all__ = ["Coder", "Coding", "Document", "Error", "Ledger", "Series", "code", "code_many", "read", "rows"]

Record = Dict[str, Any]
Article = Union[str, Mapping[str, Any], Document]
Problem = Optional[Callable[[str], Any]]

_DOCUMENTS_PER_THREAD = 32  # coded between two hand-overs: bounds memory, keeps threads busy


class Coding(List[Record]):
    """What coding one document yields: a list of its events, with its claims beside them.

    claims: list of dict, in the order of the text.
    """

    def __init__(self, events: Iterable[Record] = (), claims: Iterable[Record] = ()):
        super().__init__(events)
        self.claims: List[Record] = list(claims)


class Series(List[Record]):
    """How two countries moved: a list of a dict for each step, with the turns beside it.

    turns: list of dict, the days on which relations turned, with the acts that made it.
    a, b: the codes (b None: all others). step, measure: as asked.
    """

    def __init__(self, page: Mapping[str, Any]):
        super().__init__(page["points"])
        self.turns: List[Record] = page["turns"]
        self.a: str = page["a"]["id"]
        self.b: Optional[str] = page["b"] and page["b"]["id"]
        self.step: str = page["step"]
        self.measure: str = page["measure"]


class Coder:
    """Parser, lexicon and world, loaded: some tenths of a second and 100 MB. For any number of threads.

    data: the folder that holds knowledge/ and models/; found where it is not given.
    world: files of your own (knowledge/world/README.md).
    problem: called with a line for each mistake in them; else it is a warning.
    """

    def __init__(self, data: Optional[os.PathLike] = None, world: Iterable[os.PathLike] = (), problem: Problem = None):
        self._coder = _demarche.Coder(_text(data), [os.fspath(file) for file in world], problem or _warn)

    @property
    def version(self) -> str:
        """Versions of program, lexicon, world and model, as in the records."""
        return self._coder.version

    def code(self, article: Article, **about: Any) -> Coding:
        """The events and claims of one text.

        article: plain text or HTML; a dict with `text` and what follows; or a Document.
        title, date (of publication), id, source, url: what is known of a text.
        Raises Error on a text that is empty, binary or not in English, and on a date that is none.
        """
        return _coding(self._coder.code_many([_document(article, **about)], 1)[0])

    def code_many(self, articles: Iterable[Article], threads: int = 0, problem: Problem = None) -> Iterator[Coding]:
        """Codes many, side by side, and yields a Coding for each, in their order.

        articles: as code takes them; taken some hundreds at a time.
        threads: 0 for one for each core.
        problem: called with a line for each that cannot be read, whose Coding is empty; else it is a warning.
        """
        for documents in _batches(articles, threads, problem):
            codings = iter(self._coder.code_many([each for each in documents if each is not None], threads))
            for document in documents:
                yield Coding() if document is None else _coding(next(codings))

    def explain(self, article: Article, **about: Any) -> str:
        """How each event came about, by which rule, and what was rejected and why."""
        return self._coder.explain(_document(article, **about))


class Ledger:
    """A ledger: documents with what was coded from them, to be asked by pair and day (docs/ledger.md).

    address: a file, or "postgresql://user@host/database".
    mode: "write" makes it where there is none and brings an old one up; "read" does neither.
    data, world: as of a Coder.
    """

    def __init__(self, address: Union[str, os.PathLike], mode: str = "write", data: Optional[os.PathLike] = None,
                 world: Iterable[os.PathLike] = ()):
        if mode not in ("read", "write"):
            raise Error(f"mode: read or write: '{mode}'")
        self._ledger = _demarche.Ledger(os.fspath(address), mode == "write", _text(data),
                                        [os.fspath(file) for file in world])

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Closes it; whatever is asked afterwards is an Error."""
        self._ledger.close()

    def add(self, articles: Union[Article, Iterable[Article]], coder: Optional[Coder] = None, threads: int = 0,
            keep: str = "text", problem: Problem = None) -> Dict[str, int]:
        """Codes articles and puts them in, each in a transaction of its own. The same again changes nothing.

        articles: one, or any number, as Coder.code takes them.
        coder: the module's own where it is not given.
        keep: "text", or "record-only" for sources whose text must not be kept.
        problem: called with a line for each that cannot be read and is left out; else it is a warning.
        Returns counts: documents `fresh`, `replaced`, `unchanged`; `events` and `claims` of all of them.
        """
        with_coder = (coder or _default())._coder
        if isinstance(articles, (str, Mapping, Document)):
            return self._ledger.add(with_coder, [_document(articles)], 1, keep)
        sum_of = dict.fromkeys(("fresh", "replaced", "unchanged", "events", "claims"), 0)
        for documents in _batches(articles, threads, problem):
            added = self._ledger.add(with_coder, [each for each in documents if each is not None], threads, keep)
            for key, count in added.items():
                sum_of[key] += count
        return sum_of

    def add_record(self) -> Dict[str, int]:
        """Puts in the acts and incidents since 1945 that the project's files know. Returns counts, as add."""
        return self._ledger.add_record()

    def remove(self, document: str) -> bool:
        """Takes a document out by its id, with all that was coded from it. False: there was none."""
        return self._ledger.remove(document)

    def documents(self) -> List[Record]:
        """id, title, source, url, date and the numbers of events and claims of each document."""
        return self._ledger.documents()

    def events(self, a: Optional[str] = None, b: Optional[str] = None, since: Any = None, until: Any = None, *,
               type: Optional[str] = None, cameo: Optional[str] = None, moves_only: bool = False, known_by: Any = None,
               newest_first: bool = False, limit: int = 0) -> List[Record]:
        """Events with these sides that touch these days, oldest first; corrections applied.

        type: PLOVER ("SANCTION"). cameo: a code or its beginning. moves_only: on the ladder of relations.
        known_by: told by documents of that day or before. limit: 0 for all.
        """
        return json.loads(self._ledger.events(_parties(a, b), _day(since), _day(until), _day(known_by), _text(type),
                                              _text(cameo), moves_only, newest_first, limit))

    def claims(self, a: Optional[str] = None, b: Optional[str] = None, *, about: Optional[str] = None,
               known_by: Any = None) -> List[Record]:
        """Claims that these make, or that are made to them; `about`: of one event, by its id."""
        return json.loads(self._ledger.claims(_parties(a, b), _text(about), _day(known_by)))

    def pair(self, a: str, b: str, day: Any = None, *, known_by: Any = None) -> Record:
        """Where two countries stand on a day (the last of the documents where none is given), and how they came there.

        `Pair` of docs/openapi.json: state (with its rung), moves, rungs over all time, acts, claims, series, ties.
        known_by: by what documents of that day or before tell.
        """
        return json.loads(self._ledger.pair(a, b, _day(day), _day(known_by)))

    def series(self, a: str, b: Optional[str] = None, *, step: str = "month", measure: str = "goldstein",
               since: Any = None, until: Any = None, directed: bool = False, claimed: bool = False,
               known_by: Any = None) -> Series:
        """Conflict and cooperation over time, of a with b or with all others (docs/series.md).

        step: "day", "week", "month" or "year". measure: "goldstein" or "plover". directed: what a does to b alone.
        claimed: with what only a speaker claims. A step in which the whole record holds nothing is not `covered`.
        """
        return Series(json.loads(self._ledger.series(a, _text(b), step, measure, _day(since), _day(until),
                                                     _day(known_by), directed, claimed)))

    def brief(self, a: str, b: str, day: Any = None, *, format: str = "text", known_by: Any = None) -> Any:
        """The briefing on two countries: "text", "markdown" or "html" as str, "json" as dict."""
        told = self._ledger.brief(a, b, _day(day), format, _day(known_by))
        return json.loads(told) if format == "json" else told


def code(article: Article, **about: Any) -> Coding:
    """The events and claims of one text, by a coder that is loaded once: see Coder.code."""
    return _default().code(article, **about)


def code_many(articles: Iterable[Article], threads: int = 0, problem: Problem = None) -> Iterator[Coding]:
    """Codes many, in their order, by a coder that is loaded once: see Coder.code_many."""
    return _default().code_many(articles, threads, problem)


def read(path: Union[str, os.PathLike], format: str = "auto", date: Any = None,
         problem: Problem = None) -> Iterator[Document]:
    """The documents of a file: text, HTML, JSON Lines, CSV, a feed, a web archive (docs/formats.md). Never all at once.

    format: "auto", "text", "html", "jsonl", "csv", "feed" or "warc". date: of documents that carry none.
    problem: called with a line for whatever is left out; else it is a warning.
    """
    line: queue.Queue = queue.Queue(maxsize=256)
    left = threading.Event()

    def put(kind: str, value: Any = None) -> bool:
        if not left.is_set():
            line.put((kind, value))
        return not left.is_set()

    def work() -> None:
        try:
            _demarche.read(os.fspath(path), format, _day(date), lambda document: put("document", document),
                           lambda told: put("problem", told))
            put("end")
        except BaseException as raised:  # for whoever iterates
            put("raised", raised)

    reader = threading.Thread(target=work, name="demarche.read", daemon=True)
    reader.start()
    try:
        while True:
            kind, value = line.get()
            if kind == "document":
                yield value
            elif kind == "problem":
                (problem or _warn)(value)
            elif kind == "raised":
                raise value
            else:
                return
    finally:
        # one put may be waiting: with room for it, the reader sees that nobody takes any more
        left.set()
        while not line.empty():
            line.get_nowait()
        reader.join()


def rows(events: Iterable[Record]) -> List[Record]:
    """Events as flat rows, for a data frame: the columns of `demarche code --format csv`; what is empty is None."""
    return [_row(event) for event in events]


# --- how


_loaded: Optional[Coder] = None
_loading = threading.Lock()


def _default() -> Coder:
    global _loaded
    with _loading:
        if _loaded is None:
            _loaded = Coder()
        return _loaded


def _warn(line: str) -> None:
    warnings.warn(line, stacklevel=3)


def _text(value: Any) -> str:
    """A text or path; empty for None and for what data frames put where there is nothing."""
    if value is None or value != value:
        return ""
    return value if isinstance(value, str) else os.fspath(value) if hasattr(value, "__fspath__") else str(value)


def _day(value: Any) -> str:
    return value.isoformat()[:10] if hasattr(value, "isoformat") and value == value else _text(value)


def _parties(*names: Optional[str]) -> List[str]:
    return [name for name in map(_text, names) if name]


def _document(article: Article, **about: Any) -> Document:
    if isinstance(article, Document):
        if about:
            raise TypeError("a Document says itself what is known of it")
        return article
    fields = {**(article if isinstance(article, Mapping) else {"text": article}), **about}
    known = {name: _text(fields.get(name)) for name in ("text", "title", "id", "source", "url")}
    if unknown := sorted(set(about) - {"date", *known}):
        raise TypeError(f"no such argument: {unknown[0]}")
    return Document(date=_day(fields.get("date")), **known)


def _batches(articles: Iterable[Article], threads: int, problem: Problem) -> Iterator[List[Optional[Document]]]:
    """Documents in the order of the articles, some at a time; None for what cannot be read, which is told."""
    source = enumerate(articles)
    some = _DOCUMENTS_PER_THREAD * (threads or os.cpu_count() or 1)
    while taken := list(islice(source, some)):
        documents: List[Optional[Document]] = []
        for number, article in taken:
            try:
                documents.append(_document(article))
            except Error as error:
                documents.append(None)
                (problem or _warn)(f"article {number}: {error}")
        yield documents


def _coding(text: str) -> Coding:
    record = json.loads(text)
    return Coding(record["events"], record["claims"])


def _joined(mentions: Iterable[Record], part: str) -> Optional[str]:
    return "; ".join(mention[part] for mention in mentions if mention.get(part)) or None


def _row(event: Record) -> Record:
    actors, recipients = event.get("actor", ()), event.get("recipient", ())
    move, reasons, place = event.get("move", {}), event.get("reasons", ()), event.get("event_loc", {})
    return {
        "id": event["id"], "document": event["document"], "sentence": event["sentence"],
        "date": event.get("date"), "enddate": event.get("enddate", event.get("date")),
        "date_precision": event.get("date_precision"), "date_from": event.get("date_from"),
        "event": event["event"][0], "mode": event.get("mode", [None])[0], "context": "; ".join(event.get("context", ())) or None,
        "cameo": event.get("cameo"), "goldstein": event.get("goldstein"), "event_scale": event.get("event_scale"),
        "quad_code": event.get("quad_code"),
        "actor": _joined(actors, "text"), "actor_id": _joined(actors, "id"),
        "actor_country": _joined(actors, "country"),
        "recipient": _joined(recipients, "text"), "recipient_id": _joined(recipients, "id"),
        "recipient_country": _joined(recipients, "country"),
        "reciprocal": event.get("reciprocal", False), "modality": event.get("modality"),
        "negated": event.get("negated", False), "background": event.get("background", False),
        "asserted_by": event.get("asserted_by"), "disputed": event.get("disputed", False),
        "outcome": event.get("outcome"),
        "move": move.get("kind"), "count": move.get("count"), "rank": move.get("rank"),
        "notice_hours": move.get("notice_hours"), "immediate": move.get("immediate", False) if move else None,
        "reason": reasons[0].get("text") if reasons else None,
        "place": place.get("name"), "place_country": place.get("country"),
        "score": event.get("score"), "rule": event.get("rule"), "text": event.get("text"), "coder": event.get("coder"),
    }
