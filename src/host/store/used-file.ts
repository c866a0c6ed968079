/** SQL: whether any run refers to a checkpoint's file, as its own or as where it starts. @param file SQL for its name */
export function isUsed(file: string): string {
  return `(EXISTS (SELECT 1 FROM checkpoint WHERE checkpoint.file = ${file})
    OR EXISTS (SELECT 1 FROM run WHERE run.start_file = ${file}))`
}
