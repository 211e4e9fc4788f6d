"""An invented 1 January 2027, in the formats that INSEE and DGCL publish: what they would say if, since
2026, two communes had merged, one had another name, one had changed EPCI, and, when asked, one were split."""
import csv, os, subprocess, sys, unicodedata

DATASET = "data/hauts-de-france"
WORKBOOK = "tests/fixtures/published/workbook.py"
FIRST, SECOND, MERGED = "62018", "62787", "Aix-et-Sempy"  # in one EPCI and contract
RENAMED, OLD_NAME, NEW_NAME = "62009", "Adinfer", "Adinfer-en-Artois"
MOVING, LEFT, JOINED = "02602", "200071769", "240200501"  # the second is in a contract, the first in none
PARENT, CHILD, CHILD_NAME = "02439", "02348", "Glennes"  # of a merger in 2016: one shape in 2021
LIST, MOVEMENTS, EPCIS = "v_commune_2027.csv", "v_mvt_commune_2027.csv", "epcicom2027.xlsx"

LIST_HEADER = "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT".split(",")
EPCI_HEADER = ("dept,siren,raison_sociale,nature_juridique,mode_financ,nb_membres,total_pop_tot,total_pop_mun,"
               "dep_com,insee,siren_membre,nom_membre,ptot_2027,pmun_2027").split(",")


def _rows(name):
    with open(os.path.join(DATASET, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _capitals(name):
    plain = unicodedata.normalize("NFD", name.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(c for c in plain if not unicodedata.combining(c)).upper().replace("-", " ").replace("'", " ")


def _spelt(name):
    return ["0", _capitals(name), name, name]


def _movement(kind, before, after):
    """before and after: type, code, name."""
    return [kind, "2027-01-01", *before[:2], *_spelt(before[2]), *after[:2], *_spelt(after[2])]


class January:
    """communes: code → row of the dataset's table as it would be; others as INSEE and DGCL list them."""

    def __init__(self, with_split=False):
        self.communes = {row["insee"]: row for row in _rows("2026/communes.csv")}
        self.epcis = {row["siren"]: row for row in _rows("2026/epci.csv")}
        self.delegates = [[row["TYPECOM"], row["COM"], row["LIBELLE"], row["COMPARENT"]] for row in _rows("delegates.csv")]
        self.movements = [list(row.values()) for row in _rows("movements.csv")]
        self._merge()
        self._rename()
        self.communes[MOVING]["epci"] = JOINED
        if with_split:
            self._split()

    def _merge(self):
        first, second = self.communes[FIRST], self.communes.pop(SECOND)
        for code, name in ((FIRST, first["nom"]), (SECOND, second["nom"])):
            self.movements += [_movement("32", ("COM", code, name), ("COMD", code, name)),
                               _movement("32", ("COM", code, name), ("COM", FIRST, MERGED))]
            self.delegates.append(["COMD", code, name, FIRST])
        first["nom"] = MERGED
        first["population"] = str(int(first["population"]) + int(second["population"]))

    def _rename(self):
        self.movements.append(_movement("10", ("COM", RENAMED, OLD_NAME), ("COM", RENAMED, NEW_NAME)))
        self.communes[RENAMED]["nom"] = NEW_NAME

    def _split(self):
        parent, whole = self.communes[PARENT], self.communes[PARENT]["nom"]
        self.movements += [_movement("21", ("COM", PARENT, whole), ("COM", PARENT, whole)),
                           _movement("21", ("COM", PARENT, whole), ("COM", CHILD, CHILD_NAME)),
                           _movement("21", ("COMD", CHILD, CHILD_NAME), ("COM", CHILD, CHILD_NAME))]
        self.delegates = [row for row in self.delegates if row[1] != CHILD]
        self.communes[CHILD] = {**parent, "insee": CHILD, "nom": CHILD_NAME, "population": "50"}
        parent["population"] = str(int(parent["population"]) - 50)

    def members(self, siren):
        return [row for _, row in sorted(self.communes.items()) if row["epci"] == siren]

    def _list(self):
        for code, row in sorted(self.communes.items()):
            yield ["COM", code, row["reg"], row["dep"], row["dep"] + "D", row["dep"] + "1", *_spelt(row["nom"]), "", ""]
        for kind, code, name, parent in sorted(self.delegates):
            yield [kind, code, "", "", "", "", *_spelt(name), "", parent]

    def _epcis(self, year):
        for siren, epci in sorted(self.epcis.items()):
            members = self.members(siren)
            people = sum(int(row["population"]) for row in members)
            for row in members:
                yield [members[0]["dep"], siren, epci["nom"], epci["nature"], "FPU", f"={len(members)}", f"={people + 9}",
                       f"={people}", row["dep"], row["insee"], "", row["nom"], f"={int(row['population']) + 1}",
                       f"={row['population']}"]

    def write(self, folder, epci_year=2027):
        """The three files; the EPCI may be those of a table of another year, under its name."""
        os.makedirs(folder, exist_ok=True)
        for name, header, rows in ((LIST, LIST_HEADER, self._list()),
                                   (MOVEMENTS, list(_rows("movements.csv")[0]), reversed(sorted(self.movements, key=lambda row: row[1])))):
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([header, *rows])
        header = [name.replace("2027", str(epci_year)) for name in EPCI_HEADER]
        lines = "\n".join("\t".join(row) for row in [header, *self._epcis(epci_year)])
        subprocess.run([sys.executable, WORKBOOK, os.path.join(folder, EPCIS.replace("2027", str(epci_year))),
                        f"Epcicom{epci_year}"], input=lines, text=True, check=True)
