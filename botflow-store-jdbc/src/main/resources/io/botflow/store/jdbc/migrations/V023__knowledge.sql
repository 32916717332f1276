-- What organisations know: articles, where they come from, and what customers asked in vain.

-- Where articles come from by themselves.
create table knowledge_sources (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('file', 'website')),
  name text not null,                -- of a file its name, of a website its address
  content bytea,                     -- of a file, until it is read
  language text,
  category text,
  state text not null default 'waiting' check (state in ('waiting', 'ready', 'failed')),
  why text,                          -- failed: what whoever added it reads
  skipped integer not null default 0,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (org_id, id)
);

create table knowledge_articles (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  source_id uuid,
  location text,                     -- within the source: a page's address
  title text not null,
  body text not null,
  language text,
  category text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, source_id, location),
  foreign key (org_id, source_id) references knowledge_sources (org_id, id) on delete cascade
);
create index on knowledge_articles (org_id, created_at, id);

-- Vectors of texts by the texts' SHA-256: a text that stays the same keeps its vector.
create table knowledge_vectors (
  org_id uuid not null references organizations (id) on delete cascade,
  model text not null,
  text_hash bytea not null,
  vector bytea not null,             -- 32-bit floats, big-endian
  primary key (org_id, model, text_hash)
);

-- Grows with every change, so that servers know that what they keep in memory is old.
create table knowledge_versions (
  org_id uuid not null references organizations (id) on delete cascade,
  version bigint not null default 1,
  primary key (org_id)
);

create table unanswered_questions (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  question text not null,
  question_hash bytea not null,
  times integer not null default 1,
  nearest text,                      -- the title of the best passage
  score real not null,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, question_hash)
);
create index on unanswered_questions (org_id, last_at, id);

-- What servers have to do: read a source, or (id the organisation's) embed what is new. No content.
create table knowledge_work (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  due_at timestamptz not null default now(),
  lent_until timestamptz not null default '-infinity',
  attempts integer not null default 0,
  primary key (org_id, id)
);
create index on knowledge_work (due_at);

call tenant_table('knowledge_sources');
call tenant_table('knowledge_articles');
call tenant_table('knowledge_vectors');
call tenant_table('knowledge_versions');
call tenant_table('unanswered_questions');
call work_table('knowledge_work');

grant select, insert, update, delete on knowledge_sources, knowledge_articles, knowledge_versions,
  unanswered_questions, knowledge_work to ${api};
grant select on knowledge_vectors to ${api};
grant select, insert, update, delete on knowledge_sources, knowledge_articles, knowledge_vectors,
  knowledge_versions, unanswered_questions, knowledge_work to ${worker};
