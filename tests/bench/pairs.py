#!/usr/bin/python3
"""pairs.py DEPOT DIR [--courrier] [--grand]: the same cases, in the form that each peer likes best.

Peers get what they need already worked out (the due date, whether the follow-up is settled, corrected events left out): a
user of theirs would keep it so. It is worked out here from the journals, apart from the C programs, and so checks them.

  base.sqlite    tables dossier and evenement
  resume.rec     one small record a case, for recsel
  courrier/cur/  one small message a case, for mblaze; archived cases bear the flag T in their name (--courrier: only that)
  grand.rec      every event of every case in one file (--grand)
"""
import calendar
import datetime
import multiprocessing
import os
import sqlite3
import sys

AU = "2026-11-24"
FIXED = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}


def easter(year):
    """Sunday of Easter, by the method of Gauss as amended by Lichtenberg."""
    k = year // 100
    m = 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25
    a = year % 19
    d = (19 * a + m) % 30
    r = (d + a // 11) // 29
    og = 21 + d - r
    sz = 7 - (year + year // 4 + 2 - (3 * k + 3) // 4) % 7
    return datetime.date(year, 3, 1) + datetime.timedelta(og + (7 - (og - sz) % 7) - 1)


def worked(day):
    return (day.weekday() < 5 and (day.month, day.day) not in FIXED
            and (day - easter(day.year)).days not in (1, 39, 50))


def follow_up(end):
    year, month, day = map(int, end.split("-"))
    year, month = (year + 1, month - 6) if month > 6 else (year, month + 6)
    due = datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))
    while not worked(due):
        due += datetime.timedelta(1)
    return due.isoformat()


def events_of(path):
    """The records of a journal, as dictionaries; Suite is a list, Id a number."""
    with open(path, encoding="utf-8") as f:
        for block in f.read().split("\n\n")[1:]:
            event = {"Suite": []}
            for line in block.rstrip("\n").split("\n"):
                name, value = line.split(": ", 1)
                if name == "Suite":
                    event["Suite"].append(int(value[1:]))
                else:
                    event[name] = value
            event["Id"] = int(event["Id"][1:])
            yield event


def live_of(events):
    """The heads of the chains that are not struck, and where each Id leads."""
    root, head, struck = {}, {}, set()
    for event in events:
        target = event.get("Corrige")
        top = root[int(target[1:])] if target else event["Id"]
        root[event["Id"]] = top
        if event["Type"] == "rayure":
            struck.add(top)
        elif top not in head or head[top]["Id"] < event["Id"]:
            head[top] = event
    return {top: event for top, event in head.items() if top not in struck}, root


def happened(event):
    return event["Le"] <= AU and event.get("Statut", "realise") == "realise"


def summary_of(live):
    """end, due, state, latest contact of the follow-up."""
    ends = [(e["Le"], e["Id"]) for e in live.values() if e["Type"] in ("fin", "arret") and happened(e)]
    if not ends:
        return None, None, "-", None
    end = max(ends)[0]
    state, contact = "attendu", None
    for e in live.values():
        kind, result = e["Type"], e.get("Resultat")
        if not happened(e):
            continue
        if kind == "suivi" or kind == "cloture" or (kind == "demande" and e.get("Objet") == "opposition"):
            state = result or "sans-objet"
        elif kind == "contact":
            state = "refuse" if result == "refus" else state
            contact = max(contact or e["Le"], e["Le"])
    return end, follow_up(end), state, contact


def rows_of(ref, live, root):
    """What a data base would keep of the events: heads only, plans and signatures resolved."""
    answered, signed = set(), {}
    for e in live.values():
        if e["Le"] > AU:
            continue
        for suite in e["Suite"]:
            top = root.get(suite)
            answered.add(top)
            if e["Type"] == "emargement":
                signed.setdefault(top, set()).update(e["Signe"].replace(",", " ").split())
    for top, e in live.items():
        who = signed.get(top, set())
        yield (ref, e["Id"], e["Type"], e["Le"], e.get("Statut"), e.get("Phase"), int(e.get("Minutes", 0)),
               int("conseiller" in who and bool(who & {"beneficiaire", "connexion"})), int(top not in answered))


def read_case(args):
    path, ref, with_rows = args
    live, root = live_of(list(events_of(f"{path}/journal.rec")))
    return ref, summary_of(live), list(rows_of(ref, live, root)) if with_rows else []


def plain(date):
    return date.replace("-", "") if date else "0"


def message(ref, summary):
    end, due, state, contact = summary
    date = datetime.date.fromisoformat(due or AU).strftime("%d %b %Y 12:00:00 +0000")
    return (f"From: centre@exemple.fr\nDate: {date}\nSubject: {ref}\nReference: {ref}\nFin: {plain(end)}\n"
            f"Echeance: {plain(due)}\nSuivi: {state}\nContact: {plain(contact)}\n")


def cases_of(store):
    for tree in ("dossiers", "archives"):
        for ref in sorted(os.listdir(f"{store}/{tree}")):
            if not ref.startswith("."):
                yield f"{store}/{tree}/{ref}", ref


def open_base(path):
    base = sqlite3.connect(path)
    base.execute("create table dossier (reference text primary key, fin text, echeance text, suivi text, contact text) "
                 "without rowid")
    base.execute("create table evenement (reference text, id integer, type text, le text, statut text, phase text, "
                 "minutes integer, signe integer, ouvert integer, primary key (reference, id)) without rowid")
    return base


def export(store, out, only_mail):
    cases = list(cases_of(store))
    os.makedirs(f"{out}/courrier/cur")
    base = None if only_mail else open_base(f"{out}/base.sqlite")
    summary_file = None if only_mail else open(f"{out}/resume.rec", "w", encoding="utf-8")
    if summary_file:
        summary_file.write("%rec: Dossier\n\n")
    dues = 0
    with multiprocessing.Pool() as pool:
        tasks = ((path, ref, not only_mail) for path, ref in cases)
        for (path, _), (ref, summary, rows) in zip(cases, pool.imap(read_case, tasks, chunksize=200)):
            text = message(ref, summary)
            flag = "T" if "/archives/" in path else ""
            with open(f"{out}/courrier/cur/{ref}:2,{flag}", "w", encoding="utf-8") as f:
                f.write(text + "\n")
            dues += summary[2] == "attendu" and summary[1] <= "2026-12-09" and (summary[3] or "") <= "2026-11-17"
            if only_mail:
                continue
            summary_file.write(text + "\n")
            base.execute("insert into dossier values (?,?,?,?,?)", (ref, *summary))
            base.executemany("insert into evenement values (?,?,?,?,?,?,?,?,?)", rows)
    if base:
        summary_file.close()
        base.commit()
        base.execute("analyze")
        base.close()
    return dues


def export_events(store, path):
    with open(path, "w", encoding="utf-8") as out:
        out.write("%rec: Evenement\n")
        for case, ref in cases_of(store):
            with open(f"{case}/journal.rec", encoding="utf-8") as f:
                out.write(f.read().split("\n", 1)[1].replace("\nId: ", f"\nDossier: {ref}\nId: "))


def main():
    store, out = sys.argv[1:3]
    print(export(store, out, "--courrier" in sys.argv))
    if "--grand" in sys.argv:
        export_events(store, f"{out}/grand.rec")


if __name__ == "__main__":
    main()
