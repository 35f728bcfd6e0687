import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useEffect, useState } from 'react'
import type { StaffRole } from '../../../domain/actions.ts'
import { STAFF_ACTIONS } from '../../../domain/actions.ts'
import { bodyOf } from '../../kit/client.ts'
import { type Act, sendAct } from '../actions/use-act.ts'
import { api, type OnboardingRow } from '../data/api.ts'
import { RoleGate } from '../frame/role-gate.tsx'
import { who } from '../marks/facts.ts'
import { words } from '../words/console.ts'
import { problemText } from '../words/problems.ts'
import { type BulkKind, BulkDialog } from './bulk-dialog.tsx'
import type { Selection } from './use-selection.ts'

const { bulk } = words.list

/** What can be done with the selected rows, and what came of it (screens, 3.2). */
export function BulkBar({ selection }: { selection: Selection }) {
  const { rows, clear } = selection
  const [dialog, setDialog] = useState<BulkKind | null>(null)
  const work = useBulk()
  const ids = rows.map((row) => row.id).join()
  useEffect(() => work.setResult(null), [ids])
  return (
    <div className="fresh bulk" role="region" aria-label={bulk.label}>
      <b>{bulk.selected(rows.length)}</b>
      <Gated roles={STAFF_ACTIONS.remind} go={() => void work.run(rows, 'remind', { action: 'remind' })}>
        {words.actions.remind}
      </Gated>
      <Gated roles={STAFF_ACTIONS.extend} go={() => setDialog('extend')}>
        {words.actions.extend}
      </Gated>
      <Gated roles={STAFF_ACTIONS.revoke} go={() => setDialog('revoke')}>
        {words.actions.revoke}
      </Gated>
      <Gated
        roles={STAFF_ACTIONS.export}
        go={() => void exportCsv(rows).catch((error) => work.setResult(problemText(error)))}
      >
        {bulk.export}
      </Gated>
      <button type="button" className="btn q xs" onClick={clear}>
        {bulk.clear}
      </button>
      <span className="sp" />
      <span role="status">{work.busy ? bulk.busy : work.result}</span>
      {dialog && (
        <BulkDialog
          kind={dialog}
          rows={rows}
          onClose={() => setDialog(null)}
          onGo={(act) => (setDialog(null), void work.run(rows, dialog, act))}
        />
      )}
    </div>
  )
}

type GatedProps = { roles: readonly StaffRole[]; go: () => void; children: string }

function Gated({ roles, go, children }: GatedProps) {
  const button = (gate: { 'aria-disabled'?: true }): ReactElement => (
    <button type="button" className="btn xs" {...gate} onClick={() => !gate['aria-disabled'] && go()}>
      {children}
    </button>
  )
  return <RoleGate roles={roles}>{button}</RoleGate>
}

/** One after the other, so that each has its own answer: “2 reminded. 1 not: yuki@…, the invitation has expired.” */
function useBulk() {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<string | null>(null)
  const run = async (rows: readonly OnboardingRow[], kind: BulkKind | 'remind', act: Act): Promise<void> => {
    if (busy) return
    setBusy(true)
    const refused: string[] = []
    for (const row of rows)
      await sendAct(row.id, act).catch((error: unknown) => refused.push(`${who(row)}: ${problemText(error)}`))
    setBusy(false)
    setResult(bulk.result(bulk.done[kind](rows.length - refused.length), refused))
    void client.invalidateQueries({ queryKey: ['views'] })
  }
  return { busy, result, setResult, run }
}

async function exportCsv(rows: readonly OnboardingRow[]): Promise<void> {
  const { csv } = await bodyOf(api.POST('/console/api/exports', { body: { ids: rows.map((row) => row.id) } }))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }))
  link.download = 'onboardings.csv'
  link.click()
  URL.revokeObjectURL(link.href)
}
