// In the bundle of the bench these stand in for argon2 and sharp. Both sides hash the same password and encode the same
// photos; left out of both, what remains is what the two ways differ in.

export const hash = async (password: string): Promise<string> => `hash of ${password.length}`
export const verify = async (): Promise<boolean> => true

/** A picture that is taken as it is. */
export default function sharp(file: Buffer) {
  const image = {
    rotate: () => image,
    resize: () => image,
    flatten: () => image,
    jpeg: () => image,
    toBuffer: async () => ({ data: file, info: { width: 640, height: 480 } }),
  }
  return image
}
