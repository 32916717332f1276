-- Files that people of an organisation send to customers.
create table media_uploads (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  storage_name text not null,        -- under the organisation's id
  mime_type text not null,
  size bigint not null,              -- in bytes
  filename text,                     -- as whoever uploaded it called it: for people only
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);

-- What the channel calls an upload, by which messages name it.
create table media_upload_ids (
  org_id uuid not null,
  source_id text not null,
  upload_id uuid not null,
  primary key (org_id, source_id),
  foreign key (org_id, upload_id) references media_uploads (org_id, id) on delete cascade
);
create index on media_upload_ids (org_id, upload_id);

call tenant_table('media_uploads');
call tenant_table('media_upload_ids');
grant select, insert, delete on media_uploads to ${api};
grant select, insert, update, delete on media_upload_ids to ${api};
