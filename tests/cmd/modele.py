"""What semantics say of a journal, computed again from the page and from nothing of the library: chains and their heads, the
state, the phase, retention and hours of a case at a date. An event is a dict of its fields; Suite, Voie, Signe are lists."""
import calendar
import datetime
import re

REPEATED = ("Suite", "Voie", "Signe")
PHASES = ("preliminaire", "investigation", "conclusion")
MODES = ("presentiel", "visio", "telephone")
WORK = ("travail", "enquete", "passation")
ENDS = ("fin", "arret")


def ident(word):
    """e12-tls as a pair that sorts: the number, then the suffix."""
    found = re.fullmatch(r"[a-z]([1-9][0-9]*)(?:-([a-z][a-z0-9]*))?", word)
    return int(found[1]), found[2] or ""


def day(word):
    return datetime.date.fromisoformat(word)


def add_months(date, months):
    """The same day of another month, or its last one when it is shorter."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def clock(word):
    return int(word[:2]) * 60 + int(word[3:])


def minutes(event):
    if "Minutes" in event:
        return int(event["Minutes"])
    if "Debut" in event and "Fin" in event:
        return clock(event["Fin"]) - clock(event["Debut"])
    return 0


def nature(kind):
    return "travail" if kind in WORK else kind


def order(event):
    return event["Le"], "Debut" in event, event.get("Debut", ""), ident(event["Id"])


def in_order(events):
    return sorted(events, key=order)


def read_events(text):
    """The events of a journal as its file has them, whoever wrote it."""
    events = []
    for block in re.split(r"\n(?:[ \t]*\n)+", text.removeprefix("\ufeff").replace("\r\n", "\n")):
        event = {}
        for line in block.split("\n"):
            name, colon, value = line.partition(":")
            if not colon or line.startswith(("#", "%")):
                continue
            words = re.split("[ ,+]+", value.strip()) if name == "Signe" else [value.strip()]
            event[name] = event.get(name, []) + words if name in REPEATED else words[0]
        if "Id" in event:
            events.append(event)
    return events


class Case:
    """EVENTS in the order of the file; a strike bears Corrige too, but is no link of a chain."""

    def __init__(self, events):
        self.events = events
        self.by_id = {event["Id"]: event for event in events}
        self.struck = {self.root(e["Corrige"]) for e in events if e["Type"] == "rayure"}
        self.struck.discard(events[0]["Id"])
        chains = {}
        for event in events:
            chains.setdefault(self.root(event["Id"]), []).append(event)
        self.heads = {root: max(chain, key=lambda e: ident(e["Id"])) for root, chain in chains.items()}
        self.live = [e for e in events if self.heads[self.root(e["Id"])] is e and self.root(e["Id"]) not in self.struck]

    def root(self, name):
        event = self.by_id[name]
        while "Corrige" in event and event["Type"] != "rayure":
            event = self.by_id[event["Corrige"]]
        return event["Id"]

    def head(self, name):
        return self.heads[self.root(name)]

    def counting(self, au, *types):
        """Live, in time, and neither planned, missed nor cancelled."""
        return [
            e
            for e in self.live
            if e["Le"] <= au and e.get("Statut", "realise") == "realise" and (not types or e["Type"] in types)
        ]

    def answers(self, au):
        """By chain, what answers it: a held event of its kind, else one of its kind, else the last noted. A plan is seen at any date."""

        def rank(event, root):
            same = nature(event["Type"]) == nature(self.heads[root]["Type"])
            return same, same and event.get("Statut", "realise") == "realise", ident(event["Id"])

        found = {}
        for event in self.live:
            if event["Le"] > au and event.get("Statut") != "prevu":
                continue
            for root in {self.root(s) for s in event.get("Suite", [])} - {self.root(event["Id"])}:
                if root not in found or rank(event, root) > rank(found[root], root):
                    found[root] = event
        return found

    def constat(self, plan, answers, au):
        answer = answers.get(self.root(plan["Id"]))
        if not answer:
            return "a-venir" if plan["Le"] > au else "a-noter"
        if nature(answer["Type"]) != nature(plan["Type"]):
            return "autre"
        words = {"realise": "tenu", "prevu": "deplace", "absent": "absent", "annule": "annule"}
        return words.get(answer.get("Statut", "realise"), "autre")

    def signed(self, au):
        who = {}
        for event in self.live:
            if event["Type"] == "emargement" and event["Le"] <= au:
                for name in event.get("Suite", []):
                    who.setdefault(self.root(name), set()).update(event.get("Signe", []))
        return {root for root, signs in who.items() if "conseiller" in signs and signs & {"beneficiaire", "connexion"}}

    def latest(self, au, *types, where=lambda e: True):
        found = [e for e in self.counting(au, *types) if where(e)]
        return max(found, key=lambda e: (e["Le"], ident(e["Id"])), default=None)

    def latest_session(self, au):
        return max(
            self.counting(au, "seance"),
            key=lambda e: (e["Le"], "Debut" in e, e.get("Debut", ""), ident(e["Id"])),
            default=None,
        )

    def given_up(self, au):
        """The sans-suite that no entree or held session followed."""
        last = self.latest(au, "sans-suite", "entree", "seance")
        return last if last and last["Type"] == "sans-suite" else None

    def end(self, au):
        return self.latest(au, *ENDS)

    def state(self, au):
        end = self.end(au)
        follow = [e for e in self.counting(au, "suivi") if e.get("Resultat") == "fait" and end and e["Le"] >= end["Le"]]
        if self.counting(au, "cloture") or follow:
            return "clos"
        if end:
            return "arrete" if end["Type"] == "arret" else "termine"
        if self.given_up(au):
            return "sans-suite"
        turn = self.latest(au, "interruption", "reprise")
        if turn and turn["Type"] == "interruption":
            return "interrompu"
        if self.counting(au, "entree", "seance"):
            return "en-cours"
        papers = [e for e in self.counting(au, "document") if e.get("Document") in ("contrat", "convention")]
        return "engage" if any(e.get("Resultat") == "signe" for e in papers) else "prospect"

    def retention(self, au):
        if any(e.get("Objet", "bilan") == "bilan" for e in self.counting(au, "destruction")):
            return "detruit"
        end = self.end(au) or self.given_up(au)
        if not end:
            return "en-cours"
        decided = self.latest(au, "conservation")
        if decided and decided["Resultat"] == "accord":
            months = 12 if end["Le"] <= "2023-12-30" else 36
            until = decided.get("Jusqu_a") or add_months(day(end["Le"]), months).isoformat()
            if until >= au:
                return "accord"
        if not decided and (day(au) - day(end["Le"])).days <= 30:
            return "a-decider"
        return "a-detruire"

    def holder(self, au):
        taken = self.latest(au, "relais", where=lambda e: e.get("Resultat") == "accepte")
        return taken["Vers"] if taken else self.head(self.events[0]["Id"]).get("Conseiller")

    def conducts(self, event, au):
        """Its counsellor; of a plan laid by the holder of a case handed over since, who holds it."""
        named, now = event.get("Conseiller"), self.holder(au)
        taken = [e for e in self.counting(au, "relais") if e.get("Resultat") == "accepte" and ident(e["Id"]) > ident(event["Id"])]
        first = min(taken, key=lambda e: (e["Le"], ident(e["Id"])), default=None)
        if named and first and event.get("Statut") == "prevu":
            before = (day(first["Le"]) - datetime.timedelta(days=1)).isoformat()
            return now if named == self.holder(before) else named
        return named or now

    def opening(self):
        return self.head(self.events[0]["Id"])

    def listed(self, au):
        """Its row of bilan-liste, or None before it was opened."""
        opening = self.opening()
        if opening["Le"] > au:
            return None
        change = self.latest(au, "avenant", where=lambda e: e.get("Voie"))
        session, end = self.latest_session(au), self.end(au)
        begun = [e["Le"] for e in self.counting(au, "entree", "seance")]
        return {
            "etat": self.state(au),
            "phase": session.get("Phase") if session else None,
            "conservation": self.retention(au),
            "conseiller": self.holder(au),
            "voie": "+".join((change or opening).get("Voie", [])) or None,
            "ouvert_le": opening["Le"],
            "debut_le": min(begun, default=None),
            "fin_le": end["Le"] if end else None,
            "minutes": sum(minutes(e) for e in self.counting(au, "seance")),
        }

    def hours(self, au):
        """Of each event that counts in some hours: itself and a dict of them."""
        answers, signed = self.answers(au), self.signed(au)
        for event in self.live:
            kind, status = event["Type"], event.get("Statut", "realise")
            root, length = self.root(event["Id"]), minutes(event)
            if kind == "seance" and status == "prevu" and root not in answers:
                yield event, {"prevu": length}
            elif event["Le"] > au:
                continue
            elif kind == "seance" and status == "realise":
                held = {"accompagnement": length, "signe": length if root in signed else 0}
                if event.get("Phase") in PHASES:
                    held[event["Phase"]] = length
                yield event, held
            elif kind == "seance" and status == "absent":
                yield event, {"absence": length}
            elif kind in WORK and status == "realise":
                yield event, {"travail": length}

    def shown(self, au):
        """The events that bilan-log lists, in order."""
        return in_order(e for e in self.live if e.get("Statut") == "prevu" or e["Le"] <= au)

    def planned(self, au):
        """The rows of bilan-log --prevu, in order: an event, and what its own columns say."""
        answers, told, rows = self.answers(au), set(), []
        plans = in_order(e for e in self.live if e.get("Statut") == "prevu")
        for plan in plans:
            answer, constat = answers.get(self.root(plan["Id"])), self.constat(plan, answers, au)
            row = dict.fromkeys(("tenu_le", "tenu_minutes", "ecart_minutes", "ecart_jours"))
            row |= {"constat": constat, "reponse": answer["Id"] if answer else None}
            if constat == "tenu":
                held = 0 if answer["Id"] in told else minutes(answer)
                told.add(answer["Id"])
                row |= {"tenu_le": answer["Le"], "tenu_minutes": held, "ecart_minutes": held - minutes(plan)}
            if constat == "absent":
                row["ecart_minutes"] = -minutes(plan)
            if constat in ("tenu", "deplace"):
                row["ecart_jours"] = (day(answer["Le"]) - day(plan["Le"])).days
            rows.append((plan, row))
        for event in self.counting(au, "seance"):
            if event["Id"] not in told:
                length = minutes(event)
                row = {"constat": "hors-plan", "reponse": None, "ecart_jours": None, "tenu_le": event["Le"]}
                rows.append((event, row | {"tenu_minutes": length, "ecart_minutes": length}))
        return sorted(rows, key=lambda r: order(r[0]))

    def laid(self, au):
        """Minutes of the sessions planned, but for what was cancelled, or moved under another date."""
        counted = ("a-venir", "a-noter", "tenu", "absent")
        return sum(minutes(e) for e, row in self.planned(au) if e["Type"] == "seance" and row["constat"] in counted)
