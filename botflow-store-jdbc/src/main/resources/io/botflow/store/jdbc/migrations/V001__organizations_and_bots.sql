-- Who uses BotFlow, where their customers reach them, and what answers there.
--
-- Every tenant row carries org_id, first in its keys, and points at other tenant rows by
-- (org_id, id): a foreign key on id alone is checked without row-level security and would let a
-- row of one tenant point at a row of another.

-- The roles that serve (ingest, worker, api, report) are made before this runs, own nothing and see
-- only the tenants of their transaction: see V004.

create table organizations (
  id uuid primary key,
  name text not null,
  slug text not null unique,
  plan text not null default 'starter',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- How much of the workers an organisation may hold at once. No content: read across tenants.
create table org_schedule (
  org_id uuid primary key references organizations (id) on delete cascade,
  max_active integer not null default 200 check (max_active >= 0),
  paused boolean not null default false
);

-- A business account on a channel: for WhatsApp one phone number.
create table channels (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  kind text not null,
  account text not null,
  display_name text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id)
);
create index channels_id on channels (id);

-- What WhatsApp needs beyond that. Its secrets are kept encrypted from the day that the server
-- keeps keys; until then the database's own access rules protect them.
create table whatsapp_accounts (
  org_id uuid not null,
  id uuid not null,
  phone_number text,
  business_account_id text,
  access_token text,
  app_secret text,
  webhook_verify_token text,
  status text not null default 'active' check (status in ('pending', 'active', 'suspended')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, id) references channels (org_id, id) on delete cascade
);

create table bots (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  name text not null,
  description text,
  task_type text not null default 'custom',
  is_active boolean not null default true,
  configuration jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id)
);

-- Which bot answers at which address. No content: a webhook looks here before the tenant is known.
create table channel_routes (
  kind text not null,
  account text not null,
  org_id uuid not null,
  channel_id uuid not null,
  bot_id uuid not null,
  primary key (kind, account),
  foreign key (org_id, channel_id) references channels (org_id, id) on delete cascade,
  foreign key (org_id, bot_id) references bots (org_id, id) on delete cascade
);
create index on channel_routes (org_id, bot_id);
create index on channel_routes (channel_id);

-- A flow as its author edits it.
create table bot_workflows (
  org_id uuid not null,
  id uuid not null,
  bot_id uuid not null,
  flow_id text not null,
  name text not null,
  document json not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, flow_id),
  foreign key (org_id, bot_id) references bots (org_id, id) on delete cascade
);

-- What was published: never changed, since sessions stay on the version that they began on.
create table workflow_versions (
  org_id uuid not null,
  id uuid not null,
  workflow_id uuid not null,
  number integer not null,
  document json not null,
  published_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, workflow_id, number),
  foreign key (org_id, workflow_id) references bot_workflows (org_id, id) on delete cascade
);

-- The version that new sessions of a flow run.
create table workflow_publications (
  org_id uuid not null,
  workflow_id uuid not null,
  version_id uuid not null,
  published_at timestamptz not null default now(),
  primary key (org_id, workflow_id),
  foreign key (org_id, workflow_id) references bot_workflows (org_id, id) on delete cascade,
  foreign key (org_id, version_id) references workflow_versions (org_id, id) on delete cascade
);

-- The flow that a bot starts with.
alter table bots add column main_workflow_id uuid;
alter table bots
  add foreign key (org_id, main_workflow_id) references bot_workflows (org_id, id)
  on delete set null (main_workflow_id);
