-- Administrative units, one row per unit and map, so that lists can show names instead of codes.
create table areas (
  version text not null,
  code text not null,
  -- With its kind, such as `Phường Tân Hiệp`.
  name text not null,
  -- Such as province, district, commune; maps differ in which they have.
  level text not null,
  parent text,
  -- Codes from the province down to the unit itself.
  path text[] not null,
  primary key (version, code)
);

-- Which maps are in `areas`, and from which contents, so that an unchanged map is not written again.
create table area_maps (
  version text primary key,
  fingerprint text not null,
  stored_at timestamptz not null default now()
);

-- One row per declaration. Columns are what health units search by; `answers` is the record itself.
create table declarations (
  id uuid primary key,
  receipt text not null,
  amends uuid,
  session text not null,
  urn text not null,
  channel text not null,
  language text not null,
  flow text not null,
  flow_version integer not null,
  status text not null,
  declared_at timestamptz not null,
  received_at timestamptz not null default now(),
  -- SHA-256 of the notice agreed to, and when: consent must be provable (Law 91/2025/QH15).
  consent_notice text not null,
  consent_at timestamptz not null,
  name text,
  -- The name without diacritics and in lower case, for searching.
  name_folded text,
  birth_year integer,
  birth text,
  gender text,
  nationality text,
  phone text,
  area_version text,
  area_code text,
  -- Codes from the province down to `area_code`.
  area_path text[] not null default '{}',
  address_line text,
  symptoms text[] not null default '{}',
  exposures text[] not null default '{}',
  conditions text[] not null default '{}',
  level smallint not null,
  rules text[] not null,
  ruleset text not null,
  ruleset_version integer not null,
  provisional_class text,
  advice text not null,
  route text[] not null default '{}',
  deadline timestamptz,
  -- Block id -> {value, raw, at}; sensitive blocks -> {sealed, at}.
  answers jsonb not null
);

create index declarations_newest on declarations (declared_at desc, id);
create index declarations_by_area on declarations using gin (area_path);
create index declarations_by_commune on declarations (area_code, declared_at desc);
create index declarations_by_level on declarations (level desc, declared_at desc);
create index declarations_by_deadline on declarations (deadline) where deadline is not null;
create index declarations_by_name on declarations (name_folded text_pattern_ops);
create index declarations_by_phone on declarations (phone);
create index declarations_by_receipt on declarations (receipt);
create index declarations_by_contact on declarations (urn, declared_at desc);
create index declarations_by_amended on declarations (amends) where amends is not null;

-- Conversations, where no Redis keeps them. `conversation` is JSON kept as text: it is only ever read whole,
-- and jsonb refuses characters people do send.
create table sessions (
  urn text primary key,
  version bigint not null,
  conversation text not null,
  -- The inbound whose effects are not known to be done, and since when.
  unsettled text,
  unsettled_since timestamptz,
  -- Ids of messages queued for delivery, oldest first.
  waiting text[] not null default '{}',
  saved_at timestamptz not null default now()
);

create index sessions_unsettled on sessions (unsettled_since) where unsettled is not null;

-- The right to speak for a Zalo Official Account. Tokens are sealed with FIELD_KEY.
create table zalo_grants (
  app_id text primary key,
  -- SHA-256 of the refresh token the operator configured; another one there starts a new chain.
  seed text not null,
  refresh_token text not null,
  access_token text,
  expires_at timestamptz,
  refreshed_at timestamptz
);
