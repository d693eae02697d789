CREATE TABLE run (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  started INTEGER NOT NULL,
  plan TEXT NOT NULL,
  plan_hash TEXT NOT NULL,
  verdict TEXT NOT NULL,
  seconds REAL NOT NULL,
  branch TEXT,
  commit_id TEXT,
  folder TEXT,
  environment_print TEXT NOT NULL,
  environment TEXT NOT NULL,
  tags TEXT NOT NULL
);
CREATE INDEX run_by_plan ON run (plan, started);
CREATE INDEX run_by_time ON run (started);

CREATE TABLE measure (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  unit TEXT NOT NULL,
  higher_is_better INTEGER NOT NULL
);

CREATE TABLE figure (
  measure INTEGER NOT NULL REFERENCES measure (no),
  run INTEGER NOT NULL REFERENCES run (no) ON DELETE CASCADE,
  value REAL NOT NULL,
  PRIMARY KEY (measure, run)
) WITHOUT ROWID;
CREATE INDEX figure_by_run ON figure (run);

CREATE TABLE baseline (
  plan TEXT PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (no),
  set_at INTEGER NOT NULL
);
