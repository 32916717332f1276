-- How many messages of an organisation, of its bots and its people, a month of its plan has room for.
alter table plans add column messages_per_month integer;
update plans set messages_per_month = case id when 'starter' then 10000 when 'growth' then 100000
  when 'professional' then 1000000 end;

-- That an organisation was told how far it is in a month.
create table plan_notices (
  org_id uuid not null references organizations (id) on delete cascade,
  month date not null,
  percent integer not null,
  told_at timestamptz not null default clock_timestamp(),
  primary key (org_id, month, percent)
);
call tenant_table('plan_notices');
create policy identity on plan_notices to ${identity} using (true) with check (true);
grant select, insert on plan_notices to ${identity};

-- Who is so far in a month, counted over all tenants.
create policy upkeep on organizations for select to ${owner} using (true);
create policy upkeep on analytics_days for select to ${owner} using (true);
create function messages_since(first date, percent integer)
returns table (org_id uuid, used bigint, most integer)
language sql stable security definer set search_path = ${schema}, pg_temp as $$
  select o.id, sum(d.said + d.written)::bigint, p.messages_per_month
  from analytics_days d
  join organizations o on o.id = d.org_id
  join plans p on p.id = o.plan
  where d.day >= first and o.closed_at is null and p.messages_per_month is not null
  group by o.id, p.messages_per_month
  having sum(d.said + d.written) * 100 >= p.messages_per_month::bigint * percent
$$;
revoke all on function messages_since from public;
grant execute on function messages_since to ${identity};
