CREATE TABLE "link_upload_rows" (
	"firm_id" text NOT NULL,
	"upload_id" text NOT NULL,
	"line" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"fault" text DEFAULT '' NOT NULL,
	"readings" jsonb NOT NULL,
	"problems" jsonb NOT NULL,
	"is_bad" boolean NOT NULL,
	"is_due_early" boolean DEFAULT false NOT NULL,
	"amount_cents" bigint,
	"same_as" integer,
	"is_removed" boolean DEFAULT false NOT NULL,
	"link_id" text,
	CONSTRAINT "link_upload_rows_firm_id_upload_id_line_pk" PRIMARY KEY("firm_id","upload_id","line"),
	CONSTRAINT "link_upload_rows_link_of_good" CHECK ("link_upload_rows"."link_id" is null or not ("link_upload_rows"."is_bad" or "link_upload_rows"."is_removed"))
);
--> statement-breakpoint
CREATE TABLE "link_uploads" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"request_key" text NOT NULL,
	"account_id" text NOT NULL,
	"currency" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"status" text NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"by_email" boolean,
	"batch_id" text,
	"failure" text DEFAULT '' NOT NULL,
	"created_by" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"started_by" text DEFAULT '' NOT NULL,
	"started_by_name" text DEFAULT '' NOT NULL,
	"started_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "link_uploads_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "link_uploads_status" CHECK ("link_uploads"."status" in ('review', 'running', 'stopped', 'done', 'removed')),
	CONSTRAINT "link_uploads_started" CHECK (("link_uploads"."status" in ('review', 'removed')) = ("link_uploads"."batch_id" is null) and ("link_uploads"."batch_id" is null) = ("link_uploads"."by_email" is null))
);
--> statement-breakpoint
ALTER TABLE "link_upload_rows" ADD CONSTRAINT "link_upload_rows_firm_id_upload_id_link_uploads_firm_id_id_fk" FOREIGN KEY ("firm_id","upload_id") REFERENCES "public"."link_uploads"("firm_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "link_upload_rows_link" ON "link_upload_rows" USING btree ("firm_id","link_id") WHERE link_id is not null;--> statement-breakpoint
CREATE INDEX "link_upload_rows_to_make" ON "link_upload_rows" USING btree ("firm_id","upload_id","line") WHERE link_id is null and not is_removed;--> statement-breakpoint
CREATE UNIQUE INDEX "link_uploads_request" ON "link_uploads" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "link_uploads_batch" ON "link_uploads" USING btree ("firm_id","batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "link_uploads_newest" ON "link_uploads" USING btree ("firm_id","created_at","id") WHERE status <> 'removed';--> statement-breakpoint
CREATE INDEX "link_uploads_by_file" ON "link_uploads" USING btree ("firm_id","file_hash") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "link_uploads_running" ON "link_uploads" USING btree ("firm_id","leased_until") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "link_uploads_in_review" ON "link_uploads" USING btree ("firm_id","changed_at") WHERE status = 'review';