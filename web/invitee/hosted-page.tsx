import type { ReactNode } from 'react'
import { triesOf } from '../../domain/verification.ts'
import { attemptsOf } from '../../store/verification.ts'
import type { SubUserView } from '../../store/sub-users.ts'
import { askedOf } from './asked.ts'
import { stepsOf } from './onboarding-view.ts'
import { HandOverPage } from './pages/hand-over.tsx'
import { type Visit, frameOf } from './site.ts'

/** The vendor on whose own page this person is checked; undefined when photos come here. */
export const hostedVendor = ({ site }: Visit, view: SubUserView) => {
  const vendor = site.context.verification.vendors.get(view.vendor ?? '')
  return vendor?.capabilities.hostedPage ? vendor : undefined
}

/** What came of pressing the button: the vendor could not be reached just now, or it was pressed too often. */
type Outcome = { unreachable?: boolean; waitMinutes?: number }

/** The way to the vendor's page and back. */
export async function hostedPage(visit: Visit, view: SubUserView, outcome: Outcome = {}): Promise<ReactNode> {
  const { site, req } = visit
  const state = view.verificationState
  const attempts = await attemptsOf(site.context.db.prisma, view.id)
  const stands = !view.vendorSessionId ? 'preparing' : state === 'in_progress' ? 'silent' : 'ready'
  return (
    <HandOverPage
      frame={frameOf(visit, view, { path: '/me' })}
      steps={stepsOf(view)}
      vendor={hostedVendor(visit, view)?.name ?? ''}
      stands={stands}
      again={state === 'expired' || state === 'cancelled' ? state : undefined}
      asked={await askedOf(site, view)}
      resumed={req.query['resumed'] !== undefined}
      {...outcome}
      {...triesOf(view, attempts)}
    />
  )
}
