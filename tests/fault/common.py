"""What the fault tests share: a store to damage, commands to run under strace, and how a test says what it found."""
import atexit
import concurrent.futures
import errno
import fcntl
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BILAN_BUILD") or ROOT / "build").resolve()
SHARE = ROOT / "share"
COMMANDS = ("bilan-new", "bilan-liste", "bilan-log", "bilan-relance", "bilan-export")
NOBODY = 65534
ROOT_USER = os.geteuid() == 0
REC = "Nom: Lévêque\nPrenom: Anaïs\nVoie: cpf\nConseiller: roques\nOuvert: 2026-03-02\n".encode()
LINE = re.compile(r"[^\n]+: (erreur|attention|refus|remarque): [a-z0-9-]+: [^\n]+")
ENGLISH = [os.strerror(e) for e in errno.errorcode]

os.umask(0o077)
work = pathlib.Path(tempfile.mkdtemp(prefix="bilan-fault."))
work.chmod(0o755)


signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


@atexit.register
def clean():
    subprocess.run(["chmod", "-R", "u+rwX", work], stderr=subprocess.DEVNULL, check=False)
    shutil.rmtree(work, ignore_errors=True)


class Done:
    """How a command ended: status (negative for a signal), out and err as bytes."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out or b"", err or b""

    def __str__(self):
        return f"status {self.status}, {self.out[-200:]!r}, {self.err[-300:]!r}"


def environment(store, **more):
    e = {"PATH": "/usr/bin:/bin", "HOME": str(work / "home"), "BILAN_PARTAGE": str(SHARE), "LC_ALL": "C"}
    if store:
        e["BILAN_DEPOT"] = str(store)
    e.update(more)
    return {k: v for k, v in e.items() if v is not None}


def command(argv):
    """The command's own path instead of its name."""
    return [str(BUILD / argv[0]), *map(str, argv[1:])] if str(argv[0]).startswith("bilan-") else list(map(str, argv))


def start(store, *argv, before=(), stdin=subprocess.DEVNULL, env=None, **more):
    return subprocess.Popen([*map(str, before), *command(argv)], stdin=stdin, env=env or environment(store),
                            stdout=more.pop("stdout", subprocess.PIPE), stderr=more.pop("stderr", subprocess.PIPE), **more)


def run(store, *argv, data=b"", before=(), **more):
    p = start(store, *argv, before=before, stdin=more.pop("stdin", subprocess.PIPE), **more)
    try:
        out, err = p.communicate(data if p.stdin else None, timeout=60)
    except subprocess.TimeoutExpired:
        p.kill()
        raise
    return Done(p.returncode, out, err)


def strace(*options, log="/dev/null"):
    return ("strace", "-f", "-qq", "-y", "-o", str(log), *options)


def inject(calls, what, trace=None):
    """strace that injects WHAT into CALLS."""
    return strace("-e", f"trace={trace or calls}", "-e", f"inject={calls}:{what}")


def as_nobody():
    return ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups") if ROOT_USER else ()


def must(done, status=0):
    if done.status != status:
        raise AssertionError(f"{status} expected: {done}")
    return done


def new_store(name, cases=1):
    """A store with a counsellor, and cases, each with one session."""
    store = work / name
    shutil.rmtree(store, ignore_errors=True)
    must(run(store, "bilan-new", "--creer", "-q", data=REC.replace(b"roques", b"Mme Roques")))
    for i in range(2, cases + 1):
        must(run(store, "bilan-new", "-q", data=REC.replace(b"Ana", b"Ana%d" % i)))
    must(run(store, "bilan-log", "-a", "seance", "2026-0001", "--le=2026-03-05", "--duree=2h", "-q"))
    return store


def copy(store, name):
    to = work / name
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(store, to)
    return to


def masked(data):
    return re.sub(rb"^(Saisi|Par): .*$", rb"\1: *", data, flags=re.M)


def content(store, hidden=(".verrou",)):
    """{path: masked bytes} of every file of a store but its locks; folders are there with a None."""
    found = {}
    for path in sorted(store.rglob("*")):
        if path.name not in hidden:
            found[str(path.relative_to(store))] = None if path.is_dir() else masked(path.read_bytes())
    return found


def journal(store, ref="2026-0001"):
    return store / "dossiers" / ref / "journal.rec"


def temps(folder):
    return [p.name for p in folder.iterdir() if re.fullmatch(r"\..+\.[0-9]+~", p.name)]


def every_temp(store):
    return [str(p.relative_to(store)) for p in store.rglob(".*~")]


def lock_is_free(path):
    if not path.exists():
        return True
    with open(path, "r+b") as f:
        try:
            fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def french(err):
    """What is wrong with the messages of a command that must say something: their shape, or the system's own English."""
    text = err.decode("utf-8", "replace")
    faults = [f"not a message: {line!r}" for line in text.splitlines() if not LINE.fullmatch(line)]
    faults += [f"English: {line!r}" for line in text.splitlines() if any(f"{e}" in line for e in ENGLISH if len(e) > 8)]
    return faults or ([] if text.strip() else ["nothing was said"])


def expect(done, status, say=None, out=b""):
    """The faults of a refusal: its status, its message (holding SAY), nothing else on stdout than OUT."""
    faults = [] if done.status == status else [f"status {done.status} instead of {status}"]
    faults += french(done.err)
    if say and say not in done.err.decode("utf-8", "replace"):
        faults.append(f"« {say} » not said")
    if out is not None and done.out != out:
        faults.append("stdout")
    return [f"{f} ({done})" for f in faults]


def calls_of(store, argv, data=b"", tracer=strace, ends=0, **more):
    """The system calls that a command makes from the opening of the store on, in order, and how many of each came before."""
    log = work / "calls.strace"
    must(run(store, *argv, data=data, before=tracer("-e", "trace=%file,%desc", log=log), **more), ends)
    names, before, inside = [], {}, False
    for line in log.read_text(errors="replace").splitlines():
        m = re.match(r"(?:\d+ +)?(\w+)\(", line)
        inside = inside or f'"{store}"' in line
        if m and inside:
            names.append(m[1])
        elif m:
            before[m[1]] = before.get(m[1], 0) + 1
    return names, before


def in_parallel(fn, items):
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        return list(pool.map(fn, items))


def until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.002)
    return True


def main(tests):
    """Run (name, function); a function returns its faults, or raises."""
    failed = 0
    for name, fn in tests:
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        try:
            faults = list(fn() or ())
        except Exception as e:  # pylint: disable=broad-except
            faults = [f"{type(e).__name__}: {e}"]
        failed += bool(faults)
        shown = " | ".join(map(str, faults[:4])).replace("\n", "\\n")
        print(f"not ok {name}: {shown}" if faults else f"ok {name}", flush=True)
    sys.exit(failed > 0)
