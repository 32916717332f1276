-- Messages in another language, for the people who read them; kept, since a translation costs.
create table message_translations (
  org_id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  language text not null,
  from_language text,
  text text not null,
  made_at timestamptz not null default now(),
  primary key (conversation_id, message_id, language, org_id),
  foreign key (org_id, conversation_id) references conversations (org_id, id) on delete cascade
);

call tenant_table('message_translations');

grant select, insert, update, delete on message_translations to ${api};
