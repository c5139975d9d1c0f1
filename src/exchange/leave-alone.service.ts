import type { EntityManager } from 'typeorm'
import { NodeRow } from '../graph/node.table.js'
import { RelationRow } from '../graph/relation.table.js'
import { type Decision, decisionsOn } from './decisions.reads.js'
import { heldRows, type Sides } from './held-rows.js'
import { readHolds, stillHeld } from './holds.reads.js'
import { changedOwners, type TableChanges } from './row-changes.js'
import type { RowSet } from './row-set.js'
import { type Leaving, type Needed, Standing } from './standing.js'

export interface LeftAndNeeded {
  readonly left: ReadonlyMap<string, Leaving>
  /** What the files let go of, and other files still need. */
  readonly needed: readonly Needed[]
}

/**
 * The nodes and relations that a load leaves as they are: those that somebody changed, corrected or ended since the
 * loader last wrote them, what they need, and what cannot be written without what is gone. Only what differs is told.
 *
 * @param changes all that the files ask for.
 * @param gone nodes that the files name, that are not theirs and that are no more, by id.
 */
export async function leaveAlone(
  manager: EntityManager,
  changes: readonly TableChanges[],
  sides: Sides<RowSet>,
  gone: ReadonlyMap<string, Decision>,
): Promise<LeftAndNeeded> {
  const differing = changedOwners(changes)
  if (differing.size === 0) return { left: new Map(), needed: [] }
  const ids = [NodeRow, RelationRow].flatMap((row) =>
    [...sides.stored.rows(row).values()].map(({ owner }) => owner),
  )
  const known = heldRows(
    changes.map(({ table }) => table),
    await readHolds(manager),
    sides,
  )
  const standing = new Standing(known, new Set(ids), differing, gone)
  standing.leaveDecided(await decisionsOn(manager, [...differing]))
  let needed: readonly Needed[] = []
  for (let before = -1; before < standing.left.size;) {
    before = standing.left.size
    const found = await stillHeld(manager, standing.loosened)
    // What the data sets themselves hold has been looked at already.
    const filled = new Set(known.filter(({ isFilled }) => isFilled).map(({ hold }) => hold))
    const others = found.filter(({ hold, owner }) => !filled.has(hold) || !standing.standing.has(owner))
    needed = standing.leaveHeld(
      others,
      await decisionsOn(
        manager,
        others.map(({ owner }) => owner),
      ),
    )
  }
  return { left: standing.left, needed }
}
