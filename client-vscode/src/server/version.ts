/** The versions of extension and server → whether they speak the same language, and what to do about it if not. */

export type Fit = "fits" | "old server" | "new server";

/** Before 1.0 the second number says what goes together, after it the first one; a server may know more than is asked. */
export function fit(extension: string, server: string): Fit {
  const [ours, theirs] = [numbers(extension), numbers(server)];
  if (ours === undefined || theirs === undefined) {
    return "fits";
  }
  if (theirs[0] !== ours[0]) {
    return theirs[0] < ours[0] ? "old server" : "new server";
  }
  if (theirs[1] < ours[1]) {
    return "old server";
  }
  return ours[0] === 0 && theirs[1] > ours[1] ? "new server" : "fits";
}

/** What cannot be read as a version is no reason to refuse it: somebody may run a server out of a checkout. */
function numbers(version: string): [number, number] | undefined {
  const found = /^(\d+)\.(\d+)/.exec(version);
  return found?.[1] !== undefined && found[2] !== undefined ? [Number(found[1]), Number(found[2])] : undefined;
}
