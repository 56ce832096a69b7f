/** A schema of the description, as far as the page reads it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content; readonly required?: boolean };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
  readonly 'x-roles': readonly string[];
  readonly 'x-verb'?: string;
}

/** The OpenAPI document. */
export interface Description {
  readonly info: { readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** One operation with where it is found. */
export interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** Every operation, in the order of the document. */
export const listed = ({ paths }: Description): Listed[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );

/** A schema with its reference followed, and parts of an `allOf` put together. */
export function resolved(description: Description, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  const found = name ? (description.components.schemas[name] ?? schema) : schema;
  if (!found.allOf) return found;
  const parts = found.allOf.map((part) => resolved(description, part));
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map(({ properties }) => properties ?? {})),
    required: parts.flatMap(({ required }) => required ?? []),
  };
}

/** What a value may be, in few words. */
export function wordsFor(description: Description, schema: Schema): string {
  const name = schema.$ref?.split('/').at(-1);
  if (name) return name;
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map((one) => wordsFor(description, one)).join(' | ');
  const types = [schema.type ?? 'anything'].flat();
  if (types.includes('array')) return `${wordsFor(description, schema.items ?? {})}[]`;
  return schema.format ? `${types.join(' | ')} (${schema.format})` : types.join(' | ');
}

/** A value that could be sent: what must be there, and what has a default. */
export function exampleOf(description: Description, given: Schema): unknown {
  const schema = resolved(description, given);
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const type = [schema.type].flat()[0];
  if (schema.properties) {
    const wanted = Object.entries(schema.properties).filter(
      ([name, one]) => schema.required?.includes(name) || one.default !== undefined,
    );
    return Object.fromEntries(wanted.map(([name, one]) => [name, exampleOf(description, one)]));
  }
  if (type === 'array') return [];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return false;
  if (schema.format === 'date-time') return new Date().toISOString();
  return type === 'object' ? {} : '';
}
