CREATE TABLE "webhook_events" (
	"firm_id" text NOT NULL,
	"gateway" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"reference" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "webhook_events_firm_id_gateway_event_id_pk" PRIMARY KEY("firm_id","gateway","event_id")
);
