-- Docketpay Connect: what the Connect service asks of ProLaw. Script version 1. SQL Server 2012 to 2025, and Babelfish.
--
-- Run it in the database of ProLaw, as its owner; run it again after each change: everything is dropped and made anew, but
-- for dbo.docketpay_batches, which is kept. It reads the tables of ProLaw and writes none but dbo.docketpay_batches.
--
-- Part 1 holds all that depends on your firm, in blocks marked SETTING: each states what it assumes, and is the place to change it. Keep the
-- names and the order of the result columns. Part 2 asks only what part 1 answers, and is the same for every firm.
--
-- A text is compared by the collation of its column, so regardless of case where that is case-insensitive, as SQL Server's default is.
-- guide.md beside this script says what to change where it is not.

SET ANSI_NULLS ON;
GO
SET QUOTED_IDENTIFIER ON;
GO

-- ============================================================================================================================
-- Part 1. Where things stand
-- ============================================================================================================================

-- SETTING 1. What each billing contact owes on each statement: one row of StmnLedger of LedgerType S. Assumes:
--   * the key of StmnLedger is the guid StmnLedger, as text; Amount is what was billed to the contact, AmountDue what is still open;
--   * a purged statement has no StmnNo; a reversed one has IsReversed = 1; AmountDue is below 0 for a credit;
--   * StmnLedger.Matters is the (leading) matter; nothing may be posted on it unless its Status is Open;
--   * the client is Matters.Client; people know a contact by ContactID; MatterContacts holds each billing contact's share of the matter's
--     bills in BillPercent, 100 when it bears all;
--   * the firm has one currency (ISO, two decimals), in ProLawINI, Section Accounting, Ident Currency; USD where that is missing.
-- seek_id and invoice_id are how a row is found fast, sort_on and sort_id by what a search is sorted; the marks are what the next block asks.
IF OBJECT_ID(N'dbo.docketpay_invoices', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_invoices;
GO
CREATE VIEW dbo.docketpay_invoices
AS
SELECT
    s.StmnLedger AS seek_id,
    s.StmnNo AS invoice_id,
    s.StmnLedger AS item_key,
    N'invoice' AS kind,
    c.ContactID AS client_number,
    c.FullName AS client_name,
    m.MatterID AS matter_number,
    m.ShortDesc AS matter_name,
    CONVERT(nvarchar(20), s.StmnNo) AS invoice_number,
    p.ContactID AS payor_number,
    p.FullName AS payor_name,
    NULLIF(mc.BillPercent, 100) AS payor_percent,
    N'' AS bank_account,
    CONVERT(nvarchar(10), s.TransDate, 23) AS dated,
    s.TransDate AS sort_on,
    s.StmnLedger AS sort_id,
    s.IsReversed AS reversed_mark,
    m.Status AS matter_mark,
    s.AmountDue AS open_amount,
    CAST(ROUND(s.Amount * 100, 0) AS bigint) AS original_cents,
    CAST(ROUND(s.AmountDue * 100, 0) AS bigint) AS balance_cents,
    ISNULL(i.Value, N'USD') AS currency,
    CASE
      WHEN s.IsReversed = 1 THEN N'reversed'
      WHEN s.AmountDue <= 0 THEN N'paid'
      WHEN m.Status <> N'Open' THEN N'closed'
      ELSE N'open'
    END AS status
FROM dbo.StmnLedger AS s
INNER JOIN dbo.Matters AS m ON m.Matters = s.Matters
INNER JOIN dbo.Contacts AS c ON c.Contacts = m.Client
INNER JOIN dbo.Contacts AS p ON p.Contacts = s.Contacts
LEFT JOIN dbo.MatterContacts AS mc ON mc.Matters = s.Matters AND mc.Contacts = s.Contacts AND mc.AssignedType = N'Billing'
LEFT JOIN dbo.ProLawINI AS i ON i.Section = N'Accounting' AND i.Ident = N'Currency'
WHERE s.LedgerType = N'S' AND s.StmnNo IS NOT NULL;
GO

-- Of SETTING 1, what is open: the rows whose status is open, in words for which the tables may have an index. Keep both alike.
IF OBJECT_ID(N'dbo.docketpay_open_invoices', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_open_invoices;
GO
CREATE VIEW dbo.docketpay_open_invoices
AS
SELECT v.*
FROM dbo.docketpay_invoices AS v
WHERE v.open_amount > 0 AND v.reversed_mark = 0 AND v.matter_mark = N'Open';
GO

-- SETTING 2. What is held for each matter at each trust bank account. No public material names ProLaw's trust tables. Assumes:
--   * a ledger is there once TrustLedger has a row of its Matters and BankAccounts; what it holds is the sum of Amount;
--   * money may come in while the matter's Status is Open and the bank account is not inactive.
IF OBJECT_ID(N'dbo.docketpay_trust_ledgers', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_trust_ledgers;
GO
CREATE VIEW dbo.docketpay_trust_ledgers
AS
SELECT
    t.Matters AS seek_id,
    CONCAT(t.Matters, N':', t.BankAccounts) AS item_key,
    N'trust' AS kind,
    c.ContactID AS client_number,
    c.FullName AS client_name,
    m.MatterID AS matter_number,
    m.ShortDesc AS matter_name,
    N'' AS invoice_number,
    c.ContactID AS payor_number,
    c.FullName AS payor_name,
    CAST(NULL AS decimal(7, 4)) AS payor_percent,
    b.AccountID AS bank_account,
    CAST(NULL AS nvarchar(10)) AS dated,
    CAST(ROUND(SUM(t.Amount) * 100, 0) AS bigint) AS original_cents,
    CAST(ROUND(SUM(t.Amount) * 100, 0) AS bigint) AS balance_cents,
    ISNULL(i.Value, N'USD') AS currency,
    CASE WHEN m.Status <> N'Open' OR b.IsInactive = 1 THEN N'closed' ELSE N'open' END AS status
FROM dbo.TrustLedger AS t
INNER JOIN dbo.Matters AS m ON m.Matters = t.Matters
INNER JOIN dbo.Contacts AS c ON c.Contacts = m.Client
INNER JOIN dbo.BankAccounts AS b ON b.BankAccounts = t.BankAccounts
LEFT JOIN dbo.ProLawINI AS i ON i.Section = N'Accounting' AND i.Ident = N'Currency'
GROUP BY t.Matters, t.BankAccounts, c.ContactID, c.FullName, m.MatterID, m.ShortDesc, m.Status, b.AccountID, b.IsInactive, i.Value;
GO

-- SETTING 3. Receipts that were taken in, by the reference of their posting record. Assumes that the import keeps the record's reference
-- (D-2026-000123) in Reference, of StmnLedger rows of LedgerType R and of TrustLedger rows, and that JournalNo names the receipt.
IF OBJECT_ID(N'dbo.docketpay_receipts', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_receipts;
GO
CREATE VIEW dbo.docketpay_receipts
AS
SELECT s.Reference AS reference, CONVERT(nvarchar(40), s.JournalNo) AS receipt_ref, CONVERT(nvarchar(10), s.TransDate, 23) AS received_on
FROM dbo.StmnLedger AS s
WHERE s.LedgerType = N'R'
UNION ALL
SELECT t.Reference AS reference, CONVERT(nvarchar(40), t.JournalNo) AS receipt_ref, CONVERT(nvarchar(10), t.TransDate, 23) AS received_on
FROM dbo.TrustLedger AS t;
GO

-- SETTING 4. Bank accounts that a posting can name. Assumes the table BankAccounts with AccountID, AccountName, IsTrust and IsInactive.
IF OBJECT_ID(N'dbo.docketpay_bank_accounts', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_bank_accounts;
GO
CREATE VIEW dbo.docketpay_bank_accounts
AS
SELECT b.AccountID AS code, b.AccountName AS name, CASE WHEN b.IsTrust = 1 THEN 1 ELSE 0 END AS is_trust
FROM dbo.BankAccounts AS b
WHERE b.IsInactive = 0;
GO

-- SETTING 5. Ledger codes that a posting can name. Assumes that they are general ledger accounts, in GLAccounts.
IF OBJECT_ID(N'dbo.docketpay_ledger_codes', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_ledger_codes;
GO
CREATE VIEW dbo.docketpay_ledger_codes
AS
SELECT g.AccountNo AS code, g.Description AS name, CASE WHEN g.IsTrust = 1 THEN 1 ELSE 0 END AS is_trust
FROM dbo.GLAccounts AS g;
GO

-- SETTING 6. Transaction types that a posting can name. Assumes the table TransTypes.
IF OBJECT_ID(N'dbo.docketpay_transaction_types', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_transaction_types;
GO
CREATE VIEW dbo.docketpay_transaction_types
AS
SELECT t.Code AS code, t.Description AS name, CASE WHEN t.IsTrust = 1 THEN 1 ELSE 0 END AS is_trust
FROM dbo.TransTypes AS t;
GO

-- ============================================================================================================================
-- Part 2. What the Connect service calls
-- ============================================================================================================================

-- Which script this is.
IF OBJECT_ID(N'dbo.docketpay_describe', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_describe;
GO
CREATE PROCEDURE dbo.docketpay_describe
AS
BEGIN
  SET NOCOUNT ON;
  SELECT N'prolaw' AS system, N'1' AS script_version, 1 AS has_trust, 1 AS confirms;
END;
GO

-- Open invoices, oldest first. Each field has a query of its own, of which one runs: RECOMPILE plans it for the text that is looked for, because
-- one letter and a whole number are found in different ways. @after_date and @after_key name the last row of the page before; where that
-- row is gone, its day is enough.
IF OBJECT_ID(N'dbo.docketpay_search_invoices', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_search_invoices;
GO
CREATE PROCEDURE dbo.docketpay_search_invoices
  @by nvarchar(40), @query nvarchar(200), @match nvarchar(10), @after_date nvarchar(10), @after_key nvarchar(80), @rows int
AS
BEGIN
  SET NOCOUNT ON;
  DECLARE @number bigint = TRY_CAST(@query AS bigint);
  DECLARE @pattern nvarchar(810) = CONCAT(N'%', REPLACE(REPLACE(REPLACE(REPLACE(@query, N'\', N'\\'), N'%', N'\%'), N'_', N'\_'), N'[', N'\['), N'%');
  DECLARE @after_day date = TRY_CAST(@after_date AS date);
  DECLARE @after_seek nvarchar(36) = LEFT(@after_key, 36);
  DECLARE @after_id nvarchar(36) = @after_seek;
  DECLARE @after_on datetime2 = ISNULL((SELECT MIN(v.sort_on) FROM dbo.docketpay_invoices AS v WHERE v.seek_id = @after_seek AND v.item_key = @after_key), @after_day);
  SELECT TOP (@rows)
      f.item_key, f.kind, f.client_number, f.client_name, f.matter_number, f.matter_name, f.invoice_number, f.payor_number, f.payor_name,
      f.payor_percent, f.bank_account, f.dated, f.original_cents, f.balance_cents, f.currency, f.status
  FROM (
    SELECT a01.* FROM (
      SELECT TOP (@rows) v.* FROM dbo.docketpay_open_invoices AS v
      WHERE @by = N'client_name' AND @match = N'contains' AND v.client_name LIKE @pattern ESCAPE N'\'
        AND (@after_key IS NULL OR v.sort_on > @after_on OR (v.sort_on = @after_on AND v.sort_id > @after_id))
      ORDER BY v.sort_on, v.sort_id
    ) AS a01
    UNION ALL
    SELECT a02.* FROM (
      SELECT TOP (@rows) v.* FROM dbo.docketpay_open_invoices AS v
      WHERE @by = N'client_name' AND @match = N'exact' AND v.client_name = @query
        AND (@after_key IS NULL OR v.sort_on > @after_on OR (v.sort_on = @after_on AND v.sort_id > @after_id))
      ORDER BY v.sort_on, v.sort_id
    ) AS a02
    UNION ALL
    SELECT a03.* FROM (
      SELECT TOP (@rows) v.* FROM dbo.docketpay_open_invoices AS v
      WHERE @by = N'client_number' AND @match = N'contains' AND v.client_number LIKE @pattern ESCAPE N'\'
        AND (@after_key IS NULL OR v.sort_on > @after_on OR (v.sort_on = @after_on AND v.sort_id > @after_id))
      ORDER BY v.sort_on, v.sort_id
    ) AS a03
    UNION ALL
    SELECT a04.* FROM (
      SELECT TOP (@rows) v.* FROM dbo.docketpay_open_invoices AS v
      WHERE @by = N'client_number' AND @match = N'exact' AND v.client_number = @query
        AND (@after_key IS NULL OR v.sort_on > @after_on OR (v.sort_on = @after_on AND v.sort_id > @after_id))
      ORDER BY v.sort_on, v.sort_id
    ) AS a04
    UNION ALL
    SELECT a05.* FROM (
      SELECT TOP (@rows) v.* FROM dbo.docketpay_open_invoices AS v
      WHERE @by = N'matter_number' AND @match = N'contains' AND v.matter_number LIKE @pattern ESCAPE N'\'
        AND (@after_key IS NULL OR v.sort_on > @after_on OR (v.sort_on = @after_on AND v.sort_id > @after_id))
      ORDER BY v.sort_on, v.sort_id
    ) AS a05
    UNION ALL
    SELECT a06.* FROM (
      SELECT TOP (@rows) v.* FROM dbo.docketpay_open_invoices AS v
      WHERE @by = N'matter_number' AND @match = N'exact' AND v.matter_number = @query
        AND (@after_key IS NULL OR v.sort_on > @after_on OR (v.sort_on = @after_on AND v.sort_id > @after_id))
      ORDER BY v.sort_on, v.sort_id
    ) AS a06
    UNION ALL
    SELECT a07.* FROM (
      SELECT TOP (@rows) v.* FROM dbo.docketpay_open_invoices AS v
      WHERE @by = N'matter_description' AND @match = N'contains' AND v.matter_name LIKE @pattern ESCAPE N'\'
        AND (@after_key IS NULL OR v.sort_on > @after_on OR (v.sort_on = @after_on AND v.sort_id > @after_id))
      ORDER BY v.sort_on, v.sort_id
    ) AS a07
    UNION ALL
    SELECT a08.* FROM (
      SELECT TOP (@rows) v.* FROM dbo.docketpay_open_invoices AS v
      WHERE @by = N'matter_description' AND @match = N'exact' AND v.matter_name = @query
        AND (@after_key IS NULL OR v.sort_on > @after_on OR (v.sort_on = @after_on AND v.sort_id > @after_id))
      ORDER BY v.sort_on, v.sort_id
    ) AS a08
    UNION ALL
    SELECT a09.* FROM (
      SELECT TOP (@rows) v.* FROM dbo.docketpay_open_invoices AS v
      WHERE @by = N'invoice_number' AND @match = N'contains' AND v.invoice_number LIKE @pattern ESCAPE N'\'
        AND (@after_key IS NULL OR v.sort_on > @after_on OR (v.sort_on = @after_on AND v.sort_id > @after_id))
      ORDER BY v.sort_on, v.sort_id
    ) AS a09
    UNION ALL
    SELECT a10.* FROM (
      SELECT TOP (@rows) v.* FROM dbo.docketpay_open_invoices AS v
      WHERE @by = N'invoice_number' AND @match = N'exact' AND v.invoice_id = @number AND v.invoice_number = @query
        AND (@after_key IS NULL OR v.sort_on > @after_on OR (v.sort_on = @after_on AND v.sort_id > @after_id))
      ORDER BY v.sort_on, v.sort_id
    ) AS a10
  ) AS f
  ORDER BY f.sort_on, f.sort_id
  OPTION (RECOMPILE);
END;
GO

-- Open trust ledgers. A trust ledger has no invoice number: by it none is found. @after_date is not used.
IF OBJECT_ID(N'dbo.docketpay_search_trust_ledgers', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_search_trust_ledgers;
GO
CREATE PROCEDURE dbo.docketpay_search_trust_ledgers
  @by nvarchar(40), @query nvarchar(200), @match nvarchar(10), @after_date nvarchar(10), @after_key nvarchar(80), @rows int
AS
BEGIN
  SET NOCOUNT ON;
  DECLARE @pattern nvarchar(810) = CONCAT(N'%', REPLACE(REPLACE(REPLACE(REPLACE(@query, N'\', N'\\'), N'%', N'\%'), N'_', N'\_'), N'[', N'\['), N'%');
  SELECT TOP (@rows)
      f.item_key, f.kind, f.client_number, f.client_name, f.matter_number, f.matter_name, f.invoice_number, f.payor_number, f.payor_name,
      f.payor_percent, f.bank_account, f.dated, f.original_cents, f.balance_cents, f.currency, f.status
  FROM (
    SELECT v.* FROM dbo.docketpay_trust_ledgers AS v
    WHERE @by = N'client_name' AND @match = N'contains' AND v.client_name LIKE @pattern ESCAPE N'\'
    UNION ALL
    SELECT v.* FROM dbo.docketpay_trust_ledgers AS v
    WHERE @by = N'client_name' AND @match = N'exact' AND v.client_name = @query
    UNION ALL
    SELECT v.* FROM dbo.docketpay_trust_ledgers AS v
    WHERE @by = N'client_number' AND @match = N'contains' AND v.client_number LIKE @pattern ESCAPE N'\'
    UNION ALL
    SELECT v.* FROM dbo.docketpay_trust_ledgers AS v
    WHERE @by = N'client_number' AND @match = N'exact' AND v.client_number = @query
    UNION ALL
    SELECT v.* FROM dbo.docketpay_trust_ledgers AS v
    WHERE @by = N'matter_number' AND @match = N'contains' AND v.matter_number LIKE @pattern ESCAPE N'\'
    UNION ALL
    SELECT v.* FROM dbo.docketpay_trust_ledgers AS v
    WHERE @by = N'matter_number' AND @match = N'exact' AND v.matter_number = @query
    UNION ALL
    SELECT v.* FROM dbo.docketpay_trust_ledgers AS v
    WHERE @by = N'matter_description' AND @match = N'contains' AND v.matter_name LIKE @pattern ESCAPE N'\'
    UNION ALL
    SELECT v.* FROM dbo.docketpay_trust_ledgers AS v
    WHERE @by = N'matter_description' AND @match = N'exact' AND v.matter_name = @query
  ) AS f
  WHERE f.status = N'open' AND (@after_key IS NULL OR f.item_key > @after_key)
  ORDER BY f.item_key
  OPTION (RECOMPILE);
END;
GO

-- Up to 20 items as they stand now, whatever their status. A key begins with the guid by which its row is found.
IF OBJECT_ID(N'dbo.docketpay_read_items', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_read_items;
GO
CREATE PROCEDURE dbo.docketpay_read_items
  @kind nvarchar(10), @key01 nvarchar(80),
  @key02 nvarchar(80) = NULL, @key03 nvarchar(80) = NULL, @key04 nvarchar(80) = NULL, @key05 nvarchar(80) = NULL,
  @key06 nvarchar(80) = NULL, @key07 nvarchar(80) = NULL, @key08 nvarchar(80) = NULL, @key09 nvarchar(80) = NULL,
  @key10 nvarchar(80) = NULL, @key11 nvarchar(80) = NULL, @key12 nvarchar(80) = NULL, @key13 nvarchar(80) = NULL,
  @key14 nvarchar(80) = NULL, @key15 nvarchar(80) = NULL, @key16 nvarchar(80) = NULL, @key17 nvarchar(80) = NULL,
  @key18 nvarchar(80) = NULL, @key19 nvarchar(80) = NULL, @key20 nvarchar(80) = NULL
AS
BEGIN
  SET NOCOUNT ON;
  DECLARE @seek01 nvarchar(36) = LEFT(@key01, 36);
  DECLARE @seek02 nvarchar(36) = LEFT(@key02, 36);
  DECLARE @seek03 nvarchar(36) = LEFT(@key03, 36);
  DECLARE @seek04 nvarchar(36) = LEFT(@key04, 36);
  DECLARE @seek05 nvarchar(36) = LEFT(@key05, 36);
  DECLARE @seek06 nvarchar(36) = LEFT(@key06, 36);
  DECLARE @seek07 nvarchar(36) = LEFT(@key07, 36);
  DECLARE @seek08 nvarchar(36) = LEFT(@key08, 36);
  DECLARE @seek09 nvarchar(36) = LEFT(@key09, 36);
  DECLARE @seek10 nvarchar(36) = LEFT(@key10, 36);
  DECLARE @seek11 nvarchar(36) = LEFT(@key11, 36);
  DECLARE @seek12 nvarchar(36) = LEFT(@key12, 36);
  DECLARE @seek13 nvarchar(36) = LEFT(@key13, 36);
  DECLARE @seek14 nvarchar(36) = LEFT(@key14, 36);
  DECLARE @seek15 nvarchar(36) = LEFT(@key15, 36);
  DECLARE @seek16 nvarchar(36) = LEFT(@key16, 36);
  DECLARE @seek17 nvarchar(36) = LEFT(@key17, 36);
  DECLARE @seek18 nvarchar(36) = LEFT(@key18, 36);
  DECLARE @seek19 nvarchar(36) = LEFT(@key19, 36);
  DECLARE @seek20 nvarchar(36) = LEFT(@key20, 36);
  SELECT
      f.item_key, f.kind, f.client_number, f.client_name, f.matter_number, f.matter_name, f.invoice_number, f.payor_number, f.payor_name,
      f.payor_percent, f.bank_account, f.dated, f.original_cents, f.balance_cents, f.currency, f.status
  FROM dbo.docketpay_invoices AS f
  WHERE @kind = N'invoice'
    AND f.seek_id IN (@seek01, @seek02, @seek03, @seek04, @seek05, @seek06, @seek07, @seek08, @seek09, @seek10,
      @seek11, @seek12, @seek13, @seek14, @seek15, @seek16, @seek17, @seek18, @seek19, @seek20)
    AND f.item_key IN (@key01, @key02, @key03, @key04, @key05, @key06, @key07, @key08, @key09, @key10,
      @key11, @key12, @key13, @key14, @key15, @key16, @key17, @key18, @key19, @key20)
  UNION ALL
  SELECT
      f.item_key, f.kind, f.client_number, f.client_name, f.matter_number, f.matter_name, f.invoice_number, f.payor_number, f.payor_name,
      f.payor_percent, f.bank_account, f.dated, f.original_cents, f.balance_cents, f.currency, f.status
  FROM dbo.docketpay_trust_ledgers AS f
  WHERE @kind = N'trust'
    AND f.seek_id IN (@seek01, @seek02, @seek03, @seek04, @seek05, @seek06, @seek07, @seek08, @seek09, @seek10,
      @seek11, @seek12, @seek13, @seek14, @seek15, @seek16, @seek17, @seek18, @seek19, @seek20)
    AND f.item_key IN (@key01, @key02, @key03, @key04, @key05, @key06, @key07, @key08, @key09, @key10,
      @key11, @key12, @key13, @key14, @key15, @key16, @key17, @key18, @key19, @key20);
END;
GO

-- Invoices of this very number, whatever their status, the newest first; 20 at most. It tells one that is closed from one that is not there.
IF OBJECT_ID(N'dbo.docketpay_find_invoices', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_find_invoices;
GO
CREATE PROCEDURE dbo.docketpay_find_invoices
  @query nvarchar(200)
AS
BEGIN
  SET NOCOUNT ON;
  DECLARE @number bigint = TRY_CAST(@query AS bigint);
  SELECT TOP (20)
      f.item_key, f.kind, f.client_number, f.client_name, f.matter_number, f.matter_name, f.invoice_number, f.payor_number, f.payor_name,
      f.payor_percent, f.bank_account, f.dated, f.original_cents, f.balance_cents, f.currency, f.status
  FROM dbo.docketpay_invoices AS f
  WHERE f.invoice_id = @number AND f.invoice_number = @query
  ORDER BY f.sort_on DESC, f.sort_id DESC;
END;
GO

-- Bank accounts that a posting can name.
IF OBJECT_ID(N'dbo.docketpay_list_bank_accounts', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_list_bank_accounts;
GO
CREATE PROCEDURE dbo.docketpay_list_bank_accounts
AS
BEGIN
  SET NOCOUNT ON;
  SELECT v.code, v.name, v.is_trust FROM dbo.docketpay_bank_accounts AS v ORDER BY v.code;
END;
GO

-- Ledger codes that a posting can name.
IF OBJECT_ID(N'dbo.docketpay_list_ledger_codes', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_list_ledger_codes;
GO
CREATE PROCEDURE dbo.docketpay_list_ledger_codes
AS
BEGIN
  SET NOCOUNT ON;
  SELECT v.code, v.name, v.is_trust FROM dbo.docketpay_ledger_codes AS v ORDER BY v.code;
END;
GO

-- Transaction types that a posting can name.
IF OBJECT_ID(N'dbo.docketpay_list_transaction_types', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_list_transaction_types;
GO
CREATE PROCEDURE dbo.docketpay_list_transaction_types
AS
BEGIN
  SET NOCOUNT ON;
  SELECT v.code, v.name, v.is_trust FROM dbo.docketpay_transaction_types AS v ORDER BY v.code;
END;
GO

-- Of up to 20 references of posted records, those that became receipts.
IF OBJECT_ID(N'dbo.docketpay_confirm_records', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_confirm_records;
GO
CREATE PROCEDURE dbo.docketpay_confirm_records
  @ref01 nvarchar(40),
  @ref02 nvarchar(40) = NULL, @ref03 nvarchar(40) = NULL, @ref04 nvarchar(40) = NULL, @ref05 nvarchar(40) = NULL,
  @ref06 nvarchar(40) = NULL, @ref07 nvarchar(40) = NULL, @ref08 nvarchar(40) = NULL, @ref09 nvarchar(40) = NULL,
  @ref10 nvarchar(40) = NULL, @ref11 nvarchar(40) = NULL, @ref12 nvarchar(40) = NULL, @ref13 nvarchar(40) = NULL,
  @ref14 nvarchar(40) = NULL, @ref15 nvarchar(40) = NULL, @ref16 nvarchar(40) = NULL, @ref17 nvarchar(40) = NULL,
  @ref18 nvarchar(40) = NULL, @ref19 nvarchar(40) = NULL, @ref20 nvarchar(40) = NULL
AS
BEGIN
  SET NOCOUNT ON;
  SELECT r.reference, MIN(r.receipt_ref) AS receipt_ref, MIN(r.received_on) AS received_on
  FROM dbo.docketpay_receipts AS r
  WHERE r.reference IN (@ref01, @ref02, @ref03, @ref04, @ref05, @ref06, @ref07, @ref08, @ref09, @ref10,
      @ref11, @ref12, @ref13, @ref14, @ref15, @ref16, @ref17, @ref18, @ref19, @ref20)
  GROUP BY r.reference;
END;
GO

-- The product's own table: which posting files were handed over. Nobody else writes or reads it.
IF OBJECT_ID(N'dbo.docketpay_batches', N'U') IS NULL
  CREATE TABLE dbo.docketpay_batches (
    batch_id nvarchar(40) NOT NULL,
    file_name nvarchar(200) NOT NULL,
    sha256 nvarchar(64) NOT NULL,
    records int NOT NULL,
    total_cents bigint NOT NULL,
    place nvarchar(400) NOT NULL,
    begun_at datetime NOT NULL,
    ended_at datetime NULL,
    CONSTRAINT docketpay_batches_key PRIMARY KEY (batch_id)
  );
GO

-- Notes that a file is about to be handed over, unless it is noted already, and answers the note. Of two calls at once one may fail at the
-- primary key; it is then made again.
IF OBJECT_ID(N'dbo.docketpay_begin_batch', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_begin_batch;
GO
CREATE PROCEDURE dbo.docketpay_begin_batch
  @batch_id nvarchar(40), @file_name nvarchar(200), @sha256 nvarchar(64), @records int, @total_cents bigint
AS
BEGIN
  SET NOCOUNT ON;
  INSERT INTO dbo.docketpay_batches (batch_id, file_name, sha256, records, total_cents, place, begun_at)
  SELECT @batch_id, @file_name, @sha256, @records, @total_cents, N'', CURRENT_TIMESTAMP
  WHERE NOT EXISTS (SELECT 1 FROM dbo.docketpay_batches AS b WHERE b.batch_id = @batch_id);
  SELECT b.batch_id, b.file_name, b.sha256, b.records, b.total_cents, b.place, CASE WHEN b.ended_at IS NULL THEN 0 ELSE 1 END AS is_ended
  FROM dbo.docketpay_batches AS b
  WHERE b.batch_id = @batch_id;
END;
GO

-- Notes where a file was handed over to. A second call changes nothing.
IF OBJECT_ID(N'dbo.docketpay_end_batch', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_end_batch;
GO
CREATE PROCEDURE dbo.docketpay_end_batch
  @batch_id nvarchar(40), @place nvarchar(400)
AS
BEGIN
  SET NOCOUNT ON;
  UPDATE dbo.docketpay_batches SET place = @place, ended_at = CURRENT_TIMESTAMP WHERE batch_id = @batch_id AND ended_at IS NULL;
  SELECT b.batch_id, b.file_name, b.sha256, b.records, b.total_cents, b.place, CASE WHEN b.ended_at IS NULL THEN 0 ELSE 1 END AS is_ended
  FROM dbo.docketpay_batches AS b
  WHERE b.batch_id = @batch_id;
END;
GO

-- What is noted of a file.
IF OBJECT_ID(N'dbo.docketpay_find_batch', N'P') IS NOT NULL
  DROP PROCEDURE dbo.docketpay_find_batch;
GO
CREATE PROCEDURE dbo.docketpay_find_batch
  @batch_id nvarchar(40)
AS
BEGIN
  SET NOCOUNT ON;
  SELECT b.batch_id, b.file_name, b.sha256, b.records, b.total_cents, b.place, CASE WHEN b.ended_at IS NULL THEN 0 ELSE 1 END AS is_ended
  FROM dbo.docketpay_batches AS b
  WHERE b.batch_id = @batch_id;
END;
GO

-- The only right that the login of the Connect service needs: to execute these. The tables are read through ownership chaining, because the
-- procedures, the views and the tables have one owner.
IF DATABASE_PRINCIPAL_ID(N'docketpay_connect') IS NULL
  CREATE ROLE docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_describe TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_search_invoices TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_search_trust_ledgers TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_read_items TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_find_invoices TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_list_bank_accounts TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_list_ledger_codes TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_list_transaction_types TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_confirm_records TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_begin_batch TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_end_batch TO docketpay_connect;
GO
GRANT EXECUTE ON dbo.docketpay_find_batch TO docketpay_connect;
GO
