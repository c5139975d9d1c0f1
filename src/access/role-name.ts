import { type Role, ROLES } from './caller.js'

/** The role of that name, written like `programme-office` or PROGRAMME_OFFICE; undefined where there is none. */
export function roleNamed(name: string): Role | undefined {
  const wanted = name.toUpperCase().replaceAll('-', '_')
  return ROLES.find((role) => role === wanted)
}

/** As people write it: `programme-office`. */
export function nameOfRole(role: Role): string {
  return role.toLowerCase().replaceAll('_', '-')
}
