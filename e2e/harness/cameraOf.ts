import { writeFile } from 'node:fs/promises'
import encodeQR from 'qr'

const WIDTH = 640
const HEIGHT = 480
const MODULE = 8
const [WHITE, BLACK] = [235, 16]

/**
 * Writes what a camera sees that looks at the code of these words, as Chromium plays it in place of a camera.
 * @returns what Chromium is to be started with
 */
export async function cameraOf(words: string, path: string): Promise<string[]> {
  const code = encodeQR(words, 'raw')
  const [left, top] = [WIDTH, HEIGHT].map((size) => Math.floor((size - code.length * MODULE) / 2)) as [
    number,
    number,
  ]
  const light = Buffer.alloc(WIDTH * HEIGHT, WHITE)
  for (const [row, modules] of code.entries()) {
    for (const [column, isDark] of modules.entries()) {
      if (!isDark) continue
      for (let line = 0; line < MODULE; line += 1) {
        const at = (top + row * MODULE + line) * WIDTH + left + column * MODULE
        light.fill(BLACK, at, at + MODULE)
      }
    }
  }
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const picture = Buffer.concat([Buffer.from('FRAME\n'), light, grey])
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420mpeg2\n`)
  await writeFile(path, Buffer.concat([head, picture, picture]))
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ]
}
