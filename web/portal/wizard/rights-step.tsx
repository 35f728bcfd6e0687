import type { Right, RightGroup } from '../../../domain/rights.ts'
import { words } from '../words/portal.ts'
import { EndButtons } from './end-buttons.tsx'
import { whoOf } from './facts.ts'
import { RightBox } from './right-box.tsx'
import { SideFold } from './side.tsx'
import type { StepProps } from './step-props.ts'
import { rightsIn, stepAfter } from './steps.ts'

const text = words.wizard.ticking

/** Steps 3 to 7: one box per right of a group, with what it means; nothing is given by default (R26). */
export function RightsStep(props: StepProps & { group: RightGroup }) {
  const { draft, saving, change, goTo, step, group } = props
  const rights = rightsIn(draft.shown, group)
  const given = rights.filter((right) => draft.rights.includes(right))
  const set = (next: readonly Right[]) => change({ rights: [...next] })
  const send = () => {
    void saving.flush()
    goTo(stepAfter(step))
  }
  return (
    <form noValidate onSubmit={(event) => (event.preventDefault(), send())}>
      <p className="mut wz-intro">{text.intro(whoOf(draft))}</p>
      <fieldset className="card">
        <legend className="sr">{words.wizard.rights(words.wizard.steps[group])}</legend>
        <div className="row rt-head">
          <b>{text.given(given.length, rights.length)}</b>
          <span className="sp" />
          {given.length > 0 && (
            <button
              type="button"
              className="btn xs q"
              onClick={() => set(draft.rights.filter((right) => !given.includes(right)))}
            >
              {text.clear(given.length)}
            </button>
          )}
        </div>
        {rights.map((right) => (
          <RightBox
            key={right}
            right={right}
            ticked={draft.rights.includes(right)}
            why={draft.choosable.includes(right) ? undefined : whyNot(props)}
            check={draft.whose === 'person'}
            toggle={(on) => set(on ? [...draft.rights, right] : draft.rights.filter((one) => one !== right))}
          />
        ))}
      </fieldset>
      <SideFold draft={draft} />
      <EndButtons {...props} />
    </form>
  )
}

const whyNot = ({ draft }: StepProps): string => (draft.first ? text.firstLacks(whoOf(draft)) : text.lacking)
