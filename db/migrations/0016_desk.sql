CREATE TABLE "custom_fields" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"module" text NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"options" text[] NOT NULL,
	"is_required" boolean DEFAULT false NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "custom_fields_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "custom_fields_module" CHECK ("custom_fields"."module" in ('payment', 'payer')),
	CONSTRAINT "custom_fields_kind" CHECK ("custom_fields"."kind" in ('text', 'choice'))
);
--> statement-breakpoint
CREATE TABLE "export_parts" (
	"firm_id" text NOT NULL,
	"export_id" text NOT NULL,
	"position" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "export_parts_firm_id_export_id_position_pk" PRIMARY KEY("firm_id","export_id","position")
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"list_id" text NOT NULL,
	"query" text NOT NULL,
	"columns" jsonb NOT NULL,
	"format" text NOT NULL,
	"status" text NOT NULL,
	"file_name" text NOT NULL,
	"rows_total" integer,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"bytes" integer DEFAULT 0 NOT NULL,
	"failure" text DEFAULT '' NOT NULL,
	"requested_by" text NOT NULL,
	"locale" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "exports_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "exports_format" CHECK ("exports"."format" in ('xlsx', 'csv')),
	CONSTRAINT "exports_status" CHECK ("exports"."status" in ('queued', 'running', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "report_schedules" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"view_id" text,
	"built_in" text DEFAULT '' NOT NULL,
	"format" text NOT NULL,
	"frequency" text NOT NULL,
	"day" integer,
	"hour" integer NOT NULL,
	"emails" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone,
	"paused_at" timestamp (3) with time zone,
	CONSTRAINT "report_schedules_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "report_schedules_one" CHECK (("report_schedules"."view_id" is not null) <> ("report_schedules"."built_in" <> '')),
	CONSTRAINT "report_schedules_format" CHECK ("report_schedules"."format" in ('xlsx', 'csv')),
	CONSTRAINT "report_schedules_frequency" CHECK ("report_schedules"."frequency" in ('daily', 'weekly', 'monthly')),
	CONSTRAINT "report_schedules_hour" CHECK ("report_schedules"."hour" between 0 and 23)
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"list_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"query" text NOT NULL,
	"columns" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_views_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "saved_views_name_length" CHECK (length("saved_views"."name") between 1 and 80),
	CONSTRAINT "saved_views_query_length" CHECK (length("saved_views"."query") <= 4000)
);
--> statement-breakpoint
CREATE TABLE "user_preferences" (
	"firm_id" text NOT NULL,
	"user_id" text NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_preferences_firm_id_user_id_key_pk" PRIMARY KEY("firm_id","user_id","key"),
	CONSTRAINT "user_preferences_small" CHECK (octet_length("user_preferences"."value"::text) <= 16384)
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "custom_fields" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "billing_address" jsonb;--> statement-breakpoint
ALTER TABLE "export_parts" ADD CONSTRAINT "export_parts_firm_id_export_id_exports_firm_id_id_fk" FOREIGN KEY ("firm_id","export_id") REFERENCES "public"."exports"("firm_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_schedules" ADD CONSTRAINT "report_schedules_firm_id_view_id_saved_views_firm_id_id_fk" FOREIGN KEY ("firm_id","view_id") REFERENCES "public"."saved_views"("firm_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_firm_id_owner_id_users_firm_id_id_fk" FOREIGN KEY ("firm_id","owner_id") REFERENCES "public"."users"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_preferences" ADD CONSTRAINT "user_preferences_firm_id_user_id_users_firm_id_id_fk" FOREIGN KEY ("firm_id","user_id") REFERENCES "public"."users"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_label" ON "custom_fields" USING btree ("firm_id","module",lower("label")) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "exports_of_user" ON "exports" USING btree ("firm_id","requested_by","requested_at","id");--> statement-breakpoint
CREATE INDEX "exports_to_drop" ON "exports" USING btree ("firm_id","expires_at");--> statement-breakpoint
CREATE INDEX "report_schedules_due" ON "report_schedules" USING btree ("firm_id","next_at") WHERE paused_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("firm_id","list_id","owner_id",lower("name"));--> statement-breakpoint
CREATE INDEX "saved_views_list" ON "saved_views" USING btree ("firm_id","list_id","name");