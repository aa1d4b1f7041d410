-- As a firm would have them, and trigrams for searches within a name: a SQL Server compares texts regardless of case, PostgreSQL does not.
CREATE INDEX ON Matter (Client);
CREATE INDEX ON InvMaster (LeadMatter);
CREATE INDEX ON InvMaster (InvNumber);
CREATE INDEX ON InvMaster (lower(InvNumber));
CREATE INDEX ON InvMaster (InvDate, InvIndex);
CREATE INDEX ON InvPayor (Payor);
CREATE INDEX ON InvPayor (InvMaster) WHERE BalAmt > 0;
CREATE INDEX ON ARDetail (InvMaster);
CREATE INDEX ON RcptMaster (RefNumber);
CREATE INDEX ON RcptInvoice (RcptMaster);
CREATE INDEX ON TrustReceipt (RefNumber);
CREATE INDEX ON TrustReceiptDetail (TrustReceipt);
CREATE INDEX ON TrustBalance (Matter, BankAcctTrust);
CREATE INDEX ON Client USING gin (lower(DisplayName) gin_trgm_ops);
CREATE INDEX ON Client USING gin (lower(Number) gin_trgm_ops);
CREATE INDEX ON Matter USING gin (lower(Number) gin_trgm_ops);
CREATE INDEX ON Matter USING gin (lower(DisplayName) gin_trgm_ops);
