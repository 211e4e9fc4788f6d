-- The store, version 1. Later versions append scripts of their own (see store_sqlite.c).

CREATE TABLE revision (
  n INTEGER PRIMARY KEY,
  recorded_at TEXT NOT NULL,
  author TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;

CREATE TABLE note (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A digest of each part of the store, written with it: see store_seal.h.

CREATE TABLE seal (
  name TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Families of shapes: the tiles that the communes of one or more vintages are put together from.
-- Never changed; removed with the last vintage that rests on them. identity is a digest of all that
-- is in one; measures are those of its arcs, derived, and made again whenever they do not fit.

CREATE TABLE family (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  source TEXT NOT NULL,
  identity TEXT NOT NULL UNIQUE,
  measures BLOB NOT NULL
) STRICT;

CREATE TABLE tile (
  family INTEGER NOT NULL REFERENCES family ON DELETE CASCADE,
  insee TEXT NOT NULL,
  side TEXT NOT NULL,
  name TEXT NOT NULL,
  shape BLOB NOT NULL,
  PRIMARY KEY (family, insee, side)
) STRICT;

-- Splits that the shapes do not know, and the line that each was cut along: grid steps of 1e-7
-- degree, "lon lat" of each position, joined by commas.

CREATE TABLE cut (
  family INTEGER NOT NULL REFERENCES family ON DELETE CASCADE,
  insee TEXT NOT NULL,
  date TEXT NOT NULL,
  left_insee TEXT NOT NULL,
  right_insee TEXT NOT NULL,
  line TEXT NOT NULL,
  is_approximate INTEGER NOT NULL,
  prolonged_start_m REAL NOT NULL,
  prolonged_end_m REAL NOT NULL,
  reason_en TEXT NOT NULL,
  reason_fr TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (family, insee)
) STRICT, WITHOUT ROWID;

-- What was mended of the shapes when they were imported, and which communes touch only through that.

CREATE TABLE repair (
  family INTEGER NOT NULL REFERENCES family ON DELETE CASCADE,
  insee TEXT NOT NULL,
  before_m2 REAL NOT NULL,
  after_m2 REAL NOT NULL,
  PRIMARY KEY (family, insee)
) STRICT, WITHOUT ROWID;

CREATE TABLE false_contact (
  family INTEGER NOT NULL REFERENCES family ON DELETE CASCADE,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  PRIMARY KEY (family, a, b)
) STRICT, WITHOUT ROWID;

-- Vintages: what the official lists of a year say. Replaced whole.

CREATE TABLE vintage (
  year INTEGER PRIMARY KEY,
  region TEXT NOT NULL,
  epci_year INTEGER NOT NULL,
  population_year INTEGER NOT NULL,
  family INTEGER NOT NULL REFERENCES family
) STRICT;
CREATE INDEX vintage_family ON vintage (family);

CREATE TABLE vintage_source (
  year INTEGER NOT NULL REFERENCES vintage ON DELETE CASCADE,
  position INTEGER NOT NULL,
  layer TEXT NOT NULL,
  file TEXT NOT NULL,
  source TEXT NOT NULL,
  licence TEXT NOT NULL,
  declared TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (year, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE departement (
  year INTEGER NOT NULL REFERENCES vintage ON DELETE CASCADE,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  PRIMARY KEY (year, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE epci (
  year INTEGER NOT NULL REFERENCES vintage ON DELETE CASCADE,
  siren TEXT NOT NULL,
  name TEXT NOT NULL,
  nature TEXT NOT NULL,
  PRIMARY KEY (year, siren)
) STRICT, WITHOUT ROWID;

CREATE TABLE commune (
  year INTEGER NOT NULL REFERENCES vintage ON DELETE CASCADE,
  insee TEXT NOT NULL,
  name TEXT NOT NULL,
  departement TEXT NOT NULL,
  epci TEXT,
  population INTEGER,
  in_region INTEGER NOT NULL,
  PRIMARY KEY (year, insee)
) STRICT, WITHOUT ROWID;

-- Land that a commune has beside the tile of its own code: tiles of communes that merged into it or
-- that were renumbered, and the sides of cuts.

CREATE TABLE land (
  year INTEGER NOT NULL REFERENCES vintage ON DELETE CASCADE,
  tile TEXT NOT NULL,
  side TEXT NOT NULL,
  insee TEXT NOT NULL,
  PRIMARY KEY (year, tile, side)
) STRICT, WITHOUT ROWID;

-- Movements of communes, and delegated and associated communes, as INSEE lists them. Replaced whole,
-- as each year's list restates the past.

CREATE TABLE movement (
  date TEXT NOT NULL,
  kind TEXT NOT NULL,
  type_before TEXT NOT NULL,
  code_before TEXT NOT NULL,
  name_before TEXT NOT NULL,
  type_after TEXT NOT NULL,
  code_after TEXT NOT NULL,
  name_after TEXT NOT NULL,
  PRIMARY KEY (date, kind, code_before, code_after, type_before, type_after)
) STRICT, WITHOUT ROWID;

CREATE TABLE delegate (
  insee TEXT NOT NULL,
  type TEXT NOT NULL,
  parent TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (insee, type)
) STRICT, WITHOUT ROWID;

-- Names that people use for an EPCI or a commune and no official list has. For searching, never for
-- joins: one name may mean several.

CREATE TABLE alias (
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (name, kind, code)
) STRICT, WITHOUT ROWID;

-- Outlines that were computed once; derived, and thrown away whenever they do not fit.

CREATE TABLE outline (
  key TEXT PRIMARY KEY,
  perimeter_m REAL NOT NULL,
  shape BLOB NOT NULL
) STRICT;

-- The register: its tables and most of its views are made of register_layout.c (see
-- register_schema.h). A row is known from revision rev_from on, until rev_to (NULL: still). Rows are
-- never changed nor removed, only closed; nor is a revision.

CREATE TRIGGER revision_keep BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER revision_fixed BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;

-- For whoever asks the file itself, with any SQLite: see VIEWS.md. The programs do not read them.

-- certain_from and certain_to: the days between which a version is in force whatever day an
-- imprecise bound turns out to be; NULL where a bound is not known at all. frozen_year: the vintage
-- whose EPCI its frozen members have; NULL where nobody said.
CREATE VIEW current_versions AS
SELECT contract, CAST(version AS INTEGER) AS version, valid_from, valid_to,
  CASE length(valid_from)
    WHEN 10 THEN valid_from
    WHEN 7 THEN date(valid_from || '-01', '+1 month', '-1 day')
    WHEN 4 THEN valid_from || '-12-31' END AS certain_from,
  CASE length(valid_to)
    WHEN 10 THEN valid_to
    WHEN 7 THEN valid_to || '-01'
    WHEN 4 THEN valid_to || '-01-01' END AS certain_to,
  reference_vintage, reference_date,
  (SELECT max(year) FROM vintage WHERE year <= CAST(substr(
    coalesce(nullif(reference_date, ''), nullif(reference_vintage, '')), 1, 4) AS INTEGER))
    AS frozen_year,
  act, cause, clip, author, visibility, source, extra, rev_from AS known_since
FROM versions WHERE rev_to IS NULL;

-- What each member says of each commune, in the codes of each vintage: include, exclude, or doubtful
-- where an EPCI was frozen and its communes of then are not known, or not all codes of today.
CREATE VIEW member_communes AS
SELECT m.contract, m.version, v.year, m.kind, m.code, m.op AS effect, m.certainty, c.insee
FROM current_members m JOIN vintage v JOIN commune c ON c.year = v.year AND c.insee = m.code
WHERE m.kind = 'commune'
UNION ALL
SELECT m.contract, m.version, v.year, m.kind, m.code, m.op, m.certainty, c.insee
FROM current_members m JOIN vintage v JOIN commune c ON c.year = v.year AND c.departement = m.code
WHERE m.kind = 'departement'
UNION ALL
SELECT m.contract, m.version, v.year, m.kind, m.code, m.op, m.certainty, c.insee
FROM current_members m JOIN vintage v JOIN commune c ON c.year = v.year AND c.epci = m.code
WHERE m.kind = 'epci' AND m.mode <> 'frozen'
UNION ALL
SELECT m.contract, m.version, v.year, m.kind, m.code, m.op, m.certainty, c.insee
FROM current_members m JOIN current_versions w USING (contract, version) JOIN vintage v
  JOIN commune c ON c.year = w.frozen_year AND c.epci = m.code
WHERE m.kind = 'epci' AND m.mode = 'frozen' AND NOT EXISTS (
  SELECT 1 FROM commune t WHERE t.year = w.frozen_year AND t.epci = m.code
  AND NOT EXISTS (SELECT 1 FROM commune n WHERE n.year = v.year AND n.insee = t.insee))
UNION ALL
SELECT m.contract, m.version, v.year, m.kind, m.code, 'doubtful', m.certainty, c.insee
FROM current_members m JOIN current_versions w USING (contract, version) JOIN vintage v
  JOIN commune c ON c.year = v.year AND c.epci = m.code
WHERE m.kind = 'epci' AND m.mode = 'frozen' AND (w.frozen_year IS NULL OR EXISTS (
  SELECT 1 FROM commune t WHERE t.year = w.frozen_year AND t.epci = m.code
  AND NOT EXISTS (SELECT 1 FROM commune n WHERE n.year = v.year AND n.insee = t.insee)));

-- The communes of each version in the codes of each vintage, as lisiere perimeter gives them.
CREATE VIEW perimeter_communes AS
SELECT b.contract, b.version, b.year, c.insee, c.name, c.departement, c.epci, c.population,
  c.in_region,
  CASE WHEN sum(b.effect = 'include' AND b.certainty = 'stated') > 0 THEN 'stated'
    ELSE 'inferred' END AS certainty
FROM member_communes b JOIN current_versions w USING (contract, version)
  JOIN commune c ON c.year = b.year AND c.insee = b.insee
WHERE w.clip <> 'region' OR c.in_region
GROUP BY b.contract, b.version, b.year, c.insee
HAVING sum(b.effect = 'include') > 0 AND sum(b.effect <> 'include') = 0;

-- Members that bring no commune in a vintage: an unknown code, or a composition nobody knows.
CREATE VIEW members_without_communes AS
SELECT m.contract, m.version, v.year, m.op, m.kind, m.code, m.label
FROM current_members m JOIN vintage v
EXCEPT
SELECT m.contract, m.version, b.year, m.op, m.kind, m.code, m.label
FROM current_members m JOIN member_communes b USING (contract, version, kind, code)
WHERE b.effect = m.op;
