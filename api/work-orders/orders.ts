import { z } from 'zod';
import { slotsFor } from '../../domain/scheduling/offer-slots.ts';
import type { Slot } from '../../domain/scheduling/slots.ts';
import type { Unit } from '../../domain/unit.ts';
import { cancelWorkOrder, postWorkOrder } from '../../domain/work-orders/close.ts';
import { createWorkOrder, type NewWorkOrder } from '../../domain/work-orders/create.ts';
import { reviseRequirement } from '../../domain/work-orders/requirement.ts';
import { cases, priorities } from '../cases.ts';
import { type Answer, type Asked, ok, type Route, read, write } from '../http/route.ts';
import { oneParams, shapeOf, theOne } from '../odata/resource.ts';
import { showOne } from '../odata/show.ts';
import { action } from '../odata/target.ts';
import { requirements, workOrders } from '../work-orders.ts';

const desk = ['agent', 'dispatcher', 'supervisor'] as const;

/** An arrival window. */
const window = z
  .object({ from: z.coerce.date(), to: z.coerce.date() })
  .refine(({ from, to }) => from < to, 'the window must end after it begins');
const wanted = {
  summary: z.string().trim().min(1).max(500),
  instructions: z.string().max(20_000),
  durationMinutes: z.int().min(15).max(1440),
  characteristics: z.array(z.object({ id: z.string().max(60), rating: z.number().min(1).max(10) })).max(20),
  window,
  priority: z.enum(priorities),
};
const anyWanted = z.object(wanted).partial();
const made = shapeOf(workOrders).extend({ requirement: shapeOf(requirements) });

/** Makes the order, or finds the one there is, and answers with it and what it needs. */
async function dispatch(unit: Unit, input: NewWorkOrder, { actor }: Asked): Promise<Answer> {
  const { order, requirement, isNew } = await createWorkOrder(unit, input);
  return {
    status: isNew ? 201 : 200,
    headers: { Location: `/api/work-orders/${order.id}` },
    show: async (tables) => {
      const viewing = { actor, tables };
      const need = await showOne(requirements, await tables.requirements.get(requirement.id), viewing);
      const shown = await showOne(workOrders, await tables.workOrders.get(order.id), viewing);
      return { body: { ...shown, requirement: need } };
    },
  };
}

const slot = z.object({
  resource: z.object({ id: z.string(), name: z.string() }),
  resourceId: z.string(),
  resourceName: z.string(),
  arriveAt: z.iso.datetime(),
  startAt: z.iso.datetime(),
  endAt: z.iso.datetime(),
  travelFromMinutes: z.number(),
  travelKm: z.number(),
  detourMinutes: z.number(),
  zone: z.string(),
  reasons: z.array(z.string()),
});

const withResource = (one: Slot) => ({ resource: { id: one.resourceId, name: one.resourceName }, ...one });

/** What can be done to work orders. */
export const workOrderRoutes: readonly Route[] = [
  action(
    cases,
    {
      does: 'dispatch',
      operationId: 'dispatchTechnician',
      summary: 'Makes a work order from a case: what is to be done, which skill, how long and when',
      roles: desk,
      verb: 'case.dispatch',
      body: anyWanted.extend({ need: wanted.summary.optional(), skill: z.string().max(60).optional() }),
      answer: made,
    },
    (unit, { id: caseId }, asked) => {
      const { need: what, skill, ...rest } = asked.body;
      const named = {
        ...(what && { summary: what }),
        ...(skill && { characteristics: [{ id: skill, rating: 1 }] }),
      };
      return dispatch(unit, { ...named, ...rest, caseId }, asked);
    },
  ),
  write(
    {
      method: 'post',
      path: '/api/work-orders',
      operationId: 'createWorkOrder',
      summary: 'Makes a work order from a case; asked twice for the same work it answers the order there is',
      tag: workOrders.tag,
      roles: desk,
      status: 201,
      body: anyWanted.extend({ caseId: z.string().max(450), another: z.boolean().optional() }),
      answer: made,
    },
    async (unit, asked) => {
      const found = await theOne(cases, { id: asked.body.caseId, actor: asked.actor, tables: unit });
      return dispatch(unit, { ...asked.body, caseId: found.id }, asked);
    },
  ),
  read(
    {
      method: 'get',
      path: '/api/work-orders/:id/slots',
      operationId: 'listSlots',
      summary: 'The best times at which somebody fitting can come, best first, with the way counted',
      tag: workOrders.tag,
      roles: [...desk, 'technician'],
      verb: 'work-order.slots',
      params: oneParams,
      query: z.object({ top: z.coerce.number().int().min(1).max(20).default(3) }),
      answer: z.object({ value: z.array(slot), reasonNone: z.string().nullable(), later: slot.nullable() }),
    },
    async ({ actor, deps, params, query }) => {
      const { id } = await theOne(workOrders, { id: params.id, actor, tables: deps.tables });
      const found = await deps.commit((unit) => slotsFor(unit, { workOrderId: id, top: query.top }), {
        actor,
      });
      const { slots, reasonNone, later } = found;
      return ok({ value: slots.map(withResource), reasonNone, later: later && withResource(later) });
    },
  ),
  action(
    workOrders,
    {
      does: 'revise',
      operationId: 'reviseWorkOrder',
      summary: 'Changes the window, the duration or the skills while the work is still wanted',
      roles: desk,
      body: anyWanted.pick({ window: true, durationMinutes: true, characteristics: true }),
      answer: shapeOf(requirements),
    },
    async (unit, { id }, { body, actor }) => {
      const revised = await reviseRequirement(unit, { ...body, workOrderId: id });
      return { show: async (tables) => ({ body: await showOne(requirements, revised, { actor, tables }) }) };
    },
  ),
  action(
    workOrders,
    {
      does: 'cancel',
      operationId: 'cancelWorkOrder',
      summary: 'Gives the work up; visits still planned are called off and everybody is told',
      roles: desk,
      body: z.object({ reason: z.string().trim().min(1).max(1000) }),
    },
    async (unit, { id }, { body }) => {
      await cancelWorkOrder(unit, { workOrderId: id, reason: body.reason });
    },
  ),
  action(
    workOrders,
    {
      does: 'post',
      operationId: 'postWorkOrder',
      summary: 'Takes completed work over into the books',
      roles: ['dispatcher', 'supervisor'],
    },
    async (unit, { id }) => {
      await postWorkOrder(unit, { workOrderId: id });
    },
  ),
];
