#!/usr/bin/python3
"""banc.py BUILD [N] [--fois=R] [--dans=DIR] [--lent]: the driver of banc.sh.

Every contender of a job is run once to warm up and to compare its answer with what the generator knows, then all of them
in turn, R times: a machine that slows down slows all of them. Figures are medians; ratios are to the floor beside."""
import collections
import csv
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

AU = "2026-11-24"
PHASES = ("preliminaire", "investigation", "conclusion")
SUMS = ("accompagnement", "signe", "travail", "absence", "prevu")
SLOW_LIMIT = 5000  # cases: recins on one file took 13.6 GiB for 20 000, recsel -G 14 for 100 000
HERE = os.path.dirname(os.path.abspath(__file__))
os.environ.update(LC_ALL="C.UTF-8", TZ="UTC")

# name: as printed; command(turn): its words, or None when it is not there; answer(output): checked, if not None
Contender = collections.namedtuple("Contender", "name command answer", defaults=(None,))
# who must be at most times × whom
Bar = collections.namedtuple("Bar", "who whom times text")
Figure = collections.namedtuple("Figure", "ms kib note")


class Bench:
    def __init__(self, build, n, turns, where, slow):
        self.build, self.n, self.turns, self.where, self.slow = build, n, turns, where, slow
        self.tools, self.out = f"{build}/bench", f"{where}/sortie"
        self.missed = 0
        self.next_number = itertools.count(time.time_ns() // 1000000)

    def floor(self, *words):
        return [f"{self.tools}/plancher", *words]

    def ours(self, command, *words):
        path = f"{self.build}/{command}"
        return [path, *words] if os.access(path, os.X_OK) else None

    def run(self, words, out="/dev/null"):
        """One run: milliseconds, peak memory in KiB, status."""
        said = subprocess.run([f"{self.tools}/chrono", out, *words], capture_output=True, text=True, check=True)
        ns, kib, status = map(int, said.stdout.split())
        return ns / 1e6, kib, status

    def measure(self, contenders, turns=None, expected=None):
        """Figures by name, of those that are there."""
        alive, times, notes, peak = [], collections.defaultdict(list), {}, collections.Counter()
        for c in contenders:
            words = c.command(0)
            if not words or not shutil.which(words[0]):
                notes[c.name] = "absent"
                continue
            ms, kib, status = self.run(words, self.out)
            peak[c.name] = kib
            if status:
                notes[c.name] = f"statut {status}"
            elif c.answer and c.answer(self.out) != expected:
                notes[c.name] = f"AUTRE RÉPONSE : {c.answer(self.out)}"
            if ms > 8000:
                times[c.name].append(ms)
                notes[c.name] = notes.get(c.name, "") + " une seule fois"
            else:
                alive.append(c)
        for turn in range(1, (turns or self.turns) + 1):
            for c in alive:
                ms, kib, _ = self.run(c.command(turn))
                times[c.name].append(ms)
                peak[c.name] = max(peak[c.name], kib)
        return {c.name: Figure(statistics.median(times[c.name]) if times[c.name] else None, peak[c.name],
                               notes.get(c.name, "").strip()) for c in contenders}

    def verdict(self, text, ok):
        self.missed += not ok
        print(f"   {'ok ' if ok else 'NON'}  {text}")

    def table(self, title, figures, floor, bars=(), memory=()):
        print(f"\n{title}\n   {'':34} {'médiane':>12} {'× plancher':>11} {'mémoire':>10}")
        base = figures[floor].ms
        for name, f in figures.items():
            if f.ms is None:
                print(f"   {name:34} {f.note:>12}")
                continue
            print(f"   {name:34} {number(f.ms, 2 if f.ms < 100 else 0):>9} ms {number(f.ms / base, 2):>11} "
                  f"{number(f.kib / 1024, 1):>7} Mo  {f.note}")
        for bar in bars:
            a, b = figures[bar.who].ms, figures[bar.whom].ms
            if a and b:
                self.verdict(f"{bar.who} : {number(a / b, 2)} × {bar.whom} ({bar.text})", a <= bar.times * b)
        for who in memory:
            if figures[who].ms:
                self.verdict(f"{who} : {number(figures[who].kib / 1024, 1)} Mo (moins de 16)", figures[who].kib < 16384)


def number(x, digits):
    return f"{x:,.{digits}f}".replace(",", " ").replace(".", ",")


def lines_of(path):
    with open(path, encoding="utf-8") as f:
        return [line.rstrip("\n") for line in f if line.strip()]


def count(path):
    return len(lines_of(path))


def count_ours(path):
    return sum(line.split("\t")[1:2] == ["suivi-6-mois"] for line in lines_of(path))


def sums(path):
    """Minutes by phase and column, over all cases, from either CSV."""
    total = collections.Counter()
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.reader(f):
            if len(row) < 7 or row[1] not in PHASES:
                continue
            for name, cell in zip(SUMS, row[2:7]):
                total[row[1], name] += int(cell or 0)
    return {key: value for key, value in total.items() if value}


def same(*words):
    return lambda turn: list(words)


def starts(b):
    light, heavy = ("bilan-liste", "bilan-log", "bilan-relance"), ("bilan-synthese",)
    contenders = [Contender("plancher vide", same(*b.floor("vide")))]
    for name in light + heavy:
        contenders.append(Contender(name, lambda turn, name=name: b.ours(name, "--version")))
    for name in ("recsel", "sqlite3"):
        contenders.append(Contender(name, same(name, "--version")))
    bars = [Bar(name, "plancher vide", 1.35, "au plus 1,35") for name in light]
    bars += [Bar(name, "plancher vide", 4.5, "au plus 4,5") for name in heavy]
    b.table("Démarrer (--version)", b.measure(contenders, 201), "plancher vide", bars)


def relance(b, store, jobs):
    return Contender(f"bilan-relance -j{jobs}", lambda turn: b.ours(
        "bilan-relance", f"--depot={store}", f"--au={AU}", "--format=tsv", f"-j{jobs}"), count_ours)


def due_floor(b, store, jobs):
    return Contender(f"plancher, {jobs} fil{'s' * (jobs > 1)}",
                     same(*b.floor("relance", store, AU, str(jobs))), count)


def mpick(folder, flags=""):
    test = 'date <= "2026-12-09 23:59:59" && "suivi" == "attendu" && !("contact" =~ "^202611(1[89]|2[0-4])")'
    return Contender("mblaze (mlist | mpick)" if not flags else "mblaze, état dans le nom",
                     lambda turn: ["sh", "-c", f"mlist {flags} {folder} | mpick -t '{test}' 2>/dev/null"]
                     if shutil.which("mpick") else None, count)


def follow_ups(b, store, pairs, expected):
    where = "Suivi = 'attendu' && Echeance <= 20261209 && Contact <= 20261117"
    sql = ("select reference, echeance from dossier where suivi = 'attendu' and echeance <= '2026-12-09' "
           "and (contact is null or contact <= '2026-11-17') order by echeance, reference")
    peers = [mpick(f"{pairs}/courrier"),
             Contender("recsel, un fichier en tout", same("recsel", "-t", "Dossier", "-e", where, "-P", "Reference",
                                                        f"{pairs}/resume.rec"), count),
             Contender("recsel, un fichier par dossier", lambda turn: [
                 "sh", "-c", f'find {pairs}/courrier/cur -type f -print0 | xargs -0 recsel -e "{where}" -P Reference']
                 if shutil.which("recsel") else None, count),
             Contender("sqlite3", same("sqlite3", f"{pairs}/base.sqlite", sql), count)]
    figures = {}
    for jobs in (1, 2):
        ours, floor = relance(b, store, jobs), due_floor(b, store, jobs)
        # mlist and mpick are two processes at work together: two threads are what stands against them.
        figures[jobs] = b.measure([ours, floor] + (peers if jobs == 1 else peers[:1]), expected=expected)
        bars = [Bar(ours.name, floor.name, 1.15, "au plus 1,15")]
        bars += [Bar(ours.name, peers[0].name, 1, "jamais plus lent")] if jobs == 2 else []
        b.table(f"Suivis à faire, {number(b.n, 0)} dossiers, {expected} réponses, -j{jobs}", figures[jobs], floor.name, bars,
                [ours.name])
    ours = figures[1][relance(b, store, 1).name].ms
    if ours:
        print(f"   {number(ours * 1000 / b.n, 2)} µs par dossier (à comparer entre deux valeurs de N : linéaire)")


def archived(b, full, store, mail, expected):
    ours, less = relance(b, store, 1), due_floor(b, store, 1)
    less = less._replace(name="plancher, mêmes archives")
    full_floor = due_floor(b, full, 1)._replace(name="plancher, rien d'archivé")
    figures = b.measure([ours, full_floor, less, mpick(f"{mail}/courrier", "-t")], expected=expected)
    bars = [Bar(ours.name, full_floor.name, 0.3, "au plus 0,3")]
    b.table("Suivis à faire, 84 % des dossiers en archives", figures, full_floor.name, bars, [ours.name])


def totals(b, store, pairs):
    sql = ("select reference, phase, sum(minutes*(type='seance' and statut='realise')), sum(minutes*(type='seance' and "
           "statut='realise' and signe)), sum(minutes*(type in ('travail','enquete','passation') and "
           "coalesce(statut,'realise')='realise')), sum(minutes*(type='seance' and statut='absent')), "
           "sum(minutes*(statut='prevu' and ouvert)) from evenement where phase is not null group by reference, phase")
    b.run(b.floor("totaux", store, AU), b.out)
    expected = sums(b.out)
    for jobs in (1, 2):
        ours = Contender(f"bilan-log --total -j{jobs}", lambda turn, jobs=jobs: b.ours(
            "bilan-log", "--total", "--par=phase", "--format=csv", f"--depot={store}", f"--au={AU}", f"-j{jobs}"), sums)
        read = Contender("plancher : lire", same(*b.floor("lire", store, str(jobs))))
        add = Contender("plancher : lire et sommer", same(*b.floor("totaux", store, AU, str(jobs))), sums)
        peer = Contender("sqlite3", same("sqlite3", "-csv", f"{pairs}/base.sqlite", sql), sums)
        slow = Contender("recsel -G", same("recsel", "-t", "Evenement", "-e", "Type = 'seance' && Statut = 'realise'",
                                           "-G", "Dossier,Phase", "-p", "Dossier,Phase,Sum(Minutes)", f"{pairs}/grand.rec"))
        peers = [peer] + [slow] * b.slow if jobs == 1 else []
        figures = b.measure([ours, read, add] + peers, expected=expected)
        bars = [Bar(ours.name, read.name, 1.8, "au plus 1,8")]
        bars += [Bar(ours.name, peer.name, 1, "devant")] if peers else []
        b.table(f"Heures par phase, chaque dossier, en CSV, -j{jobs}", figures, read.name, bars, [ours.name])


def last_refs(store, n):
    """The latest cases: none of them is over, so that one more contact changes no answer."""
    return sorted(ref for ref in os.listdir(f"{store}/dossiers") if ref[0] != ".")[-n:]


def append_pair(b, store, size):
    refs = last_refs(store, 15)
    return [Contender(f"bilan-log -a, {size}", lambda turn: b.ours(
                "bilan-log", "-a", "contact", refs[turn % 15], "--canal=telephone", "--resultat=message", f"--le={AU}",
                f"--depot={store}")),
            Contender(f"plancher, {size}", lambda turn: b.floor("ajoute", f"{store}/dossiers/{refs[turn % 15]}/journal.rec"))]


def rec_insert(path):
    fields = ("Id", "e99", "Type", "contact", "Le", AU, "Canal", "telephone", "Resultat", "message")
    words = ["recins", "-t", "Evenement"]
    for name, value in zip(fields[::2], fields[1::2]):
        words += ["-f", name, "-v", value]
    return words + [path]


def append(b, store, small, pairs):
    refs = last_refs(store, 15)
    copies = f"{b.where}/recins"  # recins gives no Id of its own: what it adds would not be a journal any more
    shutil.rmtree(copies, ignore_errors=True)
    os.makedirs(copies)
    for ref in refs:
        shutil.copy(f"{store}/dossiers/{ref}/journal.rec", f"{copies}/{ref}")
    insert = "insert into evenement (reference, id, type, le) values ('2026-00001', {}, 'contact', '" + AU + "')"
    large, little = append_pair(b, store, number(b.n, 0)), append_pair(b, small, "petit dépôt")
    contenders = [*large, *little,
                  Contender("recins par dossier (sans fsync)",
                            lambda turn: rec_insert(f"{copies}/{refs[turn % 15]}")),
                  Contender("sqlite3", lambda turn: ["sqlite3", f"{pairs}/base.sqlite", insert.format(next(b.next_number))])]
    if b.slow:
        contenders.append(Contender("recins, un fichier en tout", same(*rec_insert(f"{pairs}/grand.rec"))))
    figures = b.measure(contenders, 101)
    b.table("Ajouter un événement, durable, le processus entier", figures, large[1].name,
            [Bar(large[0].name, large[1].name, 1.3, "au plus 1,3"), Bar(little[0].name, little[1].name, 1.3, "au plus 1,3"),
             Bar(large[0].name, little[0].name, 1.15, "le même avec 1 000 dossiers, à 15 % près")])
    for c in (large[0], large[1]):
        words = c.command(3)
        if words and shutil.which("strace"):
            calls = fsyncs(b, words)
            b.verdict(f"{c.name} : {calls} fsync (exactement 2)", calls == 2)


def fsyncs(b, words):
    trace = f"{b.where}/trace"
    subprocess.run(["strace", "-f", "-o", trace, "-e", "trace=fsync,fdatasync,syncfs,sync,sync_file_range", *words],
                   stdout=subprocess.DEVNULL, check=False)
    return sum("sync" in line for line in lines_of(trace))


def prepare(b):
    """Stores and exports, made once; how many cases are due in the full and in the archived store."""
    told = f"{b.where}/dues"
    if not os.path.exists(told):
        answers = []
        for name, n, option in (("plein", b.n, "0"), ("archive", b.n, "84"), ("petit", 1000, "0")):
            said = subprocess.run([f"{b.tools}/generer", f"{b.where}/{name}", str(n), f"--archives={option}"],
                                  check=True, capture_output=True, text=True).stdout
            print(f"{name} : {said.strip()}", flush=True)
            answers.append(said.split(";")[1].split()[0])
        for name, options in (("plein", ["--grand"] * b.slow), ("archive", ["--courrier"])):
            dues = subprocess.run(["/usr/bin/python3", "-B", f"{HERE}/pairs.py", f"{b.where}/{name}", f"{b.where}/pairs-{name}",
                                   *options], check=True, capture_output=True, text=True).stdout.strip()
            b.verdict(f"{name} : {dues} à relancer, relu dans les journaux", dues == answers[name == "archive"])
        os.sync()
        with open(told, "w", encoding="utf-8") as f:
            f.write("\n".join(answers))
    return [int(line) for line in lines_of(told)[:2]]


def bench(b):
    dues, dues_archived = prepare(b)
    full, pairs = f"{b.where}/plein", f"{b.where}/pairs-plein"
    print(f"charge de la machine : {number(os.getloadavg()[0], 1)} pour {os.cpu_count()} cœurs (au-dessus de 1 : bruit)")
    starts(b)
    follow_ups(b, full, pairs, dues)
    archived(b, full, f"{b.where}/archive", f"{b.where}/pairs-archive", dues_archived)
    totals(b, full, pairs)
    append(b, full, f"{b.where}/petit", pairs)
    print(f"\n{b.missed} barre{'s' * (b.missed > 1)} manquée{'s' * (b.missed > 1)}")


def main():
    words = [w for w in sys.argv[1:] if not w.startswith("--")]
    options = dict(w[2:].partition("=")[::2] for w in sys.argv[1:] if w.startswith("--"))
    n = int(words[1]) if len(words) > 1 else 100000
    if "lent" in options and n > SLOW_LIMIT:
        sys.exit(f"banc.py: --lent: recutils prendrait toute la mémoire ; donner {SLOW_LIMIT} dossiers au plus")
    kept = options.get("dans")
    where = kept or tempfile.mkdtemp(prefix="banc-", dir="/var/tmp")
    os.makedirs(where, exist_ok=True)
    try:
        bench(Bench(words[0], n, int(options.get("fois", 7)), where, "lent" in options))
    finally:
        if not kept:
            shutil.rmtree(where)


if __name__ == "__main__":
    main()
