"""What machines are given, read by the validators that others use.

`check.py PUBLIC` reads a built site: the data package with frictionless, the CSV on the Web with
csvw, the JSON-LD of every page, the table for spreadsheets. Each validator is shown a broken copy
too, which it must refuse.
"""

import csv
import json
import shutil
import sys
import tempfile
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

from csvw import CSVW
from frictionless import Package

DATASET = ["name", "description", "license", "creator", "distribution", "variableMeasured"]


def data_package(data):
    report = Package(str(data / "datapackage.json")).validate()
    return [str(error) for error in report.flatten(["title", "message"])]


def csv_on_the_web(data):
    described = CSVW(str(data / "facts.csv-metadata.json"), validate=True)
    if not described.is_valid:
        return [str(warning.message) for warning in described.warnings] or ["CSV on the Web"]
    with open(data / "facts.csv", encoding="utf-8", newline="") as file:
        printed = list(csv.DictReader(file))
    rows = [row for table in described.tables for row in table]
    faults = [] if len(rows) == len(printed) > 0 else ["CSV on the Web: rows"]
    for row, same in zip(rows, printed):
        if row["id"] != same["id"] or row["value"] != Decimal(same["value"]):
            faults.append(f"{row['id']} {row['value']} is not {same['id']} {same['value']}")
    return faults


class JsonLd(HTMLParser):
    def __init__(self):
        super().__init__()
        self.inside, self.found, self.alternates = False, [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.inside = tag == "script" and attributes.get("type") == "application/ld+json"
        if tag == "link" and attributes.get("rel") == "alternate":
            self.alternates.append(attributes["href"])

    def handle_data(self, text):
        if self.inside:
            self.found.append(json.loads(text))
            self.inside = False


def json_ld(public):
    faults, pages, moved = [], 0, 0
    for page in sorted(public.rglob("*.html")):
        name = page.relative_to(public).as_posix()
        html = page.read_text(encoding="utf-8")
        parser = JsonLd()
        parser.feed(html)
        for href in parser.alternates:
            if not (page.parent / href).is_file():
                faults.append(f"{name}: no {href}")
        if name == "404.html" or 'http-equiv="refresh"' in html:
            moved += 1
            continue
        pages += 1
        crumbs = [o for o in parser.found if o["@type"] == "BreadcrumbList"]
        if len(crumbs) != 1:
            faults.append(f"{name}: {len(crumbs)} lists of breadcrumbs")
            continue
        items = crumbs[0]["itemListElement"]
        if [i["position"] for i in items] != list(range(1, len(items) + 1)):
            faults.append(f"{name}: positions")
        for item in items:
            path = item["item"].split("#")[0]
            if not item["name"] or not (page.parent / path).is_file():
                faults.append(f"{name}: {item}")
        if name == "data/index.html":
            sets = [o for o in parser.found if o["@type"] == "Dataset"]
            assert len(sets) == 1, "one data set"
            faults += [f"data set: no {field}" for field in DATASET if not sets[0].get(field)]
            if not 50 <= len(sets[0]["description"]) <= 5000:
                faults.append("data set: length of description")
            for download in sets[0]["distribution"]:
                assert download["@type"] == "DataDownload" and download["encodingFormat"]
                if not (page.parent / download["contentUrl"]).is_file():
                    faults.append(f"data set: no {download['contentUrl']}")
    assert pages > 5, pages
    return faults


def spreadsheet(data):
    raw = (data / "facts-excel.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "a byte order mark"
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    plain = list(csv.reader((data / "facts.csv").read_text(encoding="utf-8").splitlines()))
    faults = []
    for row, other in zip(rows, plain, strict=True):
        for cell, same in zip(row, other, strict=True):
            if cell[:1] in "=+-@\t\r" and cell and not is_number(cell):
                faults.append(f"formula: {cell}")
            if cell.removeprefix("'") != same and cell != same:
                faults.append(f"{cell} is not {same}")
    return faults


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def broken(data):
    """A copy whose first fact lacks its id and says a word where a number belongs."""
    copy = Path(tempfile.mkdtemp()) / "data"
    shutil.copytree(data, copy)
    lines = (copy / "facts.csv").read_bytes().decode("utf-8").split("\r\n")
    cells = next(csv.reader([lines[1]]))
    cells[lines[0].split(",").index("value")] = "many"
    lines[1] = ",".join([""] + [f'"{c}"' for c in cells[1:]])
    (copy / "facts.csv").write_bytes("\r\n".join(lines).encode("utf-8"))
    return copy


def main(public):
    data = public / "data"
    faults = data_package(data) + csv_on_the_web(data) + json_ld(public) + spreadsheet(data)
    for fault in faults:
        print(fault, file=sys.stderr)
    copy = broken(data)
    assert data_package(copy), "frictionless refuses a broken package"
    assert csv_on_the_web(copy), "csvw refuses a broken table"
    shutil.rmtree(copy.parent)
    print(f"data package, CSV on the Web, JSON-LD, spreadsheet: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
