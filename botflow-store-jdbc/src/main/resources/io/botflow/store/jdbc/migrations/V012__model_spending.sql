-- What models cost: for an organisation by the month, for a bot and a conversation by the day (UTC).
-- Numbers only, so that upkeep and reports need no content.
create table model_spending (
  org_id uuid not null references organizations (id) on delete cascade,
  whose text not null check (whose in ('organization', 'bot', 'conversation')),
  id uuid not null,
  period_from date not null,
  tokens bigint not null default 0 check (tokens >= 0),
  cost_micros bigint not null default 0 check (cost_micros >= 0),
  primary key (org_id, whose, id, period_from)
);

comment on column model_spending.cost_micros is 'millionths of a US dollar';

create index model_spending_by_period on model_spending (org_id, period_from);

call tenant_table('model_spending');

grant select, insert, update, delete on model_spending to ${worker};
grant select on model_spending to ${api}, ${report};
