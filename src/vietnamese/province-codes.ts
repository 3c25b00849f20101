// The two-digit codes of the provinces, as identity and insurance numbers carry them.
// Must not know: the names of provinces or what lies in them.

/** The 63 codes the General Statistics Office gave; merged provinces keep theirs inside numbers issued before. */
const CODES = new Set(
  `01 02 04 06 08 10 11 12 14 15 17 19 20 22 24 25 26 27 30 31 33 34 35 36 37 38 40 42 44 45 46 48 49 51 52 54 56 58
   60 62 64 66 67 68 70 72 74 75 77 79 80 82 83 84 86 87 89 91 92 93 94 95 96`.split(/\s+/u),
);

/** True for a code a province has or had: `75` is Đồng Nai. */
export function isProvinceCode(code: string): boolean {
  return CODES.has(code);
}
