-- What people who edit bots and workflows need.

-- What is deleted goes out of sight; what ran on it keeps its rows, which history points at.
alter table bots add column deleted_at timestamptz;
alter table bot_workflows add column deleted_at timestamptz;
create index on bots (org_id, created_at, id);
create index on bot_workflows (org_id, bot_id, created_at, id);

-- Counts the saves of the draft, so that nobody overwrites what they have not seen.
alter table bot_workflows add column revision bigint not null default 1;

-- Why a version was published, and by whom, in words.
alter table workflow_versions add column comment text, add column published_by text;

-- Workflows that an organisation may have; null is without limit.
alter table plans add column max_workflows integer;
update plans set max_workflows = case id when 'starter' then 5 when 'growth' then 25
  when 'professional' then 250 end;
