import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BadSnapshot } from '../../domain/iot/detector/snapshot.ts';
import { ruleWatch } from '../../domain/iot/rules/rule-watch.ts';
import { type Detection, detection, type Learned } from './detection.ts';
import { episodes } from './episodes.ts';
import { DamagedFile, type RestKeys } from './frames.ts';
import { type Entry, type Journal, openJournal } from './journal.ts';
import type { Followed, LogInOrder, MakeWatch, Turn } from './ports.ts';
import { loadSnapshot, type Standing, saveSnapshot } from './snapshot.ts';

interface KeepingDeps {
  readonly folder: string;
  readonly log: LogInOrder;
  readonly makeWatch: MakeWatch;
  readonly followed: Followed;
  readonly logger: { error(fields: object, text: string): void };
  readonly keys: RestKeys;
  readonly saveEveryMs?: number;
  /** When this process began to listen, by the product's clock. */
  readonly startedAt: number;
}

/** What the pipeline has learned and where it stands, with its files: the snapshot and the journal that goes on from it. */
export interface Keeping {
  readonly learned: Learned;
  readonly detection: Detection;
  standing(): Standing;
  moveTo(position: number): void;
  /** Writes turns down at the present place; resolves when they are on disk. */
  journal(turns: readonly Turn[], seq: number): Promise<void>;
  /** The turns that were written down before a restart and come before this message; each is handed out once. */
  recorded(position: number): readonly Turn[];
  /** Whether such turns are still to come. */
  readonly isReplaying: boolean;
  /** How far the event log was followed before the restart, turns that are still to come included. */
  readonly heardUpTo: number;
  /** Saves what was learned if enough has come since; everything decided so far must have been told. */
  saveWhenDue(): Promise<void>;
  saved(): { readonly at: Date | null; readonly sizeBytes: number };
  /** Saves once more, unless something decided was not told: then the next start decides it again. */
  close(how: { readonly isWhole: boolean }): Promise<void>;
}

const usualSaveMs = 60_000;
/** Saving writes no more than this on average: a large site saves less often, and a replay is cheap. */
const savedBytesPerMs = 1000;
/** A silence of our own that is too short to have hidden anything. */
const deafMs = 30_000;
/** At a stop there are 10 s for everything: a state that takes longer is left as it was saved last. */
const longestLastSaveMs = 4000;

/** Takes up what was kept, or begins anew with every device there is. */
export async function keeping(deps: KeepingDeps): Promise<Keeping> {
  const { folder, log, logger, keys } = deps;
  const path = join(folder, 'learned');
  const journalPath = (number: number) => join(folder, `turns-${number}`);
  const found = await loaded(path, deps);
  const learned = found?.learned ?? emptyLearned(deps);
  const decide = detection(learned);
  let standing = found?.standing ?? { position: log.start, seq: 0, journal: 0, tickedAt: 0 };
  let turns: Journal = await openJournal(journalPath(standing.journal));
  let waiting: readonly Entry[] = found ? turns.entries : [];
  let isChanged = false;
  let last = { at: null as Date | null, sizeBytes: 0, tookMs: 0, ended: performance.now() };

  const note = ({ seq, turn }: Entry) => {
    standing = { ...standing, seq, ...(turn.is === 'tick' && { tickedAt: turn.at }) };
    isChanged = true;
  };
  const journal = async (given: readonly Turn[], seq: number) => {
    const { position, seq: before } = standing;
    const entries = given.map((turn, place) => {
      const isLast = place === given.length - 1; // whoever reads half of them asks for all again
      return { position, seq: isLast ? seq : before, turn };
    });
    await turns.append(entries);
    standing = { ...standing, seq };
    for (const entry of entries) note(entry);
  };
  const save = async () => {
    const from = performance.now();
    const number = standing.journal + 1;
    await rm(journalPath(number), { force: true });
    const fresh = await openJournal(journalPath(number));
    const next = { ...standing, journal: number };
    const sizeBytes = await saveSnapshot(path, { standing: next, learned, keys }).catch(
      async (error: unknown) => {
        await fresh.close();
        throw error;
      },
    );
    await turns.close();
    await rm(journalPath(standing.journal), { force: true });
    standing = next;
    turns = fresh;
    isChanged = false;
    const ended = performance.now();
    last = { at: new Date(), sizeBytes, tookMs: ended - from, ended };
  };

  if (standing.position > log.end) {
    logger.error(
      { position: standing.position, end: log.end },
      'the log is older than what was learned from it',
    );
    standing = { ...standing, position: log.end };
  }
  if (!found) {
    const { seq, turns: devices } = await deps.followed.begin();
    for (const turn of devices) decide.turn(turn);
    standing = { ...standing, seq };
    await save();
  }
  const silentSince = waiting.findLast(({ turn }) => turn.is === 'tick')?.turn.at ?? standing.tickedAt;
  if (silentSince > 0 && deps.startedAt - silentSince > deafMs) {
    const { position, seq } = waiting.at(-1) ?? standing;
    const resumed: Entry = { position, seq, turn: { is: 'resumed', at: deps.startedAt } };
    await turns.append([resumed]);
    waiting = [...waiting, resumed];
  }
  await removeOthers(folder, standing.journal);

  return {
    learned,
    detection: decide,
    standing: () => standing,
    moveTo: (position) => {
      if (position === standing.position) return;
      standing = { ...standing, position };
      isChanged = true;
    },
    journal,
    recorded: (position) => {
      if (waiting.length === 0) return [];
      const due = waiting.filter((entry) => entry.position <= position);
      waiting = waiting.slice(due.length);
      for (const entry of due) note(entry);
      return due.map(({ turn }) => turn);
    },
    heardUpTo: waiting.at(-1)?.seq ?? standing.seq,
    get isReplaying() {
      return waiting.length > 0;
    },
    saveWhenDue: async () => {
      const every = Math.max(deps.saveEveryMs ?? usualSaveMs, last.sizeBytes / savedBytesPerMs);
      if (!isChanged || waiting.length > 0 || performance.now() - last.ended < every) return;
      await save();
    },
    saved: () => last,
    close: async ({ isWhole }) => {
      if (isWhole && isChanged && waiting.length === 0 && last.tookMs < longestLastSaveMs) await save();
      await turns.close();
    },
  };
}

const emptyLearned = ({ makeWatch }: KeepingDeps): Learned => ({
  watch: makeWatch(null),
  rules: ruleWatch(),
  episodes: episodes(),
});

/** Reads the snapshot; a damaged one is put aside, and everything the log still holds is learned from anew. */
async function loaded(path: string, deps: KeepingDeps): Promise<ReturnType<typeof loadSnapshot>> {
  try {
    return loadSnapshot(path, deps);
  } catch (error) {
    if (!(error instanceof DamagedFile || error instanceof BadSnapshot)) throw error;
    deps.logger.error(
      { err: error },
      'what was learned is damaged or of another version: it is learned anew from the log',
    );
    await rename(path, `${path}.damaged`);
    return null;
  }
}

async function removeOthers(folder: string, number: number): Promise<void> {
  for (const name of await readdir(folder))
    if (/^turns-\d+$/.test(name) && name !== `turns-${number}`) await rm(join(folder, name));
}
