/** What the server wrote into the page. */
export const metaOf = (name: string): string | undefined =>
  document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content

/** The platform that these pages belong to, and where its people open them. */
export const platform = { name: metaOf('platform-name') ?? '', entry: metaOf('platform-entry') ?? '/portal' }
