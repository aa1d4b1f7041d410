CREATE TABLE "taken_days" (
	"firm_id" text NOT NULL,
	"id" bigserial NOT NULL,
	"day" date NOT NULL,
	"account_id" text NOT NULL,
	"payments" integer NOT NULL,
	"net_cents" bigint NOT NULL,
	CONSTRAINT "taken_days_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE INDEX "taken_days_key" ON "taken_days" USING btree ("firm_id","day","account_id");