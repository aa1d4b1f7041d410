-- Elite 3E. Tables and columns above an "assumption" line are named as public material names them; what stands below it is ours where
-- that material is silent. Lengths are assumptions throughout. Written for PostgreSQL, without quotes, so that names mean the same in
-- either case.

CREATE TABLE Address (AddrIndex bigint PRIMARY KEY, FormattedString varchar(400) NOT NULL);

CREATE TABLE Site (SiteIndex bigint PRIMARY KEY, Address bigint NOT NULL REFERENCES Address (AddrIndex));

CREATE TABLE Client (
  ClientIndex bigint PRIMARY KEY,
  Number varchar(200) NOT NULL UNIQUE,
  AltNumber varchar(200) NOT NULL DEFAULT '',
  -- assumption
  DisplayName varchar(200) NOT NULL
);

CREATE TABLE Matter (
  MattIndex bigint PRIMARY KEY,
  Number varchar(200) NOT NULL UNIQUE,
  AltNumber varchar(200) NOT NULL DEFAULT '',
  LoadNumber varchar(200) NOT NULL DEFAULT '',
  DisplayName varchar(200) NOT NULL,
  Client bigint NOT NULL REFERENCES Client (ClientIndex),
  -- assumption
  MattStatus varchar(2) NOT NULL, -- OP open, CL closed
  Currency varchar(3) NOT NULL
);

CREATE TABLE Payor (
  PayorIndex bigint PRIMARY KEY, -- also the number that people know a payor by
  DisplayName varchar(200) NOT NULL,
  Site bigint NOT NULL REFERENCES Site (SiteIndex),
  StmtSite bigint NOT NULL REFERENCES Site (SiteIndex)
);

CREATE TABLE InvMaster (
  InvIndex bigint PRIMARY KEY,
  InvMasterID varchar(36) NOT NULL UNIQUE, -- a guid
  InvNumber varchar(40) NOT NULL, -- 'PURGE': purged
  InvDate timestamp NOT NULL,
  LeadMatter bigint NOT NULL REFERENCES Matter (MattIndex),
  Narrative varchar(400) NOT NULL DEFAULT '',
  -- assumption
  Currency varchar(3) NOT NULL,
  IsReversed int NOT NULL DEFAULT 0 -- 1: reversed; its balances are then 0
);

CREATE TABLE InvPayor (
  InvMaster bigint NOT NULL REFERENCES InvMaster (InvIndex),
  Payor bigint NOT NULL REFERENCES Payor (PayorIndex),
  InvNumber varchar(40) NOT NULL,
  OrgAmt numeric(16, 2) NOT NULL,
  BalAmt numeric(16, 2) NOT NULL, -- the sum of the five below
  BalFee numeric(16, 2) NOT NULL,
  BalOth numeric(16, 2) NOT NULL DEFAULT 0,
  BalHCo numeric(16, 2) NOT NULL DEFAULT 0,
  BalSCo numeric(16, 2) NOT NULL DEFAULT 0,
  BalTax numeric(16, 2) NOT NULL DEFAULT 0,
  -- assumption
  InvPayorIndex bigint PRIMARY KEY,
  Percentage numeric(7, 4), -- null where one payor bears it all
  UNIQUE (InvMaster, Payor)
);

CREATE TABLE ARDetail (
  InvMaster bigint NOT NULL REFERENCES InvMaster (InvIndex),
  Matter bigint NOT NULL REFERENCES Matter (MattIndex),
  Payor bigint NOT NULL REFERENCES Payor (PayorIndex),
  ARAmt numeric(16, 2) NOT NULL,
  ARFee numeric(16, 2) NOT NULL,
  ARHCo numeric(16, 2) NOT NULL DEFAULT 0,
  ARSCo numeric(16, 2) NOT NULL DEFAULT 0,
  ARTax numeric(16, 2) NOT NULL DEFAULT 0,
  InvDate timestamp NOT NULL,
  ARList varchar(10) NOT NULL, -- Bill, BillRev: billing rows
  IsReversed int NOT NULL DEFAULT 0,
  -- assumption
  ARDetailIndex bigint PRIMARY KEY
);

CREATE TABLE BankAcct (
  BankAcctIndex bigint PRIMARY KEY,
  -- assumption
  Number varchar(40) NOT NULL UNIQUE,
  DisplayName varchar(100) NOT NULL,
  IsTrust int NOT NULL,
  IsActive int NOT NULL DEFAULT 1,
  Currency varchar(3) NOT NULL
);

CREATE TABLE RcptMaster (
  -- assumption: the object's name is public, its columns are not
  RcptIndex bigint PRIMARY KEY,
  RcptNumber varchar(40) NOT NULL UNIQUE,
  RcptDate timestamp NOT NULL,
  PostDate timestamp NOT NULL,
  RcptType varchar(40) NOT NULL,
  RefNumber varchar(40) NOT NULL, -- of an imported receipt: the reference in its file
  Payor bigint NOT NULL REFERENCES Payor (PayorIndex),
  BankAcct bigint NOT NULL REFERENCES BankAcct (BankAcctIndex),
  Amount numeric(16, 2) NOT NULL, -- negative: reverses an earlier receipt
  Currency varchar(3) NOT NULL,
  Narrative varchar(400) NOT NULL DEFAULT ''
);

CREATE TABLE TrustReceipt (
  TrustRcptIndex bigint PRIMARY KEY,
  TrustReceiptType varchar(40) NOT NULL,
  PostDate timestamp NOT NULL,
  -- assumption
  RefNumber varchar(40) NOT NULL DEFAULT '',
  Narrative varchar(400) NOT NULL DEFAULT ''
);

CREATE TABLE TrustReceiptDetail (
  TrustRcptDetIndex bigint PRIMARY KEY,
  TrustReceipt bigint NOT NULL REFERENCES TrustReceipt (TrustRcptIndex),
  -- assumption
  Matter bigint NOT NULL REFERENCES Matter (MattIndex),
  BankAcctTrust bigint NOT NULL REFERENCES BankAcct (BankAcctIndex),
  Amount numeric(16, 2) NOT NULL
);

CREATE TABLE TrustDisbursement (
  -- assumption: its index, type and posting date are public, not how the columns are called
  TrustDisbIndex bigint PRIMARY KEY,
  TrustDisbursementType varchar(40) NOT NULL,
  PostDate timestamp NOT NULL
);

-- A ledger is one Matter at one BankAcctTrust; its balance is the sum of Amount.
CREATE TABLE TrustBalance (
  Amount numeric(16, 2) NOT NULL,
  Matter bigint NOT NULL REFERENCES Matter (MattIndex),
  BankAcctTrust bigint NOT NULL REFERENCES BankAcct (BankAcctIndex),
  TrustReceiptDetail bigint REFERENCES TrustReceiptDetail (TrustRcptDetIndex),
  TrustDisbursement bigint REFERENCES TrustDisbursement (TrustDisbIndex),
  TrustAdjustment bigint,
  TrustTransferDetail bigint,
  -- assumption
  TrustBalanceIndex bigint PRIMARY KEY
);

-- assumption: tables that public material does not name
CREATE TABLE RcptInvoice ( -- what a receipt was put on
  RcptInvoiceIndex bigint PRIMARY KEY,
  RcptMaster bigint NOT NULL REFERENCES RcptMaster (RcptIndex),
  InvPayor bigint NOT NULL REFERENCES InvPayor (InvPayorIndex),
  Amount numeric(16, 2) NOT NULL
);

CREATE TABLE ReceiptType (Code varchar(40) PRIMARY KEY, Description varchar(100) NOT NULL, IsTrust int NOT NULL);

CREATE TABLE GLNatural (Number varchar(40) PRIMARY KEY, Description varchar(100) NOT NULL, IsTrust int NOT NULL);

-- The product's own staging table, the only one that its procedures write (in SQL Server its script creates it).
CREATE TABLE docketpay_batches (
  batch_id varchar(40) PRIMARY KEY,
  file_name varchar(200) NOT NULL,
  sha256 varchar(64) NOT NULL,
  records int NOT NULL,
  total_cents bigint NOT NULL,
  place varchar(400) NOT NULL DEFAULT '', -- empty until it is there
  begun_at timestamp NOT NULL DEFAULT LOCALTIMESTAMP,
  ended_at timestamp
);
