import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'

/** Our tokens follow the same choice as Mantine: the system’s, unless somebody chose. */
export function ThemeMark() {
  const { colorScheme } = useMantineColorScheme()
  useEffect(() => {
    if (colorScheme === 'auto') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = colorScheme
  }, [colorScheme])
  return null
}
