-- Aderant Expert. Tables and columns above an "assumption" line are named as public material names them; what stands below it is ours
-- where that material is silent. CLIENT_CODE, MATTER_CODE and employee codes are fixed-width and padded, as in Aderant. Written for
-- PostgreSQL, without quotes, so that names mean the same in either case.

CREATE TABLE HBM_CLIENT (
  CLIENT_UNO int PRIMARY KEY,
  CLIENT_CODE char(10) NOT NULL UNIQUE,
  CLIENT_NAME varchar(200) NOT NULL,
  NAME_UNO int NOT NULL,
  CLNT_CAT_CODE varchar(10) NOT NULL DEFAULT '',
  BILL_EMPL_UNO int NOT NULL
);

CREATE TABLE HBM_PERSNL (
  -- assumption: the table is public, its columns are not
  EMPL_UNO int PRIMARY KEY,
  EMPLOYEE_CODE char(6) NOT NULL UNIQUE,
  EMPLOYEE_NAME varchar(100) NOT NULL
);

CREATE TABLE HBM_MATTER (
  MATTER_UNO int PRIMARY KEY,
  MATTER_CODE char(16) NOT NULL UNIQUE,
  CLIENT_UNO int NOT NULL REFERENCES HBM_CLIENT (CLIENT_UNO),
  CLIENT_CODE char(10) NOT NULL,
  MATTER_NUMBER varchar(20) NOT NULL, -- within its client
  STATUS_CODE varchar(10) NOT NULL, -- OPEN, CLOSE, FINAL
  BILL_EMPL_UNO int NOT NULL,
  RESP_EMPL_UNO int NOT NULL,
  -- assumption
  MATTER_NAME varchar(200) NOT NULL
);

CREATE TABLE BLT_BILL (
  TRAN_UNO int PRIMARY KEY,
  BILL_NUM int NOT NULL, -- several bills may share one; the cancelled ones have AR_STATUS 'X'
  BILL_DATE timestamp NOT NULL,
  LAST_BILL_ACTION varchar(4) NOT NULL, -- REVR reversed; assumption: BILL otherwise
  DRUNO int,
  -- assumption
  CURRENCY_CODE varchar(3) NOT NULL
);

CREATE TABLE BLT_BILLM ( -- a bill by matter; the leading matter is the lowest BILLM_UNO
  BILLM_UNO int PRIMARY KEY,
  BILL_TRAN_UNO int NOT NULL REFERENCES BLT_BILL (TRAN_UNO),
  MATTER_UNO int NOT NULL REFERENCES HBM_MATTER (MATTER_UNO),
  AR_STATUS char(1) NOT NULL, -- O open, S settled, X cancelled
  TOTAL_AR numeric(15, 2) NOT NULL, -- the sum of the nine below
  TOTAL_BIL numeric(15, 2) NOT NULL,
  FEES_AR numeric(15, 2) NOT NULL DEFAULT 0,
  HARD_AR numeric(15, 2) NOT NULL DEFAULT 0,
  SOFT_AR numeric(15, 2) NOT NULL DEFAULT 0,
  OAFEE_AR numeric(15, 2) NOT NULL DEFAULT 0,
  OADISB_AR numeric(15, 2) NOT NULL DEFAULT 0,
  RETAINER_AR numeric(15, 2) NOT NULL DEFAULT 0,
  PREMDISC_AR numeric(15, 2) NOT NULL DEFAULT 0,
  TAX_AR numeric(15, 2) NOT NULL DEFAULT 0,
  INTEREST_AR numeric(15, 2) NOT NULL DEFAULT 0,
  LATEST_DATE timestamp NOT NULL,
  LATEST_PERIOD int NOT NULL
);

CREATE TABLE BLT_BILLP ( -- a bill by payor
  BILLP_UNO int PRIMARY KEY,
  BILL_TRAN_UNO int NOT NULL REFERENCES BLT_BILL (TRAN_UNO),
  PAYR_CLIENT_UNO int NOT NULL REFERENCES HBM_CLIENT (CLIENT_UNO),
  AR_STATUS char(1) NOT NULL,
  TOTAL_AR numeric(15, 2) NOT NULL,
  TOTAL_BIL numeric(15, 2) NOT NULL,
  FEES_AR numeric(15, 2) NOT NULL DEFAULT 0,
  HARD_AR numeric(15, 2) NOT NULL DEFAULT 0,
  SOFT_AR numeric(15, 2) NOT NULL DEFAULT 0,
  OAFEE_AR numeric(15, 2) NOT NULL DEFAULT 0,
  OADISB_AR numeric(15, 2) NOT NULL DEFAULT 0,
  RETAINER_AR numeric(15, 2) NOT NULL DEFAULT 0,
  PREMDISC_AR numeric(15, 2) NOT NULL DEFAULT 0,
  TAX_AR numeric(15, 2) NOT NULL DEFAULT 0,
  INTEREST_AR numeric(15, 2) NOT NULL DEFAULT 0,
  LATEST_DATE timestamp NOT NULL,
  LATEST_PERIOD int NOT NULL,
  -- assumption
  PAYR_PERCENT numeric(7, 4), -- null where one payor bears it all
  UNIQUE (BILL_TRAN_UNO, PAYR_CLIENT_UNO)
);

CREATE TABLE BLT_BILL_AMT (
  ROW_UNO int PRIMARY KEY,
  BILL_TRAN_UNO int NOT NULL REFERENCES BLT_BILL (TRAN_UNO),
  SOURCE_TRAN_UNO int NOT NULL, -- of CR: CRT_CASH.TRAN_UNO
  MATTER_UNO int NOT NULL REFERENCES HBM_MATTER (MATTER_UNO),
  PAYR_CLIENT_UNO int NOT NULL,
  BILLM_UNO int NOT NULL,
  BILLP_UNO int NOT NULL,
  TRAN_TYPE varchar(4) NOT NULL, -- BL, BLX, CN, CNX, CR, WO
  SIGN int NOT NULL, -- BL 1; CR -1, and 1 where it takes a receipt back
  FEES_AMT numeric(15, 2) NOT NULL DEFAULT 0,
  HARD_AMT numeric(15, 2) NOT NULL DEFAULT 0,
  SOFT_AMT numeric(15, 2) NOT NULL DEFAULT 0,
  OAFEE_AMT numeric(15, 2) NOT NULL DEFAULT 0,
  OADISB_AMT numeric(15, 2) NOT NULL DEFAULT 0,
  RETAINER_AMT numeric(15, 2) NOT NULL DEFAULT 0,
  PREMDISC_AMT numeric(15, 2) NOT NULL DEFAULT 0,
  TAX_AMT numeric(15, 2) NOT NULL DEFAULT 0,
  INTEREST_AMT numeric(15, 2) NOT NULL DEFAULT 0,
  PERIOD int NOT NULL, -- YYYYMM
  TRAN_DATE timestamp NOT NULL
);

CREATE TABLE TBM_BANK (
  BANK_CODE varchar(10) PRIMARY KEY,
  INACTIVE char(1) NOT NULL, -- Y or N
  -- assumption
  BANK_NAME varchar(100) NOT NULL,
  TRUST_FLAG char(1) NOT NULL -- Y or N
);

CREATE TABLE GLM_CHART (
  ACCT_UNO int PRIMARY KEY,
  ACCT_CODE varchar(20) NOT NULL,
  BOOK varchar(4) NOT NULL,
  -- assumption
  ACCT_DESC varchar(100) NOT NULL,
  TRUST_FLAG char(1) NOT NULL
);

CREATE TABLE CRS_CASH_Z ( -- a receipt session: one imported batch
  SESSION int PRIMARY KEY,
  SES_DATE timestamp NOT NULL,
  SES_BANK varchar(10) NOT NULL REFERENCES TBM_BANK (BANK_CODE),
  CONTROL numeric(15, 2) NOT NULL, -- control total
  SOURCE varchar(4) NOT NULL, -- MA
  STATUS char(1) NOT NULL, -- E
  RECEIPT_REF varchar(40) NOT NULL
);

CREATE TABLE CRT_CASH (
  RECEIPT_NUM int NOT NULL,
  TRAN_UNO int PRIMARY KEY,
  RECEIPT_AMT numeric(15, 2) NOT NULL,
  RECEIPT_TYPE varchar(10) NOT NULL,
  RECEIPT_STATUS char(1) NOT NULL, -- N
  REC_STATUS_DATE timestamp NOT NULL,
  DRAWN_BY varchar(200) NOT NULL,
  BANK_CODE varchar(10) NOT NULL REFERENCES TBM_BANK (BANK_CODE),
  CHECK_NUM varchar(40) NOT NULL DEFAULT '',
  CHECK_DATE timestamp NOT NULL,
  DEPOSIT_DATE timestamp NOT NULL,
  RECEIPT_REF varchar(40) NOT NULL, -- of an imported receipt: the reference in its file
  SESSION int REFERENCES CRS_CASH_Z (SESSION),
  CLIENT_UNO int NOT NULL REFERENCES HBM_CLIENT (CLIENT_UNO),
  NAME_UNO int NOT NULL,
  PAYOR_TYPE char(1) NOT NULL, -- C
  BILL_NUMBERS varchar(200) NOT NULL DEFAULT '',
  PERIOD int NOT NULL,
  REVERSAL char(1) NOT NULL DEFAULT 'N', -- Y: takes an earlier receipt back
  CURRENCY_CODE varchar(3) NOT NULL
);

-- assumption: tables that public material does not name
CREATE TABLE CRL_RECEIPT_TYPE (RECEIPT_TYPE varchar(10) PRIMARY KEY, DESCRIPTION varchar(100) NOT NULL, TRUST_FLAG char(1) NOT NULL);

CREATE TABLE TRM_TRUST ( -- a trust ledger: one matter at one bank account
  TRUST_ID int PRIMARY KEY,
  MATTER_UNO int NOT NULL REFERENCES HBM_MATTER (MATTER_UNO),
  BANK_CODE varchar(10) NOT NULL REFERENCES TBM_BANK (BANK_CODE),
  CURRENCY_CODE varchar(3) NOT NULL,
  UNIQUE (MATTER_UNO, BANK_CODE)
);

CREATE TABLE TRT_TRUST_TRAN (
  TRAN_UNO int PRIMARY KEY,
  TRUST_ID int NOT NULL REFERENCES TRM_TRUST (TRUST_ID),
  TRAN_DATE timestamp NOT NULL,
  AMOUNT numeric(15, 2) NOT NULL, -- receipts positive, disbursements negative; the ledger's balance is their sum
  AMOUNT_TYPE varchar(10) NOT NULL, -- PRINCIPAL
  CASH_TRAN_UNO int REFERENCES CRT_CASH (TRAN_UNO), -- of a receipt
  REFERENCE varchar(40) NOT NULL DEFAULT ''
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
