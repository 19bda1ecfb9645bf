"""What the tests written in Python share: a store in a fresh folder, the commands run as cron would, one line a test."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BILAN_BUILD") or ROOT / "build").resolve()
SHARE = ROOT / "share"
SAISI = "2026-01-12T09:41:07+01:00"
failures = 0


def report(name, faults):
    """FAULTS: a list of lines, empty when all is well."""
    global failures
    if not faults:
        print(f"ok {name}", flush=True)
        return
    failures += 1
    print(f"not ok {name}: {faults[0]}")
    for line in faults[1:12]:
        print(f"# {line}")
    if len(faults) > 12:
        print(f"# … {len(faults)} in all", flush=True)


def end():
    sys.exit(1 if failures else 0)


def same(what, expected, found):
    """The fault, as a list of one line, or none."""
    return [] if expected == found else [f"{what}: expected {expected!r}, found {found!r}"]


def differences(what, expected, found):
    """The places where two lists of rows differ."""
    faults = same(f"{what}: number of rows", len(expected), len(found))
    for i, (one, other) in enumerate(zip(expected, found)):
        faults += same(f"{what}: row {i}", one, other)
    return faults


class Store:
    """A folder of one's own; its store is DEPOT, made by the first command that asks for it."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="bilan-")
        self.path = pathlib.Path(self.folder.name)
        self.depot = self.path / "depot"
        known = {name: value for name, value in os.environ.items() if name in ("ASAN_OPTIONS", "UBSAN_OPTIONS")}
        self.env = known | {
            "PATH": f"{BUILD}:/usr/local/bin:/usr/bin:/bin",
            "BILAN_DEPOT": str(self.depot),
            "BILAN_PARTAGE": str(SHARE),
        }

    def run(self, *args, given=b"", env=None, text=True):
        """Status, what it printed, what it said."""
        if isinstance(given, str):
            given = given.encode()
        done = subprocess.run(
            [BUILD / args[0], *args[1:]],
            cwd=self.path,
            env=self.env if env is None else env,
            input=given,
            capture_output=True,
            timeout=300,
            check=False,
        )
        if not text:
            return done.returncode, done.stdout, done.stderr
        return done.returncode, done.stdout.decode(), done.stderr.decode("utf-8", "replace")

    def rows(self, *args, status=0, **more):
        """The objects that a listing prints as a JSON array."""
        code, out, err = self.run(*args, "--format=json", **more)
        assert code == status, (args, code, err)
        return json.loads(out)

    def create(self, *args):
        code, _, err = self.run("bilan-new", "--creer", "-q", *args)
        assert code == 0, err

    def centre(self, *people, region="metropole"):
        """A new store, with counsellors of these Ids."""
        self.create("/dev/null")
        text = f"%rec: Organisme\n\nNom: Centre\nFuseau: Europe/Paris\nRegion: {region}\n\n%rec: Conseiller\n"
        text += "".join(f"\nId: {name}\nNom: Mme {name.capitalize()}\n" for name in people)
        (self.depot / "centre.rec").write_text(text)

    def write_case(self, reference, journal, dossier=None):
        """A case written by hand: BYTES of its journal; its identity follows the reference."""
        folder = self.depot / "dossiers" / reference
        folder.mkdir(mode=0o700)
        text = dossier or f"%rec: Dossier\n\nReference: {reference}\nNom: Cœuret-{reference}\nPrenom: Zoé\n"
        (folder / "dossier.rec").write_text(text)
        (folder / "journal.rec").write_bytes(journal)

    def journal(self, reference):
        return self.depot / "dossiers" / reference / "journal.rec"


def as_rec(records, kind="Evenement"):
    """Records (lists of name and value pairs) as the commands write them."""
    text = f"%rec: {kind}\n"
    for record in records:
        text += "\n" + "".join(f"{name}: {value}\n" for name, value in record)
    return text
