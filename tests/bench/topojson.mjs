// topojson.mjs NODE_MODULES UNITSDIR: the operations by topojson-server and topojson-client.
import { createRequire } from 'node:module';
import { degrees, groupsOf, readUnits, serve } from './units.mjs';

const [, , modules, folder] = process.argv;
const require = createRequire(`${modules}/`);
const { topology } = require('topojson-server');
const { merge, neighbors } = require('topojson-client');

const units = readUnits(folder);
const collection = {
  type: 'GeometryCollection',
  geometries: units.map((unit) => unit.geometry),
};
// It consumes what it is given, so it gets shallow copies; the coordinates are only read.
const build = () =>
  topology({ units: { type: 'GeometryCollection', geometries: [...collection.geometries] } });
const topo = build();
const shapes = topo.objects.units.geometries;

const operations = {
  whole: [build, () => [0, 0]],
  adjacency: [
    () => neighbors(shapes),
    (lists) => [lists.reduce((sum, list) => sum + list.length, 0) / 2, 0],
  ],
};
for (const [name, groups] of Object.entries(groupsOf(units))) {
  const unite = () => groups.map((group) => merge(topo, group.map((i) => shapes[i])));
  const uniteText = () => unite().map((outline) => (JSON.stringify(outline), outline));
  const check = (outlines) => degrees(outlines.map((outline) => outline.coordinates));
  operations[name] = [unite, check];
  operations[`${name}_text`] = [uniteText, check];
}
const { version } = require('topojson-client/package.json');
await serve('topojson', version, operations);
