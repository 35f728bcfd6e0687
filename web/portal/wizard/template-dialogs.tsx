import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Right } from '../../../domain/rights.ts'
import { useToast } from '../../kit/app/toast.tsx'
import { ApiProblem, bodyOf } from '../../kit/client.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { api, type Template } from '../data/api.ts'
import { words } from '../words/portal.ts'

const text = words.wizard.template

/** Saves the rights of a draft for another time (R25). */
export function SaveTemplateDialog({ rights, onClose }: { rights: readonly Right[]; onClose: () => void }) {
  const toast = useToast()
  const save = async (name: string) => {
    await bodyOf(api.POST('/portal/api/templates', { body: { name, rights: [...rights] } }))
    toast(text.saved(name))
  }
  return <NameDialog title={text.save} name="" send={save} onClose={onClose} intro={<p>{text.saveText}</p>} />
}

export function RenameTemplateDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const params = { path: { id: template.id } }
  const rename = async (name: string) =>
    void (await bodyOf(api.PATCH('/portal/api/templates/{id}', { params, body: { name } })))
  return <NameDialog title={text.renameTitle(template.name)} name={template.name} send={rename} onClose={onClose} />
}

type NameProps = {
  title: string
  name: string
  intro?: ReactNode
  send: (name: string) => Promise<void>
  onClose: () => void
}

function NameDialog({ title, name: before, intro, send, onClose }: NameProps) {
  const client = useQueryClient()
  const [name, setName] = useState(before)
  const [error, setError] = useState<string>()
  const submit = async () => {
    if (name.trim() === '') return setError(text.nameMissing)
    try {
      await send(name.trim())
      await client.invalidateQueries({ queryKey: ['templates'] })
      onClose()
    } catch (fault) {
      const taken = fault instanceof ApiProblem && fault.code === 'template-name-taken'
      setError(taken ? text.nameTaken : words.frame.failedWords)
    }
  }
  return (
    <Dialog
      title={title}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void submit()}
      buttons={
        <>
          <button type="button" className="btn" onClick={onClose}>
            {words.frame.cancel}
          </button>
          <button type="submit" className="btn b">
            {text.saveIt}
          </button>
        </>
      }
    >
      {intro}
      <TextField label={text.name} error={error} data-autofocus maxLength={60} value={name} onChange={setName} />
    </Dialog>
  )
}

/** Deleting a template changes no user (R25). */
export function DeleteTemplateDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const client = useQueryClient()
  const toast = useToast()
  const remove = async () => {
    const params = { path: { id: template.id } }
    await bodyOf(api.DELETE('/portal/api/templates/{id}', { params })).catch(() => toast(words.frame.failedWords))
    await client.invalidateQueries({ queryKey: ['templates'] })
    onClose()
  }
  return (
    <Dialog
      title={text.deleteTitle(template.name)}
      closeLabel={words.frame.close}
      onClose={onClose}
      onSubmit={() => void remove()}
      buttons={
        <>
          <button type="button" className="btn" data-autofocus onClick={onClose}>
            {words.wizard.keep}
          </button>
          <button type="submit" className="btn d">
            {text.delete}
          </button>
        </>
      }
    >
      <p>{text.deleteText}</p>
    </Dialog>
  )
}
