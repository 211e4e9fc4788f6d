"""geos_newest.py UNITSDIR: the operations by the GEOS that the newest shapely brings."""

import sys

import numpy
import shapely

from units import read_units, serve

TOLERANCE_DEG = 0.001  # about 100 m

folder = sys.argv[1]
_, epci, regions, fifty, hexes = read_units(folder)
units = shapely.from_wkb(numpy.array(hexes))
points = numpy.fromfile(f"{folder}/points.bin", dtype="<i4").reshape(-1, 2) / 1e7
tree = shapely.STRtree(units)
shapely.prepare(units)


def by_group(numbers):
    numbers = numpy.array(numbers)
    return [units[numbers == group] for group in range(numbers.max() + 1)]


groups = {
    "fifty": [units[numpy.array(fifty) == 1]],
    "epci": by_group(epci),
    "regions": by_group(regions),
    "all": [units],
}


def unite(name):
    return [shapely.coverage_union_all(members) for members in groups[name]]


def unite_text(name):
    outlines = unite(name)
    for outline in outlines:
        shapely.to_geojson(outline)
    return outlines


def degrees(outlines):
    return shapely.area(outlines).sum(), shapely.length(outlines).sum()


def check():
    return numpy.count_nonzero(~shapely.is_valid(units)) + (not shapely.coverage_is_valid(units))


def locate():
    at, unit = tree.query(shapely.points(points))
    inside = shapely.contains_xy(units[unit], points[at, 0], points[at, 1])
    return (unit[inside] + 1).sum()


def number(result):
    return float(result or 0), 0.0


operations = {
    "check": (check, number),
    "locate": (locate, number),
    "simplify": (lambda: shapely.coverage_simplify(units, TOLERANCE_DEG), lambda _: (0.0, 0.0)),
}
for name in groups:
    operations[name] = (lambda name=name: unite(name), degrees)
    operations[name + "_text"] = (lambda name=name: unite_text(name), degrees)
serve("GEOS newest", ".".join(map(str, shapely.geos_version)), operations)
