-- As a firm would have them, and trigrams for searches within a name: a SQL Server compares texts regardless of case, PostgreSQL does not.
CREATE INDEX ON Matters (Client);
CREATE INDEX ON StmnLedger (StmnNo);
CREATE INDEX ON StmnLedger (Matters);
CREATE INDEX ON StmnLedger (Contacts);
CREATE INDEX ON StmnLedger (TransDate) WHERE LedgerType = 'S' AND AmountDue > 0;
CREATE INDEX ON StmnLedger (Reference) WHERE Reference <> '';
CREATE INDEX ON MatterContacts (Contacts);
CREATE INDEX ON Phone (Contacts);
CREATE INDEX ON TrustLedger (Matters, BankAccounts);
CREATE INDEX ON TrustLedger (Reference) WHERE Reference <> '';
CREATE INDEX ON Contacts USING gin (lower(FullName) gin_trgm_ops);
CREATE INDEX ON Contacts USING gin (lower(ContactID) gin_trgm_ops);
CREATE INDEX ON Matters USING gin (lower(MatterID) gin_trgm_ops);
CREATE INDEX ON Matters USING gin (lower(ShortDesc) gin_trgm_ops);
