import { useEffect, useRef, useState } from 'react'
import { blocksAround, type RowRange } from './blocksAround.ts'

/** Jumps that follow each other more closely are one long drag: it must come to rest for so long, in ms. */
const REST_MS = 60

const NONE: readonly number[] = []

/**
 * The blocks of a list to keep loaded. Scrolling takes them along at once, and so does a single jump; whoever drags through a
 * long list asks for nothing on the way after that. What was asked for ahead stays wanted when scrolling rests. The same array as
 * long as nothing changes.
 */
export function useWantedBlocks(listHash: string, range: RowRange | null): readonly number[] {
  const target = range === null ? NONE : blocksAround(range)
  const [kept, setKept] = useState({ listHash, blocks: target })
  const lastJump = useRef(-Infinity)
  const isSameList = kept.listHash === listHash
  const isCovered =
    range !== null && range.direction === null && target.every((block) => kept.blocks.includes(block))
  const isSame = isSameList && (isCovered || kept.blocks.join() === target.join())
  const isNear =
    !isSameList ||
    kept.blocks.length === 0 ||
    target.length === 0 ||
    target.some((block) => kept.blocks.includes(block))
  if (isNear && !isSame) setKept({ listHash, blocks: target })
  // Without a direction: that scrolling has come to its end is no further jump.
  const jump = isNear || range === null ? '' : blocksAround({ ...range, direction: null }).join()
  useEffect(() => {
    if (jump === '') return
    const now = performance.now()
    const rest = now - lastJump.current < REST_MS * 4 ? REST_MS : 0
    lastJump.current = now
    const timer = setTimeout(() => setKept({ listHash, blocks: jump.split(',').map(Number) }), rest)
    return () => clearTimeout(timer)
  }, [listHash, jump])
  return kept.blocks
}
