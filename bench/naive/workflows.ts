export async function naive(): Promise<void> {}
