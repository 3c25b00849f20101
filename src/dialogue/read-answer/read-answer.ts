// Understands one typed answer of a known type; the single way in for the dialogue and the command line.
// Must not know: the clock, the flow, the session, or how the citizen is answered.
import { readAddressLine } from './address-line.ts';
import { readArea } from './area.ts';
import { readBirth } from './birth.ts';
import { readCaseStatus } from './case-status.ts';
import { readChoice } from './choice.ts';
import { readCommand } from './command.ts';
import { readConditions } from './conditions.ts';
import { readConfirm } from './confirm.ts';
import { readConsent } from './consent.ts';
import { readDate } from './date.ts';
import { readDaysCount } from './days-count.ts';
import { readEmail } from './email.ts';
import { readExposure } from './exposure.ts';
import { readGender } from './gender.ts';
import { readInsuranceId } from './insurance-id.ts';
import { readLanguage } from './language.ts';
import { readName } from './name.ts';
import { readNationalId } from './national-id.ts';
import { readNationality } from './nationality.ts';
import { readPhone } from './phone.ts';
import { readPlace } from './place.ts';
import type { Reader, ReadContext } from './read-context.ts';
import { read, refuse, type Reading } from './reading.ts';
import { readRedFlag } from './red-flag.ts';
import { readRelation } from './relation.ts';
import { readReportKind } from './report-kind.ts';
import { readSpo2 } from './spo2.ts';
import { readSymptoms } from './symptoms.ts';
import { readTemperature } from './temperature.ts';
import { readTravelPlace } from './travel-place.ts';
import { readYesno } from './yesno.ts';

/** No question needs a longer answer; what is longer was pasted. */
const LONGEST = 2000;

const readers = {
  address_line: readAddressLine,
  birth: readBirth,
  case_status: readCaseStatus,
  choice: (text, context) => inWords(readChoice(text, context)),
  command: readCommand,
  commune: (text, context) => readArea(text, 'commune', context),
  conditions: (text) => joined(readConditions(text)),
  confirm: readConfirm,
  consent: readConsent,
  date: readDate,
  days_count: (text, context) => inWords(readDaysCount(text, context)),
  district: (text, context) => readArea(text, 'district', context),
  email: readEmail,
  exposure: (text) => joined(readExposure(text)),
  gender: readGender,
  insurance_id: readInsuranceId,
  language: readLanguage,
  name: readName,
  national_id: readNationalId,
  nationality: readNationality,
  phone: readPhone,
  place: readPlace,
  province: (text, context) => readArea(text, 'province', context),
  red_flag: (text) => joined(readRedFlag(text)),
  relation: readRelation,
  report_kind: readReportKind,
  spo2: readSpo2,
  symptoms: (text) => joined(readSymptoms(text)),
  temperature: readTemperature,
  travel_place: (text, context) => joined(readTravelPlace(text, context)),
  yesno: readYesno,
} satisfies Record<string, Reader<string>>;

export type AnswerType = keyof typeof readers;

/** All types of answer, in alphabetical order. */
export const answerTypes = Object.keys(readers) as AnswerType[];

/**
 * In: the type of answer expected, what was typed, and what is known besides. Out: the value in the notation of that
 * type (codes joined by commas, ISO dates, E.164, …), or the reason it was refused. Never throws, whatever was typed.
 */
export function readAnswer(type: AnswerType, text: string, context: ReadContext): Reading<string> {
  if (text.length > LONGEST)
    return type === 'red_flag' ? readers[type](text.slice(0, 20_000)) : refuse('too-long');
  return (readers[type] as Reader<string>)(text, context);
}

function joined(reading: Reading<string[]>): Reading<string> {
  return reading.ok ? read(reading.value.join(',')) : reading;
}

function inWords(reading: Reading<number>): Reading<string> {
  return reading.ok ? read(String(reading.value)) : reading;
}
