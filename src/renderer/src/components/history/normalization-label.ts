const labels: Record<string, string> = { none: 'None', batch: 'Batch normalization' }

/** A type of normalization as a person says it. */
export function normalizationLabel(type: string): string {
  return labels[type] ?? type
}
