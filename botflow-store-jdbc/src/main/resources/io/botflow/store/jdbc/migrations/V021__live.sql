-- What open pages are told as it happens. Events are numbered for each organisation without a gap, in
-- the order in which they become visible, since whoever adds one holds the organisation's row.

-- Organisations whose pages are open, or were an hour ago; nothing is written for any other. No content.
create table live_organizations (
  org_id uuid primary key references organizations (id) on delete cascade,
  number bigint not null,            -- of the last event
  since bigint not null,             -- all events after this one are there
  watched_until timestamptz not null
);

-- What happened; what it looks like now is read when it is told. No content.
create table live_events (
  org_id uuid not null,
  number bigint not null,
  kind smallint not null,            -- 1 message, 2 conversation, 3 members, 4 typing, 5 no longer typing
  conversation_id uuid,
  subject uuid,                      -- 1: the message; 4 and 5: who
  at timestamptz not null default clock_timestamp(),
  primary key (org_id, number)
);
create index live_events_age on live_events using brin (at);

-- Who has a page open. No content.
create table live_presence (
  org_id uuid not null,
  user_id uuid not null,
  seen_at timestamptz not null,
  primary key (org_id, user_id)
);

call work_table('live_organizations');
call work_table('live_events');
call work_table('live_presence');

grant select, insert, update on live_organizations, live_presence to ${api};
grant select, insert on live_events to ${api};
grant select, update on live_organizations to ${worker};
grant select, insert, delete on live_events to ${worker};
grant select, delete on live_presence to ${worker};
