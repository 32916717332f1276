-- Figures of organisations, by the day (UTC). Turns write none of it: it is derived from their history a
-- moment later, many at a time, and from this version on.

-- What happened in conversations.
create table analytics_days (
  org_id uuid not null references organizations (id) on delete cascade,
  day date not null,
  bot_id uuid not null,
  channel_id uuid not null,
  conversations bigint not null default 0,   -- begun
  heard bigint not null default 0,           -- messages of customers
  said bigint not null default 0,            -- messages of the bot
  written bigint not null default 0,         -- messages of people
  resolved bigint not null default 0,        -- by the bot
  closed bigint not null default 0,          -- by a person
  ended bigint not null default 0,           -- came to an end of the flow
  handed_off bigint not null default 0,      -- by the bot
  taken_over bigint not null default 0,      -- by a person
  failed bigint not null default 0,          -- steps that could not do their work
  answered bigint not null default 0,        -- first answers of the bot, and the time until them
  answered_ms bigint not null default 0,
  received bigint not null default 0,        -- first answers of people after a handoff, and the time
  received_ms bigint not null default 0,
  primary key (org_id, day, bot_id, channel_id)
) with (fillfactor = 80);

-- How often the steps of a version were met and left.
create table analytics_steps (
  org_id uuid not null references organizations (id) on delete cascade,
  bot_id uuid not null,
  version text not null,
  node text not null,
  day date not null,
  entered bigint not null default 0,
  left_again bigint not null default 0,
  ended bigint not null default 0,
  handed_off bigint not null default 0,
  timed_out bigint not null default 0,
  failed bigint not null default 0,
  refused bigint not null default 0,         -- answers that a question did not take
  primary key (org_id, bot_id, version, node, day)
) with (fillfactor = 80);

-- What customers wanted, as the classifier saw it.
create table analytics_intents (
  org_id uuid not null references organizations (id) on delete cascade,
  bot_id uuid not null,
  day date not null,
  intent text not null,
  times bigint not null,
  primary key (org_id, bot_id, day, intent)
) with (fillfactor = 80);

-- What the channels delivered, by what they charge it as; read anew while it may change.
create table analytics_deliveries (
  org_id uuid not null references organizations (id) on delete cascade,
  day date not null,
  bot_id uuid not null,
  channel_id uuid not null,
  category text not null,                    -- '' where the channel named none
  sent bigint not null,
  delivered bigint not null,
  read bigint not null,
  failed bigint not null,
  primary key (org_id, day, bot_id, channel_id, category)
);

-- Where conversations stood after the last turn that was counted.
create table analytics_states (
  org_id uuid not null,
  conversation_id uuid not null,
  versions text[] not null,                  -- of the flows that it is in, the outermost first
  waits_since timestamptz,                   -- for a person
  primary key (conversation_id, org_id),
  foreign key (org_id, conversation_id) references conversations (org_id, id) on delete cascade
) with (fillfactor = 80);

-- As inbox_progress. delivered_at: when deliveries were last read.
create table analytics_progress (
  only_row boolean primary key default true check (only_row),
  seen pg_snapshot not null,
  since timestamptz not null,
  next_xid xid8 not null,
  next_at timestamptz not null,
  delivered_at timestamptz not null default '-infinity'
);
insert into analytics_progress (seen, since, next_xid, next_at)
select s, clock_timestamp(), pg_snapshot_xmax(s), clock_timestamp()
from (select pg_current_snapshot() as s) now;
grant select, update on analytics_progress to ${worker};

-- Deliveries of a time, counted over all tenants; their content stays where it is.
create policy upkeep on deliveries for select to ${owner} using (true);
create policy upkeep on conversations for select to ${owner} using (true);
create function deliveries_between(first timestamptz, last timestamptz)
returns table (org_id uuid, day date, bot_id uuid, channel_id uuid, category text, sent bigint,
  delivered bigint, read bigint, failed bigint)
language sql stable security definer set search_path = ${schema}, pg_temp
set plan_cache_mode = force_custom_plan as $$
  select d.org_id, (first at time zone 'UTC')::date, c.bot_id, d.channel_id,
    coalesce(d.category, ''),
    count(*) filter (where d.status <> 2), count(*) filter (where d.status in (3, 4, 5)),
    count(*) filter (where d.status in (4, 5)), count(*) filter (where d.status = 2)
  from deliveries d
  join conversations c on c.id = d.conversation_id and c.org_id = d.org_id
  where d.id >= first_id(first) and d.id < first_id(last)
  group by 1, 2, 3, 4, 5
$$;
revoke all on function deliveries_between from public;
grant execute on function deliveries_between to ${worker};

call tenant_table('analytics_days');
call tenant_table('analytics_steps');
call tenant_table('analytics_intents');
call tenant_table('analytics_deliveries');
call tenant_table('analytics_states');
grant select, insert, update, delete on analytics_days, analytics_steps, analytics_intents,
  analytics_deliveries, analytics_states to ${worker};
grant select on analytics_days, analytics_steps, analytics_intents, analytics_deliveries
  to ${api}, ${report};
