import path from 'node:path'
import type { Configuration } from './configuration.ts'
import { ConfigurationRefused } from './configuration.ts'
import { type Simulator, startSimulator } from './simulator/server.ts'

/** `usher simulator`: the simulated vendor as a process of its own, on the port of SIMULATOR_URL. */
export function runSimulator(configuration: Configuration): Promise<Simulator> {
  const { simulator, publicUrl, home, brandColor } = configuration
  if (!simulator)
    throw new ConfigurationRefused([{ variable: 'SIMULATOR_URL', reason: 'is required to run the simulator' }])
  const { url, key, webhookSecret, webhooks, answers } = simulator
  return startSimulator({
    port: Number(new URL(url).port || 80),
    key,
    webhookSecret,
    webhookUrl: `${publicUrl}/v1/vendor-webhooks/simulator`,
    behaviour: { webhooks, answers },
    file: path.join(home, 'simulator.json'),
    brand: brandColor,
  })
}
