CREATE TABLE "event_deliveries" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"endpoint_id" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"object_id" text NOT NULL,
	"body" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"last_status" integer DEFAULT 0 NOT NULL,
	"last_error" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_try_at" timestamp (3) with time zone,
	"next_try_at" timestamp (3) with time zone,
	CONSTRAINT "event_deliveries_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "event_deliveries_status" CHECK ("event_deliveries"."status" in ('waiting', 'taken', 'given_up'))
);
--> statement-breakpoint
CREATE TABLE "event_endpoints" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"secret_sealed" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"off_at" timestamp (3) with time zone,
	"off_reason" text DEFAULT '' NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "event_endpoints_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "event_endpoints_off" CHECK (("event_endpoints"."off_at" is null) = ("event_endpoints"."off_reason" = ''))
);
--> statement-breakpoint
CREATE INDEX "event_deliveries_newest" ON "event_deliveries" USING btree ("firm_id","created_at","id");--> statement-breakpoint
CREATE INDEX "event_deliveries_waiting" ON "event_deliveries" USING btree ("firm_id","next_try_at") WHERE status = 'waiting';