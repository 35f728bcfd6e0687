import type { Section } from '../figures.ts'
import type { Services } from '../world/services.ts'
export async function lists(_: Services): Promise<Section> { throw new Error('later') }
