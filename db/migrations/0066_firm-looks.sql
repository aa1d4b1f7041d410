CREATE TABLE "firm_logos" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"content_type" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "firm_logos_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "firm_logos_type" CHECK ("firm_logos"."content_type" in ('image/png', 'image/jpeg', 'image/webp')),
	CONSTRAINT "firm_logos_size" CHECK (octet_length("firm_logos"."content") between 1 and 204800)
);
--> statement-breakpoint
CREATE TABLE "mail_texts" (
	"firm_id" text NOT NULL,
	"kind" text NOT NULL,
	"locale" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"opening" text DEFAULT '' NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mail_texts_firm_id_kind_locale_pk" PRIMARY KEY("firm_id","kind","locale"),
	CONSTRAINT "mail_texts_locale" CHECK ("mail_texts"."locale" in ('en', 'fr', 'es')),
	CONSTRAINT "mail_texts_length" CHECK (length("mail_texts"."subject") <= 400 and length("mail_texts"."opening") <= 4000)
);
--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "receipt_texts" jsonb DEFAULT '{}'::jsonb NOT NULL;