-- What is to be done: inputs that wait for their turn, the conversations that are lent to workers,
-- messages that wait to be sent, and times to come. These tables hold work, not history: a row goes
-- when its work is done, so that they stay as small as the backlog.
--
-- Those without content are looked through over all tenants. They and the inbox have no foreign key to
-- conversations, since that would lock and mark the conversation's row three times a turn: their rows are
-- only ever made from a conversation's row that the same transaction saw under row-level security.

-- Every message and event that a channel ever sent us, for as long as it may send it again. The only
-- place where duplicates are found. Statuses are applied by rank instead, which repeats nothing.
create table inbound_keys (
  channel_id uuid not null,
  kind smallint not null,            -- 1 message, 3 anything else
  key text not null,
  org_id uuid not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (channel_id, kind, key)
);
create index inbound_keys_age on inbound_keys using brin (received_at);

create sequence inputs;
create table inbox (
  conversation_id uuid not null,
  id bigint not null,
  org_id uuid not null,
  kind smallint not null,            -- 1 message, 2 any other input, 3 a time that was up, repeated
  ready_at timestamptz not null,
  received_at timestamptz not null,
  sent_at timestamptz not null,      -- the order of a conversation's inputs
  repeats uuid,                      -- the turn that failed and is tried again, by itself and first
  payload json not null,
  primary key (conversation_id, id)
);

-- Inputs that failed three times: kept for a person to look at and to repeat.
create table inbox_dead (
  org_id uuid not null,
  conversation_id uuid not null,
  id bigint not null,
  turn_id uuid not null,
  kind smallint not null,
  received_at timestamptz not null,
  sent_at timestamptz not null,
  payload json not null,
  problem text not null,
  died_at timestamptz not null,
  primary key (org_id, turn_id, id),
  foreign key (org_id, conversation_id) references conversations (org_id, id) on delete cascade
);
create index on inbox_dead (org_id, died_at);

-- Conversations that have something to do or that a worker has. No content.
create table queue (
  conversation_id uuid primary key,
  org_id uuid not null,
  priority smallint not null,        -- 0 live, 1 bulk
  ready_at timestamptz not null,     -- not lent: not before
  lent boolean not null,
  lease_until timestamptz not null,  -- lent: until
  fence bigint not null,
  attempts integer not null,         -- counted at the claim, so that a crash counts
  deaths integer not null default 0, -- attempts from which no worker came back
  superseded integer not null default 0, -- turns in a row that a new message made stale
  input_ids bigint[]                 -- what this turn answers; an attempt after it takes the same
) with (fillfactor = 70);
create index queue_ready on queue (org_id, priority, ready_at) where not lent;
create index queue_ready_next on queue (ready_at) where not lent;
create index queue_lent on queue (lease_until, org_id) where lent;
create sequence fences;

-- Results of outside calls of turns that are not committed yet.
create table turn_steps (
  org_id uuid not null,
  turn_id uuid not null,
  step text not null,
  result json not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (org_id, turn_id, step)
);

-- When a conversation must be looked at though nobody wrote: never later than its due_at, perhaps
-- earlier, so that a turn which only moves the time on writes nothing here. No content.
create table timers (
  conversation_id uuid primary key,
  org_id uuid not null,
  due_at timestamptz not null
);
create index timers_due on timers (due_at);

-- Raised by the restore of a backup: messages from before it are never sent by themselves.
create table system_epoch (
  only_row boolean primary key default true check (only_row),
  epoch integer not null
);
insert into system_epoch (epoch) values (1);

-- When a server last looked for work: a gap is no time in which a status could have come.
create table heartbeat (
  only_row boolean primary key default true check (only_row),
  beat_at timestamptz not null
);
insert into heartbeat (beat_at) values (now());

-- What waits to be sent; the message itself is in messages. No content.
create table outbox (
  id uuid primary key,               -- also the reference that the channel gives back
  org_id uuid not null,
  channel_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,            -- its place among the conversation's messages
  resend boolean not null,           -- whether it may go once more when nobody knows
  state smallint not null,           -- 0 pending, 1 sending, 2 unknown, 3 held for a person
  attempt integer not null,
  next_at timestamptz not null,      -- pending: not before; sending: lease; unknown: in doubt until
  delay_ms integer not null,         -- still to wait once it is the first; 0 where that has begun
  doubts integer not null default 0, -- how often nobody knew whether it went
  epoch integer not null
) with (fillfactor = 70);
create unique index outbox_conversation on outbox (conversation_id, number);
create index outbox_waiting on outbox (channel_id, next_at) where state = 0;
create index outbox_waiting_next on outbox (next_at) where state = 0;
create index outbox_doubt on outbox (next_at) where state in (1, 2);

-- Attempts that did not end with a plain acceptance.
create table send_attempts (
  org_id uuid not null,
  message_id uuid not null,
  attempt integer not null,
  ended_at timestamptz not null,
  outcome text not null,             -- 'retry', 'rejected', 'unknown'
  code text,
  detail text,
  primary key (org_id, message_id, attempt, outcome)
);
create index send_attempts_age on send_attempts using brin (ended_at);

-- A number or account that must be left alone for a while. No content.
create table channel_pauses (
  channel_id uuid primary key,
  org_id uuid not null,
  until timestamptz not null,
  reason text not null
);

-- How much of an account's pace is used up. No content.
create table channel_paces (
  channel_id uuid primary key,
  org_id uuid not null,
  per_second integer,                -- the number's own limit; null for its channel's
  used_until timestamptz not null
) with (fillfactor = 50);

-- Statuses of messages whose id at the channel is not known to us yet.
create table parked_statuses (
  channel_id uuid not null,
  external_id text not null,
  status smallint not null,
  org_id uuid not null,
  at timestamptz not null,
  category text,
  error_code text,
  received_at timestamptz not null default clock_timestamp(),
  primary key (channel_id, external_id, status)
);

-- What channels told about accounts, templates and people, for the features that care.
create table channel_events (
  org_id uuid not null,
  id uuid not null,                  -- by time, as in messages
  channel_id uuid not null,
  kind text not null,
  payload json not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (id)
) partition by range (id);
create index channel_events_channel on channel_events (org_id, channel_id, id);

-- Rows come and go thousands of times a second: cleaned often and without pause.
do $$
declare
  busy text;
begin
  foreach busy in array array['inbox', 'queue', 'outbox', 'timers', 'channel_paces', 'heartbeat'] loop
    execute format('alter table %I set (autovacuum_vacuum_scale_factor = 0,
      autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0,
      autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_scale_factor = 0,
      autovacuum_analyze_threshold = 50000)', busy);
  end loop;
end $$;
