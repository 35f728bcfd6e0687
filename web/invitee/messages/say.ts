import { translators } from '../../kit/messages.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of the invitee pages in one language: `say('de').t('common.continue')`. */
export const say = translators<typeof en>({ en, de })
