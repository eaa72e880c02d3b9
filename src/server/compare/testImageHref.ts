/** Where the picture of a test image is served; undefined as long as no route serves it. */
export function testImageHref(_sweepId: number, _index: number): string | undefined {
  return undefined;
}
