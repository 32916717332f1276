-- The web chat: what a channel of it needs beyond its address, and what its visitors' browsers get.

-- The account in channels and channel_routes is the key that the page's snippet carries.
create table webchat_channels (
  org_id uuid not null,
  id uuid not null,
  origins text[] not null default '{}', -- pages that may show it: scheme://host, with a port where needed
  secret text not null,                 -- signs the visitors' tokens; kept as secrets in whatsapp_accounts
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, id) references channels (org_id, id) on delete cascade
);

-- What a visitor's browser is to show, by the number that it has in its conversation: browsers ask for
-- all after the last one that they have. No content: the message itself is in messages.
create table webchat_messages (
  org_id uuid not null,
  channel_id uuid not null,
  visitor text not null,
  number bigint not null,
  conversation_id uuid not null,
  message_id uuid not null,
  sent_at timestamptz not null default clock_timestamp(),
  primary key (channel_id, visitor, number),
  foreign key (org_id, conversation_id) references conversations (org_id, id) on delete cascade
);
create index on webchat_messages (org_id, conversation_id);
create index webchat_messages_age on webchat_messages using brin (sent_at);

call tenant_table('webchat_channels');
call work_table('webchat_messages');

grant select on webchat_channels to ${ingest}, ${worker};
grant select, insert, delete on webchat_messages to ${worker};
grant select, insert, update, delete on webchat_channels to ${api};
grant select, delete on webchat_messages to ${api};
