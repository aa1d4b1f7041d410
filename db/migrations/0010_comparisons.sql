CREATE TABLE "breaks" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"gateway_ref" text NOT NULL,
	"our_status" text DEFAULT '' NOT NULL,
	"our_cents" bigint,
	"their_status" text DEFAULT '' NOT NULL,
	"their_cents" bigint,
	"difference_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"charged_at" timestamp (3) with time zone NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "breaks_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "breaks_sides" CHECK ("breaks"."our_cents" is not null or "breaks"."their_cents" is not null)
);
--> statement-breakpoint
CREATE TABLE "comparisons" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"account_id" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone NOT NULL,
	"examined" integer DEFAULT 0 NOT NULL,
	"found" integer DEFAULT 0 NOT NULL,
	"imported" integer DEFAULT 0 NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"failure" text DEFAULT '' NOT NULL,
	CONSTRAINT "comparisons_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"identity" text NOT NULL,
	"epoch" bigint DEFAULT 0 NOT NULL,
	"mark" bigint DEFAULT 0 NOT NULL,
	"frozen_at" timestamp (3) with time zone,
	"frozen_reason" text DEFAULT '' NOT NULL,
	"frozen_by" text DEFAULT '' NOT NULL,
	"restored_at" timestamp (3) with time zone,
	CONSTRAINT "installation_one_row" CHECK ("installation"."only"),
	CONSTRAINT "installation_frozen" CHECK (("installation"."frozen_at" is null) = ("installation"."frozen_reason" = '')),
	CONSTRAINT "installation_reason" CHECK ("installation"."frozen_reason" in ('', 'person', 'restored'))
);
--> statement-breakpoint
ALTER TABLE "breaks" ADD CONSTRAINT "breaks_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "breaks_one_open" ON "breaks" USING btree ("firm_id","account_id","kind","reference","gateway_ref") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "breaks_newest" ON "breaks" USING btree ("firm_id","found_at","id");--> statement-breakpoint
CREATE INDEX "breaks_of_charge" ON "breaks" USING btree ("firm_id","account_id","reference","gateway_ref");--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_one_running" ON "comparisons" USING btree ("firm_id","account_id") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "comparisons_newest" ON "comparisons" USING btree ("firm_id","account_id","started_at","id");