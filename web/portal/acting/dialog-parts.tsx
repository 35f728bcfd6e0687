import type { ComponentProps } from 'react'
import { DialogButtons } from '../../kit/app/dialog-parts.tsx'
import { words } from '../words/portal.ts'

export { Refused } from '../../kit/app/dialog-parts.tsx'

type ButtonsProps = Omit<ComponentProps<typeof DialogButtons>, 'keep' | 'primary'> & { keep?: string }

export const Buttons = (props: ButtonsProps) => <DialogButtons keep={words.frame.cancel} primary="b" {...props} />
