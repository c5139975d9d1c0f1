/** The code of an error of the operating system (`ENOENT`) or of PostgreSQL (`57P03`); '' for any other error. */
export function errorCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}
