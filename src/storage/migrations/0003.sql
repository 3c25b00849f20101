-- Declarations by month, and what keeps each of them one.

-- A partitioned table can promise uniqueness only together with its partition key. An id alone must stay unique all the
-- same: normally one id always comes with one `declared_at` (the time is part of the saved turn, so whatever is done
-- again carries the same), but when Redis lost its last second, or was restored from a backup, a person confirms the
-- same session once more and the same id comes with another time. So ids have a table of their own, not partitioned: a
-- declaration is stored by whoever gets its id into it. It also leads from an id to its partition, and from a
-- declaration to the one that amends it, whichever of the two came first.
create table declaration_ids (
  id uuid primary key,
  declared_at timestamptz not null,
  amends uuid
);

alter table declarations rename to declarations_in_one;
create table declarations (like declarations_in_one including defaults) partition by range (declared_at);

-- Months are made ahead by the programs (months of UTC); this one takes what no month is there for.
create table declarations_default partition of declarations default;

insert into declarations select * from declarations_in_one;
insert into declaration_ids select id, declared_at, amends from declarations_in_one;
drop table declarations_in_one;

create index declaration_ids_by_amended on declaration_ids (amends) where amends is not null;

-- Lists are ordered by (declared_at, id), newest first: the primary key read backwards is the list of everything, and
-- one index per depth of the area tree the list of every unit (the map of 2025 has two depths, that of 2020 three).
alter table declarations add primary key (declared_at, id);
create index declarations_by_area_1 on declarations ((area_path[1]), declared_at, id);
create index declarations_by_area_2 on declarations ((area_path[2]), declared_at, id);
create index declarations_by_area_3 on declarations ((area_path[3]), declared_at, id)
  where area_path[3] is not null;

-- Nine of ten declarations say nothing that worries. Lists of those that do go by these small indexes.
create index declarations_notable on declarations (declared_at, id, level, status)
  where level > 0 or status <> 'complete' or symptoms <> '{}' or exposures <> '{}';
create index declarations_notable_by_area_1 on declarations ((area_path[1]), declared_at, id, level, status)
  where level > 0 or status <> 'complete' or symptoms <> '{}' or exposures <> '{}';
create index declarations_notable_by_area_2 on declarations ((area_path[2]), declared_at, id, level, status)
  where level > 0 or status <> 'complete' or symptoms <> '{}' or exposures <> '{}';

create index declarations_by_name on declarations using gin (to_tsvector('simple', name_folded));
create index declarations_by_phone on declarations (phone);
create index declarations_by_receipt on declarations (receipt);
create index declarations_by_contact on declarations (urn, declared_at);
