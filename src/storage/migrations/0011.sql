-- People and work without a known place, a handful among all: found without looking at the others.
create index persons_unplaced on persons (declared_at desc, id) where merged_into is null and area_path[1] is null;
create index work_items_open_unplaced on work_items (level desc, deadline, id)
  where closed_at is null and area_path[1] is null;

-- Where whoever is isolated lives: read with every list and count, and kept as their person's place.
alter table isolations add column area_path text[] not null default '{}';
update isolations i set area_path = p.area_path from persons p where p.id = i.person;
create function place_isolation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select area_path into new.area_path from persons where id = new.person;
  return new;
end $$;
create trigger isolations_are_placed before insert or update of person on isolations
  for each row execute function place_isolation();
create function move_isolations() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update isolations set area_path = new.area_path where person = new.id;
  return null;
end $$;
create trigger persons_move_isolations after update of area_path on persons
  for each row when (old.area_path is distinct from new.area_path) execute function move_isolations();
create index isolations_by_area_1 on isolations ((area_path[1]), decided_at);
create index isolations_by_area_2 on isolations ((area_path[2]), decided_at);
create index isolations_by_area_3 on isolations ((area_path[3]), decided_at);

drop policy with_person on isolations;
create policy in_area on isolations to ncovi_staff using (case when (select staff_depth()) = 0 then true
  when area_path[(select staff_depth())] = (select staff_area()) then true
  else area_path = '{}' and (select staff_takes_unplaced()) end)
  with check ((select staff_writes()) and exists (select from persons p where p.id = isolations.person));

-- Whether so many people have a name that looking them all up would take longer than going through a list: asked of one
-- row in a thousand. Says nothing of anybody.
create function is_common_name(words text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(avg((to_tsvector('simple', coalesce(name_folded, '')) @@ to_tsquery('simple', words))::integer) > 0.02,
    false) from persons tablesample system (0.1)
$$;
