-- Single sign-on by OpenID Connect: each organisation may have a provider of its own.

create table sso_connections (
  org_id uuid primary key references organizations (id) on delete cascade,
  issuer text not null,
  client_id text not null,
  -- Sealed.
  client_secret text not null,
  -- Whose mail addresses the provider speaks for; counts once a record of the domain has the proof.
  domain text not null check (domain = lower(domain)),
  proof text not null,
  proved_at timestamptz,
  -- Of those who join: by a claim of the token where it has one, else the usual one.
  usual_role text not null check (usual_role in ('admin', 'agent', 'viewer')),
  role_claim text,
  roles jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index sso_connections_domain on sso_connections (domain) where proved_at is not null;
call tenant_table('sso_connections');
grant select, insert, update, delete on sso_connections to ${api};

-- Before somebody is known, their domain says whose provider is asked.
create policy identity on sso_connections to ${identity} using (true) with check (true);
grant select, update (client_secret) on sso_connections to ${identity};

-- Log-ins that are at the provider: each comes back once, to the browser that began it.
create table sso_logins (
  state_hash bytea primary key,
  browser_hash bytea not null,
  org_id uuid not null,
  nonce text not null,
  verifier text not null,
  expires_at timestamptz not null
);
create index on sso_logins (expires_at);

-- Whom a provider means: an address that was given to somebody else is not the same person.
create table sso_identities (
  org_id uuid not null,
  issuer text not null,
  subject text not null,
  user_id uuid not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (org_id, issuer, subject),
  unique (org_id, issuer, user_id)
);

call people_table('sso_logins');
call people_table('sso_identities');
grant select, insert, delete on sso_logins, sso_identities to ${identity};
