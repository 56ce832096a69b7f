import type { Characteristic } from '../routing/characteristic.ts';

/** What a kind of work usually takes: the incident type of field-service 1.2.2, by the category of a case. */
export interface WorkTemplate {
  readonly durationMinutes: number;
  readonly characteristics: readonly Characteristic[];
}

const skill = (id: string, rating: number): readonly Characteristic[] => [{ id, rating }];

const general: WorkTemplate = { durationMinutes: 60, characteristics: [] };

const templates: Readonly<Record<string, WorkTemplate>> = {
  'air-conditioning': { durationMinutes: 90, characteristics: skill('hvac', 3) },
  heating: { durationMinutes: 90, characteristics: skill('heating', 3) },
  ventilation: { durationMinutes: 75, characteristics: skill('hvac', 2) },
  plumbing: { durationMinutes: 60, characteristics: skill('plumbing', 3) },
  electrical: { durationMinutes: 60, characteristics: skill('electrical', 3) },
  lifts: { durationMinutes: 120, characteristics: skill('lift', 4) },
  'doors-and-access': { durationMinutes: 45, characteristics: skill('doors', 2) },
  'fire-safety': { durationMinutes: 60, characteristics: skill('fire-safety', 4) },
};

/** The template of the first category that has one; anything else is general work that every technician can do. */
export const templateFor = (...categories: readonly (string | null | undefined)[]): WorkTemplate =>
  categories.map((category) => templates[category ?? '']).find((found) => found !== undefined) ?? general;
