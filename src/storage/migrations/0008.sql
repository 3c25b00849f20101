-- Work is given to a colleague, people move with an address of their new place, and what the health log says is looked at.

-- Whom an item may be given to: who works on people in the unit of who asks, or in the one the item lies with.
create function colleagues_for(item uuid) returns table (id uuid, name text, unit text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.name, u.name
  from work_items w
  join staff asking on asking.id = staff_asking()
  cross join staff s
  join units u on u.id = s.unit
  where w.id = item and staff_writes() and staff_sees(w.area_path)
    and s.disabled_at is null and s.role in ('admin', 'officer') and u.kind not in ('communications', 'observer')
    and (s.unit = asking.unit or (u.area_path = w.area_path[1:w.tier] and staff_sees(u.area_path)))
  order by s.unit <> asking.unit, s.name, s.id
$$;

-- As before, with the address there and a note; what nobody verified is new to the unit there, and what happened is also
-- told of somebody whose work is done.
drop function move_person(uuid, text, text[]);
create function move_person(whom uuid, to_version text, to_path text[], to_line text default null, why text default '')
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  before text[];
begin
  select area_path into before from persons
    where id = whom and merged_into is null and staff_writes() and staff_sees(area_path) for update;
  if not found or not exists (select from areas where version = to_version and path = to_path) then return false; end if;
  update persons set area_version = to_version, area_path = to_path, area_code = to_path[cardinality(to_path)],
    address_line = to_line
    where id = whom;
  update work_items set area_path = to_path, version = version + 1, updated_at = now(), assigned_to = null,
    status = case when verified_at is null then 'new' else status end,
    attempts = case when verified_at is null then 0 else attempts end,
    missed_calls = case when verified_at is null then '{}' else missed_calls end,
    call_again_at = null,
    tier = greatest(1, least(3, cardinality(to_path)))
    where person = whom and closed_at is null;
  insert into work_events (work_item, person, staff, kind, note, detail)
    select id, whom, staff_asking(), 'moved', why, jsonb_build_object('from', before, 'to', to_path)
    from work_items where person = whom order by closed_at is not null, created_at desc limit 1;
  return true;
end $$;

-- When it was looked at whether somebody got worse by a line of the health log. What was written before this is not.
alter table health_log add column looked_at timestamptz;
update health_log set looked_at = now();
create index health_log_unseen on health_log (at) where looked_at is null;
create policy unseen on health_log as restrictive for insert to ncovi_staff with check (looked_at is null);
