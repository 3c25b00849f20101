// What a reader may know besides the words: the language spoken, the day, the list shown, the map.
// Must not know: the clock, the session, or how the citizen is answered.
import type { Gazetteer } from '../../areas/gazetteer.ts';
import type { Reading } from './reading.ts';

export type ReadContext = {
  /** The language of the conversation: `vi`, `en`, … Both are understood in any; it only settles ties (`me`). */
  language: string;
  /** The day in Asia/Ho_Chi_Minh, as YYYY-MM-DD. */
  today: string;
  /** How many choices the list shown had, for `choice`; 6 when missing. */
  choices?: number | undefined;
  /** The map, for provinces, districts, communes and places of travel. */
  areas?: Gazetteer | undefined;
  /** The code of the province a district or commune is looked for in. */
  province?: string | undefined;
};

/** A reader takes what was typed and never throws: what it does not understand it refuses. */
export type Reader<T> = (text: string, context: ReadContext) => Reading<T>;
