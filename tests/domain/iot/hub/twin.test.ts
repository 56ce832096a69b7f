import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isObject, type Json, type JsonObject, utf8Bytes } from '../../../../domain/iot/hub/json.ts';
import { mergePatch, newTwin, patchTwin, twinOnTheWire } from '../../../../domain/iot/hub/twin.ts';

const key = fc.constantFrom('a', 'b', 'c', 'fan', '__proto__', 'constructor', 'ä');
const leaf: fc.Arbitrary<Json> = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const { document, patch } = fc.letrec<{
  value: Json;
  patched: Json;
  document: JsonObject;
  patch: JsonObject;
}>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(leaf, { maxLength: 3 }), tie('document')),
  patched: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.constant(null),
    fc.array(leaf, { maxLength: 3 }),
    tie('patch'),
  ),
  document: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  patch: fc.dictionary(key, tie('patched'), { maxKeys: 4, noNullPrototype: true }),
}));

const hasNull = (value: Json): boolean =>
  value === null || (isObject(value) && Object.values(value).some(hasNull));

/** RFC 7396 section 2, written down a second time in its own words. */
function reference(target: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  const result = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(change))
    if (value === null) result.delete(name);
    else result.set(name, reference(result.get(name), value) as Json);
  return Object.fromEntries(result);
}

describe('merging a patch into a twin', () => {
  it('does what RFC 7396 says', () => {
    fc.assert(
      fc.property(document, patch, (into, change) =>
        assert.deepEqual(mergePatch(into, change), reference(into, change)),
      ),
    );
  });

  it('keeps no null, whatever is merged', () => {
    fc.assert(fc.property(document, patch, (into, change) => assert.ok(!hasNull(mergePatch(into, change)))));
  });

  it('changes nothing when it is merged a second time', () => {
    fc.assert(
      fc.property(document, patch, (into, change) => {
        const once = mergePatch(into, change);
        assert.deepEqual(mergePatch(once, change), once);
      }),
    );
  });

  it('leaves what it was given as it was, and an empty patch leaves everything', () => {
    fc.assert(
      fc.property(document, patch, (into, change) => {
        const before = structuredClone(into);
        mergePatch(into, change);
        assert.deepEqual(into, before);
        assert.deepEqual(mergePatch(into, {}), into);
      }),
    );
  });

  it('brings any document to any other', () => {
    const difference = (from: JsonObject, to: JsonObject): JsonObject =>
      Object.fromEntries([
        ...Object.keys(from)
          .filter((name) => !Object.hasOwn(to, name))
          .map((name) => [name, null] as const),
        ...Object.entries(to).map(([name, value]) => {
          const before = Object.hasOwn(from, name) ? from[name] : undefined;
          return [name, isObject(value) && isObject(before) ? difference(before, value) : value] as const;
        }),
      ]);
    fc.assert(
      fc.property(document, document, (from, to) =>
        assert.deepEqual(mergePatch(from, difference(from, to)), to),
      ),
    );
  });

  it('takes __proto__ for a key like any other', () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__": {"isAdmin": true}}'));
    assert.equal(Object.getPrototypeOf(merged), Object.prototype);
    assert.equal(JSON.stringify(merged), '{"__proto__":{"isAdmin":true}}');
  });

  it('replaces arrays whole', () => {
    assert.deepEqual(mergePatch({ a: [1, 2, 3] }, { a: [4] }), { a: [4] });
  });
});

describe('a twin', () => {
  const twin = newTwin({ id: 'dev-1', unitId: 'main' });

  it('counts the versions of both documents apart, one for each change, also an empty one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('desired', 'reported', 'tags'), patch)), (changes) => {
        const after = changes.reduce(
          (from, [section, change]) => patchTwin(from, section as 'tags', change),
          twin,
        );
        const count = (wanted: string) => changes.filter(([section]) => section === wanted).length;
        assert.equal(after.desiredVersion, 1 + count('desired'));
        assert.equal(after.reportedVersion, 1 + count('reported'));
      }),
    );
  });

  it('shows the device both documents with their versions, and no tags', () => {
    const changed = patchTwin(patchTwin(twin, 'desired', { interval: 60 }), 'tags', { floor: 3 });
    assert.deepEqual(twinOnTheWire(changed), {
      desired: { interval: 60, $version: 2 },
      reported: { $version: 1 },
    });
  });
});

it('counts the bytes of a text as UTF-8 has them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) =>
      assert.equal(utf8Bytes(text), new TextEncoder().encode(text).length),
    ),
  );
});
