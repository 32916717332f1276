-- Media: what people sent, and the network's ids of what was uploaded.

-- A medium that a person sent. It is found by its message: channel_id and message_id are channel_id and
-- external_id of messages.
create table inbound_media (
  org_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  message_id text not null,          -- the channel's
  source_id text not null,           -- the channel's id of the medium
  sha256 text,                       -- as the channel said
  filename text,                     -- as the person called it: for people only
  state text not null default 'waiting'
    check (state in ('waiting', 'stored', 'infected', 'unavailable')),
  storage_name text,                 -- stored: under the organisation's id
  mime_type text,                    -- stored: what it is served as
  size bigint,                       -- stored: in bytes
  why text,                          -- why it is not stored
  received_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (org_id, id),
  unique (org_id, channel_id, message_id, source_id),
  foreign key (org_id, channel_id) references channels (org_id, id) on delete cascade
);

-- Media that are to be fetched. No content.
create table media_fetches (
  org_id uuid not null,
  id uuid not null,                  -- of inbound_media
  channel_id uuid not null,
  due_at timestamptz not null default clock_timestamp(),
  lent_until timestamptz not null default '-infinity',
  attempts integer not null default 0,
  primary key (org_id, id),
  foreign key (org_id, id) references inbound_media (org_id, id) on delete cascade
);
create index on media_fetches (due_at);

-- The network's ids of uploaded media, by number and content: the same file is uploaded once.
create table uploaded_media (
  org_id uuid not null,
  phone_number_id text not null,
  content text not null,             -- hash and type
  id text not null,                  -- the network's
  ends_at timestamptz not null,
  primary key (org_id, phone_number_id, content),
  foreign key (org_id) references organizations (id) on delete cascade
);

call tenant_table('inbound_media');
call work_table('media_fetches');
call tenant_table('uploaded_media');

grant select, insert on inbound_media to ${ingest};
grant select, insert on media_fetches to ${ingest};
grant select, update on inbound_media to ${worker};
grant select, update, delete on media_fetches to ${worker};
grant select, insert, update, delete on uploaded_media to ${worker}, ${api};
grant select, delete on inbound_media to ${api};
grant select on inbound_media to ${report};
grant select, update (due_at) on media_fetches to ${api};
