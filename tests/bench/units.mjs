// The file that all programs read (units.h), and the protocol that they speak (worker.h).
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const MEASURABLE_MS = 20;

function readMultiPolygon(hex) {
  const bytes = Buffer.from(hex, 'hex');
  let at = 5;
  const uint32 = () => bytes.readUInt32LE((at += 4) - 4);
  const double = () => bytes.readDoubleLE((at += 8) - 8);
  const list = (item) => Array.from({ length: uint32() }, item);
  return list(() => {
    at += 5;
    return list(() => list(() => [double(), double()]));
  });
}

export function readUnits(folder) {
  const lines = readFileSync(`${folder}/units.tsv`, 'latin1').trimEnd().split('\n');
  return lines.map((line) => {
    const [code, epci, region, fifty, hex] = line.split('\t');
    const geometry = { type: 'MultiPolygon', coordinates: readMultiPolygon(hex) };
    return { code, epci: +epci, region: +region, fifty: fifty === '1', geometry };
  });
}

// Lists of the numbers of units, by the name of the operation that unites each list.
export function groupsOf(units) {
  const by = (numberOf) => {
    const groups = [];
    units.forEach((unit, i) => {
      const number = numberOf(unit);
      if (number >= 0) (groups[number] ??= []).push(i);
    });
    return groups;
  };
  return {
    fifty: by((unit) => (unit.fifty ? 0 : -1)),
    epci: by((unit) => unit.epci),
    regions: by((unit) => unit.region),
    all: by(() => 0),
  };
}

// Area and length in degrees of GeoJSON MultiPolygon coordinates.
export function degrees(outlines) {
  let area = 0;
  let length = 0;
  for (const ring of outlines.flat()) {
    ring.forEach((points, hole) => {
      let doubled = 0;
      for (let i = 0; i + 1 < points.length; i++) {
        const [x, y] = points[i];
        const dx = points[i + 1][0] - x;
        const dy = points[i + 1][1] - y;
        doubled += (x - points[0][0]) * dy - (y - points[0][1]) * dx;
        length += Math.hypot(dx, dy);
      }
      area += ((hole === 0 ? 1 : -1) * Math.abs(doubled)) / 2;
    });
  }
  return [area, length];
}

// operations: name to [run, check]; run is timed and returns what check judges.
export async function serve(name, version, operations) {
  console.log(JSON.stringify({ name, version, operations: Object.keys(operations) }));
  for await (const line of createInterface({ input: process.stdin })) {
    const [run, check] = operations[line];
    let rounds = 1;
    for (;;) {
      let result;
      const begin = performance.now();
      for (let i = 0; i < rounds; i++) result = run();
      const ms = performance.now() - begin;
      if (ms >= MEASURABLE_MS) {
        console.log(JSON.stringify({ ms: ms / rounds, check: check(result) }));
        break;
      }
      rounds = Math.floor((rounds * MEASURABLE_MS * 1.5) / ms) + 1;
    }
  }
}
