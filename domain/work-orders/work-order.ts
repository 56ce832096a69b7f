import type { CasePriority } from '../cases/case.ts';
import type { Characteristic } from '../routing/characteristic.ts';
import type { Stored } from '../stored.ts';

export type WorkOrderState =
  | 'unscheduled'
  | 'scheduled'
  | 'in-progress'
  | 'completed'
  | 'posted'
  | 'cancelled';
export type BookingState = 'scheduled' | 'traveling' | 'in-progress' | 'on-break' | 'completed' | 'cancelled';

/** Work at a customer's place. Its state follows its bookings; only `posted` and `cancelled` are set by people. */
export interface WorkOrder extends Stored {
  /** What people say: `W-2077`. */
  readonly number: string;
  readonly caseId: string | null;
  readonly customerId: string;
  readonly accountId: string | null;
  readonly siteId: string;
  readonly assetId: string | null;
  readonly state: WorkOrderState;
  readonly priority: CasePriority;
  readonly summary: string;
  readonly instructions: string;
  readonly promisedFrom: Date | null;
  readonly promisedTo: Date | null;
  readonly firstArrivedAt: Date | null;
  readonly completedAt: Date | null;
  readonly createdAt: Date;
  readonly createdById: string;
}

/** What a work order needs of a resource: skill, time, place. */
export interface Requirement extends Stored {
  readonly workOrderId: string;
  readonly state: 'active' | 'completed' | 'canceled';
  readonly durationMinutes: number;
  readonly characteristics: readonly Characteristic[];
  readonly territoryId: string | null;
  readonly lat: number;
  readonly lon: number;
  /** Arrival must fall inside. */
  readonly windowFrom: Date;
  readonly windowTo: Date;
}

/** A resource's time for one requirement. */
export interface Booking extends Stored {
  readonly workOrderId: string;
  readonly requirementId: string;
  readonly resourceId: string;
  readonly state: BookingState;
  /** Start of work as planned, after travel; once the technician set off from the phone, that moment. */
  readonly startAt: Date;
  readonly endAt: Date;
  readonly travelMinutes: number;
  readonly travelKm: number;
  /** False: "partially completed", the work goes back to the dispatcher (Status completes work order = Off). */
  readonly completesOrder: boolean;
  readonly travelStartedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly completedAt: Date | null;
  readonly report: string | null;
  readonly partsUsed: readonly {
    readonly productId: string;
    readonly name: string;
    readonly quantity: number;
  }[];
  readonly cancelReason: string | null;
}

/** One step of a booking, kept for ever: journals and measures are made of these. */
export interface BookingTimestamp extends Stored {
  readonly bookingId: string;
  readonly state: BookingState;
  readonly at: Date;
  readonly source: 'mobile' | 'desktop';
  readonly byId: string;
}
