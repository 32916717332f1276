-- What people see of conversations and do with them. Turns write none of it: what follows from turns is
-- derived from their history by whoever looks, a moment later and many at a time.

-- One row a conversation, in the order of the last activity. owner, assigned_to and the rest of the
-- conversation's own are copies.
create table inbox_items (
  org_id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  bot_id uuid not null,
  contact_id uuid not null,
  owner smallint not null,
  assigned_to uuid,
  status smallint not null default 0,  -- 0 open, 1 snoozed, 2 resolved
  snoozed_until timestamptz,           -- snoozed: until then, and in any case until the customer writes
  unread integer not null default 0,   -- messages that came while the bot did not own it
  last_at timestamptz not null,
  primary key (conversation_id, org_id),
  foreign key (org_id, conversation_id) references conversations (org_id, id) on delete cascade
) with (fillfactor = 80);
create index inbox_items_last on inbox_items (org_id, last_at, conversation_id);
create index inbox_items_people on inbox_items (org_id, owner, last_at, conversation_id) where owner > 0;
create index inbox_items_assigned on inbox_items (org_id, assigned_to, last_at, conversation_id)
  where assigned_to is not null;
create index inbox_items_unread on inbox_items (org_id, last_at, conversation_id) where unread > 0;
create index inbox_items_contact on inbox_items (org_id, contact_id);

create table labels (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  name text not null,
  color text not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index labels_name on labels (org_id, lower(name));

create table conversation_labels (
  org_id uuid not null,
  conversation_id uuid not null,
  label_id uuid not null,
  primary key (conversation_id, label_id, org_id),
  foreign key (org_id, conversation_id) references conversations (org_id, id) on delete cascade,
  foreign key (org_id, label_id) references labels (org_id, id) on delete cascade
);
create index conversation_labels_label on conversation_labels (org_id, label_id);

-- Texts that people use again and again.
create table canned_replies (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  short_code text not null,
  text text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index canned_replies_code on canned_replies (org_id, short_code);

-- Of what people write. sent_by is 'person' for what went to the customer and 'note' for what did not.
alter table messages add column author uuid;
alter table messages add column author_name text;

-- How far the turns were looked through: all that the snapshot sees was, and what it does not see was
-- made at or after since, which moves on to next_at once no transaction is at work any more that is
-- older than next_xid.
create table inbox_progress (
  only_row boolean primary key default true check (only_row),
  seen pg_snapshot not null,
  since timestamptz not null,
  next_xid xid8 not null,
  next_at timestamptz not null
);
insert into inbox_progress (seen, since, next_xid, next_at)
select s, clock_timestamp(), pg_snapshot_xmax(s), clock_timestamp()
from (select pg_current_snapshot() as s) now;
grant select, update on inbox_progress to ${worker};

-- Turns are added as time goes on, so that this costs hardly anything to keep.
create index turns_created on turns using brin (created_at) with (pages_per_range = 16);

-- The whole number of a transaction, of which a row carries the last 32 bits.
create function full_xid(short xid, ceiling xid8) returns xid8 language sql immutable parallel safe as $$
  select (case when low.value > top.value then low.value - 4294967296 else low.value end)::text::xid8
  from (select ceiling::text::bigint) as top (value),
    lateral (select (top.value >> 32 << 32) + short::text::bigint) as low (value)
$$;

-- Turns that became visible after a snapshot, of all tenants; their content stays where it is.
create policy upkeep on turns for select to ${owner} using (true);
create function turns_after(seen pg_snapshot, since timestamptz)
returns table (org_id uuid, conversation_id uuid, id uuid, number bigint, input smallint,
  created_at timestamptz)
language sql stable security definer set search_path = ${schema}, pg_temp
set enable_bitmapscan = on set plan_cache_mode = force_custom_plan as $$
  select t.org_id, t.conversation_id, t.id, t.number, t.input, t.created_at
  from turns t
  where t.created_at >= since
    and not pg_visible_in_snapshot(full_xid(t.xmin, pg_snapshot_xmax(pg_current_snapshot())), seen)
$$;
revoke all on function turns_after from public;
grant execute on function turns_after to ${worker};

call tenant_table('inbox_items');
call tenant_table('labels');
call tenant_table('conversation_labels');
call tenant_table('canned_replies');

grant select, insert, update, delete on inbox_items, labels, conversation_labels, canned_replies
  to ${api};
grant select, insert, update, delete on inbox_items, conversation_labels to ${worker};
grant select, update, delete on inbox_items, conversation_labels to ${ingest};
grant select on inbox_items, labels, conversation_labels to ${report};
grant insert on messages to ${api};
-- What a person wrote on the telephone takes the conversation over.
grant insert on turns to ${ingest};

-- Those that were there before. The rules of tenants bind the owner as well.
alter table conversations no force row level security;
alter table inbox_items no force row level security;
insert into inbox_items (org_id, conversation_id, channel_id, bot_id, contact_id, owner, assigned_to,
  status, last_at)
select org_id, id, channel_id, bot_id, contact_id, owner, assigned_to,
  case when owner = 0 and session ->> 'status' = 'ENDED' then 2 else 0 end, updated_at
from conversations;
alter table conversations force row level security;
alter table inbox_items force row level security;
