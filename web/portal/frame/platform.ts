import { metaOf } from '../../kit/app/meta.ts'

/** The platform that these pages belong to, and where its people open them. */
export const platform = { name: metaOf('platform-name') ?? '', entry: metaOf('platform-entry') ?? '/portal' }
