/** Writes to standard output and waits until it has left, so that a slow reader slows us instead of filling memory. */
export const print = (text: string): Promise<0> =>
  new Promise((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve(0))),
  );
