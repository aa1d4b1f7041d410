CREATE TABLE "audit_checks" (
	"firm_id" text PRIMARY KEY NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"checked_by" text NOT NULL,
	"rows" bigint NOT NULL,
	"head_hash" text NOT NULL,
	"broken_seq" bigint,
	"fault" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_addresses" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"events" text[] NOT NULL,
	"large_cents" bigint NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notification_addresses_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "notification_addresses_large" CHECK ("notification_addresses"."large_cents" > 0)
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "created_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "notification_addresses_once" ON "notification_addresses" USING btree ("firm_id","user_id","address");--> statement-breakpoint
CREATE INDEX "audit_log_newest" ON "audit_log" USING btree ("firm_id","at","seq");--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("firm_id","actor","at","seq");--> statement-breakpoint
CREATE INDEX "audit_log_action" ON "audit_log" USING btree ("firm_id","action","at","seq");