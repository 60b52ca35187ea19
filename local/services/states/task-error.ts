/** The failure of a task: the interpreter matches `name` against Retry and Catch, and `message` becomes the Cause. */
export class TaskError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}
