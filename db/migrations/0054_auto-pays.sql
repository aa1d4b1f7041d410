CREATE TABLE "auto_pay_enrollments" (
	"firm_id" text NOT NULL,
	"auto_pay_id" text NOT NULL,
	"association_id" text NOT NULL,
	"enrolled_by" text NOT NULL,
	"enrolled_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "auto_pay_enrollments_firm_id_auto_pay_id_association_id_pk" PRIMARY KEY("firm_id","auto_pay_id","association_id")
);
--> statement-breakpoint
CREATE TABLE "auto_pay_events" (
	"firm_id" text NOT NULL,
	"id" bigserial NOT NULL,
	"auto_pay_id" text NOT NULL,
	"run_on" date,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "auto_pay_events_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "auto_pay_runs" (
	"firm_id" text NOT NULL,
	"auto_pay_id" text NOT NULL,
	"run_on" date NOT NULL,
	"status" text NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"declines" integer DEFAULT 0 NOT NULL,
	"first_declined_on" date,
	"next_try_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"waits_until" timestamp (3) with time zone NOT NULL,
	"waits" integer DEFAULT 0 NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"payment_id" text,
	"amount_cents" bigint DEFAULT 0 NOT NULL,
	"pays_off" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "auto_pay_runs_firm_id_auto_pay_id_run_on_pk" PRIMARY KEY("firm_id","auto_pay_id","run_on"),
	CONSTRAINT "auto_pay_runs_status" CHECK ("auto_pay_runs"."status" in ('open', 'charging', 'paid', 'nothing_due', 'failed', 'skipped')),
	CONSTRAINT "auto_pay_runs_due_only_open" CHECK (("auto_pay_runs"."next_try_at" is not null) = ("auto_pay_runs"."status" = 'open'))
);
--> statement-breakpoint
CREATE TABLE "auto_pays" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"request_key" text NOT NULL,
	"payer_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"account_id" text NOT NULL,
	"method_id" text NOT NULL,
	"name" text NOT NULL,
	"ar_message" text DEFAULT '' NOT NULL,
	"currency" text NOT NULL,
	"frequency" text NOT NULL,
	"start_date" date NOT NULL,
	"days" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"cap_cents" bigint,
	"pays_others" boolean DEFAULT false NOT NULL,
	"status" text NOT NULL,
	"end_reason" text DEFAULT '' NOT NULL,
	"started_on" date NOT NULL,
	"next_run_on" date,
	"next_at" timestamp (3) with time zone,
	"acknowledged_text" text DEFAULT '' NOT NULL,
	"acknowledged_by" text DEFAULT '' NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "auto_pays_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "auto_pays_status" CHECK ("auto_pays"."status" in ('draft', 'active', 'paused', 'ended', 'cancelled')),
	CONSTRAINT "auto_pays_due_only_active" CHECK (("auto_pays"."next_at" is not null) = ("auto_pays"."status" = 'active')),
	CONSTRAINT "auto_pays_acknowledged" CHECK ("auto_pays"."status" <> 'active' or "auto_pays"."acknowledged_at" is not null),
	CONSTRAINT "auto_pays_cap" CHECK ("auto_pays"."cap_cents" > 0)
);
--> statement-breakpoint
ALTER TABLE "auto_pay_enrollments" ADD CONSTRAINT "auto_pay_enrollments_firm_id_auto_pay_id_auto_pays_firm_id_id_fk" FOREIGN KEY ("firm_id","auto_pay_id") REFERENCES "public"."auto_pays"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_pay_enrollments" ADD CONSTRAINT "auto_pay_enrollments_firm_id_association_id_associations_firm_id_id_fk" FOREIGN KEY ("firm_id","association_id") REFERENCES "public"."associations"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_pay_events" ADD CONSTRAINT "auto_pay_events_firm_id_auto_pay_id_auto_pays_firm_id_id_fk" FOREIGN KEY ("firm_id","auto_pay_id") REFERENCES "public"."auto_pays"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_pay_runs" ADD CONSTRAINT "auto_pay_runs_firm_id_auto_pay_id_auto_pays_firm_id_id_fk" FOREIGN KEY ("firm_id","auto_pay_id") REFERENCES "public"."auto_pays"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_pay_runs" ADD CONSTRAINT "auto_pay_runs_firm_id_payment_id_payments_firm_id_id_fk" FOREIGN KEY ("firm_id","payment_id") REFERENCES "public"."payments"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_pays" ADD CONSTRAINT "auto_pays_firm_id_payer_id_payers_firm_id_id_fk" FOREIGN KEY ("firm_id","payer_id") REFERENCES "public"."payers"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_pays" ADD CONSTRAINT "auto_pays_firm_id_connection_id_connections_firm_id_id_fk" FOREIGN KEY ("firm_id","connection_id") REFERENCES "public"."connections"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_pays" ADD CONSTRAINT "auto_pays_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_pays" ADD CONSTRAINT "auto_pays_firm_id_method_id_payment_methods_firm_id_id_fk" FOREIGN KEY ("firm_id","method_id") REFERENCES "public"."payment_methods"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "auto_pay_enrollments_of_association" ON "auto_pay_enrollments" USING btree ("firm_id","association_id");--> statement-breakpoint
CREATE INDEX "auto_pay_events_of" ON "auto_pay_events" USING btree ("firm_id","auto_pay_id","id");--> statement-breakpoint
CREATE INDEX "auto_pay_runs_due" ON "auto_pay_runs" USING btree ("firm_id","next_try_at") WHERE next_try_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "auto_pays_request" ON "auto_pays" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE INDEX "auto_pays_of_payer" ON "auto_pays" USING btree ("firm_id","payer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "auto_pays_newest" ON "auto_pays" USING btree ("firm_id","created_at","id");--> statement-breakpoint
CREATE INDEX "auto_pays_due" ON "auto_pays" USING btree ("firm_id","next_at") WHERE next_at is not null;