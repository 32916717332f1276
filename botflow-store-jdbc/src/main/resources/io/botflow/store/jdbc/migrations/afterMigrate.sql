-- Where the database offers pgvector from 0.8 on (its scans go on until they have found enough rows
-- of the organisation), what passages mean is kept there as well and found by an index. Looked at
-- with every start, since the extension may come later than the tables.
do $$
declare
  numbers integer;
begin
  perform pg_advisory_xact_lock(hashtext('${schema}'), hashtext('pgvector'));
  if to_regclass('${schema}.knowledge_places') is not null then
    return;
  end if;
  if not exists (select from pg_extension where extname = 'vector') then
    if not exists (
      select from pg_available_extensions where name = 'vector'
        and string_to_array(default_version, '.')::int[] >= '{0,8}') then
      return;
    end if;
    begin
      create extension vector schema ${schema};
    exception when insufficient_privilege then
      raise notice 'The owner of the tables may not create the extension vector';
      return;
    end;
  end if;
  if exists (
    select from pg_extension where extname = 'vector'
      and string_to_array(extversion, '.')::int[] < '{0,8}') then
    return;
  end if;
  perform set_config('search_path', '${schema},' || (
    select quote_ident(nspname) from pg_extension join pg_namespace n on n.oid = extnamespace
    where extname = 'vector'), true);

  -- Passages by the first 64 bits of their text's SHA-256.
  create table knowledge_places (
    org_id uuid not null references organizations (id) on delete cascade,
    model text not null,
    passage bigint not null,
    numbers integer not null,          -- how many the vector has
    place vector not null,             -- the mean of the heading's and the text's
    primary key (org_id, model, passage)
  );
  -- An index wants to know how many numbers there are: what usual models give. Vectors of others
  -- are all looked at.
  foreach numbers in array '{256,384,512,768,1024,1536}'::int[] loop
    execute format(
      'create index knowledge_places_%s on knowledge_places
         using hnsw ((place::vector(%s)) vector_ip_ops) where numbers = %s',
      numbers, numbers, numbers);
  end loop;
  call tenant_table('knowledge_places');
  grant select, insert, delete on knowledge_places to ${worker};
  -- What was embedded before goes there too. The owner is bound by the tenants' rules as well.
  alter table knowledge_vectors no force row level security;
  alter table knowledge_work no force row level security;
  insert into knowledge_work (org_id, id)
  select distinct org_id, org_id from knowledge_vectors on conflict do nothing;
  alter table knowledge_vectors force row level security;
  alter table knowledge_work force row level security;
end $$;
