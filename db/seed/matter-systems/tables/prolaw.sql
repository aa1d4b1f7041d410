-- ProLaw. Tables and columns above an "assumption" line are named as public material names them; what stands below it is ours where
-- that material is silent. A primary key has its table's own name and holds a guid as text. Lengths are assumptions throughout.
-- Written for PostgreSQL, without quotes, so that names mean the same in either case.

CREATE TABLE Contacts (
  Contacts varchar(36) PRIMARY KEY,
  -- assumption
  ContactID varchar(200) NOT NULL UNIQUE, -- the visible number
  FullName varchar(200) NOT NULL
);

CREATE TABLE Phone (
  Contacts varchar(36) NOT NULL REFERENCES Contacts (Contacts),
  PhoneType varchar(20) NOT NULL, -- email, e-mail, ...
  PhoneNo varchar(200) NOT NULL
);

CREATE TABLE Matters (
  Matters varchar(36) PRIMARY KEY,
  MatterID varchar(200) NOT NULL UNIQUE, -- the visible number
  -- assumption
  ShortDesc varchar(200) NOT NULL,
  Client varchar(36) NOT NULL REFERENCES Contacts (Contacts),
  Status varchar(20) NOT NULL -- Open, Closed
);

CREATE TABLE Professionals (
  Professionals varchar(36) PRIMARY KEY,
  -- assumption
  Initials varchar(10) NOT NULL,
  ProfName varchar(100) NOT NULL
);

CREATE TABLE ProLawINI (
  Section varchar(60) NOT NULL,
  Ident varchar(60) NOT NULL,
  Value varchar(200) NOT NULL,
  PRIMARY KEY (Section, Ident)
);
-- assumption: one currency for the whole of a firm, in Section 'Accounting', Ident 'Currency'.

-- What is payable: a statement number per billing contact. LedgerType 'S' is the statement.
CREATE TABLE StmnLedger (
  Contacts varchar(36) NOT NULL REFERENCES Contacts (Contacts),
  LedgerType varchar(2) NOT NULL, -- S statement; assumption: R receipt or credit put on one
  StmnNo bigint, -- null: purged
  -- assumption
  StmnLedger varchar(36) PRIMARY KEY,
  Matters varchar(36) NOT NULL REFERENCES Matters (Matters),
  TransDate timestamp NOT NULL,
  Amount numeric(15, 2) NOT NULL, -- of S: as billed to this contact; of R: negative, and positive where it takes a receipt back
  AmountDue numeric(15, 2) NOT NULL DEFAULT 0, -- of S: what is open, kept by ProLaw; of R: 0
  IsReversed int NOT NULL DEFAULT 0,
  OnStatement varchar(36) REFERENCES StmnLedger (StmnLedger), -- of R: the S row
  Reference varchar(40) NOT NULL DEFAULT '', -- of R: the reference it was imported with
  JournalNo bigint, -- of R: the journal that holds it
  TransType varchar(20) NOT NULL DEFAULT '',
  BankAccounts varchar(36),
  Notes varchar(200) NOT NULL DEFAULT ''
);

-- assumption: tables that public material does not name
CREATE TABLE MatterContacts ( -- who is Client, Billing (with a percentage; all billing parties total 100) or CC
  Matters varchar(36) NOT NULL REFERENCES Matters (Matters),
  Contacts varchar(36) NOT NULL REFERENCES Contacts (Contacts),
  AssignedType varchar(20) NOT NULL, -- Client, Billing, CC
  BillPercent numeric(7, 4), -- of Billing
  PRIMARY KEY (Matters, Contacts, AssignedType)
);

CREATE TABLE BankAccounts (
  BankAccounts varchar(36) PRIMARY KEY,
  AccountID varchar(40) NOT NULL UNIQUE,
  AccountName varchar(100) NOT NULL,
  IsTrust int NOT NULL,
  IsInactive int NOT NULL DEFAULT 0
);

CREATE TABLE GLAccounts (GLAccounts varchar(36) PRIMARY KEY, AccountNo varchar(40) NOT NULL, Description varchar(100) NOT NULL, IsTrust int NOT NULL);

CREATE TABLE TransTypes (TransTypes varchar(36) PRIMARY KEY, Code varchar(20) NOT NULL, Description varchar(100) NOT NULL, IsTrust int NOT NULL);

CREATE TABLE TrustLedger ( -- a ledger is one Matters at one BankAccounts; its balance is the sum of Amount
  TrustLedger varchar(36) PRIMARY KEY,
  Matters varchar(36) NOT NULL REFERENCES Matters (Matters),
  BankAccounts varchar(36) NOT NULL REFERENCES BankAccounts (BankAccounts),
  TransDate timestamp NOT NULL,
  Amount numeric(15, 2) NOT NULL, -- receipts positive, disbursements negative
  Reference varchar(40) NOT NULL DEFAULT '',
  JournalNo bigint,
  Notes varchar(200) NOT NULL DEFAULT ''
);

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
