-- How many messages of an organisation, of its bots and its people, a month of its plan has room for.
alter table plans add column messages_per_month integer;
update plans set messages_per_month = case id when 'starter' then 10000 when 'growth' then 100000
  when 'professional' then 1000000 end;

-- That an organisation was told how far it is in a month, by what its plan had then (most).
create table plan_notices (
  org_id uuid not null references organizations (id) on delete cascade,
  month date not null,
  percent integer not null,
  most integer not null,
  told_at timestamptz not null default clock_timestamp(),
  primary key (org_id, month, percent, most)
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
  select o.id, u.used, p.messages_per_month
  from organizations o
  join plans p on p.id = o.plan
  -- Of each by the key of its days: those before the month are not read.
  cross join lateral (
    select sum(d.said + d.written)::bigint as used from analytics_days d
    where d.org_id = o.id and d.day >= first) u
  where o.closed_at is null and p.messages_per_month is not null
    and u.used * 100 >= p.messages_per_month::bigint * percent
$$;
revoke all on function messages_since from public;
grant execute on function messages_since to ${identity};
