export function schemaDrift(databaseUrl: string, folder: string): Promise<string>
