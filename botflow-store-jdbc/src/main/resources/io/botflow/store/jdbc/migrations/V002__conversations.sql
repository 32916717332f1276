-- Customers, where their conversations stand, and what was said.
--
-- Keys begin with what is unique by itself: a server that has not counted its rows yet takes any index
-- for a good one, and one by organisation alone reads all that the organisation has.

create table contacts (
  org_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  user_id text,                      -- the channel's id of the person, and the number: either may
  phone text,                        -- be missing, and a number may pass on to somebody else
  profile_name text,                 -- as the channel shows it
  username text,
  name text,                         -- as the organisation calls the person
  language text,
  zone text,
  fields json not null default '{}',
  tags text[] not null default '{}',
  opted_out boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, org_id),
  foreign key (org_id, channel_id) references channels (org_id, id) on delete cascade
);
create unique index contacts_user on contacts (org_id, channel_id, user_id)
  where user_id is not null;
create unique index contacts_phone on contacts (org_id, channel_id, phone)
  where phone is not null;

create table conversations (
  org_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  bot_id uuid not null,
  contact_id uuid not null,
  owner smallint not null default 0, -- 0 bot, 1 queue, 2 person
  assigned_to uuid,
  session json not null,
  turns bigint not null default 0,   -- as in the session; guards the commit
  due_at timestamptz,                -- as in the session; null where nothing is waited for
  join_window_ms integer not null default 0,
  next_message bigint not null default 1,
  last_inbound_at timestamptz,       -- by the channel's clock; opens the service window
  pair_until timestamptz,            -- until when what was sent uses up the channel's pace
  ai_disclosed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, org_id),
  unique (contact_id, channel_id, org_id),
  foreign key (org_id, channel_id) references channels (org_id, id) on delete cascade,
  foreign key (org_id, bot_id) references bots (org_id, id) on delete cascade,
  foreign key (org_id, contact_id) references contacts (org_id, id) on delete cascade
) with (fillfactor = 70); -- rewritten at every turn, in place as long as the page has room

-- What is remembered for the language model.
create table conversation_context (
  org_id uuid not null,
  conversation_id uuid not null,
  context_data jsonb not null default '{}',
  summary text,
  updated_at timestamptz not null default now(),
  primary key (org_id, conversation_id),
  foreign key (org_id, conversation_id) references conversations (org_id, id) on delete cascade
);

-- History: what was said and why, and how far it came. Only added to but for deliveries, and divided
-- by time, so that old history goes by dropping a table. The first 48 bits of an id are the time in
-- milliseconds (as in version 7 of RFC 9562), so that an id alone leads to its partition.

-- What was said, both ways.
create table messages (
  org_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  inbound boolean not null,
  turn bigint not null,
  sent_by text not null,             -- 'customer', 'bot', 'person'
  content json not null,
  extra json,                        -- of what goes out: the whole message, where content is not all
  reply_to text,
  external_id text,                  -- the channel's id of what came in
  sent_at timestamptz not null,      -- of what came in by the channel's clock
  primary key (conversation_id, id)
) partition by range (id);

-- How far what was sent came; a row from when the channel took or refused it.
create table deliveries (
  org_id uuid not null,
  id uuid not null,                  -- the message's
  conversation_id uuid not null,
  channel_id uuid not null,
  external_id text,                  -- the channel's id
  other_external_ids text[],         -- more of them: the customer has it more than once
  status smallint not null,          -- DeliveryStatus by rank, see the store
  status_at timestamptz not null,
  category text,
  error_code text,
  primary key (id)
) partition by range (id);
create index deliveries_external on deliveries using hash (external_id);

-- One row a turn: why the bot said what it said.
create table turns (
  org_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  number bigint not null,
  bot_id uuid not null,
  input smallint not null,
  attempt integer not null,
  events json not null,
  created_at timestamptz not null,
  primary key (conversation_id, id)
) partition by range (id);
