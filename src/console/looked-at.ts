/** What was found of a picture, as it is shown upright, and its bytes without what they told beside. */
export interface LookedAt {
  type: 'jpg' | 'png';
  width: number;
  height: number;
  bytes: Buffer;
}
