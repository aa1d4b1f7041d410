-- As a firm would have them, and trigrams for searches within a name: a SQL Server compares texts regardless of case, PostgreSQL does not.
CREATE INDEX ON matter (mclient);
CREATE INDEX ON ledger (linvoice);
CREATE INDEX ON ledger (lmatter);
CREATE INDEX ON ledger (ltradat) WHERE lzero = 'N';
CREATE INDEX ON ledger (ldocumnt) WHERE ldocumnt <> '';
CREATE INDEX ON trsttran (tttrust);
CREATE INDEX ON trsttran (ttdocumnt) WHERE ttdocumnt <> '';
CREATE INDEX ON client USING gin (lower(clname1) gin_trgm_ops);
CREATE INDEX ON client USING gin (lower(clnum) gin_trgm_ops);
CREATE INDEX ON matter USING gin (lower(mmatter) gin_trgm_ops);
CREATE INDEX ON matter USING gin (lower(mdesc1) gin_trgm_ops);
