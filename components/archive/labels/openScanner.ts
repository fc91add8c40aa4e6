/** Between two looks at the picture, in ms. */
const LOOK_MS = 150

export interface ScannerOptions {
  /** Ends it and lets the camera go. */
  readonly signal: AbortSignal
  /** What a code says; it may be told again as long as it is in sight. */
  readonly onText: (text: string) => void
  /** A sentence: why there is no picture, and what to do. */
  readonly onProblem: (sentence: string) => void
}

/** Shows the camera in `video` and reads the codes in it. Nothing leaves the device, and nothing is fetched from elsewhere. */
export async function openScanner(video: HTMLVideoElement, options: ScannerOptions): Promise<void> {
  const { signal, onText, onProblem } = options
  if (!window.isSecureContext || !('mediaDevices' in navigator)) {
    onProblem(
      'Browsers open the camera only over https. Type the number instead, or ask for an https address.',
    )
    return
  }
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  } catch (error) {
    if (!signal.aborted) onProblem(whyNoCamera(error))
    return
  }
  const close = () => stream.getTracks().forEach((track) => track.stop())
  if (signal.aborted) return close()
  signal.addEventListener('abort', close, { once: true })
  video.srcObject = stream
  try {
    await video.play()
    const read = await loadReader()
    while (!signal.aborted) {
      const text = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await read(video) : null
      if (text !== null && !signal.aborted) onText(text)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    }
  } catch {
    if (!signal.aborted) onProblem('The camera stopped. Close this and try again, or type the number.')
  } finally {
    close()
  }
}

function whyNoCamera(error: unknown): string {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError') {
    return 'The browser may not use the camera. Allow it for this site in the address bar, or type the number.'
  }
  if (name === 'NotFoundError') return 'This device has no camera. Type the number instead.'
  return 'The camera cannot be used just now; another program may have it. Type the number instead.'
}

type Reader = (video: HTMLVideoElement) => Promise<string | null>

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
interface DetectorClass {
  new (options: { readonly formats: readonly string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

/** The browser's own reader where it knows these codes; ours where not. */
async function loadReader(): Promise<Reader> {
  const native = (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (native && (await native.getSupportedFormats()).includes('qr_code')) {
    const detector = new native({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
  }
  const { default: decode } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return (video) => {
    const { videoWidth: width, videoHeight: height } = video
    if (!context || width === 0) return Promise.resolve(null)
    canvas.width = width
    canvas.height = height
    context.drawImage(video, 0, 0)
    try {
      return Promise.resolve(decode(context.getImageData(0, 0, width, height)))
    } catch {
      // No code in this picture: the next one may have one.
      return Promise.resolve(null)
    }
  }
}
