/** UTC+7 the whole year, since 1975. */
const shifted = (ms: number): Date => new Date(ms + 7 * 3_600_000);

/** `2020-03-27`, as a calendar in Vietnam shows it. */
export const vietnamDay = (ms: number): string => shifted(ms).toISOString().slice(0, 10);

/** 0 to 23. */
export const vietnamHour = (ms: number): number => shifted(ms).getUTCHours();
