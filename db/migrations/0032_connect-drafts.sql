CREATE TABLE "connect_drafts" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"lines" jsonb NOT NULL,
	"amount_to_pay_cents" bigint,
	"ar_message" text DEFAULT '' NOT NULL,
	"cart_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "connect_drafts_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "connect_drafts_status" CHECK ("connect_drafts"."status" in ('open', 'entry', 'links', 'left')),
	CONSTRAINT "connect_drafts_size" CHECK (octet_length("connect_drafts"."lines"::text) <= 1048576)
);
--> statement-breakpoint
ALTER TABLE "connect_drafts" ADD CONSTRAINT "connect_drafts_firm_id_user_id_users_firm_id_id_fk" FOREIGN KEY ("firm_id","user_id") REFERENCES "public"."users"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_drafts" ADD CONSTRAINT "connect_drafts_firm_id_connection_id_connections_firm_id_id_fk" FOREIGN KEY ("firm_id","connection_id") REFERENCES "public"."connections"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connect_drafts_of_user" ON "connect_drafts" USING btree ("firm_id","user_id","status","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "connect_drafts_cart" ON "connect_drafts" USING btree ("firm_id","cart_id") WHERE cart_id is not null;