import { keepNewest } from './keep-newest.ts';

/** People an emulator remembers, most recently seen last; beyond `most`, the one not seen longest is forgotten. */
export function createPeople<P extends { id: string }>(most: number, forget: (id: string) => void) {
  const people = new Map<string, P>();
  return {
    add: (person: P): P => {
      people.set(person.id, person);
      keepNewest(people, most, forget);
      return person;
    },
    find: (id: string): P | undefined => {
      const person = people.get(id);
      if (person === undefined) return undefined;
      people.delete(id);
      people.set(id, person);
      return person;
    },
  };
}
