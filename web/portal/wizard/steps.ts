import { type Right, RIGHT_GROUPS, type RightGroup, groupOf } from '../../../domain/rights.ts'

/** The nine steps, in their order (R23). */
export const STEPS = ['person', 'template', ...RIGHT_GROUPS, 'review', 'confirm'] as const
export type StepId = (typeof STEPS)[number]

/** `account-settings` in the address. */
export const pathOf = (step: StepId): string => step.replace('_', '-')
export const stepIn = (path: string): StepId | undefined => STEPS.find((step) => pathOf(step) === path)

export const numberOf = (step: StepId): number => STEPS.indexOf(step) + 1
export const stepAfter = (step: StepId): StepId => STEPS[STEPS.indexOf(step) + 1] ?? 'confirm'
export const stepBefore = (step: StepId): StepId | undefined => STEPS[STEPS.indexOf(step) - 1]

export const isGroup = (step: StepId): step is RightGroup => (RIGHT_GROUPS as readonly string[]).includes(step)

/** The rights of one group, in the catalogue's order. */
export const rightsIn = (rights: readonly Right[], group: RightGroup): Right[] =>
  rights.filter((right) => groupOf(right) === group)

/** Where a fault is corrected. */
export const stepOfFault = (field: string): StepId => (field === 'rights' ? 'user_settings' : 'person')
