import { isRelationship } from '../../../domain/relationships.ts'
import { ErrorLine, Field } from '../../kit/field.tsx'
import { words } from '../words/portal.ts'
import type { StepProps } from './step-props.ts'

const text = words.wizard.person

type Props = Pick<StepProps, 'draft' | 'change'> & { who: string; error: (field: string) => string | undefined }

/** A list without employee, and the box that says so, never ticked beforehand (R20). */
export function RelationshipFields({ draft, change, who, error }: Props) {
  const missing = error('relationshipConfirmed')
  return (
    <>
      <Field id="relationship" label={text.relationship} error={error('relationship')}>
        {(control) => (
          <select
            {...control}
            className="tx"
            value={draft.relationship ?? ''}
            onChange={({ currentTarget: { value } }) => change({ relationship: isRelationship(value) ? value : null })}
          >
            <option value="">{text.choose}</option>
            {text.list.map((one) => (
              <option key={one} value={one}>
                {text.relationships[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="fl">
        <label className="row wz-choice">
          <input
            type="checkbox"
            id="relationshipConfirmed"
            className="cb"
            checked={draft.relationshipConfirmed}
            aria-describedby={missing ? 'works-not-error' : undefined}
            {...(missing && { 'aria-invalid': true as const })}
            onChange={(event) => change({ relationshipConfirmed: event.currentTarget.checked })}
          />
          <span>{text.worksNot(who)}</span>
        </label>
        {missing && <ErrorLine id="works-not-error">{missing}</ErrorLine>}
      </div>
    </>
  )
}
