/** How much one conversation may post: a burst, and what comes back every second. */
const burst = 20;
const perSecond = 2;
/** Conversations remembered at most; one that was quiet for ten seconds needs no memory. */
const remembered = 10_000;

/** A leaky bucket for each conversation, so that one page cannot flood the desk. */
export interface Allowance {
  /** Takes one from the conversation's allowance; answers 0, or how many seconds to wait when nothing is left. */
  take(conversationId: string): number;
}

/** Allowances of this process: 20 posts at once, then 2 a second. */
export function allowance(now: () => number = () => performance.now()): Allowance {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();
  return {
    take: (conversationId) => {
      const at = now();
      const bucket = buckets.get(conversationId) ?? { left: burst, at };
      const left = Math.min(burst, bucket.left + ((at - bucket.at) / 1000) * perSecond);
      buckets.delete(conversationId); // the map stays in order of use, so the first is the one to forget
      buckets.set(conversationId, { left: left >= 1 ? left - 1 : left, at });
      if (buckets.size > remembered) buckets.delete(buckets.keys().next().value!);
      return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
    },
  };
}
