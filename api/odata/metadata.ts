import { z } from 'zod';
import { type Route, read } from '../http/route.ts';
import { setOf } from './list.ts';
import { type Resource, resourceNamed } from './resource.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** The service document: every set there is, by name and address. */
export const serviceDocument = (resources: readonly Resource[], publicUrl: string): object => ({
  '@odata.context': `${publicUrl}/api/$metadata`,
  value: resources.map((resource) => ({ name: setOf(resource), kind: 'EntitySet', url: resource.name })),
});

/** CSDL, from the same declarations as the answers: what Excel and Power BI read before they read data. */
export const metadataXml = (resources: readonly Resource[]): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">',
    '  <edmx:DataServices>',
    '    <Schema Namespace="Fieldline" xmlns="http://docs.oasis-open.org/odata/ns/edm">',
    '      <ComplexType Name="Named">',
    '        <Property Name="id" Type="Edm.String" Nullable="false"/>',
    '        <Property Name="name" Type="Edm.String" Nullable="false"/>',
    '      </ComplexType>',
    ...resources.flatMap(entityType),
    '      <EntityContainer Name="Container">',
    ...resources.flatMap(entitySet),
    '      </EntityContainer>',
    '    </Schema>',
    '  </edmx:DataServices>',
    '</edmx:Edmx>',
    '',
  ].join('\n');

function entityType(resource: Resource): string[] {
  const properties = Object.entries(resource.fields).map(([name, { edm, isNullable, isForStaff }]) => {
    const nullable = isNullable || isForStaff ? '' : ' Nullable="false"';
    const precision = edm === 'Edm.DateTimeOffset' ? ' Precision="3"' : '';
    return `        <Property Name="${escaped(name)}" Type="${escaped(edm)}"${precision}${nullable}/>`;
  });
  const links = navigations(resource).map(([name, to, isMany]) => {
    const type = isMany ? `Collection(Fieldline.${to.entity})` : `Fieldline.${to.entity}`;
    return `        <NavigationProperty Name="${escaped(name)}" Type="${type}"/>`;
  });
  return [
    `      <EntityType Name="${resource.entity}">`,
    '        <Key><PropertyRef Name="id"/></Key>',
    ...properties,
    ...links,
    '      </EntityType>',
  ];
}

function entitySet(resource: Resource): string[] {
  const bindings = navigations(resource).map(
    ([name, to]) => `          <NavigationPropertyBinding Path="${escaped(name)}" Target="${setOf(to)}"/>`,
  );
  const open = `        <EntitySet Name="${setOf(resource)}" EntityType="Fieldline.${resource.entity}"`;
  return bindings.length === 0 ? [`${open}/>`] : [`${open}>`, ...bindings, '        </EntitySet>'];
}

/** Expansions that are no field already: a name stands for one thing only in CSDL. */
const navigations = (resource: Resource): (readonly [string, Resource, boolean])[] =>
  Object.entries(resource.expand ?? {})
    .filter(([name]) => resource.fields[name] === undefined)
    .map(([name, { to, many }]) => [name, resourceNamed(to), many !== undefined] as const);

/** The two documents by which OData clients find their way. They tell of forms, not of data, so anyone may read them. */
export const metadataRoutes = (resources: readonly Resource[]): readonly Route[] => [
  read(
    {
      method: 'get',
      path: '/api/',
      operationId: 'getServiceDocument',
      summary: 'The OData service document',
      tag: 'OData',
      roles: 'anyone',
      answer: z.object({
        '@odata.context': z.string(),
        value: z.array(z.object({ name: z.string(), kind: z.string(), url: z.string() })),
      }),
    },
    async ({ deps }) => ({
      headers: { 'OData-Version': '4.0' },
      body: serviceDocument(resources, deps.publicUrl),
    }),
  ),
  read(
    {
      method: 'get',
      path: '/api/$metadata',
      operationId: 'getMetadata',
      summary: 'The forms of all data, as CSDL (XML)',
      tag: 'OData',
      roles: 'anyone',
      mediaType: 'application/xml',
      answer: z.string(),
    },
    async () => ({ headers: { 'OData-Version': '4.0' }, body: metadataXml(resources) }),
  ),
];
