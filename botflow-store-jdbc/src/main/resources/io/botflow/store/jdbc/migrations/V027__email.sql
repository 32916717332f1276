-- E-mail: what a channel of it needs beyond its address, and where its threads stand.

-- The account in channels and channel_routes is the address, in lower case.
create table email_channels (
  org_id uuid not null,
  id uuid not null,
  trusted_host text not null,        -- whose Authentication-Results are believed
  secret_hash text not null,         -- SHA-256 of what the pipe that brings mails shows
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, id) references channels (org_id, id) on delete cascade
);

-- What an answer to a person refers to, and how many mails came from them lately.
create table email_threads (
  org_id uuid not null,
  channel_id uuid not null,
  person text not null,              -- the address, in lower case
  subject text not null,
  message_id text,                   -- of the last mail
  refs text[] not null,              -- the mails before it, the oldest first
  key text not null,                 -- of the last mail: the same again counts once
  window_from timestamptz not null default clock_timestamp(),
  received integer not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (org_id, channel_id, person),
  foreign key (org_id, channel_id) references email_channels (org_id, id) on delete cascade
);

call tenant_table('email_channels');
call tenant_table('email_threads');

grant select on email_channels to ${ingest}, ${worker};
grant select, insert, update, delete on email_channels to ${api};
grant select, insert, update on email_threads to ${ingest};
grant select on email_threads to ${worker};
grant select, delete on email_threads to ${api};
