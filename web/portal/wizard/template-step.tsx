import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { bodyOf } from '../../kit/client.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { api, type Template } from '../data/api.ts'
import { Failed } from '../frame/failed.tsx'
import { words } from '../words/portal.ts'
import { EndButtons } from './end-buttons.tsx'
import type { StepProps } from './step-props.ts'
import { DeleteTemplateDialog, RenameTemplateDialog } from './template-dialogs.tsx'

const text = words.wizard.template

const useTemplates = () =>
  useQuery({ queryKey: ['templates'], queryFn: () => bodyOf(api.GET('/portal/api/templates', {})) })

/** Step 2: a saved set of rights, which leads to the review; or nothing, and each right is ticked (R25). */
export function TemplateStep(props: StepProps) {
  const { draft, saving, change, goTo } = props
  const templates = useTemplates()
  const toast = useToast()
  const [chosen, setChosen] = useState<string | null>(null)
  const template = templates.data?.items.find(({ id }) => id === chosen)
  const send = async () => {
    if (!template) return goTo('user_settings')
    const rights = template.rights.filter((right) => draft.choosable.includes(right))
    change({ rights })
    if (!(await saving.flush())) return
    toast(rights.length < template.rights.length ? text.left : text.applied(template.name))
    goTo('review')
  }
  const items = templates.data?.items ?? []
  return (
    <form noValidate onSubmit={(event) => (event.preventDefault(), void send())}>
      <p className="mut wz-intro">{items.length > 0 ? text.intro : text.none}</p>
      {templates.error && <Failed what={words.wizard.steps.template} again={() => void templates.refetch()} />}
      <fieldset className="card">
        <legend className="sr">{words.wizard.steps.template}</legend>
        <div className="rt">
          <label>
            <input type="radio" className="rd" name="template" checked={!template} onChange={() => setChosen(null)} />
            <span>
              <b>{text.empty}</b>
              <small>{text.emptyHint}</small>
            </span>
          </label>
        </div>
        {items.map((one) => (
          <TemplateLine key={one.id} template={one} checked={one.id === chosen} choose={() => setChosen(one.id)} />
        ))}
      </fieldset>
      <EndButtons {...props} />
    </form>
  )
}

function TemplateLine({ template, checked, choose }: { template: Template; checked: boolean; choose: () => void }) {
  const [asking, setAsking] = useState<'rename' | 'delete' | null>(null)
  const close = () => setAsking(null)
  return (
    <div className="rt rt-line">
      <label>
        <input type="radio" className="rd" name="template" checked={checked} onChange={choose} />
        <span>
          <b>{text.one(template.name, template.rights.length)}</b>
        </span>
      </label>
      <span className="row">
        <button
          type="button"
          className="btn xs q"
          aria-label={text.renameOne(template.name)}
          onClick={() => setAsking('rename')}
        >
          {text.rename}
        </button>
        <button
          type="button"
          className="btn xs q"
          aria-label={text.deleteOne(template.name)}
          onClick={() => setAsking('delete')}
        >
          {text.delete}
        </button>
      </span>
      {asking === 'rename' && <RenameTemplateDialog template={template} onClose={close} />}
      {asking === 'delete' && <DeleteTemplateDialog template={template} onClose={close} />}
    </div>
  )
}
