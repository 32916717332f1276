-- What decides whether a message may leave: what the customer said about offers, whether the customer
-- knows that a machine answers, and when the customer was last asked to write back.

-- What holds of everything in consents; written with it.
alter table contacts
  add column opted_in boolean not null default false,   -- agreed to offers at some time
  add column consent_at timestamptz;                    -- when the customer last said something
-- opted_out: stopped them since

alter table conversations
  add column asked_back_at timestamptz;                 -- the bot's default template last went out
-- ai_disclosed_at: when a message with the words that a machine answers was taken

-- Evidence: added to, never changed, and gone with the contact.
create table consents (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  kind smallint not null,            -- 1 given, 2 withdrawn, 3 resumed
  source smallint not null,          -- 1 word, 2 flow, 3 channel, 4 business
  at timestamptz not null,           -- when the customer said it
  evidence text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (org_id, id),
  foreign key (org_id, contact_id) references contacts (org_id, id) on delete cascade
);
create index on consents (org_id, contact_id, at);
call tenant_table('consents');
grant select, insert, update on consents to ${ingest};
grant select, insert on consents to ${worker}, ${api};
grant select on consents to ${report};

-- State 4 of the outbox: not sent, kept until next_at for the customer to write.
create index outbox_withheld on outbox (next_at) where state = 4;
