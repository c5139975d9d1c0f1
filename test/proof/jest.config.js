import config from '../jest.config.js'

process.env['VRD_PROOF'] = 'long'

/** The long lane of the proof: hours of a busy day in some minutes. */
export default {
  ...config,
  maxWorkers: 1,
  projects: config.projects
    .filter(({ displayName }) => displayName === 'database')
    .map((project) => ({ ...project, roots: ['<rootDir>/test/proof'] })),
}
