/** A time for machines and for people. */
export interface Moment {
  /** ISO 8601, in UTC. */
  readonly iso: string;
  /** `14:05:59`, in this machine's time zone, with the date if it is not today. */
  readonly text: string;
}

export function moment(ms: number, nowMs: number = Date.now()): Moment {
  const [date, time] = local(ms);
  return { iso: new Date(ms).toISOString(), text: date === local(nowMs)[0] ? time : `${date} ${time}` };
}

/** The same to the minute, always with the date. */
export function minute(ms: number): Moment {
  return { iso: new Date(ms).toISOString(), text: local(ms).join(' ').slice(0, 16) };
}

function local(ms: number): [date: string, time: string] {
  const [date, time] = new Date(ms).toLocaleString('sv-SE').split(' ');
  return [date!, time!];
}
