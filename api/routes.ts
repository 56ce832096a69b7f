import { eventRoutes } from './events.ts';
import type { Route } from './http/route.ts';
import { signInRoutes } from './sign-in/routes.ts';

export const routes: readonly Route[] = [...signInRoutes, ...eventRoutes];
