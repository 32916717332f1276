-- Customers, where their conversations stand, and what was said.

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
  primary key (org_id, id),
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
  ai_disclosed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, channel_id, contact_id),
  foreign key (org_id, channel_id) references channels (org_id, id) on delete cascade,
  foreign key (org_id, bot_id) references bots (org_id, id) on delete cascade,
  foreign key (org_id, contact_id) references contacts (org_id, id) on delete cascade
) with (fillfactor = 60); -- rewritten at every turn, in place as long as the page has room

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

-- What was said, both ways. By month, so that old ones go by dropping a table.
create table messages (
  org_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  inbound boolean not null,
  turn bigint not null,
  sent_by text not null,             -- 'customer', 'bot', 'person'
  content json not null,
  reply_to text,
  external_id text,
  status smallint,                   -- outbound only: DeliveryStatus by rank, see the store
  status_at timestamptz,
  category text,
  error_code text,
  created_at timestamptz not null,
  primary key (org_id, id, created_at)
) partition by range (created_at);
create table messages_rest partition of messages default;
create index messages_conversation on messages (org_id, conversation_id, created_at);
create index messages_external on messages (channel_id, external_id) where not inbound;

-- One row a turn: why the bot said what it said. By month as well.
create table turns (
  org_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  id uuid not null,
  bot_id uuid not null,
  input smallint not null,
  attempt integer not null,
  events json not null,
  created_at timestamptz not null,
  primary key (org_id, conversation_id, number, created_at)
) partition by range (created_at);
create table turns_rest partition of turns default;
