/** A reason why Usher can't start that the person at the keyboard can act upon: shown without a stack. */
export class StartFault extends Error {
  constructor(what: string, whatToDo: string) {
    super(`${what}\n${whatToDo}`)
    this.name = 'StartFault'
  }
}
