"""What the coverage tests share: made-up coverages on the 1e-7 degree grid, the region's communes, the
commands, and counts that are made here without the program. A feature is a dict of id, group and
polygons; a polygon is a list of open rings (shell first), a ring a list of whole-numbered positions."""
import copy, csv, json, math, os, random, subprocess, sys
sys.path.insert(0, "tests/support")
from tap import *

DEGREE = 10_000_000
CELL = 100_000
SOUTH = 50 * DEGREE  # the latitude where the made-up coverages begin; longitude 0 is in their middle
METRE_Y = 111_229 / DEGREE
METRE_X = 71_700 / DEGREE
DATASET = "data/hauts-de-france/2021"


class Grid:
    """Cells with jittered corners; two neighbours share the positions between their corners."""

    def __init__(self, columns, rows, between, seed):
        self.columns, self.rows, chance = columns, rows, random.Random(seed)
        def near(x, y, reach):
            return x + 4 * chance.randint(-reach, reach), y + 4 * chance.randint(-reach, reach)
        left = -(columns // 2) * CELL
        self.corner = {(c, r): near(left + c * CELL, SOUTH + r * CELL, 2000)
                       for c in range(columns + 1) for r in range(rows + 1)}
        for r in range(1, rows):  # the inner corners of the middle column are on the meridian of Greenwich
            self.corner[columns // 2, r] = (0, self.corner[columns // 2, r][1])
        self.path = {}
        for (c, r), (x, y) in self.corner.items():
            for way, end in (("h", (c + 1, r)), ("v", (c, r + 1))):
                if end in self.corner:
                    ex, ey = self.corner[end]
                    self.path[c, r, way] = [
                        near(*(4 * ((s * (between + 1 - k) + e * k) // (4 * (between + 1))) for s, e in ((x, ex), (y, ey))), 500)
                        for k in range(1, between + 1)]

    def cell(self, c, r, west=None, east=None):
        """The ring of a cell, counter-clockwise; one may give another path for its west or east side."""
        p = self.path
        east = p[c + 1, r, "v"] if east is None else east
        west = p[c, r, "v"] if west is None else west
        return [self.corner[c, r], *p[c, r, "h"], self.corner[c + 1, r], *east, self.corner[c + 1, r + 1],
                *p[c, r + 1, "h"][::-1], self.corner[c, r + 1], *west[::-1]]

    def features(self):
        half, tall = (self.columns + 1) // 2, (self.rows + 1) // 2
        return [{"id": f"c{c}-{r}", "group": "SN"[r // tall] + "WE"[c // half], "polygons": [[self.cell(c, r)]]}
                for r in range(self.rows) for c in range(self.columns)]


def blob(x, y, size=12_000):
    """A small ring of five corners around the middle of a cell."""
    x, y = x * CELL, SOUTH + y * CELL
    return [(int(x + a * size), int(y + b * size)) for a, b in ((1, 0), (0.25, 1), (-0.75, 0.5), (-1, -0.5), (0.5, -1))]


BASE = Grid(4, 4, 2, 1)
LAKE, ENCLAVE, EXCLAVE = blob(1.5, 0.5), blob(-0.5, 1.5), blob(-1.5, 2.5)
ISLANDS = [[(240_000, SOUTH), (248_000, SOUTH), (248_000, SOUTH + 8_000), (240_000, SOUTH + 8_000)],
           [(248_000, SOUTH + 8_000), (256_000, SOUTH + 8_000), (252_000, SOUTH + 16_000)]]
FREE = (300_000, SOUTH)  # out at sea, where an island can be added


def base():
    """16 cells; an enclave, an exclave in another cell, two islands that touch at a point, and a lake."""
    features = BASE.features()
    at = by_id(features)
    at["c1-1"]["polygons"][0].append(ENCLAVE[::-1])
    at["c0-2"]["polygons"][0].append(EXCLAVE[::-1])
    at["c3-0"]["polygons"][0].append(LAKE[::-1])
    at["c3-3"]["polygons"] += [[EXCLAVE], *[[ring] for ring in ISLANDS]]
    return copy.deepcopy(features + [{"id": "enclave", "group": "NE", "polygons": [[ENCLAVE]]}])


def by_id(features):
    return {f["id"]: f for f in features}


def island(ring, identifier="loop"):
    return {"id": identifier, "group": "sea", "polygons": [[[(FREE[0] + x, FREE[1] + y) for x, y in ring]]]}


def decimal(value):
    return f"{'-' if value < 0 else ''}{abs(value) // DEGREE}.{abs(value) % DEGREE:07d}"


def geometry(feature, decimal=decimal):
    """As GeoJSON text: a Polygon where one will do."""
    def ring(points):
        return "[" + ",".join(f"[{decimal(x)},{decimal(y)}]" for x, y in [*points, points[0]]) + "]"
    polygons = ["[" + ",".join(map(ring, polygon)) + "]" for polygon in feature["polygons"]]
    if len(polygons) == 1:
        return f'{{"type":"Polygon","coordinates":{polygons[0]}}}'
    return f'{{"type":"MultiPolygon","coordinates":[{",".join(polygons)}]}}'


def write(features, name="made.geojson", decimal=decimal):
    """One feature a line; a feature may bring its geometry as text. Each file has a folder of its own."""
    lines = [f'{{"type":"Feature","properties":{{"id":"{f["id"]}","group":"{f["group"]}","number":{i}}},'
             f'"geometry":{f.get("geometry") or geometry(f, decimal)}}}' for i, f in enumerate(features)]
    return put(name, '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n")


def put(name, content):
    path = os.path.join(tempfile.mkdtemp(dir=folder), name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(content)
    return path


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def coverage(*arguments):
    return cli("coverage", *arguments)


def check(path, *options):
    """Exit code, what the JSON says, stderr."""
    code, output, story = coverage("check", path, "--format", "json", *options)
    try:
        return code, json.loads(output), story
    except ValueError:
        return code, {}, story


def places(path):
    return sorted(os.listdir(os.path.dirname(path)))


def made_by(command, path, *options, name="out.geojson"):
    """Exit code, the bytes of the file that a command with -o wrote (None when there is none), stderr."""
    out = os.path.join(tempfile.mkdtemp(dir=folder), name)
    code, output, story = coverage(command, path, *options, "-o", out)
    found = places(out)
    return code, contents(out) if found == [name] else None if not found else f"left behind: {found}", story


def polygons(geometry):
    """The polygons of a GeoJSON geometry with closed rings of whole numbers."""
    shape = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[[(round(x * DEGREE), round(y * DEGREE)) for x, y in ring] for ring in polygon] for polygon in shape]


def loaded(content, key="id"):
    """Features of a GeoJSON file (none when it was not made), in the form of this module."""
    return [{"id": f["properties"].get(key), "group": f["properties"].get("group"),
             "polygons": [[ring[:-1] for ring in polygon] for polygon in polygons(f["geometry"])]}
            for f in json.loads(content or b'{"features":[]}')["features"]]


def edges_of(feature):
    for polygon in feature["polygons"]:
        for ring in polygon:
            for a, b in zip(ring, ring[1:] + ring[:1]):
                if a != b:
                    yield min(a, b), max(a, b)


def counts(features):
    """What check must say of a coverage, and its contacts by pair."""
    owners, ends, touch = {}, {}, {}
    for i, feature in enumerate(features):
        for edge in edges_of(feature):
            owners.setdefault(edge, set()).add(i)
            for end, other in (edge, edge[::-1]):
                ends.setdefault(end, set()).add(other)
                touch.setdefault(end, set()).add(i)
    nodes = {v for v, others in ends.items() if len(others) != 2}
    loops, seen = 0, set(nodes)
    for start in ends:
        if start not in seen:
            heap, free = [start], True
            while heap:
                v = heap.pop()
                free &= v not in nodes
                if v not in seen:
                    seen.add(v)
                    heap.extend(ends[v])
            loops += free
    def pairs(sets):
        return {tuple(sorted((features[i]["id"], features[j]["id"]))) for s in sets for i in s for j in s if i < j}
    edge = pairs(owners.values())
    point = pairs(touch.values()) - edge
    parts = [polygon for f in features for polygon in f["polygons"]]
    return {"features": len(features), "parts": len(parts), "rings": sum(map(len, parts)),
            "holes": sum(map(len, parts)) - len(parts), "vertices": len(ends), "edges": len(owners),
            "nodes": len(nodes), "arcs": sum(len(ends[v]) for v in nodes) // 2 + loops,
            "adjacent_pairs": len(edge), "point_contacts": len(point)}, edge, point


def twice_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))


def total(features):
    """Twice the area in squared units of the grid: exact."""
    return sum(abs(twice_area(ring)) * (1 if k == 0 else -1)
               for f in features for polygon in f["polygons"] for k, ring in enumerate(polygon))


def square_metres(twice):
    return abs(twice) / 2 * METRE_X * METRE_Y


def away(place, rings):
    """Metres from a place to the nearest of some areas (open rings of whole numbers), lines or points."""
    x, y = place["lon"] * DEGREE, place["lat"] * DEGREE
    nearest = math.inf
    for ring in rings:
        inside = False
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                inside = not inside
            dx, dy, px, py = (bx - ax) * METRE_X, (by - ay) * METRE_Y, (x - ax) * METRE_X, (y - ay) * METRE_Y
            along = min(1, max(0, (px * dx + py * dy) / (dx * dx + dy * dy))) if dx or dy else 0
            nearest = min(nearest, math.hypot(px - along * dx, py - along * dy))
        nearest = 0 if inside else nearest
    return nearest


def ogr(name, source, *options):
    path = os.path.join(tempfile.mkdtemp(dir=folder), name)
    subprocess.run(["ogr2ogr", *options, path, source], check=True, capture_output=True)
    return path


def communes():
    with open(f"{DATASET}/communes.csv", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["reg"] == "32"]


def region(name, *options):
    """A file of the 3,789 communes of the region in 2021, made from the bundled shapes."""
    with open(f"{DATASET}/communes.csv", encoding="utf-8") as file:
        outside = ",".join(f"'{row['insee']}'" for row in csv.DictReader(file) if row["reg"] != "32")
    return ogr(name, f"{DATASET}/shapes.fgb", "-where", f"insee NOT IN ({outside})", *options)


def region_with(fields, precision=7):
    """A GeoJSON file of the region with more fields: a function from the code to a dict."""
    with open(region("region.geojson", "-lco", f"COORDINATE_PRECISION={precision}"), encoding="utf-8") as source:
        collection = json.load(source)
    for feature in collection["features"]:
        feature["properties"].update(fields(feature["properties"]["insee"]))
    return put("region.geojson", json.dumps(collection)), collection["features"]
