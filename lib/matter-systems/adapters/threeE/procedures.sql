-- Docketpay Connect: what the Connect service asks of Elite 3E. Script version 1. SQL Server 2012 to 2025, and Babelfish.
--
-- Run it in the database of Elite 3E (for example TE_3E_Prod), as its owner; run it again after each change: everything is dropped and made anew, but
-- for dbo.docketpay_batches, which is kept. It reads the tables of Elite 3E and writes none but dbo.docketpay_batches.
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

-- SETTING 1. What each payor owes on each invoice: one row of InvPayor. Assumes:
--   * InvPayorIndex is the key of InvPayor; a row is open while BalAmt is above 0, and a credit while it is below;
--   * a purged invoice has the InvNumber PURGE; a reversed one has InvMaster.IsReversed = 1;
--   * nothing may be posted on a matter whose MattStatus is not OP;
--   * the client is that of the leading matter; people know a payor by its PayorIndex; Percentage is the payor's share, NULL when it bears all;
--   * InvMaster.Currency holds an ISO code of three letters, with two decimals.
-- seek_id and invoice_id are how a row is found fast, sort_on and sort_id by what a search is sorted; the marks are what the next block asks.
IF OBJECT_ID(N'dbo.docketpay_invoices', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_invoices;
GO
CREATE VIEW dbo.docketpay_invoices
AS
SELECT
    ip.InvPayorIndex AS seek_id,
    CONVERT(nvarchar(80), ip.InvPayorIndex) AS item_key,
    N'invoice' AS kind,
    c.Number AS client_number,
    c.DisplayName AS client_name,
    m.Number AS matter_number,
    m.DisplayName AS matter_name,
    im.InvNumber AS invoice_number,
    CONVERT(nvarchar(20), p.PayorIndex) AS payor_number,
    p.DisplayName AS payor_name,
    ip.Percentage AS payor_percent,
    N'' AS bank_account,
    CONVERT(nvarchar(10), im.InvDate, 23) AS dated,
    im.InvDate AS sort_on,
    ip.InvPayorIndex AS sort_id,
    im.IsReversed AS reversed_mark,
    m.MattStatus AS matter_mark,
    ip.BalAmt AS open_amount,
    CAST(ROUND(ip.OrgAmt * 100, 0) AS bigint) AS original_cents,
    CAST(ROUND(ip.BalAmt * 100, 0) AS bigint) AS balance_cents,
    im.Currency AS currency,
    CASE
      WHEN im.IsReversed = 1 THEN N'reversed'
      WHEN ip.BalAmt <= 0 THEN N'paid'
      WHEN m.MattStatus <> N'OP' THEN N'closed'
      ELSE N'open'
    END AS status
FROM dbo.InvPayor AS ip
INNER JOIN dbo.InvMaster AS im ON im.InvIndex = ip.InvMaster
INNER JOIN dbo.Matter AS m ON m.MattIndex = im.LeadMatter
INNER JOIN dbo.Client AS c ON c.ClientIndex = m.Client
INNER JOIN dbo.Payor AS p ON p.PayorIndex = ip.Payor
WHERE im.InvNumber <> N'PURGE';
GO

-- Of SETTING 1, what is open: the rows whose status is open, in words for which the tables may have an index. Keep both alike.
IF OBJECT_ID(N'dbo.docketpay_open_invoices', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_open_invoices;
GO
CREATE VIEW dbo.docketpay_open_invoices
AS
SELECT v.*
FROM dbo.docketpay_invoices AS v
WHERE v.open_amount > 0 AND v.reversed_mark = 0 AND v.matter_mark = N'OP';
GO

-- SETTING 2. What is held for each matter at each trust bank account. Assumes:
--   * a ledger is there once TrustBalance has a row of its Matter and BankAcctTrust; what it holds is the sum of Amount;
--   * money may come in while the matter's MattStatus is OP and the bank account is active.
IF OBJECT_ID(N'dbo.docketpay_trust_ledgers', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_trust_ledgers;
GO
CREATE VIEW dbo.docketpay_trust_ledgers
AS
SELECT
    tb.Matter AS seek_id,
    CONCAT(CONVERT(nvarchar(20), tb.Matter), N'-', CONVERT(nvarchar(20), tb.BankAcctTrust)) AS item_key,
    N'trust' AS kind,
    c.Number AS client_number,
    c.DisplayName AS client_name,
    m.Number AS matter_number,
    m.DisplayName AS matter_name,
    N'' AS invoice_number,
    c.Number AS payor_number,
    c.DisplayName AS payor_name,
    CAST(NULL AS decimal(7, 4)) AS payor_percent,
    b.Number AS bank_account,
    CAST(NULL AS nvarchar(10)) AS dated,
    CAST(ROUND(SUM(tb.Amount) * 100, 0) AS bigint) AS original_cents,
    CAST(ROUND(SUM(tb.Amount) * 100, 0) AS bigint) AS balance_cents,
    b.Currency AS currency,
    CASE WHEN m.MattStatus <> N'OP' OR b.IsActive = 0 THEN N'closed' ELSE N'open' END AS status
FROM dbo.TrustBalance AS tb
INNER JOIN dbo.Matter AS m ON m.MattIndex = tb.Matter
INNER JOIN dbo.Client AS c ON c.ClientIndex = m.Client
INNER JOIN dbo.BankAcct AS b ON b.BankAcctIndex = tb.BankAcctTrust
GROUP BY tb.Matter, tb.BankAcctTrust, c.Number, c.DisplayName, m.Number, m.DisplayName, m.MattStatus, b.Number, b.IsActive, b.Currency;
GO

-- SETTING 3. Receipts that were taken in, by the reference of their posting record. Assumes that your receipt process keeps the record's reference
-- (D-2026-000123) in RefNumber of RcptMaster, and of TrustReceipt for trust money.
IF OBJECT_ID(N'dbo.docketpay_receipts', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_receipts;
GO
CREATE VIEW dbo.docketpay_receipts
AS
SELECT r.RefNumber AS reference, r.RcptNumber AS receipt_ref, CONVERT(nvarchar(10), r.PostDate, 23) AS received_on
FROM dbo.RcptMaster AS r
UNION ALL
SELECT t.RefNumber AS reference, CONVERT(nvarchar(40), t.TrustRcptIndex) AS receipt_ref, CONVERT(nvarchar(10), t.PostDate, 23) AS received_on
FROM dbo.TrustReceipt AS t;
GO

-- SETTING 4. Bank accounts that a posting can name. Assumes BankAcct with Number, DisplayName, IsTrust and IsActive.
IF OBJECT_ID(N'dbo.docketpay_bank_accounts', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_bank_accounts;
GO
CREATE VIEW dbo.docketpay_bank_accounts
AS
SELECT b.Number AS code, b.DisplayName AS name, CASE WHEN b.IsTrust = 1 THEN 1 ELSE 0 END AS is_trust
FROM dbo.BankAcct AS b
WHERE b.IsActive = 1;
GO

-- SETTING 5. Ledger codes that a posting can name. Assumes that they are natural accounts, in GLNatural; choose your own list where they are not.
IF OBJECT_ID(N'dbo.docketpay_ledger_codes', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_ledger_codes;
GO
CREATE VIEW dbo.docketpay_ledger_codes
AS
SELECT g.Number AS code, g.Description AS name, CASE WHEN g.IsTrust = 1 THEN 1 ELSE 0 END AS is_trust
FROM dbo.GLNatural AS g;
GO

-- SETTING 6. Transaction types that a posting can name: receipt types. Assumes the table ReceiptType.
IF OBJECT_ID(N'dbo.docketpay_transaction_types', N'V') IS NOT NULL
  DROP VIEW dbo.docketpay_transaction_types;
GO
CREATE VIEW dbo.docketpay_transaction_types
AS
SELECT t.Code AS code, t.Description AS name, CASE WHEN t.IsTrust = 1 THEN 1 ELSE 0 END AS is_trust
FROM dbo.ReceiptType AS t;
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
  SELECT N'threeE' AS system, N'1' AS script_version, 1 AS has_trust, 1 AS confirms;
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
  DECLARE @pattern nvarchar(810) = CONCAT(N'%', REPLACE(REPLACE(REPLACE(REPLACE(@query, N'\', N'\\'), N'%', N'\%'), N'_', N'\_'), N'[', N'\['), N'%');
  DECLARE @after_day date = TRY_CAST(@after_date AS date);
  DECLARE @after_seek bigint = TRY_CAST(LEFT(@after_key, CHARINDEX(N'-', CONCAT(@after_key, N'-')) - 1) AS bigint);
  DECLARE @after_id bigint = @after_seek;
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
      WHERE @by = N'invoice_number' AND @match = N'exact' AND v.invoice_number = @query
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

-- Up to 20 items as they stand now, whatever their status. A key begins with the index by which its row is found.
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
  DECLARE @seek01 bigint = TRY_CAST(LEFT(@key01, CHARINDEX(N'-', CONCAT(@key01, N'-')) - 1) AS bigint);
  DECLARE @seek02 bigint = TRY_CAST(LEFT(@key02, CHARINDEX(N'-', CONCAT(@key02, N'-')) - 1) AS bigint);
  DECLARE @seek03 bigint = TRY_CAST(LEFT(@key03, CHARINDEX(N'-', CONCAT(@key03, N'-')) - 1) AS bigint);
  DECLARE @seek04 bigint = TRY_CAST(LEFT(@key04, CHARINDEX(N'-', CONCAT(@key04, N'-')) - 1) AS bigint);
  DECLARE @seek05 bigint = TRY_CAST(LEFT(@key05, CHARINDEX(N'-', CONCAT(@key05, N'-')) - 1) AS bigint);
  DECLARE @seek06 bigint = TRY_CAST(LEFT(@key06, CHARINDEX(N'-', CONCAT(@key06, N'-')) - 1) AS bigint);
  DECLARE @seek07 bigint = TRY_CAST(LEFT(@key07, CHARINDEX(N'-', CONCAT(@key07, N'-')) - 1) AS bigint);
  DECLARE @seek08 bigint = TRY_CAST(LEFT(@key08, CHARINDEX(N'-', CONCAT(@key08, N'-')) - 1) AS bigint);
  DECLARE @seek09 bigint = TRY_CAST(LEFT(@key09, CHARINDEX(N'-', CONCAT(@key09, N'-')) - 1) AS bigint);
  DECLARE @seek10 bigint = TRY_CAST(LEFT(@key10, CHARINDEX(N'-', CONCAT(@key10, N'-')) - 1) AS bigint);
  DECLARE @seek11 bigint = TRY_CAST(LEFT(@key11, CHARINDEX(N'-', CONCAT(@key11, N'-')) - 1) AS bigint);
  DECLARE @seek12 bigint = TRY_CAST(LEFT(@key12, CHARINDEX(N'-', CONCAT(@key12, N'-')) - 1) AS bigint);
  DECLARE @seek13 bigint = TRY_CAST(LEFT(@key13, CHARINDEX(N'-', CONCAT(@key13, N'-')) - 1) AS bigint);
  DECLARE @seek14 bigint = TRY_CAST(LEFT(@key14, CHARINDEX(N'-', CONCAT(@key14, N'-')) - 1) AS bigint);
  DECLARE @seek15 bigint = TRY_CAST(LEFT(@key15, CHARINDEX(N'-', CONCAT(@key15, N'-')) - 1) AS bigint);
  DECLARE @seek16 bigint = TRY_CAST(LEFT(@key16, CHARINDEX(N'-', CONCAT(@key16, N'-')) - 1) AS bigint);
  DECLARE @seek17 bigint = TRY_CAST(LEFT(@key17, CHARINDEX(N'-', CONCAT(@key17, N'-')) - 1) AS bigint);
  DECLARE @seek18 bigint = TRY_CAST(LEFT(@key18, CHARINDEX(N'-', CONCAT(@key18, N'-')) - 1) AS bigint);
  DECLARE @seek19 bigint = TRY_CAST(LEFT(@key19, CHARINDEX(N'-', CONCAT(@key19, N'-')) - 1) AS bigint);
  DECLARE @seek20 bigint = TRY_CAST(LEFT(@key20, CHARINDEX(N'-', CONCAT(@key20, N'-')) - 1) AS bigint);
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
  SELECT TOP (20)
      f.item_key, f.kind, f.client_number, f.client_name, f.matter_number, f.matter_name, f.invoice_number, f.payor_number, f.payor_name,
      f.payor_percent, f.bank_account, f.dated, f.original_cents, f.balance_cents, f.currency, f.status
  FROM dbo.docketpay_invoices AS f
  WHERE f.invoice_number = @query
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
