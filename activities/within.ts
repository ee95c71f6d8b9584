/** What was asked, if it comes within `ms`; undefined if it comes later or fails. Never throws. */
export async function within<T>(ms: number, asked: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, ms, undefined)));
  return Promise.race([asked.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}
