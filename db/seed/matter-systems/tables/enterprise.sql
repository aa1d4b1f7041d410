-- Elite Enterprise (son_db). Tables and columns above an "assumption" line are named as public material names them; what stands
-- below it is ours where that material is silent. Lengths are assumptions throughout. Written for PostgreSQL, without quotes, so that
-- names mean the same in either case.

CREATE TABLE client (
  clnum varchar(200) PRIMARY KEY,
  clname1 varchar(200) NOT NULL,
  clname2 varchar(200) NOT NULL DEFAULT ''
);

CREATE TABLE timekeep (
  tkinit varchar(10) PRIMARY KEY,
  tkfirst varchar(60) NOT NULL,
  tklast varchar(60) NOT NULL
);

CREATE TABLE matter (
  mmatter varchar(200) PRIMARY KEY,
  mbillaty varchar(10) NOT NULL,
  msupaty varchar(10) NOT NULL,
  mloc varchar(10) NOT NULL,
  -- assumption
  mclient varchar(200) NOT NULL REFERENCES client (clnum),
  mdesc1 varchar(200) NOT NULL,
  mstatus varchar(2) NOT NULL, -- OP open, CL closed
  mcurrency varchar(3) NOT NULL -- currency.curcode
);

CREATE TABLE currency (curcode varchar(3) PRIMARY KEY, curdesc varchar(60) NOT NULL);

CREATE TABLE ledcode (
  lccode varchar(10) PRIMARY KEY,
  lcdebcr char(1) NOT NULL, -- D or C
  -- assumption
  lcdesc varchar(100) NOT NULL,
  lctrust char(1) NOT NULL DEFAULT 'N' -- Y: a code of trust receipts
);

-- What a bill comes to is the sum over its rows: -lamount where ledcode.lcdebcr = 'C', else lamount.
CREATE TABLE ledger (
  lindex bigint PRIMARY KEY,
  lmatter varchar(200) NOT NULL REFERENCES matter (mmatter),
  ltradat timestamp NOT NULL,
  linvoice bigint, -- null: not billed, or purged
  ldocumnt varchar(40) NOT NULL DEFAULT '', -- of a receipt: the reference it was uploaded with
  llcode varchar(10) NOT NULL REFERENCES ledcode (lccode),
  lamount numeric(15, 2) NOT NULL,
  lbatch varchar(40) NOT NULL DEFAULT '',
  lperiod varchar(6) NOT NULL, -- YYYYMM
  lzero char(1) NOT NULL, -- N open, Y fully offset, R reversed
  laptoin bigint, -- of a receipt or credit: ledger.lindex of the bill row that it is put on
  -- assumption
  lpayor varchar(200) NOT NULL, -- client.clnum of who is billed; the matter's client unless the bill is shared
  lbank varchar(10) NOT NULL DEFAULT '', -- of a receipt: bank.bkcode
  lnarr varchar(200) NOT NULL DEFAULT ''
);
-- One bill is (linvoice, client of its matters): a number may be shared by bills of two clients. Its leading matter is the lowest lmatter.

-- assumption: tables that public material does not name
CREATE TABLE billpayr ( -- who shares a bill; no rows where the client alone is billed
  bpinvoice bigint NOT NULL,
  bpclient varchar(200) NOT NULL REFERENCES client (clnum), -- whose bill it is
  bppayor varchar(200) NOT NULL REFERENCES client (clnum),
  bppct numeric(7, 4) NOT NULL,
  PRIMARY KEY (bpinvoice, bpclient, bppayor)
);

CREATE TABLE bank (
  bkcode varchar(10) PRIMARY KEY,
  bkdesc varchar(100) NOT NULL,
  bktrust char(1) NOT NULL, -- Y or N
  bkinactive char(1) NOT NULL DEFAULT 'N'
);

CREATE TABLE rcpttype (rtcode varchar(10) PRIMARY KEY, rtdesc varchar(100) NOT NULL, rttrust char(1) NOT NULL);

CREATE TABLE trust ( -- a trust ledger: one matter at one bank account
  trindex bigint PRIMARY KEY,
  trmatter varchar(200) NOT NULL REFERENCES matter (mmatter),
  trbank varchar(10) NOT NULL REFERENCES bank (bkcode),
  UNIQUE (trmatter, trbank)
);

CREATE TABLE trsttran (
  ttindex bigint PRIMARY KEY,
  tttrust bigint NOT NULL REFERENCES trust (trindex),
  tttradat timestamp NOT NULL,
  ttamount numeric(15, 2) NOT NULL, -- receipts positive, disbursements negative; the ledger's balance is their sum
  ttdocumnt varchar(40) NOT NULL DEFAULT '',
  ttbatch varchar(40) NOT NULL DEFAULT '',
  ttnarr varchar(200) NOT NULL DEFAULT ''
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
