// mapshaper.mjs NODE_MODULES UNITSDIR: the operations by mapshaper in process, its topology built
// before, and without the search for crossings that its command line adds (-dissolve no-repair).
import { createRequire } from 'node:module';
import { degrees, groupsOf, readUnits, serve } from './units.mjs';

const [, , modules, folder] = process.argv;
const require = createRequire(`${modules}/`);
const { internal } = require('mapshaper');

const units = readUnits(folder);
const features = units.map((unit) => ({
  type: 'Feature',
  properties: {},
  geometry: unit.geometry,
}));

function build() {
  const dataset = internal.importGeoJSON({ type: 'FeatureCollection', features }, {});
  internal.buildTopology(dataset);
  return dataset;
}

const { layers, arcs } = build();
const { shapes } = layers[0];

const operations = {
  whole: [build, () => [0, 0]],
  weights: [
    () => internal.simplifyPaths(arcs, internal.getStandardSimplifyOpts({ arcs }, {})),
    () => [0, 0],
  ],
};
const ringsOf = (shape) =>
  internal.exportPathData(shape, arcs, 'polygon').pathData.map((path) => path.points);
const textOf = (dissolved) =>
  internal.exportGeoJSON(
    { layers: [{ geometry_type: 'polygon', shapes: dissolved, name: 'outlines' }], arcs, info: {} },
    {},
  );
// Its shells turn one way and its holes the other: as if every ring were a shell of that sign.
const check = (dissolved) => {
  const sums = [0, 0];
  for (const ring of dissolved.flatMap(ringsOf)) {
    const [area, length] = degrees([[[ring]]]);
    const turn = ring.reduce(
      (sum, [x, y], i) => {
        const [nextX, nextY] = ring[(i + 1) % ring.length];
        return sum + (x - ring[0][0]) * (nextY - y) - (y - ring[0][1]) * (nextX - x);
      },
      0,
    );
    sums[0] -= Math.sign(turn) * area;
    sums[1] += length;
  }
  return sums;
};
for (const [name, groups] of Object.entries(groupsOf(units))) {
  const members = groups.flatMap((group) => group.map((i) => shapes[i]));
  const groupOf = groups.flatMap((group, number) => group.map(() => number));
  const dissolve = () => internal.dissolvePolygonGeometry(members, (i) => groupOf[i]);
  const run = (after) => () => {
    const dissolved = dissolve();
    after(dissolved);
    return dissolved;
  };
  operations[name] = [run((dissolved) => dissolved.map(ringsOf)), check];
  operations[`${name}_text`] = [run(textOf), check];
}
const { version } = require('mapshaper/package.json');
await serve('mapshaper', version, operations);
