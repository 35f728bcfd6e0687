import { Tooltip } from '@mantine/core'
import { type ReactElement, useId } from 'react'
import type { StaffRole } from '../../../domain/actions.ts'
import { words } from '../words/console.ts'
import { useStaff } from './staff.ts'

/** What a control gets: nothing when the role may, else that it is disabled and why. */
export type Gate = { 'aria-disabled'?: true; 'aria-describedby'?: string }

/** Shows a control to everybody; to roles that may not, disabled and with the reason (R61). */
export function RoleGate({ roles, children }: { roles: readonly StaffRole[]; children: (gate: Gate) => ReactElement }) {
  const { role } = useStaff()
  const id = useId()
  if (roles.includes(role)) return children({})
  const reason = words.frame.roleMayNot(role, roles)
  return (
    <>
      <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }}>
        {children({ 'aria-disabled': true, 'aria-describedby': id })}
      </Tooltip>
      <span className="sr" id={id}>
        {reason}
      </span>
    </>
  )
}
