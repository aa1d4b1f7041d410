CREATE TABLE "schedule_events" (
	"firm_id" text NOT NULL,
	"id" bigserial NOT NULL,
	"schedule_id" text NOT NULL,
	"period" date,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "schedule_events_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "schedule_mandates" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"schedule_id" text NOT NULL,
	"method_id" text NOT NULL,
	"text" text NOT NULL,
	"version" text NOT NULL,
	"language" text NOT NULL,
	"authorized_by" text NOT NULL,
	"authorized_how" text NOT NULL,
	"last4" text NOT NULL,
	"actor" text NOT NULL,
	"ip" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "schedule_mandates_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "schedule_plans" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"request_key" text NOT NULL,
	"name" text NOT NULL,
	"account_id" text NOT NULL,
	"frequency" text NOT NULL,
	"start_date" date NOT NULL,
	"days" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"amount_cents" bigint,
	"total_cents" bigint,
	"count" integer,
	"end_date" date,
	"stop_at_cents" bigint,
	"reminder_days" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "schedule_plans_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "schedule_runs" (
	"firm_id" text NOT NULL,
	"schedule_id" text NOT NULL,
	"period" date NOT NULL,
	"status" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"first_tried_on" date,
	"charge_at" timestamp (3) with time zone,
	"failure" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"failed_method_id" text,
	"payment_id" text,
	"is_late" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "schedule_runs_firm_id_schedule_id_period_pk" PRIMARY KEY("firm_id","schedule_id","period"),
	CONSTRAINT "schedule_runs_status" CHECK ("schedule_runs"."status" in ('due', 'charging', 'clearing', 'paid', 'failed', 'missed', 'skipped', 'resolved')),
	CONSTRAINT "schedule_runs_due_only" CHECK (("schedule_runs"."charge_at" is not null) = ("schedule_runs"."status" = 'due')),
	CONSTRAINT "schedule_runs_amount" CHECK ("schedule_runs"."amount_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"request_key" text NOT NULL,
	"plan_id" text,
	"name" text NOT NULL,
	"payer_id" text NOT NULL,
	"method_id" text NOT NULL,
	"account_id" text NOT NULL,
	"currency" text NOT NULL,
	"invoice_number" text DEFAULT '' NOT NULL,
	"client_ref" text DEFAULT '' NOT NULL,
	"matter_ref" text DEFAULT '' NOT NULL,
	"frequency" text NOT NULL,
	"start_date" date NOT NULL,
	"days" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"amount_cents" bigint,
	"total_cents" bigint,
	"count" integer,
	"end_date" date,
	"stop_at_cents" bigint,
	"reminder_days" integer NOT NULL,
	"status" text NOT NULL,
	"taken_runs" integer DEFAULT 0 NOT NULL,
	"taken_cents" bigint DEFAULT 0 NOT NULL,
	"last_date" date,
	"skips" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"next_date" date,
	"next_cents" bigint,
	"next_at" timestamp (3) with time zone,
	"remind_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "schedules_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "schedules_status" CHECK ("schedules"."status" in ('active', 'paused', 'ended', 'cancelled')),
	CONSTRAINT "schedules_due_only_active" CHECK (("schedules"."next_at" is not null) = ("schedules"."status" = 'active')),
	CONSTRAINT "schedules_next" CHECK (("schedules"."next_date" is null) = ("schedules"."status" in ('ended', 'cancelled'))),
	CONSTRAINT "schedules_money" CHECK (("schedules"."amount_cents" is null) <> ("schedules"."total_cents" is null))
);
--> statement-breakpoint
ALTER TABLE "schedule_events" ADD CONSTRAINT "schedule_events_firm_id_schedule_id_schedules_firm_id_id_fk" FOREIGN KEY ("firm_id","schedule_id") REFERENCES "public"."schedules"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule_mandates" ADD CONSTRAINT "schedule_mandates_firm_id_schedule_id_schedules_firm_id_id_fk" FOREIGN KEY ("firm_id","schedule_id") REFERENCES "public"."schedules"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule_mandates" ADD CONSTRAINT "schedule_mandates_firm_id_method_id_payment_methods_firm_id_id_fk" FOREIGN KEY ("firm_id","method_id") REFERENCES "public"."payment_methods"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule_plans" ADD CONSTRAINT "schedule_plans_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule_runs" ADD CONSTRAINT "schedule_runs_firm_id_schedule_id_schedules_firm_id_id_fk" FOREIGN KEY ("firm_id","schedule_id") REFERENCES "public"."schedules"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule_runs" ADD CONSTRAINT "schedule_runs_firm_id_payment_id_payments_firm_id_id_fk" FOREIGN KEY ("firm_id","payment_id") REFERENCES "public"."payments"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_firm_id_plan_id_schedule_plans_firm_id_id_fk" FOREIGN KEY ("firm_id","plan_id") REFERENCES "public"."schedule_plans"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_firm_id_payer_id_payers_firm_id_id_fk" FOREIGN KEY ("firm_id","payer_id") REFERENCES "public"."payers"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_firm_id_method_id_payment_methods_firm_id_id_fk" FOREIGN KEY ("firm_id","method_id") REFERENCES "public"."payment_methods"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "schedule_events_of" ON "schedule_events" USING btree ("firm_id","schedule_id","id");--> statement-breakpoint
CREATE INDEX "schedule_mandates_of" ON "schedule_mandates" USING btree ("firm_id","schedule_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "schedule_plans_request" ON "schedule_plans" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE INDEX "schedule_plans_newest" ON "schedule_plans" USING btree ("firm_id","created_at","id");--> statement-breakpoint
CREATE INDEX "schedule_runs_due" ON "schedule_runs" USING btree ("firm_id","charge_at") WHERE charge_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "schedules_request" ON "schedules" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE INDEX "schedules_newest" ON "schedules" USING btree ("firm_id","created_at","id");--> statement-breakpoint
CREATE INDEX "schedules_of_payer" ON "schedules" USING btree ("firm_id","payer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "schedules_of_plan" ON "schedules" USING btree ("firm_id","plan_id","created_at","id") WHERE plan_id is not null;--> statement-breakpoint
CREATE INDEX "schedules_due" ON "schedules" USING btree ("firm_id","next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "schedules_to_remind" ON "schedules" USING btree ("firm_id","remind_at") WHERE remind_at is not null;